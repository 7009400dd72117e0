"""Takes names and passages out of a finished paper, so that they are in no form of it, and says that they are gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any

from gonogo.model.evidence import Evidence
from gonogo.model.noun import Noun, replace
from gonogo.model.records import UNSET, attribute
from gonogo.model.redaction import Redactions
from gonogo.model.report import LeftOut, Line, Report, Words
from gonogo.model.value import shown
from gonogo.write.paper_pen import Pen

SHORTEST = 2  # one letter alone would be found everywhere


class Redactor:
    """What is left out, and what stands in its place; remembers what it has found."""

    def __init__(self, names: Iterable[str], passages: Iterable[str], pen: Pen) -> None:
        self._marks = {"name": pen.say("paper.name_left_out"), "passage": pen.say("paper.passage_left_out")}
        said = [("name", one) for one in names] + [("passage", one) for one in passages]
        said += [(kind, dated) for kind, one in said if (dated := pen.dated(one)) != one]
        wanted = {_pattern(one): kind for kind, one in said if len(one.strip()) >= SHORTEST}
        self._kinds = dict(zip(_groups(), wanted.values(), strict=False))
        longest = sorted(zip(self._kinds, wanted, strict=True), key=lambda one: (-len(one[1]), one[1]))
        whole = "|".join(f"(?P<{group}>{pattern})" for group, pattern in longest)
        self._pattern = re.compile(whole, re.IGNORECASE) if whole else None
        self.found: dict[str, set[str]] = {"name": set(), "passage": set()}

    def text(self, text: str) -> str:
        """A text in which the marks stand for what is left out."""
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(self._mark, _normal(text))

    def words(self, words: Words) -> Iterator[Words | LeftOut]:
        """The same for words of a line, in which each mark is a part of its own."""
        if self._pattern is None:
            yield words
            return
        text, end = _normal(words.text), 0
        for found in self._pattern.finditer(text):
            if found.start() > end:
                yield replace(words, text=text[end : found.start()])
            yield LeftOut(self._mark(found))
            end = found.end()
        if end < len(text) or not text:
            yield replace(words, text=text[end:])

    def _mark(self, found: re.Match[str]) -> str:
        kind = self._kinds[found.lastgroup or ""]
        self.found[kind].add(found.lastgroup or "")
        return self._marks[kind]


def _groups() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"g{number}"


def _pattern(text: str) -> str:
    """Finds the text whatever its blanks, and not within a longer word."""
    words = [re.escape(word) for word in _normal(text).split()]
    before = r"(?<!\w)" if text.strip()[0].isalnum() else ""
    after = r"(?!\w)" if text.strip()[-1].isalnum() else ""
    return before + r"\s+".join(words) + after


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# --- what is to go -------------------------------------------------------------------------------


def redactor(pen: Pen) -> Redactor:
    """All that the evidence and the house style mark, and whoever signed a recorded decision."""
    marked = (pen.made.evidence.redact, pen.style.redact)
    names = [name for one in marked for name in one.persons]
    names += [act["by"]["person"] for act in pen.made.acts]
    passages = [passage for one in marked for passage in one.passages]
    for one in marked:
        passages += _at_places(one, pen.made.evidence)
    return Redactor(dict.fromkeys(names), dict.fromkeys(passages), pen)


def _at_places(marked: Redactions, evidence: Evidence) -> Iterator[str]:
    """What stands in the marked keys of sources and fields of facts."""
    for name, keys in marked.sources.items():
        source = evidence.sources.get(name)
        yield from (said for key in keys if source is not None and (said := getattr(source, key)))
    for fact, fields in marked.fields.items():
        for entry in evidence.entries.get(fact, ()):
            for record in entry.records:
                for field in fields:
                    value = getattr(record, attribute(field), UNSET)
                    if value is not UNSET and value is not None:
                        yield shown(value)


# --- the whole paper -----------------------------------------------------------------------------


def redacted(report: Report, out: Redactor) -> Report:
    """The paper without what is left out."""
    found: Report = _without(report, out)
    return found


def redacted_document(document: Any, out: Redactor) -> Any:
    """Plain values without what is left out; keys stay."""
    if isinstance(document, dict):
        return {key: redacted_document(inner, out) for key, inner in document.items()}
    if isinstance(document, list | tuple):
        return [redacted_document(inner, out) for inner in document]
    return out.text(document) if isinstance(document, str) else document


def _without(value: Any, out: Redactor) -> Any:
    if isinstance(value, tuple):
        return _line(value, out) if any(isinstance(one, Words) for one in value) else tuple(_each(value, out))
    if isinstance(value, Noun):
        fields: dict[str, Callable[[], Any]] = {
            name: _without(getattr(value, name), out) for name in value.__struct_fields__
        }
        return replace(value, **fields)
    if isinstance(value, str) and not isinstance(value, Enum):
        return out.text(value)
    return value


def _each(values: tuple[Any, ...], out: Redactor) -> Iterator[Any]:
    return (_without(one, out) for one in values)


def _line(line: tuple[Any, ...], out: Redactor) -> Line:
    found: list[Any] = []
    for one in line:
        found += out.words(one) if isinstance(one, Words) else [_without(one, out)]
    return tuple(found)


def said_of(out: Redactor, pen: Pen) -> str | None:
    """How many names and passages were left out; None where there were none."""
    counts = {"paper.names": len(out.found["name"]), "paper.passages": len(out.found["passage"])}
    said = [pen.texts.number(key, number) for key, number in counts.items() if number]
    return pen.say("paper.redacted", what=pen.texts.listed(said)) if said else None
