"""What a paper is made of: documents and nouns that others have made. Nothing is decided or explained here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gonogo.model.evidence import Evidence
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy

Part = Mapping[str, Any]


class Head(Noun, frozen=True):
    """The last entry of a ledger when the paper was made."""

    ledger: str
    seq: int
    sha256: str


class PaperInput(Noun, frozen=True, kw_only=True):
    """A decision, what each rule came to, and what both were made of.

    `decision` has the shape of its schema, `digest` is its own. `rules`: by id, see `judge.rule_results`. `acts` are
    recorded decisions of bodies on the same question. `agreed`: whether the ledger has it that the authority agreed
    to this very policy; None: no ledger was asked. `diagram` is an SVG, without anything that is left out.
    """

    policy: Policy
    evidence: Evidence
    decision: Part
    rules: Mapping[str, Part]
    digest: str
    engine: str
    diagram: str | None = None
    head: Head | None = None
    acts: tuple[Part, ...] = ()
    agreed: bool | None = None


def policy_alone(policy: Policy, engine: str, head: Head | None) -> PaperInput:
    """A policy on which nothing has been decided: the evidence and the decision are empty, and nothing shows them."""
    nothing = Evidence(
        id="",
        title=None,
        policy=policy.id,
        as_of=date.min,
        sources={},
        entries={},
        waivers=(),
        resolutions=(),
        files=(),
        sha256="",
    )
    lists = ("decisions", "criteria", "risks", "views", "sources", "obligations", "firings")
    decision = dict.fromkeys(lists, ())
    return PaperInput(
        policy=policy,
        evidence=nothing,
        decision=decision,
        rules={},
        digest="",
        engine=engine,
        head=head,
    )
