"""The fixed texts of papers: all in one table, all used, and all replaced by a translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from gonogo.model.approval import Answer
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import BASES
from gonogo.model.house_style import STATUSES
from gonogo.model.location import SourceFile
from gonogo.model.policy import Effect, Policy
from gonogo.model.report import Report, Words
from gonogo.model.spots import asked
from gonogo.model.words import sentence, where_words
from gonogo.read.texts_file import read_texts
from gonogo.resources import PACKAGE, folder
from gonogo.write import handbook
from gonogo.write.paper import compose
from gonogo.write.paper_input import PaperInput
from gonogo.write.paper_pen import TONES
from gonogo.write.paper_texts import ENGLISH, PLACEHOLDER, Texts, placeholders, translated
from tests import packs, papers

WORD = re.compile(r"[A-Za-z]{2,}")
SAME_IN_GERMAN = re.compile(r"[\W\d]*(\{\w+\}[\W\d]*)+")  # nothing but placeholders
CASES = [*packs.PAIRS]


def german() -> Texts:
    file = SourceFile("german.yaml", (folder("papers") / "german.yaml").read_text("utf-8"))
    diagnostics = Diagnostics()
    read = read_texts(file, ENGLISH, diagnostics)
    assert read is not None, list(diagnostics)
    return translated(read.language, read.words)


# --- the table -------------------------------------------------------------------------------------


def test_every_text_is_used_somewhere() -> None:
    modules = [path for path in (PACKAGE / "write").glob("*.py") if "_words" not in path.name]
    code = "\n".join(path.read_text("utf-8") for path in modules)
    prefixes = set(re.findall(r'f"([a-z_.]+)\{', code))
    said = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_0-9]+)*)["']""", code))
    unused = [key for key in ENGLISH if not _is_used(key, said, prefixes)]

    assert unused == []


def _is_used(key: str, said: set[str], prefixes: set[str]) -> bool:
    """Said as it is, as one of a pair, or by a key that is put together, such as `status.` and a status."""
    first, _, last = key.rpartition(".")
    if key in said or (last in ("one", "many") and (first in said or f"{first.rpartition('.')[0]}." in prefixes)):
        return True
    return f"{first}." in prefixes or first in ("render", "column") or last in ("title", "caption")


def test_a_text_is_filled_with_what_is_given_and_nothing_is_filled_twice() -> None:
    texts = Texts(words={"x": "{a} and {b}"})

    assert texts.say("x", a="{b}", b=2) == "{b} and 2"
    assert texts.line("x", a="{b}", b=Words("2")) == (Words("{b}"), Words(" and "), Words("2"))


def test_a_translation_may_put_its_placeholders_in_any_order() -> None:
    assert translated("de", {"span": "bis {last} ab {first}"}).say("span", first=1, last=2) == "bis 2 ab 1"


def test_what_is_not_translated_stays_english_and_is_told() -> None:
    texts = translated("de", {"yes": "ja"})

    assert texts.say("no") == "no"
    assert "no" in texts.untranslated
    assert "yes" not in texts.untranslated


SCHEMA = json.loads((folder("schemas") / "decision.schema.json").read_text("utf-8"))
FORMS = {
    "status": [
        *SCHEMA["$defs"]["outcome"]["enum"],
        *SCHEMA["$defs"]["criterion"]["properties"]["verdict"]["enum"],
        *SCHEMA["$defs"]["risk"]["properties"]["state"]["enum"],
        *SCHEMA["$defs"]["control"]["properties"]["state"]["enum"],
        *(word for word in SCHEMA["properties"]["views"]["items"]["properties"]["says"]["enum"] if word),
        *STATUSES,
    ],
    "truth": SCHEMA["$defs"]["truth"]["enum"],
    "basis": list(BASES),
    "reason": SCHEMA["properties"]["left_out"]["items"]["properties"]["reason"]["enum"],
    "reliability": SCHEMA["$defs"]["published"]["properties"]["reliability"]["enum"],
    "effect": [one.value for one in Effect],
    "act": [one.value for one in Answer],
}


@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_a_decision_has_its_text_and_every_status_its_tone(form: str) -> None:
    assert [word for word in FORMS[form] if f"{form}.{word}" not in ENGLISH] == []
    assert [word for word in FORMS["status"] if word not in TONES] == []


# --- nothing of ours is fixed elsewhere ------------------------------------------------------------


def strange(text: str) -> str:
    """The text in letters that no input has; placeholders stay."""
    pieces = PLACEHOLDER.split(text)
    return "".join(
        f"{{{piece}}}" if place % 2 else re.sub("[A-Za-z]", lambda one: chr(0x4E00 + ord(one[0])), piece)
        for place, piece in enumerate(pieces)
    )


STRANGE = translated("xx", {key: strange(text) for key, text in ENGLISH.items()})


def inputs(policy: Policy, made: PaperInput | None) -> Iterator[str]:
    """What was written by others, and what the engine words from it."""
    yield from (file.text for file in policy.files)
    for one in asked(policy):
        yield sentence(one.condition, policy)
    for definition in policy.definitions.values():
        yield where_words(definition.where, policy, definition.fact)
    yield from (field.type.describe() for fact in policy.facts.values() for field in fact.fields.values())
    yield from (f"{one.kind} {one.id}" for one in policy.differences)
    if made is not None:
        yield from (file.text for file in made.evidence.files)
        yield json.dumps([made.decision, made.rules], ensure_ascii=False)


def left(report: Report, given: Iterator[str]) -> set[str]:
    """Words in Latin letters that stand in no input."""
    known = {word.casefold() for text in given for word in WORD.findall(text)} | {"sha", "d" * 64}
    return {word for text in papers.strings(report) for word in WORD.findall(text) if word.casefold() not in known}


@pytest.mark.parametrize(("policy", "pack"), CASES)
def test_every_fixed_text_of_a_paper_is_one_that_can_be_translated(policy: str, pack: str) -> None:
    made = papers.shipped(policy, pack)

    assert left(compose(made, texts=STRANGE), inputs(made.policy, made)) == set()


@pytest.mark.parametrize("policy", packs.POLICIES)
def test_every_fixed_text_of_a_handbook_is_one_that_can_be_translated(policy: str) -> None:
    read = packs.policy(policy)
    report = handbook.compose(read, "1.0", papers.PLAIN, STRANGE)

    assert left(report, chain(inputs(read, None), [read.sha256])) == set()


# --- the translation that is shipped ---------------------------------------------------------------


def test_the_german_texts_are_complete() -> None:
    assert german().untranslated == ()


def test_no_german_text_is_the_english_one() -> None:
    texts = german()
    same = [key for key, text in ENGLISH.items() if texts.words[key] == text]

    assert [key for key in same if not SAME_IN_GERMAN.fullmatch(ENGLISH[key])] == []


def test_german_texts_have_the_placeholders_of_the_english_ones() -> None:
    texts = german()

    assert [key for key, text in ENGLISH.items() if placeholders(text) != placeholders(texts.words[key])] == []


def test_a_german_paper_says_its_language_and_what_is_not_german() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"), texts=german())

    assert report.language == "de"
    assert report.words["page"] == "Seite"
    assert "Freigabe mit Auflagen" in papers.said(report)
    assert "stehen in der Sprache, in der sie geschrieben wurden" in papers.said(report)


def test_the_shipped_texts_and_styles_are_found_by_their_names() -> None:
    assert {path.name for path in Path(folder("papers")).glob("*.yaml")} == {"german.yaml", "sec-panel.yaml"}
