"""One tree from many files: a policy with what it includes, laid over the policy that it extends.

Maps merge key by key, lists whose items have an `id` merge by id (in the order of the base, new ones at the end), and
everything else is replaced. A condition is always replaced whole: half of one condition means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

REPLACED_WHOLE = ("where", "meets", "has", "is", "of", "value", "to", "due", "received", "rows", "type", "when")
EFFECTS = ("pass_when", "fail_when", "ended_when", "breached_when", "in_place_when", "planned_when")
OF_DECISIONS = ("decision", "decisions")  # the only sections that can be taken out whole
BY_NAME = ("roles", "parameters", "vocabulary", "definitions", "criteria", "risks", "controls", "decisions", "fields")


def laid_over(base: Mapping, own: Mapping, diagnostics: Diagnostics) -> Mapping:
    """The base as the policy that extends it changes it. Whatever `remove` names is taken out first."""
    return _Merge(diagnostics).over(base, own, None)


def joined(parts: list[Mapping], diagnostics: Diagnostics) -> Mapping:
    """A policy and the files it includes, side by side: nothing may be written twice."""
    whole = Mapping(parts[0].at)
    for part in parts:
        for key, node in part.items():
            before = whole.get(key)
            if before is None:
                whole[key] = node
            elif isinstance(before, Mapping) and isinstance(node, Mapping) and key in BY_NAME:
                whole[key] = _side_by_side(before, node, diagnostics)
            else:
                diagnostics.add(_twice(key, whole.written(key)))
    return whole


def _side_by_side(before: Mapping, node: Mapping, diagnostics: Diagnostics) -> Mapping:
    both = _copy(before)
    for key, inner in node.items():
        if key in both:
            diagnostics.add(_twice(key, both.written(key)))
        else:
            both[key] = inner
    return both


def _twice(key: Scalar, first: Scalar) -> Diagnostic:
    says = f"`{key}` is written in two files that belong together"
    see = ((f"`{key}` is first written here", first.at),)
    remedy = "write it once: only a policy that extends another may change what that one says"
    return wrong(Code.WRITTEN_TWICE, key, says, f"no second `{key}`", see=see, remedy=remedy)


def refuse_removals(node: Mapping, diagnostics: Diagnostics) -> None:
    """Complains of each `remove` that finds no base to take anything out of."""
    for key, inner in node.items():
        if key == "remove" and isinstance(inner, Sequence):
            says = "there is nothing here to remove from"
            diagnostics.add(wrong(Code.NOTHING_TO_REMOVE, key, says, "no `remove`, or a base that has it"))
        elif isinstance(inner, Mapping) and not _is_whole(key):
            refuse_removals(inner, diagnostics)


class _Merge:
    """One policy being laid over another. `under` is always the key that a mapping stands under."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics

    def over(self, base: Mapping, own: Mapping, under: str | None) -> Mapping:
        whole = _copy(self._without_removed(base, own, under))
        if any(effect in own for effect in EFFECTS):
            for key in [key for key in whole if key in EFFECTS]:
                del whole[key]
        merged = {str(key): (key, node) for key, node in whole.items()}
        for key, node in own.items():
            if key == "remove" and isinstance(node, Sequence):
                continue
            before = whole.get(key)
            merged[str(key)] = (key, self._changed(before, node, key))
        ordered = Mapping(own.at)
        ordered.update(merged.values())
        return self._with_one_kind_of_decision(ordered, own) if under is None else ordered

    def _with_one_kind_of_decision(self, whole: Mapping, own: Mapping) -> Mapping:
        """`decision` or `decisions`, whichever is left; a policy that writes the other one has to say so."""
        if whole.get("decisions") == {}:
            del whole[whole.written("decisions")]
        for key, other in (("decision", "decisions"), ("decisions", "decision")):
            if key in own and other in whole and other not in own:
                says = f"`{key}` does not go together with the `{other}` of the policy that is extended"
                see = ((f"`{other}` stands here", whole.written(other).at),)
                remedy = f"write `remove: [{other}]` as well, if `{key}` takes its place"
                complaint = wrong(
                    Code.KEY_DOES_NOT_FIT, own.written(key), says, "one of the two", see=see, remedy=remedy
                )
                self.diagnostics.add(complaint)
        return whole

    def _changed(self, before: Node | None, node: Node, key: Scalar) -> Node:
        if isinstance(node, Mapping) and not _is_whole(key):
            if isinstance(before, Mapping):
                return self.over(before, node, str(key))
            refuse_removals(node, self.diagnostics)
        if isinstance(before, Sequence) and isinstance(node, Sequence) and _has_ids(before) and _has_ids(node):
            return self._by_id(before, node)
        return node

    def _by_id(self, before: Sequence, items: Sequence) -> Sequence:
        mine = {str(item["id"]): item for item in items if isinstance(item, Mapping)}
        if len(mine) < len(items):
            return items  # an id stands there twice, which is complained of later
        merged = Sequence(items.at)
        for item in before:
            change = mine.pop(str(item["id"]), None) if isinstance(item, Mapping) else None
            merged.append(item if change is None or not isinstance(item, Mapping) else self.over(item, change, "rules"))
        merged.extend(mine.values())
        return merged

    def _without_removed(self, base: Mapping, own: Mapping, under: str | None) -> Mapping:
        wanted = own.get("remove")
        if not isinstance(wanted, Sequence):
            return base
        for word in wanted:
            if not isinstance(word, Scalar):
                says = "what is removed is named by its id"
                self.diagnostics.add(wrong(Code.NOTHING_TO_REMOVE, word, says, "an id"))
                continue
            section = under is None and word in OF_DECISIONS and word in base
            if section:
                base = _copy(base)
                del base[base.written(word)]
            base, found = _without(base, word, under)
            if not found and not section:
                says = f"there is no `{word}` to remove"
                choices = [*dict.fromkeys(_removable(base, under)), *(one for one in OF_DECISIONS if one in base)]
                self.diagnostics.add(unknown_name(Code.NOTHING_TO_REMOVE, word, says, choices))
        return base


def _is_whole(key: Scalar) -> bool:
    return key in REPLACED_WHOLE or key.endswith("_when")


def _is_closed(key: Scalar) -> bool:
    """Whether a removal further up does not look in here: fields of different facts share their names."""
    return _is_whole(key) or key == "fields"


def _has_ids(items: Sequence) -> bool:
    return bool(items) and all(isinstance(item, Mapping) and isinstance(item.get("id"), Scalar) for item in items)


# --- taking out ----------------------------------------------------------------------------------


def _without(node: Mapping, word: str, under: str | None) -> tuple[Mapping, bool]:
    """A mapping without the parts of that name or id, however deep they are in it; and whether there were any."""
    kept, found = Mapping(node.at), False
    for key, inner in node.items():
        if key == word and under in BY_NAME:
            found = True
            continue
        below = False
        if isinstance(inner, Sequence) and _has_ids(inner):
            inner, below = _without_item(inner, word)
        elif isinstance(inner, Mapping) and not _is_closed(key):
            inner, below = _without(inner, word, str(key))
        found = found or below
        kept[key] = inner
    return kept, found


def _without_item(items: Sequence, word: str) -> tuple[Sequence, bool]:
    kept, found = Sequence(items.at), False
    for item in items:
        if not isinstance(item, Mapping) or item["id"] == word:
            found = True
            continue
        item, below = _without(item, word, None)
        found = found or below
        kept.append(item)
    return kept, found


def _removable(node: Mapping, under: str | None) -> Iterator[str]:
    for key, inner in node.items():
        if under in BY_NAME:
            yield str(key)
        if isinstance(inner, Sequence) and _has_ids(inner):
            yield from (str(item["id"]) for item in inner if isinstance(item, Mapping))
        elif isinstance(inner, Mapping) and not _is_closed(key):
            yield from _removable(inner, str(key))


def _copy(node: Mapping) -> Mapping:
    copy = Mapping(node.at)
    copy.update(node)
    return copy
