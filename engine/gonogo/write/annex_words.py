"""The fixed texts of a paper's annexes, in English, by key. `{…}` is filled in; a translation keeps each of them."""

from __future__ import annotations

from collections.abc import Mapping

ANNEX_WORDS: Mapping[str, str] = {
    "rules.title": "The rules, and what each came to",
    "rules.intro": (
        "A rule that cannot be told never counts as a yes. “Settled as met” means that it passes the criterion "
        "although reasons against it could not be checked."
    ),
    "rules.applies": "Applies only if {condition}.",
    "rules.rule": "{rule}: {effect}, if {condition}.",
    "rules.accepted": "Accepted, if {condition}.",
    "rules.ends": "The obligation “{duty}” ends when {condition}.",
    "rules.decides": "{rule}: {outcome}, if {condition}.",
    "rules.otherwise": "{rule}: {outcome}, if no rule above holds.",
    "demand.usual": "Evidence is to be {asked}; what falls short counts, with a caveat.",
    "demand.strict": "Evidence must be {asked}; what falls short does not count.",
    "demand.basis": "{basis} or better",
    "demand.by": "by {by}",
    "demand.received": "received {when}",
    "window.both": "In force from {first} until {last}.",
    "window.first": "In force from {first}.",
    "window.last": "In force until {last}.",
    "parameters.title": "Parameters",
    "parameters.caption": "Values that the authority has set",
    "column.parameter": "Parameter",
    "column.value": "Value",
    "column.set_in": "Set in",
    "sources.title": "Sources",
    "sources.caption": "Sources of the evidence",
    "sources.until": "Holds until {day}.",
    "column.source": "Source",
    "column.title": "Title",
    "column.limits": "Limits",
    "proof.title": "The proof",
    "proof.intro": (
        "Each condition has a token, with “:t” where it holds and “:f” where it does not. A rule fires when its "
        "tokens are there. Replaying the rules over the tokens, in any order, gives the same result."
    ),
    "proof.asked": "Conditions that were asked",
    "proof.fired": "Rules that fired, in order",
    "proof.nothing": "nothing given",
    "proof.counted": "{number} of {total}, {whole}",
    "column.token": "Token",
    "column.asks": "Asks",
    "column.truth": "Truth",
    "column.counted": "Records that match",
    "column.seq": "No.",
    "column.layer": "Layer",
    "column.rule": "Rule",
    "column.because_of": "Because of",
    "column.derives": "Derives",
    "digests.title": "What this paper rests on",
    "digests.caption": "Digests (SHA-256)",
    "digest.policy": "Policy",
    "digest.evidence": "Evidence",
    "digest.file": "File of the evidence",
    "digest.decision": "Decision",
    "digest.engine": "Engine",
    "digest.calendar": "Calendar",
    "digest.ledger": "Head of the ledger",
    "digest.entry": "{ledger}, entry {seq}",
    "digest.version_only": "known by its version",
    "digest.in_policy": "within the policy's digest",
    "digest.no_ledger": "No ledger was named when this paper was made.",
    "digest.caption": "The decision's digest",
    "digest.alt": "QR code with the decision's digest, sha256:{digest}",
    "column.what": "What",
    "column.which": "Which",
    "column.digest": "Digest",
    "diagram.title": "The decision as a picture",
    "diagram.caption": "From sources to the decision",
    "diagram.too_large": (
        "There are too many criteria and controls for one picture. “gonogo explain --format svg” draws any one of them."
    ),
    "diagram.alt": "The decision as a diagram. {said}. Decision: {outcome}.",
    "annex.number": "Annex {number}",
}
