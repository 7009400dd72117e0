"""The story of checking: a bundle or a receipt, held against its seal, decided on again, and against now.

Nothing is asked of any network, and nothing is believed but the keys that the reader says to trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo.api_record_files import DECISION, Mains, decide_on, gather, policy_of, written
from gonogo.model.approval import POSITIVE, Act, Correction, Decision, KeyRotated
from gonogo.model.diagnostic import InputError, LedgerError

if TYPE_CHECKING:
    from gonogo.record.approve import Statement
    from gonogo.record.keys import PublicKey
    from gonogo.record.ledger import Entry, Head
    from gonogo.record.receipt import Receipt
    from gonogo.record.verify import Finding

Files = dict[str, bytes]


class Against(NamedTuple):
    """What the reader brings: trusted keys (files or folders of them), a ledger, its known head, and what is so now."""

    keys: tuple[str, ...]
    ledger: str | None = None
    head: tuple[int, str] | None = None  # its number, and digits of its SHA-256
    policy: str | None = None
    evidence: str | None = None
    on: date | None = None


class Verified(NamedTuple):
    """What was found, line by line, and the act, where it could be read."""

    kind: str  # `bundle`, `receipt`, or a `file` that is neither
    receipt: Receipt | None
    act: Act | None
    findings: tuple[Finding, ...]


def verify(name: str, against: Against) -> Verified:
    """Checks a bundle or a receipt. Raises InputError where a key that is to be trusted cannot be read."""
    from gonogo.record.approve import acts
    from gonogo.record.bundle import RECEIPT, is_bundle, unpack
    from gonogo.record.receipt import is_receipt, read_receipt
    from gonogo.record.verify import NOT_AGAIN, Finding, State

    content = Path(name).read_bytes()
    trusted = _trusted(against.keys)
    kind = "receipt" if is_receipt(content) else "bundle"
    if kind == "bundle" and not is_bundle(content):
        says = f"{Path(name).name} is neither a bundle nor a receipt, or is damaged beyond reading"
        return Verified("file", None, None, (Finding(State.FAILS, "file", says),))
    findings: list[Finding] = []
    files: Files | None = None
    try:
        if kind == "bundle":
            files, wrong = unpack(content)
            findings += [Finding(State.FAILS, "bundle", one) for one in wrong]
            if RECEIPT not in files:
                raise LedgerError(f"the bundle holds no {RECEIPT}, so nothing says what was recorded")
        receipt = read_receipt(content if files is None else files[RECEIPT])
    except LedgerError as error:
        return Verified(kind, None, None, (*findings, Finding(State.FAILS, kind, str(error))))
    try:
        entries = _entries(against.ledger)
    except LedgerError as error:
        entries = None
        findings.append(Finding(State.FAILS, "ledger", str(error)))
    findings += _sealed(receipt, files, trusted, (entries, _head(against.head)))
    failing = {one.about for one in findings if one.state is State.FAILS}
    told = None if entries is None or failing & {"ledger", "entry"} else acts(entries)
    findings += [NOT_AGAIN] if failing & {"file", "signature"} else _again(receipt, files, against, told)
    findings += _standing(receipt, None if failing else files, told, against)
    return Verified(kind, receipt, receipt.statement.act, tuple(findings))


def _sealed(
    receipt: Receipt,
    files: Files | None,
    trusted: Mapping[str, PublicKey],
    chain: tuple[Sequence[Entry] | None, Head | None],
) -> Iterator[Finding]:
    """The receipt, its seal, its files, and its place in the ledger."""
    from gonogo.record import verify as found

    entries, head = chain
    yield found.receipt_finding(receipt)
    known = trusted if entries is None else found.successors(trusted, entries)
    yield found.seal_finding(receipt, known)
    if files is None:
        names = ", ".join(sorted(receipt.statement.subjects)) or "none"
        says = f"whether these files are unchanged, since a receipt holds only their digests: {names}"
        yield found.Finding(found.State.UNKNOWN, "files", says)
    else:
        yield from found.file_findings(receipt.statement, files)
    if entries is None:
        yield found.head_finding(receipt, head)
    else:
        yield from found.chain_findings(receipt, entries, trusted, head)


def _again(
    receipt: Receipt, files: Files | None, against: Against, told: Mapping[int, Statement] | None
) -> Iterator[Finding]:
    """Decides again from the bytes of the bundle, and reads its policy again."""
    from gonogo.record.approve import digest_of
    from gonogo.record.verify import Finding, State
    from gonogo.record.verify_again import compared, entitled, said_of

    act = receipt.statement.act
    if isinstance(act, KeyRotated):
        return
    if files is None:
        if isinstance(act, Decision):
            yield _on_files_given(act, against)
        return
    mains = mains_of(act)
    try:
        if not isinstance(act, Decision):
            policy = policy_of(files, mains.policy)
            yield _same("policy", act.policy.sha256, policy.sha256)
            yield from entitled(act, policy.authority, told)
            return
        again = decide_on(files, mains, act.as_of)
    except (InputError, KeyError, ValueError, RecursionError) as error:
        yield Finding(State.FAILS, "decision", f"the files of the bundle cannot be decided on again: {_first(error)}")
        return
    yield _same("policy", act.policy.sha256, again.policy.sha256)
    yield _same("evidence", act.evidence.sha256, again.evidence.sha256)
    kept = files.get(DECISION, b"")
    yield from compared(kept, written(again.document))
    yield from said_of(act, kept, digest_of)
    yield from entitled(act, again.policy.authority, told)


def _on_files_given(act: Decision, against: Against) -> Finding:
    """From a receipt alone: whether the files that the reader has lead to the decision whose digest was sealed."""
    from gonogo.record.approve import digest_of
    from gonogo.record.canonical import canonical
    from gonogo.record.verify import Finding, State

    if against.policy is None or against.evidence is None:
        says = "whether the rules and the evidence lead to this decision: a receipt holds neither; give the bundle, or "
        return Finding(State.UNKNOWN, "decision", f"{says}both files with --policy and --evidence")
    gathered = gather(against.policy, against.evidence)
    document = decide_on(gathered.files, gathered.mains, act.as_of).document
    if digest_of(canonical(document)) == act.recommended.sha256:
        says = "deciding again on the files given comes to the very decision whose digest was sealed"
        return Finding(State.HOLDS, "decision", says)
    says = f"deciding again on the files given comes to another decision than was sealed: {document['outcome']}"
    return Finding(State.NOTE, "decision", f"{says} (an engine of another version words it otherwise)")


def _same(what: str, sealed: str, found: str) -> Finding:
    from gonogo.record.verify import Finding, State

    if sealed == found:
        return Finding(State.HOLDS, what, f"the {what} in the bundle is the one that was sealed, {found[:16]}…")
    return Finding(
        State.FAILS, what, f"the {what} in the bundle has the digest {found[:16]}…; {sealed[:16]}… was sealed"
    )


def _standing(
    receipt: Receipt, files: Files | None, told: Mapping[int, Statement] | None, against: Against
) -> Iterator[Finding]:
    """Whether it may still be relied on. `told`: what a whole ledger says, by entry."""
    from gonogo.record.verify import State
    from gonogo.record.verify_standing import Now, standing

    act = receipt.statement.act
    policy, evidence = _present(act, against)
    now = Now(on=against.on, policy=policy, evidence=evidence, ledger=told)
    found = list(standing(receipt.seq, act, now))
    yield from found
    lapsed = any(one.state is State.VOID and one.about == "lapsed" for one in found)
    if isinstance(act, Decision) and files is not None and against.on is not None and not lapsed:
        yield from _on_that_day(act, files, against.on)


def _on_that_day(act: Decision, files: Files, on: date) -> Iterator[Finding]:
    """The same evidence, judged as it is on a later day: what has gone stale in it may carry the decision no more."""
    from gonogo.api_record_rests import GOING, outcome_of, worse
    from gonogo.record.verify import Finding, State

    if act.answer not in POSITIVE or on < act.as_of or act.recommended.outcome not in GOING:
        return
    then = decide_on(files, mains_of(act), on).document
    first = decide_on(files, mains_of(act), act.as_of).document
    outcome = outcome_of(then, act.recommended.gate)
    if outcome not in GOING:
        yield Finding(State.VOID, "lapsed", f"on {on}, {worse(first, then, act.recommended.gate)}")
    else:
        said = outcome.replace("_", " ")
        yield Finding(State.HOLDS, "day", f"on {on} the same evidence still leads to the recommendation: {said}")


def _present(act: Act, against: Against) -> tuple[str | None, str | None]:
    """The digests of the policy and the evidence as they are now, where they were given."""
    if against.policy is None or isinstance(act, KeyRotated):
        return None, None
    pack = against.evidence if isinstance(act, Decision | Correction) else None
    gathered = gather(against.policy, pack)
    return gathered.policy.sha256, None if gathered.evidence is None else gathered.evidence.sha256


def mains_of(act: Act) -> Mains:
    """Where in its bundle the policy and the evidence of an act begin."""
    if isinstance(act, Decision | Correction):
        return Mains(act.policy.file or "", act.evidence.file or "", act.evidence.beside)
    assert not isinstance(act, KeyRotated)
    return Mains(act.policy.file or "")


def _trusted(names: Sequence[str]) -> Mapping[str, PublicKey]:
    from gonogo.record.keys import read_keyring, trusted

    return trusted(key for name in names for key in read_keyring(Path(name)))


def _entries(ledger: str | None) -> list[Entry] | None:
    from gonogo.record.ledger import open_ledger

    if ledger is None:
        return None
    with open_ledger(ledger) as opened:
        return list(opened.entries())


def _head(known: tuple[int, str] | None) -> Head | None:
    from gonogo.record.ledger import Head

    return None if known is None else Head(*known)


def _first(error: Exception) -> str:
    if isinstance(error, InputError):
        one = error.diagnostics.errors[0]
        return f"{one.at}: {one.says}"
    return f"{type(error).__name__}: {error}"


def verdict(findings: Sequence[Finding]) -> str:
    """`fails`, `void` or `holds`: the worst of what was found."""
    from gonogo.record.verify import State

    states: set[Any] = {one.state for one in findings}
    return "fails" if State.FAILS in states else "void" if State.VOID in states else "holds"
