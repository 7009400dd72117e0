"""Runs a command as a person would, and says what came of it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gonogo
from gonogo import cli


@dataclass(frozen=True)
class Ran:
    """What a command printed, complained of and ended with."""

    code: int
    printed: str
    complained: str

    def exits(self, code: int, *, saying: str | None = None) -> Ran:
        """Ended with this code. Nothing was complained of, unless it is said what."""
        assert self.code == code, self.complained
        if saying is None:
            assert self.complained == ""
        else:
            assert saying in self.complained
        return self

    def prints(self, *texts: str) -> Ran:
        for text in texts:
            assert text in self.printed
        return self

    def prints_nothing(self) -> Ran:
        assert self.printed == ""
        return self

    @property
    def json(self) -> Any:
        return json.loads(self.printed)


def process(*words: str, **settings: str) -> subprocess.Popen[bytes]:
    """The same as a process of its own. `settings` go into its environment."""
    program = [sys.executable, "-c", "from gonogo.cli import main; main()", *words]
    where = str(Path(gonogo.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": where, **settings}
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def run(*words: str) -> Ran:
    """`run("decide", POLICY, EVIDENCE)`: in this process, from the folder in which it stands."""
    printed, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(complained):
        code = cli.run(words)
    return Ran(int(code), printed.getvalue(), complained.getvalue())
