"""A plain pack is judged as it stands, and comes to what the same pack comes to on the way that all evidence takes."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.judge.decide import Judge
from gonogo.judge.judgement import Ruled
from gonogo.judge.obligations import outcome
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.evidence import Evidence
from gonogo.model.plain_pack import PlainPack
from gonogo.model.policy import Policy
from gonogo.read.evidence_json import EvidenceDecoder
from tests import desk

POLICY = """
policy: plain
title: Every kind of thing that a pack may be asked
version: "1.0"
authority: board
roles:
  board: {title: Board}
  supplier: {title: Supplier}
  testers: {title: Testers}
parameters:
  threshold:
    from: 2026-11-02
    fields: {severity: integer, most: integer}
    rows: [{severity: 1, most: 0}, {severity: 2, most: 3}]
  limit: {type: integer, value: 2}
vocabulary:
  defect:
    key: id
    precedence: [testers]
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed]}
      cost: decimal
      found: date
      fixed_in: version
      plan: {type: text, optional: true}
      tags: {list_of: text, optional: true}
  retest:
    key: [defect, round]
    fields: {defect: {ref: defect}, round: integer, passed: boolean, at: instant}
  remark:
    fields: {text: text, count: integer}
criteria:
  AC1:
    title: No severe defect
    owner: supplier
    rules:
      - {id: AC1-severe, fail_when: {some: defect, where: {severity: 1, status: open}}}
      - {id: AC1-dear, fail_when: {total: defect.cost, where: {status: open}, is: {more_than: 100}}}
      - {id: AC1-few, pass_when: {count: defect, where: {found: {before: $as_of}}, is: {at_most: $limit}}}
  AC2:
    title: Retested
    applies_when: {some: remark}
    not_applicable_because: Nobody said anything.
    rules:
      - id: AC2-retested
        pass_when:
          every: defect
          where: {status: fixed}
          if_none: pass
          meets: {some: retest, where: {defect: $defect.id, passed: true}}
  AC3:
    title: Little is known of what was not documented
    rules:
      - {id: AC3-stated, fail_when: {some: defect, where: {source.basis: stated, tags: {contains: urgent}}}}
      - {id: AC3-clear, pass_when: {no: remark, where: {text: "no"}}}
      - id: AC3-table
        pass_when: {some: threshold, where: {most: {at_least: 3}}}
  AC4:
    title: Only for a while
    from: 2026-11-03
    until: 2026-11-08
    evidence: STRICT
    rules:
      - {id: AC4-versions, pass_when: {no: defect, where: {fixed_in: {less_than: "1.10"}}}}
      - {id: AC4-agreed, fail_when: {some: view, where: {by: testers, says: object}}}
risks:
  RR1:
    title: A risk
    controls:
      C1:
        title: A control
        rules:
          - {id: C1-there, in_place_when: {some: remark, where: {count: {at_least: 1}}}}
          - {id: C1-planned, planned_when: {some: defect}}
        obligations:
          - {id: ob1, owner: supplier, text: Write it down., ends_when: {some: remark, where: {text: done}}}
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: any, is: pass}}
"""


STRICT, LENIENT = "{strict: true, basis: documented}", "{basis: stated}"


@cache
def ready(strict: str) -> tuple[Judge, EvidenceDecoder]:
    policy: Policy = desk.read_policy(POLICY.replace("STRICT", strict), Diagnostics())
    return Judge(policy), EvidenceDecoder(policy)


def ruled(found: Ruled) -> tuple[Any, ...]:
    inference = found.inference
    return outcome(found, found.policy.gates[0]), inference.standings, found.truths, found.counts, inference.firings


def complaints(error: InputError) -> list[tuple[str, int, int]]:
    return [(one.code.value, one.at.line, one.at.column) for one in error.diagnostics.errors]


def quickly(raw: bytes, day: date | None, strict: str) -> Any:
    judge, decoder = ready(strict)
    try:
        return ruled(judge.rule(decoder.decode_bare(raw), day))
    except InputError as error:
        return complaints(error)


def as_all_evidence(raw: bytes, day: date | None, strict: str) -> Any:
    judge, decoder = ready(strict)
    try:
        return ruled(judge.judge(decoder.decode(raw), day))
    except InputError as error:
        return complaints(error)


# --- packs of all kinds ----------------------------------------------------------------------------

DAYS = st.sampled_from(["2026-10-01", "2026-11-01", "2026-11-07", "2026-11-08", "2026-11-09"])
IDS = st.sampled_from(["D-1", "D-2", "D-3", "Cafe\u0301", "a:b", "2"])
ODD: st.SearchStrategy[Any] = st.sampled_from([None, "odd", 7, 1.5, True, [], {}, "2026-02-31", ""])


def often(
    usual: st.SearchStrategy[Any], odd: st.SearchStrategy[Any] = ODD, share: float = 0.01
) -> st.SearchStrategy[Any]:
    """A usual value, or one that is out of place in a share of the cases."""
    return st.integers(0, 999).flatmap(lambda number: odd if 500 <= number < 500 + 1000 * share else usual)


TEXTS = often(
    st.sampled_from(["no", "done", "a: b", 'say "so"', "Café", "Cafe\u0301"]),
    st.sampled_from(["", "tab\there", "zero\u200bwidth", "\u007f", " no "]),
)


def record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record that is whole and plain more often than not."""
    gaps = st.fixed_dictionaries({}, optional={name: often(one) for name, one in {**required, **optional}.items()})
    own = st.fixed_dictionaries({}, optional={"source": NAMED, "valid_until": DAYS, "corrects": IDS, "id ": IDS})
    whole = st.fixed_dictionaries({name: often(one) for name, one in required.items()}, optional=optional)
    odd = st.builds(lambda one, two: {**one, **two}, gaps, own)
    return often(whole, odd, 0.06)


NAMED = st.sampled_from(["S1", "S2", "T", ["S1", "T"], ["T"], [], "S9", None, "S1", "S1", "S1"])
DEFECT = record(
    {
        "id": IDS,
        "severity": st.integers(1, 5) | st.none(),
        "status": st.sampled_from(["open", "fixed", None]),
        "cost": st.sampled_from([0, 12.5, 99, None]),
        "found": DAYS,
        "fixed_in": st.sampled_from(["1.9", "1.10", "2.0-rc.1"]),
    },
    {"plan": TEXTS, "tags": st.lists(st.sampled_from(["urgent", "late"]), max_size=2)},
)
RETEST = record(
    {
        "defect": IDS,
        "round": st.integers(1, 2),
        "passed": st.booleans(),
        "at": st.sampled_from(["2026-11-07T10:00:00+01:00", "2026-11-07T10:00:00Z"]),
    },
    {},
)
REMARK = record({"text": TEXTS, "count": st.integers(-1, 2)}, {})


def lists(records: st.SearchStrategy[Any], unique: str | None) -> st.SearchStrategy[Any]:
    """Mostly one plain list; sometimes several, or one with more to say."""
    some = st.lists(records, max_size=4, unique_by=(lambda one: repr(one.get(unique))) if unique else None)
    plain = st.fixed_dictionaries({"records": some, "source": st.just("S1")}, optional={"complete": st.booleans()})
    more = st.fixed_dictionaries(
        {},
        optional={
            "records": st.lists(records, max_size=4),
            "source": NAMED,
            "complete": st.booleans() | st.none(),
            "valid_until": DAYS,
            "corrects": st.sampled_from(["S2", "S9"]),
            "note": TEXTS,
            "fields": st.just(["id", "severity"]),
        },
    )
    return often(plain, more | st.lists(more, max_size=3), 0.1)


SOURCE = st.fixed_dictionaries(
    {"title": TEXTS, "by": often(st.sampled_from(["supplier", "testers", "board"]))},
    optional={
        "date": often(st.just("2026-11-01"), DAYS),
        "received": often(st.just("2026-11-07"), DAYS),
        "basis": often(st.sampled_from(["stated", "documented"])),
        "valid_until": often(st.just("2026-11-09"), DAYS),
    },
)
VIEW = st.fixed_dictionaries(
    {"by": st.just("testers"), "about": st.sampled_from(["AC1", "whole", "AC9"]), "says": st.just("object")},
    optional={"date": DAYS, "source": NAMED},
)
RARE = {
    "title": TEXTS,
    "note": TEXTS,
    "policy": st.sampled_from(["plain", "other"]),
    "views": st.lists(VIEW, max_size=2),
    "waivers": st.just([]),
    "case": st.just({"limit": 3}),
    "rules": st.just([]),
}


@st.composite
def packs(draw: st.DrawFn) -> bytes:
    """A pack as JSON text: mostly plain, with anything out of place that a pack may have."""
    facts = {"defect": lists(DEFECT, "id"), "retest": lists(RETEST, "defect"), "remark": lists(REMARK, None)}
    pack = draw(
        st.fixed_dictionaries(
            {
                "evidence": often(st.just("pack")),
                "as_of": often(st.just("2026-11-08")),
                "sources": often(
                    st.fixed_dictionaries({"S1": SOURCE}, optional={"S2": SOURCE, "T": SOURCE}),
                    st.fixed_dictionaries({"an:id": SOURCE}),
                ),
                "facts": st.fixed_dictionaries({}, optional=facts),
            }
        )
    )
    for name in draw(often(st.just(()), st.lists(st.sampled_from(sorted(RARE)), max_size=2), 0.15)):
        pack[name] = draw(RARE[name])
    text = json.dumps(pack, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, None, 1])))
    whole: str = draw(often(st.just(text), spoilt(text), 0.1))
    return whole.encode("utf-8", "surrogatepass")


def spoilt(text: str) -> st.SearchStrategy[str]:
    """What is no longer what `json.dumps` writes: names that are there twice, white space, broken ends."""
    return st.sampled_from(
        [
            text.replace('"id":', '"id": "D-1", "id":', 1),
            text.replace('"severity":', '"severity" :', 1),
            text.replace('"source":', '"source" : "T", "source":', 1),
            text.replace('"by":', '"by": "board", "by" :', 1),
            text.replace('"defect":', '"defect": {}, "defect":', 1),
            text.replace('"as_of"', '"\\u0061s_of"', 1),
            text.replace(": null", ": NaN", 1),
            text[:-1],
            text + "x",
            "\ufeff" + text,
            text.replace("D-2", "D-\udcff", 1),
            "\n" + text + "\n",
        ]
    )


@settings(max_examples=500)
@given(packs(), often(st.none(), DAYS.map(date.fromisoformat)), st.sampled_from([STRICT, LENIENT, LENIENT]))
def test_a_pack_comes_to_the_same_whether_it_is_judged_as_it_stands_or_not(
    raw: bytes, day: date | None, strict: str
) -> None:
    assert quickly(raw, day, strict) == as_all_evidence(raw, day, strict)


# --- what is plain ---------------------------------------------------------------------------------

SOURCES = {
    "S1": {"title": "t", "by": "supplier", "date": "2026-11-01"},
    "T": {"title": "t", "by": "testers", "date": "2026-11-01", "received": "2026-11-07", "valid_until": "2026-11-09"},
}


def decoded(fact: Any, **more: Any) -> PlainPack | Evidence:
    pack = {"evidence": "pack", "as_of": "2026-11-08", "sources": SOURCES, "facts": {"remark": fact}, **more}
    return ready(LENIENT)[1].decode_bare(json.dumps(pack).encode())


def remarks(**more: Any) -> dict[str, Any]:
    return {"source": "S1", "complete": True, "records": [{"text": "no", "count": 1}], **more}


def test_one_list_for_each_fact_is_a_plain_pack() -> None:
    found = decoded(remarks())

    assert isinstance(found, PlainPack)
    assert (found.lists["remark"].sources, found.lists["remark"].complete) == (("S1",), True)


@pytest.mark.parametrize(
    "fact",
    [
        [remarks(), remarks(source="T")],
        remarks(valid_until="2026-12-01"),
        remarks(corrects="T"),
        remarks(fields=["text"]),
        remarks(records=[{"text": "no", "count": 1, "source": "T"}]),
        remarks(records=[{"text": "no", "count": 1, "valid_until": "2026-12-01"}]),
        remarks(records=[{"text": "no"}]),
    ],
)
def test_what_may_need_settling_is_not_plain(fact: Any) -> None:
    assert isinstance(decoded(fact), Evidence)


def test_views_are_not_plain() -> None:
    view = {"by": "testers", "about": "whole", "says": "agree", "source": "T"}

    assert isinstance(decoded(remarks(), views=[view]), Evidence)


@pytest.mark.parametrize(("day", "plain"), [(6, False), (7, True), (8, True), (9, True), (10, False)])
def test_a_pack_is_plain_on_the_days_on_which_all_its_sources_count(day: int, plain: bool) -> None:
    found = decoded(remarks())

    assert isinstance(found, PlainPack)
    assert found.is_plain_on(date(2026, 11, day)) == plain


def test_a_name_that_is_written_twice_is_refused() -> None:
    twice = json.dumps({"evidence": "pack", "as_of": "2026-11-08", "facts": {"remark": remarks()}}).replace(
        '"complete"', '"complete": false, "complete"'
    )
    with pytest.raises(InputError) as error:
        ready(LENIENT)[1].decode_bare(twice.encode())

    assert "Y013" in {one.code.value for one in error.value.diagnostics.errors}
