"""`gonogo report` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import process, run

FORMS = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>", "md": b"# ", "json": b"{"}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_follows_from_the_name_of_the_file(form: str) -> None:
    run("report", "sec-release", "sec-2019-11", "-o", f"paper.{form}").exits(0).prints(
        f"paper.{form}: go with conditions (November 2019 SEC Release)\n"
    )

    assert Path(f"paper.{form}").read_bytes().startswith(FORMS[form])


def test_a_form_may_have_another_name() -> None:
    run("report", "sec-release", "sec-2019-11", "-o", "paper", "--format", "md").exits(0)

    assert Path("paper").read_bytes().startswith(b"# November 2019 SEC Release\n")


@pytest.mark.parametrize("name", ["paper", "paper.txt", "paper.", ".md.bak"])
def test_a_name_that_says_no_form_is_wrong_usage(name: str) -> None:
    run("report", "sec-release", "sec-2019-11", "-o", name).exits(2, saying="does not say which form is wanted")

    assert not Path(name).exists()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_paper_has_the_same_bytes_in_every_process(form: str) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        ran = process("report", "sec-release", "example-full", "-o", f"{name}.{form}", PYTHONHASHSEED=seed)
        said = ran.communicate()
        assert ran.returncode == 0, said

    assert Path(f"one.{form}").read_bytes() == Path(f"two.{form}").read_bytes()


@pytest.mark.parametrize(
    ("policy", "evidence", "outcome"),
    [("sec-release-strict", "sec-2019-11", "undecided"), ("sec-release", "example-full", "go with conditions")],
)
def test_the_command_ends_well_whatever_was_decided(policy: str, evidence: str, outcome: str) -> None:
    run("report", policy, evidence, "-o", "paper.md").exits(0, saying="").prints(f"paper.md: {outcome} (")


def test_a_paper_tells_what_was_known_on_a_day() -> None:
    run("report", "sec-release", "example-full", "--as-of", "2019-11-19", "-o", "paper.md").exits(0)

    assert "- **As known on:** 19 November 2019" in Path("paper.md").read_text("utf-8")


def test_a_style_and_texts_are_found_by_their_names() -> None:
    words = ("--style", "sec-panel", "--texts", "german")
    run("report", "sec-release", "sec-2019-11", *words, "-o", "paper.html").exits(0)

    text = Path("paper.html").read_text("utf-8")
    assert "Approval to implement the November 2019 SEC Release" in text
    assert 'lang="de"' in text
    assert "Freigabe mit Auflagen" in text


@pytest.mark.parametrize("option", ["--style", "--texts"])
def test_a_style_that_is_not_there_is_complained_of_with_the_nearest_name(option: str) -> None:
    run("report", "sec-release", "sec-2019-11", option, "germn", "-o", "paper.md").exits(4, saying="error[A201]")

    assert not Path("paper.md").exists()


def test_texts_that_are_missing_are_told() -> None:
    Path("texts.yaml").write_text("language: cy\ntexts: {render.page: Tudalen}\n", "utf-8")
    ran = run("report", "sec-release", "sec-2019-11", "--texts", "texts.yaml", "-o", "paper.json")

    ran.exits(0, saying="not translated: render.of, render.added, render.contents, render.annexes, and and ")
    assert json.loads(Path("paper.json").read_text("utf-8"))["language"] == "cy"


def test_names_are_left_out_where_that_is_asked_for() -> None:
    words = ("--style", "sec-panel", "--redact")
    run("report", "sec-release", "sec-2019-11", *words, "-o", "paper.md").exits(0)

    text = Path("paper.md").read_text("utf-8")
    assert "Significant frustration" not in text
    assert "passage left out" in text


def test_a_logo_from_outside_the_project_is_refused() -> None:
    Path("policies").mkdir()
    (Path("..") / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("style.yaml").write_text("style: b\nlogo: {file: ../secret.png, shows: A secret}\n", "utf-8")
    ran = run("report", "sec-release", "sec-2019-11", "--style", "style.yaml", "-o", "paper.md")

    ran.exits(4, saying="error[A202]")


def test_a_ledger_that_is_not_there_is_complained_of() -> None:
    ran = run("report", "sec-release", "sec-2019-11", "--ledger", "none.ledger", "-o", "paper.md")

    assert ran.code != 0
    assert "error[A111]" in ran.complained
    assert not Path("none.ledger").exists()


def test_the_ledger_s_head_and_what_it_records_stand_in_the_paper() -> None:
    run("keys", "new", "Secretariat", "-o", "s.key").exits(0)
    person = ("--person", "A. N. Other", "--on", "2019-11-20", "--key", "s.key", "--ledger", "l.ledger")
    decided = ("--by", "panel", "--answer", "deferred", "--to", "2020-01-31", "--differs", "the harbour is closed")
    run("approve", "decision", "sec-release", "sec-2019-11", *decided, "--consensus", "--no-report", *person).exits(0)
    run("report", "sec-release", "sec-2019-11", "--ledger", "l.ledger", "-o", "paper.md").exits(0)

    text = Path("paper.md").read_text("utf-8")
    assert "| Head of the ledger | l.ledger, entry 1 | `" in text
    told = "**SEC Panel (A. N. Other)** deferred the decision to 31 January 2020 on 20 November 2019. The harbour"
    assert f"{told} is closed." in text
    assert "- **SEC Panel** deferred the decision. The engine: **▲ Go, with conditions**." in text
    assert "The ledger has no record that the SEC Panel agreed to this policy." in text


def test_a_handbook_is_about_a_policy_alone() -> None:
    run("report", "sec-release-strict", "--handbook", "-o", "handbook.md").exits(0, saying="").prints(
        "handbook.md: handbook (November 2019 SEC Release, read strictly)"
    )

    assert Path("handbook.md").read_text("utf-8").startswith("# Handbook: November 2019 SEC Release, read strictly\n")


@pytest.mark.parametrize("more", [("sec-2019-11",), ("--as-of", "2019-11-08"), ("--redact",)])
def test_a_handbook_takes_nothing_that_is_about_evidence(more: tuple[str, ...]) -> None:
    run("report", "sec-release", *more, "--handbook", "-o", "h.md").exits(2, saying="about a policy alone")


def test_without_evidence_there_is_no_paper() -> None:
    run("report", "sec-release", "-o", "paper.md").exits(2, saying="Missing argument 'EVIDENCE'")


def test_a_paper_that_cannot_be_written_leaves_nothing_behind() -> None:
    run("report", "sec-release", "sec-2019-11", "-o", "no-such-folder/paper.md").exits(2, saying="No such file")

    assert list(Path().iterdir()) == []


def test_wrong_evidence_is_complained_of_as_ever() -> None:
    run("report", "sec-release", "no-such-pack", "-o", "paper.md").exits(5, saying="error[P101]")


def agreed(*also: str) -> None:
    """A key, and a ledger in which the Panel agreed to the policy."""
    run("keys", "new", "Secretariat", "-o", "s.key").exits(0)
    said = ("--by", "panel", "--person", "A. N. Other", "--key", "s.key")
    run("approve", "policy", "sec-release", *said, "--on", "2019-10-30", *also).exits(0)


def test_the_ledger_at_hand_is_the_one_whose_head_is_printed_unless_it_is_not_wanted() -> None:
    agreed("--ledger", "approvals.ledger")
    run("report", "sec-release", "sec-2019-11", "-o", "paper.md").exits(0)
    run("report", "sec-release", "sec-2019-11", "-o", "bare.md", "--no-ledger").exits(0)
    run("report", "sec-release", "sec-2019-11", "-o", "x.md", "--no-ledger", "--ledger", "l").exits(2, saying="exclude")

    assert "| Head of the ledger | approvals.ledger, entry 1 | `" in Path("paper.md").read_text("utf-8")
    assert "No ledger was named" in Path("bare.md").read_text("utf-8")


def test_the_head_of_a_ledger_that_is_not_whole_is_not_printed() -> None:
    agreed("--ledger", "approvals.ledger")
    content = Path("approvals.ledger").read_bytes()
    Path("approvals.ledger").write_bytes(content.replace(b'"payload":"ey', b'"payload":"eX', 1))
    run("report", "sec-release", "sec-2019-11", "-o", "paper.md").exits(7, saying="the ledger is not whole")

    assert not Path("paper.md").exists()
