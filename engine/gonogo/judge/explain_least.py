"""The least reason of each decided subject, as data: where the search begins, and how its pieces are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.explain_subjects import Subject, roster
from gonogo.judge.explain_witness import record_name
from gonogo.judge.judgement import Judgement
from gonogo.judge.minimal import Again, Kept, Least, Pack, Tried, everything, least_reason, pieces, status_of
from gonogo.judge.occurrence import Origin, given_sources
from gonogo.judge.witness import key_text, slot_of
from gonogo.model.condition import Condition, Every, Leaf, No, Selection, Some, StatusIs, leaves
from gonogo.model.noun import Noun
from gonogo.model.policy import Control, Criterion, Effect, Risk, Rule
from gonogo.model.words_grammar import plural
from gonogo.model.words_values import bare_noun

Part = dict[str, Any]
UNDECIDED = ("unknown", "undecided")
Wanted = tuple[set[str], list[Origin]]  # facts whose lists are wanted whole, and single records


def least(judgement: Judgement, again: Again, subject: Subject) -> Part | None:
    """The least reason; None for what cannot be told, which needs no evidence."""
    if status_of(judgement, subject.layer, subject.id) in UNDECIDED:
        return None
    found = least_reason(judgement, again, (subject.layer, subject.id), _starts(judgement, subject))
    if found is None:
        return {"found": False, "tried": Tried.SOME.value, "pieces": []}
    return {"found": True, "tried": found.tried.value, "pieces": list(_pieces(judgement, found))}


# --- where the search begins ----------------------------------------------------------------------


def _starts(judgement: Judgement, subject: Subject) -> Iterator[Pack]:
    """The records that decided, with the lists that had to be whole; if that is not enough, everything."""
    whole = everything(judgement.evidence)
    wanted: Wanted = (set(), [])
    _want(judgement, subject, wanted, set())
    chosen = (_chosen(kept, wanted) for kept in whole.lists)
    yield whole._replace(lists=tuple(kept for kept in chosen if kept.records or kept.whole))
    yield whole


def _chosen(kept: Kept, wanted: Wanted) -> Kept:
    facts, origins = wanted
    if kept.fact in facts:
        return kept
    mine = {origin.index for origin in origins if origin.entry is kept.entry}
    return kept._replace(records=tuple(sorted(mine)), whole=False)


def _want(judgement: Judgement, subject: Subject, wanted: Wanted, done: set[str]) -> None:
    """What the conditions that decided a subject rest on, and those of the subjects below it."""
    if subject.id in done:
        return
    done.add(subject.id)
    below = {one.id for one in subject.one.controls} if isinstance(subject.one, Risk) else set()
    for condition in _conditions(judgement, subject):
        for leaf in leaves(condition):
            if isinstance(leaf, StatusIs):
                below |= set(leaf.ids)
            else:
                _want_leaf(judgement, leaf, subject.id, wanted)
    for other in roster(judgement.policy):
        if other.id in below:
            _want(judgement, other, wanted, done)


def _conditions(judgement: Judgement, subject: Subject) -> Iterator[Condition]:
    standing = judgement.standing(subject.layer.value, subject.id)
    one = subject.one
    match one:
        case Criterion():
            yield from () if one.applies_when is None else (one.applies_when,)
            yield from (rule.condition for rule in _deciding(one.rules, standing.rules))
        case Control():
            yield from (rule.condition for rule in _deciding(one.rules, standing.rules))
        case Risk():
            yield from () if one.accepted_when is None else (one.accepted_when,)
        case _:
            fired = [rule.id in standing.rules for rule in one.rules]
            yield from (rule.when for rule in one.rules[: fired.index(True) + 1 if any(fired) else None])


def _deciding(rules: Sequence[Rule], fired: Sequence[str]) -> list[Rule]:
    """The first rule that fired, and beside a plain pass those that must be known not to hold; else all of them."""
    decided = [rule for rule in rules if rule.id in fired][:1]
    if not decided or any(rule.effect is Effect.FAIL or rule.settles for rule in decided):
        return decided or list(rules)
    return decided + [rule for rule in rules if rule.effect is Effect.FAIL]


def _want_leaf(judgement: Judgement, leaf: Leaf, holder: str, wanted: Wanted) -> None:
    number = judgement.number(leaf, holder)
    truth = judgement.truths[number]
    single = {Some: 2, No: 0, Every: 0}.get(type(leaf)) == truth
    origin = _first(judgement, number) if single else None
    if truth == 1:
        return
    selection: Selection | None = getattr(leaf, "selection", None)
    own = "" if selection is None or origin is None else selection.fact
    if origin is not None:
        wanted[1].extend(origin)
    wanted[0].update(fact for fact in _facts(leaf) if fact != own)


def _first(judgement: Judgement, number: int) -> tuple[Origin, ...] | None:
    """Where the first record that decided a condition came from."""
    slot = slot_of(judgement, number)
    assert slot is not None
    predicate = judgement.predicates[number][1 if isinstance(judgement.leaf(number), Every) else 0]
    for group, (records, sources) in zip(judgement.admitted[slot].groups, judgement.tables.groups[slot], strict=True):
        for index, record in enumerate(records):
            if predicate(record, sources) == 2:
                return group.origin(index)
    return None


def _facts(part: Any) -> Iterator[str]:
    """Every fact that a condition asks about, at any depth."""
    if isinstance(part, Selection):
        yield part.fact
    if isinstance(part, tuple):
        for one in part:
            yield from _facts(one)
    elif isinstance(part, Noun):
        for name in part.__struct_fields__:
            if name != "at":
                yield from _facts(getattr(part, name))


# --- how its pieces are called --------------------------------------------------------------------


def _pieces(judgement: Judgement, found: Least) -> Iterator[Part]:
    policy = judgement.policy
    for kept, index in pieces(found.pack):
        if index is None:
            yield _list(policy.facts[kept.fact].title, kept)
        else:
            record = kept.entry.records[index]
            key = key_text(judgement, kept.fact, record, index)
            yield {
                "kind": "record",
                "fact": kept.fact,
                "key": key,
                "called": record_name(judgement, kept.fact, record, key),
                "count": 1,
                "sources": list(given_sources(kept.entry, record)),
                "at": str(kept.entry.place(index)),
            }
    for number in found.pack.waivers:
        waiver = judgement.evidence.waivers[number]
        yield {
            "kind": "waiver",
            "fact": "waiver",
            "key": waiver.id,
            "called": f"waiver {waiver.id}",
            "count": 1,
            "sources": [] if waiver.source is None else [waiver.source],
            "at": str(waiver.at),
        }


def _list(title: str, kept: Kept) -> Part:
    number, noun = len(kept.records), bare_noun(title)
    what = f"{number:,} {noun if number == 1 else plural(noun)}" if number else f"no {noun}"
    return {
        "kind": "list",
        "fact": kept.fact,
        "key": None,
        "called": f"the complete list of {what}" if number else f"the complete list, with {what}",
        "count": number,
        "sources": list(kept.entry.sources),
        "at": str(kept.entry.at),
    }
