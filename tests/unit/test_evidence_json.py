"""Packs in JSON: the fast way and the long way find the same, and what is wrong has its place in files of any size."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from gonogo.judge.admit import admit
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.evidence import Evidence
from gonogo.model.location import SourceFile
from gonogo.model.records import RESERVED, UNSET, attribute
from gonogo.read import evidence_json
from gonogo.read.evidence_file import read_files
from gonogo.read.evidence_json import EvidenceDecoder
from tests.lists import policy

PACK: dict[str, Any] = {
    "evidence": "pack",
    "policy": "lists",
    "as_of": "2026-11-08",
    "sources": {
        "S1": {"title": "Export", "by": "supplier", "date": "2026-11-01", "basis": "documented"},
        "T": {"title": "Findings", "by": "testers", "date": "2026-11-05", "received": "2026-11-06"},
    },
    "facts": {
        "defect": [
            {
                "source": "S1",
                "complete": True,
                "records": [
                    {
                        "id": "D-1",
                        "severity": 1,
                        "status": "open",
                        "deploys": True,
                        "cost": 94.90,
                        "plan": "Café: soon",
                    },
                    {"id": "D-2", "severity": None, "found": "2026-11-07", "fixed_in": "1.10", "tags": ["a", "NO"]},
                ],
            },
            {"source": ["T"], "records": [{"id": "D-1", "source": "S1", "valid_until": "2026-12-01"}]},
        ],
        "retest": {"source": "T", "records": [{"defect": "D-1", "round": 1, "at": "2026-11-07T10:00:00+01:00"}]},
        "remark": {"source": "T", "complete": True, "records": []},
    },
    "views": [{"by": "testers", "about": "AC1", "says": "agree", "date": "2026-11-08", "source": "T"}],
}


def pack(**changes: Any) -> dict[str, Any]:
    return {**PACK, **changes}


def raw(value: Any, **options: Any) -> bytes:
    return json.dumps(value, **options).encode()


def defects(*records: dict[str, Any], **entry: Any) -> bytes:
    return raw(pack(facts={"defect": {"source": "S1", "records": list(records), **entry}}, views=[]))


def decoded(text: bytes) -> Evidence:
    return EvidenceDecoder(policy()).decode(text)


def refused(text: bytes) -> list[tuple[str, int, int]]:
    """The codes and places of all that is wrong."""
    with pytest.raises(InputError) as error:
        decoded(text)
    return [(one.code.value, one.at.line, one.at.column) for one in error.value.diagnostics.errors]


def plainly(evidence: Evidence) -> dict[str, Any]:
    """All that is known of a pack, without where it stands and how its records are made."""
    lists = {
        name: [
            (one.sources, one.complete, one.valid_until, one.corrects, [fields(each) for each in one.records])
            for one in entries
        ]
        for name, entries in evidence.entries.items()
    }
    head = (evidence.id, evidence.title, evidence.policy, evidence.as_of, dict(evidence.sources), evidence.waivers)
    return {"head": head, "resolutions": evidence.resolutions, "sha256": evidence.sha256, "lists": lists}


def fields(record: Any) -> dict[str, Any]:
    names = [name for name in record.__struct_fields__ if name not in RESERVED]
    own = {name: getattr(record, name, None) for name in RESERVED}
    own["source"] = [own["source"]] if isinstance(own["source"], str) else own["source"]
    return {**{name: getattr(record, name) for name in names}, **own}


FORMS = [
    raw(PACK),
    raw(PACK, ensure_ascii=False),
    raw(PACK, indent=2),
    raw(pack(title="A title", note="n", views=[])),
    raw(
        pack(views={"complete": True, "source": "T", "records": [{"by": "testers", "about": "whole", "says": "agree"}]})
    ),
    raw(pack(waivers=[{"criterion": "AC1", "by": "board", "reason": "r", "where": {"id": "D-1"}}])),
    defects({"id": "a"}, {"id": "b", "plan": None}),
    defects({"id": "a"}, {"id": "b"}),
    defects({"id": "a"}, fields=["id", "plan"]),
    defects({"id": "a"}, {"id": "a", "corrects": "a"}),
    defects({"id": "Cafe\u0301"}),
    raw({"evidence": "pack", "as_of": "2026-11-08"}),
]


@pytest.mark.parametrize("text", FORMS)
def test_the_fast_way_and_the_tree_read_the_same(text: bytes) -> None:
    long = read_files((SourceFile("evidence.json", text.decode()),), policy(), Diagnostics())

    assert long is not None
    assert plainly(decoded(text)) == plainly(long)


@pytest.mark.parametrize("text", FORMS)
def test_the_way_for_large_files_reads_the_same(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plainly(decoded(text))
    monkeypatch.setattr(evidence_json, "SMALL", 0)
    decoder = EvidenceDecoder(policy())
    found = Diagnostics()
    large = decoder._long_way(text, "evidence.json", found)

    assert found.errors == ()
    assert large is not None
    assert plainly(large) == expected
    assert plainly(decoder.decode(text)) == expected


WRONG = [
    (defects({"id": "a", "severity": "4"}), "E108"),
    (defects({"id": "a", "severity": 1.0}), "E108"),
    (defects({"id": "a", "severity": 9}), "E108"),
    (defects({"id": "a", "deploys": 1}), "E108"),
    (defects({"id": "a", "deploys": "true"}), "E108"),
    (defects({"id": "a", "deploys": ""}), "E108"),
    (defects({"id": "a", "cost": "94.90"}), "E108"),
    (defects({"id": "a", "found": "2026-02-31"}), "E108"),
    (defects({"id": "a", "fixed_in": "latest"}), "E108"),
    (defects({"id": "a", "status": "opne"}), "E108"),
    (defects({"id": "a\u0007"}), "Y004"),
    (defects({"id": "a", "severty": 4}), "E107"),
    (defects({"id": "a"}, {"id": "a"}), "E109"),
    (defects({"severity": 1}), "E110"),
    (defects({"id": "a", "source": "S9"}), "E105"),
    (defects({"id": "a", "corrects": "b"}), "E115"),
    (defects(source="S9"), "E105"),
    (raw(pack(facts={"remark": {"source": "T", "records": [{"text": "no"}, {}]}})), "S108"),
    (raw(pack(policy="other")), "E102"),
    (raw(pack(facts={"defcet": {"records": []}})), "E106"),
    (raw(pack(views=[{"by": "testers", "about": "AC9", "says": "agree", "source": "T"}])), "E111"),
    (raw(pack(sources={"S1": {"title": "t", "by": "nobody"}}, facts={}, views=[])), "E108"),
    (raw(pack(as_of="2026-02-31")), "E108"),
    (raw(pack(ruels=[])), "S101"),
    (defects({"id": "a", "severity": 1}).replace(b'"severity": 1', b'"severity": 1, "severity": 5'), "Y013"),
    (raw(PACK).replace(b'"as_of"', b'"as_of": "2026-11-07", "as_of"'), "Y013"),
    (defects({"id": "a"}).replace(b'"source": "S1"', b'"source": "S1", "source" : "T"'), "Y013"),
]


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_what_is_wrong_is_refused_in_files_of_any_size_at_the_same_place(
    text: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = refused(text)
    monkeypatch.setattr(evidence_json, "SMALL", 0)

    assert [one[0] for one in small] == [code]
    if code in ("E105", "E115"):  # of a large file, the record is shown and not the name in it
        assert [one[0] for one in refused(text)] == [code]
    else:
        assert refused(text) == small


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"evidence": NaN}', b"\xff\xfe", b'{"evidence": "a" "as_of": 1}'])
def test_what_is_no_pack_at_all_is_refused(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(text) != []
    monkeypatch.setattr(evidence_json, "SMALL", 0)
    assert refused(text) != []


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e400", b"-Infinity"])
def test_a_number_without_an_end_is_refused(number: bytes) -> None:
    assert refused(defects({"id": "a", "cost": 7}).replace(b'"cost": 7', b'"cost": ' + number)) != []


def test_a_name_that_is_written_twice_is_seen_though_a_text_has_a_colon() -> None:
    text = defects({"id": "a", "plan": "Soon: next week", "severity": 1})

    assert decoded(text).entries["defect"][0].records[0].f_plan == "Soon: next week"
    assert refused(text.replace(b'"severity": 1', b'"severity": 1, "severity": 1'))[0][0] == "Y013"


def test_a_warning_is_said_on_the_fast_way_too() -> None:
    late = {"S1": {"title": "t", "by": "board", "date": "2026-11-05", "received": "2026-11-04"}}
    dangling = {
        "defect": {"complete": True, "records": [{"id": "a"}]},
        "retest": {"records": [{"defect": "b", "round": 1}]},
    }
    found = Diagnostics()
    EvidenceDecoder(policy()).decode(raw(pack(sources=late, facts=dangling, views=[])), "e.json", found)

    assert [one.code.value for one in found] == ["E113", "E116"]


def test_at_most_a_hundred_records_of_a_large_file_are_complained_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_json, "SMALL", 0)
    found = refused(defects(*({"id": f"D-{number}", "severity": 9} for number in range(150))))

    assert len(found) == 101


def test_a_record_knows_where_it_stands() -> None:
    text = raw(pack(views=[]), indent=1)
    evidence = decoded(text)
    place = evidence.entries["defect"][0].place(1)

    assert text.decode().splitlines()[place.line - 1][place.column - 1 :] == "{"
    assert '"D-2"' in text.decode().splitlines()[place.line]
    assert len(list(evidence.entries["defect"][0].places or ())) == 2


def test_a_record_of_a_large_file_knows_which_one_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_json, "SMALL", 0)
    evidence = decoded(raw(pack(views=[])))

    assert str(evidence.entries["retest"][0].place(0)) == "evidence.json:1:1 (facts.retest, record 1)"


def test_a_decoder_reads_many_packs_and_keeps_nothing_of_them() -> None:
    decoder = EvidenceDecoder(policy())
    first, second = decoder.decode(defects({"id": "a"})), decoder.decode(defects({"id": "b", "plan": "p"}))

    assert first.entries["defect"][0].records[0].f_plan is UNSET
    assert [one.f_id for one in second.entries["defect"][0].records] == ["b"]


def test_what_was_decoded_can_be_admitted() -> None:
    found = admit(decoded(raw(PACK)), policy(), date(2026, 11, 8))

    assert [getattr(one, attribute("severity")) for group in found["defect"].groups for one in group.records] == [
        1,
        None,
    ]
    assert found["defect"].complete
