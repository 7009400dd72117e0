"""The story of an explanation: why and why not, what is missing and whom to ask, what moved, and a picture.

It goes with `api`, and like there the rooms are imported inside the functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gonogo import __version__
from gonogo.api import read_evidence, read_policy

if TYPE_CHECKING:
    from gonogo.judge.decide import Judge
    from gonogo.judge.judgement import Judgement
    from gonogo.model.diagnostic import Diagnostics

Document = dict[str, Any]
Depth = Literal["brief", "usual", "full"]


# --- why, and why not ------------------------------------------------------------------------------


class NoSuchName(NamedTuple):
    """A name that the policy does not have, with the nearest that it has, if one is near."""

    name: str
    nearest: str | None


def explain(
    policy: str, evidence: str, ids: Sequence[str] = (), *, as_of: date | None = None, least: bool = True
) -> Document | NoSuchName:
    """Why what is named came to what it did (schemas/explanation.schema.json); everything, where nothing is named.

    Names are those of criteria, controls, risks, decisions and their rules. `least`: with one least reason of each.
    """
    from gonogo.judge.explain import explanation, names
    from gonogo.read.nearest import nearest

    judge = _judge(policy)
    known = {name.casefold(): name for name in names(judge.policy)}
    for name in ids:
        if name.casefold() not in known:
            return NoSuchName(name, nearest(name, known.values()))
    judgement = _judged(judge, evidence, as_of)
    again = (lambda less: judge.judge(less, judgement.as_of)) if least else None
    return explanation(judgement, __version__, [known[name.casefold()] for name in ids], again)


def explanation_text(document: Document, depth: Depth, *, colour: bool = False) -> str:
    """An explanation for people to read, at one of three depths."""
    from gonogo.write.explanation_text import explanation_text as written

    return written(document, depth, colour=colour)


# --- what would change it --------------------------------------------------------------------------


def what_would_change(
    policy: str, evidence: str, ids: Sequence[str] = (), *, as_of: date | None = None
) -> Document | NoSuchName:
    """The smallest changes of evidence that would turn what is named, and the fragile passes.

    A document (schemas/changes.schema.json). Names are those of criteria, risks and decisions; a control stands for
    its risk, a rule for what it decides. None named: all that is not as one would have it, and every pass.
    """
    from gonogo.judge.counterfactual import changes_document, names
    from gonogo.read.nearest import nearest

    judge = _judge(policy)
    known = {name.casefold(): subject for name, subject in names(judge.policy).items()}
    for name in ids:
        if name.casefold() not in known:
            return NoSuchName(name, nearest(name, names(judge.policy)))
    asked = [known[name.casefold()] for name in ids]
    return changes_document(judge, _judged(judge, evidence, as_of), asked, __version__)


def changes_text(document: Document, *, colour: bool = False) -> str:
    """What would change it, for people to read."""
    from gonogo.write.changes_text import changes_text as written

    return written(document, colour=colour)


# --- silent passes ---------------------------------------------------------------------------------


class DeepCheck(NamedTuple):
    """What taking evidence away brought up, and how many decisions were made to find it."""

    diagnostics: Diagnostics
    tried: int


def deep_check(policy: str, evidence: Sequence[str]) -> DeepCheck:
    """Takes each piece of evidence away in turn and decides again: advice on what then looks better than before."""
    from gonogo.judge.withdraw import silent_passes
    from gonogo.model.diagnostic import Diagnostics

    judge, found = _judge(policy), Diagnostics()
    packs = [read_evidence(name, judge.policy, Diagnostics())[0] for name in evidence]
    return DeepCheck(found, sum(silent_passes(judge, pack, found) for pack in packs))


# --- what is missing -------------------------------------------------------------------------------


def requests(policy: str, evidence: str, *, as_of: date | None = None) -> Document:
    """The evidence that would settle each unknown, by who owes it (schemas/requests.schema.json)."""
    from gonogo.judge.requests import requests as made

    return made(_judged(_judge(policy), evidence, as_of), __version__)


def requests_text(document: Document, *, colour: bool = False) -> str:
    """Requests as letters, one for each role."""
    from gonogo.write.requests_text import requests_text as written

    return written(document, colour=colour)


def requests_csv(document: Document) -> str:
    """Requests as a table, one row for each item."""
    from gonogo.write.requests_csv import requests_csv as written

    return written(document)


# --- what changed ----------------------------------------------------------------------------------


def compare(policy: str, evidence: str | None, against: str, *, as_of: date | None = None) -> Document:
    """What moved between two decisions, the earlier one first (schemas/comparison.schema.json).

    With evidence: `against` is a day (what was known then), another pack, or a decision that was kept as JSON.
    Without: `policy` and `against` are two such decisions.
    """
    from gonogo.judge.document import document
    from gonogo.judge.moved import moved
    from gonogo.write.comparison import comparison

    if evidence is None:
        return comparison(*_in_order(_kept(against), _kept(policy)))
    judge = _judge(policy)
    now = _judged(judge, evidence, as_of)
    if _is_kept(against):
        return comparison(*_in_order(_kept(against), document(now, __version__)))
    day = _day(against)
    other = _judged(judge, evidence if day else against, day)
    before, after = (other, now) if other.as_of <= now.as_of else (now, other)
    return comparison(document(before, __version__), document(after, __version__), moved(before, after))


def comparison_text(document: Document, *, colour: bool = False) -> str:
    """A comparison for people to read."""
    from gonogo.write.comparison_text import comparison_text as written

    return written(document, colour=colour)


def _in_order(other: Document, now: Document) -> tuple[Document, Document]:
    """The one of the earlier day first; of one day, the one that is compared with."""
    return (other, now) if other["as_of"] <= now["as_of"] else (now, other)


def _day(text: str) -> date | None:
    """A day as YYYY-MM-DD, else None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _is_kept(name: str) -> bool:
    from gonogo.read.decision_file import is_decision

    path = Path(name)
    if path.suffix != ".json" or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return is_decision(file.read(200))


def _kept(name: str) -> Document:
    """A decision from a file; raises InputError where there is none."""
    from gonogo.files import shown_path
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.location import SourceFile
    from gonogo.read.decision_file import read_decision
    from gonogo.read.source import EVIDENCE_LIMITS, source_file

    diagnostics = Diagnostics()
    path = Path(name)
    content = path.read_bytes() if path.is_file() else b""
    file = source_file(shown_path(path), content, diagnostics, EVIDENCE_LIMITS)
    document = read_decision(file or SourceFile(name, ""), diagnostics)
    diagnostics.stop_if_errors("evidence")
    assert document is not None
    return document


# --- a picture -------------------------------------------------------------------------------------


def picture(policy: str, evidence: str, name: str | None = None, *, as_of: date | None = None) -> str | None:
    """A decision, or one criterion, risk, control or gate of it, as SVG. None: the policy has nothing of that name."""
    from gonogo.judge.document import document
    from gonogo.judge.traced import traced
    from gonogo.write.diagram import Traces, diagram

    judgement = _judged(_judge(policy), evidence, as_of)
    traces = traced(judgement)
    return diagram(document(judgement, __version__), Traces(traces["rules"], traces["sources"]), name)


# --- what each begins with -------------------------------------------------------------------------


def _judge(policy: str) -> Judge:
    from gonogo.judge.decide import Judge
    from gonogo.model.diagnostic import Diagnostics

    return Judge(read_policy(policy, Diagnostics())[0])


def _judged(judge: Judge, evidence: str, as_of: date | None) -> Judgement:
    from gonogo.model.diagnostic import Diagnostics

    return judge.judge(read_evidence(evidence, judge.policy, Diagnostics())[0], as_of)
