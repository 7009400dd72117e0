"""`gonogo explain`: what it takes, what it refuses, and what it prints."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from gonogo.cli_common import Exit
from tests.cli.run import run

PAPER = ("explain", "sec-release", "sec-2019-11")


def test_all_is_explained_where_nothing_is_named() -> None:
    run(*PAPER, "--brief").exits(Exit.GO).prints("D   decision  GO WITH CONDITIONS", "3   AC3  PASS", "14  RR1-C6")


def test_names_are_taken_whatever_their_case_and_keep_their_numbers() -> None:
    ran = run(*PAPER, "ac3", "rr1-c4-promised").exits(Exit.GO)

    ran.prints("3  AC3  PASS", "12.3  RR1-C4-promised  HOLDS")
    assert "AC4" not in ran.printed


def test_a_wrong_name_is_refused_with_the_nearest_one() -> None:
    run(*PAPER, "AC33").exits(Exit.USAGE, saying="called `AC33`; did you mean `AC3`?")
    run(*PAPER, "zebra").exits(Exit.USAGE, saying="called `zebra`\n")


def test_the_text_fits_the_page_at_every_depth() -> None:
    for depth in ("--brief", "--full"):
        assert max(map(len, run(*PAPER, depth).exits(Exit.GO).printed.splitlines())) <= 100


def test_it_is_given_as_data_and_into_a_file(tmp_path: Path) -> None:
    document = run(*PAPER, "AC3", "--format", "json").exits(Exit.GO).json
    run(*PAPER, "AC3", "-o", str(tmp_path / "why.txt")).exits(Exit.GO).prints_nothing()

    assert [subject["id"] for subject in document["subjects"]] == ["AC3"]
    assert "3  AC3  PASS" in (tmp_path / "why.txt").read_text("utf-8")


def test_another_day_is_explained_as_it_was_known_then() -> None:
    run(*PAPER, "AC3", "--as-of", "2019-11-07").exits(Exit.GO).prints("As known on  2019-11-07", "CANNOT TELL")


def test_requests_are_letters_a_table_or_data() -> None:
    strict = ("explain", "sec-release-strict", "sec-2019-11", "--requests")
    run(*strict).exits(Exit.GO).prints("To           SECAS")
    run(*strict, "--format", "csv").exits(Exit.GO).prints("SECAS")

    assert run(*strict, "--format", "json").exits(Exit.GO).json["schema"] == "gonogo/requests/1"


def test_what_changed_is_told_between_two_days_as_text_or_data() -> None:
    full = ("explain", "sec-release", "example-full", "--against", "2019-11-20")
    run(*full).exits(Exit.GO).prints("WHAT BECAME KNOWN")

    assert run(*full, "--format", "json").exits(Exit.GO).json["schema"] == "gonogo/comparison/1"


def test_a_picture_shows_the_whole_or_one_name() -> None:
    for names in ((), ("AC3",)):
        assert ElementTree.fromstring(run(*PAPER, *names, "--format", "svg").exits(Exit.GO).printed)
    run(*PAPER, "AC3", "AC4", "--format", "svg").exits(Exit.USAGE, saying="one ID")
    run(*PAPER, "AC33", "--format", "svg").exits(Exit.USAGE, saying="called `AC33`")


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (("--format", "csv"), "--format csv is not for this; choose text or json or svg"),
        (("--requests", "--format", "svg"), "choose text or json or csv"),
        (("--requests", "--brief"), "--brief goes with a text that says why"),
        (("--format", "svg", "--full"), "--full goes with a text that says why"),
        (("AC3", "--requests"), "--requests is about the whole"),
        (("AC3", "--against", "2019-11-07"), "--against is about the whole"),
        (("--output", ""), "--output names no file"),
    ],
)
def test_what_does_not_go_together_is_refused(words: tuple[str, ...], saying: str) -> None:
    run(*PAPER, *words).exits(Exit.USAGE, saying=saying)


def test_evidence_is_only_left_out_between_two_decisions() -> None:
    run("explain", "sec-release").exits(Exit.USAGE, saying="Missing argument 'EVIDENCE'")


def test_what_is_wrong_with_the_files_is_said_as_everywhere() -> None:
    run("explain", "sec-releas", "sec-2019-11").exits(Exit.POLICY, saying="did you mean `sec-release`?")
