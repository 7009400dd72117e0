"""What is left out of a paper: it is in no form of it, and the paper says that it is gone."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from pypdf import PdfReader

from gonogo.judge.decide import Judge
from gonogo.judge.traced import traced
from gonogo.model.diagnostic import Code
from gonogo.model.house_style import PLAIN, HouseStyle
from gonogo.model.noun import replace
from gonogo.model.redaction import Redactions
from gonogo.model.report import LeftOut, Picture, Report
from gonogo.write.decision_words import references
from gonogo.write.diagram import Traces, diagram
from gonogo.write.forms import Form, render
from gonogo.write.paper import compose
from gonogo.write.paper_input import PaperInput
from gonogo.write.paper_pen import Pen
from gonogo.write.paper_redact import redacted_document, redactor
from gonogo.write.paper_texts import Texts
from tests import desk, papers

POLICY = """
vocabulary:
  event: {key: what, from: supplier, fields: {what: text, seen_by: {type: text, optional: true}}}
  statement: {key: id, from: testers, fields: {id: text, about: text, words: text}}
criteria:
  A1:
    title: Rehearsed
    owner: supplier
    rules:
      - {id: A1-done, pass_when: {some: event, where: {what: rehearsal}}, because: "Seen by {seen_by} on {as_of}."}
"""
EVIDENCE = """
note: Put before the board for Zebediah Quux by ZEBEDIAH  quux, and not for Quuxley.
sources:
  S1: {title: Letter, by: supplier, date: 2026-11-05, basis: documented, limits: Only the north quay was looked at.}
  S3: {title: Minutes of Xanthippe Quill, by: testers, date: 2026-11-06}
redact:
  persons: [Zebediah Quux]
  passages: [it was raining cats and dogs on 2026-11-05]
  sources: {S1: [limits], S3: [title]}
  fields: {event: [seen_by]}
facts:
  event: {source: S1, complete: true, records: [{what: rehearsal, seen_by: Ermintrude}]}
  statement:
    source: S3
    records:
      - {id: T1, about: A1, words: "The rehearsal went well, though it was raining cats and dogs on 2026-11-05."}
"""
SECRETS = ("Zebediah", "cats and dogs", "north quay", "Xanthippe", "Quill", "Ermintrude")
NAME, PASSAGE = LeftOut("[name left out]"), LeftOut("[passage left out]")


def made() -> PaperInput:
    """With the picture of the decision, from which the same is left out."""
    given = papers.given(POLICY, EVIDENCE)
    pen = Pen(given, PLAIN, Texts(), references(given.decision))
    drawn = traced(Judge(given.policy).judge(given.evidence))
    without = redacted_document(given.decision, redactor(pen))
    return replace(given, diagram=diagram(without, Traces(drawn["rules"], drawn["sources"]), None))


def opened(content: bytes, form: Form) -> bytes:
    """Every byte of a paper, and what is packed in it."""
    if form is Form.DOCX:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return content + b"".join(parts.read(name) for name in parts.namelist())
    if form is Form.PDF:
        read = PdfReader(io.BytesIO(content))
        pages = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
        return content + pages.encode() + str(read.metadata).encode()
    return content


def redacted(**style: Any) -> Report:
    return compose(made(), HouseStyle(**style), redact=True)


def test_without_being_asked_nothing_is_left_out() -> None:
    whole = papers.said(compose(papers.given(POLICY, EVIDENCE)))

    assert all(secret in whole for secret in SECRETS)


def test_nothing_that_is_left_out_is_in_the_paper() -> None:
    whole = papers.said(redacted())

    assert [secret for secret in SECRETS if secret.casefold() in whole.casefold()] == []


def test_nothing_that_is_left_out_is_in_its_pictures() -> None:
    content = b"".join(picture.content for picture in papers.nouns(redacted(), Picture)).decode("latin-1")

    assert [secret for secret in SECRETS if secret in content] == []


@pytest.mark.parametrize("form", list(Form))
def test_no_form_of_the_paper_has_a_byte_of_it(form: Form) -> None:
    content = opened(render(redacted(), form), form)

    assert b"name left out" in content
    for secret in SECRETS:
        assert secret.encode() not in content
        assert secret.encode("utf-16-be") not in content


def test_each_place_is_marked() -> None:
    marks = list(papers.nouns(redacted(), LeftOut))

    assert marks.count(NAME) >= 2
    assert PASSAGE in marks


def test_a_name_is_found_whatever_its_capitals_and_blanks_and_not_within_a_longer_word() -> None:
    opening = papers.said(papers.section(redacted(), "purpose").blocks[0])

    assert opening == "Put before the board for [name left out] by [name left out], and not for Quuxley."


def test_a_passage_is_found_even_where_the_paper_writes_its_day_otherwise() -> None:
    policy = POLICY.replace('"Seen by {seen_by} on {as_of}."', "It rained on 2026-11-05 a lot.")
    marked = EVIDENCE.replace("passages: [it was", "passages: [rained on 2026-11-05 a lot, it was")
    report = compose(papers.given(policy, marked), redact=True)

    assert "rained on" not in papers.said(report)


def test_the_paper_says_how_much_is_left_out() -> None:
    assert "From this copy is left out: 1 name and 4 passages. Each place is marked." in papers.said(redacted())


def test_a_paper_without_marks_says_that_nothing_was_marked() -> None:
    report = compose(papers.given(POLICY, EVIDENCE.partition("redact:")[0] + "facts: {}\n"), redact=True)

    assert "Nothing in this paper was marked to be left out." in papers.said(report)


def test_a_house_style_may_mark_more() -> None:
    more = Redactions(persons=("Quuxley",), fields={"statement": ("words",)})

    whole = papers.said(redacted(redact=more))
    assert "Quuxley" not in whole
    assert "The rehearsal went well" not in whole


def test_who_signed_a_recorded_decision_is_left_out() -> None:
    by = {"role": "board", "title": "Cut-over board", "person": "Algernon Moncrieff"}
    act = {"by": by, "on": "2026-11-09", "answer": "agreed"}
    report = compose(papers.given(POLICY, EVIDENCE, acts=(act,)), redact=True)

    assert "Cut-over board ([name left out]) agreed on 9 November 2026." in papers.said(report)


def test_marks_that_would_be_found_in_every_word_are_passed_over() -> None:
    assert "Rehearsed" in papers.said(redacted(redact=Redactions(persons=("e",))))


# --- marks that fit nothing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("passages: [nobody ever said this]", Code.NOTHING_TO_LEAVE_OUT),
        ("sources: {S9: [limits]}", Code.NOTHING_TO_LEAVE_OUT),
        ("sources: {S1: [file]}", Code.NOT_ONE_OF),
        ("fields: {evnt: [seen_by]}", Code.NOTHING_TO_LEAVE_OUT),
        ("fields: {event: [seen]}", Code.NOTHING_TO_LEAVE_OUT),
        ("fields: {defect: [severity]}", Code.NOTHING_TO_LEAVE_OUT),
        ("names: [Zebediah]", Code.UNKNOWN_KEY),
    ],
)
def test_a_mark_that_fits_nothing_is_refused(mark: str, code: Code) -> None:
    assert desk.codes(POLICY, f"redact: {{{mark}}}\nfacts: {{}}\n") == [code.value]


def test_a_field_that_holds_no_text_cannot_be_marked() -> None:
    assert desk.codes("", "redact: {fields: {defect: [severity]}}\nfacts: {}\n") == [Code.NOT_A_TEXT.value]
