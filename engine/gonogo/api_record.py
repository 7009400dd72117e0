"""The story of an approval: an act is read, held against everything, sealed into the ledger, and put into a bundle.

1. Read the act, the policy and the evidence; decide; hold the act against them and against the ledger so far.
2. Nothing being wrong, and the ledger being whole: seal the act and append it. An act that is recorded already, word
   for word, is not recorded twice.
3. Write the receipt, and the bundle with every file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo.api_ledger import ledger_place, refuse_replaced, whole_ledger
from gonogo.api_record_files import DECISION, REPORT, Again, Gathered, attached, composed, decide_on, gather, written
from gonogo.model.approval import Act, Attachment, Decision
from gonogo.model.noun import replace

if TYPE_CHECKING:
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.read.act_file import Asked
    from gonogo.record.approve import Statement
    from gonogo.record.keys import PrivateKey
    from gonogo.record.ledger import Entry, Ledger

Options = Mapping[str, Any]
Clock = Callable[[], datetime]
KINDS = ("decision", "policy", "parameter", "waiver", "risk", "correction")
WITH_EVIDENCE = ("decision", "correction")


class Desk(NamedTuple):
    """With what an act is recorded: the key, the ledger, the file to write, and the clock."""

    key: str | None
    passphrase: str | None = None  # the file that holds it
    ledger: str | None = None
    output: str | None = None
    reports: tuple[str, ...] = ()
    dry_run: bool = False
    clock: Clock = lambda: datetime.now(UTC)


class Recorded(NamedTuple):
    """What was recorded, or would be: the act; its entry and the ledger's name; the bundle; what goes into evidence."""

    act: Act
    entry: Entry | None
    ledger: str
    bundle: str | None
    evidence: str | None
    new: bool
    recorded: str | None = None


def record(kind: str, options: Options, file: str | None, desk: Desk) -> Recorded:
    """Records an act of one of KINDS. `options` is what was typed, `file` a YAML file that holds the rest.

    Raises InputError with everything that is wrong, and LedgerError where the ledger is not whole; then nothing was
    recorded.
    """
    from gonogo.api_record_checks import linked
    from gonogo.record.approve import acts, digest_of
    from gonogo.record.ledger import open_ledger

    asked = _asked(kind, options, file)
    where = ledger_place(desk.ledger)
    name = asked.needed("policy", "which policy")
    pack = asked.needed("evidence", "which evidence") if kind in WITH_EVIDENCE else None
    asked.diagnostics.stop_if_errors("act")
    gathered = gather(str(name), None if pack is None else str(pack))
    said = acts(whole_ledger(where)[1] if "://" in where or Path(where).exists() else ())
    again = decide_on(gathered.files, gathered.mains, asked.day("as_of")) if kind == "decision" else None
    act = _act(asked, gathered, again, (said, desk.clock().date()))
    files = _files(gathered, again, asked, desk.reports)
    asked.diagnostics.stop_if_errors("act")
    assert act is not None
    act = _with_attachments(act, files)
    linked(asked, said, act)
    asked.diagnostics.stop_if_errors("act")
    if desk.dry_run:
        return Recorded(act, None, where, None, None, new=True)
    key = _key(desk)
    subjects = {name: digest_of(content) for name, content in files.items()}
    _place(desk.output, is_new=_recorded_as(said, act, subjects) is None)
    with open_ledger(where, new=True) as ledger:
        refuse_replaced(ledger, key)
        entry, new = _entered(ledger, act, subjects, (key, desk.clock))
        known = ledger.name
    bundle = _bundled(entry, files, desk.output, act)
    return _told(act, entry, known, (bundle, new))


def _told(act: Act, entry: Entry, ledger: str, made: tuple[str, bool]) -> Recorded:
    from gonogo.model.wire import plain
    from gonogo.record.approve import statement_in
    from gonogo.write.approval_evidence import evidence_yaml

    bundle, new = made
    yaml = evidence_yaml(plain(act), entry.seq, entry.sha256)
    return Recorded(act, entry, ledger, bundle, yaml, new, statement_in(entry.envelope).recorded)


def _asked(kind: str, options: Options, file: str | None) -> Asked:
    """What was typed, over what stands in the file."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.read.act_file import Asked, read_act, typed

    diagnostics = Diagnostics()
    tree = typed(kind, options)
    if file is not None:
        read = read_act(_text_of(file, diagnostics), kind, diagnostics)
        diagnostics.stop_if_errors("act")
        if read is not None:
            read.update(tree)
            tree = read
    return Asked(kind, tree, diagnostics)


def _text_of(name: str, diagnostics: Diagnostics) -> Any:
    from gonogo.files import shown_path
    from gonogo.model.location import SourceFile
    from gonogo.read.source import source_file

    path = Path(name)
    found = source_file(shown_path(path), path.read_bytes(), diagnostics)
    diagnostics.stop_if_errors("act")
    return found or SourceFile(name, "")


def _act(
    asked: Asked, gathered: Gathered, again: Again | None, now: tuple[Mapping[int, Statement], date]
) -> Act | None:
    from gonogo import api_record_acts as made
    from gonogo.api_record_checks import Bench
    from gonogo.api_record_decision import decision
    from gonogo.api_record_policy import parameter_changed, policy_agreed

    bench = Bench(asked, gathered, *now)
    match asked.kind:
        case "decision":
            assert again is not None
            return decision(bench, again)
        case "policy":
            return policy_agreed(bench)
        case "parameter":
            return parameter_changed(bench)
        case "waiver":
            return made.waiver(bench)
        case "risk":
            return made.risk_accepted(bench)
        case _:
            return made.correction(bench)


def _files(gathered: Gathered, again: Again | None, asked: Asked, reports: tuple[str, ...]) -> dict[str, bytes]:
    """Everything that goes into the bundle, by name."""
    files = dict(gathered.files)
    if again is not None:
        files[DECISION] = written(again.document)
        for form in reports:
            files[f"{REPORT}{gathered.policy.id}.{form}"] = composed(again, form)
    return files | {REPORT + name: content for name, content in attached(asked, [*files]).items()}


def _with_attachments(act: Act, files: Mapping[str, bytes]) -> Act:
    from gonogo.record.approve import digest_of

    found = tuple(
        Attachment(name=name.removeprefix(REPORT), sha256=digest_of(content), bytes=len(content))
        for name, content in sorted(files.items())
        if name.startswith(REPORT)
    )
    return replace(act, attachments=found) if found else act


def _key(desk: Desk) -> PrivateKey:
    from gonogo.api_ledger import read_key

    assert desk.key is not None
    return read_key(desk.key, desk.passphrase)


def _place(name: str | None, *, is_new: bool) -> None:
    """That the bundle can be written is looked at before anything is recorded, and that no other is written over."""
    path = Path(name or "bundle")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise FileNotFoundError(2, "there is no folder to write the bundle into", str(path.parent))
    if is_new and path.exists():
        _refuse_to_write_over(name)


def _refuse_to_write_over(name: str | None) -> None:
    if name is not None:
        raise FileExistsError(17, "is there already, and may hold what no other file does; name another", name)


def _recorded_as(said: Mapping[int, Statement], act: Act, subjects: Mapping[str, str]) -> int | None:
    """The entry of the same act on the same files, if there is one: nothing is recorded twice."""
    from gonogo.model.wire import plain
    from gonogo.record.canonical import normal

    now, files = normal(plain(act)), normal(subjects)
    return next((seq for seq, one in said.items() if plain(one.act) == now and one.subjects == files), None)


def _entered(
    ledger: Ledger, act: Act, subjects: Mapping[str, str], with_what: tuple[PrivateKey, Clock]
) -> tuple[Entry, bool]:
    """The entry, and whether it is a new one."""
    from gonogo.record.approve import acts, enter

    entries = {entry.seq: entry for entry in ledger.entries()}
    seq = _recorded_as(acts(entries.values()), act, subjects)
    if seq is not None:
        return entries[seq], False
    key, clock = with_what
    return enter(ledger, act, subjects, key, clock), True


def _bundled(entry: Entry, files: Mapping[str, bytes], named: str | None, act: Act) -> str:
    from gonogo.files import shown_path, write_whole
    from gonogo.record.bundle import RECEIPT, pack
    from gonogo.record.receipt import write_receipt

    made = pack({**files, RECEIPT: write_receipt(entry)})
    path = Path(named or _usual_name(act, entry.seq))
    if path.exists() and path.read_bytes() != made:  # of another entry, or of another ledger
        _refuse_to_write_over(named)
        path = Path(_usual_name(act, entry.seq, entry.sha256[:16]))
    write_whole(path, made)
    return shown_path(path)


def _usual_name(act: Act, seq: int, *more: str) -> str:
    """Such as `sec-release-entry-2-agreed.bundle.zip`: no other entry of the ledger has it."""
    from gonogo.model.wire import plain
    from gonogo.record.bundle import SUFFIX

    said = plain(act)
    what = act.answer if isinstance(act, Decision) else said["kind"]
    return "-".join([said["policy"]["id"], "entry", str(seq), what.replace("_", "-"), *more]) + SUFFIX
