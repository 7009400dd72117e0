"""How every document of a judgement begins: what it is, which engine, policy and evidence, and on which day."""

from __future__ import annotations

from typing import Any

from gonogo.judge.judgement import Judgement


def heading(judgement: Judgement, engine: str, schema: str) -> dict[str, Any]:
    """The first keys of a document. `engine` is the version that decided, `schema` such as `gonogo/decision/1`."""
    policy, evidence = judgement.policy, judgement.evidence
    return {
        "schema": schema,
        "engine": engine,
        "policy": {"id": policy.id, "title": policy.title, "version": policy.version, "sha256": policy.sha256},
        "evidence": {
            "id": evidence.id,
            "title": evidence.title,
            "as_of": evidence.as_of.isoformat(),
            "sha256": evidence.sha256,
        },
        "as_of": judgement.as_of.isoformat(),
    }
