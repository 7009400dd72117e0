"""Types of fields and parameters: `text`, `{type: integer, from: 1, to: 5}`, `{one_of: […]}`, `{ref: defect}` …"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from decimal import Decimal

from gonogo.model.diagnostic import Code
from gonogo.model.noun import Noun, replace
from gonogo.model.value import Kind, ValueRefused, ValueType, read_value
from gonogo.read.complaint import as_written, unknown_name, wrong
from gonogo.read.names import Names
from gonogo.read.shaped import many, mapping, scalar
from gonogo.read.tree import Mapping, Node, Scalar

HEADS = ("type", "one_of", "ranked", "ref", "role", "list_of")
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
TEXT = ValueType(kind=Kind.TEXT)


class Types(Noun, frozen=True):
    """Reads types. `declared` are the facts as written, for references to their keys; `following` guards circles."""

    names: Names
    declared: AnyMapping[str, Mapping]
    following: tuple[str, ...] = ()

    def read(self, node: Node) -> ValueType | None:
        """The type that a field or parameter declares; None after a complaint."""
        if isinstance(node, Scalar):
            kind = Kind(str(node))
            return self._roles() if kind is Kind.ROLE else ValueType(kind=kind)
        written = mapping(node)
        head = next(key for key in written if key in HEADS)
        match str(head):
            case "one_of" | "ranked":
                closed = self._words(many(written[head]), Kind(str(head)))
                return closed if closed is None or "also" not in written else self._also(written, closed)
            case "ref":
                return self._ref(scalar(written[head]))
            case "list_of":
                item = self.read(written[head])
                return None if item is None else ValueType(kind=Kind.LIST, item=item)
            case "role":
                return self._roles()
            case _:
                plain = self.read(written[head])
                return None if plain is None else self._bounded(written, plain)

    def _roles(self) -> ValueType:
        return ValueType(kind=Kind.ROLE, words=tuple(self.names.roles))

    def _words(self, nodes: list[Node], kind: Kind) -> ValueType | None:
        words: list[str] = []
        for one in nodes:
            word = _text(scalar(one))
            if word is None or word in words:
                says = f"{as_written(one)} is named twice" if word else f"{as_written(one)} is no word"
                self.names.refuse(wrong(Code.BAD_TYPE, one, says, "words, each once"))
                return None
            words.append(word)
        return ValueType(kind=kind, words=tuple(words))

    def _also(self, node: Mapping, closed: ValueType) -> ValueType:
        """`also: {rejected: denied}`: other ways in which evidence writes the words."""
        pairs: list[tuple[str, str]] = []
        for key, inner in mapping(node["also"]).items():
            other, word = _text(key), _text(scalar(inner))
            if other is None or other in closed.words:
                says = f"`{key}` is one of the words already" if other else f"{as_written(key)} is no word"
                self.names.refuse(wrong(Code.BAD_TYPE, key, says, "another way to write one of the words"))
            elif word is None or word not in closed.words:
                says = f"`{key}` cannot stand for {as_written(inner)}, which is not among the words"
                self.names.refuse(unknown_name(Code.BAD_TYPE, inner, says, closed.words))
            else:
                pairs.append((other, word))
        return replace(closed, also=tuple(pairs))

    def _ref(self, node: Scalar) -> ValueType | None:
        if node not in self.declared:
            says = f"there is no fact `{node}`"
            self.names.refuse(unknown_name(Code.UNKNOWN_FACT, node, says, self.declared))
            return None
        key = self._key_of(str(node))
        if key is None or node in self.following:
            says = f"`{node}` has no single key field that can be referred to"
            remedy = f"give `{node}` one field as its key, such as `key: id`"
            self.names.refuse(wrong(Code.NO_SINGLE_KEY, node, says, "a fact with one key field", remedy=remedy))
            return None
        self.names.used.add(str(node))
        item = Types(self.names, self.declared, (*self.following, str(node))).read(key)
        return None if item is None else ValueType(kind=Kind.REF, fact=str(node), item=item)

    def _key_of(self, fact: str) -> Node | None:
        """The declaration of the one field that is the key of a fact."""
        node = self.declared[fact]
        keys = many(node.get("key"))
        return mapping(node["fields"]).get(scalar(keys[0])) if len(keys) == 1 else None

    def _bounded(self, node: Mapping, plain: ValueType) -> ValueType | None:
        ends = {word: scalar(node[word]) for word in ("from", "to") if word in node}
        if not ends:
            return plain
        if plain.kind not in NUMBERS:
            first = next(iter(ends.values()))
            says = f"only numbers have limits, and this is {plain.describe()}"
            self.names.refuse(wrong(Code.BAD_TYPE, first, says, "no `from` or `to`"))
            return None
        least, most = (self._end(ends.get(word), plain) for word in ("from", "to"))
        if least is not None and most is not None and least > most:
            says = f"nothing lies between {least} and {most}"
            self.names.refuse(wrong(Code.BACKWARDS, ends["from"], says, f"a number up to {most}"))
            return None
        return ValueType(kind=plain.kind, least=least, most=most)

    def _end(self, node: Scalar | None, plain: ValueType) -> int | Decimal | None:
        if node is None:
            return None
        try:
            value = read_value(node, plain, plain=node.plain)
        except ValueRefused as refused:
            self.names.refuse(wrong(Code.UNREADABLE_VALUE, node, refused.says, plain.describe(), remedy=refused.remedy))
            return None
        return value if isinstance(value, int | Decimal) else None


def _text(node: Scalar) -> str | None:
    """A word as it is compared later; None where it is no text that can be kept."""
    try:
        word = read_value(node, TEXT, plain=True)
    except ValueRefused:
        return None
    return word if isinstance(word, str) and word else None
