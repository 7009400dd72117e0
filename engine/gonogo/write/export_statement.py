"""A decision as an in-toto statement: what was decided on which bytes, to be signed and sent on.

Two forms: our own predicate, which holds the whole decision; and SLSA's verification summary, which says PASSED or
FAILED and no more. A summary has no room for conditions, so only a plain `go` passes.
"""

from __future__ import annotations

from gonogo.write.subjects import Part

STATEMENT = "https://in-toto.io/Statement/v1"
DECISION = "urn:gonogo:decision:1"
SUMMARY = "https://slsa.dev/verification_summary/v1"
VERIFIER = "urn:gonogo:engine"


def statement(document: Part) -> Part:
    """The whole decision, about the evidence and the policy that it rests on."""
    return {
        "_type": STATEMENT,
        "subject": [_subject("evidence", document["evidence"]), _subject("policy", document["policy"])],
        "predicateType": DECISION,
        "predicate": document,
    }


def summary(document: Part) -> Part:
    """The verification summary, about the evidence. `slsa` levels are not what is verified, so there are none."""
    policy, evidence = document["policy"], document["evidence"]
    predicate = {
        "verifier": {"id": VERIFIER, "version": {"gonogo": document["engine"]}},
        "timeVerified": f"{document['as_of']}T00:00:00Z",
        "resourceUri": f"urn:gonogo:evidence:{evidence['id']}",
        "policy": {"uri": f"urn:gonogo:policy:{policy['id']}", "digest": {"sha256": policy["sha256"]}},
        "inputAttestations": [
            {"uri": f"urn:gonogo:evidence:{evidence['id']}", "digest": {"sha256": evidence["sha256"]}}
        ],
        "verificationResult": "PASSED" if document["outcome"] == "go" else "FAILED",
        "verifiedLevels": [],
        "slsaVersion": "1.0",
        "gonogo_outcome": document["outcome"],
    }
    return {
        "_type": STATEMENT,
        "subject": [_subject("evidence", evidence)],
        "predicateType": SUMMARY,
        "predicate": predicate,
    }


def _subject(kind: str, part: Part) -> Part:
    return {"name": f"{kind}/{part['id']}", "digest": {"sha256": part["sha256"]}}
