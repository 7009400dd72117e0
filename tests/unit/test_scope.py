"""What a nested condition depends on: the fields of enclosing records that it speaks of, and no others."""

from __future__ import annotations

import pytest

from gonogo.judge.scope import outer_fields, outer_fields_of_operand
from gonogo.model import condition as c
from gonogo.model.value import Kind, ValueType
from tests.worlds import HERE

NUMBER = ValueType(kind=Kind.INTEGER)
OUTER = c.FieldOf("outer", "size")
OTHER = c.FieldOf("other", "size")
OWN = c.FieldOf("own", "size")


def equal(*operands: c.Operand) -> tuple[c.Comparison, ...]:
    return tuple(c.Comparison(c.Op.EQUALS, (operand,), HERE) for operand in operands)


def where(*operands: c.Operand) -> c.Where:
    return (c.FieldTest("size", NUMBER, False, equal(*operands), HERE),)


def own(*operands: c.Operand, meets: c.Condition | None = None) -> c.Selection:
    return c.Selection(fact="fact", alias="own", where=where(*operands), meets=meets, at=HERE)


def total(*operands: c.Operand, tests: tuple[c.Comparison, ...] = ()) -> c.Aggregate:
    return c.Aggregate(
        reduce=c.Reduce.TOTAL,
        selection=own(*operands),
        field="size",
        type=NUMBER,
        optional=False,
        tests=tests,
        at=HERE,
    )


@pytest.mark.parametrize(
    "condition",
    [
        c.Some(own(OUTER, OWN), HERE),
        c.No(own(meets=c.Some(own(OUTER), HERE)), HERE),
        c.Every(selection=own(), has=where(OUTER, OWN), at=HERE),
        c.Every(selection=own(), meets=c.Some(own(OUTER), HERE), at=HERE),
        c.Count(own(), equal(OUTER), HERE),
        c.Share(selection=own(), where=where(OUTER, OWN), tests=(), at=HERE),
        c.Share(selection=own(), where=(), tests=equal(OUTER), at=HERE),
        total(OUTER, OWN),
        total(tests=equal(c.Shifted(OUTER, 1, c.Unit.DAYS))),
        c.ParameterIs("limit", NUMBER, equal(OUTER), HERE),
        c.All((c.Some(own(), HERE), c.Not(c.Some(own(OUTER), HERE), HERE)), HERE),
        c.AnyOf((c.Some(own(OUTER), HERE), c.Some(own(OUTER), HERE)), HERE),
        c.Some(own(c.Figure(c.Count(own(OUTER, OWN), (), HERE))), HERE),
        c.Some(c.Selection(fact="fact", alias="own", where=(c.Either((where(OUTER), ()), HERE),), at=HERE), HERE),
    ],
    ids=lambda condition: type(condition).__name__,
)
def test_fields_of_enclosing_records_are_found_wherever_they_stand(condition: c.Condition) -> None:
    assert outer_fields(condition) == (OUTER,)


def test_each_is_named_once_in_the_order_of_names() -> None:
    assert outer_fields(c.Some(own(OUTER, OTHER, OUTER), HERE)) == (OTHER, OUTER)


def test_a_record_that_takes_the_name_of_an_outer_one_hides_it() -> None:
    inner = c.Some(c.Selection(fact="fact", alias="outer", where=where(OUTER), at=HERE), HERE)

    assert outer_fields(c.Some(own(meets=inner), HERE)) == ()


def test_a_status_depends_on_no_record() -> None:
    asked = c.StatusIs(layer=c.Layer.CRITERION, ids=("A",), every=True, whole=False, statuses=("pass",), at=HERE)

    assert outer_fields(asked) == ()


@pytest.mark.parametrize(
    ("operand", "fields"),
    [
        (c.Literal(1), ()),
        (c.AsOf(), ()),
        (c.ParameterValue("limit"), ()),
        (OUTER, (OUTER,)),
        (c.Shifted(OUTER, 1, c.Unit.DAYS), (OUTER,)),
        (c.Figure(total(OUTER, OWN)), (OUTER,)),
        (c.Figure(total(OWN)), ()),
    ],
)
def test_a_value_depends_on_the_records_it_names(operand: c.Operand, fields: tuple[c.FieldOf, ...]) -> None:
    assert outer_fields_of_operand(operand) == fields
