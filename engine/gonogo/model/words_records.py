"""Records and figures in plain English: `votes whose choice is yes`, `the number of votes whose choice is yes`.

A definition's title stands for all that the definition asks. What a record must meet is handed to whoever speaks of
conditions.
"""

from __future__ import annotations

from typing import assert_never

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Literal,
    Op,
    Reduce,
    Selection,
    Share,
    Where,
)
from gonogo.model.location import Location
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.value import Kind, ValueType
from gonogo.model.words_fields import field_words, relative, verb_phrase
from gonogo.model.words_grammar import joined, plural, spaced
from gonogo.model.words_values import Seen, Speaker, attribute_words, bare_noun

PART = ValueType(kind=Kind.DECIMAL)
EARLIEST = {Reduce.LOWEST: "earliest", Reduce.HIGHEST: "latest", Reduce.TOTAL: "total"}


def figure(of: Count | Share | Aggregate, speaker: Speaker) -> str:
    """A count, share or aggregate as a thing: `the number of votes whose choice is yes`."""
    match of:
        case Count(selection=selection):
            return f"the number of {described(selection, speaker, many=True)}"
        case Share():
            return f"the part of the {those_who(of, speaker, that='that ')}"
        case Aggregate(selection=selection, reduce=reduce, type=value_type):
            field = bare_noun(field_words(of.field, looking_at(selection, speaker)))
            dates = value_type.kind in (Kind.DATE, Kind.INSTANT)
            which = EARLIEST[reduce] if dates else reduce.value
            among = "of" if reduce is Reduce.TOTAL else "among"
            return f"the {which} {field} {among} {described(selection, speaker, many=True)}"
        case _:
            assert_never(of)


def tested_figure(of: Count | Share | Aggregate, speaker: Speaker) -> str:
    """The figure as a subject, closed with a comma where it is long."""
    words = figure(of, speaker)
    return f"{words}," if ", and " in words else words


def those_who(of: Share, speaker: Speaker, that: str = "") -> str:
    """The records of which a part is taken, and what that part is or does: `tests that have result passed`."""
    noun = described(of.selection, speaker, many=True)
    matches = verb_phrase(of.where, looking_at(of.selection, speaker), many=True) if of.where else "are given"
    return f"{noun}{',' if ', and ' in noun else ''} {that}{matches}"


def parts_words(tests: tuple[Comparison, ...], speaker: Speaker) -> str:
    """`at least 0.95`, to be followed by `of the …`."""
    return joined([_part(test, speaker) for test in tests])


def _part(test: Comparison, speaker: Speaker) -> str:
    """`At least 1 of the tests` would be read as one test, so nothing and everything are spelt out."""
    words = attribute_words((test,), PART, speaker)
    match test.op, test.against:
        case (Op.EQUALS | Op.AT_LEAST, (Literal(value=1),)):
            return "all"
        case (Op.EQUALS | Op.AT_MOST, (Literal(value=0),)):
            return "none"
        case (Op.NOT | Op.LESS_THAN, (Literal(value=1),)):
            return "not all"
        case (Op.NOT | Op.MORE_THAN, (Literal(value=0),)):
            return "some"
        case (Op.EQUALS, _):
            return f"exactly {words.removeprefix('equal to ')}"
        case _:
            return words


def described(selection: Selection, speaker: Speaker, *, many: bool) -> str:
    """`testing issues whose severity is 2`, with what they must meet."""
    noun, where, meets = chosen(selection, speaker)
    inner = looking_at(selection, speaker)
    words = plural(bare_noun(noun)) if many else bare_noun(noun)
    if meets is not None and is_called(selection):
        words += f" (the {spaced(selection.alias)})"
    if where:
        words += f" {relative(where, inner, many=many)}"
    if meets is None:
        return words
    needed = speaker.clause(meets, inner.beyond()) if not many else f"({speaker.clause(meets, inner.beyond())})"
    if not many and isinstance(meets, All | AnyOf) and len(meets.parts) > 1:
        needed = f"({needed})"
    return f"{words}{' and' if where else ''} for which {needed}"


def chosen(selection: Selection, speaker: Speaker) -> tuple[str, Where, Condition | None]:
    """The noun, and what is asked beyond what the noun says: a definition's title stands for what it asks."""
    definition = speaker.policy.definitions.get(selection.named)
    if definition is None:
        return _noun(selection, speaker), selection.where, selection.meets
    where = tuple(part for part in selection.where if _is_own(part.at, selection, speaker.policy))
    meets = selection.meets
    if isinstance(meets, All) and not _is_own(meets.at, selection, speaker.policy):
        own = tuple(part for part in meets.parts if _is_own(part.at, selection, speaker.policy))
        meets = replace(meets, parts=own) if own else None
    elif meets is not None and not _is_own(meets.at, selection, speaker.policy):
        meets = None
    return definition.title, where, meets


def _is_own(at: Location, selection: Selection, policy: Policy) -> bool:
    """Whether a part was written where the selection is, and not in its definition: no definition begins between."""
    here = selection.at
    if at.file.path != here.file.path or at < here:
        return False
    starts = (one.at for one in policy.definitions.values() if one.at.file.path == here.file.path)
    return not any(here < start and not at < start for start in starts)


def _noun(selection: Selection, speaker: Speaker) -> str:
    fact = speaker.policy.facts.get(selection.fact)
    return fact.title if fact else spaced(selection.fact)


def looking_at(selection: Selection, speaker: Speaker) -> Speaker:
    noun = chosen(selection, speaker)[0]
    return speaker.looking_at(Seen(selection.alias, selection.fact, noun, is_called(selection)))


def is_called(selection: Selection) -> bool:
    """Whether the policy gave the record a name of its own, with `as`."""
    return selection.alias not in (selection.fact, selection.named or selection.fact)
