"""The words for what an entry of a ledger says: what was done, about what, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gonogo.write.text_layout import listed, spaced

KINDS = {
    "decision": "decision",
    "policy_agreed": "agreement to a policy",
    "parameter_changed": "change of a parameter",
    "waiver": "waiver",
    "risk_accepted": "acceptance of a risk",
    "correction": "correction of evidence",
    "key_rotated": "change of key",
}
ENDS = {
    "policy_agreed": "agreement to the policy",
    "parameter_changed": "agreement to the value of parameter",
    "waiver": "waiver",
    "risk_accepted": "acceptance of risk",
    "correction": "correction of",
    "deferral": "the day to which it was deferred:",
    "basis": "",
    "condition": "condition",
}


def did(row: Mapping[str, Any]) -> str:
    """What was done, in one line."""
    act = row["act"]
    match row["kind"]:
        case "decision":
            return _decided(act)
        case "policy_agreed":
            return f"agreed to the policy {_policy(act)}"
        case "parameter_changed":
            return f"changed parameter {act['parameter']} from {act['from']} to {act['to']}"
        case "waiver":
            return f"granted waiver {act['id']} of criterion {act['criterion']}"
        case "risk_accepted":
            return f"accepted risk {act['risk']}"
        case "correction":
            return f"corrected {act['fact']} {act['key']}: {act['field']} from {act['from']} to {act['to']}"
    return f"another key signs for {act['name']}"


def _decided(act: Mapping[str, Any]) -> str:
    days = act.get("to", ())
    when = f" to {' to '.join(days)}" if days else ""
    said = f"{spaced(act['answer'])}{when}: {act['recommended']['question']}"
    return f"{said} (recommended: {spaced(act['recommended']['outcome'])})"


def about(row: Mapping[str, Any]) -> str:
    """What it was about, where that is more than the line above says."""
    act = row["act"]
    parts = [] if row["kind"] in ("policy_agreed", "key_rotated") else [f"policy {_policy(act)}"]
    if "evidence" in act:
        parts.append(f"evidence {act['evidence']['id']}, as of {act['evidence']['as_of']}")
    return "; ".join(parts)


def stands(row: Mapping[str, Any]) -> str:
    """What limits it, and what came after it."""
    act, after = row["act"], row["followed_by"]
    parts = [f"until {act['until']}"] if "until" in act else []
    if ends := sorted(one["until"] for one in act.get("lapses", ())):
        parts.append(f"rests on what ends on {ends[0]}")
    if conditions := len(act.get("conditions", ())):
        parts.append(f"{conditions} condition{'s' if conditions > 1 else ''}")
    if row["kind"] == "decision" and act.get("policy_agreed") is None:
        parts.append("under a policy that the authority had not agreed to")
    if "follows" in act:
        parts.append(f"follows entry {act['follows']}")
    if after:
        parts.append(f"followed by {'entry' if len(after) == 1 else 'entries'} {listed([str(one) for one in after])}")
    return "; ".join(parts)


def _policy(act: Mapping[str, Any]) -> str:
    return f"{act['policy']['id']} {act['policy']['version']}"
