"""The whole story, in the order in which it happens. What a command or a page can do is a function here.

The rooms are imported inside the functions: a remembered decision, or `gonogo --help`, needs none of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo import __version__, cache
from gonogo.api_files import keeps_going
from gonogo.api_files import read_evidence as read_evidence
from gonogo.api_files import read_policy as read_policy

if TYPE_CHECKING:
    from gonogo.model.decision import Firing, Standing
    from gonogo.model.diagnostic import Diagnostics

Document = dict[str, Any]


class Checked(NamedTuple):
    """What checking found: every complaint and piece of advice, one line in sum, and what is wrong, if anything.

    `differences`: what a policy changes in the one that it extends, line by line.
    """

    diagnostics: Diagnostics
    summary: str
    wrong: str | None  # `policy` or `evidence`
    differences: tuple[str, ...] = ()


class Decided(NamedTuple):
    """A decision as a document (schemas/decision.schema.json), with the advice that reading brought up."""

    document: Document
    advice: tuple[str, ...]


def decide(policy: str, evidence: str, *, as_of: date | None = None, remembered: bool = True) -> Decided:
    """Decides on evidence under a policy, as known on `as_of` (default: the evidence's own day).

    `policy` and `evidence` are files, folders, or names under `policies/` and `evidence/`. Raises InputError with
    every complaint; its `kind` says whether the policy or the evidence is wrong. With `remembered`, a decision on
    unchanged files is taken from the user's cache.
    """
    kept_at = _kept_at(policy, evidence, as_of) if remembered else None
    kept = None if kept_at is None else cache.recall(kept_at)
    if kept is not None:
        return Decided(kept["document"], tuple(kept["advice"]))
    return _decide(policy, evidence, as_of, kept_at)


class Ruling(NamedTuple):
    """What a decision came to, without its explanation."""

    outcome: str
    standings: Mapping[tuple[str, str], Standing]
    counts: tuple[Any, ...]
    firings: tuple[Firing, ...]


class Decider:
    """A policy made ready to decide on any number of packs of evidence in JSON. For services and replays.

    Raises InputError where the policy is wrong. With `remember`, equal truths are inferred once.
    """

    def __init__(self, policy: str, *, remember: bool = True) -> None:
        from gonogo.judge.decide import Judge
        from gonogo.judge.obligations import outcome
        from gonogo.model.diagnostic import Diagnostics
        from gonogo.read.evidence_json import EvidenceDecoder

        read, _ = read_policy(policy, Diagnostics())
        self._outcome = outcome
        self._judge = Judge(read, remember=remember)
        self._decoder = EvidenceDecoder(read)

    def decide(self, raw: bytes, as_of: date | None = None) -> Ruling:
        """Decides on one pack. Raises InputError where the evidence is wrong."""
        ruled = self._judge.rule(self._decoder.decode_bare(raw), as_of)
        inference = ruled.inference
        outcome = self._outcome(ruled, ruled.policy.gates[0])
        return Ruling(outcome, inference.standings, ruled.counts, inference.firings)


def check(policy: str, evidence: Sequence[str] = ()) -> Checked:
    """Reads a policy, and evidence against it, and reports all that is wrong or unwise; decides nothing."""
    from gonogo.model.diagnostic import Diagnostics, InputError
    from gonogo.write.differences_text import difference_lines

    diagnostics = Diagnostics()
    try:
        read, _ = read_policy(policy, diagnostics)
        for name in evidence:
            read_evidence(name, read, diagnostics)
    except InputError as error:
        count = len(diagnostics.errors)
        return Checked(diagnostics, f"{policy}: {_number(count, 'problem')} in the {error.of}", error.of)
    risks, controls = _number(len(read.risks), "risk"), _number(len(read.controls), "control")
    parts = [
        _number(len(read.criteria), "criterion", "criteria"),
        *([f"{risks} with {controls}"] if read.risks else []),
        _number(len(read.gates), "decision"),
    ]
    advice = len(diagnostics.warnings)
    said = f"; {_number(advice, 'piece of advice', 'pieces of advice')}" if advice else ""
    also = "".join(f", and {name}" for name in evidence)
    summary = f"{policy}{also}: well-formed ({', '.join(parts)}){said}"
    return Checked(diagnostics, summary, None, difference_lines(read))


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def messages(diagnostics: Diagnostics, form: str, *, colour: bool) -> str:
    """Complaints as text in one of the forms `human`, `plain`, `json`, `github`."""
    from gonogo.write.messages import Form, render

    return render(diagnostics, Form(form), colour=colour)


def decision_text(document: Document, *, colour: bool = False) -> str:
    """A decision for people to read."""
    from gonogo.write.decision_text import decision_text as rendered

    return rendered(document, colour=colour)


def evidence_schema(policy: str) -> Document:
    """The JSON Schema of the evidence that a policy asks for."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.write.evidence_schema import evidence_schema as made

    return made(read_policy(policy, Diagnostics())[0])


def help_page(code: str) -> str | None:
    """The page on one kind of complaint, or None where there is no such code."""
    from gonogo.model.diagnostic import Code
    from gonogo.resources import folder

    known = {one.value for one in Code}
    page = folder("diagnostics") / f"{code.upper()}.md"
    return page.read_text(encoding="utf-8") if code.upper() in known and page.is_file() else None


def write_whole(path: str, content: str | bytes) -> None:
    """Writes a file whole or not at all."""
    from gonogo.files import write_whole as written

    written(path, content)


def _kept_at(policy: str, evidence: str, as_of: date | None) -> Path:
    day = "" if as_of is None else as_of.isoformat()
    return cache.place((os.getcwd(), policy, evidence, day, *(("keep going",) if keeps_going() else ())))


def _decide(policy_name: str, evidence_name: str, as_of: date | None, kept_at: Path | None) -> Decided:
    from gonogo.judge.decide import Judge
    from gonogo.judge.document import document
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.write.messages import Form, render

    diagnostics = Diagnostics()
    policy, policy_reader = read_policy(policy_name, diagnostics)
    evidence, evidence_reader = read_evidence(evidence_name, policy, diagnostics)
    judgement = Judge(policy).judge(evidence, as_of)
    advice = render(diagnostics.warnings, Form.PLAIN, colour=False).splitlines()
    decided = Decided(document(judgement, __version__), tuple(advice))
    if kept_at is not None:
        cache.remember(
            kept_at,
            {
                "document": decided.document,
                "advice": decided.advice,
                "files": {**policy_reader.digests, **evidence_reader.digests},
                "absent": [*policy_reader.absent, *evidence_reader.absent],
            },
            {os.path.dirname(name) for name in evidence_reader.digests},
        )
    return decided
