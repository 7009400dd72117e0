"""Many write to one ledger at the same time, and are killed while they do: what was acknowledged is there, whole."""

from __future__ import annotations

import random
import selectors
from pathlib import Path

import pytest

from gonogo.record import keys
from gonogo.record.ledger import open_ledger, verify_chain
from tests import ledgers
from tests.ledger_writers import Writer

WRITERS = 8
APPENDS = 1000
KILLS = 16


def crowd(where: str, key: Path) -> dict[int, str]:
    """What eight writers were told is recorded, of which every so often one is killed and another takes its place."""
    chance = random.Random(26)
    kill_at = sorted(chance.sample(range(1, APPENDS), KILLS))
    started = [Writer(where, key, str(number)) for number in range(WRITERS)]
    alive = list(started)
    try:
        with selectors.DefaultSelector() as waiting:
            for one in alive:
                waiting.register(one.process.stdout, selectors.EVENT_READ, one)  # type: ignore[arg-type]  # a pipe
            while sum(one.said.count(b"\n") for one in started) < APPENDS:
                for ready, _ in waiting.select():
                    assert ready.data.listen(), ready.data.process.communicate()
                if kill_at and sum(one.said.count(b"\n") for one in started) >= kill_at[0]:
                    kill_at.pop(0)
                    killed = alive.pop(chance.randrange(len(alive)))
                    waiting.unregister(killed.process.stdout)  # type: ignore[arg-type]  # a pipe
                    killed.kill()
                    alive.append(Writer(where, key, str(len(started))))
                    started.append(alive[-1])
                    waiting.register(alive[-1].process.stdout, selectors.EVENT_READ, alive[-1])  # type: ignore[arg-type]
    finally:
        for one in alive:
            one.kill()
    return {seq: digest for one in started for seq, digest in one.acknowledged.items()}


@pytest.mark.parametrize("kind", ledgers.KINDS)
def test_a_thousand_appends_from_eight_processes_that_are_killed_lose_nothing(kind: str, tmp_path: Path) -> None:
    where, key = ledgers.place(kind, tmp_path), tmp_path / "a.key"
    public = keys.make(key, "A crowd")

    acknowledged = crowd(where, key)

    with open_ledger(where) as ledger:
        entries = list(ledger.entries())
    assert len(acknowledged) >= APPENDS
    assert verify_chain(entries, keys.trusted([public])) == []
    assert acknowledged.items() <= {entry.seq: entry.sha256 for entry in entries}.items()
