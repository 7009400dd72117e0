"""What is printed: what was recorded, what was verified, and a file for each kind of act, to be filled in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gonogo.api_record import Recorded
    from gonogo.api_record_verify import Verified

MARKS = {"holds": "holds", "does not hold": "DOES NOT HOLD", "cannot be told": "cannot be told", "void": "VOID"}
LEADS = {
    "void": "VOID: what follows was recorded so, and may no longer be relied on. The reason is below.",
    "fails": "NOT VERIFIED: do not rely on what follows. The reason is below.",
}
ENDS = {
    "holds": "Everything that could be checked holds.",
    "void": "What was recorded is unchanged, and void: it may no longer be relied on.",
    "fails": "It does not verify.",
}


def told(made: Recorded) -> str:
    """What was recorded, for whoever recorded it."""
    from gonogo.write.approval_text import act_lines, headline, laid_out

    lines = [headline(made.act), "", laid_out(act_lines(made.act)), ""]
    if made.entry is None:
        return "\n".join(["Would be recorded (nothing is yet):", "", *lines[:-1]]) + "\n"
    lead = "Recorded." if made.new else f"This is recorded already, as entry {made.entry.seq}; nothing was added."
    place = [
        ("Entry", f"{made.entry.seq} of {made.ledger}, recorded {made.recorded}"),
        ("Head", f"{made.entry.seq}:{made.entry.sha256}"),
        ("Bundle", str(made.bundle)),
    ]
    text = "\n".join([lead, "", *lines, laid_out(tuple(place))]) + "\n"
    if made.evidence is None:
        return text
    return f"{text}\nPut this into the evidence; only there does it count:\n\n{made.evidence}"


def verified_text(found: Verified) -> str:
    """What was checked, line by line: what holds, what does not, what cannot be told."""
    from gonogo.api_record_verify import verdict
    from gonogo.write.approval_text import act_lines, headline, laid_out

    ends = verdict(found.findings)
    lines = [] if ends == "holds" else [LEADS[ends], ""]
    if found.act is not None and found.receipt is not None:
        recorded = found.receipt.statement.recorded
        lines += [headline(found.act), f"Entry {found.receipt.seq}, recorded {recorded}", ""]
        lines += [laid_out(act_lines(found.act)), ""]
    rows = tuple((MARKS.get(one.state.value, one.state.value), one.says) for one in found.findings)
    return "\n".join([*lines, laid_out(rows, ""), "", ENDS[ends]]) + "\n"


def verified_json(found: Verified) -> str:
    """The same for programs."""
    from gonogo.api_record_verify import verdict
    from gonogo.model.wire import plain

    receipt = found.receipt
    document: dict[str, Any] = {
        "schema": "gonogo/verification/1",
        "kind": found.kind,
        "verdict": verdict(found.findings),
        "entry": None if receipt is None else {"seq": receipt.seq, "sha256": receipt.sha256},
        "act": None if found.act is None else plain(found.act),
        "findings": [{"state": one.state.value, "about": one.about, "says": one.says} for one in found.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def template(kind: str) -> str:
    """A commented YAML file for one kind of act, to be filled in."""
    from gonogo.write.approval_template import template as written

    return written(kind)
