"""Explanations of what a test writes down, asked as a test would ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonogo.judge.decide import Judge
from gonogo.judge.explain import explanation
from gonogo.model.diagnostic import Diagnostics
from gonogo.write.explanation_text import Depth, explanation_text
from tests import desk

Part = Mapping[str, Any]


@dataclass(frozen=True)
class Explanation:
    """An explanation document."""

    document: dict[str, Any]

    def subject(self, name: str) -> Part:
        return next(one for one in self.document["subjects"] if one["id"] == name)

    def rule(self, name: str) -> Part:
        """A rule, wherever it stands."""
        rules = (rule for subject in self.document["subjects"] for rule in subject["rules"])
        return next(rule for rule in rules if rule["id"] == name)

    def condition(self, number: str) -> Part:
        return next(one for one in self.conditions() if one["number"] == number)

    def conditions(self) -> Iterator[Part]:
        for subject in self.document["subjects"]:
            for rule in subject["rules"]:
                yield from below(rule["conditions"])

    def least(self, name: str) -> list[str]:
        """How the pieces of a least reason are called."""
        return [piece["called"] for piece in self.subject(name)["minimal_reason"]["pieces"]]

    def text(self, depth: Depth = "usual") -> str:
        """As people read it, in one line."""
        return " ".join(explanation_text(self.document, depth).split())


def below(conditions: Sequence[Part]) -> Iterator[Part]:
    """Conditions, and those that the records behind them had to meet."""
    for one in conditions:
        yield one
        for record in (*one["witnesses"], *one["near"]):
            yield from below(record["conditions"])


def explained(policy: str, evidence: str, *ids: str) -> Explanation:
    """Sections that are left out are those of the prelude (see tests.desk)."""
    read = desk.read_policy(desk.completed(policy, "policy"), Diagnostics())
    given = desk.read_evidence(desk.completed(evidence, "evidence"), read, Diagnostics())
    judge = Judge(read)
    return Explanation(explanation(judge.judge(given), "0", ids, judge.judge))
