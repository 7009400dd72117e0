"""A decision as a JUnit report, for build servers: one test case for each decision, criterion, risk and control.

What cannot be told is an error, never a skipped test, which some servers show as if it were well. What is waived or
not applicable is skipped, with the reason. Times are left out: the same decision gives the same bytes.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from gonogo.write.subjects import CANNOT_TELL, MET, WITH_CONDITIONS, Part, Subject, asked, subjects

SKIPPED = frozenset({"waived", "not_applicable"})
SUITES = {"decision": "decisions", "criterion": "criteria", "risk": "residual risks", "control": "controls"}
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(document: Part) -> str:
    """The report. The classname of a case is the policy's id and the suite."""
    ordered = sorted(subjects(document), key=lambda one: list(SUITES).index(one.kind))
    suites = [(kind, [_case(document, one) for one in each]) for kind, each in groupby(ordered, lambda one: one.kind)]
    everything = [case for _, cases in suites for case in cases]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites name={_quoted(document['policy']['title'] or document['policy']['id'])} {_counts(everything)}>",
    ]
    for kind, cases in suites:
        lines.append(f"  <testsuite name={_quoted(SUITES[kind])} {_counts(cases)}>")
        lines += [line for case in cases for line in case]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _case(document: Part, one: Subject) -> list[str]:
    classname = f"{document['policy']['id']}.{SUITES[one.kind]}"
    opened = f"    <testcase classname={_quoted(classname)} name={_quoted(f'{one.id} {one.title}')}"
    said = _result(one)
    also = "\n".join((*one.caveats, *(f"missing: {asked(each)}" for each in one.missing)))
    if also:
        said = [*said, f"      <system-out>{_text(also)}</system-out>"]
    return [f"{opened}>", *said, "    </testcase>"] if said else [f"{opened}/>"]


def _result(one: Subject) -> list[str]:
    kind = _kind(one.status)
    if kind is None:
        return []
    message = f"{one.status}: {one.because}"
    if kind == "skipped":
        return [f"      <skipped message={_quoted(message)}/>"]
    rule = one.rule or "no rule fired"
    return [f"      <{kind} type={_quoted(one.status)} message={_quoted(message)}>{_text(rule)}</{kind}>"]


def _kind(status: str) -> str | None:
    if status in SKIPPED:
        return "skipped"
    if status in CANNOT_TELL:
        return "error"
    return None if status in MET | WITH_CONDITIONS else "failure"


def _counts(cases: list[list[str]]) -> str:
    def holding(word: str) -> int:
        return sum(any(line.lstrip().startswith(f"<{word} ") for line in case) for case in cases)

    found = {word: holding(word) for word in ("failure", "error", "skipped")}
    return f'tests="{len(cases)}" failures="{found["failure"]}" errors="{found["error"]}" skipped="{found["skipped"]}"'


def _quoted(text: str) -> str:
    return quoteattr(_writable(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _text(text: str) -> str:
    return escape(_writable(text))


def _writable(text: str) -> str:
    """XML cannot hold some characters, not even escaped: they are shown by their numbers."""
    return UNWRITABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
