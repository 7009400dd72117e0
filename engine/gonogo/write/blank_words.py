"""The words of an empty pack: what a field wants, what a value of it looks like, who owes a fact and what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.needs import BlankPack, Wanted
from gonogo.model.policy import FactType, Field
from gonogo.model.value import Kind, ValueType, shown
from gonogo.write.text_layout import listed

EXAMPLES = {
    Kind.TEXT: "text",
    Kind.DATE: "2026-11-29",
    Kind.INSTANT: "2026-11-29T10:05:00Z",
    Kind.BOOLEAN: "true",
    Kind.VERSION: "1.10",
}


def role_title(pack: BlankPack, role: str) -> str:
    return dict(pack.roles).get(role, role)


def owed_by(pack: BlankPack, one: Wanted) -> str:
    """Who owes it; nobody in particular where the policy does not say."""
    return listed([role_title(pack, role) for role in one.by], "or") if one.by else "nobody in particular"


def needed_for(one: Wanted) -> str:
    """`AC3 (No severe defect goes live) and D (the decision)`."""
    told = [f"{need.id} ({need.title})" for need in one.needs if need.kind != "decision"]
    told += ["the decision itself" for need in one.needs[:1] if any(need.kind == "decision" for need in one.needs)]
    return listed(told, "and") if told else "no condition of the policy"


def how_good(one: Wanted) -> Iterator[str]:
    """How good it has to be, and by when, each demand once."""
    said: dict[str, list[str]] = {}
    for need in one.needs:
        parts = [need.basis or "", f"received {need.received}" if need.received else ""]
        told = ", ".join(part for part in parts if part)
        if told:
            said.setdefault(told + ("; nothing less counts" if need.strict else ""), []).append(need.id)
    for told, ids in said.items():
        yield told if len(said) == 1 and len(ids) == len(one.needs) else f"{told} (for {listed(ids, 'and')})"


def described(field: Field, key: bool) -> str:
    """What is to be given, in words."""
    what = described_type(field.type)
    told = f"{field.title}: {what}" if field.title else what
    if key:
        return f"{told}; tells one from another, so each stands once"
    return f"{told}; may be left empty, if there is none" if field.optional else told


def described_type(wanted: ValueType) -> str:
    return wanted.describe()


def example(wanted: ValueType, fact: FactType, number: int = 1) -> str:
    """A value that would be taken."""
    match wanted.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            end = wanted.least if wanted.least is not None else wanted.most
            return shown(end if end is not None else 1)
        case Kind.ONE_OF | Kind.RANKED | Kind.ROLE:
            return wanted.words[0] if wanted.words else "word"
        case Kind.LIST:
            return example(wanted.item, fact) if wanted.item is not None else "text"
        case Kind.REF:
            return "X-1" if wanted.item is None or wanted.item.kind is Kind.TEXT else example(wanted.item, fact)
        case _:
            return EXAMPLES[wanted.kind]


def example_row(fact: FactType) -> dict[str, str]:
    """A made-up record."""
    row = {}
    for name, field in fact.fields.items():
        is_key = name in fact.key and field.type.kind is Kind.TEXT
        row[name] = f"{fact.id[:1].upper()}-1" if is_key else example(field.type, fact)
    return row
