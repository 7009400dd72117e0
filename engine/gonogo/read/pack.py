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
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

WAIVER = "waiver"
LISTED = {"view": "views", WAIVER: "waivers"}  # facts that an evidence file keeps under a name of their own
HEAD = ("evidence", "policy", "as_of", "title", "note")


@dataclass(slots=True)
class Pack:
    """The trees of a pack, taken apart: its head, its sources, the lists of each fact, and resolutions."""

    head: Mapping
    files: tuple[SourceFile, ...]
    sources: dict[Scalar, Node] = field(default_factory=dict)
    lists: dict[Scalar, list[Mapping]] = field(default_factory=dict)
    resolutions: list[Node] = field(default_factory=list)
    copied_from: Pack | None = None  # one that nobody changes

    def copy(self) -> Pack:
        """A pack to be changed, whatever becomes of this one."""
        lists = {fact: list(entries) for fact, entries in self.lists.items()}
        head = _copied(self.head)
        base = self.copied_from or self
        return Pack(head, self.files, dict(self.sources), lists, list(self.resolutions), base)

    def add_tree(self, tree: Mapping) -> None:
        """What one more file of the folder holds."""
        self.sources.update(_pairs(tree.get("sources")))
        for fact, inner in _pairs(tree.get("facts")):
            entries = self.lists.setdefault(fact, [])
            entries += [one for one in (inner if isinstance(inner, Sequence) else [inner]) if isinstance(one, Mapping)]
        for fact, key in LISTED.items():
            inner = tree.get(key)
            if inner is not None:
                self.lists.setdefault(self._key(fact, tree.written(key).at), []).append(_entry(inner))
        resolutions = tree.get("resolutions")
        self.resolutions += resolutions if isinstance(resolutions, Sequence) else []

    def read(self, policy: Policy, diagnostics: Diagnostics, base: Evidence | None = None) -> Evidence | None:
        """The pack as one checked value, or None where anything in it is wrong.

        `base`: what the pack that this one was copied from was read as; lists that did not change are then taken from
        it, and neither read nor checked again.
        """
        if base is None or self.copied_from is None:
            return read_trees(list(self.trees()), self.files, policy, diagnostics)
        changed = {fact for fact, entries in self.lists.items() if not _same(entries, self.copied_from.entries(fact))}
        evidence = read_trees(list(self.trees(changed)), self.files, policy, diagnostics)
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
        main = _copied(self.head)
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
                    tree[_word(LISTED[str(fact)], fact.at)] = entry
                    rest += [tree] if number else []
            else:
                listed = Sequence(fact.at)
                listed.extend(entries)
                facts[fact] = listed
        for key, node in (("sources", sources), ("facts", facts)):
            if node:
                main[_word(key, at)] = node
        if self.resolutions:
            resolutions = Sequence(self.resolutions[0].at)
            resolutions.extend(self.resolutions)
            main[_word("resolutions", at)] = resolutions
        yield main
        yield from rest

    # --- the head and the sources ----------------------------------------------------------------

    def set_head(self, key: str, value: Scalar) -> None:
        self.head.pop(key, None)
        self.head[_word(key, value.at)] = value

    def set_source(self, name: str, key: str, value: Node | None) -> bool:
        """Changes one thing that is said of a source; None takes it out. Whether there is such a source."""
        for written, node in self.sources.items():
            if written == name and isinstance(node, Mapping):
                self.sources[written] = _with(node, key, value)
                return True
        return False

    def drop_source(self, name: str) -> int:
        """Takes out all that rests on one source alone: how many lists and records that was."""
        dropped = 0
        for fact, entries in list(self.lists.items()):
            kept = []
            for entry in entries:
                less, gone = _without_source(entry, name)
                dropped += gone
                kept += [less] if less is not None else []
            self.lists[fact] = kept
            if entries and not kept:
                del self.lists[fact]
        return dropped

    # --- lists -----------------------------------------------------------------------------------

    def entries(self, fact: str) -> list[Mapping]:
        return next((entries for name, entries in self.lists.items() if name == fact), [])

    def add_records(self, fact: Scalar, records: list[Mapping], source: Scalar | None) -> None:
        """More records: in the list that is complete, if one is, so that it stays so; else in a list of their own."""
        whole = next((one for one in self.entries(fact) if str(one.get("complete")) == "true"), None)
        if whole is None:
            self._put(fact, _list_of(fact.at, records, source, complete=None))
            return
        added = [_with(one, "source", source) if source is not None and "source" not in one else one for one in records]
        listed = Sequence(whole.at)
        listed.extend([*_records(whole), *added])
        self._swap(fact, whole, _with(whole, "records", listed))

    def set_list(self, fact: Scalar, records: list[Mapping], source: Scalar | None) -> None:
        """A complete list instead of whatever is there."""
        self.drop_fact(fact)
        self._put(fact, _list_of(fact.at, records, source, complete=_word("true", fact.at)))

    def drop_fact(self, fact: str) -> bool:
        """Takes out all lists of a fact: whether there was one."""
        return self.lists.pop(self._key(fact, self.head.at), None) is not None

    def change_lists(self, fact: str, key: str, value: Node | None) -> int:
        """Changes what is said of each list of a fact: how many there are."""
        entries = self.entries(fact)
        for entry in list(entries):
            self._swap(fact, entry, _with(entry, key, value))
        return len(entries)

    # --- records ---------------------------------------------------------------------------------

    def change_records(self, fact: str, wanted: Callable[[Mapping], bool], key: str, value: Node | None) -> int:
        """Changes one field of the records that are wanted (None takes it out): how many there are."""
        return self._each(fact, wanted, lambda record: _with(record, key, value))

    def drop_records(self, fact: str, wanted: Callable[[Mapping], bool]) -> int:
        """Takes out the records that are wanted: how many there are."""
        return self._each(fact, wanted, lambda _: None)

    def records(self, fact: str) -> list[Mapping]:
        return [record for entry in self.entries(fact) for record in _records(entry)]

    def _each(
        self, fact: str, wanted: Callable[[Mapping], bool], changed: Callable[[Mapping], Mapping | None]
    ) -> int:
        count = 0
        for entry in list(self.entries(fact)):
            listed = Sequence(entry.at)
            before = count
            for record in _records(entry):
                if not wanted(record):
                    listed.append(record)
                    continue
                count += 1
                if (other := changed(record)) is not None:
                    listed.append(other)
            if count > before:
                self._swap(fact, entry, _with(entry, "records", listed))
        return count

    def _put(self, fact: Scalar, entry: Mapping) -> None:
        self.lists.setdefault(self._key(fact, fact.at), []).append(entry)

    def _swap(self, fact: str, old: Mapping, new: Mapping) -> None:
        entries = self.entries(fact)
        entries[next(number for number, one in enumerate(entries) if one is old)] = new

    def _key(self, fact: str, at: Location) -> Scalar:
        return next((one for one in self.lists if one == fact), _word(fact, at))


def _same(left: list[Mapping], right: list[Mapping]) -> bool:
    """Whether two lists hold the very same entries."""
    return len(left) == len(right) and all(one is other for one, other in zip(left, right, strict=True))


def _entry(node: Node) -> Mapping:
    """`views:` and `waivers:` may be a bare list."""
    if isinstance(node, Mapping):
        return node
    entry = Mapping(node.at)
    entry[_word("records", node.at)] = node
    return entry


def _list_of(at: Location, records: list[Mapping], source: Scalar | None, *, complete: Scalar | None) -> Mapping:
    listed = Sequence(at)
    listed.extend(records)
    entry = Mapping(at)
    for key, value in (("source", source), ("complete", complete), ("records", listed)):
        if value is not None:
            entry[_word(key, at)] = value
    return entry


def _records(entry: Mapping) -> list[Mapping]:
    records = entry.get("records")
    return [one for one in records if isinstance(one, Mapping)] if isinstance(records, Sequence) else []


def _without_source(entry: Mapping, name: str) -> tuple[Mapping | None, int]:
    """A list without what rests on one source alone, None where nothing is left of it; and how much that was."""
    named = _sources_of(entry)
    kept, dropped = Sequence(entry.at), 0
    for record in _records(entry):
        own = _sources_of(record) or named
        if own == [name]:
            dropped += 1
        else:
            kept.append(_less_source(record, name))
    if named == [name]:
        own = [one for one in kept if isinstance(one, Mapping) and _sources_of(one)]
        if not own:
            return None, dropped + 1
        less = _with(_with(entry, "source", None), "complete", None)
        return _with(less, "records", kept), dropped + 1
    return (_with(_less_source(entry, name), "records", kept) if "records" in entry else entry), dropped


def _less_source(node: Mapping, name: str) -> Mapping:
    """Named beside others, a source is only no longer named."""
    written = node.get("source")
    if not isinstance(written, Sequence) or name not in written:
        return node
    rest = Sequence(written.at)
    rest.extend(one for one in written if one != name)
    return _with(node, "source", rest)


def _sources_of(node: Mapping) -> list[str]:
    written = node.get("source")
    if isinstance(written, Sequence):
        return [str(one) for one in written]
    return [] if written is None else [str(written)]


def _with(node: Mapping, key: str, value: Node | None) -> Mapping:
    """The same mapping with one key changed, in its place, or taken out."""
    changed = Mapping(node.at)
    for written, inner in node.items():
        if written != key:
            changed[written] = inner
        elif value is not None:
            changed[written] = value
    if value is not None and key not in changed:
        changed[_word(key, value.at)] = value
    return changed


def _copied(node: Mapping) -> Mapping:
    other = Mapping(node.at)
    other.update(node)
    return other


def _pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    return iter(node.items() if isinstance(node, Mapping) else ())


def _word(text: str, at: Location) -> Scalar:
    return Scalar(text, at, plain=True)
