"""Works out the values that are the same for every record: the day, parameters, dates moved from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonogo.judge.compare import shift
from gonogo.model.condition import AsOf, FieldOf, Figure, Literal, Operand, ParameterValue, Shifted
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET


def fixed_value(operand: Operand, policy: Policy, as_of: date) -> Any:
    """The value, or UNSET where the policy does not give it (yet), or where it depends on records."""
    match operand:
        case Literal(value=value):
            return value
        case AsOf():
            return as_of
        case ParameterValue(name=name):
            parameter = policy.parameters[name]
            known = parameter.value is not None and parameter.window.holds(as_of)
            return parameter.value if known else UNSET
        case Shifted(base=base, amount=amount, unit=unit):
            return shift(fixed_value(base, policy, as_of), amount, unit, policy.calendar)
        case Figure() | FieldOf():
            return UNSET
