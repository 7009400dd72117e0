"""The ids of criteria, rules, risks, controls and decisions: of the right form, each once, whatever its case."""

from __future__ import annotations

import re

from gonogo.model.condition import Layer
from gonogo.model.diagnostic import Code
from gonogo.read.complaint import wrong
from gonogo.read.names import Names
from gonogo.read.shaped import mapping, mappings, scalar, sections
from gonogo.read.tree import Mapping, Scalar

KEPT = ("all", "any", "whole")
# What the engine calls the rules of its own, after the id of what they decide: `AC3.not-met`.
IMPLIED = re.compile(
    r"(?P<of>.+)\.(not-met|clear|applies|not-applicable|not-in-force|not-in-place|closed|undecided"
    r"|(open|breached)(\.\d+)?|accepted(-with-conditions)?)",
    re.IGNORECASE,
)


def collect_ids(policy: Mapping, names: Names) -> None:
    """Fills in what can be spoken of by id, so that a condition may name what is written after it."""
    ids = _Ids(names)
    for key, node in sections(policy, "criteria"):
        ids.add(key, Layer.CRITERION)
        ids.add_rules(node)
    for key, node in sections(policy, "risks"):
        ids.add(key, Layer.RISK)
        for name, control in sections(node, "controls"):
            ids.add(name, Layer.CONTROL)
            ids.add_rules(control)
    if "decision" in policy:
        ids.add(policy.written("decision"), Layer.DECISION)
        ids.add_rules(mapping(policy["decision"]))
    for key, node in sections(policy, "decisions"):
        ids.add(key, Layer.DECISION)
        ids.add_rules(node)
    ids.check_implied()


class _Ids:
    """Adds ids, and complains of what is malformed or there already."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.folded: dict[str, Scalar] = {}
        self.obligations: dict[str, Scalar] = {}

    def add(self, key: Scalar, layer: Layer) -> None:
        self._check(key, self.folded)
        self.names.ids[layer][str(key)] = key.at

    def add_rules(self, node: Mapping) -> None:
        for rule in mappings(node, "rules"):
            written = scalar(rule["id"])
            self._check(written, self.folded)
            self.names.rules[str(written)] = written.at
            self._add_obligations(rule)
        self._add_obligations(node)

    def _add_obligations(self, node: Mapping) -> None:
        for one in [*mappings(node, "obligation"), *mappings(node, "obligations")]:
            if "id" in one:
                self._check(scalar(one["id"]), self.obligations)

    def check_implied(self) -> None:
        """No id is one that the engine gives a rule of its own."""
        subjects = {name.casefold() for layer in self.names.ids.values() for name in layer}
        for key in self.folded.values():
            found = IMPLIED.fullmatch(key)
            if found is not None and found["of"].casefold() in subjects:
                says = f"`{key}` is what a rule of the engine's own is called, which belongs to `{found['of']}`"
                self.names.refuse(wrong(Code.NAME_TAKEN, key, says, "another id"))

    def _check(self, key: Scalar, taken: dict[str, Scalar]) -> None:
        if key in KEPT:
            says = f"`{key}` has a meaning of its own"
            self.names.refuse(wrong(Code.NAME_TAKEN, key, says, "another id"))
        first = taken.setdefault(key.casefold(), key)
        if first is not key:
            says = f"`{key}` is the id of something else already"
            see = ((f"`{first}` stands here", first.at),)
            expected = "an id of its own; capital and small letters make no difference"
            self.names.refuse(wrong(Code.ID_TWICE, key, says, expected, see=see))
