"""What scenarios are played on: policies, evidence and judges, each made once in a process.

Whoever wants another policy in place of one that the scenarios name (a mutant of it) takes a bench `with_policy`; what
was read of the evidence is then shared. Remembered decisions are not used.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from gonogo import api_scenarios
from gonogo.api_scenarios import FilesOf, Judge, Judgement, Pack
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.evidence import Evidence
from gonogo.model.policy import Policy

Observer = Callable[[Judgement], None]
Overridden = tuple[tuple[str, Any], ...]  # of parameters and of tables: name and value


class Workbench:
    """Made once, and used for any number of scenarios."""

    def __init__(self, instead_of: Mapping[str, Policy] | None = None, observer: Observer | None = None) -> None:
        self.instead_of = dict(instead_of or {})  # by the id of the policy that is replaced
        self.observer = observer
        self._places: dict[tuple[str, str, Path], Path | None] = {}
        self._policies: dict[Path, Policy | InputError] = {}
        self._packs: dict[Path, Pack | Diagnostics] = {}
        self._unfolded: dict[Hashable, Pack | Diagnostics] = {}
        self._evidence: dict[Hashable, tuple[object, Evidence]] = {}
        self._judges: dict[Hashable, tuple[Policy, Judge]] = {}
        self._words: dict[int, tuple[Policy, Hashable]] = {}

    def with_policy(self, policy: Policy, observer: Observer | None = None) -> Workbench:
        """A bench on which another policy stands for the one of the same id; all that was read is shared."""
        other = Workbench({**self.instead_of, policy.id: policy}, observer)
        other._places, other._policies = self._places, self._policies
        other._packs, other._evidence = self._packs, self._evidence
        other._unfolded = self._unfolded
        return other

    def place_of(self, name: str, kind: FilesOf, feature: Path) -> Path | None:
        """The file that a feature means by a name."""
        key = (name, kind, feature.parent)
        if key not in self._places:
            self._places[key] = api_scenarios.place_of(name, kind, feature)
        return self._places[key]

    def policy_at(self, path: Path) -> Policy:
        """The policy in a file; raises InputError where it is wrong."""
        if path not in self._policies:
            try:
                self._policies[path] = api_scenarios.policy_at(path)
            except InputError as error:
                self._policies[path] = error
        found = self._policies[path]
        if isinstance(found, InputError):
            raise found
        return self.instead_of.get(found.id, found)

    def pack_at(self, path: Path) -> Pack | Diagnostics:
        """The evidence in a file or folder as it stands there, or what is wrong with it. Copy it to change it."""
        if path not in self._packs:
            diagnostics = Diagnostics()
            pack = api_scenarios.pack_at(path, diagnostics)
            self._packs[path] = diagnostics if pack is None else pack
        return self._packs[path]

    def unfolded(self, pack: Pack, policy: Policy) -> Pack | Diagnostics:
        """The same with the records of files that it points to, or what is wrong with them."""
        key = (id(pack), self._words_of(policy))
        if key not in self._unfolded:
            diagnostics = Diagnostics()
            whole = api_scenarios.unfolded(pack, policy, diagnostics)
            self._unfolded[key] = diagnostics if whole is None else whole
        return self._unfolded[key]

    def evidence(self, pack: Pack, policy: Policy, key: Hashable, diagnostics: Diagnostics) -> Evidence | None:
        """A pack as it is read under a policy. `key` says which pack it is; one that is refused is read again."""
        whole = (key, self._words_of(policy))
        known = self._evidence.get(whole)
        if known is not None:
            return known[1]
        evidence = pack.read(policy, diagnostics, self._base(pack, policy))
        if evidence is not None:
            self._evidence[whole] = (policy, evidence)
        return evidence

    def _base(self, pack: Pack, policy: Policy) -> Evidence | None:
        """What the pack from which one was copied is read as."""
        base = pack.copied_from
        if base is None:
            return None
        key = (id(base), self._words_of(policy))
        if key not in self._evidence:
            evidence = base.read(policy, Diagnostics())
            if evidence is None:
                return None
            self._evidence[key] = ((base, policy), evidence)
        return self._evidence[key][1]

    def _words_of(self, policy: Policy) -> Hashable:
        """What of a policy reading evidence depends on: a mutant of its rules reads it the same."""
        if id(policy) not in self._words:
            rules = tuple(rule.id for one in policy.criteria for rule in one.rules)
            names = (*(one.id for one in policy.criteria), *(one.id for one in policy.risks))
            self._words[id(policy)] = (policy, (policy.id, id(policy.facts), id(policy.roles), names, rules))
        return self._words[id(policy)][1]

    def judge(self, policy: Policy, parameters: Mapping[str, Any], rows: Mapping[str, Any]) -> Judge:
        """A judge for a policy with some parameters overridden."""
        key = (id(policy), tuple(sorted(parameters.items(), key=_name)), tuple(sorted(rows.items(), key=_name)))
        if key not in self._judges:
            other = api_scenarios.with_parameters(policy, parameters, rows) if parameters or rows else policy
            self._judges[key] = (policy, Judge(other))
        return self._judges[key][1]

    def saw(self, judgement: Judgement) -> None:
        """Tells the observer, if there is one."""
        if self.observer is not None:
            self.observer(judgement)


def _name(pair: tuple[str, Any]) -> str:
    return pair[0]
