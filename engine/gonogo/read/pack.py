"""An evidence pack that can be changed before it is read: for scenarios, which say what is different.

A pack is kept as trees, so whatever is put into it has its place, and what is wrong with it is complained of there.
Nothing of a pack that was copied is changed with the copy: what is changed is copied first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Evidence
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.read.evidence_file import read_trees
from gonogo.read.extract import NO_FILES, Intake
from gonogo.read.pack_parts import (
    copied,
    entry_of,
    key_of,
    list_of,
    pairs,
    records_of,
    same,
    with_key,
    without_source,
    word,
)
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

WAIVER = "waiver"
LISTED = {"view": "views", WAIVER: "waivers"}  # facts that an evidence file keeps under a name of their own
HEAD = ("evidence", "policy", "as_of", "case", "published", "title", "note")


@dataclass(slots=True)
class Pack:
    """The trees of a pack, taken apart: its head, its sources, the lists of each fact, and resolutions."""

    head: Mapping
    files: tuple[SourceFile, ...]
    sources: dict[Scalar, Node] = field(default_factory=dict)
    lists: dict[Scalar, list[Mapping]] = field(default_factory=dict)
    resolutions: list[Node] = field(default_factory=list)
    copied_from: Pack | None = None  # one that nobody changes
    intake: Intake = NO_FILES  # where its files are, if it points to any

    def copy(self) -> Pack:
        """A pack to be changed, whatever becomes of this one."""
        lists = {fact: list(entries) for fact, entries in self.lists.items()}
        head = copied(self.head)
        base = self.copied_from or self
        return Pack(head, self.files, dict(self.sources), lists, list(self.resolutions), base, self.intake)

    def add_tree(self, tree: Mapping) -> None:
        """What one more file of the folder holds."""
        self.sources.update(pairs(tree.get("sources")))
        for fact, inner in pairs(tree.get("facts")):
            entries = self.lists.setdefault(fact, [])
            entries += [one for one in (inner if isinstance(inner, Sequence) else [inner]) if isinstance(one, Mapping)]
        for listed, key in LISTED.items():
            if (node := tree.get(key)) is not None:
                self.lists.setdefault(self._key(listed, tree.written(key).at), []).append(entry_of(node))
        resolutions = tree.get("resolutions")
        self.resolutions += resolutions if isinstance(resolutions, Sequence) else []

    def read(self, policy: Policy, diagnostics: Diagnostics, base: Evidence | None = None) -> Evidence | None:
        """The pack as one checked value, or None where anything in it is wrong.

        `base`: what the pack that this one was copied from was read as; lists that did not change are then taken from
        it, and neither read nor checked again.
        """
        if base is None or self.copied_from is None:
            return read_trees(list(self.trees()), self.files, policy, diagnostics, self.intake)
        changed = {fact for fact, entries in self.lists.items() if not same(entries, self.copied_from.entries(fact))}
        evidence = read_trees(list(self.trees(changed)), self.files, policy, diagnostics, self.intake)
        if evidence is None:
            return None
        kept = {fact: base.entries[fact] for fact in map(str, self.lists) if fact not in changed}
        theirs = {name: one for name, one in base.sources.items() if name not in self.copied_from.sources}
        return replace(
            evidence,
            entries={**{str(fact): () for fact in self.lists}, **kept, **evidence.entries},
            sources={**theirs, **evidence.sources},
            waivers=evidence.waivers if WAIVER not in kept else base.waivers,
        )

    def trees(self, only: AbstractSet[str] | None = None) -> Iterator[Mapping]:
        """The pack as the files of a folder would hold it; with `only`, the lists of those facts and no others."""
        main = copied(self.head)
        at = main.at
        facts, sources = Mapping(at), Mapping(at)
        sources.update(self.sources)
        rest: list[Mapping] = []
        for fact, entries in self.lists.items():
            if only is not None and fact not in only:
                continue
            if fact in LISTED:
                for number, entry in enumerate(entries):
                    tree = main if number == 0 else Mapping(at)
                    tree[word(LISTED[str(fact)], fact.at)] = entry
                    rest += [tree] if number else []
            else:
                listed = Sequence(fact.at)
                listed.extend(entries)
                facts[fact] = listed
        for key, node in (("sources", sources), ("facts", facts)):
            if node:
                main[word(key, at)] = node
        if self.resolutions:
            resolutions = Sequence(self.resolutions[0].at)
            resolutions.extend(self.resolutions)
            main[word("resolutions", at)] = resolutions
        yield main
        yield from rest

    # --- the head and the sources ----------------------------------------------------------------

    def set_source(self, name: str, key: str, value: Node | None) -> bool:
        """Changes one thing that is said of a source; None takes it out. Whether there is such a source."""
        for written, node in self.sources.items():
            if written == name and isinstance(node, Mapping):
                self.sources[written] = with_key(node, key, value)
                return True
        return False

    def said_of(self, name: str, key: str) -> Node | None:
        """What is said of a source under one key."""
        node = next((one for written, one in self.sources.items() if written == name), None)
        return node.get(key) if isinstance(node, Mapping) else None

    def drop_source(self, name: str) -> int:
        """Takes out all that rests on one source alone: how many lists and records that was."""
        dropped = 0
        for fact, entries in list(self.lists.items()):
            kept = []
            for entry in entries:
                less, gone = without_source(entry, name)
                dropped += gone
                kept += [less] if less is not None else []
            self.lists[fact] = kept
            if entries and not kept:
                del self.lists[fact]
        return dropped

    # --- lists -----------------------------------------------------------------------------------

    def entries(self, fact: str) -> list[Mapping]:
        return next((entries for name, entries in self.lists.items() if name == fact), [])

    def add_records(
        self, fact: Scalar, records: list[Mapping], source: Scalar | None, key: tuple[str, ...] = ()
    ) -> None:
        """More records: in the list that is complete, if one is, so that it stays so; else in a list of their own.

        What has the key of a record of the complete list is another word on that record, and stands in a list of its
        own. `key`: the fields that tell the records of the fact from each other.
        """
        whole = next((one for one in self.entries(fact) if str(one.get("complete")) == "true"), None)
        known = [] if whole is None or not key else [key_of(one, key) for one in records_of(whole)]
        added = [one for one in records if whole is not None and key_of(one, key) not in known]
        others = [one for one in records if whole is None or key_of(one, key) in known]
        if whole is not None and added:
            sourced = [with_key(one, "source", source) if source and "source" not in one else one for one in added]
            listed = Sequence(whole.at)
            listed.extend([*records_of(whole), *sourced])
            self._swap(fact, whole, with_key(whole, "records", listed))
        if others:
            self._put(fact, list_of(fact.at, others, source, complete=None))

    def set_list(self, fact: Scalar, records: list[Mapping], source: Scalar | None) -> None:
        """A complete list instead of whatever is there."""
        self.drop_fact(fact)
        self._put(fact, list_of(fact.at, records, source, complete=word("true", fact.at)))

    def drop_fact(self, fact: str) -> bool:
        """Takes out all lists of a fact: whether there was one."""
        return self.lists.pop(self._key(fact, self.head.at), None) is not None

    def change_lists(self, fact: str, key: str, value: Node | None) -> int:
        """Changes what is said of each list of a fact: how many there are."""
        entries = self.entries(fact)
        for entry in list(entries):
            self._swap(fact, entry, with_key(entry, key, value))
        return len(entries)

    # --- records ---------------------------------------------------------------------------------

    def change_records(self, fact: str, wanted: Callable[[Mapping], bool], key: str, value: Node | None) -> int:
        """Changes one field of the records that are wanted (None takes it out): how many there are."""
        return self._each(fact, wanted, lambda record: with_key(record, key, value))

    def drop_records(self, fact: str, wanted: Callable[[Mapping], bool]) -> int:
        """Takes out the records that are wanted: how many there are."""
        return self._each(fact, wanted, lambda _: None)

    def records(self, fact: str) -> list[Mapping]:
        return [record for entry in self.entries(fact) for record in records_of(entry)]

    def _each(self, fact: str, wanted: Callable[[Mapping], bool], changed: Callable[[Mapping], Mapping | None]) -> int:
        count = 0
        for entry in list(self.entries(fact)):
            listed = Sequence(entry.at)
            before = count
            for record in records_of(entry):
                if not wanted(record):
                    listed.append(record)
                    continue
                count += 1
                if (other := changed(record)) is not None:
                    listed.append(other)
            if count > before:
                self._swap(fact, entry, with_key(entry, "records", listed))
        return count

    def _put(self, fact: Scalar, entry: Mapping) -> None:
        self.lists.setdefault(self._key(fact, fact.at), []).append(entry)

    def _swap(self, fact: str, old: Mapping, new: Mapping) -> None:
        entries = self.entries(fact)
        entries[next(number for number, one in enumerate(entries) if one is old)] = new

    def _key(self, fact: str, at: Location) -> Scalar:
        return next((one for one in self.lists if one == fact), word(fact, at))
