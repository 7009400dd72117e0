"""Which values are known before any record is looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gonogo.judge.values import fixed_value
from gonogo.model import condition as c
from gonogo.model.noun import replace
from gonogo.model.policy import Window
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType
from tests.worlds import AS_OF, HERE, parameter, policy_of

DATE = ValueType(kind=Kind.DATE)
CUT_OVER = date(2026, 11, 29)
POLICY = policy_of(
    (),
    [
        parameter("cut_over", DATE, CUT_OVER),
        parameter("not_set", DATE, None),
        replace(parameter("later", DATE, CUT_OVER), window=Window(first=AS_OF + timedelta(days=1))),
        replace(parameter("last_day", DATE, CUT_OVER), window=Window(last=AS_OF)),
    ],
)
COUNTED = c.Figure(c.Count(c.Selection(fact="a", alias="a", at=HERE), (), HERE))


@pytest.mark.parametrize(
    ("operand", "value"),
    [
        (c.Literal(3), 3),
        (c.AsOf(), AS_OF),
        (c.ParameterValue("cut_over"), CUT_OVER),
        (c.ParameterValue("last_day"), CUT_OVER),
        (c.ParameterValue("not_set"), UNSET),
        (c.ParameterValue("later"), UNSET),
        (c.Shifted(c.ParameterValue("cut_over"), -1, c.Unit.WORKING_DAYS), date(2026, 11, 27)),
        (c.Shifted(c.ParameterValue("not_set"), -1, c.Unit.DAYS), UNSET),
        (c.FieldOf("a", "f0"), UNSET),
        (COUNTED, UNSET),
    ],
)
def test_a_value_is_known_where_the_policy_and_the_day_give_it(operand: c.Operand, value: object) -> None:
    assert fixed_value(operand, POLICY, AS_OF) == value
