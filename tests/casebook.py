"""Real decisions, reproduced: `python -m tests.casebook` decides and explains them all, and prints what came of it.

With `--write` it writes docs/casebook.md instead. The cases are the packs in evidence/casebook, which say what was
published; a case is named at the beginning of its file: `a05-…` is A05, and `a12b-…` a second pack of A12.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

from gonogo import __version__, api
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.judge.explain import explanation
from gonogo.judge.judgement import Judgement
from gonogo.model.condition import ParameterValue
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.shaped import mapping
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping

ROOT = Path(__file__).parents[1]
PACKS = ROOT / "evidence" / "casebook"
PAGE = ROOT / "docs" / "casebook.md"
BESIDE = {"A01": ROOT / "evidence" / "sec-2019-11.yaml"}  # the example that the product begins with is a case too

Document = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One pack, and the decision on it."""

    name: str
    pack: Path

    @cached_property
    def tree(self) -> Mapping:
        tree = read_yaml(SourceFile(self.pack.name, self.pack.read_text("utf-8")), Diagnostics())
        assert isinstance(tree, Mapping)
        return tree

    @property
    def policy(self) -> str:
        return str(self.tree["policy"])

    @property
    def shows(self) -> str:
        """What it shows about the language."""
        return " ".join(str(mapping(self.tree["published"])["note"]).split())

    @cached_property
    def judgement(self) -> Judgement:
        evidence, _ = api.read_evidence(str(self.pack), judge(self.policy).policy, Diagnostics())
        return judge(self.policy).judge(evidence)

    @cached_property
    def document(self) -> Document:
        return document(self.judgement, __version__)

    def explained(self) -> Document:
        """With a least reason for each of its parts, as `gonogo explain` has it."""
        return explanation(
            self.judgement, __version__, (), lambda less: judge(self.policy).judge(less, self.judgement.as_of)
        )

    @property
    def published(self) -> str:
        return came_to(self.document["published"], "outcome", "published")

    @property
    def ours(self) -> str:
        return came_to(self.document["published"], "ours", "ours")

    @property
    def agrees(self) -> bool:
        return bool(self.document["published"]["agrees"])

    @property
    def rule(self) -> str:
        """The rule that decided: of the outcome, or of the first thing that something was published of."""
        published = self.document["published"]
        if published["outcome"] is not None:
            return str(self.document["rule"])
        name = published["statuses"][0]["id"]
        return next(str(one["rule"]) for one in _parts(self.document) if one["id"] == name)

    @property
    def given_day(self) -> bool:
        """Whether the day to which it is deferred is the one that was put to the body, and not worked out by a rule."""
        rules = {rule.id: rule for gate in self.judgement.policy.gates for rule in gate.rules}
        rule = rules.get(str(self.document["rule"]))
        deferred = self.document["outcome"] == "defer" and self.document["published"]["to"] is not None
        return deferred and rule is not None and isinstance(rule.to[0], ParameterValue)

    @property
    def inferred(self) -> tuple[str, ...]:
        """What in the evidence no account says in so many words, and from what it was inferred."""
        found = []
        for source in self.judgement.evidence.sources.values():
            word, _, rest = (source.note or "").partition(";")
            if source.title and word == "inferred":
                why = source.limits or f"Inferred; {rest.strip()}."
                found.append(f"{source.title}. {why}")
        return tuple(found)

    @property
    def verdict(self) -> str:
        """In a word, how the two compare."""
        review = self.document["published"]["review"]
        if review is not None and review["agrees"]:
            return "with the review"
        return "the same" if self.agrees else "not the same"


@cache
def judge(policy: str) -> Judge:
    return Judge(api.read_policy(str(ROOT / "policies" / policy), Diagnostics())[0])


def came_to(published: Document, outcome: str, status: str) -> str:
    """`defer to 2023-03-20`, `go, M13 go`, `RR1 closed, RR1-C1 ended`."""
    statuses = [f"{one['id']} {spaced(one[status])}" for one in published["statuses"]]
    if published["outcome"] is None:
        return ", ".join(statuses)
    to = published["to"] if published["agrees"] or outcome == "outcome" else None
    days = "" if to is None else " to " + "/".join(dict.fromkeys((to["from"], to["until"])))
    return ", ".join([spaced(published[outcome]) + days, *statuses])


def spaced(word: str) -> str:
    return str(word).replace("_", " ")


def _parts(decision: Document) -> Iterator[Document]:
    yield from decision["criteria"]
    for risk in decision["risks"]:
        yield risk
        yield from risk["controls"]
    yield from decision["decisions"]


def cases() -> tuple[Case, ...]:
    """All of them, in the order of their names."""
    found = {name: Case(name, path) for name, path in BESIDE.items()}
    for path in sorted(PACKS.glob("*.yaml")):
        name = path.stem.partition("-")[0]
        found[name[:3].upper() + name[3:]] = Case(name[:3].upper() + name[3:], path)
    return tuple(found[name] for name in sorted(found))


# --- the table -----------------------------------------------------------------------------------


def table() -> Iterator[str]:
    """Every case is decided and explained; a line for each."""
    start = perf_counter()
    rows = [("case", "policy", "published", "ours", "rule that fired", "")]
    every = cases()
    for one in every:
        assert one.explained()["subjects"]
        rows.append((one.name, one.policy, one.published, one.ours, one.rule, one.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    same = sum(1 for one in every if one.verdict == "the same")
    review = sum(1 for one in every if one.verdict == "with the review")
    yield ""
    yield (
        f"{len(every)} decisions, decided and explained in {perf_counter() - start:.1f} s: "
        f"{same} the same, {review} as a later review found, {len(every) - same - review} not the same"
    )


# --- the page ------------------------------------------------------------------------------------

INTRODUCTION = """# Casebook

Real decisions that others made, decided again from what was published of them. For each body there is one policy; the
evidence holds only what the account of the case says, and what it does not say is unknown. `make casebook` decides and
explains them all; the [features](../features/casebook) say what each must come to, and what must come of changes.

Where a review later found that a go should have been none, the policy agrees with the review. What was published, and
where it stands, is in each pack, and in its decision. The account is primary (the body's own words), secondary (what
others report of them), unverified, or inferred. This page is written from the files.

- † is not what was published: see [below](#where-the-two-differ).
- ‡ is deferred to the day that was put to the body; no published rule gives it. The other days follow from a rule.
- ° rests on something that no account says: see [below](#what-is-inferred).

| case | body | when | account | published | here | what it shows |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = "".join(f"| {' | '.join(_cells(one))} |\n" for one in cases())
    apart = "".join(f"- {line}\n" for line in _apart())
    inferred = "".join(f"- **{one.name}**: {' '.join(one.inferred)}\n" for one in cases() if one.inferred)
    return f"{INTRODUCTION}{rows}\n## Where the two differ\n\n{apart}\n## What is inferred\n\n{inferred}"


def _cells(one: Case) -> tuple[str, ...]:
    published = one.document["published"]
    pack = one.pack.relative_to(ROOT).as_posix()
    body = f"[{one.document['policy']['title']}](../policies/{one.policy}/policy.yaml)"
    marks = (("†", one.verdict != "the same"), ("‡", one.given_day), ("°", bool(one.inferred)))
    ours = " ".join([one.ours, *(mark for mark, holds in marks if holds)])
    account = published["reliability"]
    return (f"[{one.name}](../{pack})", body, published["date"] or "", account, one.published, ours, one.shows)


def _apart() -> Iterator[str]:
    """Why, of each case that does not come to what was published."""
    for one in cases():
        published = one.document["published"]
        if one.verdict == "with the review":
            review = published["review"]
            yield f"**{one.name}**: {review['by']}, {review['date']}: {' '.join(review['finding'].split())}"
        elif one.verdict != "the same":
            yield f"**{one.name}**: {' '.join(published['ground'].split())}"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write("\n".join([*table(), ""]))
