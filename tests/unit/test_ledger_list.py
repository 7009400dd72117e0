"""A ledger as a list: what each entry says in words, which entries are asked for, and what ends before a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gonogo.model import approval
from gonogo.model.wire import plain
from gonogo.record.ledger import Entry
from gonogo.record.ledger_list import Wanted, lapsing, replaced, rows, signers
from gonogo.write.ledger_csv import log_csv
from gonogo.write.ledger_text import checked_text, entry_text, lapsing_text, log_text
from gonogo.write.ledger_words import about, did, stands
from tests import ledgers

DAY = date(2026, 11, 26)
PANEL = approval.Signatory(role="panel", title="The Panel", person="Jo Bloggs")
DCC = approval.Signatory(role="dcc", title="DCC", person="Sam Ó Briain")
POLICY = approval.PolicyMark(id="release", title="Release", version="3", sha256="ab" * 32)
EVIDENCE = approval.EvidenceMark(id="autumn", as_of=DAY, sha256="cd" * 32)
ADVICE = approval.Recommendation(
    engine="1", gate="live", question="Go live?", outcome="no_go", rule="D1", because="AC3 fails", sha256="ef" * 32
)
AGREED = approval.PolicyAgreed(by=PANEL, on=date(2026, 10, 1), policy=POLICY, until=date(2027, 3, 31))
CHANGED = approval.ParameterChanged(
    by=PANEL, on=DAY, policy=POLICY, parameter="limit", before="5", after="7", reason="law", follows=1, rest="ab" * 32
)
WAIVER = approval.WaiverGranted(
    by=PANEL,
    on=DAY,
    policy=POLICY,
    id="W1",
    criterion="AC3",
    until=DAY,
    owner="DCC",
    reason="known",
    entry={"covers": ["fail"]},
)
ACCEPTED = approval.RiskAccepted(
    by=PANEL, on=DAY, policy=POLICY, risk="RR1", until=date(2027, 1, 1), owner="OPSG", reason="small", entry={}
)
CORRECTED = approval.Correction(
    by=DCC,
    on=DAY,
    policy=POLICY,
    evidence=EVIDENCE,
    fact="defect",
    key="D-7",
    field="severity",
    before="3",
    after="2",
    owner="DCC",
    reason="misread",
    entry={},
)
DECIDED = approval.Decision(
    by=PANEL,
    on=DAY,
    answer=approval.Answer.AGREED_WITH_CONDITIONS,
    policy=POLICY,
    evidence=EVIDENCE,
    as_of=DAY,
    recommended=ADVICE,
    policy_agreed=None,
    votes=approval.Votes(in_favour=7, against=1, abstained=2, names={"Jo": "for"}),
    conditions=(
        approval.Proviso(id="C1", text="test it", owner="DCC", due="2026-12-01"),
        approval.Proviso(id="C2", text="tell us", due="before go-live"),
        approval.Proviso(id="C3", text="write it down"),
    ),
    consensus=True,
    lapses=(approval.Lapse(what="the assurance of DCC", until=date(2026, 12, 31)),),
    differs="we know more",
)
DEFERRED = approval.Decision(
    by=DCC,
    on=date(2026, 11, 27),
    answer=approval.Answer.DEFERRED,
    policy=POLICY,
    evidence=EVIDENCE,
    as_of=DAY,
    recommended=ADVICE,
    policy_agreed=1,
    to=(date(2026, 12, 5), date(2026, 12, 9)),
    follows=6,
    met=("C1",),
)
ACTS: list[Any] = [AGREED, CHANGED, WAIVER, ACCEPTED, CORRECTED, DECIDED, DEFERRED]


def entries(folder: Path, acts: Iterable[Any] = ACTS) -> list[Entry]:
    with ledgers.new("sqlite", folder) as ledger:
        for act in acts:
            said = plain(act)
            ledgers.add(ledger, **{name: ... for name in ledgers.ACT if name not in said}, **said)
        return list(ledger.entries())


@pytest.fixture
def found(tmp_path: Path) -> list[dict[str, Any]]:
    return rows(entries(tmp_path))


def test_each_kind_of_act_is_told_in_one_line(found: list[dict[str, Any]]) -> None:
    assert [did(row) for row in found] == [
        "agreed to the policy release 3",
        "changed parameter limit from 5 to 7",
        "granted waiver W1 of criterion AC3",
        "accepted risk RR1",
        "corrected defect D-7: severity from 3 to 2",
        "agreed with conditions: Go live? (recommended: no go)",
        "deferred to 2026-12-05 to 2026-12-09: Go live? (recommended: no go)",
    ]


def test_what_an_act_is_about_and_what_limits_it_is_told(found: list[dict[str, Any]]) -> None:
    assert about(found[0]) == ""
    assert about(found[5]) == "policy release 3; evidence autumn, as of 2026-11-26"
    assert [stands(row) for row in found] == [
        "until 2027-03-31; followed by entry 2",
        "follows entry 1",
        "until 2026-11-26",
        "until 2027-01-01",
        "",
        "rests on what ends on 2026-12-31; 3 conditions; under a policy that the authority had not agreed to; "
        "followed by entry 7",
        "follows entry 6",
    ]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5, 6, 7]),
        (Wanted(policy="release"), [1, 2, 3, 4, 5, 6, 7]),
        (Wanted(policy="other"), []),
        (Wanted(body="dcc"), [5, 7]),
        (Wanted(body="the panel"), [1, 2, 3, 4, 6]),
        (Wanted(body="sam ó briain"), [5, 7]),
        (Wanted(kind="waiver"), [3]),
        (Wanted(since=date(2026, 11, 27)), [7]),
        (Wanted(since=DAY, kind="decision"), [6, 7]),
        (Wanted(about="AC3"), [3]),
        (Wanted(about="RR1"), [4]),
        (Wanted(about="limit"), [2]),
        (Wanted(about="D-7"), [5]),
        (Wanted(about="C2"), [6]),
        (Wanted(about="live"), [6, 7]),
        (Wanted(about="release"), [1]),
    ],
)
def test_entries_can_be_asked_for(found: list[dict[str, Any]], wanted: Wanted, numbers: list[int]) -> None:
    assert [row["seq"] for row in found if wanted.takes(row)] == numbers


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("2026-11-26", ["before go-live", "no day is set"]),
        ("2026-11-27", ["2026-11-26", "before go-live", "no day is set"]),
        ("2026-12-10", ["2026-11-26", "2026-12-09", "before go-live", "no day is set"]),
        (
            "2027-06-01",
            ["2026-11-26", "2026-12-09", "2026-12-31", "2027-01-01", "2027-03-31", "before go-live", "no day is set"],
        ),
    ],
)
def test_what_ends_before_a_day_is_listed_soonest_first(
    found: list[dict[str, Any]], before: str, expected: list[str]
) -> None:
    items = lapsing(found, date.fromisoformat(before))

    assert [item["until"] for item in items] == expected


def test_what_lapses_is_told_with_whose_it_is_and_what_followed_it(found: list[dict[str, Any]]) -> None:
    text = lapsing_text(lapsing(found, date(2027, 6, 1)), "2027-06-01", colour=False)

    assert text.splitlines() == [
        "What ends before 2027-06-01",
        "",
        "2026-11-26  waiver W1",
        "            owner: DCC; entry 3",
        "2026-12-09  the day to which it was deferred: Go live?",
        "            owner: DCC; entry 7",
        "2026-12-31  the assurance of DCC",
        "            owner: The Panel; entry 6; followed by entry 7",
        "2027-01-01  acceptance of risk RR1",
        "            owner: OPSG; entry 4",
        "2027-03-31  agreement to the policy release",
        "            owner: The Panel; entry 1; followed by entry 2",
        "no day      condition C2: tell us",
        "            due: before go-live; owner: The Panel; entry 6; followed by entry 7",
        "no day      condition C3: write it down",
        "            owner: The Panel; entry 6; followed by entry 7",
    ]


def test_nothing_that_ends_is_said_too() -> None:
    assert lapsing_text([], "2027-06-01", colour=False) == "Nothing that is recorded ends before 2027-06-01.\n"


def test_a_due_day_that_is_none_counts_as_words(tmp_path: Path) -> None:
    odd = approval.Proviso(id="C1", text="x", due="2026-13-01")
    found = rows(entries(tmp_path, [approval.Decision(**{**_parts(DECIDED), "conditions": (odd,), "lapses": ()})]))

    assert [item["until"] for item in lapsing(found, DAY)] == ["2026-13-01"]


def _parts(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in noun.__struct_fields__}


def test_an_entry_in_full_says_all_that_was_recorded(found: list[dict[str, Any]]) -> None:
    text = entry_text(found[5], colour=False)

    for line in (
        "Entry 6",
        "What         agreed with conditions: Go live? (recommended: no go)",
        "By           Jo Bloggs, for The Panel",
        "Votes        for 7; against 1; abstained 2; names Jo for",
        "Consensus    yes",
        "Policy agreed no",
        "Conditions   - id C1; text test it; owner DCC; due 2026-12-01",
        f"Files        - policy  {'ab' * 32}",
        f"SHA-256      {found[5]['sha256']}",
    ):
        assert line in text.splitlines(), line
    assert "Entry        covers fail" in entry_text(found[2], colour=False).splitlines()
    assert "as recorded" in entry_text(found[4], colour=False)


def test_an_entry_that_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    with ledgers.new("sqlite", tmp_path) as ledger:
        ledger.append(lambda seq, previous: b"not sealed")
        ledgers.add(ledger, kind="another kind")
        listed = rows(ledger.entries())
    document = {"entries": listed, "head": {"seq": 2, "sha256": "ab" * 32}}

    assert [row["kind"] for row in listed] == ["unreadable", "unreadable"]
    assert "1  cannot be read: the seal cannot be read as an envelope" in log_text(document, colour=False)
    assert "It cannot be read: the seal" in entry_text(listed[0], colour=False)
    assert '"1","","","unreadable","","","the seal cannot be read as an envelope"' in log_csv(document)
    assert lapsing(listed, DAY) == []
    assert replaced(ledger_entries(tmp_path)) == {}


def ledger_entries(folder: Path) -> list[Entry]:
    from gonogo.record.ledger import open_ledger

    with open_ledger(str(folder / "approvals.ledger")) as ledger:
        return list(ledger.entries())


def test_a_list_without_entries_says_so() -> None:
    empty = {"entries": [], "head": {"seq": 0, "sha256": "0" * 64}}

    assert log_text(empty, colour=False) == "Nothing has been recorded yet.\n\nThe ledger has no entries.\n"
    assert log_text({**empty, "head": {"seq": 3, "sha256": "ab"}}, colour=False).startswith("No entry is like that.\n")
    assert "nothing to check" in checked_text({**empty, "flaws": []})


def test_a_table_has_a_row_for_each_entry_and_no_formula(tmp_path: Path) -> None:
    hostile = approval.Signatory(role="panel", title='=HYPERLINK("x")', person="+Jo")
    lines = log_csv(
        {"entries": rows(entries(tmp_path, [AGREED, approval.PolicyAgreed(by=hostile, on=DAY, policy=POLICY)]))}
    )

    head, first, second, _ = lines.split("\r\n")
    assert head.startswith('"entry","on","recorded","kind","role","person"')
    assert first.startswith('"1","2026-10-01","2026-11-26T10:00:00Z","agreement to a policy","The Panel","Jo Bloggs"')
    assert '"\'=HYPERLINK(""x"")","\'+Jo"' in second


def test_whose_keys_signed_is_told_by_the_names_that_are_known(tmp_path: Path) -> None:
    old, new = ledgers.key().public, ledgers.key("New Jo").public
    act = approval.KeyRotated(
        on=DAY, old=old.keyid, new=new.keyid, public_key=new.pem, name="New Jo", reason="a new laptop"
    )
    with ledgers.new("sqlite", tmp_path) as ledger:
        said = plain(act)
        ledgers.add(ledger, "Jo Bloggs", "New Jo", **{"answer": ...}, **said)
    listed = ledger_entries(tmp_path)

    assert replaced(listed) == {old.keyid: 1}
    assert signers(listed, ledgers.trusted()) == [
        f"Jo Bloggs (key {old.keyid[:16]}…)",
        f"New Jo (key {new.keyid[:16]}…)",
    ]
    assert did(rows(listed)[0]) == "another key signs for New Jo"
    assert "recorded 2026-11-26T10:00:00Z" in log_text(
        {"entries": rows(listed), "head": {"seq": 1, "sha256": "ab"}}, colour=False
    )
