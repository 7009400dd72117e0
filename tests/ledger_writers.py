"""Processes that add entries to a ledger until they are killed, and what each was told is recorded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from gonogo.record.keys import read_private
from gonogo.record.ledger import open_ledger
from gonogo.record.ledger_statement import sealed
from tests.architecture.code_map import ROOT


class Writer:
    """A process that appends, and what it has acknowledged so far."""

    def __init__(self, where: str, key: Path, name: str) -> None:
        words = [sys.executable, "-m", "tests.ledger_writers", where, str(key), name]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT)))}
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        self.said = b""

    def listen(self) -> bool:
        """Takes in what it has said since; whether it is still there to say more."""
        assert self.process.stdout is not None
        more = os.read(self.process.stdout.fileno(), 65536)
        self.said += more
        return bool(more)

    def kill(self) -> None:
        """SIGKILL, in the middle of whatever it does; what it had said before is heard to the end."""
        self.process.send_signal(signal.SIGKILL)
        while self.listen():
            pass
        _, complained = self.process.communicate()
        assert complained == b""

    @property
    def acknowledged(self) -> dict[int, str]:
        lines = self.said.decode().split("\n")[:-1]
        return {int(seq): digest for seq, digest in (line.split() for line in lines)}


def write(where: str, key: str, writer: str) -> None:
    """Adds entries, and says of each that it has been recorded, until it is killed."""
    signer = read_private(Path(key))
    with open_ledger(where, new=True) as ledger:
        number = 0
        while True:
            number += 1
            act = {"kind": "decision", "writer": writer, "number": number}
            entry = ledger.append(sealed(act, {}, lambda: datetime(2026, 11, 26, tzinfo=UTC), signer))
            os.write(1, f"{entry.seq} {entry.sha256}\n".encode())


if __name__ == "__main__":
    write(*sys.argv[1:])
