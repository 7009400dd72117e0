"""What is missing where something cannot be told, and who owes it: one sentence for each thing that would help."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.judge.admitted import FALL_SHORT, Admitted, LeftOut, Reason
from gonogo.judge.gap_fields import open_fields, related_fields, together
from gonogo.judge.judgement import Judgement
from gonogo.judge.values import fixed_value
from gonogo.judge.witness import admitted_of, left_out_matches, selection_of, witnesses
from gonogo.model.condition import (
    Aggregate,
    Condition,
    Count,
    Either,
    Every,
    FieldTest,
    Layer,
    Leaf,
    Literal,
    Op,
    Operand,
    ParameterIs,
    ParameterValue,
    Selection,
    Share,
    Shifted,
    StatusIs,
    Where,
    leaves,
)
from gonogo.model.noun import Noun
from gonogo.model.policy import Demand
from gonogo.model.records import UNSET
from gonogo.model.value import Kind
from gonogo.model.words import operand_words, sentence, where_words


class Gap(Noun, frozen=True):
    """Something that would have to be known. `owed_by` is a role, or None where nobody in particular owes it.

    `absent`: nothing at all was given on the fact.
    """

    fact: str | None
    what: str
    owed_by: str | None
    absent: bool = False


class Asker(Noun, frozen=True):
    """For whom something is missing: the demand on the evidence, and who owns what is to be shown."""

    demand: Demand
    owner: str | None


def gaps(judgement: Judgement, numbers: tuple[int, ...], asker: Asker) -> tuple[Gap, ...]:
    """What would help to settle the unknown ones among some conditions, each thing once."""
    found = (gap for number in numbers if judgement.truths[number] == 1 for gap in _of_leaf(judgement, number, asker))
    return tuple(dict.fromkeys(found))


def _of_leaf(judgement: Judgement, number: int, asker: Asker) -> Iterator[Gap]:
    """What is unknown of a condition is never without a reason, if only in general words."""
    found = tuple(_found(judgement, number, asker)) or tuple(_related(judgement, number, asker))
    yield from found
    leaf = judgement.leaf(number)
    selection = selection_of(leaf)
    if found or selection is None:
        return
    owed_by, title = who_owes(judgement, selection, asker), judgement.policy.facts[selection.fact].title
    which = where_words(selection.where, judgement.policy, selection.fact)
    some = (True for truth in (2, 1) for _ in witnesses(judgement, number, truth, part=0))
    if isinstance(leaf, Every | Share | Aggregate) and not any(some):
        yield Gap(selection.fact, f"{title}{which and ': '}{which} (there is none, so it cannot be told)", owed_by)
    else:
        yield Gap(selection.fact, f"whatever shows whether {sentence(leaf, judgement.policy)}", owed_by)


def _related(judgement: Judgement, number: int, asker: Asker) -> Iterator[Gap]:
    """Fields of related records: of which of them, nobody can say, for it differs from record to record."""
    for leaf in nested_leaves(judgement.leaf(number)):
        selection = selection_of(leaf)
        if selection is not None:
            slot = judgement.program.slots.index((selection.fact, judgement.program.asked[number].demand))
            owed_by, wanted = who_owes(judgement, selection, asker), tuple(dict.fromkeys(fields_read(leaf)))
            for what in related_fields(judgement, judgement.admitted[slot], leaf, wanted):
                yield Gap(selection.fact, what, owed_by)


def _found(judgement: Judgement, number: int, asker: Asker) -> Iterator[Gap]:
    leaf = judgement.leaf(number)
    yield from _of_values(judgement, leaf)
    if isinstance(leaf, StatusIs):
        yield from _of_statuses(judgement, leaf)
    admitted = admitted_of(judgement, number)
    selection = selection_of(leaf)
    if admitted is None or selection is None:
        return
    owed_by = who_owes(judgement, selection, asker)
    short = tuple(left_out_matches(judgement, number))
    yield from _of_table(judgement, leaf, selection, (admitted, short), owed_by)
    wanted = tuple(dict.fromkeys(fields_read(leaf)))
    yield from (Gap(selection.fact, what, owed_by) for what in open_fields(judgement, number, wanted))
    for nested in nested_leaves(leaf):
        yield from _of_nested(judgement, nested, number, asker)


def _of_statuses(judgement: Judgement, leaf: StatusIs) -> Iterator[Gap]:
    open_ones = open_subjects(judgement, leaf)
    if open_ones:
        verb = "is" if len(open_ones) == 1 else "are"
        yield Gap(None, f"whether {together(open_ones)} {verb} {_ASKED[leaf.layer]}", None)


def open_subjects(judgement: Judgement, leaf: StatusIs) -> list[str]:
    """Those that a condition asks about and that cannot be told."""
    standings = judgement.inference.standings
    names = [name for name in leaf.ids if not (leaf.whole and name in judgement.wiring.asleep)]
    return [name for name in names if standings[leaf.layer.value, name].status in ("unknown", "undecided")]


_ASKED = {Layer.CRITERION: "met", Layer.CONTROL: "in place", Layer.RISK: "accepted", Layer.DECISION: "decided"}


def _of_values(judgement: Judgement, leaf: Leaf) -> Iterator[Gap]:
    """Parameters without a value, and days that no calendar covers."""
    policy = judgement.policy
    for operand in operands_of(leaf):
        base = base_of(operand)
        known = fixed_value(base, policy, judgement.as_of) is not UNSET
        if isinstance(base, ParameterValue) and not known:
            title = policy.parameters[base.name].title or base.name.replace("_", " ")
            yield Gap(base.name, f"the value of {title}", policy.authority)
        elif known and fixed_value(operand, policy, judgement.as_of) is UNSET:
            what = f"{operand_words(operand, policy)}: the calendar does not cover that year"
            yield Gap(None, what, policy.authority)


def base_of(operand: Operand) -> Operand:
    return base_of(operand.base) if isinstance(operand, Shifted) else operand


def _of_table(
    judgement: Judgement,
    leaf: Leaf,
    selection: Selection,
    table: tuple[Admitted, tuple[LeftOut, ...]],
    owed_by: str | None,
) -> Iterator[Gap]:
    """Nothing given at all, evidence that could not count, or a list that may not be whole."""
    policy = judgement.policy
    admitted, left_out = table
    fact = policy.facts[selection.fact]
    which = where_words(selection.where, policy, selection.fact)
    what = f"{fact.title}: {which}" if which else fact.title
    if selection.fact in policy.tables and not admitted.given:
        yield Gap(selection.fact, f"the rows of {fact.title}", policy.authority, absent=True)
        return
    if not admitted.given:
        yield Gap(selection.fact, f"{what} (nothing was given)", owed_by, absent=True)
        return
    reasons = {one.reason for one in left_out}
    for reason, ending in _LEFT_OUT.items():
        if reason in reasons:
            which_rows = admitted.against if reason is Reason.MALFORMED else ()
            yield Gap(selection.fact, f"{what} ({'; '.join(which_rows) or ending})", owed_by)
    if not admitted.complete and not reasons & _LEFT_OUT.keys():
        whole = isinstance(leaf, Every | Share | Aggregate | Count)
        ending = "the list is not said to be complete" if whole else "nothing of the kind was given so far"
        doubts = [one for one in admitted.against if whole or one != FALL_SHORT]  # none of those left out would match
        if doubts:
            ending = "; ".join(doubts)
        yield Gap(selection.fact, f"{what} ({ending})", owed_by)


_LEFT_OUT = {
    Reason.INADEQUATE: "what was given falls short of the evidence asked for",
    Reason.STALE: "what was given is past its last day",
    Reason.MALFORMED: "what was given cannot be read",
}


def _of_nested(judgement: Judgement, leaf: Leaf, number: int, asker: Asker) -> Iterator[Gap]:
    """What a condition on related records lacks: whole facts and lists only, for it differs from record to record."""
    yield from _of_values(judgement, leaf)
    selection = selection_of(leaf)
    if selection is None:
        return
    slot = judgement.program.slots.index((selection.fact, judgement.program.asked[number].demand))
    admitted = judgement.admitted[slot]
    owed_by = who_owes(judgement, selection, asker)
    if not admitted.given or not admitted.complete:
        bare = Selection(fact=selection.fact, alias=selection.alias, at=selection.at)
        yield from _of_table(judgement, leaf, bare, (admitted, admitted.left_out), owed_by)
    for nested in nested_leaves(leaf):
        yield from _of_nested(judgement, nested, number, asker)


def who_owes(judgement: Judgement, selection: Selection, asker: Asker) -> str | None:
    """The fact's own `from`; else whoever is asked to have said it; else the demand's `by`; else the owner."""
    fact = judgement.policy.facts[selection.fact]
    if fact.owed_by:
        return fact.owed_by[0]
    for part in selection.where:
        if isinstance(part, FieldTest) and part.type.kind is Kind.ROLE:
            for test in part.tests:
                first = test.against[0] if test.against else None
                if test.op in (Op.EQUALS, Op.ONE_OF) and isinstance(first, Literal):
                    return str(first.value)
    return asker.demand.by[0] if asker.demand.by else asker.owner


# --- what a condition reads ----------------------------------------------------------------------


def nested_leaves(leaf: Leaf) -> tuple[Leaf, ...]:
    selection = selection_of(leaf)
    found: list[Condition] = []
    if selection is not None and selection.meets is not None:
        found.append(selection.meets)
    if isinstance(leaf, Every) and leaf.meets is not None:
        found.append(leaf.meets)
    return tuple(inner for condition in found for inner in leaves(condition))


def fields_read(leaf: Leaf) -> Iterator[str]:
    selection = selection_of(leaf)
    if selection is not None:
        yield from (test.field for test in field_tests(selection.where))
    if isinstance(leaf, Every):
        yield from (test.field for test in field_tests(leaf.has))
    if isinstance(leaf, Share):
        yield from (test.field for test in field_tests(leaf.where))
    if isinstance(leaf, Aggregate):
        yield leaf.field


def field_tests(where: Where) -> Iterator[FieldTest]:
    for part in where:
        match part:
            case FieldTest():
                yield part
            case Either(options=options):
                for option in options:
                    yield from field_tests(option)


def operands_of(leaf: Leaf) -> Iterator[Operand]:
    selection = selection_of(leaf)
    wheres: list[Where] = [] if selection is None else [selection.where]
    wheres += [leaf.has] if isinstance(leaf, Every) else [leaf.where] if isinstance(leaf, Share) else []
    for where in wheres:
        for test in field_tests(where):
            yield from (operand for one in test.tests for operand in one.against)
    if isinstance(leaf, Count | Share | Aggregate | ParameterIs):
        yield from (operand for test in leaf.tests for operand in test.against)
    if isinstance(leaf, ParameterIs):
        yield ParameterValue(leaf.name)
