"""Record types: what a vocabulary makes of JSON, and what is absent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from gonogo.model.evidence import BASES
from gonogo.model.records import (
    UNSET,
    DecodeRefused,
    Finisher,
    PackDecoder,
    SourceForm,
    changed,
    record_decoder,
    record_type,
)
from gonogo.model.value import ValueRefused
from tests.lists import policy

DEFECT = policy().facts["defect"]


def finished(*texts: bytes) -> list[Any]:
    decoder = record_decoder(DEFECT)
    records = [decoder.decode(text) for text in texts]
    Finisher(DEFECT).finish(records, lean=False, odd_text=True)
    return records


def test_what_a_record_does_not_say_is_unknown() -> None:
    (record,) = finished(b'{"id": "a"}')

    assert (record.f_severity, record.f_plan, record.source) == (None, UNSET, None)


def test_an_optional_field_is_none_where_another_record_has_it() -> None:
    first, second = finished(b'{"id": "a"}', b'{"id": "b", "plan": "p"}')

    assert (first.f_plan, second.f_plan) == (None, "p")


def test_a_decimal_is_exact_and_a_number() -> None:
    (record,) = finished(b'{"id": "a", "cost": 0.1000000000000000055511151231257827}')

    assert record.f_cost == Decimal("0.1000000000000000055511151231257827")
    with pytest.raises(ValueRefused):
        finished(b'{"id": "a", "cost": "0.1"}')


def test_a_lean_record_has_room_for_its_fields_only() -> None:
    lean: Any = msgspec.json.Decoder(record_type(policy().facts["remark"], lean=True))

    assert lean.decode(b'{"text": null, "count": 1}').f_count == 1
    for other in (b'{"text": "a"}', b'{"text": "a", "count": 1, "source": "S1"}'):
        with pytest.raises(msgspec.ValidationError):
            lean.decode(other)


def test_a_changed_record_leaves_the_first_one_as_it_was() -> None:
    (record,) = finished(b'{"id": "a", "severity": 1}')

    assert changed(record, {"f_severity": 2}).f_severity == 2
    assert record.f_severity == 1


def test_no_text_is_longer_than_it_may_be() -> None:
    with pytest.raises(msgspec.ValidationError):
        record_decoder(DEFECT).decode(b'{"id": "' + b"a" * 65_537 + b'"}')


def test_a_pack_of_another_vocabulary_is_refused() -> None:
    with pytest.raises(DecodeRefused):
        PackDecoder({"defect": DEFECT}).decode(b'{"evidence": "a", "as_of": "2026-11-08", "facts": {"retest": []}}')


def test_the_bases_of_a_source_are_those_of_the_language() -> None:
    for basis in BASES:
        text = f'{{"title": "t", "by": "board", "basis": "{basis}"}}'
        assert msgspec.json.decode(text, type=SourceForm).basis == basis
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode('{"title": "t", "by": "board", "basis": "rumour"}', type=SourceForm)
