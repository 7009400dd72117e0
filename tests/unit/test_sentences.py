"""The step library: each sentence can be told from all others, and an unknown one is met with the nearest."""

from __future__ import annotations

from itertools import product

import pytest

from gonogo.model.location import Location, SourceFile
from gonogo.scenarios.feature import Step
from gonogo.scenarios.holes import HOLES, PART, compiled
from gonogo.scenarios.sentence import Sentence
from gonogo.scenarios.sentences import LIBRARY, said, sentence_of

# What makes trouble in holes: quotes, words of other sentences, names with points and hyphens.
ODD = {
    "text": ('"a"', '"a is \\"b\\""', '"x, by dcc"'),
    "key": ("D-1", '"SIT A"', "every", '"records"', "is", "on"),
    "value": ("3", '"on"', "complete", "2019-11-29", "withdrawn", "unknown"),
    "fact": ("testing_issue", '"testing issue"', "view", "list", "the"),
    "field": ("severity", "source", "list", "view", '"a field"'),
    "subject": ("AC3", "the decision", "RR1-C1", '"No severe defect"'),
    "role": ("dcc", '"Operations Group (OPSG)"'),
    "source": ("dcc-to-tag", '"View of the TAG"', "S.1"),
    "criterion": ("AC3", "A.B-c_d"),
    "about": ("the whole", "AC3"),
}


def step(kind: str, text: str) -> Step:
    at = Location(SourceFile("x.feature", text), 1, 1)
    return Step(
        kind=kind,  # type: ignore[arg-type]  # one of three words
        keyword=kind.capitalize(),
        text=text,
        table=None,
        docstring=None,
        docstring_at=None,
        background=False,
        at=at,
    )


def filled(sentence: Sentence) -> list[str]:
    """The sentence with what may stand in its holes, the odd and each word of a closed set."""
    names = PART.findall(sentence.pattern)
    fills = [ODD.get(name, HOLES[name].words or (HOLES[name].example,)) for name in names]
    texts = []
    for values in product(*fills):
        rest = iter(values)
        texts.append(PART.sub(lambda _: next(rest), sentence.pattern))  # noqa: B023 - used up within the loop
    return texts


@pytest.mark.parametrize("sentence", LIBRARY.sentences, ids=lambda one: f"{one.kind} {one.pattern}")
def test_no_text_is_two_sentences(sentence: Sentence) -> None:
    for text in filled(sentence):
        found = LIBRARY.matching(sentence.kind, text)

        assert len(found) <= 1, (text, [one.pattern for one in found])


@pytest.mark.parametrize("sentence", LIBRARY.sentences, ids=lambda one: f"{one.kind} {one.pattern}")
def test_a_sentence_is_found_by_its_example(sentence: Sentence) -> None:
    text = PART.sub(lambda hole: HOLES[hole[1]].example, sentence.pattern)

    assert sentence_of(step(sentence.kind, text)) is sentence


def test_no_sentence_ends_in_an_open_hole_that_could_swallow_others() -> None:
    for name, hole in HOLES.items():
        assert not compiled("{" + name + "}")[0].match("two words"), (name, hole)


def test_blanks_between_words_do_not_matter() -> None:
    assert sentence_of(step("then", "the  verdict on   AC3 is pass")) is not None


@pytest.mark.parametrize("word", ["not applicable", "not_applicable", "not-applicable"])
def test_words_of_the_language_may_be_spelt_in_three_ways(word: str) -> None:
    found = step("then", f"the verdict on AC3 is {word}")
    sentence = sentence_of(found)

    assert sentence is not None
    assert said(sentence, found).word("verdict") == "not_applicable"


def test_what_is_quoted_is_unquoted() -> None:
    found = step("then", r'the reason for AC3 contains "a \"b\" c"')
    sentence = sentence_of(found)

    assert sentence is not None
    assert said(sentence, found).text("text") == 'a "b" c'


@pytest.mark.parametrize(
    ("kind", "text", "says", "near"),
    [
        ("then", "the verdict on AC3 is banana", "`{verdict}` cannot be read", None),
        ("then", "the verdict on AC3 is", "not in the library", "the verdict on {criterion} is {verdict}"),
        ("then", "the verdict of AC3 is pass", "not in the library", "the verdict on {criterion} is {verdict}"),
        ("given", "the policy sec-release", "`{text}` cannot be read", None),
        ("given", "it is decided", "goes with `When`", None),
        ("when", "the verdict on AC3 is pass", "goes with `Then`", None),
        ("given", "something else altogether", "not in the library", None),
    ],
)
def test_an_unknown_sentence_is_met_with_the_nearest(kind: str, text: str, says: str, near: str | None) -> None:
    found = LIBRARY.complaint_about(step(kind, text))

    assert found is not None
    assert says in found.says
    assert found.did_you_mean == near


def test_a_table_is_wanted_where_a_sentence_ends_with_a_colon() -> None:
    found = LIBRARY.complaint_about(step("given", "these defect records:"))

    assert found is not None
    assert (found.code.value, found.expected) == ("F113", "a table below it")
