"""A condition as a numbered tree: what each part asks, whether it holds, what it found, and on which records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gonogo.judge.explain_found import found_words, status_words
from gonogo.judge.explain_seen import Found, Seen, ask, counted, seen
from gonogo.judge.explain_witness import (
    DEEPEST,
    NEAR,
    TRUTHS,
    deciding,
    near,
    nested,
    told,
)
from gonogo.judge.gaps import Asker, Gap, gaps
from gonogo.judge.judgement import Judgement, whole_truth
from gonogo.judge.occurrence import given_sources
from gonogo.judge.standing import status_truth
from gonogo.judge.witness import key_text, left_out_matches
from gonogo.model.condition import All, AnyOf, Condition, Every, Leaf, Not, StatusIs, leaves
from gonogo.model.noun import Noun, replace
from gonogo.model.words import sentence

Part = dict[str, Any]
OPENING = {"all": "all of these hold", "any": "at least one of these holds"}
DENIED = {"all": "not all of these hold", "any": "none of these holds"}


class Tree(Noun, frozen=True):
    """A condition to be told, with what each of its leaves came to. `numbers`: the number of every subject by id."""

    judgement: Judgement
    answers: Mapping[Condition, Seen]
    asker: Asker
    numbers: Mapping[tuple[str, str], str]
    depth: int = 0

    def truth(self, condition: Condition) -> int:
        return whole_truth(condition, lambda leaf: self.answers[leaf].truth)


def tree_of(
    judgement: Judgement, condition: Condition, demand: int, asker: Asker, numbers: Mapping[tuple[str, str], str]
) -> Tree:
    """The answers of a condition of the policy, or of one on statuses that follows from it."""
    answers = {leaf: _answer(judgement, leaf, demand) for leaf in leaves(condition)}
    return Tree(judgement, answers, asker, numbers)


def _answer(judgement: Judgement, leaf: Leaf, demand: int) -> Seen:
    number = judgement.numbers.get((leaf, demand))
    if number is not None:
        return seen(judgement, number)
    assert isinstance(leaf, StatusIs)
    truth = status_truth(leaf, judgement.inference.standings, judgement.wiring.asleep)
    return Seen(None, leaf, demand, truth, (), (), None)


def joined(condition: Condition) -> str | None:
    """How the parts of a whole condition go together; None: it has no parts."""
    match condition:
        case All(parts=parts) if len(parts) > 1:
            return OPENING["all"]
        case AnyOf(parts=parts) if len(parts) > 1:
            return OPENING["any"]
        case Not(part=All() as part) | Not(part=AnyOf() as part):
            return DENIED["all" if isinstance(part, All) else "any"]
        case _:
            return None


def branches(tree: Tree, condition: Condition, number: str) -> list[Part]:
    """The parts of a condition in the order of reading, numbered below `number`.

    A part decides if it made the whole what it is: each part of an `all` that holds, the false ones of one that does not.
    """
    return list(_below(tree, condition, number, decides=True))


def _below(tree: Tree, condition: Condition, number: str, *, decides: bool) -> Iterator[Part]:
    parts, wanted = _parts(condition)
    truth = tree.truth(condition) if wanted else 2 - tree.truth(condition)
    for place, part in enumerate(parts, 1):
        yield from _node(tree, part, f"{number}.{place}", decides=decides and tree.truth(part) == truth)


def _parts(condition: Condition) -> tuple[Sequence[Condition], bool]:
    """The parts that are told one by one, and whether they are wanted (or, below `not`, unwanted)."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            return parts, True
        case Not(part=All(parts=parts)) | Not(part=AnyOf(parts=parts)):
            return parts, False
        case Not(part=Not(part=inner)):
            return _parts(inner)
        case _:
            return (condition,), True


def _node(tree: Tree, part: Condition, number: str, *, decides: bool) -> Iterator[Part]:
    match part:
        case All() | AnyOf() | Not(part=All() | AnyOf() | Not()):
            yield _composite(tree, part, number, decides=decides)
            yield from _below(tree, part, number, decides=decides)
        case Not(part=leaf):
            yield _leaf(tree, tree.answers[leaf], number, decides=decides, negated=True)
        case _:
            yield _leaf(tree, tree.answers[part], number, decides=decides, negated=False)


def _composite(tree: Tree, part: Condition, number: str, *, decides: bool) -> Part:
    parts, _ = _parts(part)
    truths = [tree.truth(each) for each in parts]
    holding, unknown = truths.count(2), truths.count(1)
    said = f"{holding} of {len(truths)} hold{'s' if holding == 1 else ''}"
    return {
        **_EMPTY,
        "number": number,
        "kind": "all" if isinstance(part, All) else "any" if isinstance(part, AnyOf) else "not",
        "text": joined(part) or sentence(part, tree.judgement.policy),
        "truth": TRUTHS[tree.truth(part)],
        "decides": decides,
        "found": f"{said}, and of {unknown} it cannot be told" if unknown else said,
        "at": str(part.at),
    }


_EMPTY: Mapping[str, Any] = {
    "number": "",
    "id": None,
    "kind": "",
    "negated": False,
    "text": "",
    "truth": "",
    "decides": True,
    "true": 0,
    "unknown": 0,
    "total": 0,
    "complete": True,
    "found": "",
    "at": "",
    "witnesses": (),
    "more": 0,
    "near": (),
    "near_in_all": 0,
    "left_out": (),
    "left_out_in_all": 0,
    "subjects": (),
    "missing": (),
}


def _leaf(tree: Tree, one: Seen, number: str, *, decides: bool, negated: bool) -> Part:
    judgement = tree.judgement
    condition: Condition = Not(one.leaf, one.leaf.at) if negated else one.leaf
    surely, perhaps = counted(one)
    truth = 2 - one.truth if negated else one.truth
    part = {
        **_EMPTY,
        "number": number,
        "id": one.id,
        "kind": type(one.leaf).__name__.lower(),
        "negated": negated,
        "text": sentence(condition, judgement.policy),
        "truth": TRUTHS[truth],
        "decides": decides,
        "true": surely,
        "unknown": perhaps,
        "total": one.total,
        "complete": one.admitted is None or one.admitted.complete,
        "found": found_words(judgement, one, negated=negated),
        "at": str(one.leaf.at),
    }
    if isinstance(one.leaf, StatusIs):
        return part | _statuses(tree, one.leaf)
    if one.table is not None:
        part |= _records(tree, one, number)
    if one.id is not None and truth == 1:
        part["missing"] = [_gap(judgement, gap) for gap in gaps(judgement, (int(one.id[1:]),), tree.asker)]
    return part


def _gap(judgement: Judgement, gap: Gap) -> Part:
    owed_by = None if gap.owed_by is None else judgement.policy.role_title(gap.owed_by)
    return {"fact": gap.fact, "what": gap.what, "owed_by": gap.owed_by, "owed_by_title": owed_by}


def _statuses(tree: Tree, leaf: StatusIs) -> Part:
    """Who has which status; those that make the difference are told by the words for what was found."""
    judgement = tree.judgement
    asleep = judgement.wiring.asleep
    names = [name for name in leaf.ids if not (leaf.whole and name in asleep)]
    subjects = [
        {
            "id": name,
            "status": judgement.standing(leaf.layer.value, name).status,
            "number": tree.numbers.get((leaf.layer.value, name)),
        }
        for name in names
    ]
    return {"subjects": subjects, "found": status_words(leaf, subjects)}


def _records(tree: Tree, one: Seen, number: str) -> Part:
    judgement = tree.judgement
    shown = deciding(judgement, one)
    close = near(judgement, one)
    short = 0 if _is_short(one) else 2
    told_of = [told(judgement, one, each, shown.truth if shown.truth != 2 else short) for each in shown.records]
    part: Part = {"witnesses": told_of, "more": shown.more}
    if close is not None:
        part["near"] = [told(judgement, one, each, 0) for each in close.records]
        part["near_in_all"] = close.number
    for place, (each, data) in enumerate(
        zip((*shown.records, *(close.records if close else ())), (*told_of, *part.get("near", ())), strict=True), 1
    ):
        data["conditions"] = _inside(tree, one, each, f"{number}.{place}") if place <= NEAR else []
    return part | _left_out(judgement, one)


def _is_short(one: Seen) -> bool:
    """Whether the records told of are those that fall short."""
    return isinstance(one.leaf, Every) and one.truth != 2


def _inside(tree: Tree, one: Seen, each: Found, number: str) -> list[Part]:
    """What a record had to meet, down to the records behind that."""
    inner = nested(tree.judgement, one, each) if tree.depth < DEEPEST else None
    if inner is None:
        return []
    asked = leaves(inner)
    answers = dict(zip(asked, ask(tree.judgement, asked, one.demand), strict=True))
    below = replace(tree, answers=answers, depth=tree.depth + 1)
    return branches(below, inner, number)


def _left_out(judgement: Judgement, one: Seen) -> Part:
    """Records that would have counted, had they not come too late, been replaced, or been found wanting."""
    if one.id is None:
        return {}
    found = list(left_out_matches(judgement, int(one.id[1:])))
    data = []
    for each in found[:NEAR]:
        entry, index = each.origin.entry, each.origin.index
        data.append(
            {
                "fact": entry.fact,
                "key": key_text(judgement, entry.fact, entry.records[index], index),
                "sources": list(given_sources(entry, entry.records[index])),
                "reason": each.reason.value,
                "detail": each.detail,
                "at": str(entry.place(index)),
            }
        )
    return {"left_out": data, "left_out_in_all": len(found)}
