"""What is wrong with an act, held against the policy `ground.yaml`, a pack on which it says go, and a short ledger."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from gonogo.api_record import _act
from gonogo.api_record_checks import evidence_mark, policy_mark
from gonogo.api_record_files import Gathered, Mains, attached, decide_on
from gonogo.api_record_policy import rest_of, settings
from gonogo.model.approval import Answer, Decision, PolicyAgreed, Proviso, Recommendation, Signatory
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.act_file import Asked, read_act
from gonogo.record.approve import Statement

HERE = Path(__file__).parent
TODAY = date(2026, 12, 1)
PACK = b"""\
evidence: autumn
policy: ground
as_of: 2026-11-08
sources: {S2: {title: Defect export, by: supplier, date: 2026-11-07, received: 2026-11-07, basis: documented}}
facts:
  defect:
    source: S2
    complete: true
    records: [{id: D-1, severity: 3, status: fixed, found: 2026-11-01, plan: Fix it}]
  retest: {source: S2, complete: true, records: [{id: R-1, defect: D-1, passed: true}]}
"""
BOARD = Signatory(role="board", title="Cut-over board", person="B. Chair")


def gathered() -> Gathered:
    files = {"policy/ground.yaml": (HERE / "ground.yaml").read_bytes(), "evidence/autumn.yaml": PACK}
    mains = Mains("ground.yaml", "autumn.yaml")
    again = decide_on(files, mains)
    return Gathered(again.policy, again.evidence, files, mains)


def ledger_so_far(about: Gathered) -> dict[int, Statement]:
    """Entry 1: the board agreed to the policy. Entry 2: it agreed to the cut-over, under a condition."""
    agreed = PolicyAgreed(
        by=BOARD,
        on=date(2026, 11, 1),
        policy=policy_mark(about),
        parameters=settings(about.policy),
        rest=rest_of(about.policy),
    )
    said = Recommendation(engine="", gate="decision", question="?", outcome="go", because="", sha256="0" * 64)
    decided = Decision(
        by=BOARD,
        on=date(2026, 11, 8),
        answer=Answer.AGREED_WITH_CONDITIONS,
        policy=policy_mark(about),
        evidence=evidence_mark(about),
        as_of=date(2026, 11, 8),
        recommended=said,
        policy_agreed=1,
        conditions=(Proviso(id="C1", text="Decide once more.", owner="System supplier", role="supplier"),),
    )
    acts = {1: agreed, 2: decided}
    return {
        seq: Statement(act=act, subjects={}, seq=seq, previous="0" * 64, recorded="2026-11-08T10:00:00Z")
        for seq, act in acts.items()
    }


def act_complaints(text: str) -> Diagnostics:
    """What is wrong with the act in a text."""
    found = re.search(r"^act: (\w+)$", text, re.MULTILINE)
    assert found is not None
    diagnostics = Diagnostics()
    tree = read_act(SourceFile("act.yaml", text), found[1], diagnostics)
    if tree is None or diagnostics.errors:
        return diagnostics
    about, asked = gathered(), Asked(found[1], tree, diagnostics)
    again = decide_on(about.files, about.mains)
    _act(asked, about, again, (ledger_so_far(about), TODAY))
    attached(asked, [])
    return diagnostics
