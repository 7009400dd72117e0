"""What counts on a day: lateness, age, corrections, later words, several sources, and whether lists are whole."""

from __future__ import annotations

from datetime import date
from random import Random
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.judge.admit import Admission, Admitted, admit, admit_strictly
from gonogo.model.evidence import Evidence
from gonogo.model.noun import replace
from gonogo.model.records import UNSET, changed
from gonogo.model.truth import Truth
from tests.lists import SOURCES, admitted, by_source, facts, policy, read, reasons, text, values

D1 = "{id: D-1, severity: 1, status: open}"
D2 = "{id: D-2, severity: 2, status: open}"


def test_a_fact_that_is_not_mentioned_is_neither_given_nor_complete() -> None:
    found = admitted(text("facts: {}"))

    assert (found.given, found.complete, found.groups) == (False, False, ())


def test_an_empty_list_that_is_complete_says_that_there_are_none() -> None:
    found = admitted(facts(defect="{source: S1, complete: true, records: []}"))

    assert (found.given, found.complete, found.groups) == (True, True, ())


def test_a_list_that_does_not_say_that_it_is_complete_is_what_is_known_so_far() -> None:
    found = admitted(facts(defect=f"{{source: S1, records: [{D1}]}}"))

    assert not found.complete
    assert found.why_incomplete == ("the list from S1 is not said to be complete",)


def test_the_records_of_a_single_plain_list_are_handed_on_as_they_are() -> None:
    evidence = read(facts(defect=f"{{source: S1, complete: true, records: [{D1}, {D2}]}}"))
    (group,) = admit(evidence, policy(), evidence.as_of)["defect"].groups

    assert group.records is evidence.entries["defect"][0].records
    assert group.origin(1)[0].entry.place(1).line == group.origin(0)[0].entry.place(0).line


def test_a_table_of_the_policy_is_a_complete_fact() -> None:
    found = admitted(text("facts: {}"), "threshold")

    assert (found.given, found.complete, values(found, "most")) == (True, True, [0, 3])
    assert found.groups[0].origin(1)[0].entry.place(1).file.path == "policy.yaml"


def test_a_table_that_the_policy_declares_without_rows_is_not_given() -> None:
    found = admitted(text("facts: {}"), "holiday")

    assert (found.given, found.complete) == (False, False)


# --- late and stale -------------------------------------------------------------------------------

LATE = f"[{{source: S1, complete: true, records: [{D1}]}}, {{source: LATE, complete: true, records: [{D2}]}}]"


def test_what_was_received_later_is_listed_and_not_counted() -> None:
    found = admitted(facts(defect=LATE))

    assert by_source(found) == {("S1",): ["D-1"]}
    assert reasons(found) == [("D-2", "not_yet_received")]


def test_later_evidence_does_not_make_an_earlier_list_incomplete() -> None:
    assert admitted(facts(defect=LATE)).complete


def test_the_same_pack_answers_for_a_later_day() -> None:
    found = admitted(facts(defect=LATE), on=date(2026, 11, 9))

    assert by_source(found) == {("S1",): ["D-1"], ("LATE",): ["D-2"]}
    assert not found.complete


def test_a_list_that_was_not_yet_received_says_nothing_of_completeness() -> None:
    found = admitted(facts(defect="{source: LATE, complete: true, records: []}"))

    assert (found.given, found.complete) == (True, False)


def test_a_complete_list_with_a_record_received_later_is_not_complete() -> None:
    late = "{id: D-2, source: LATE}"
    found = admitted(facts(defect=f"{{source: S1, complete: true, records: [{D1}, {late}]}}"))

    assert reasons(found) == [("D-2", "not_yet_received")]
    assert not found.complete


@pytest.mark.parametrize(
    "stale",
    [
        "{source: OLD, complete: true, records: [{id: D-2}]}",
        "{source: S1, valid_until: 2026-11-07, complete: true, records: [{id: D-2}]}",
        "{source: S1, complete: true, records: [{id: D-2, valid_until: 2026-11-07}]}",
    ],
)
def test_what_is_past_its_last_day_is_left_out_and_its_list_is_incomplete(stale: str) -> None:
    found = admitted(facts(defect=f"[{{source: T, complete: true, records: [{D1}]}}, {stale}]"))

    assert reasons(found) == [("D-2", "stale")]
    assert by_source(found) == {("T",): ["D-1"]}
    assert not found.complete


def test_the_last_day_is_included() -> None:
    found = admitted(facts(defect="{source: OLD, complete: true, records: [{id: D-2}]}"), on=date(2026, 11, 7))

    assert found.complete


def test_where_nothing_else_counts_the_list_that_came_too_late_is_the_reason() -> None:
    late = "{source: LATE, complete: true, records: []}"
    found = admitted(facts(defect=late))

    assert found.against == ("the list from LATE was not received until 2026-11-09",)
    assert admitted(facts(defect=f"[{late}, {{source: T, complete: true, records: []}}]")).against == ()


def test_a_stale_list_is_one_reason_however_many_records_it_has() -> None:
    found = admitted(facts(defect="{source: OLD, complete: true, records: [{id: D-2}, {id: D-3}]}"))

    assert found.against == ("the list from OLD is past its last day",)


def test_an_empty_stale_list_is_not_complete() -> None:
    assert not admitted(facts(defect="{source: OLD, complete: true, records: []}")).complete


def test_a_record_with_one_fresh_source_stays() -> None:
    found = admitted(facts(defect="{source: [OLD, T], complete: true, records: [{id: D-1}]}"))

    assert by_source(found) == {("T",): ["D-1"]}


# --- later words and corrections ------------------------------------------------------------------

TWICE = """
- {source: S1, complete: true, records: [{id: D-1, status: open}]}
- {source: S2, complete: true, records: [{id: D-1, status: closed}]}
"""


def test_a_later_date_of_the_same_source_supersedes_its_earlier_record() -> None:
    found = admitted(facts(defect=TWICE))

    assert values(found, "status") == ["closed"]
    assert reasons(found) == [("D-1", "superseded")]
    assert (found.complete, found.contradictions) == (True, ())


def test_a_later_list_of_the_same_source_may_hold_what_the_earlier_one_had_not() -> None:
    found = admitted(facts(defect=TWICE.replace("status: closed}", "status: closed}, {id: D-3}")))

    assert found.complete


def test_a_record_that_a_later_complete_list_has_dropped_keeps_the_question_open() -> None:
    found = admitted(facts(defect=TWICE.replace("status: open}", "status: open}, {id: D-9}")))

    assert not found.complete
    assert "lacks `D-9`, which is from S1" in found.why_incomplete[0]


def test_an_old_value_does_not_come_back_because_the_newer_one_is_stale() -> None:
    stale = TWICE.replace("status: closed", "status: closed, valid_until: 2026-11-07")
    found = admitted(facts(defect=stale))

    assert values(found, "status") == []
    assert reasons(found) == [("D-1", "superseded"), ("D-1", "stale")]
    assert not found.complete


def test_an_old_value_does_not_come_back_because_the_newer_one_was_corrected() -> None:
    corrected = TWICE + "- {source: T, complete: true, corrects: S2, records: [{id: D-2}]}\n"
    found = admitted(facts(defect=corrected))

    assert by_source(found) == {("T",): ["D-2"]}
    assert reasons(found) == [("D-1", "superseded"), ("D-1", "corrected")]


def test_a_later_word_that_was_not_yet_received_supersedes_nothing() -> None:
    later = text(
        f"facts: {{defect: [{{source: S1, records: [{D1}]}}, {{source: L, records: [{{id: D-1, status: closed}}]}}]}}",
        """
sources:
  S1: {title: Export, by: supplier, date: 2026-11-01}
  L: {title: Export, by: supplier, date: 2026-11-07, received: 2026-11-09}
""",
    )

    assert values(admitted(later), "status") == ["open"]


def test_a_record_corrects_another_of_its_list_and_keeps_the_trail() -> None:
    found = admitted(facts(defect=f"{{source: S1, complete: true, records: [{D1}, {{id: D-1b, corrects: D-1}}]}}"))

    assert by_source(found) == {("S1",): ["D-1b"]}
    assert reasons(found) == [("D-1", "corrected")]
    assert found.complete


def test_a_record_that_corrects_one_of_a_complete_list_does_not_contradict_that_list() -> None:
    correction = "{source: T, records: [{id: D-1b, corrects: D-1}]}"
    found = admitted(facts(defect=f"[{{source: S1, complete: true, records: [{D1}]}}, {correction}]"))

    assert found.complete


def test_a_list_corrects_all_that_rests_on_a_source() -> None:
    correction = "{source: T, complete: true, corrects: S1, records: []}"
    found = admitted(facts(defect=f"[{{source: S1, records: [{D1}, {D2}]}}, {correction}]"))

    assert reasons(found) == [("D-1", "corrected"), ("D-2", "corrected")]
    assert (found.complete, found.groups) == (True, ())


def test_a_list_corrects_one_record_by_its_key() -> None:
    correction = "{source: T, complete: true, corrects: D-1, records: [{id: D-3}]}"
    found = admitted(facts(defect=f"[{{source: S1, records: [{D1}, {D2}]}}, {correction}]"))

    assert by_source(found) == {("S1",): ["D-2"], ("T",): ["D-3"]}


def test_a_record_corrects_what_one_source_says_of_the_same_key() -> None:
    correction = "{source: T, records: [{id: D-1, status: closed, corrects: S1}]}"
    found = admitted(facts(defect=f"[{{source: S1, records: [{D1}]}}, {{source: B, records: [{D1}]}}, {correction}]"))

    assert by_source(found) == {("B", "T"): ["D-1"]}
    assert reasons(found) == [("D-1", "corrected")]


def test_a_record_that_rests_on_another_source_too_outlasts_the_correction_of_one() -> None:
    correction = "{source: T, corrects: S1, records: []}"
    found = admitted(facts(defect=f"[{{source: [S1, B], records: [{D1}]}}, {correction}]"))

    assert by_source(found) == {("B",): ["D-1"]}


def test_sources_without_a_day_supersede_nothing() -> None:
    sources = "sources:\n  A: {title: Export, by: supplier}\n  B: {title: Export, by: supplier, date: 2026-11-07}\n"
    lists = f"facts: {{defect: [{{source: A, records: [{D1}]}}, {{source: B, records: [{D1}]}}]}}"

    assert by_source(admitted(text(lists, sources))) == {("A", "B"): ["D-1"]}


def test_a_record_loses_only_the_source_that_was_superseded() -> None:
    lists = f"[{{source: [S1, T], records: [{D1}]}}, {{source: S2, records: [{D1}]}}]"

    assert by_source(admitted(facts(defect=lists))) == {("T", "S2"): ["D-1"]}


def test_a_stale_list_raises_no_doubt_where_a_later_complete_one_of_the_same_source_follows_it() -> None:
    old = "{source: S1, valid_until: 2026-11-06, complete: true, records: [{id: D-1}]}"
    found = admitted(facts(defect=f"[{old}, {{source: S2, complete: true, records: [{D1}]}}]"))

    assert (found.complete, values(found, "severity")) == (True, [1])


def test_a_view_without_a_day_is_neither_earlier_nor_later() -> None:
    views = "{by: testers, about: whole, says: agree}, {by: testers, about: whole, says: object, date: 2026-11-01}"
    found = admitted(text(f"views: [{views}]"), "view")

    assert values(found, "says") == [None]
    assert [one.field for one in found.contradictions] == ["says"]


def test_records_that_correct_each_other_leave_the_question_open() -> None:
    circle = "{id: D-1, corrects: D-2}, {id: D-2, corrects: D-1}"
    found = admitted(facts(defect=f"{{source: S1, complete: true, records: [{circle}]}}"))

    assert not found.complete


def test_a_later_view_of_the_same_body_about_the_same_supersedes() -> None:
    found = admitted(
        text("""
        views:
          - {by: testers, about: whole, says: object, date: 2026-11-01, source: T}
          - {by: testers, about: whole, says: agree, date: 2026-11-08, source: T}
          - {by: testers, about: AC1, says: object, date: 2026-11-01}
        """),
        "view",
    )

    assert values(found, "says") == ["agree", "object"]


# --- several sources ------------------------------------------------------------------------------

DIFFER = """
- {source: S1, complete: true, records: [{id: D-1, severity: 1, status: open, plan: Later}]}
- {source: B, complete: true, records: [{id: D-1, severity: 3, status: open}]}
"""


def test_the_same_record_from_two_sources_becomes_one() -> None:
    found = admitted(facts(defect=DIFFER))

    assert by_source(found) == {("S1", "B"): ["D-1"]}
    assert [origin.entry.sources for origin in found.groups[0].origin(0)] == [("S1",), ("B",)]
    assert found.complete


def test_values_that_contradict_each_other_are_unknown_and_all_are_named() -> None:
    found = admitted(facts(defect=DIFFER))
    (contradiction,) = found.contradictions

    assert values(found, "severity") == [None]
    assert [(value, sources) for value, sources, _ in contradiction.values] == [(1, ("S1",)), (3, ("B",))]
    assert (contradiction.key, contradiction.field, contradiction.settled_by) == (("D-1",), "severity", None)


def test_what_one_source_leaves_unknown_and_the_other_knows_is_known() -> None:
    assert values(admitted(facts(defect=DIFFER)), "plan") == ["Later"]


def test_a_contradiction_on_an_optional_field_is_unknown_and_not_none() -> None:
    found = admitted(facts(defect=DIFFER.replace("severity: 3", "severity: 1, plan: Never")))

    assert values(found, "plan") == [UNSET]


def test_a_resolution_settles_a_contradiction_from_its_day_on() -> None:
    settled = facts(defect=DIFFER) + (
        "resolutions:\n- {fact: defect, key: D-1, field: severity, value: 2, "
        "by: board, reason: Seen, date: 2026-11-06}\n"
    )

    assert values(admitted(settled), "severity") == [2]
    assert values(admitted(settled, on=date(2026, 11, 5)), "severity") == [None]
    assert admitted(settled).contradictions[0].settled_by == "a resolution by Board on 2026-11-06: Seen"


def test_the_policy_s_precedence_settles_what_no_resolution_does() -> None:
    found = admitted(facts(defect=DIFFER.replace("source: B", "source: T")))

    assert values(found, "severity") == [3]
    assert found.contradictions[0].settled_by == "the policy's precedence: Testers goes first"


def test_two_of_the_first_in_precedence_that_differ_settle_nothing() -> None:
    lists = DIFFER.replace("source: S1", "source: T").replace("source: B", "source: T2")
    sources = SOURCES + "  T2: {title: Retests, by: testers, date: 2026-11-06}\n"
    body = "facts:\n  defect:\n" + indent(lists.strip(), "    ")

    assert values(admitted(text(body, sources)), "severity") == [None]


def test_lists_of_values_contradict_each_other_as_wholes() -> None:
    tags = DIFFER.replace("severity: 1", "tags: [a, b]").replace("severity: 3", "tags: [b]")

    assert [one.field for one in admitted(facts(defect=tags)).contradictions] == ["tags"]


def test_a_record_whose_key_is_unknown_is_like_no_other() -> None:
    evidence = read(facts(defect=DIFFER))
    first, second = evidence.entries["defect"]
    nameless = replace(second, records=tuple(changed(one, {"f_id": None}) for one in second.records))
    found = admit(replace(evidence, entries={"defect": (first, nameless)}), policy(), evidence.as_of)["defect"]

    assert [len(group.records) for group in found.groups] == [1, 1]
    assert "lacks record 1 of the list from B, which is from B" in found.why_incomplete[0]


def test_versions_that_mean_the_same_do_not_contradict_each_other() -> None:
    same = DIFFER.replace("severity: 1", "fixed_in: 1.0").replace("severity: 3", "fixed_in: 1.0.0")

    assert admitted(facts(defect=same)).contradictions == ()


def test_a_record_that_a_complete_list_lacks_contradicts_that_it_is_complete() -> None:
    found = admitted(
        facts(defect=f"[{{source: T, complete: true, records: [{D1}]}}, {{source: B, records: [{D1}, {D2}]}}]")
    )

    assert found.why_incomplete == ("the list from T is said to be complete, but lacks `D-2`, which is from B",)


def test_a_list_that_is_not_complete_adds_no_doubt_where_a_complete_one_holds_its_records() -> None:
    assert admitted(
        facts(defect=f"[{{source: T, complete: true, records: [{D1}]}}, {{source: B, records: [{D1}]}}]")
    ).complete


def test_without_a_key_every_list_has_to_be_complete() -> None:
    lists = "[{source: T, complete: true, records: [{text: a}]}, {source: B, records: []}]"

    assert not admitted(facts(remark=lists), "remark").complete
    assert admitted(facts(remark=lists.replace("{source: B,", "{source: B, complete: true,")), "remark").complete


def test_without_a_key_equal_records_of_two_lists_are_two() -> None:
    lists = "[{source: T, records: [{text: a}]}, {source: B, records: [{text: a}]}]"

    assert values(admitted(facts(remark=lists), "remark"), "text") == ["a", "a"]


# --- strict demands -------------------------------------------------------------------------------


def strictly(found: Admitted, *good: str) -> Admitted:
    return admit_strictly(found, lambda source: Truth.of(source in good))


def test_under_a_strict_demand_what_falls_short_is_left_out_and_the_list_is_incomplete() -> None:
    found = strictly(admitted(facts(defect=f"{{source: S1, complete: true, records: [{D1}]}}")), "T")

    assert (found.groups, found.complete) == ((), False)
    assert reasons(found) == [("D-1", "inadequate")]


def test_a_source_of_which_nobody_can_tell_is_not_adequate() -> None:
    found = admitted(facts(defect=f"{{source: S1, complete: true, records: [{D1}]}}"))

    assert admit_strictly(found, lambda _: Truth.UNKNOWN).groups == ()


def test_that_an_empty_list_is_complete_needs_an_adequate_source_too() -> None:
    found = admitted(facts(defect="{source: S1, complete: true, records: []}"))

    assert strictly(found, "S1").complete
    assert not strictly(found, "T").complete


def test_what_rests_on_no_source_is_never_adequate() -> None:
    assert strictly(admitted(facts(defect=f"{{complete: true, records: [{D1}]}}"))).groups == ()


def test_what_is_all_adequate_stays_as_it_is() -> None:
    found = admitted(facts(defect=f"{{source: S1, complete: true, records: [{D1}]}}"))

    assert strictly(found, "S1") is found


def test_a_merged_record_keeps_only_what_adequate_sources_say() -> None:
    found = strictly(admitted(facts(defect=DIFFER)), "B")

    assert by_source(found) == {("B",): ["D-1"]}
    assert (values(found, "severity"), values(found, "plan")) == ([3], [UNSET])
    assert (found.contradictions, found.complete) == ((), True)


def test_a_record_that_two_sources_give_together_rests_on_the_adequate_one() -> None:
    found = strictly(admitted(facts(defect=f"{{source: [S1, T], complete: true, records: [{D1}]}}")), "T")

    assert by_source(found) == {("T",): ["D-1"]}


def test_a_contradiction_with_what_was_left_out_is_gone_and_others_stay() -> None:
    lists = DIFFER + "- {source: OLD, records: [{id: D-2}]}\n"
    found = strictly(admitted(facts(defect=lists), on=date(2026, 11, 7)), "S1", "B")

    assert [one.field for one in found.contradictions] == ["severity"]
    assert ("D-2", "inadequate") in reasons(found)


# --- properties -----------------------------------------------------------------------------------

IDS = st.sampled_from(["D-1", "D-2", "D-3"])
ENTRY = st.tuples(
    st.sampled_from(["S1", "S2", "T", "B", "OLD", "LATE"]),
    st.booleans(),
    st.dictionaries(IDS, st.integers(1, 3), max_size=3),
)


def pack_of(entries: list[tuple[str, bool, dict[str, int]]]) -> Evidence:
    lists = [
        f"- {{source: {source}, complete: {str(complete).lower()}, records: "
        f"[{', '.join(f'{{id: {key}, severity: {value}}}' for key, value in records.items())}]}}"
        for source, complete, records in entries
    ]
    return read(facts(defect="\n".join(lists)))


ENTRIES = st.lists(ENTRY, min_size=1, max_size=4).map(pack_of)


def known(found: Admitted) -> set[tuple[frozenset[str], str, object]]:
    return {(frozenset(group.sources), one.f_id, one.f_severity) for group in found.groups for one in group.records}


@given(ENTRIES, st.randoms())
def test_the_order_of_the_lists_makes_no_difference(evidence: Evidence, chance: Random) -> None:
    shuffled = list(evidence.entries["defect"])
    chance.shuffle(shuffled)
    turned = replace(evidence, entries={"defect": tuple(shuffled)})
    one, other = (Admission(policy()).admit(each, evidence.as_of)["defect"] for each in (evidence, turned))

    assert known(one) == known(other)
    assert (one.complete, len(one.left_out)) == (other.complete, len(other.left_out))


@given(ENTRIES, st.sampled_from(["S1", "S2", "T", "B"]))
def test_a_source_that_has_become_stale_makes_no_list_complete(evidence: Evidence, source: str) -> None:
    aged = replace(evidence.sources[source], valid_until=date(2026, 11, 7))
    older = replace(evidence, sources={**evidence.sources, source: aged})
    before, after = (admit(each, policy(), evidence.as_of)["defect"] for each in (evidence, older))

    assert before.complete or not after.complete


@given(ENTRIES, st.sets(st.sampled_from(["S1", "S2", "T", "B"])))
def test_a_strict_demand_makes_no_list_complete_and_brings_no_record(evidence: Evidence, good: set[str]) -> None:
    before = admit(evidence, policy(), evidence.as_of)["defect"]
    after = strictly(before, *good)

    assert before.complete or not after.complete
    assert {key for _, key, _ in known(after)} <= {key for _, key, _ in known(before)}


@given(ENTRIES, st.integers(0, 3))
def test_leaving_out_what_says_that_it_is_complete_makes_no_list_complete(evidence: Evidence, number: int) -> None:
    lists = evidence.entries["defect"]
    chosen = lists[number % len(lists)]
    weaker = tuple(replace(one, complete=one.complete and one is not chosen) for one in lists)
    before = admit(evidence, policy(), evidence.as_of)["defect"]
    after = admit(replace(evidence, entries={"defect": weaker}), policy(), evidence.as_of)["defect"]
    contradicted = any("but lacks" in why for why in before.why_incomplete)

    assert before.complete or contradicted or not after.complete


@given(ENTRIES)
def test_what_is_left_out_and_what_counts_is_all_that_was_given(evidence: Evidence) -> None:
    found = admit(evidence, policy(), evidence.as_of)["defect"]
    counted = [
        origin for group in found.groups for index in range(len(group.records)) for origin in group.origin(index)
    ]

    assert len(counted) + len(found.left_out) == sum(len(entry.records) for entry in evidence.entries["defect"])
