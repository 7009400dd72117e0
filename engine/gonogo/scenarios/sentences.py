"""The step library: every sentence that a scenario may use, and the one that a step is.

Sentences are listed by subject in the modules `sentences_…`; `docs/steps.md` is written from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location
from gonogo.scenarios.feature import Kind, Step
from gonogo.scenarios.holes import HOLES, PART, Found, compiled, loosely, unquoted
from gonogo.scenarios.sentence import Chapter, Said, Sentence
from gonogo.scenarios.sentences_decision import DECISION
from gonogo.scenarios.sentences_findings import FINDINGS
from gonogo.scenarios.sentences_given import GIVEN
from gonogo.scenarios.sentences_people import PEOPLE
from gonogo.scenarios.sentences_records import RECORDS

CHAPTERS: tuple[Chapter, ...] = (*GIVEN, *RECORDS, *PEOPLE, *FINDINGS, *DECISION)
LIBRARY: tuple[Sentence, ...] = tuple(sentence for chapter in CHAPTERS for sentence in chapter.sentences)
MOST_SHOWN = 3
NEAR = 0.55  # how alike a sentence must be to be shown as near


class Matched(Sentence, frozen=True):
    """Not used for more than its fields."""


def matching(kind: Kind, text: str) -> tuple[Sentence, ...]:
    """The sentences of one kind that a text is: none or one, unless the library is at fault."""
    return tuple(one for one in LIBRARY if one.kind == kind and compiled(one.pattern)[0].match(text))


@lru_cache(maxsize=20_000)
def _the_one(kind: Kind, text: str) -> Sentence | None:
    found = matching(kind, text)
    return found[0] if len(found) == 1 else None


def sentence_of(step: Step) -> Sentence | None:
    """The sentence that a step is, or None: it is none, or more than one (see `complaint_about`)."""
    return None if step.kind is None else _the_one(step.kind, step.text)


def said(sentence: Sentence, step: Step) -> Said:
    """What a step says in the holes of its sentence."""
    pattern, names = compiled(sentence.pattern)
    match = pattern.match(step.text)
    assert match is not None
    found = {}
    for number, name in enumerate(names, start=1):
        text = match[number]
        column = step.at.column + match.start(number)
        at = Location(step.at.file, step.at.line, column, max(1, len(text)))
        found[name] = Found(unquoted(text), text.startswith('"'), at)
    return Said(step, found)


def could_be_sentence(text: str) -> bool:
    """Whether a line without its keyword is a sentence, whatever stands in its holes."""
    return any(loosely(one.pattern).match(text.rstrip()) for one in LIBRARY)


# --- what is wrong with a step -------------------------------------------------------------------


def complaint_about(step: Step) -> Diagnostic | None:
    """Why a step cannot be carried out: not in the library, not clear, or with the wrong thing below it."""
    assert step.kind is not None
    found = matching(step.kind, step.text)
    if not found:
        return _unknown(step, step.kind)
    if len(found) > 1:
        says = "this step could mean more than one sentence"
        expected = "one of " + "; ".join(f"`{one.pattern}`" for one in found)
        return _about(step, Code.AMBIGUOUS_STEP, says, expected, f"`{step.text}`")
    return _wrongly_followed(step, found[0])


def _unknown(step: Step, kind: Kind) -> Diagnostic:
    says = "this sentence is not in the library"
    of_kind = [one for one in LIBRARY if one.kind == kind]
    fitting = [one for one in of_kind if loosely(one.pattern).match(step.text)]
    if fitting:
        wrong = min(map(_wrong_holes, fitting, [step.text] * len(fitting)), key=len)
        if wrong:
            hole, text = wrong[0]
            found = f"`{text}`"
            return _about(step, Code.UNKNOWN_STEP, f"{says}: {_article(hole)} cannot be read", HOLES[hole].says, found)
    other = next((one for one in LIBRARY if one.kind != kind and compiled(one.pattern)[0].match(step.text)), None)
    if other is not None:
        expected = f"`{other.kind.capitalize()} {step.text}`"
        return _about(step, Code.UNKNOWN_STEP, f"this sentence goes with `{other.kind.capitalize()}`", expected, kind)
    near = list(_nearest(step.text, of_kind))
    expected = "a sentence of docs/steps.md" + "".join(f"; near: `{one}`" for one in near[1:])
    return _about(step, Code.UNKNOWN_STEP, says, expected, f"`{step.text}`", near[0] if near else None)


def _wrong_holes(sentence: Sentence, text: str) -> list[tuple[str, str]]:
    """The holes of a sentence that are filled with what may not stand there."""
    match = loosely(sentence.pattern).match(text)
    names = PART.findall(sentence.pattern)
    if match is None:
        return [(name, text) for name in names]
    hole = compiled("{" + names[0] + "}") if names else None
    assert hole is not None
    return [
        (name, match[number])
        for number, name in enumerate(names, start=1)
        if not compiled("{" + name + "}")[0].match(match[number])
    ]


def _article(hole: str) -> str:
    return f"the {hole}"


def _nearest(text: str, sentences: list[Sentence]) -> Iterator[str]:
    """The patterns that are most like a text, the best first."""
    words = text.split()
    scored = [(SequenceMatcher(None, words, _bare(one.pattern, words)).ratio(), one.pattern) for one in sentences]
    best = sorted(scored, key=lambda pair: -pair[0])[:MOST_SHOWN]
    yield from (pattern for ratio, pattern in best if ratio >= NEAR)


def _bare(pattern: str, words: list[str]) -> list[str]:
    """The words of a pattern; a hole is as good as any word of the text that is not in the pattern."""
    pieces = [piece.replace(" ", "_") if piece.startswith("{") else piece for piece in _pieces(pattern)]
    spare = iter([word for word in words if word not in pieces])
    return [next(spare, "") if piece.startswith("{") else piece for piece in pieces]


def _pieces(pattern: str) -> list[str]:
    return PART.sub(lambda found: "{" + found[1].replace(" ", "_") + "}", pattern).split()


def _wrongly_followed(step: Step, sentence: Sentence) -> Diagnostic | None:
    below = "table" if step.table is not None else "text" if step.docstring is not None else None
    wanted = sentence.takes
    if below == wanted:
        return None
    named = {"table": "a table", "text": 'a doc string (text between two lines of `"""`)', None: "nothing"}
    says = "nothing would read what stands below this step" if wanted is None else "something is missing below this step"
    return _about(step, Code.WRONGLY_FOLLOWED, says, f"{named[wanted]} below it", named[below])


def _about(
    step: Step, code: Code, says: str, expected: str, found: str, near: str | None = None
) -> Diagnostic:
    return Diagnostic(code=code, at=step.at, says=says, expected=expected, found=found, did_you_mean=near)
