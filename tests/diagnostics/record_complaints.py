"""Complaints about keys and ledgers: steps are played in an empty folder, and the last one is what is complained of.

A step is a `gonogo` command, or one of `chmod MODE FILE`, `link FROM TO` and `write FILE TEXT`. They stand in
`steps.txt`, or in a page behind `$ `.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterable
from contextlib import chdir, redirect_stdout
from pathlib import Path

from gonogo.cli import gonogo
from gonogo.model.diagnostic import Diagnostics, InputError

CODE = re.compile(r"A1[01]")
EXAMPLES = re.compile(r"^## (Wrong|Right)\n\n```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def record_complaints_of(folder: Path) -> Diagnostics:
    """What the last step of a folder's `steps.txt` is told."""
    return played((folder / "steps.txt").read_text("utf-8").splitlines())


def examples(page: Path) -> list[tuple[str, Diagnostics]]:
    """What the last step of each example of a page is told, with its heading."""
    found = EXAMPLES.findall(page.read_text("utf-8"))
    return [(heading, played(line.removeprefix("$ ") for line in text.splitlines())) for heading, text in found]


def played(steps: Iterable[str]) -> Diagnostics:
    """What comes of the last step; the ones before have to succeed."""
    found = Diagnostics()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for step in steps:
            assert not found.collected, f"a step before `{step}` failed"
            try:
                _play(shlex.split(step))
            except InputError as error:
                found = error.diagnostics
    return found


def _play(words: list[str]) -> None:
    match words:
        case ["gonogo", *rest]:
            with redirect_stdout(io.StringIO()):
                gonogo.main(rest, standalone_mode=False)
        case ["chmod", mode, name]:
            Path(name).chmod(int(mode, 8))
        case ["link", target, name]:
            os.symlink(target, name)
        case ["write", name, text]:
            Path(name).write_text(f"{text}\n", "utf-8")
            Path(name).chmod(0o600)
        case _:
            raise AssertionError(words)
