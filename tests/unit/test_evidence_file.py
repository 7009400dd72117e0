"""Reading packs: what values may look like, what is unknown and what is none, and what is refused, where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest

from gonogo.model.condition import FieldTest
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.records import UNSET
from gonogo.read.evidence_file import read_evidence, read_files
from tests.lists import HEAD, SOURCES, admitted, codes, complaints, facts, policy, read, text


def field(record: str, name: str) -> object:
    """The value of a field of a single defect."""
    (entry,) = read(facts(defect=f"{{source: S1, records: [{record}]}}")).entries["defect"]
    return getattr(entry.records[0], f"f_{name}")


def refusal(record: str, fact: str = "defect") -> str:
    """What is said of a single record that is refused."""
    (complaint,) = complaints(facts(**{fact: f"{{source: S1, records: [{record}]}}"}))
    return f"{complaint.code.value} {complaint.says}"


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("{id: NONE}", "id", "NONE"),
        ("{id: NO}", "id", "NO"),
        ("{id: 007}", "id", "007"),
        ("{id: a, cost: 94.90}", "cost", Decimal("94.90")),
        ("{id: a, cost: 0.00001}", "cost", Decimal("0.00001")),
        ("{id: a, cost: 18446744073709551617}", "cost", Decimal(18446744073709551617)),
        ("{id: a, fixed_in: 1.10}", "fixed_in", "1.10"),
        ("{id: a, found: 2026-11-08}", "found", date(2026, 11, 8)),
        ("{id: a, deploys: true}", "deploys", True),
        ("{id: a, tags: [one, NO]}", "tags", ("one", "NO")),
        ("{id: 'Cafe\u0301'}", "id", "Caf\u00e9"),
    ],
)
def test_a_value_takes_the_type_that_the_vocabulary_declares(written: str, name: str, value: object) -> None:
    assert field(written, name) == value


def test_whole_numbers_have_no_limit_to_their_size() -> None:
    evidence = read(facts(remark="{source: S1, records: [{count: 18446744073709551617}]}"))

    assert evidence.entries["remark"][0].records[0].f_count == 18446744073709551617


@pytest.mark.parametrize(
    "record",
    [
        "{id: a, severity: '4'}",
        "{id: a, severity: 1e0}",
        "{id: a, severity: 04}",
        "{id: a, severity: true}",
        "{id: a, severity: 6}",
        "{id: a, deploys: 1}",
        "{id: a, deploys: 'true'}",
        "{id: a, deploys: ''}",
        "{id: a, deploys: yes}",
        "{id: a, cost: .inf}",
        "{id: a, cost: '94.90'}",
        "{id: a, found: 2026/11/08}",
        "{id: a, found: 2026-02-31}",
        "{id: a, found: 2026-11-08T10:00:00Z}",
        "{id: a, status: opne}",
        "{id: a, fixed_in: latest}",
        "{id: a, tags: one}",
        "{id: a, severity: [1]}",
    ],
)
def test_a_value_of_another_type_is_refused_and_never_turned_into_one(record: str) -> None:
    assert refusal(record).startswith("E108 ")


def test_a_misspelt_word_is_refused_with_the_nearest_one() -> None:
    (complaint,) = complaints(facts(defect="{source: S1, records: [{id: a, status: opne}]}"))

    assert complaint.did_you_mean == "open"


def test_every_instant_keeps_its_own_offset_and_one_without_is_refused() -> None:
    written = "{defect: a, round: %s, at: '%s'}"
    lists = ", ".join([written % (1, "2026-03-01T00:00:00Z"), written % (2, "2026-03-01T00:00:00+02:00")])
    (entry,) = read(facts(retest=f"{{source: S1, records: [{lists}]}}")).entries["retest"]

    assert [one.f_at for one in entry.records] == [
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=2))),
    ]
    assert refusal(written % (3, "2026-03-01T00:00:00"), "retest").startswith("E108 ")
    assert refusal(written % (3, "2026-03-01"), "retest").startswith("E108 ")


# --- unknown and none -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "record", ["{id: a}", "{id: a, severity: null}", "{id: a, severity: }", "{id: a, severity: ~}"]
)
def test_a_required_field_that_is_absent_or_null_is_unknown_and_not_zero(record: str) -> None:
    assert field(record, "severity") is None


def test_an_optional_field_that_no_record_of_a_list_has_is_unknown() -> None:
    assert field("{id: a}", "plan") is UNSET


def test_an_optional_field_that_is_left_empty_is_none() -> None:
    assert field("{id: a, plan: }", "plan") is None


def test_an_optional_field_that_another_record_of_the_list_has_is_none() -> None:
    assert field("{id: a}, {id: b, plan: Soon}", "plan") is None


def test_a_list_can_say_which_fields_its_source_carries() -> None:
    (entry,) = read(facts(defect="{source: S1, fields: [id, plan], records: [{id: a}]}")).entries["defect"]

    assert (entry.records[0].f_plan, entry.records[0].f_tags) == (None, UNSET)


def test_lists_are_judged_each_by_what_its_own_source_carries() -> None:
    lists = "[{source: S1, records: [{id: a, plan: Soon}]}, {source: T, records: [{id: b}]}]"
    first, second = read(facts(defect=lists)).entries["defect"]

    assert (first.records[0].f_plan, second.records[0].f_plan) == ("Soon", UNSET)


def test_an_empty_list_and_no_list_at_all_are_two_things() -> None:
    assert "defect" not in read(text("facts: {}")).entries
    assert read(facts(defect="[]")).entries["defect"] == ()
    assert read(facts(defect="{source: S1, complete: true, records: []}")).entries["defect"][0].complete


def test_a_pack_without_facts_can_be_read() -> None:
    assert read(HEAD).entries == {}


@pytest.mark.parametrize("nothing", ["", "# only a remark\n", "---\n"])
def test_an_empty_file_is_never_a_pack_without_defects(nothing: str) -> None:
    assert complaints(nothing) != ()


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pack", "code", "near"),
    [
        (facts(defcet="{source: S1, records: []}"), "E106", "defect"),
        (facts(defect="{source: S1, records: [{id: a, severty: 1}]}"), "E107", "severity"),
        (facts(defect="{source: S1, fields: [id, paln], records: []}"), "E107", "plan"),
        (facts(defect="{source: S11, records: []}"), "E105", "S1"),
        (facts(defect="{source: S1, records: [{id: a, source: S22}]}"), "E105", "S2"),
        (text("views: [{by: tester, about: whole, says: agree}]"), "E108", "testers"),
        (text("views: [{by: testers, about: AC11, says: agree}]"), "E111", "AC1"),
        (text("waivers: [{criterion: AC3, by: board, reason: r}]"), "E111", "AC1"),
        (text("waivers: [{criterion: AC1, rule: AC1-sever, by: board, reason: r}]"), "E111", "AC1-severe"),
        (HEAD.replace("policy: lists", "policy: list"), "E102", "lists"),
        (HEAD + "sources: {S1: {title: t, by: suplier}}", "E108", "supplier"),
    ],
)
def test_a_name_that_stands_for_nothing_is_refused_with_the_nearest_one(pack: str, code: str, near: str) -> None:
    assert [(one.code.value, one.did_you_mean) for one in complaints(pack)] == [(code, near)]


def test_a_table_of_the_policy_cannot_be_given_as_evidence() -> None:
    (complaint,) = complaints(facts(threshold="{source: S1, records: []}"))

    assert complaint.says == "`threshold` is a table of the policy"


def test_everything_that_is_wrong_is_said_at_once_with_its_place() -> None:
    found = complaints(facts(defect="{source: S9, records: [{id: a, severity: 9, found: 2026-02-31}, {severity: 1}]}"))

    assert [one.code.value for one in found] == ["E105", "E108", "E108", "E110"]
    assert len({(one.at.line, one.at.column) for one in found}) == 4


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["{id: a, severity: 1}", "{id: a, severity: 2}"])
def test_the_same_key_twice_in_one_list_is_refused_with_both_places(second: str) -> None:
    (complaint,) = complaints(facts(defect=f"{{source: S1, records: [{{id: a, severity: 1}}, {second}]}}"))

    assert complaint.code.value == "E109"
    assert complaint.see[0][1].column < complaint.at.column


def test_the_same_key_in_two_lists_is_no_fault() -> None:
    lists = "[{source: S1, records: [{id: a}]}, {source: T, records: [{id: a}]}]"

    assert codes(facts(defect=lists)) == []


def test_a_record_without_its_key_is_refused() -> None:
    assert refusal("{defect: a, round: null}", "retest").startswith("E110 ")


def test_a_hundred_thousand_distinct_records_are_that_many() -> None:
    lines = "\n".join(f"    - {{id: D-{number}}}" for number in range(2_000))
    found = admitted(text(f"facts:\n  defect:\n    source: S1\n    complete: true\n    records:\n{lines}\n"))

    assert sum(len(group.records) for group in found.groups) == 2_000


# --- sources, days --------------------------------------------------------------------------------


def test_a_source_without_a_basis_is_taken_at_its_word_and_no_more() -> None:
    assert read(text("")).sources["B"].basis == "stated"


def test_a_source_is_received_on_its_own_day_unless_it_says_otherwise() -> None:
    sources = read(text("")).sources

    assert (sources["T"].received, sources["LATE"].received) == (date(2026, 11, 5), date(2026, 11, 9))


def test_a_source_received_before_it_was_made_is_a_warning() -> None:
    (one,) = complaints(HEAD + "sources: {S1: {title: t, by: board, date: 2026-11-05, received: 2026-11-04}}")

    assert (one.code.value, one.severity.value) == ("E113", "warning")


def test_a_complete_list_says_its_records() -> None:
    assert codes(facts(defect="{source: S1, complete: true}")) == ["E114"]


@pytest.mark.parametrize("as_of", ["", "as_of: 2026-02-31\n", "as_of: 08.11.2026\n"])
def test_there_is_no_pack_without_a_real_day(as_of: str) -> None:
    assert len(codes(HEAD.replace("as_of: 2026-11-08\n", as_of))) == 1


def test_a_correction_corrects_something() -> None:
    assert codes(facts(defect="{source: S1, records: [{id: a, corrects: b}]}")) == ["E115"]
    assert codes(facts(defect="{source: S1, corrects: S9, records: []}")) == ["E115"]


def test_a_reference_into_a_complete_list_that_lacks_it_is_a_warning() -> None:
    lists = {"defect": "{source: S1, complete: true, records: [{id: a}]}"}
    retest = "{source: S1, records: [{defect: b, round: 1}]}"
    (one,) = complaints(facts(**lists, retest=retest))

    assert (one.code.value, one.severity.value) == ("E116", "warning")
    assert codes(facts(defect=lists["defect"].replace("true", "false"), retest=retest)) == []


# --- views, waivers, resolutions ------------------------------------------------------------------


def test_a_view_without_a_source_is_its_own_source() -> None:
    evidence = read(text("views: [{by: testers, about: whole, says: agree, date: 2026-11-08}]"))
    (record,) = evidence.entries["view"][0].records
    source = evidence.sources[record.source[0]]

    assert (source.id, source.by, source.date, source.basis) == ("view-1", "testers", date(2026, 11, 8), "stated")


def test_views_are_what_is_known_so_far_unless_they_say_that_they_are_complete() -> None:
    view = "{by: testers, about: whole, says: agree, person: P. Tester, note: Seen}"

    assert not admitted(text(f"views: [{view}]"), "view").complete
    assert admitted(text(f"views: {{complete: true, source: T, records: [{view}]}}"), "view").complete


def test_a_waiver_that_does_not_say_otherwise_is_not_denied_and_covers_failure_only() -> None:
    evidence = read(text("waivers: [{criterion: AC1, by: board, reason: r, date: 2026-11-01, until: 2026-11-30}]"))
    (waiver,) = evidence.waivers

    assert (waiver.id, waiver.denied, waiver.covers, waiver.until) == ("waiver-1", False, ("fail",), date(2026, 11, 30))
    assert evidence.entries["waiver"][0].records[0].f_denied is False


@pytest.mark.parametrize("key", ["expires_at: 2026-12-01", "untill: 2026-12-01"])
def test_a_waiver_with_a_misspelt_key_is_refused(key: str) -> None:
    assert codes(text(f"waivers: [{{criterion: AC1, by: board, reason: r, {key}}}]")) == ["S101"]


@pytest.mark.parametrize("until", ["2026/11/30", "2026-02-31"])
def test_the_end_of_a_waiver_is_a_real_day(until: str) -> None:
    assert "E108" in codes(text(f"waivers: [{{criterion: AC1, by: board, reason: r, until: {until}}}]"))


def test_a_waiver_does_not_end_before_it_begins() -> None:
    waiver = "{criterion: AC1, by: board, reason: r, date: 2026-11-08, until: 2026-11-07}"

    assert codes(text(f"waivers: [{waiver}]")) == ["E112"]


def test_a_waiver_of_some_records_finds_the_fact_that_its_criterion_asks_about() -> None:
    (waiver,) = read(text("waivers: [{criterion: AC1, by: board, reason: r, where: {id: D-1}}]")).waivers

    assert waiver.fact == "defect"
    assert [one.field for one in waiver.where if isinstance(one, FieldTest)] == ["id"]


def test_a_waiver_of_records_that_may_be_of_two_facts_says_which() -> None:
    unclear = "waivers: [{criterion: AC1, by: board, reason: r, %s where: {source.by: supplier}}]"

    assert codes(text(unclear % "")) == ["E117"]
    assert read(text(unclear % "fact: remark,")).waivers[0].fact == "remark"


def test_the_same_contradiction_is_not_settled_twice_on_one_day() -> None:
    one = "{fact: defect, key: D-1, field: severity, value: 2, by: board, reason: r, date: 2026-11-06}"

    assert codes(text(f"resolutions: [{one}, {one}]")) == ["E118"]


def test_a_resolution_has_the_parts_of_the_key_and_a_field_beside_it() -> None:
    one = "{fact: retest, key: %s, field: %s, value: true, by: board, reason: r}"

    assert read(text(f"resolutions: [{one % ('[a, 1]', 'passed')}]")).resolutions[0].key == ("a", 1)
    assert codes(text(f"resolutions: [{one % ('a', 'passed')}]")) == ["E110"]
    assert codes(text(f"resolutions: [{one % ('[a, 1]', 'round')}]")) == ["E107"]
    assert codes(text(f"resolutions: [{(one % ('a', 'x')).replace('retest', 'remark')}]")) == ["E106"]


# --- folders --------------------------------------------------------------------------------------


def folder(*others: tuple[str, str], main: str = HEAD + SOURCES) -> tuple[SourceFile, ...]:
    return (SourceFile("pack/evidence.yaml", main), *(SourceFile(f"pack/{name}", said) for name, said in others))


def test_a_folder_is_read_as_one_pack() -> None:
    files = folder(
        (
            "defects.yaml",
            "sources: {D: {title: Export, by: supplier}}\nfacts: {defect: {source: D, records: [{id: a}]}}",
        ),
        ("more.json", '{"facts": {"defect": {"source": "S1", "records": [{"id": "b"}]}}}'),
    )
    evidence = read_files(files, policy(), Diagnostics())

    assert evidence is not None
    assert [entry.sources for entry in evidence.entries["defect"]] == [("D",), ("S1",)]


def test_the_same_source_in_two_files_is_refused_with_both_places() -> None:
    found = Diagnostics()
    read_files(folder(("more.yaml", "sources: {S1: {title: Other, by: board}}")), policy(), found)

    assert [(one.code.value, one.at.file.path, one.see[0][1].file.path) for one in found] == [
        ("E104", "pack/more.yaml", "pack/evidence.yaml")
    ]


def test_only_the_main_file_says_for_which_day_it_is() -> None:
    found = Diagnostics()
    read_files(folder(("more.yaml", "as_of: 2026-12-31\nfacts: {}\n")), policy(), found)

    assert [one.code.value for one in found] == ["E103"]


def test_the_digest_is_that_of_the_file_or_of_the_list_of_files() -> None:
    one, two = folder(("more.yaml", "facts: {}\n"))
    single, both = read_files((one,), policy(), Diagnostics()), read_files((one, two), policy(), Diagnostics())
    lines = "".join(f"{sha256(file.text.encode()).hexdigest()}  {file.path[5:]}\n" for file in (one, two))

    assert single is not None
    assert both is not None
    assert single.sha256 == sha256(one.text.encode()).hexdigest()
    assert both.sha256 == sha256(lines.encode()).hexdigest()


def test_a_file_that_is_not_there_is_said_to_be_missing() -> None:
    found = Diagnostics()

    assert read_evidence("none.yaml", lambda *_: None, policy(), found) is None
    assert [one.code.value for one in found] == ["E101"]


def test_a_list_is_no_pack() -> None:
    assert codes("- evidence: pack\n") == ["E101"]
