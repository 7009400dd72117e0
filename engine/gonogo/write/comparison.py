"""What moved between two decisions: two decision documents in, a comparison document out. Causes come first.

Records can be compared only by whoever holds the evidence, and come in ready-made (`judge.moved`); from the documents
alone, what moved is told as far as they go: sources, what was left out, and the records that decided.
schemas/comparison.schema.json has the shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gonogo.write.decision_words import Part

Document = dict[str, Any]
Look = Callable[[Part], Any]


def comparison(before: Part, after: Part, records: Sequence[Part] | None = None) -> Document:
    """Everything that is not the same in the later decision. `records`: None where the evidence is not at hand."""
    moved = [*_subjects(before, after)]
    return {
        "schema": "gonogo/comparison/1",
        "engine": after["engine"],
        "before": _head(before),
        "after": _head(after),
        "causes": {
            "policy": _policy(before["policy"], after["policy"]),
            "as_of": _pair(before["as_of"], after["as_of"]),
            "parameters": list(_by_id(before, after, "parameters", lambda one: one["value"])),
            "sources": list(_sources(before, after)),
            "records": None if records is None else list(records),
            "left_out": _came_and_went(before["left_out"], after["left_out"]),
            "contradictions": list(_contradictions(before, after)),
            "waivers": list(_by_id(before, after, "waivers", lambda one: one["effect"])),
        },
        "moved": [one for one in moved if one["before"] != one["after"] or one["conditions"] or one["rules"]],
        "unmoved": [one["id"] for one in moved if one["before"] == one["after"]],
        "obligations": list(_by_id(before, after, "obligations", lambda one: one["state"])),
        "decisions": list(_gates(before, after)),
    }


def _head(document: Part) -> Document:
    policy, evidence = document["policy"], document["evidence"]
    return {
        "policy": {name: policy[name] for name in ("id", "title", "version", "sha256")},
        "evidence": {name: evidence[name] for name in ("id", "title", "as_of", "sha256")},
        "as_of": document["as_of"],
        "outcome": document["outcome"],
        "rule": document["rule"],
    }


def _pair(before: Any, after: Any) -> Document | None:
    """The two values, or None where they are the same."""
    return None if before == after else {"before": before, "after": after}


def _policy(before: Part, after: Part) -> Document:
    return {
        "same": before["sha256"] == after["sha256"],
        "id": _pair(before["id"], after["id"]),
        "version": _pair(before["version"], after["version"]),
    }


# --- causes ------------------------------------------------------------------------------------------


def _sources(before: Part, after: Part) -> Iterator[Document]:
    """Sources that came to be known, went, are past their last day, or say something else of themselves."""
    one, other = (_known(document) for document in (before, after))
    for name in _all(one, other):
        left, right = one.get(name), other.get(name)
        change = "came" if left is None else "went" if right is None else "changed"
        source = right or left
        assert source is not None
        fields = [] if left is None or right is None else list(_fields(left, right))
        if change != "changed" or fields:
            yield {
                "change": change,
                "id": name,
                "title": source["title"],
                "by_title": source["by_title"] or source["by"],
                "received": source["received"],
                "basis": source["basis"],
                "fields": fields,
                "why": _why(name, change, (before, after)),
            }


def _known(document: Part) -> dict[str, Part]:
    """The sources that had been received by the day and were not past their last day."""
    day = document["as_of"]
    return {
        one["id"]: one
        for one in document["sources"]
        if (one["received"] is None or one["received"] <= day)
        and (one["valid_until"] is None or one["valid_until"] >= day)
    }


def _why(name: str, change: str, documents: tuple[Part, Part]) -> str | None:
    """Why a source that both packs name counts in one of the decisions only."""
    listed = [{one["id"]: one for one in document["sources"]} for document in documents]
    if change == "changed" or not all(name in sources for sources in listed):
        return None
    place = 0 if change == "came" else 1
    source, day = listed[place][name], documents[place]["as_of"]
    if source["received"] is not None and source["received"] > day:
        return f"received on {source['received']}"
    return f"valid until {source['valid_until']}"


def _fields(one: Part, other: Part) -> Iterator[Document]:
    for name in ("title", "by_title", "date", "received", "basis", "limits", "valid_until"):
        if one[name] != other[name]:
            yield {"field": name.removesuffix("_title"), "before": one[name], "after": other[name]}


def _came_and_went(before: Iterable[Part], after: Iterable[Part]) -> list[Document]:
    """Records that were left out of one decision only, or for another reason."""
    one, other = ({(left["fact"], left["key"], left["source"]): left for left in many} for many in (before, after))
    return [
        {
            "fact": key[0],
            "key": key[1],
            "source": key[2],
            "before": one[key]["reason"] if key in one else None,
            "after": other[key]["reason"] if key in other else None,
            "detail": (other.get(key) or one[key])["detail"],
        }
        for key in _all(one, other)
        if (one[key]["reason"] if key in one else None) != (other[key]["reason"] if key in other else None)
    ]


def _contradictions(before: Part, after: Part) -> Iterator[Document]:
    one, other = (
        {(each["fact"], each["key"], each["field"]): each["settled_by"] or "" for each in document["contradictions"]}
        for document in (before, after)
    )
    for key in _all(one, other):
        if one.get(key) != other.get(key):
            yield {"fact": key[0], "key": key[1], "field": key[2], "before": one.get(key), "after": other.get(key)}


def _by_id(before: Part, after: Part, many: str, look: Look) -> Iterator[Document]:
    """Things whose state, value or effect is not the same; None on the side where there is no such thing."""
    one, other = ({_name(each): each for each in document[many]} for document in (before, after))
    for name in _all(one, other):
        values = [look(side[name]) if name in side else None for side in (one, other)]
        if values[0] != values[1]:
            last = other.get(name) or one[name]
            title = last.get("text") or last.get("reason") or last.get("title")
            yield {"id": name, "title": title, "before": values[0], "after": values[1]}


def _name(one: Part) -> str:
    return f"{one['on']}/{one['id']}" if "on" in one else str(one["id"])


def _all(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[Any]:
    """The keys of both, the earlier one's order first."""
    return list(dict.fromkeys((*one, *other)))


# --- consequences ------------------------------------------------------------------------------------


def _subjects(before: Part, after: Part) -> Iterator[Document]:
    """Criteria, then for each risk its controls and itself."""
    one, other = (dict(_judged(document)) for document in (before, after))
    for kind, name in _all(one, other):
        yield _subject(kind, one.get((kind, name)), other.get((kind, name)))


def _judged(document: Part) -> Iterator[tuple[tuple[str, str], Part]]:
    yield from ((("criterion", one["id"]), one) for one in document["criteria"])
    for risk in document["risks"]:
        yield from ((("control", one["id"]), one) for one in risk["controls"])
        yield ("risk", risk["id"]), risk


def _subject(kind: str, before: Part | None, after: Part | None) -> Document:
    last = after or before
    assert last is not None
    status = "verdict" if kind == "criterion" else "state"
    return {
        "kind": kind,
        "id": last["id"],
        "title": last["title"],
        "before": before and before[status],
        "after": after and after[status],
        "because": {"before": before and before["because"], "after": after and after["because"]},
        "conditions": list(_conditions(_asked(before), _asked(after))),
        "rules": list(_rules(before, after)),
        "missing": {
            "before": [one["what"] for one in before["missing"]] if before else [],
            "after": [one["what"] for one in after["missing"]] if after else [],
        },
    }


def _asked(part: Part | None) -> dict[tuple[str, str, int], Part]:
    """Conditions by their rule and words, for their numbers may not be the same in both."""
    times: Counter[tuple[str, str]] = Counter()
    found = {}
    for one in part["conditions"] if part else ():
        key = (one["rule"], one["text"])
        found[*key, times[key]] = one
        times[key] += 1
    return found


MEASURES = ("truth", "true", "unknown", "total", "complete")


def _conditions(
    before: Mapping[tuple[str, str, int], Part], after: Mapping[tuple[str, str, int], Part]
) -> Iterator[Document]:
    for key in _all(before, after):
        sides = [
            None if one is None else {name: one[name] for name in MEASURES} for one in (before.get(key), after.get(key))
        ]
        names = [_witnesses(one) for one in (before.get(key), after.get(key))]
        if sides[0] != sides[1]:
            yield {
                "rule": key[0],
                "text": key[1],
                "before": sides[0],
                "after": sides[1],
                "came": [one for one in names[1] if one not in names[0]],
                "went": [one for one in names[0] if one not in names[1]],
            }


def _witnesses(condition: Part | None) -> list[Document]:
    return [{"fact": one["fact"], "key": one["key"]} for one in condition["witnesses"]] if condition else []


def _rules(before: Part | None, after: Part | None) -> Iterator[Document]:
    """Rules that decide one of the two only."""
    one, other = (_fired(part) for part in (before, after))
    for name in dict.fromkeys((*one, *other)):
        if (name in one) != (name in other):
            yield {"id": name, "before": name in one, "after": name in other}


def _fired(part: Part | None) -> list[str]:
    if part is None:
        return []
    return list(part["rules"] if "rules" in part else [part["rule"]] if part["rule"] else [])


def _gates(before: Part, after: Part) -> Iterator[Document]:
    """Every gate, moved or not, with those of its rules whose truth moved."""
    one, other = ({gate["id"]: gate for gate in document["decisions"]} for document in (before, after))
    for name in _all(one, other):
        left, right = one.get(name), other.get(name)
        last = right or left
        assert last is not None
        truths = [{rule["id"]: rule["truth"] for rule in gate["rules"]} if gate else {} for gate in (left, right)]
        yield {
            "id": name,
            "question": last["question"],
            "before": left and {key: left[key] for key in ("outcome", "rule", "because")},
            "after": right and {key: right[key] for key in ("outcome", "rule", "because")},
            "rules": [
                {"id": rule, "before": truths[0].get(rule), "after": truths[1].get(rule)}
                for rule in _all(*truths)
                if truths[0].get(rule) != truths[1].get(rule)
            ],
        }
