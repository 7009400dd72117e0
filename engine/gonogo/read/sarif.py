"""SARIF: one row for each result of each run, with the level that holds for it and whether it is suppressed.

A run that did not end well, or that says nothing of results, makes the list one that is not complete; a file without
runs is refused: nothing was scanned, which does not show that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, Broken, Extract, From, Raw
from gonogo.read.findings import Form, mappings, part, parts, plain, read_form, text, tree_of, word
from gonogo.read.json_places import Keys
from gonogo.read.results import Row, message

COLUMNS = (
    *("id", "tool", "rule", "rule_name", "level", "kind", "message", "file", "line", "suppressed", "suppression"),
    *("suppression_kind", "justification", "baseline", "rank", "security_severity", "fingerprint", "run"),
)
WORST_SUPPRESSION = ("rejected", "underReview", "unstated", "accepted")
NOT_DOUBTED = ("unstated", "accepted")
SHOWN = {"underReview": "under_review"}
KINDS = {"notApplicable": "not_applicable"}

Run = dict[str, Any]


def read_sarif(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The results of a SARIF file."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(SARIF, tree, wanted, diagnostics)


def _fits(root: Any) -> bool:
    return isinstance(root, dict) and ("runs" in root or "sarif" in str(root.get("$schema")))


def _why_empty(root: Any) -> str | None:
    return None if mappings(root, "runs") else "the file holds no run of any tool"


def _rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for number, run in mappings(root, "runs"):
        rules = _Rules(run)
        for index, result in mappings(run, "results"):
            yield ("runs", number, "results", index), _row(rules, run, result, number)


def _remarks(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    for number, run in mappings(root, "runs"):
        for says, keys in _not_whole(number, run):
            yield NOT_WHOLE, says, keys


def _row(rules: _Rules, run: Run, result: Run, number: int) -> Row:
    rule = rules.of(result)
    location = part(result, "locations", 0, "physicalLocation")
    uri, line = text(location, "artifactLocation", "uri"), part(location, "region", "startLine")
    rule_id = text(result, "ruleId") or text(result, "rule", "id") or text(rule, "id")
    kind = word(result, "kind") or "fail"
    suppression, suppressed = _suppression(result)
    column = part(location, "region", "startColumn")
    where = ":".join(str(one) for one in (uri, line, column) if one is not None) if uri else None
    return {
        "id": " at ".join(one for one in (rule_id or "a result without a rule", where) if one),
        "tool": plain(run, "tool", "driver", "name"),
        "rule": rule_id if rule_id else ABSENT,
        "rule_name": plain(rule, "name"),
        "level": rules.level(result, rule, kind),
        "kind": KINDS.get(kind, kind) if isinstance(kind, str) else kind,
        "message": message(_message(result, rule)),
        "file": uri if uri else ABSENT,
        "line": line if isinstance(line, int) else ABSENT,
        "suppressed": suppressed,
        "suppression": suppression,
        "suppression_kind": plain(part(result, "suppressions", 0), "kind"),
        "justification": plain(part(result, "suppressions", 0), "justification"),
        "baseline": plain(result, "baselineState"),
        "rank": _number(part(result, "rank")),
        "security_severity": _number(part(rule, "properties", "security-severity")),
        "fingerprint": _fingerprint(result),
        "run": number,
    }


def _message(result: Run, rule: Any) -> str | None:
    """The text of the message: its own, or the rule's text of that id with the arguments put in."""
    own = text(result, "message", "text") or text(result, "message", "markdown")
    if own is not None:
        return own
    known = text(rule, "messageStrings", text(result, "message", "id") or "", "text")
    for number, argument in enumerate(parts(result, "message", "arguments")):
        known = known.replace(f"{{{number}}}", str(argument)) if known else known
    return known


def _number(value: Any) -> Raw:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) < 20 else None
    except InvalidOperation:
        return ABSENT
    return ABSENT if number is None or not number.is_finite() else number


def _fingerprint(result: Run) -> Raw:
    for name in ("fingerprints", "partialFingerprints"):
        known = part(result, name)
        if isinstance(known, dict) and known:
            return str(next(iter(known.values())))
    return ABSENT


def _suppression(result: Run) -> tuple[Raw, Raw]:
    """How the suppression stands, and whether the result counts as suppressed: not while anybody doubts it."""
    asked = mappings(result, "suppressions")
    if not asked:
        return "none", False
    states = [word(one, "status") or word(one, "state") or "unstated" for _, one in asked]
    known = [one for one in states if isinstance(one, str) and one in WORST_SUPPRESSION]
    worst = min(known, key=WORST_SUPPRESSION.index, default="accepted")
    if len(known) < len(states) and worst in NOT_DOUBTED:
        strange = Broken("a suppression of which cannot be told how it stands")
        return strange, strange
    return SHOWN.get(worst, worst), worst in NOT_DOUBTED


# --- the level that holds ------------------------------------------------------------------------


class _Rules:
    """The rules of a run, by index and by id, of its tool and of what extends it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.driver = [rule for _, rule in mappings(run, "tool", "driver", "rules")]
        self.extensions = [
            [rule for _, rule in mappings(one, "rules")] for _, one in mappings(run, "tool", "extensions")
        ]
        every = [*self.driver, *(rule for rules in self.extensions for rule in rules)]
        self.by_id = {str(rule.get("id")): rule for rule in reversed(every)}

    def of(self, result: Run) -> Any:
        """The rule of a result: as it points to it, else by its id, of which `/` parts a rule from what refines it."""
        index = part(result, "rule", "index")
        index = part(result, "ruleIndex") if index is None else index
        extension = part(result, "rule", "toolComponent", "index")
        rules = self.driver
        if isinstance(extension, int) and 0 <= extension < len(self.extensions):
            rules = self.extensions[extension]
        if isinstance(index, int) and 0 <= index < len(rules):
            return rules[index]
        name = text(result, "ruleId") or text(result, "rule", "id") or ""
        while name and name not in self.by_id:
            name = name.rpartition("/")[0]
        return self.by_id.get(name)

    def level(self, result: Run, rule: Any, kind: str | Broken) -> Raw:
        """Its own level, else what the run set for its rule, else the rule's own, else warning."""
        own = word(result, "level")
        if own is not None:
            return own
        if kind != "fail":
            return "none" if isinstance(kind, str) else kind
        return self._overridden(result, rule) or word(rule, "defaultConfiguration", "level") or "warning"

    def _overridden(self, result: Run, rule: Any) -> str | Broken | None:
        number = part(result, "provenance", "invocationIndex")
        invocations = mappings(self.run, "invocations")
        if isinstance(number, int) and number >= 0:
            invocations = [one for one in invocations if one[0] == number]
        elif len(invocations) != 1:
            return None
        for _, invocation in invocations:
            for _, override in mappings(invocation, "ruleConfigurationOverrides"):
                if self._means(override.get("descriptor"), rule):
                    return word(override, "configuration", "level")
        return None

    def _means(self, descriptor: Any, rule: Any) -> bool:
        return rule is not None and self.of({"rule": descriptor}) is rule


# --- whether it is the whole ---------------------------------------------------------------------


def _not_whole(number: int, run: Mapping[str, Any]) -> Iterator[tuple[str, Keys]]:
    """What a run says of itself that makes its list of results one that is not complete."""
    name = text(run, "tool", "driver", "name") or f"run {number}"
    at: Keys = ("runs", number)
    if not isinstance(run.get("results"), list):
        yield f"the run of {name} says nothing of results, as if nothing had been scanned", at
    if parts(run, "externalPropertyFileReferences", "results"):
        yield f"results of {name} stand in another file, which was not read", at
    for index, invocation in mappings(run, "invocations"):
        here: Keys = (*at, "invocations", index)
        ended = invocation.get("executionSuccessful")
        if ended is not None and ended is not True:
            what = "`executionSuccessful` is false" if ended is False else "`executionSuccessful` is no truth"
            yield f"{name} says that it did not run to its end: {what}", (*here, "executionSuccessful")
        for key in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for item, told in mappings(invocation, key):
                if told.get("level") == "error":
                    said = message(text(told, "message", "text")) or "nothing more"
                    says = f"{name} reports an error of its own: {said}"
                    yield says, (*here, key, item)


SARIF = Form(
    title="SARIF",
    expected="an object with `version` and `runs`",
    counted="results",
    inner={
        **{name: (name,) for name in ("level", "kind", "message", "rank")},
        **dict.fromkeys(("suppressed", "suppression", "suppression_kind", "justification"), ("suppressions",)),
        "rule": ("ruleId",),
        "baseline": ("baselineState",),
    },
    columns=COLUMNS,
    fits=_fits,
    rows=_rows,
    why_empty=_why_empty,
    remarks=_remarks,
)
