"""The story of a paper: a decision with its reasons, composed as a report and rendered in one of five forms.

It goes with `api`, and like there the rooms are imported inside the functions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo import __version__
from gonogo.api_files import read_evidence, read_policy
from gonogo.model.diagnostic import InputError
from gonogo.resources import folder

if TYPE_CHECKING:
    from gonogo.judge.judgement import Judgement
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.evidence import Evidence
    from gonogo.model.house_style import HouseStyle
    from gonogo.model.location import SourceFile
    from gonogo.model.policy import Policy
    from gonogo.model.report import Report
    from gonogo.record.approve import Statement
    from gonogo.write.paper_input import Head, PaperInput
    from gonogo.write.paper_pen import Pen
    from gonogo.write.paper_texts import Texts

Document = dict[str, Any]


class Wishes(NamedTuple):
    """How a paper is wanted: files of a house style and of texts, what to leave out, and whose head to print."""

    style: str | None = None
    texts: str | None = None
    redact: bool = False
    ledger: str | None = None


class Paper(NamedTuple):
    """A paper on the policy called `of`, and what was decided (None: a handbook); advice, and keys not translated."""

    report: Report
    of: str
    outcome: str | None
    advice: tuple[str, ...]
    untranslated: tuple[str, ...]


AS_USUAL = Wishes()


def paper(policy: str, evidence: str, *, as_of: date | None = None, wishes: Wishes = AS_USUAL) -> Paper:
    """The committee paper on some evidence under a policy. Raises InputError with every complaint."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.write.messages import Form, render

    diagnostics = Diagnostics()
    read, _ = read_policy(policy, diagnostics)
    pack, _ = read_evidence(evidence, read, diagnostics)
    style, texts = _style(wishes, read, diagnostics), _texts(wishes, diagnostics)
    made, judgement = _made(read, pack, as_of, wishes)
    report = _composed(made, judgement, style, texts, redact=wishes.redact)
    advice = render(diagnostics.warnings, Form.PLAIN, colour=False).splitlines()
    return Paper(report, read.title, str(made.decision["outcome"]), tuple(advice), texts.untranslated)


def paper_on(policy: Policy, evidence: Evidence, *, as_of: date | None = None) -> Report:
    """The paper on what has been read already, in no particular style."""
    from gonogo.model.house_style import PLAIN
    from gonogo.write.paper_texts import Texts

    made, judgement = _made(policy, evidence, as_of, AS_USUAL)
    return _composed(made, judgement, PLAIN, Texts(), redact=False)


def handbook(policy: str, *, wishes: Wishes = AS_USUAL) -> Paper:
    """A policy alone, for the people who must agree to it."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.write.handbook import compose
    from gonogo.write.messages import Form, render

    diagnostics = Diagnostics()
    read, _ = read_policy(policy, diagnostics)
    style, texts = _style(wishes, read, diagnostics), _texts(wishes, diagnostics)
    advice = render(diagnostics.warnings, Form.PLAIN, colour=False).splitlines()
    record = _record(wishes)
    report = compose(read, __version__, style, texts, None if record is None else record.head)
    return Paper(report, read.title, None, tuple(advice), texts.untranslated)


def rendered(report: Report, form: str) -> bytes:
    """A paper in one of the forms `docx`, `pdf`, `html`, `md`, `json`."""
    from gonogo.write.forms import Form, render

    return render(report, Form(form))


def form_of(name: str) -> str | None:
    """The form that the name of a file asks for, or None."""
    from gonogo.write.forms import form_of as found

    form = found(name)
    return None if form is None else form.value


# --- what a paper is made of -----------------------------------------------------------------------


def _made(policy: Policy, evidence: Evidence, as_of: date | None, wishes: Wishes) -> tuple[PaperInput, Judgement]:
    from hashlib import sha256

    from gonogo.judge.decide import Judge
    from gonogo.judge.document import document
    from gonogo.judge.rule_results import rule_results
    from gonogo.record.canonical import canonical
    from gonogo.write.paper_input import PaperInput

    judgement = Judge(policy).judge(evidence, as_of)
    decision = document(judgement, __version__)
    record = _record(wishes)
    made = PaperInput(
        policy=policy,
        evidence=evidence,
        decision=decision,
        rules=rule_results(judgement),
        digest=sha256(canonical(decision)).hexdigest(),
        engine=__version__,
        head=None if record is None else record.head,
        acts=tuple(_decisions(record, decision)),
        agreed=_is_agreed(record, decision["policy"], date.fromisoformat(decision["as_of"])),
    )
    return made, judgement


def _composed(made: PaperInput, judgement: Judgement, style: HouseStyle, texts: Texts, *, redact: bool) -> Report:
    from gonogo.model.noun import replace
    from gonogo.write.decision_words import references
    from gonogo.write.paper import compose
    from gonogo.write.paper_pen import Pen

    pen = Pen(made, style, texts, references(made.decision))
    drawn = replace(made, diagram=_diagram(pen, judgement, redact=redact))
    return compose(drawn, style, texts, redact=redact)


def _diagram(pen: Pen, judgement: Judgement, *, redact: bool) -> str | None:
    """The picture of the decision, without what is left out."""
    from gonogo.judge.traced import traced
    from gonogo.write.diagram import Traces, diagram
    from gonogo.write.paper_annexes import is_too_large
    from gonogo.write.paper_redact import redacted_document, redactor

    if "diagram" in pen.style.omit or is_too_large(pen.made.policy):
        return None
    decision = pen.made.decision
    traces = traced(judgement)
    drawn = redacted_document(decision, redactor(pen)) if redact else dict(decision)
    return diagram(drawn, Traces(traces["rules"], traces["sources"]), None)


# --- the files beside --------------------------------------------------------------------------------


def _style(wishes: Wishes, policy: Policy, diagnostics: Diagnostics) -> HouseStyle:
    from gonogo.files import Reader, root_of
    from gonogo.model.house_style import PLAIN
    from gonogo.read.style_file import read_style

    if wishes.style is None:
        return PLAIN
    file = _source(wishes.style, "a house style", diagnostics)
    reader = Reader(root_of(Path(file.path)), lambda shown, content: None)

    def bytes_of(name: str, named_in: str) -> bytes | None:
        path = Path(named_in).parent / name
        inside = path.is_file() and path.resolve().is_relative_to(reader.root)
        return reader.bytes_of(path) if inside else None

    style = read_style(file, policy, bytes_of, diagnostics)
    diagnostics.stop_if_errors("policy")
    assert style is not None
    return style


def _texts(wishes: Wishes, diagnostics: Diagnostics) -> Texts:
    from gonogo.read.texts_file import read_texts
    from gonogo.write.paper_texts import ENGLISH, Texts, translated

    if wishes.texts is None:
        return Texts()
    read = read_texts(_source(wishes.texts, "texts", diagnostics), ENGLISH, diagnostics)
    diagnostics.stop_if_errors("policy")
    assert read is not None
    return translated(read.language, read.words)


def _source(name: str, what: str, diagnostics: Diagnostics) -> SourceFile:
    """The text of a file, or of one that comes with the product, by its bare name; else a complaint."""
    from gonogo.files import shown_path
    from gonogo.model.diagnostic import Code, Diagnostic
    from gonogo.model.location import Location, SourceFile
    from gonogo.read.nearest import nearest
    from gonogo.read.source import source_file

    path = _found(name)
    if path is not None:
        file = source_file(shown_path(path), path.read_bytes(), diagnostics)
        diagnostics.stop_if_errors("policy")
        assert file is not None
        return file
    known = sorted(one.stem for one in folder("papers").glob("*.yaml"))
    complaint = Diagnostic(
        code=Code.NOT_FOR_PAPERS,
        at=Location(SourceFile(name, ""), 1, 1),
        says=f"there is no file `{name}` with {what}",
        expected=f"a YAML file, or one of {', '.join(known)}",
        found="a folder" if Path(name).is_dir() else "nothing",
        did_you_mean=nearest(name, known),
    )
    diagnostics.add(complaint)
    raise InputError(diagnostics, "policy")


def _found(name: str) -> Path | None:
    """The file that is meant: here, or among those that come with the product."""
    shipped = folder("papers") / f"{name}.yaml"
    bare = "/" not in name and os.sep not in name
    return next((one for one in (Path(name), shipped) if one.is_file() and (one == Path(name) or bare)), None)


# --- the ledger --------------------------------------------------------------------------------------


class Record(NamedTuple):
    """What a ledger says: its head, and its entries by number."""

    head: Head
    said: Mapping[int, Statement]


def _record(wishes: Wishes) -> Record | None:
    """The ledger as it is now, read once; it must be whole, or its head would vouch for what it does not hold."""
    from gonogo.api_ledger import whole_ledger
    from gonogo.record.approve import acts
    from gonogo.record.ledger import EMPTY
    from gonogo.write.paper_input import Head

    if wishes.ledger is None:
        return None
    name, entries = whole_ledger(wishes.ledger)
    last = entries[-1] if entries else EMPTY
    return Record(Head(name, last.seq, last.sha256), acts(entries))


def _is_agreed(record: Record | None, policy: Document, day: date) -> bool | None:
    """Whether the authority agreed to this very policy, and that has not ended by then. None: no ledger was named."""
    from gonogo.record.approve import agreements

    if record is None:
        return None
    mine = [act for _, act in agreements(record.said, policy["authority"]) if act.policy.sha256 == policy["sha256"]]
    return any(act.until is None or act.until >= day for act in mine)


def _decisions(record: Record | None, document: Document) -> Iterator[Document]:
    """The recorded decisions on the same policy and the same evidence."""
    from gonogo.model.approval import Decision
    from gonogo.model.wire import plain

    for one in () if record is None else record.said.values():
        act = one.act
        same = isinstance(act, Decision) and (act.policy.sha256, act.evidence.sha256) == (
            document["policy"]["sha256"],
            document["evidence"]["sha256"],
        )
        if same:
            yield plain(act)
