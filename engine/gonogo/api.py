"""The whole story, in the order in which it happens. What a command or a page can do is a function here.

The rooms are imported inside the functions: a remembered decision, or `gonogo --help`, needs none of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gonogo import __version__, cache

if TYPE_CHECKING:
    from gonogo.files import Decode, Reader
    from gonogo.model.decision import Firing, Standing
    from gonogo.model.diagnostic import Diagnostic, Diagnostics
    from gonogo.model.evidence import Evidence
    from gonogo.model.location import SourceFile
    from gonogo.model.policy import Policy

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
        self._decoder = EvidenceDecoder(read, bare=True)

    def decide(self, raw: bytes, as_of: date | None = None) -> Ruling:
        """Decides on one pack. Raises InputError where the evidence is wrong."""
        judgement = self._judge.judge(self._decoder.decode(raw), as_of)
        inference = judgement.inference
        return Ruling(
            self._outcome(judgement, judgement.policy.gates[0]),
            inference.standings,
            judgement.counts,
            inference.firings,
        )


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
    controls = len(read.controls)
    parts = [
        _number(len(read.criteria), "criterion", "criteria"),
        f"{_number(len(read.risks), 'risk')} with {_number(controls, 'control')}",
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


def write_whole(path: str, text: str) -> None:
    """Writes a file whole or not at all."""
    target = Path(path)
    written = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(written, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(written, target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _kept_at(policy: str, evidence: str, as_of: date | None) -> Path:
    day = "" if as_of is None else as_of.isoformat()
    return cache.place((os.getcwd(), policy, evidence, day))


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


def read_policy(name: str, diagnostics: Diagnostics) -> tuple[Policy, Reader]:
    """A policy and the reader that read its files; raises InputError where anything is wrong with it."""
    from gonogo.files import calendars
    from gonogo.read import policy_file
    from gonogo.read.source import POLICY_LIMITS, source_file

    def decode(shown: str, content: bytes) -> SourceFile | None:
        return source_file(shown, content, diagnostics, POLICY_LIMITS)

    path, reader = _reader(name, "policies", decode, diagnostics)
    policy = policy_file.read_policy(path, reader, diagnostics, calendars=calendars(decode))
    diagnostics.stop_if_errors("policy")
    assert policy is not None
    return policy, reader


def read_evidence(name: str, policy: Policy, diagnostics: Diagnostics) -> tuple[Evidence, Reader]:
    """Evidence and the reader that read its files; raises InputError where anything is wrong with it."""
    from gonogo.files import siblings
    from gonogo.read import evidence_file
    from gonogo.read.source import EVIDENCE_LIMITS, source_file

    def decode(shown: str, content: bytes) -> SourceFile | None:
        return source_file(shown, content, diagnostics, EVIDENCE_LIMITS)

    path, reader = _reader(name, "evidence", decode, diagnostics)
    if path.endswith(".json") and not siblings(path):
        from gonogo.read.evidence_json import EvidenceDecoder

        return EvidenceDecoder(policy).decode(reader.bytes_of(Path(path)), path, diagnostics), reader
    beside = siblings(path)
    diagnostics.extend(_out_of_reach(one) for one in beside if reader.within_reach(Path(one)) is None)
    evidence = evidence_file.read_evidence(path, reader, policy, diagnostics, beside=beside)
    diagnostics.stop_if_errors("evidence")
    assert evidence is not None
    return evidence, reader


def _out_of_reach(name: str) -> Diagnostic:
    """Of a link beside the evidence that leads nowhere or out of the project: left out unsaid, it could be missed."""
    from gonogo.model.diagnostic import Code, Diagnostic
    from gonogo.model.location import Location, SourceFile

    return Diagnostic(
        code=Code.NO_SUCH_FILE,
        at=Location(SourceFile(name, ""), 1, 1),
        says=f"`{name}` belongs to the evidence and cannot be read",
        expected="a file inside the project's folder",
        found="a link that leads out of it, or nowhere",
    )


def _reader(
    name: str, kind: Literal["policies", "evidence"], decode: Decode, diagnostics: Diagnostics
) -> tuple[str, Reader]:
    """A reader at the root of what was named; where nothing is there, a complaint with the nearest name."""
    from gonogo.files import Reader, find, root_of, shown_path

    path, in_vain = find(name, kind)
    if path is None:
        diagnostics.add(_nothing_there(name, kind))
        diagnostics.stop_if_errors("policy" if kind == "policies" else "evidence")
        raise AssertionError
    return shown_path(path), Reader(root_of(path), decode, absent=tuple(str(one.absolute()) for one in in_vain))


def _nothing_there(name: str, kind: Literal["policies", "evidence"]) -> Diagnostic:
    from gonogo.files import MAIN, names, places
    from gonogo.model.diagnostic import Code, Diagnostic
    from gonogo.model.location import Location, SourceFile
    from gonogo.read.nearest import nearest

    word = "policy" if kind == "policies" else "evidence"
    known = names(kind)
    return Diagnostic(
        code=Code.NO_SUCH_FILE,
        at=Location(SourceFile(name, ""), 1, 1),
        says=f"there is no {word} called `{name}`",
        expected=f"a file, a folder, or a name under {kind}/: {', '.join(known) or 'there is none'}",
        found=f"a folder without `{MAIN[kind]}`" if any(one.is_dir() for one in places(name, kind)) else "nothing",
        did_you_mean=nearest(name.removeprefix(f"{kind}/"), known),
    )
