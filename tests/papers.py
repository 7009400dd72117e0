"""Papers on policies and evidence that a test writes down, and everything that stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from gonogo.api_files import read_evidence
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.judge.rule_results import rule_results
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Evidence
from gonogo.model.house_style import PLAIN, HouseStyle
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.model.report import Badge, LeftOut, Line, Link, Report, Section, Words
from gonogo.resources import folder
from gonogo.write.paper import compose
from gonogo.write.paper_input import PaperInput
from gonogo.write.paper_texts import Texts
from tests import desk, packs

DIGEST = "d" * 64
NO_TEXT = ("id", "to", "language", "form", "kind")  # what a reader never sees
INLINE = (Words, Badge, Link, LeftOut)
ENGLISH = Texts()


def given(policy: str, evidence: str = "", **more: Any) -> PaperInput:
    """What a paper is made of; sections that are left out are those of the prelude."""
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(policy, "policy"), diagnostics)
    pack = desk.read_evidence(desk.completed(evidence, "evidence"), read, diagnostics)
    return made_of(read, pack, **more)


def shipped(policy: str, pack: str, **more: Any) -> PaperInput:
    """The same of examples that are shipped."""
    read = packs.policy(policy)
    return made_of(read, read_evidence(str(folder("evidence") / pack), read, Diagnostics())[0], **more)


def made_of(policy: Policy, evidence: Evidence, **more: Any) -> PaperInput:
    judgement = Judge(policy).judge(evidence)
    decision = document(judgement, "1.0")
    usual: dict[str, Any] = {
        "policy": policy,
        "evidence": evidence,
        "decision": decision,
        "rules": rule_results(judgement),
        "digest": DIGEST,
        "engine": "1.0",
    }
    return PaperInput(**{**usual, **more})


def paper(
    policy: str, evidence: str = "", style: HouseStyle = PLAIN, texts: Texts = ENGLISH, *, redact: bool = False
) -> Report:
    return compose(given(policy, evidence), style, texts, redact=redact)


# --- what stands in a paper ------------------------------------------------------------------------


def strings(part: Any) -> Iterator[str]:
    """Every text that a reader may see, in the order of the paper."""
    if isinstance(part, Noun):
        for name in part.__struct_fields__:
            if name not in NO_TEXT:
                yield from strings(getattr(part, name))
    elif isinstance(part, tuple) and part and all(isinstance(one, INLINE) for one in part):
        yield "".join(text for one in part for text in strings(one))
    elif isinstance(part, tuple):
        for one in part:
            yield from strings(one)
    elif isinstance(part, dict):
        yield from part.values()
    elif isinstance(part, str) and not isinstance(part, Enum):
        yield part


def said(part: Any) -> str:
    """All of it as one text, with single blanks."""
    return " ".join(" ".join(strings(part)).split())


def line(parts: Line) -> str:
    return "".join(strings(parts))


def sections(report: Report) -> Iterator[Section]:
    """Every section and annex, with what is below."""
    waiting = [*report.sections, *report.annexes]
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting = [*one.sections, *waiting]


def section(report: Report, name: str) -> Section:
    return next(one for one in sections(report) if one.id == name)


def named(report: Report) -> list[str]:
    """The ids of the parts and annexes, in their order."""
    return [one.id for one in (*report.sections, *report.annexes)]


def nouns(part: Any, kind: type[Noun]) -> Iterator[Any]:
    """Every noun of a kind in a paper."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, Noun):
        for name in part.__struct_fields__:
            yield from nouns(getattr(part, name), kind)
    elif isinstance(part, tuple):
        for one in part:
            yield from nouns(one, kind)
