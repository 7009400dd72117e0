"""Pages that tell a story: their commands are run one after the other, in one folder that is empty at first.

Such a page holds the line `<!-- played in order, in an empty folder -->`. Under a command stand lines of its output, in
their order; `…` stands for any lines, and within a line for any text. A line `(exit code 7)` says how the command ends;
without, it ends well. Besides `gonogo`, a page may use `mkdir`, `cd` and `cp`. A block whose first line is
`# file: policies/x/policy.yaml` is written there, as the reader would write it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.cli import run
from gonogo.cli_common import Exit
from tests.architecture.test_docs import GUIDES, IN_ORDER, blocks, named

PAGES = [page for page in GUIDES if IN_ORDER in page.read_text("utf-8")]
ENDS = re.compile(r"\(exit code (\d+)\)")
WELL = (Exit.GO, Exit.GO_WITH_CONDITIONS)
SHELL = ("mkdir ", "cd ", "cp ")
FILE = "# file: "


def steps(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page, with the lines that stand under it; and each file, with what stands in it."""
    for kind, text in blocks(page):
        shown: list[str] = []
        if text.startswith(FILE):
            yield text.partition("\n")[0], [text]
            continue
        joined = re.sub(r"\\\n\s*", "", text)
        for line in joined.splitlines() if not kind else ():
            if line.startswith("$ "):
                shown = []
                yield line.removeprefix("$ "), shown
            elif line.strip() not in ("", "…"):
                shown.append(line)


def is_shown(pattern: str, line: str) -> bool:
    """Whether a line of the page is this line of the output."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), line) is not None


def shell(words: list[str]) -> None:
    """The little of a shell that a page needs."""
    match words:
        case ["mkdir", folder]:
            Path(folder).mkdir()
        case ["cd", folder]:
            os.chdir(folder)
        case ["cp", "-r", one, other]:
            shutil.copytree(one, Path(other) / Path(one).name if Path(other).is_dir() else other)
        case ["cp", *files, to]:
            for one in files:
                shutil.copy(one, to)
        case _:
            raise AssertionError(words)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_story_of_a_page_happens_as_it_is_told(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "desk"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GONOGO_LEDGER", raising=False)
    for command, shown in list(steps(page)):  # a list: what is shown stands under the command
        if command.startswith(SHELL):
            shell(shlex.split(command))
            continue
        if command.startswith(FILE):
            Path(command.removeprefix(FILE)).write_text(shown[0], "utf-8")
            continue
        code = run(shlex.split(command)[1:])
        said = capsys.readouterr()
        lines = iter((said.out + said.err).splitlines())
        wanted = [int(found[1]) for line in shown if (found := ENDS.fullmatch(line))]
        missing = [
            line for line in shown if not ENDS.fullmatch(line) and not any(is_shown(line, other) for other in lines)
        ]

        assert code in (wanted or WELL), f"{command}\n{said.err}"
        assert missing == [], f"{command}\n{said.out}{said.err}"
