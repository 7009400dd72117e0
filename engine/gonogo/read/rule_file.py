"""Rules, and what stands round them: demands on evidence, obligations, criteria."""

from __future__ import annotations

from gonogo.model.condition import Comparison, Condition, Operand
from gonogo.model.policy import Criterion, Demand, Effect, Obligation, Rule
from gonogo.model.value import Kind, ValueType
from gonogo.read.comparison_file import read_tests
from gonogo.read.condition_file import open_sight, read_condition
from gonogo.read.names import Names
from gonogo.read.operand_file import Subject, read_operand
from gonogo.read.placeholders import read_text
from gonogo.read.shaped import is_true, mapping, mappings, scalar, sections, text_of
from gonogo.read.tree import Mapping, Node, Scalar
from gonogo.read.vocabulary_file import role_list
from gonogo.read.window_file import read_window

DATE = ValueType(kind=Kind.DATE)
OF_CRITERIA = {"pass_when": Effect.PASS, "fail_when": Effect.FAIL}
OF_CONTROLS = {
    "ended_when": Effect.ENDED,
    "breached_when": Effect.BREACHED,
    "in_place_when": Effect.IN_PLACE,
    "planned_when": Effect.PLANNED,
}


def read_criteria(policy: Mapping, default: Demand, names: Names) -> tuple[Criterion, ...]:
    """All criteria; what is wrong in one does not hide the next."""
    return tuple(_criterion(key, node, default, names) for key, node in sections(policy, "criteria"))


def _criterion(key: Scalar, node: Mapping, default: Demand, names: Names) -> Criterion:
    applies = condition_at(node, "applies_when", names)
    return Criterion(
        id=str(key),
        title=text_of(node, "title") or str(key),
        text=text_of(node, "text"),
        owner=owner_of(node, names),
        source=text_of(node, "source"),
        applies_when=applies,
        not_applicable_because=read_text(node, "not_applicable_because", names, applies),
        demand=read_demand(node.get("evidence"), default, names),
        rules=read_rules(node, OF_CRITERIA, names),
        window=read_window(node, names),
        at=key.at,
    )


def owner_of(node: Mapping, names: Names) -> str | None:
    return names.role(scalar(node["owner"])) if "owner" in node else None


def condition_at(node: Mapping, key: str, names: Names) -> Condition | None:
    return read_condition(node[key], names) if key in node else None


def read_rules(node: Mapping, effects: dict[str, Effect], names: Names) -> tuple[Rule, ...]:
    """The rules of a criterion or a control, in order."""
    read = [_rule(rule, effects, names) for rule in mappings(node, "rules")]
    return tuple(rule for rule in read if rule is not None)


def _rule(node: Mapping, effects: dict[str, Effect], names: Names) -> Rule | None:
    head = next(key for key in node if key in effects)
    window = read_window(node, names)
    condition = read_condition(node[head], names)
    if condition is None:
        return None
    return Rule(
        id=str(node["id"]),
        effect=effects[str(head)],
        condition=condition,
        settles=is_true(node, "settles"),
        title=text_of(node, "title"),
        because=read_text(node, "because", names, condition),
        remedy=read_text(node, "remedy", names, condition),
        unknown_because=read_text(node, "unknown_because", names, condition),
        window=window,
        at=node["id"].at,
    )


# --- demands on evidence -------------------------------------------------------------------------


def read_demand(node: Node | None, default: Demand, names: Names) -> Demand:
    """`evidence:`, each part of which replaces that part of the default."""
    if node is None:
        return default
    own = mapping(node)
    return Demand(
        basis=text_of(own, "basis") or default.basis,
        by=role_list(own["by"], names) if "by" in own else default.by,
        received=_received(own["received"], names) if "received" in own else default.received,
        strict=is_true(own, "strict") if "strict" in own else default.strict,
    )


def _received(node: Node, names: Names) -> tuple[Comparison, ...]:
    return read_tests(node, Subject("received", DATE), open_sight(names)) or ()


# --- obligations ---------------------------------------------------------------------------------


def read_obligations(node: Mapping, of: str, owner: str | None, names: Names) -> tuple[Obligation, ...]:
    """`obligation: {…}` or `obligations: [{…}, …]`; who owns the whole owns them, unless they say otherwise."""
    written = [*mappings(node, "obligation"), *mappings(node, "obligations")]
    found = []
    for number, one in enumerate(written, start=1):
        default_id = f"{of}-obligation" + (f"-{number}" if len(written) > 1 else "")
        found.append(
            Obligation(
                id=text_of(one, "id") or default_id,
                owner=owner_of(one, names) or owner,
                text=read_text(one, "text", names) or "",
                due=_due(one.get("due"), names),
                ends_when=condition_at(one, "ends_when", names),
                binds=str(one.get("binds")) != "false",
                at=one["id"].at if "id" in one else one.at,
            )
        )
    return tuple(found)


def _due(node: Node | None, names: Names) -> Operand | str | None:
    """A day, or words such as `each release`."""
    if node is None:
        return None
    if isinstance(node, Scalar) and not node.startswith("$") and not _like_a_day(node):
        return str(node)
    return read_operand(node, Subject("due", DATE), open_sight(names))


def _like_a_day(text: str) -> bool:
    """Whether a date was meant, so that a mistake in it is not taken for words."""
    return text[:4].isdigit() and text[4:5] in ("-", "/")
