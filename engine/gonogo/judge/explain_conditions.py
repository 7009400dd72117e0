"""A condition as a numbered tree: what each part asks, whether it holds, what it found, and on which records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gonogo.judge.explain_at import worded
from gonogo.judge.explain_found import found_words, status_words
from gonogo.judge.explain_left_out import left_out
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
from gonogo.judge.standing import status_truth
from gonogo.judge.witness import FEW
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
    answers: dict[Condition, Seen] = {leaf: _answer(judgement, leaf, demand) for leaf in leaves(condition)}
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

    A part decides if it made the whole what it is: every part of an `all` that holds, else the false ones.
    """
    return list(_below(tree, condition, number, Asked(decides=True, wanted=True)))


class Asked(Noun, frozen=True):
    """How a part stands in the whole: whether it made it what it is, and whether (but below a `not`) it is wanted."""

    decides: bool
    wanted: bool


def _below(tree: Tree, condition: Condition, number: str, whole: Asked) -> Iterator[Part]:
    parts, plain = _parts(condition)
    truth = tree.truth(condition) if plain else 2 - tree.truth(condition)
    for place, part in enumerate(parts, 1):
        asked = Asked(whole.decides and tree.truth(part) == truth, whole.wanted == plain)
        yield from _node(tree, part, f"{number}.{place}", asked)


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


def _node(tree: Tree, part: Condition, number: str, asked: Asked) -> Iterator[Part]:
    match part:
        case Not(part=Not(part=inner)):
            yield from _node(tree, inner, number, asked)
        case All() | AnyOf() | Not(part=All() | AnyOf()):
            yield _composite(tree, part, number, asked)
            yield from _below(tree, part, number, asked)
        case Not(part=leaf):
            yield _leaf(tree, tree.answers[leaf], number, asked, negated=True)
        case _:
            yield _leaf(tree, tree.answers[part], number, asked, negated=False)


def _composite(tree: Tree, part: Condition, number: str, asked: Asked) -> Part:
    parts, _ = _parts(part)
    truths = [tree.truth(each) for each in parts]
    holding, unknown = truths.count(2), truths.count(1)
    said = f"{holding} of {len(truths)} hold{'s' if holding == 1 else ''}"
    return {
        **_EMPTY,
        "number": number,
        "kind": "all" if isinstance(part, All) else "any" if isinstance(part, AnyOf) else "not",
        "text": joined(part) or sentence(worded(part), tree.judgement.policy),
        "truth": TRUTHS[tree.truth(part)],
        "decides": asked.decides,
        "wanted": asked.wanted,
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
    "wanted": True,
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


def _leaf(tree: Tree, one: Seen, number: str, asked: Asked, *, negated: bool) -> Part:
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
        "text": sentence(worded(condition), judgement.policy),
        "truth": TRUTHS[truth],
        "decides": asked.decides,
        "wanted": asked.wanted,
        "true": surely,
        "unknown": perhaps,
        "total": one.total,
        "complete": one.admitted is None or one.admitted.complete,
        "found": found_words(judgement, one, negated=negated == asked.wanted),
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
    shown = deciding(judgement, one, FEW if tree.depth == 0 else NEAR)
    close = near(judgement, one)
    truth = 0 if shown.truth == 2 and _is_short(one) else shown.truth
    part: Part = {"witnesses": [told(judgement, one, each, truth) for each in shown.records], "more": shown.more}
    if close is not None:
        part["near"] = [told(judgement, one, each, 0) for each in close.records]
        part["near_in_all"] = close.number
    records = (*shown.records, *(close.records if close else ()))
    inside = _inside(tree, one, records, number)
    for data, below in zip((*part["witnesses"], *part.get("near", ())), inside, strict=True):
        data["conditions"] = below
    return part | (left_out(judgement, one, tree.asker.demand) if one.id is not None else {})


def _is_short(one: Seen) -> bool:
    """Whether the records told of are those that fall short."""
    return isinstance(one.leaf, Every) and one.truth != 2


def _inside(tree: Tree, one: Seen, records: Sequence[Found], number: str) -> list[list[Part]]:
    """What each record had to meet, down to the records behind that."""
    inner = [nested(tree.judgement, one, each) if tree.depth < DEEPEST else None for each in records]
    asked = [leaf for condition in inner if condition is not None for leaf in leaves(condition)]
    if not asked:
        return [[] for _ in records]
    answers: dict[Condition, Seen] = dict(zip(asked, ask(tree.judgement, asked, one.demand), strict=True))
    below = replace(tree, answers=answers, depth=tree.depth + 1)
    return [
        [] if condition is None else branches(below, condition, f"{number}.{place}")
        for place, condition in enumerate(inner, 1)
    ]
