"""The forms of a paper: called by the suffix of a file, and the same bytes for the same report, wherever made."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from gonogo.model.noun import replace
from gonogo.write.forms import Form, form_of, render
from gonogo.write.visible import visible
from tests.unit.sample_report import HOSTILE, hostile_report, sample_report

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
from hashlib import sha256
from gonogo.model.noun import replace
from gonogo.write.forms import Form, render
from tests.unit.sample_report import HOSTILE, hostile_report, sample_report
for form in Form:
    for report in (sample_report(), hostile_report(HOSTILE["emoji"])):
        print(sha256(render(report, form)).hexdigest())
"""


def digests() -> list[str]:
    reports = (sample_report(), hostile_report(HOSTILE["emoji"]))
    return [sha256(render(report, form)).hexdigest() for form in Form for report in reports]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_report_gives_the_same_bytes_in_another_process(seed: str) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Apia"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout.split() == digests()


def test_another_report_gives_other_bytes() -> None:
    assert len(set(digests())) == 2 * len(Form)


@pytest.mark.parametrize("form", Form)
def test_a_paper_without_a_day_is_one_too(form: Form) -> None:
    assert render(replace(sample_report(), dated=""), form)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("paper.docx", Form.DOCX),
        ("a.b/Paper.PDF", Form.PDF),
        ("p.html", Form.HTML),
        ("p.md", Form.MD),
        ("p.json", Form.JSON),
        ("p.doc", None),
        ("pdf", None),
        ("p.", None),
    ],
)
def test_the_suffix_of_a_file_says_its_form(name: str, form: Form | None) -> None:
    assert form_of(name) is form


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert visible("a\u202eb\u200bc\x00d\ud800e\xadf") == "a[U+202E]b[U+200B]c[U+0000]d[U+D800]e[U+00AD]f"


def test_line_ends_become_one_kind_and_blanks_stay() -> None:
    assert visible("a\r\nb\rc\u2028d\te\u00a0f") == "a\nb\nc\nd\te\u00a0f"


def test_what_can_be_seen_stays() -> None:
    seen = "é Ω Ж \u05e7 \u0645 \u0938\u094d \u9a8c \U00012000 \U0001f680 \ufffd a\u0301"

    assert visible(seen) == seen
