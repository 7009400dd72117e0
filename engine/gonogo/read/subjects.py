"""What can be spoken of by id: criteria, rules, controls, risks, decisions; and the statuses that they may have."""

from __future__ import annotations

from gonogo.model.condition import FieldTest, Layer, Literal, Op, StatusIs
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.diagnostic import Code, Severity
from gonogo.model.policy import FactType, Outcome
from gonogo.read.complaint import as_written, unknown_name, wrong
from gonogo.read.names import Names
from gonogo.read.shaped import many, scalar
from gonogo.read.tree import Mapping, Node, Scalar

STATUSES: dict[Layer, tuple[str, ...]] = {
    Layer.CRITERION: tuple(Verdict),
    Layer.CONTROL: tuple(ControlState),
    Layer.RISK: tuple(RiskState),
    Layer.DECISION: tuple(Outcome),
}
SINGULAR = {"criterion": Layer.CRITERION, "control": Layer.CONTROL, "risk": Layer.RISK, "decision": Layer.DECISION}
PLURAL = {"criteria": Layer.CRITERION, "controls": Layer.CONTROL, "risks": Layer.RISK}
WHOLE = "whole"
EQUAL = (Op.EQUALS, Op.NOT, Op.ONE_OF, Op.NONE_OF)


def read_status(node: Mapping, head: str, names: Names) -> StatusIs | None:
    """`criterion: AC3, is: pass` and its like; None after a complaint."""
    layer = SINGULAR.get(head) or PLURAL[head]
    subject = node[head]
    statuses = _statuses(node["is"], layer, names)
    if head in PLURAL and subject in ("all", "any"):
        ids: tuple[str, ...] | None = tuple(names.ids[layer])
        every, whole = subject == "all", True
        if not ids:
            says = f"the policy has no {head}"
            names.refuse(wrong(Code.UNKNOWN_SUBJECT, subject, says, f"{head} that are declared"))
            return None
    else:
        ids = _ids(subject, layer, names)
        every, whole = True, False
    if ids is None or statuses is None:
        return None
    return StatusIs(layer=layer, ids=ids, every=every, whole=whole, statuses=statuses, at=node.written(head).at)


def _ids(node: Node, layer: Layer, names: Names) -> tuple[str, ...] | None:
    nodes = [scalar(one) for one in many(node)]
    known = names.ids[layer]
    unknown = [one for one in nodes if one not in known]
    for one in unknown:
        says = f"there is no {layer.value} `{one}`"
        names.refuse(unknown_name(Code.UNKNOWN_SUBJECT, one, says, known))
    return None if unknown else tuple(dict.fromkeys(str(one) for one in nodes))


def _statuses(node: Node, layer: Layer, names: Names) -> tuple[str, ...] | None:
    possible = STATUSES[layer]
    if isinstance(node, Mapping):
        says = "a status is named by its word"
        names.refuse(unknown_name(Code.UNKNOWN_STATUS, node, says, possible))
        return None
    nodes = many(node)
    unknown = [one for one in nodes if one not in possible]
    for one in unknown:
        says = f"a {layer.value} is never {as_written(one)}"
        names.refuse(unknown_name(Code.UNKNOWN_STATUS, one, says, possible))
    named = tuple(dict.fromkeys(str(one) for one in nodes))
    if layer is Layer.DECISION and not unknown:
        named = _of_a_go(node, named, names)
    if not unknown and set(named) == set(possible):
        says = f"this always holds: every status of a {layer.value} is named"
        names.refuse(wrong(Code.ALWAYS_HOLDS, node, says, "some of the statuses", severity=Severity.WARNING))
    return named if named and not unknown else None


def _of_a_go(node: Node, named: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """`go` holds of a go with conditions too: which of the two it is, only all that it brings with it can say."""
    go, conditional = Outcome.GO.value, Outcome.GO_WITH_CONDITIONS.value
    if go in named:
        return tuple(dict.fromkeys([*named, conditional]))
    if conditional in named:
        says = "whether a go has conditions cannot be asked here: its obligations are looked at last"
        remedy = "write `go`, which holds of a go with conditions too"
        one = next(one for one in many(node) if one == conditional)
        expected = f"`{go}`, or the others"
        names.refuse(wrong(Code.UNKNOWN_STATUS, one, says, expected, remedy=remedy))
        return ()
    return named


def check_named_subjects(node: Node, fact: FactType, test: FieldTest, names: Names) -> bool:
    """Whether the ids that a test on a view or a waiver names exist."""
    match fact.id, test.field:
        case "view", "about":
            layers = (Layer.CRITERION, Layer.RISK, Layer.CONTROL, Layer.DECISION)
            known = [WHOLE, *(name for layer in layers for name in names.ids[layer])]
        case "waiver", "criterion":
            known = list(names.ids[Layer.CRITERION])
        case "waiver", "rule":
            known = list(names.rules)
        case _:
            return True
    written = _scalars(node)
    named = [one.value for comparison in test.tests if comparison.op in EQUAL for one in _literals(comparison.against)]
    unknown = [value for value in named if value not in known]
    for value in unknown:
        at = next((one for one in written if one == value), node)
        says = f"nothing is called `{value}`"
        names.refuse(unknown_name(Code.UNKNOWN_SUBJECT, at, says, known))
    return not unknown


def _literals(operands: tuple[object, ...]) -> list[Literal]:
    return [operand for operand in operands if isinstance(operand, Literal)]


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    inner = node.values() if isinstance(node, Mapping) else node
    return [scalar for one in inner for scalar in _scalars(one)]
