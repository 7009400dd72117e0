"""Acts, keys and bundles for tests: a small policy with its evidence in a folder, and a ledger beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gonogo import api_record
from gonogo.api_record import Desk, Recorded
from gonogo.model.approval import (
    Answer,
    Attachment,
    Correction,
    Decision,
    EvidenceMark,
    KeyRotated,
    Lapse,
    ParameterChanged,
    PolicyAgreed,
    PolicyMark,
    Proviso,
    Recommendation,
    RiskAccepted,
    Setting,
    Signatory,
    Votes,
    WaiverGranted,
)
from gonogo.record.keys import make

POLICY = """\
policy: harbour
title: Harbour cut-over
version: "1.0"
authority: board
calendar: england-and-wales
roles:
  board: {title: Cut-over board}
  supplier: {title: System supplier}
parameters:
  cutover_date: {type: date, value: 2026-11-20, source: Plan}
  most: {type: integer, value: 1}
vocabulary:
  defect:
    key: id
    from: supplier
    fields: {id: text, severity: {type: integer, from: 1, to: 5}, open: boolean, note: {type: text, optional: true}}
criteria:
  A1:
    title: No severe defect
    owner: supplier
    rules:
      - {id: A1-severe, fail_when: {some: defect, where: {severity: {at_most: 2}, open: true}}}
      - {id: A1-clear, pass_when: {no: defect, where: {severity: {at_most: 2}, open: true}}}
risks:
  R1:
    title: The old system is gone
    owner: supplier
    controls:
      R1-C1:
        title: A copy is kept
        owner: supplier
        rules: [{id: R1-C1-kept, in_place_when: {every: defect, has: {severity: {at_most: 5}}, if_none: pass}}]
    accepted_when: {every: defect, has: {severity: {at_most: 5}}, if_none: pass}
decision:
  question: Cut over on {cutover_date}?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}, because: A criterion fails}
    - id: D-go
      then: go
      when: {criteria: all, is: [pass, waived]}
      because: All criteria pass
      obligations: [{id: look-again, owner: supplier, text: Look once more., due: $cutover_date}]
"""
EVIDENCE = """\
evidence: autumn
policy: harbour
as_of: 2026-11-10
sources:
  S1: {title: Defects, by: supplier, date: 2026-11-09, received: 2026-11-09, basis: documented}
facts:
  defect: {source: S1, complete: true, records: [{id: D-1, severity: 3, open: true}]}
"""
FAILING = EVIDENCE.replace("severity: 3", "severity: 1")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
BOARD = {"by": "board", "person": "B. Chair", "on": "2026-11-12"}
BY = Signatory(role="board", title="Cut-over board", person="B. Chair")
MARK = PolicyMark(id="harbour", title="Harbour cut-over", version="1.0", sha256="a" * 64, file="policy.yaml")
PACK = EvidenceMark(id="autumn", as_of=date(2026, 11, 10), sha256="b" * 64, file="evidence.yaml")
DAY = date(2026, 11, 12)


def decision(**changes: Any) -> Decision:
    """A decision that says a little of everything."""
    said: dict[str, Any] = {
        "by": BY,
        "on": DAY,
        "answer": Answer.AGREED_WITH_CONDITIONS,
        "policy": MARK,
        "evidence": PACK,
        "as_of": date(2026, 11, 10),
        "recommended": Recommendation(
            engine="1",
            gate="decision",
            question="Cut over?",
            outcome="go",
            rule="D",
            because="All pass",
            sha256="c" * 64,
        ),
        "policy_agreed": 1,
        "votes": Votes(in_favour=2, against=1, abstained=0, names={"Ann": "for", "Bo": "for", "Cy": "against"}),
        "conditions": (
            Proviso(id="C1", text="Look again.", owner="System supplier", role="supplier", due="2026-11-20"),
        ),
        "attachments": (Attachment(name="minutes.pdf", sha256="d" * 64, bytes=3),),
        **changes,
    }
    return Decision(**said)


ACTS = {
    "decision": decision(unrecorded=("W1 of A1",), lapses=(Lapse(what="the waiver W1 of A1 has ended", until=DAY),)),
    "deferred": decision(
        answer=Answer.DEFERRED, conditions=(), to=(date(2027, 1, 1), date(2027, 2, 1)), differs="Not ready.", votes=None
    ),
    "final": decision(capacity="owner of `C1`", follows=2, met=("C1",), consensus=True, votes=None, policy_agreed=None),
    "policy": PolicyAgreed(by=BY, on=DAY, policy=MARK, parameters=(Setting(name="most", value="1"),), rest="e" * 64),
    "parameter": ParameterChanged(
        by=BY, on=DAY, policy=MARK, parameter="most", before="1", after="2", reason="More", follows=1, rest="e" * 64
    ),
    "waiver": WaiverGranted(
        by=BY,
        on=DAY,
        policy=MARK,
        id="W1",
        criterion="A1",
        rule="A1-severe",
        until=DAY,
        owner="x",
        reason="y",
        entry={},
    ),
    "risk": RiskAccepted(
        by=BY, on=DAY, policy=MARK, risk="R1", given="a copy is kept", until=DAY, owner="x", reason="y", entry={}
    ),
    "correction": Correction(
        by=BY,
        on=DAY,
        policy=MARK,
        evidence=PACK,
        fact="defect",
        key="D-1",
        field="severity",
        before="2",
        after="3",
        owner="x",
        reason="y",
        entry={},
    ),
    "key": KeyRotated(on=DAY, old="1" * 64, new="2" * 64, public_key="…", name="Secretary", reason="Lost"),
}


class Office:
    """A folder with a policy, evidence, a key and a ledger, in which acts are recorded."""

    def __init__(self, folder: Path, evidence: str = EVIDENCE) -> None:
        self.folder = folder
        for name, text in (("policies/harbour/policy.yaml", POLICY), ("evidence/autumn.yaml", evidence)):
            self.write(name, text)
        make(folder / "office.key", "Secretary")
        self.ledger = str(folder / "approvals.ledger")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def record(self, kind: str, output: str | None = "bundle.zip", key: str = "office.key", **said: Any) -> Recorded:
        """Records an act by the board, unless something else is said."""
        named = {"policy": "policies/harbour"} | ({"evidence": "autumn"} if kind in ("decision", "correction") else {})
        desk = Desk(
            key=str(self.folder / key),
            ledger=self.ledger,
            output=None if output is None else str(self.folder / output),
            clock=lambda: NOW,
        )
        return api_record.record(kind, {**named, **BOARD, **said}, None, desk)
