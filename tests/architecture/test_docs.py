"""The documents say what is so: each example is run, each word of the language is explained, each name exists."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from gonogo.cli import gonogo, run
from gonogo.cli_common import Exit
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.write.messages import Form, render
from tests import desk
from tests.architecture import steps_page
from tests.architecture.code_map import ENGINE, ROOT
from tests.diagnostics.test_diagnostics import EXAMPLE, complaints_of_folder, complaints_of_pack
from tests.spec.test_spec import EXPECTED, GIVEN, assert_comes_to

DOCS = ROOT / "docs"
LANGUAGE = sorted((DOCS / "language").glob("*.md"))
DIAGNOSTICS = sorted((DOCS / "diagnostics").glob("*.md"))
ERRORS = DOCS / "errors.md"
GUIDES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
PROSE = [*GUIDES, *LANGUAGE, *(ROOT / f"{name}.md" for name in ("ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "STYLE"))]
FENCED = re.compile(r"^```(?P<kind>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
IN_LINE = re.compile(r"`[^`\n]+`")
WELL = (Exit.GO, Exit.NO_GO, Exit.GO_WITH_CONDITIONS, Exit.UNDECIDED)  # nothing wrong with the command or the files
IN_ORDER = "<!-- played in order, in an empty folder -->"  # see test_docs_in_order.py
OTHER_COMMANDS = ("make ", "CPPFLAGS=", "source ", "mkdir ", "cd ")


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: what they are marked with, and what stands in them."""
    return [(found["kind"], found["text"]) for found in FENCED.finditer(page.read_text("utf-8"))]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- examples of the language --------------------------------------------------------------------


@pytest.mark.parametrize("page", LANGUAGE, ids=named)
def test_every_policy_and_evidence_of_a_page_is_decided_on(page: Path) -> None:
    """`tests/spec` runs each with what it comes to; here none may be left without that."""
    for section in re.split(r"^(?=## )", page.read_text("utf-8"), flags=re.MULTILINE):
        kinds = [found["kind"] for found in FENCED.finditer(section) if found["kind"]]
        pairs = [*pairwise(kinds), (kinds[-1], "")] if kinds else []

        for kind, after in pairs:
            assert kind not in GIVEN or after in (*EXPECTED, "evidence"), section
            assert (kind, after) != ("evidence", "evidence"), section


def stories(page: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Examples of several files, each named in its first line, followed by what they come to."""
    files: dict[str, str] = {}
    for kind, text in blocks(page):
        first, _, rest = text.partition("\n")
        if kind:
            continue
        if first.startswith("# "):
            files[first.removeprefix("# ")] = rest
        else:
            yield files, text
            files = {}


STORIES = [(page, files, expected) for page in LANGUAGE for files, expected in stories(page)]


@pytest.mark.parametrize(("page", "files", "expected"), STORIES, ids=lambda one: getattr(one, "stem", ""))
def test_an_example_of_several_files_comes_to_what_its_page_says(
    page: Path, files: dict[str, str], expected: str
) -> None:
    assert {"policy.yaml", "evidence.yaml"} <= files.keys(), named(page)

    policy = desk.read_policy(files["policy.yaml"], Diagnostics(), files)
    evidence = desk.read_evidence(files["evidence.yaml"], policy, Diagnostics())
    assert_comes_to(expected, desk.Decision(document(Judge(policy).judge(evidence), "")))


def packs(page: Path) -> Iterator[tuple[str, tuple[SourceFile, ...]]]:
    """The examples of a complaint that take several files: the heading, and the files, with what each leaves out."""
    for heading, section in re.findall(r"^## (Wrong|Right)\n(.*?)(?=^## )", page.read_text("utf-8"), re.M | re.S):
        files: list[SourceFile] = []
        for found in FENCED.finditer(section):
            name = found["text"].removeprefix("# ").partition("\n")[0].partition(",")[0]
            head = "" if files or "as_of:" in found["text"] else "evidence: autumn\nas_of: 2026-11-08\n"
            files.append(SourceFile(name, head + found["text"]))
        yield heading, tuple(files)


@pytest.mark.parametrize("page", DIAGNOSTICS, ids=named)
def test_every_example_of_a_complaint_is_tried(page: Path) -> None:
    """`tests/diagnostics` tries the examples of one file; those of several files, marked yaml, are tried here."""
    marks = [kind for kind, _ in blocks(page) if kind and kind != "file"]
    if "yaml" not in marks:
        assert len(EXAMPLE.findall(page.read_text("utf-8"))) == len(marks)
        return
    for heading, files in packs(page):
        codes = {one.code.value for one in complaints_of_pack(files)}

        assert (page.stem in codes) == (heading == "Wrong"), codes


# --- steps ---------------------------------------------------------------------------------------


def test_the_page_of_steps_is_up_to_date() -> None:
    assert steps_page.PAGE.read_text("utf-8") == steps_page.page(), "make fix writes it anew"


# --- examples of commands ------------------------------------------------------------------------


def commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command in a page, with the lines of its output that the page shows (`…` stands for any lines)."""
    for _, text in blocks(page):
        shown: list[str] = []
        for line in text.splitlines():
            if line.startswith(("gonogo ", "$ gonogo ")):
                shown = []
                yield line.removeprefix("$ "), shown
            elif line.strip() not in ("", "…"):
                shown.append(line)


PAGES_OF_COMMANDS = [page for page in GUIDES if IN_ORDER not in page.read_text("utf-8")]
COMMANDS = [(page, command, shown) for page in PAGES_OF_COMMANDS for command, shown in commands(page)]


@pytest.mark.parametrize(("page", "command", "shown"), COMMANDS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_command_does_what_its_page_shows(
    page: Path,
    command: str,
    shown: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("policies", "evidence", "features"):  # a copy, since a command may write beside them
        shutil.copytree(ROOT / name, tmp_path / "desk" / name)
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    code = run(command.split()[1:])

    said = capsys.readouterr()
    lines = iter((said.out + said.err).splitlines())
    assert code in WELL, f"{named(page)}: {said.err}"
    assert [line for line in shown if line not in lines] == [], f"{named(page)}: not in the output in this order"


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_every_other_block_is_a_picture_or_a_command_that_exists(page: Path) -> None:
    words = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for kind, text in blocks(page):
        if kind in ("feature", "yaml", "csv") or (not kind and text.startswith("$ ") and page not in PAGES_OF_COMMANDS):
            continue  # played in tests/acceptance/test_gonogo_test.py, or in test_docs_in_order.py
        if "-->" in text or page == ERRORS or re.search(r"^(\$ )?gonogo ", text, re.MULTILINE):
            continue
        for line in filter(None, text.splitlines()):
            assert line.startswith(OTHER_COMMANDS), line
            assert not line.startswith("make ") or line.split()[1] in words, line


def every_command(group: click.Group, before: str = "gonogo") -> Iterator[tuple[str, click.Command]]:
    """The commands of a group and of the groups in it, also those that are imported only when they are asked for."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield f"{before} {name}", command
            if isinstance(command, click.Group):
                yield from every_command(command, f"{before} {name}")


def test_every_command_and_every_option_is_in_the_documents() -> None:
    text = "\n".join(page.read_text("utf-8") for page in GUIDES)
    assert isinstance(gonogo, click.Group)
    commands = dict(every_command(gonogo))
    options = [
        option
        for command in (gonogo, *commands.values())
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]

    assert [name for name in commands if name not in text and f"`{name.split()[-1]} " not in text] == []
    assert [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", text)] == []


def test_the_exit_codes_are_those_that_help_names() -> None:
    assert gonogo.help is not None
    by_help = re.findall(r"(?<!\w)\d+(?= )", gonogo.help.partition("Exit codes:")[2])
    by_readme = re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)

    assert by_readme == by_help


# --- the words of the language -------------------------------------------------------------------


def keys_of(schema: object) -> Iterator[str]:
    """Every key that a schema knows, and every word that it allows."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        for inner in schema.values():
            yield from keys_of(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys_of(inner)


@pytest.mark.parametrize("name", ["policy", "evidence"])
def test_every_word_of_the_language_is_explained(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    quoted = [text for page in LANGUAGE for _, text in blocks(page)]
    quoted += [text for page in LANGUAGE for text in IN_LINE.findall(FENCED.sub("", page.read_text("utf-8")))]
    words = {word for text in quoted for word in re.findall(r"\w+", text)}

    assert sorted(set(keys_of(schema)) - words) == []


def test_every_page_of_the_language_is_linked_from_its_entry() -> None:
    entry = (DOCS / "language" / "README.md").read_text("utf-8")

    assert [page.name for page in LANGUAGE if page.name != "README.md" and f"]({page.name})" not in entry] == []


# --- complaints ----------------------------------------------------------------------------------


def table_of_codes() -> str:
    """Every code with the title of its page."""
    rows = []
    for code in sorted(code.value for code in Code):
        title = (DOCS / "diagnostics" / f"{code}.md").read_text("utf-8").partition("\n")[0].partition(": ")[2]
        rows.append(f"| [{code}](diagnostics/{code}.md) | {title} |")
    return "\n".join(["| code | what is wrong |", "|---|---|", *rows, ""])


def test_the_table_of_complaints_is_up_to_date(record: bool) -> None:
    page = ERRORS.read_text("utf-8")
    current = page.partition("| code |")[0] + table_of_codes()
    if record:
        ERRORS.write_text(current, "utf-8")

    assert ERRORS.read_text("utf-8") == current


def test_the_complaint_that_is_shown_reads_as_it_is_shown() -> None:
    found = complaints_of_folder(ROOT / "tests" / "diagnostics" / "P104-unknown-field")

    forms = (Form.HUMAN, Form.PLAIN)
    assert [text for _, text in blocks(ERRORS)] == [render(found, form, colour=False) for form in forms]


def test_every_family_of_complaints_is_explained() -> None:
    explained = re.findall(r"^\| ([A-Z]) \|", ERRORS.read_text("utf-8"), re.MULTILINE)

    assert set(explained) == {code.value[0] for code in Code}


# --- names and links -----------------------------------------------------------------------------


def test_the_names_in_the_glossary_exist_in_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ENGINE.rglob("*.py"))
    known = set(re.findall(r"\w+", code))
    rows = [line.split("|") for line in (DOCS / "GLOSSARY.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row[3])]

    assert names
    assert [name for name in names if name not in known] == []


@pytest.mark.parametrize("page", PROSE, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []
