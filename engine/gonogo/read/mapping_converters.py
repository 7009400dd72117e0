"""The converters of a mapping: each field's declared forms read once, and complained of where they mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.diagnostic import Code
from gonogo.model.noun import replace
from gonogo.model.policy import Field
from gonogo.model.value import Kind, Value
from gonogo.read.complaint import one_of
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import SERIAL, Forms, From, Mapped
from gonogo.read.mapping_dates import EXAMPLES, DateForm, date_form, zone_of
from gonogo.read.mapping_file import column_forms
from gonogo.read.mapping_numbers import SIGNS
from gonogo.read.mapping_values import Converter
from gonogo.read.tree import Scalar, is_null


def converter(mapped: Mapped, field: Field, reading: EvidenceReading) -> Converter:
    if mapped.split is not None and field.type.kind is not Kind.LIST:
        says = f"`{field.id}` is no list, so nothing can be split for it"
        reading.refuse(Code.FORM_REFUSED, mapped.field, says, "a field of the type `list_of`")
    return _converter(field, mapped.forms, mapped.split, reading)


def column_converter(how: From, column: Scalar, field: Field, reading: EvidenceReading) -> Converter:
    """For a column that is only asked about: by the forms of the field that it is mapped to, if it is."""
    own = next((one.forms for one in how.mapped if column in one.columns), column_forms(how.tree, column))
    return _converter(field, replace(own, values=None), None, reading)


def _converter(field: Field, forms: Forms, split: str | None, reading: EvidenceReading) -> Converter:
    return Converter(field, _sound(forms, reading), tuple(_dates(forms, reading)), _meant(forms, field, reading), split)


def _sound(forms: Forms, reading: EvidenceReading) -> Forms:
    """The forms without those that mean nothing."""
    for word in (forms.decimals, forms.thousands):
        if word is not None and word not in SIGNS:
            reading.unknown(Code.FORM_REFUSED, word, f"numbers are not written with `{word}`", SIGNS)
            return replace(forms, decimals=None, thousands=None)
    if forms.thousands is not None and forms.thousands == (forms.decimals or "point"):
        says = "thousands and decimals cannot be parted by the same sign"
        reading.refuse(Code.FORM_REFUSED, forms.thousands, says, one_of(set(SIGNS) - {str(forms.thousands)}))
        return replace(forms, thousands=None)
    if forms.offset is not None:
        try:
            zone_of(str(forms.offset))
        except (ValueError, IndexError):
            reading.refuse(Code.FORM_REFUSED, forms.offset, f"`{forms.offset}` is no offset", "Z, or such as +01:00")
            return replace(forms, offset=None)
    return forms


def _dates(forms: Forms, reading: EvidenceReading) -> Iterator[DateForm]:
    for word in forms.dates:
        if word == SERIAL:  # the reader of workbooks has made days of these numbers
            continue
        form = date_form(str(word))
        if form is None:
            reading.refuse(Code.FORM_REFUSED, word, f"`{word}` is not the form of a date", EXAMPLES)
        else:
            yield form


def _meant(forms: Forms, field: Field, reading: EvidenceReading) -> dict[str, Value | None]:
    """What written words mean: each a value of the field's type, or null for nothing."""
    wanted = field.type.item if field.type.kind is Kind.LIST and field.type.item else field.type
    return {
        str(word): None if is_null(node) else reading.value(node, wanted) for word, node in (forms.values or {}).items()
    }
