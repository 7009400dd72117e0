"""How alike the name of a column and that of a field are, in the words that people use for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gonogo.model.policy import FactType, Field
from gonogo.read.nearest import nearest

SAME = 1.0
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
WORD = re.compile(r"[^\W_]+")
GENERIC = frozenset({"name", "key", "value", "displayname", "login", "text", "id", "title", "label"})
# Words that stand for each other as names of columns. One word may stand in several rows.
ALIKE = (
    ("id", "key", "ref", "reference", "number", "no", "nr", "identifier", "code", "uuid", "nummer"),
    ("status", "state", "stage", "resolution", "stand", "zustand"),
    ("severity", "sev", "grade", "level", "priority", "prio", "rank", "rating", "criticality", "schwere"),
    ("title", "name", "summary", "headline", "subject", "description", "titel"),
    ("owner", "assignee", "assigned", "responsible"),
    ("found", "created", "reported", "opened", "raised", "detected", "discovered", "logged", "seen"),
    ("closed", "resolved", "completed", "done", "finished"),
    ("date", "day", "on", "when", "datum"),
    ("by", "author", "reporter", "who", "from"),
    ("result", "outcome", "verdict", "status"),
    ("plan", "remediation", "action", "workaround", "mitigation", "fix", "treatment"),
    ("deploys", "live", "release", "golive", "deployed", "production"),
    ("likelihood", "probability"),
    ("impact", "consequence"),
    ("version", "release"),
    ("test", "case", "testcase"),
    ("passed", "pass", "ok"),
    ("environment", "env"),
    ("seconds", "duration", "time", "elapsed", "runtime"),
    ("threat", "risk", "hazard"),
    ("component", "module", "package", "library"),
)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: `issueStatus`, `Issue-Status` and `issue_status` are the same two."""
    return tuple(one.casefold() for one in WORD.findall(CAMEL.sub(" ", name)))


def label_of(column: str) -> str:
    """What a column is called, where its name is a path: `fields/priority/name` is the priority."""
    steps = [one.lstrip("@") for one in column.split(" | ")[0].split("/") if one not in ("*", "[]", "..", ".")]
    if len(steps) > 1 and steps[-1].casefold() in GENERIC:
        return steps[-2]
    return steps[-1] if steps else column


def likeness(column: str, field: Field, fact: FactType) -> float:
    """From 0 to 1. A column may be called after the fact as well: `Defect ID`."""
    bare = IN_BRACKETS.sub(" ", column).strip()  # a unit, say
    return max(_likeness(one, field, fact) for one in {column, bare or column, label_of(column)})


def _likeness(column: str, field: Field, fact: FactType) -> float:
    there = words_of(column)
    names = [words_of(field.id), *([words_of(field.title)] if field.title else [])]
    if not there:
        return 0.0
    if there in names:
        return SAME
    about = {*words_of(fact.id), *words_of(fact.title), "issue", "item", "record", "entry"}
    less = tuple(one for one in there if _single(one) not in set(map(_single, about)))
    if less in names or (field.id in fact.key and not less):
        return 0.95
    best = max(_overlap(one, less or there) for one in names)
    close = nearest(column, [field.id, *([field.title] if field.title else [])])
    return max(best, 0.7 if close is not None else 0.0)


def _overlap(wanted: tuple[str, ...], there: tuple[str, ...]) -> float:
    """What part of the words are the same, or stand for the same."""
    if not wanted or not there:
        return 0.0
    alike = sum(max((_alike(one, other) for other in there), default=0.0) for one in wanted)
    back = sum(max((_alike(one, other) for other in wanted), default=0.0) for one in there)
    return 0.9 * (alike + back) / (len(wanted) + len(there))


def _alike(one: str, other: str) -> float:
    if _single(one) == _single(other):
        return 1.0
    return 0.9 if any(one in row and other in row for row in ALIKE) else 0.0


def _single(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def folded(word: str) -> str:
    """A word of a list, however it is written: `In progress` and `in_progress` are the same."""
    return "".join(words_of(word))


def nearest_meaning(word: str, choices: Iterable[str]) -> str | None:
    """The one of some words that another stands for, if that can be told at all."""
    known = list(choices)
    found = [one for one in known if any(_stands_for(word, one, row) for row in MEANINGS)]
    return found[0] if len(found) == 1 else nearest(word, known)


def _stands_for(word: str, other: str, row: tuple[str, ...]) -> bool:
    return folded(word) in row and folded(other) in row


MEANINGS = (
    ("open", "new", "todo", "reopened", "active", "inprogress", "offen", "backlog", "assigned"),
    ("closed", "done", "complete", "completed", "finished", "geschlossen", "verified"),
    ("fixed", "resolved", "behoben"),
    ("critical", "blocker", "showstopper", "veryhigh"),
    ("high", "major", "important", "severe", "hoch"),
    ("medium", "moderate", "normal", "mittel"),
    ("low", "minor", "trivial", "niedrig", "gering"),
    ("passed", "pass", "ok", "success", "successful", "succeeded"),
    ("failed", "fail", "failure", "ko", "notok"),
    ("skipped", "notrun", "ignored", "norun"),
    ("rejected", "wontfix", "declined", "denied", "notabug"),
)
