"""Parts of a pack that is being changed: lists, records and sources, each changed into another and left as it was."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.location import Location
from gonogo.read.tree import Mapping, Node, Scalar, Sequence


def key_of(record: Mapping, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(record.get(name, "")) for name in key)


def same(left: list[Mapping], right: list[Mapping]) -> bool:
    """Whether two lists hold the very same entries."""
    return len(left) == len(right) and all(one is other for one, other in zip(left, right, strict=True))


def entry_of(node: Node) -> Mapping:
    """`views:` and `waivers:` may be a bare list."""
    if isinstance(node, Mapping):
        return node
    entry = Mapping(node.at)
    entry[word("records", node.at)] = node
    return entry


def list_of(at: Location, records: list[Mapping], source: Scalar | None, *, complete: Scalar | None) -> Mapping:
    listed = Sequence(at)
    listed.extend(records)
    entry = Mapping(at)
    for key, value in (("source", source), ("complete", complete), ("records", listed)):
        if value is not None:
            entry[word(key, at)] = value
    return entry


def records_of(entry: Mapping) -> list[Mapping]:
    records = entry.get("records")
    return [one for one in records if isinstance(one, Mapping)] if isinstance(records, Sequence) else []


def without_source(entry: Mapping, name: str) -> tuple[Mapping | None, int]:
    """A list without what rests on one source alone, None where nothing is left of it; and how much that was."""
    named = sources_of(entry)
    kept, dropped = Sequence(entry.at), 0
    for record in records_of(entry):
        own = sources_of(record) or named
        if own == [name]:
            dropped += 1
        else:
            kept.append(less_source(record, name))
    if named == [name]:
        if not any(isinstance(one, Mapping) and sources_of(one) for one in kept):
            return None, dropped + 1
        less = with_key(with_key(entry, "source", None), "complete", None)
        return with_key(less, "records", kept), dropped + 1
    return (with_key(less_source(entry, name), "records", kept) if "records" in entry else entry), dropped


def less_source(node: Mapping, name: str) -> Mapping:
    """Named beside others, a source is only no longer named."""
    written = node.get("source")
    if not isinstance(written, Sequence) or name not in written:
        return node
    rest = Sequence(written.at)
    rest.extend(one for one in written if one != name)
    return with_key(node, "source", rest)


def sources_of(node: Mapping) -> list[str]:
    written = node.get("source")
    if isinstance(written, Sequence):
        return [str(one) for one in written]
    return [] if written is None else [str(written)]


def with_key(node: Mapping, key: str, value: Node | None) -> Mapping:
    """The same mapping with one key changed, in its place, or taken out."""
    changed = Mapping(node.at)
    for written, inner in node.items():
        if written != key:
            changed[written] = inner
        elif value is not None:
            changed[written] = value
    if value is not None and key not in changed:
        changed[word(key, value.at)] = value
    return changed


def copied(node: Mapping) -> Mapping:
    other = Mapping(node.at)
    other.update(node)
    return other


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    return iter(node.items() if isinstance(node, Mapping) else ())


def word(text: str, at: Location) -> Scalar:
    return Scalar(text, at, plain=True)
