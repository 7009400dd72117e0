"""What somebody wants put on record, as typed on the command line or written in a YAML file: both become one tree.

Here it is only seen whether each part can be read as what it must be. Whether it fits the policy, the evidence and the
ledger is looked at afterwards (`api_record_checks`).
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from gonogo.model.approval import Proviso, Votes
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.notation import is_digits
from gonogo.read.characters import HIDDEN, hidden
from gonogo.read.complaint import as_written, unknown_name, wrong
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

COMMON = ("act", "policy", "by", "person", "on", "votes", "consensus", "reason", "follows", "attach")
# What each kind of act may say besides.
KEYS: AnyMapping[str, tuple[str, ...]] = {
    "decision": ("evidence", "gate", "as_of", "answer", "to", "conditions", "differs", "met"),
    "policy": ("until",),
    "parameter": ("parameter", "from", "to", "until"),
    "waiver": ("id", "criterion", "rule", "covers", "from", "until", "owner"),
    "risk": ("risk", "with", "until", "owner"),
    "correction": ("evidence", "fact", "record", "field", "from", "to", "until", "owner"),
}
NAMES = ("by", "person", "owner", "id", "criterion", "rule", "risk")  # what a list shows on one line
CONDITION = ("id", "text", "owner", "due")
VOTES = ("for", "against", "abstained", "names")
A_DAY = "a day such as 2026-11-29"
SOME_VOTES = "votes for, against and abstained, such as 7-1-2"
MOST_VOTES = 1_000_000


OPTIONS = {"conditions": "--condition", "policy": "POLICY", "evidence": "EVIDENCE"}
# What an option is called in some kinds of acts, where another would be mistaken for it.
OPTIONS_OF = {
    "parameter": {"parameter": "PARAMETER", "from": "--from-value", "to": "--to-value"},
    "correction": {"from": "--from-value", "to": "--to-value"},
    "waiver": {"from": "--first-day"},
}


def option_of(kind: str, key: str) -> str:
    """What is typed for a key of an act."""
    return OPTIONS_OF.get(kind, {}).get(key) or OPTIONS.get(key) or f"--{key.replace('_', '-')}"


def typed(kind: str, options: AnyMapping[str, object]) -> Mapping:
    """What was typed, as a tree; `options` by key, what was not given left out."""
    tree = Mapping(Location(SourceFile(f"gonogo approve {kind}", ""), 1, 1))
    for key, value in options.items():
        if value is None or value == () or value is False:
            continue
        at = Location(SourceFile(option_of(kind, key), ""), 1, 1)
        if isinstance(value, AnySequence) and not isinstance(value, str):
            listed = Sequence(at)
            listed.extend(Scalar(str(one), at, plain=False) for one in value)
            tree[Scalar(key, at, plain=True)] = listed
        else:
            word = "true" if value is True else str(value)
            tree[Scalar(key, at, plain=True)] = Scalar(word, at, plain=value is True)
    return tree


def read_act(file: SourceFile, kind: str, diagnostics: Diagnostics) -> Mapping | None:
    """The tree of a file that holds an act of this kind."""
    tree = read_yaml(file, diagnostics)
    if tree is None:
        return None
    if not isinstance(tree, Mapping):
        says = "an act is written as keys with values, such as `by: board`"
        diagnostics.add(wrong(Code.ACT_UNREADABLE, tree, says, "`key: value` lines"))
        return None
    for key in tree:
        known = (*COMMON, *KEYS[kind])
        if key not in known:
            says = f"an act of the kind `{kind}` has no `{key}`"
            diagnostics.add(unknown_name(Code.NOT_PART_OF_ACT, key, says, known))
    said = tree.get("act")
    if said is not None and said != kind:
        says = f"this file holds an act of the kind {as_written(said)}, and is read as `{kind}`"
        diagnostics.add(unknown_name(Code.NOT_PART_OF_ACT, said, says, KEYS))
    return tree


@dataclass(slots=True)
class Asked:
    """What is to be recorded, part by part; whatever cannot be read, or is missing, is complained of."""

    kind: str
    tree: Mapping
    diagnostics: Diagnostics

    def node(self, key: str) -> Node | None:
        found = self.tree.get(key)
        return None if found is None or is_null(found) else found

    def needed(self, key: str, what: str) -> Scalar | None:
        """A text that must be there. `what` it is, in words."""
        if self.node(key) is None:
            at = self.tree.at
            option = f"`{option_of(self.kind, key)}`"
            says, remedy = f"it does not say {what}", f"give it with {option}, or as `{key}:` in the file of the act"
            complaint = Diagnostic(
                code=Code.ACT_INCOMPLETE, at=at, says=says, expected=option, found="nothing", remedy=remedy
            )
            self.diagnostics.add(complaint)
            return None
        return self.text(key)

    def text(self, key: str) -> Scalar | None:
        """A text, if it was given."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, Scalar) or not node.strip():
            self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` cannot be read", "a text")
            return None
        if key in NAMES and len(node.split("\n")) > 1:
            self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` goes over several lines", "a name on one line")
            return None
        return self.clean(node)

    def clean(self, node: Scalar) -> Scalar:
        """The text in one form, so that what looks the same is the same; a character that cannot be seen is refused."""
        found = HIDDEN.search(node)
        if found is not None:
            self.diagnostics.add(hidden(found.group(), node.at))
        return Scalar(normalize("NFC", node.strip()), node.at, plain=node.plain)

    def day(self, key: str) -> date | None:
        node = self.text(key)
        return None if node is None else self._day(key, node)

    def days(self, key: str) -> tuple[date, ...]:
        """A day, or the first and the last of several: `2026-11-29..2026-12-04`."""
        node = self.text(key)
        if node is None:
            return ()
        first, dots, last = node.partition("..")
        parts = [first, last] if dots else [first]
        found = [self._day(key, Scalar(part.strip(), node.at, plain=True)) for part in parts]
        days = tuple(day for day in found if day is not None)
        if len(days) == 2 and days[1] < days[0]:
            self.refuse(Code.DAYS_DO_NOT_FIT, node, f"`{key}` ends before it begins", "the earlier day first")
        return days

    def _day(self, key: str, node: Scalar) -> date | None:
        try:
            day = date.fromisoformat(node)
        except ValueError:
            day = None
        if day is None or day.isoformat() != node:
            self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` is no day", A_DAY)
            return None
        return day

    def number(self, key: str) -> int | None:
        """The number of an entry."""
        node = self.text(key)
        if node is None:
            return None
        if not is_digits(node) or not 0 < len(node) < 10 or int(node) < 1:
            self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` is no number of an entry", "a number such as 3")
            return None
        return int(node)

    def flag(self, key: str) -> bool:
        node = self.text(key)
        if node is not None and node not in ("true", "false"):
            self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` is neither `true` nor `false`", "`true` or `false`")
        return node == "true"

    def many(self, key: str) -> list[Node]:
        """One or several: a list, or a single one."""
        node = self.node(key)
        return list(node) if isinstance(node, Sequence) else [] if node is None else [node]

    def texts(self, key: str) -> tuple[Scalar, ...]:
        found = []
        for node in self.many(key):
            if isinstance(node, Scalar) and node.strip():
                found.append(self.clean(node))
            else:
                self.refuse(Code.ACT_UNREADABLE, node, f"`{key}` cannot be read", "texts")
        return tuple(found)

    def votes(self) -> Votes | None:
        node = self.node("votes")
        if node is None:
            return None
        if isinstance(node, Scalar):
            counts = [part.strip() for part in node.replace("\u2013", "-").split("-")]
            names: dict[str, str] = {}
        elif isinstance(node, Mapping) and not [key for key in node if key not in VOTES]:
            counts = [str(node.get(key, "0")) for key in VOTES[:3]]
            names = self._names(node.get("names"))
        else:
            counts, names = [], {}
        if len(counts) == 2:
            counts.append("0")
        if len(counts) != 3 or not all(is_digits(one) and len(one) < 8 for one in counts):
            self.refuse(Code.ACT_UNREADABLE, node, "the votes cannot be read", SOME_VOTES)
            return None
        first, second, third = map(int, counts)
        return Votes(in_favour=first, against=second, abstained=third, names=names or None)

    def _names(self, node: Node | None) -> dict[str, str]:
        """Who voted how."""
        if node is None or is_null(node):
            return {}
        if not isinstance(node, Mapping) or not all(isinstance(one, Scalar) for one in node.values()):
            self.refuse(
                Code.ACT_UNREADABLE, node, "`names` cannot be read", "names with `for`, `against` or `abstained`"
            )
            return {}
        found = {}
        for name, how in node.items():
            if how not in VOTES[:3]:
                says = f"{as_written(name)} voted {as_written(how)}"
                self.diagnostics.add(unknown_name(Code.ACT_UNREADABLE, how, says, VOTES[:3]))
            found[str(self.clean(name))] = str(how)
        return found

    def conditions(self) -> tuple[Proviso, ...]:
        """Each as a mapping, or as one text: what is to be done; who owns it; by when."""
        found = []
        for number, node in enumerate(self.many("conditions"), start=1):
            condition = self._condition(node, f"C{number}")
            if condition is not None:
                found.append(condition)
        ids = [one.id for one in found]
        for node, one in zip(self.many("conditions"), found, strict=False):
            if ids.count(one.id) > 1:
                self.refuse(
                    Code.ACT_UNREADABLE, node, f"two conditions have the id `{one.id}`", "an id of its own each"
                )
        return tuple(found)

    def _condition(self, node: Node, usual: str) -> Proviso | None:
        parts: dict[str, str] = {}
        if isinstance(node, Scalar):
            words = [part.strip() for part in self.clean(node).split(";")]
            parts = dict(zip(("text", "owner", "due"), words, strict=False)) if len(words) <= 3 else {}
        elif isinstance(node, Mapping) and not [key for key in node if key not in CONDITION]:
            parts = {str(key): str(self.clean(one)) for key, one in node.items() if isinstance(one, Scalar)}
        if not parts.get("text"):
            expected = "a text; its owner; the day or event by which it is due"
            remedy = "in a file, give it as `{text: …, owner: …, due: …}`; there its text may hold a semicolon"
            self.diagnostics.add(
                wrong(Code.ACT_UNREADABLE, node, "a condition cannot be read", expected, remedy=remedy)
            )
            return None
        return Proviso(
            id=parts.get("id") or usual,
            text=parts["text"],
            owner=parts.get("owner") or None,
            due=parts.get("due") or None,
        )

    def refuse(self, code: Code, node: Node, says: str, expected: str, remedy: str | None = None) -> None:
        self.diagnostics.add(wrong(code, node, says, expected, remedy=remedy))
