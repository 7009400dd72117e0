"""The parts of a handbook that are not about rules: what is to be agreed, how verdicts come about, facts, values."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.condition import Selection
from gonogo.model.policy import Definition, FactType, Field, Table
from gonogo.model.report import Block, Column, Inline, Line, Section
from gonogo.model.report import Table as Drawn
from gonogo.model.value_type import Kind, ValueType
from gonogo.model.words import sentence, where_words
from gonogo.model.words_grammar import spaced
from gonogo.write.paper_pen import Pen, bullets, cell, code, strong

BUILT_IN = ("view", "waiver")  # facts of every policy
STEPS = 8
SHORT = (Kind.ROLE, Kind.DATE, Kind.INSTANT, Kind.BOOLEAN)  # kinds whose description is about notation


def about(pen: Pen) -> Section:
    """What is asked of the authority, and what a policy that extends another changes in it."""
    policy = pen.made.policy
    blocks: list[Block] = [pen.paragraph("handbook.about.intro", authority=pen.authority)]
    if policy.extends:
        key = "handbook.extends" if policy.differences else "handbook.extends_nothing"
        blocks.append(pen.paragraph(key, policy=strong(policy.extends[0])))
    if policy.differences:
        blocks.append(bullets(list(_differences(pen))))
    return Section(id="about", number=None, title=pen.say("handbook.about"), blocks=tuple(blocks))


def _differences(pen: Pen) -> Iterator[Line]:
    """By what happened to them: the ids of what was added, changed and removed."""
    for how in ("added", "changed", "removed"):
        mine = [one for one in pen.made.policy.differences if one.how == how]
        if mine:
            what = ", ".join(f"{one.kind} {one.id}".strip() for one in mine)
            yield pen.texts.line("handbook.difference", how=strong(pen.say(f"handbook.{how}")), what=what)


def how(pen: Pen) -> Section:
    """The few sentences by which every verdict comes about."""
    steps = [pen.texts.say(f"handbook.how.{place}", authority=pen.authority) for place in range(1, STEPS + 1)]
    return Section(id="how", number=None, title=pen.say("handbook.how"), blocks=(bullets(steps, ordered=True),))


def roles(pen: Pen) -> Section | None:
    """Everybody whom the policy speaks of."""
    rows = [(code(role), pen.role(role)) for role in pen.made.policy.roles]
    if not rows:
        return None
    table = pen.table("", (("role", 2), ("name", 5)), rows)
    return Section(id="roles", number=None, title=pen.say("handbook.roles"), blocks=(table,))


def evidence(pen: Pen) -> Section | None:
    """Each kind of fact: how a record is told from others, what it says, and who owes it."""
    policy = pen.made.policy
    facts = [fact for name, fact in policy.facts.items() if name not in BUILT_IN and name not in policy.tables]
    if not facts:
        return None
    rows = [(_title(fact), ", ".join(map(spaced, fact.key)), _fields(fact, pen), _owed(fact, pen)) for fact in facts]
    columns = (("fact", 4), ("key", 2), ("fields", 8), ("owed_by", 3))
    table = pen.table(pen.say("handbook.evidence.caption"), columns, rows)
    return Section(id="evidence", number=None, title=pen.say("handbook.evidence"), blocks=(table,))


def _title(fact: FactType) -> str:
    return fact.title if fact.title == spaced(fact.id) else f"{fact.title} ({fact.id})"


def _fields(fact: FactType, pen: Pen) -> str:
    return "; ".join(_field(field, pen) for field in fact.fields.values())


def _field(field: Field, pen: Pen) -> str:
    key = "handbook.field_optional" if field.optional else "handbook.field"
    return pen.say(key, name=field.title or spaced(field.id), type=_type(field.type, pen))


def _type(of: ValueType, pen: Pen) -> str:
    """What may stand there, without the form in which a file writes it."""
    return pen.say(f"handbook.type.{of.kind.value}") if of.kind in SHORT else of.describe()


def _owed(fact: FactType, pen: Pen) -> str:
    return pen.texts.listed([pen.role(role) for role in fact.owed_by]) or pen.say("nobody")


def definitions(pen: Pen) -> Section | None:
    """Names for some of the records of a fact."""
    policy = pen.made.policy
    lines = [_definition(one, pen) for one in policy.definitions.values()]
    if not lines:
        return None
    return Section(id="definitions", number=None, title=pen.say("handbook.definitions"), blocks=(bullets(lines),))


def _definition(one: Definition, pen: Pen) -> Line:
    policy = pen.made.policy
    fact = policy.facts[one.fact].title if one.fact in policy.facts else spaced(one.fact)
    said: dict[str, Inline | Line | str] = {"title": strong(one.title), "name": code(one.id), "fact": fact}
    selection = Selection(fact=one.fact, alias=one.fact, where=one.where, named=one.fact, at=one.at)
    asked = [where_words(one.where, policy, one.fact)] if one.where else []
    asked += [sentence(condition, policy, (selection,)) for condition in one.meets]
    if not asked:
        return pen.texts.line("handbook.definition", **said)
    return pen.texts.line("handbook.definition_where", **said, where=pen.dated("; ".join(asked)))


def parameters(pen: Pen) -> Section:
    """What the authority sets: values, and tables."""
    policy = pen.made.policy
    rows = [
        (
            one.title or spaced(one.id),
            _type(one.type, pen),
            pen.say("handbook.case") if one.case else pen.value(one.value, one.type),
            one.source or pen.say("not_given"),
        )
        for one in policy.parameters.values()
    ]
    blocks: list[Block] = []
    if rows:
        columns = (("parameter", 4), ("fields", 4), ("value", 4), ("set_in", 5))
        blocks.append(pen.table(pen.say("parameters.caption"), columns, rows))
    blocks += [_rows(table, pen) for table in policy.tables.values() if table.rows is not None]
    if not blocks:
        blocks = [pen.paragraph("handbook.parameters.none")]
    return Section(id="parameters", number=None, title=pen.say("parameters.title"), blocks=tuple(blocks))


def _rows(table: Table, pen: Pen) -> Block:
    fields = list(table.fact.fields.values())
    columns = tuple(Column(field.title or spaced(field.id)) for field in fields)
    rows = tuple(
        tuple(cell(pen.value(value, field.type)) for field, value in zip(fields, row, strict=True))
        for row in table.rows or ()
    )
    return Drawn(pen.say("handbook.table", title=table.fact.title, authority=pen.authority), columns, rows)
