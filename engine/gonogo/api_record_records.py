"""A record of the evidence with one value put right; a policy without its parameters' values; and evidence as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo.model.diagnostic import Code, Diagnostics

if TYPE_CHECKING:
    from gonogo.api_record_checks import Bench
    from gonogo.model.policy import FactType, Policy
    from gonogo.read.tree import Node, Scalar

SET_BY_AUTHORITY = ("value", "rows", "source")  # of a parameter, and nothing else of it
# What may stand without quotes, and must where its field is no text: the vocabulary says what it means.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?<![.+-])|-?\d+(\.\d+)?")
NULL = "null"


class PutRight(NamedTuple):
    """Which value of which record, what it said and what is right, and the whole record as it is then."""

    fact: str
    key: str
    field: str
    before: str
    after: str
    entry: dict[str, Any]


def record_put_right(bench: Bench) -> PutRight | None:
    """The record that is meant, put right; None where there is none, or where nothing changes."""
    asked, facts = bench.asked, bench.policy.facts
    fact, key = asked.needed("fact", "which fact"), asked.needed("record", "which record, by its key")
    field, after = asked.needed("field", "which field"), asked.needed("to", "what is right")
    if fact is None or key is None or field is None or after is None:
        return None
    if fact not in facts:
        bench.unknown(fact, f"the policy has no fact `{fact}`", facts)
        return None
    kind = facts[fact]
    if field not in kind.fields:
        bench.unknown(field, f"`{fact}` has no field `{field}`", kind.fields)
        return None
    record = _record(bench, kind, key)
    value = None if record is None else _read(bench, kind, field, after)
    if record is None or value is None:
        return None
    before = _one_line(record.get(str(field), "not given"))
    said = asked.text("from")
    if said is not None and said != before:
        says = f"the record says otherwise: `{field}` of {key} is {before}"
        bench.complain(Code.NOT_AS_SAID, said, says, expected=f"`{before}`")
    if value == before:
        says = f"`{field}` of {key} is {before} already"
        bench.complain(Code.NOT_AS_SAID, after, says, expected="another value")
    return PutRight(str(fact), str(key), str(field), before, value, {**record, str(field): value, "corrects": str(key)})


def _record(bench: Bench, kind: FactType, key: Scalar) -> dict[str, Any] | None:
    """The latest record with this key: what it gives, as text."""
    from gonogo.model.records import UNSET, attribute
    from gonogo.model.value import shown

    evidence = bench.gathered.evidence
    assert evidence is not None
    found: dict[str, dict[str, Any]] = {}
    for entry in evidence.entries.get(kind.id, ()):
        for record in entry.records:
            values = {name: getattr(record, attribute(name)) for name in kind.fields}
            given = {
                name: list(map(shown, value)) if isinstance(value, tuple) else shown(value)
                for name, value in values.items()
                if value is not UNSET and value is not None
            }
            found[", ".join(_one_line(given.get(name, "")) for name in kind.key)] = given
    if str(key) not in found:
        bench.unknown(key, f"the evidence has no {kind.title} `{key}`", found)
    return found.get(str(key))


def _one_line(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _read(bench: Bench, kind: FactType, field: Scalar, after: Scalar) -> str | None:
    """What is right, read by the field's type and shown again, so that `2` and `02` are one."""
    from gonogo.model.value import ValueRefused, read_value, shown

    try:
        return shown(read_value(str(after), kind.fields[field].type, plain=True))
    except ValueRefused as refused:
        bench.complain(Code.ACT_UNREADABLE, after, str(refused), expected=kind.fields[field].type.describe())
        return None


def rest_of(policy: Policy) -> str:
    """The digest of all that a policy says but its version and the values and sources of its parameters.

    Comments, order of keys and line breaks do not count; every other word does.
    """
    from gonogo.read.strict_yaml import read_yaml
    from gonogo.record.approve import digest_of
    from gonogo.record.canonical import canonical, normal

    said = []
    for file in policy.files:
        tree = read_yaml(file, Diagnostics())
        whole = _plain(tree)
        if isinstance(whole, dict):
            whole.pop("version", None)
            parameters = whole.get("parameters")
            for one in parameters.values() if isinstance(parameters, dict) else ():
                for key in SET_BY_AUTHORITY if isinstance(one, dict) else ():
                    one.pop(key, None)
        said.append(whole)
    return digest_of(canonical(normal(said)))


def _plain(node: Node | None) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(inner) for key, inner in node.items()}
    if isinstance(node, list):
        return [_plain(inner) for inner in node]
    return None if node is None else str(node)


def evidence_yaml(act: Mapping[str, Any], seq: int, digest: str) -> str | None:
    """What belongs into the evidence for a waiver, an accepted risk or a correction; None for other acts.

    The note leads from the evidence to the entry of the ledger; the entry holds the same words.
    """
    note = f"entry {seq} of the ledger, SHA-256 {digest}"
    entry = act.get("entry")
    if entry is None:
        return None
    if act["kind"] == "correction":
        source = f"correction-{seq}"
        head = {"title": f"Correction, entry {seq} of the ledger", "by": act["by"]["role"]}
        head |= {"person": act["by"]["person"], "date": act["on"], "received": act["on"], "note": act["reason"]}
        lines = ["sources:", f"  {source}:", *_lines({**head, "basis": "documented"}, "    ")]
        lines += ["facts:", f"  {act['fact']}:", f"    - source: {source}", f"      note: {_scalar(note)}"]
        return "\n".join([*lines, "      records:", *_item(entry, "        ")]) + "\n"
    listed = "waivers" if act["kind"] == "waiver" else "views"
    return "\n".join([f"{listed}:", *_item({**entry, "note": note}, "  ")]) + "\n"


def _item(entry: Mapping[str, Any], indent: str) -> list[str]:
    first, *rest = _lines(entry, indent + "  ")
    return [f"{indent}- {first.strip()}", *rest]


def _lines(entry: Mapping[str, Any], indent: str) -> list[str]:
    return [f"{indent}{key}: {_value(value)}" for key, value in entry.items()]


def _value(value: Any) -> str:
    return f"[{', '.join(map(_scalar, value))}]" if isinstance(value, list) else _scalar(value)


def _scalar(text: Any) -> str:
    """Without quotes where that is safe; else in quotes, as JSON writes it."""
    word = str(text)
    return word if PLAIN.fullmatch(word) and word != NULL else json.dumps(word, ensure_ascii=False)
