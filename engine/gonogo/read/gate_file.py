"""Decisions: the question, the rules that answer it in order, and what the authority is then asked to do."""

from __future__ import annotations

from gonogo.model.condition import AnyOf, Condition, Figure, Literal, Not, Operand, Shifted
from gonogo.model.diagnostic import Code
from gonogo.model.policy import ALWAYS, DecisionRule, Demand, Gate, Outcome
from gonogo.model.value import Kind, ValueType, shown
from gonogo.read.complaint import wrong
from gonogo.read.condition_file import open_sight, read_condition
from gonogo.read.names import Names
from gonogo.read.operand_file import Subject, read_operand
from gonogo.read.placeholders import read_text
from gonogo.read.rule_file import read_demand, read_obligations
from gonogo.read.shaped import is_true, many, mapping, mappings, sections, text_of
from gonogo.read.tree import Mapping, Node, Scalar
from gonogo.read.window_file import read_window

DATE = ValueType(kind=Kind.DATE)


def read_gates(policy: Mapping, default: Demand, names: Names) -> tuple[Gate, ...]:
    """`decision:` is one gate of that name; `decisions:` are several."""
    found = sections(policy, "decisions")
    if "decision" in policy:
        found = [(policy.written("decision"), mapping(policy["decision"]))]
    return tuple(_gate(key, node, default, names) for key, node in found)


def _gate(key: Scalar, node: Mapping, default: Demand, names: Names) -> Gate:
    return Gate(
        id=str(key),
        question=read_text(node, "question", names) or str(key),
        rules=tuple(_rules(node, names)),
        recommend=_recommend(node, names),
        demand=read_demand(node.get("evidence"), default, names),
        at=key.at,
    )


def _rules(node: Mapping, names: Names) -> list[DecisionRule]:
    written, found = mappings(node, "rules"), list[DecisionRule]()
    for number, one in enumerate(written, start=1):
        if "otherwise" in one:
            _check_otherwise(one, found, names, last=number == len(written))
        rule = _decision_rule(one, found, names)
        if rule is not None:
            found.append(rule)
    return found


def _check_otherwise(node: Mapping, before: list[DecisionRule], names: Names, *, last: bool) -> None:
    """`otherwise` speaks of all the other rules, whatever the day."""
    key = node.written("otherwise")
    if not is_true(node, "otherwise"):
        says, remedy = "`otherwise: false` asks nothing", "say with `when` where the rule holds"
        names.refuse(wrong(Code.OTHERWISE, node["otherwise"], says, "`otherwise: true`, or `when`", remedy=remedy))
    elif not last:
        says = "`otherwise` stands on the last rule: none after it could ever decide"
        names.refuse(wrong(Code.OTHERWISE, key, says, "`when`, or this rule at the end", found="rules after it"))
    elif not before:
        says = "`otherwise` says what is so where no other rule holds, and there is no other"
        names.refuse(wrong(Code.OTHERWISE, key, says, "a rule with `when` before it", found="none"))
    for rule in before:
        if rule.window != ALWAYS:
            says = f"`{rule.id}` is not always in force, so it is not clear what holds on the other days"
            see = ((f"`{rule.id}` stands here", rule.at),)
            names.refuse(wrong(Code.OTHERWISE, key, says, "`when`, which says it", see=see))


def _when(node: Mapping, before: list[DecisionRule], names: Names) -> Condition | None:
    if "otherwise" not in node:
        return read_condition(node["when"], names)
    at = node.written("otherwise").at
    conditions = tuple(rule.when for rule in before)
    if not conditions:
        return None
    return Not(conditions[0] if len(conditions) == 1 else AnyOf(conditions, at), at)


def _decision_rule(node: Mapping, before: list[DecisionRule], names: Names) -> DecisionRule | None:
    then = Outcome(str(node["then"]))
    to = _to(node, then, names)
    obligations = read_obligations(node, str(node["id"]), None, names)
    window = read_window(node, names)
    condition = _when(node, before, names)
    if condition is None:
        return None
    return DecisionRule(
        id=str(node["id"]),
        then=then,
        when=condition,
        to=to,
        title=text_of(node, "title"),
        because=read_text(node, "because", names, condition),
        remedy=read_text(node, "remedy", names, condition),
        unknown_because=read_text(node, "unknown_because", names, condition),
        obligations=obligations,
        window=window,
        otherwise="otherwise" in node,
        at=node["id"].at,
    )


def _to(node: Mapping, then: Outcome, names: Names) -> tuple[Operand, ...]:
    """Until when it is deferred: a day, or the first and the last day of a range."""
    if then is not Outcome.DEFER:
        if "to" in node:
            says = f"`to` says until when it is deferred, and the rule decides `{then.value}`"
            names.refuse(wrong(Code.DEFERRED_UNTIL, node.written("to"), says, f"no `to` with `{then.value}`"))
        return ()
    if "to" not in node:
        says = "it is not said until when it is deferred"
        expected = "`to`, with a date or with `{from: DATE, until: DATE}`"
        names.refuse(wrong(Code.DEFERRED_UNTIL, node["then"], says, expected, found="no `to`"))
        return ()
    ends = _ends(node["to"], names)
    read = [_end(end, names) for end in ends]
    days = [operand.value for operand in read if isinstance(operand, Literal)]
    if len(days) == 2 and days[1] < days[0]:  # type: ignore[operator]  # both are days
        says = "the last day is before the first"
        names.refuse(wrong(Code.BACKWARDS, ends[1], says, f"{shown(days[0])} or a later day"))
    return tuple(operand for operand in read if operand is not None)


def _end(node: Node, names: Names) -> Operand | None:
    """A day that is the same whatever the records say."""
    operand = read_operand(node, Subject("to", DATE), open_sight(names))
    base = operand
    while isinstance(base, Shifted):
        base = base.base
    if not isinstance(base, Figure):
        return operand
    says = "a day that is worked out from records cannot stand here"
    remedy = "let the case say it: a parameter with `case: true`"
    names.refuse(wrong(Code.DEFERRED_UNTIL, node, says, "a date, or a parameter", remedy=remedy))
    return None


def _ends(node: Node, names: Names) -> list[Node]:
    """The days in `to`: one, or the two of a range."""
    keys = set(node) if isinstance(node, Mapping) else {"date", "plus"}
    if not isinstance(node, Mapping) or keys in ({"date", "plus"}, {"date", "minus"}):
        return [node]
    if keys == {"from", "until"}:
        return [node["from"], node["until"]]
    says = "it is not clear until when it is deferred"
    expected = "a date, `{from: DATE, until: DATE}`, or `{date: DATE, plus: 5 days}`"
    names.refuse(wrong(Code.DEFERRED_UNTIL, node, says, expected))
    return []


def _recommend(node: Mapping, names: Names) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the paper asks the authority to do, by outcome."""
    if "recommend" not in node:
        return {}
    return {
        str(outcome): tuple(
            (str(one["verb"]), read_text(one, "text", names) or "") for one in map(mapping, many(lines))
        )
        for outcome, lines in mapping(node["recommend"]).items()
    }
