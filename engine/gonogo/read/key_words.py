"""Words for keys: unknown, missing, too many, or not going together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.read.breach import Breach, Path, clause, in_order, listed, one_of, ticked
from gonogo.read.fits import Schema, definition
from gonogo.read.nearest import nearest
from gonogo.read.tree import Mapping, Scalar, is_null

QUOTE_IT = "if the comma before it belongs to the text, put the whole text in quotation marks"


@dataclass(slots=True)
class KeyWords:
    """Remembers what was said, so that one mistake gives one message."""

    meant: dict[Path, set[str]] = field(default_factory=dict)  # the keys that misspelt ones stand for
    headless: set[Path] = field(default_factory=set)  # where the heads are wrong already

    def unknown_keys(self, breach: Breach) -> Iterator[Diagnostic]:
        known = list(breach.schema["properties"])
        heads = _heads(breach.schema)
        if any(head in breach.node for head in heads):
            heads = []
        what = breach.titled
        for key in breach.node:
            if key in known:
                continue
            free = [name for name in known if name not in breach.node]
            meant = nearest(key, heads or free) or nearest(key, known)
            self.meant.setdefault(breach.path, set()).add(meant or "")
            if heads:
                self.headless.add(breach.path)
            yield Diagnostic(
                code=Code.UNKNOWN_KEY,
                at=key.at,
                says=f"`{key}` is no {'head' if heads else 'key'} of {what}",
                expected=one_of(heads or free or known),
                found=f"`{key}`",
                did_you_mean=meant,
                remedy=None if meant or not _cut_off(key, breach.node) else QUOTE_IT,
            )

    def required(self, breach: Breach) -> Diagnostic | None:
        missing = [key for key in breach.argument if key not in breach.node]
        if breach.path in self.headless or self.meant.get(breach.path, set()) & set(missing):
            return None
        lacking = " and ".join(f"`{key}`" for key in missing)
        companion = breach.companion
        return Diagnostic(
            code=Code.NEEDS_COMPANION if companion else Code.MISSING_KEY,
            at=breach.node.written(companion).at if companion else breach.holder,
            says=f"`{companion}` needs {lacking}" if companion else f"{breach.titled} lacks {lacking}",
            expected=_described(breach, missing[0]),
            found=listed(breach.node),
            remedy=f"add `{missing[0]}:` beside {'it' if companion else 'the other keys'}",
        )

    def exactly_one(self, breach: Breach) -> Diagnostic | None:
        if not isinstance(breach.node, Mapping) or breach.path in self.headless:
            return None
        heads = [part["required"][0] for part in breach.argument]
        there = [head for head in heads if head in breach.node]
        if not there and self.meant.get(breach.path, set()) & set(heads):
            return None
        self.headless.add(breach.path)
        what = breach.titled
        is_condition = what == "a condition"
        wanted = "head" if is_condition else f"of {ticked(heads, ' and ')}"
        says = f"{what} has exactly one {wanted}; found {ticked(there, ' and ') if there else 'none'}"
        if not there:
            return Diagnostic(
                code=Code.NO_HEAD,
                at=breach.holder,
                says=says,
                expected=one_of(heads),
                found=listed(breach.node),
            )
        first, second = (breach.node.written(head) for head in in_order(breach.node, there)[:2])
        return Diagnostic(
            code=Code.SEVERAL_HEADS,
            at=second.at,
            says=says,
            expected=f"`{first}` or `{second}`, not both",
            found=ticked(there, " and "),
            see=((f"`{first}` stands at", first.at),),
            remedy="put them into `all:` as items of a list" if is_condition else None,
        )

    def at_least_one(self, breach: Breach) -> Diagnostic | None:
        wanted = [part["required"][0] for part in breach.argument]
        if breach.path in self.headless or self.meant.get(breach.path, set()) & set(wanted):
            return None
        head = breach.companion
        return Diagnostic(
            code=Code.NEEDS_COMPANION if head else Code.MISSING_KEY,
            at=breach.node.written(head).at if head else breach.holder,
            says=f"{ticked([head], '') if head else breach.titled} needs {ticked(wanted, ' or ')}",
            expected=ticked(wanted, " or "),
            found=listed(breach.node),
        )

    def not_together(self, breach: Breach) -> Diagnostic | None:
        if not isinstance(breach.node, Mapping):
            return None
        names = in_order(breach.node, breach.argument["required"])
        first, second = (breach.node.written(name) for name in names)
        return Diagnostic(
            code=Code.KEY_DOES_NOT_FIT,
            at=second.at,
            says=f"`{first}` and `{second}` do not go together",
            expected="one of the two",
            found="both",
            see=((f"`{first}` stands at", first.at),),
        )

    def key_does_not_fit(self, breach: Breach) -> Diagnostic | None:
        head, *others = breach.argument
        known = breach.node in _parent_properties(breach)
        if breach.path in self.headless or not known:
            return None
        return Diagnostic(
            code=Code.KEY_DOES_NOT_FIT,
            at=breach.node.at,
            says=f"`{breach.node}` does not go with `{head}`",
            expected=f"beside `{head}`: {', '.join(others)}" if others else f"nothing beside `{head}`",
            found=f"`{breach.node}`",
        )


def _parent_properties(breach: Breach) -> Schema:
    """The properties of the schema that holds the `allOf` with the broken part."""
    steps = breach.schema_path
    holder = breach.above(steps[: len(steps) - 1 - steps[::-1].index("allOf")])[-1]
    found: Schema = holder.get("properties", {})
    return found


def _described(breach: Breach, key: str) -> str:
    properties = breach.schema.get("properties", {})
    found = properties.get(key, {})
    found = definition(found["$ref"], breach.checked.schema) if "$ref" in found else found
    return f"`{key}`: {clause(found['description'])}" if "description" in found else f"`{key}:`"


def _cut_off(key: Scalar, node: Mapping) -> bool:
    """Whether a key looks like the rest of a text in braces, where a comma ends a value: nothing stands after it."""
    at = node.at
    written = at.file.line(at.line)[at.column - 1 :]
    return written.startswith("{") and key.plain and is_null(node[key])


def _heads(schema: Schema) -> list[str]:
    return [part["required"][0] for part in schema.get("oneOf", ())]
