"""The step library: every sentence that a scenario may use, and the one that a step is.

Sentences are listed by subject in the modules `sentences_…`; `docs/steps.md` is written from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location
from gonogo.scenarios.feature import Kind, Step
from gonogo.scenarios.holes import HOLES, PART, Found, compiled, loosely, unquoted
from gonogo.scenarios.sentence import Chapter, Said, Sentence
from gonogo.scenarios.sentences_decision import DECISION
from gonogo.scenarios.sentences_findings import FINDINGS
from gonogo.scenarios.sentences_given import GIVEN
from gonogo.scenarios.sentences_people import PEOPLE
from gonogo.scenarios.sentences_published import PUBLISHED
from gonogo.scenarios.sentences_records import RECORDS

CHAPTERS: tuple[Chapter, ...] = (*GIVEN, *RECORDS, *PEOPLE, *FINDINGS, *DECISION, *PUBLISHED)
MOST_SHOWN = 3
NEAR = 0.55  # how alike a sentence must be to be shown as near
BELOW = {"table": "a table", "text": 'a doc string (text between two lines of `"""`)', None: "nothing"}


class Library:
    """Sentences, and which of them a step is."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = tuple(sentences)
        self._known: dict[tuple[Kind, str], tuple[Sentence, ...]] = {}

    def matching(self, kind: Kind, text: str) -> tuple[Sentence, ...]:
        """The sentences of one kind that a text is: none, one, or, if the library is at fault, more."""
        if (kind, text) not in self._known:
            fitting = (one for one in self.sentences if one.kind == kind and compiled(one.pattern)[0].match(text))
            self._known[kind, text] = tuple(fitting)
        return self._known[kind, text]

    def could_be_sentence(self, text: str) -> bool:
        """Whether a line without its keyword is a sentence, whatever stands in its holes."""
        return any(loosely(one.pattern).match(text.rstrip()) for one in self.sentences)

    def complaint_about(self, step: Step) -> Diagnostic | None:
        """Why a step cannot be carried out: not in the library, not clear, or with the wrong thing below it."""
        assert step.kind is not None
        found = self.matching(step.kind, step.text)
        if not found:
            return self._unknown(step, step.kind)
        if len(found) > 1:
            expected = "one of " + "; ".join(f"`{one.pattern}`" for one in found)
            says = "this step could mean more than one sentence"
            return _about(step, Code.AMBIGUOUS_STEP, says=says, expected=expected, found=f"`{step.text}`")
        return _wrongly_followed(step, found[0])

    def _unknown(self, step: Step, kind: Kind) -> Diagnostic:
        of_kind = [one for one in self.sentences if one.kind == kind]
        return _wrong_hole(step, of_kind) or self._other_kind(step, kind) or _unlike_any(step, of_kind)

    def _other_kind(self, step: Step, kind: Kind) -> Diagnostic | None:
        """A sentence of the library, after the wrong keyword."""
        kinds: tuple[Kind, ...] = ("given", "when", "then")
        right = next((one for one in kinds if one != kind and self.matching(one, step.text)), None)
        if right is None:
            return None
        keyword = right.capitalize()
        says, found = f"this sentence goes with `{keyword}`", f"it after `{kind.capitalize()}`"
        return _about(step, Code.UNKNOWN_STEP, says=says, expected=f"`{keyword} {step.text}`", found=found)


LIBRARY = Library(tuple(sentence for chapter in CHAPTERS for sentence in chapter.sentences))


def sentence_of(step: Step) -> Sentence | None:
    """The sentence that a step is, or None: it is none, or more than one (see `complaint_about`)."""
    found = () if step.kind is None else LIBRARY.matching(step.kind, step.text)
    return found[0] if len(found) == 1 else None


def said(sentence: Sentence, step: Step) -> Said:
    """What a step says in the holes of its sentence."""
    pattern, names = compiled(sentence.pattern)
    match = pattern.match(step.text)
    assert match is not None
    found = {}
    for number, name in enumerate(names, start=1):
        text = match[number]
        at = Location(step.at.file, step.at.line, step.at.column + match.start(number), max(1, len(text)))
        found[name] = Found(unquoted(text), text.startswith('"'), at)
    return Said(step, found)


# --- what is wrong with a step -------------------------------------------------------------------


def _wrong_hole(step: Step, of_kind: Sequence[Sentence]) -> Diagnostic | None:
    """A sentence of the library but for what stands in a hole: the one with the fewest holes that are wrong."""
    fitting = (match for one in of_kind if (match := loosely(one.pattern).match(step.text)))
    wrong = []
    for match in fitting:
        names = PART.findall(next(one.pattern for one in of_kind if loosely(one.pattern) is match.re))
        holes = [
            (name, number)
            for number, name in enumerate(names, start=1)
            if not compiled("{" + name + "}")[0].match(match[number])
        ]
        wrong.append((len(holes), holes, match))
    if not wrong:
        return None
    _, holes, match = min(wrong, key=lambda one: one[0])
    name, number = holes[0]
    hole, text = HOLES[name], match[number]
    at = Location(step.at.file, step.at.line, step.at.column + match.start(number), max(1, len(text)))
    return Diagnostic(
        code=Code.UNKNOWN_STEP,
        at=at,
        says=f"this sentence is not in the library: what stands where it says `{{{name}}}` cannot be read",
        expected=hole.says,
        found=f"`{text}`",
    )


def _unlike_any(step: Step, of_kind: Sequence[Sentence]) -> Diagnostic:
    first, *others = [*_nearest(step.text, of_kind), None]
    expected = "a sentence of docs/steps.md" + "".join(f"; also near: `{one}`" for one in others if one)
    found = f"`{step.text}`"
    says = "this sentence is not in the library"
    return _about(step, Code.UNKNOWN_STEP, says=says, expected=expected, found=found, did_you_mean=first)


def _nearest(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """The patterns that are most like a text, the best first; half of a pattern's own words must be there."""
    from difflib import SequenceMatcher

    words = text.split()
    near = []
    for pattern in dict.fromkeys(one.pattern for one in sentences):
        own = PART.sub(" ", pattern).split()
        if 2 * sum(word in words for word in own) >= len(own):
            ratio = SequenceMatcher(None, words, _bare(pattern, words)).ratio()
            near += [(ratio, pattern)] if ratio >= NEAR else []
    return [pattern for _, pattern in sorted(near, key=lambda pair: -pair[0])[:MOST_SHOWN]]


def _bare(pattern: str, words: list[str]) -> list[str]:
    """The words of a pattern; in a hole stands the next word of the text that is none of the pattern's own."""
    pieces = PART.sub("{}", pattern).split()
    spare = iter([word for word in words if word not in pieces])
    return [next(spare, "") if piece.startswith("{}") else piece for piece in pieces]


def _wrongly_followed(step: Step, sentence: Sentence) -> Diagnostic | None:
    below = "table" if step.table is not None else "text" if step.docstring is not None else None
    if below == sentence.takes:
        return None
    says = (
        "nothing reads what stands below this step"
        if sentence.takes is None
        else "below this step something else stands"
    )
    expected = f"{BELOW[sentence.takes]} below it"
    return _about(step, Code.WRONGLY_FOLLOWED, says=says, expected=expected, found=BELOW[below])


def _about(step: Step, code: Code, *, did_you_mean: str | None = None, **words: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        at=step.at,
        says=words["says"],
        expected=words["expected"],
        found=words["found"],
        did_you_mean=did_you_mean,
    )
