"""Record types made from a vocabulary: one msgspec Struct per kind of fact, so that evidence is typed at the edge.

A required field holds its value, or None for unknown. An optional field holds its value, None for none (a fact), or
UNSET for unknown. Fields are attributes named `f_<field>`, so that no field name can clash with anything.

A record type comes in two shapes. The usual one has room for a source, a correction and a last day of the record's
own, and any field may be absent. The lean one has not, and there every required field must be written; it is what
most lists are made of, decodes fastest and takes the least memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from gonogo.model.evidence import Day
from gonogo.model.policy import FactType, Field
from gonogo.model.value import Kind, Value, ValueType, read_value

__all__ = [
    "LONGEST_TEXT",
    "RESERVED",
    "UNSET",
    "DecodeRefused",
    "Finisher",
    "Pack",
    "PackDecoder",
    "UnsetType",
    "attribute",
    "changed",
    "python_type",
    "record_decoder",
    "record_type",
    "row_type",
    "values_of",
]

RESERVED = ("source", "corrects", "valid_until")  # beside the fields of any record
LONGEST_TEXT = 65_536  # characters


def attribute(field: str) -> str:
    """The attribute of a record that holds a field."""
    return f"f_{field}"


def record_type(fact: FactType, *, lean: bool = False) -> type[msgspec.Struct]:
    """The Struct for records of `fact`; decodes the JSON form of a record, unknown names refused."""
    fields: list[Any] = [_struct_field(field, lean=lean) for field in fact.fields.values()]
    extra = [
        ("source", str | list[str] | None, UNSET),
        ("corrects", str | None, UNSET),
        ("valid_until", date | None, UNSET),
    ]
    return msgspec.defstruct(
        f"record_{fact.id}",
        fields if lean else fields + extra,
        rename={attribute(name): name for name in fact.fields},
        forbid_unknown_fields=True,
        gc=False,
        kw_only=True,
    )


def row_type(fact: FactType) -> type[msgspec.Struct]:
    """The Struct for records made column by column: its values in the order of the fields, and nothing beside them."""
    fields = [(attribute(field.id), Any) for field in fact.fields.values()]
    return msgspec.defstruct(f"record_{fact.id}", fields, gc=False)


def _struct_field(field: Field, *, lean: bool) -> tuple[Any, ...]:
    plain = python_type(field.type)
    name = attribute(field.id)
    if lean and not field.optional:
        return name, plain if plain is Raw else plain | None
    return name, plain if plain is Raw else plain | None | UnsetType, UNSET


def changed(record: Any, values: Mapping[str, Value | UnsetType | None]) -> Any:
    """The record with other values in some attributes."""
    return msgspec.structs.replace(record, **values)


def python_type(value_type: ValueType) -> Any:
    """What msgspec decodes a value of this type into. Decimals stay as written: see `Finisher`."""
    match value_type.kind:
        case Kind.INTEGER:
            return _bounded(value_type)
        case Kind.DECIMAL:
            return Raw
        case Kind.BOOLEAN:
            return bool
        case Kind.DATE:
            return date
        case Kind.INSTANT:
            return Annotated[datetime, Meta(tz=True)]
        case Kind.ONE_OF | Kind.RANKED | Kind.ROLE if value_type.words:
            return Literal[tuple(map(str, value_type.words))]
        case Kind.REF if value_type.item is not None:
            return python_type(value_type.item)
        case Kind.LIST if value_type.item is not None:
            return tuple.__class_getitem__((python_type(value_type.item), ...))
        case _:
            return Annotated[str, Meta(max_length=LONGEST_TEXT)]


def _bounded(value_type: ValueType) -> Any:
    ends = [int(end) for end in (value_type.least, value_type.most) if end is not None]
    if not ends or max(map(abs, ends)) >= 2**63:
        return int
    least = None if value_type.least is None else int(value_type.least)
    most = None if value_type.most is None else int(value_type.most)
    return Annotated[int, Meta(ge=least, le=most)]


# --- after decoding ------------------------------------------------------------------------------


class Finisher:
    """Gives decoded records what decoding cannot: none or unknown for what is absent, and text in one form.

    An optional field that some record of the list mentions is none where another leaves it out; where no record
    mentions it, it is unknown. A value that its type refuses after all is a `ValueRefused`.
    """

    def __init__(self, fact: FactType) -> None:
        self._required = tuple(attribute(field.id) for field in fact.fields.values() if not field.optional)
        self._optional = tuple(attribute(field.id) for field in fact.fields.values() if field.optional)
        self._plain, self._odd = (
            tuple(
                (attribute(field.id), again)
                for field in fact.fields.values()
                if (again := _read_again(field.type, odd_text=odd)) is not None
            )
            for odd in (False, True)
        )

    def finish(self, records: Sequence[Any], *, lean: bool, odd_text: bool) -> int:
        """Completes the records of one list, and tells how many names they had as JSON objects.

        `odd_text`: there may be text that is not plain ASCII, or that has control characters.
        """
        members = len(records) * len(self._required)
        for name in self._optional:
            absent = [one for one in records if getattr(one, name) is UNSET]
            members += len(records) - len(absent)
            if len(absent) < len(records):
                for one in absent:
                    setattr(one, name, None)
        if not lean:
            for name in (*self._required, *RESERVED):
                absent = [one for one in records if getattr(one, name) is UNSET]
                members -= len(absent)
                for one in absent:
                    setattr(one, name, None)
            members += len(records) * len(RESERVED)
        for name, again in self._odd if odd_text else self._plain:
            for one in records:
                _again(one, name, again)
        return members

    def finish_values(self, record: Any) -> None:
        """The same for the values of one record; what is absent waits until all records of its list are known."""
        for name, again in self._odd:
            _again(record, name, again)


def _again(record: Any, name: str, again: Any) -> None:
    before = getattr(record, name)
    if before is not None and before is not UNSET:
        after = again(before)
        if after is not before:
            setattr(record, name, after)


def _read_again(wanted: ValueType, *, odd_text: bool) -> Any:
    """What a decoded value must still go through, or nothing."""
    match wanted.kind:
        case Kind.REF if wanted.item is not None:
            return _read_again(wanted.item, odd_text=odd_text)
        case Kind.LIST if wanted.item is not None:
            inner = _read_again(wanted.item, odd_text=odd_text)
            return inner and (lambda items: tuple(map(inner, items)))
        case Kind.DECIMAL:
            return lambda raw: _decimal(bytes(raw).decode(), wanted) if isinstance(raw, Raw) else raw
        case Kind.VERSION:
            return lambda text: read_value(text, wanted, plain=False)
        case Kind.TEXT | Kind.REF | Kind.ONE_OF | Kind.RANKED | Kind.ROLE if odd_text and not wanted.words:
            return lambda text: text if text.isascii() and text.isprintable() else read_value(text, wanted, plain=False)
        case _:
            return None


def _decimal(written: str, wanted: ValueType) -> Value | None:
    if written == "null":
        return None
    return read_value(written.strip('"'), wanted, plain=not written.startswith('"'))


# --- whole packs ---------------------------------------------------------------------------------


class DecodeRefused(ValueError):
    """The JSON text is not a pack of this vocabulary. It does not say where; the readers with places do."""


Said = Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)] | UnsetType
Named = Annotated[str, Meta(min_length=1)] | list[str] | UnsetType


class SourceForm(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A source as JSON has it; what is not written is UNSET."""

    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    by: str
    date: Day | UnsetType = UNSET
    received: Day | UnsetType = UNSET
    basis: Literal["stated", "documented", "validated"] | UnsetType = UNSET
    valid_until: Day | UnsetType = UNSET
    limits: Said = UNSET
    note: Said = UNSET
    file: Said = UNSET
    person: Said = UNSET


class Pack(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A pack as JSON has it. `facts` is made from the vocabulary; waivers and resolutions are left to others."""

    evidence: Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9._-]{0,63}\Z")]
    as_of: Day
    policy: Said = UNSET
    title: Said = UNSET
    note: Said = UNSET
    sources: dict[str, SourceForm] | UnsetType = UNSET
    facts: Any = UNSET
    views: Any = UNSET
    waivers: list[Any] | UnsetType = UNSET
    resolutions: list[Any] | UnsetType = UNSET


class PackDecoder:
    """Decoders for one vocabulary, made once: a fast one for what most packs are, and one that takes all of them."""

    def __init__(self, facts: Mapping[str, FactType]) -> None:
        self._facts = facts
        self._lean = self._decoder(lean=True)
        self._full: Any = None

    def decode(self, raw: bytes | str) -> tuple[Any, bool]:
        """The pack, and whether its records are lean. Names that are written twice in one object pass unseen."""
        try:
            return self._lean.decode(raw), True
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            self._full = self._full or self._decoder(lean=False)
        try:
            return self._full.decode(raw), False
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise DecodeRefused(str(error)) from error

    def _decoder(self, *, lean: bool) -> Any:
        lists = {name: _list_form(fact, lean=lean) for name, fact in self._facts.items() if name != "view"}
        entries = [(attribute(name), one | _list_of(one) | UnsetType, UNSET) for name, one in lists.items()]
        renamed = {attribute(name): name for name in lists}
        facts = msgspec.defstruct("facts", entries, rename=renamed, forbid_unknown_fields=True, gc=False)
        pack: list[Any] = [("facts", facts | UnsetType, UNSET)]
        if (view := self._facts.get("view")) is not None:
            views = _list_form(view, lean=False)
            pack.append(("views", views | _list_of(record_type(view)) | UnsetType, UNSET))
        return msgspec.json.Decoder(
            msgspec.defstruct("pack", pack, bases=(Pack,), forbid_unknown_fields=True, gc=False)
        )


def record_decoder(fact: FactType) -> Any:
    """Decodes one record that stands alone; what it raises is a `ValueError`."""
    return msgspec.json.Decoder(record_type(fact))


values_of = msgspec.structs.astuple  # of a decoded object, in the order of its fields; what is not written is UNSET


def _list_of(item: Any) -> Any:
    return list[item]


def _list_form(fact: FactType, *, lean: bool) -> Any:
    fields: list[Any] = [
        ("records", _list_of(record_type(fact, lean=lean)) | UnsetType, UNSET),
        ("source", Named, UNSET),
        ("complete", bool | UnsetType, UNSET),
        ("valid_until", date | UnsetType, UNSET),
        ("corrects", Said, UNSET),
        ("note", Said, UNSET),
        ("fields", list[str] | UnsetType, UNSET),
    ]
    return msgspec.defstruct(f"list_{fact.id}", fields, forbid_unknown_fields=True, gc=False)
