"""Decisions: the question, the rules that answer it in order, and what the authority is then asked to do."""

from __future__ import annotations

from gonogo.model.condition import Operand
from gonogo.model.diagnostic import Code
from gonogo.model.policy import DecisionRule, Demand, Gate, Outcome
from gonogo.model.value import Kind, ValueType
from gonogo.read.complaint import wrong
from gonogo.read.condition_file import open_sight, read_condition
from gonogo.read.names import Names
from gonogo.read.operand_file import Subject, read_operand
from gonogo.read.placeholders import read_text
from gonogo.read.rule_file import read_demand, read_obligations
from gonogo.read.shaped import many, mapping, mappings, sections, text_of
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
    read = [_decision_rule(rule, names) for rule in mappings(node, "rules")]
    return Gate(
        id=str(key),
        question=read_text(node, "question", names) or str(key),
        rules=tuple(rule for rule in read if rule is not None),
        recommend=_recommend(node, names),
        demand=read_demand(node.get("evidence"), default, names),
        at=key.at,
    )


def _decision_rule(node: Mapping, names: Names) -> DecisionRule | None:
    then = Outcome(str(node["then"]))
    to = _to(node, then, names)
    obligations = read_obligations(node, str(node["id"]), None, names)
    window = read_window(node, names)
    condition = read_condition(node["when"], names)
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
    read = [read_operand(end, Subject("to", DATE), open_sight(names)) for end in _ends(node["to"], names)]
    return tuple(operand for operand in read if operand is not None)


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
