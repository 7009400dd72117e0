"""Approvals from end to end: recorded, sent on, checked elsewhere, tampered with, and void when their time is over."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gonogo import api, api_record, api_record_files, api_record_verify
from gonogo.api_record import Desk, Recorded
from gonogo.api_record_verify import Against, Verified, verdict
from gonogo.model.approval import Decision, ParameterChanged
from gonogo.model.diagnostic import Code, InputError, LedgerError
from gonogo.record.bundle import MANIFEST, RECEIPT, pack, unpack
from gonogo.record.ledger import open_ledger
from gonogo.record.verify import State
from tests.approvals import BOARD, EVIDENCE, FAILING, NOW, POLICY, Office
from tests.cli.run import run


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Office(tmp_path)


def verified(office: Office, name: str = "bundle.zip", **against: object) -> Verified:
    keys = (str(office.folder / "office.key.pub"),)
    return api_record_verify.verify(str(office.folder / name), Against(keys, **against))  # type: ignore[arg-type]  # as given


def failing(found: Verified) -> str:
    return "\n".join(one.says for one in found.findings if one.state is State.FAILS)


def void(found: Verified) -> str:
    return "\n".join(one.says for one in found.findings if one.state is State.VOID)


def said(found: Verified, state: State, about: str) -> list[str]:
    return [one.says for one in found.findings if (one.state, one.about) == (state, about)]


def codes(error: pytest.ExceptionInfo[InputError]) -> list[Code]:
    return [one.code for one in error.value.diagnostics.errors]


def agreed(office: Office, **changes: object) -> Recorded:
    office.record("policy", "policy.zip", on="2026-11-01")
    return office.record("decision", **{"answer": "agreed", "votes": "2-1-0", **changes})


def break_the_ledger(office: Office) -> None:
    """Changes a byte of its first entry."""
    content = (office.folder / "approvals.ledger").read_bytes()
    (office.folder / "approvals.ledger").write_bytes(content.replace(b'"payload":"ey', b'"payload":"eX', 1))
    for side in ("-wal", "-shm"):
        (office.folder / f"approvals.ledger{side}").unlink(missing_ok=True)


# --- recorded and checked ------------------------------------------------------------------------


def test_a_decision_is_checked_by_somebody_who_has_only_the_bundle_and_the_key(office: Office) -> None:
    made = agreed(office)

    found = verified(office)

    assert verdict(found.findings) == "holds"
    assert said(found, State.HOLDS, "decision") == [
        "deciding again on these files gives the same decision, byte for byte"
    ]
    assert found.act == made.act


def test_the_decision_in_a_bundle_is_what_decide_prints_in_the_folder_of_the_project(office: Office) -> None:
    agreed(office)
    files, _ = unpack((office.folder / "bundle.zip").read_bytes())

    assert json.loads(files["decision.json"]) == api.decide("policies/harbour", "autumn", remembered=False).document


def test_the_same_act_makes_the_same_bundle_and_is_recorded_once(office: Office) -> None:
    first = agreed(office)
    before = (office.folder / "bundle.zip").read_bytes()

    again = office.record("decision", answer="agreed", votes="2-1-0")

    assert (first.new, again.new) == (True, False)
    assert (office.folder / "bundle.zip").read_bytes() == before
    with open_ledger(office.ledger) as ledger:
        assert ledger.head().seq == 2


def test_nothing_of_the_machine_gets_into_a_bundle(office: Office) -> None:
    agreed(office)

    assert str(office.folder).encode() not in (office.folder / "bundle.zip").read_bytes()


def test_a_bundle_holds_the_policy_that_is_extended_its_calendar_and_every_file_of_evidence(office: Office) -> None:
    office.write("policies/winter/policy.yaml", "policy: winter\ntitle: Winter\nextends: ../harbour\n")
    office.write("evidence/full/evidence.yaml", EVIDENCE.partition("facts:")[0].replace("harbour", "winter"))
    office.write("evidence/full/defects.yaml", "facts:" + EVIDENCE.partition("facts:")[2])

    office.record("decision", policy="policies/winter", evidence="full", answer="agreed", consensus=True)

    files, _ = unpack((office.folder / "bundle.zip").read_bytes())
    assert sorted(files) == [
        "calendars/england-and-wales.yaml",
        "decision.json",
        "evidence/evidence/full/defects.yaml",
        "evidence/evidence/full/evidence.yaml",
        MANIFEST,
        "policy/policies/harbour/policy.yaml",
        "policy/policies/winter/policy.yaml",
        RECEIPT,
    ]
    assert verdict(verified(office).findings) == "holds"


def test_a_bundle_is_decided_on_by_the_calendar_in_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(office)

    monkeypatch.setattr("gonogo.files.calendars", lambda decode: {})

    assert verdict(verified(office).findings) == "holds"


def test_names_and_texts_with_every_kind_of_character_survive(office: Office) -> None:
    person = 'Zoë "O\'Brien" <b>&amp;</b> \U0001f600 \u05d0\u05d1 =1+1; --'
    office.write("evidence/Beweise \u2013 été.yaml", EVIDENCE)

    office.record("decision", evidence="Beweise \u2013 été", answer="agreed", person=person, reason="a\nb: {c}")

    found = verified(office)
    assert verdict(found.findings) == "holds"
    assert isinstance(found.act, Decision)
    assert (found.act.by.person, found.act.reason) == (person, "a\nb: {c}")


def test_another_engine_says_so_and_what_differs(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(office)

    monkeypatch.setattr(api_record_files, "__version__", "99.0")

    found = verified(office)
    assert verdict(found.findings) == "holds"
    assert any("99.0" in one for one in said(found, State.NOTE, "engine"))


def test_from_a_receipt_alone_it_is_said_what_it_cannot_show(office: Office) -> None:
    agreed(office)
    files, _ = unpack((office.folder / "bundle.zip").read_bytes())
    (office.folder / "receipt.json").write_bytes(files[RECEIPT])

    alone = verified(office, "receipt.json")
    with_files = verified(office, "receipt.json", policy="policies/harbour", evidence="autumn", ledger=office.ledger)

    assert verdict(alone.findings) == "holds"
    assert {one.about for one in alone.findings if one.state is State.UNKNOWN} == {
        "files",
        "ledger",
        "decision",
        "agreement",
        "day",
        "later",
    }
    assert said(with_files, State.HOLDS, "decision") != []


# --- tampering -----------------------------------------------------------------------------------


def test_each_changed_byte_of_each_file_is_found_and_the_file_named(office: Office) -> None:
    office.write("minutes.md", "They agreed.\n")
    agreed(office, attach=("minutes.md",))
    whole = (office.folder / "bundle.zip").read_bytes()
    files, _ = unpack(whole)
    for name, content in files.items():
        start = whole.index(content)
        for place in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
            changed = bytearray(whole)
            changed[start + place] ^= 0x01
            (office.folder / "changed.zip").write_bytes(changed)

            found = verified(office, "changed.zip")

            assert verdict(found.findings) == "fails", (name, place)
            assert name in failing(found)


def test_a_bundle_that_was_put_together_anew_with_another_file_does_not_verify(office: Office) -> None:
    agreed(office)
    files, _ = unpack((office.folder / "bundle.zip").read_bytes())
    del files[MANIFEST]
    name = "evidence/evidence/autumn.yaml"
    for changed, sentence in (
        ({**files, name: files[name].replace(b"severity: 3", b"severity: 4")}, f"{name} was changed"),
        ({key: held for key, held in files.items() if key != name}, f"{name} is missing"),
        ({**files, "report/more.pdf": b""}, "report/more.pdf was added"),
    ):
        (office.folder / "anew.zip").write_bytes(pack(changed))

        assert sentence in failing(verified(office, "anew.zip"))


def test_a_bundle_that_was_unpacked_and_packed_by_something_else_does_not_verify(office: Office) -> None:
    agreed(office)
    files, _ = unpack((office.folder / "bundle.zip").read_bytes())
    for compression, sentence in ((zipfile.ZIP_STORED, "packed anew"), (zipfile.ZIP_DEFLATED, "packed anew")):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", compression) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        (office.folder / "anew.zip").write_bytes(made.getvalue())

        assert sentence in failing(verified(office, "anew.zip"))


def test_a_receipt_of_another_entry_does_not_cover_these_files(office: Office) -> None:
    agreed(office)
    files, _ = unpack((office.folder / "bundle.zip").read_bytes())
    other, _ = unpack((office.folder / "policy.zip").read_bytes())
    del files[MANIFEST]
    (office.folder / "mixed.zip").write_bytes(pack({**files, RECEIPT: other[RECEIPT]}))

    assert "was added" in failing(verified(office, "mixed.zip"))


def test_a_decision_that_does_not_follow_from_its_files_does_not_verify_though_it_is_signed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = api_record.written
    monkeypatch.setattr(
        api_record, "written", lambda document: kept(document).replace(b'"verdict": "pass"', b'"verdict": "fail"')
    )
    office.record("decision", answer="agreed")
    monkeypatch.undo()
    monkeypatch.chdir(office.folder)

    found = verified(office)

    assert "deciding again on these files gives another decision than was kept" in failing(found)
    assert 'criteria.A1.verdict: was "fail", is "pass" now' in failing(found)


def test_nothing_is_added_to_a_ledger_that_is_not_whole(office: Office) -> None:
    agreed(office)
    break_the_ledger(office)

    with pytest.raises(LedgerError, match="nothing was recorded"):
        office.record("decision", answer="noted")


def test_a_file_that_is_neither_is_said_to_be_so(office: Office) -> None:
    office.write("letter.txt", "Dear board")

    assert "neither a bundle nor a receipt" in failing(verified(office, "letter.txt"))


# --- what may be recorded ------------------------------------------------------------------------


def test_a_decision_under_a_policy_that_nobody_agreed_to_says_so(office: Office) -> None:
    office.record("decision", answer="agreed")

    found = verified(office)
    assert said(found, State.NOTE, "agreement") != []
    assert verdict(found.findings) == "holds"


def test_a_decision_other_than_recommended_is_recorded_with_its_reason_only(office: Office) -> None:
    office.write("evidence/autumn.yaml", FAILING)

    with pytest.raises(InputError) as error:
        office.record("decision", answer="agreed")
    made = office.record("decision", answer="agreed", differs="The defect is in a part that nobody uses.")

    assert codes(error) == [Code.DIFFERENCE_UNEXPLAINED]
    assert isinstance(made.act, Decision)
    assert made.act.recommended.outcome == "no_go"
    assert verdict(verified(office).findings) == "holds"


def test_nothing_is_recorded_where_anything_is_wrong(office: Office) -> None:
    with pytest.raises(InputError) as error:
        office.record("decision", answer="agreed", by="boards", on="2062-11-12", votes="1-2-0", follows="4")

    assert set(codes(error)) == {
        Code.NOT_IN_THE_POLICY,
        Code.DAYS_DO_NOT_FIT,
        Code.ANSWER_DOES_NOT_FIT,
        Code.NO_SUCH_ENTRY,
    }
    assert not (office.folder / "approvals.ledger").exists()
    assert not (office.folder / "bundle.zip").exists()


def test_a_decision_before_its_evidence_or_after_what_it_rests_on_has_ended_is_refused(office: Office) -> None:
    office.write(
        "evidence/autumn.yaml", EVIDENCE.replace("basis: documented", "basis: documented, valid_until: 2026-11-11")
    )

    for day in ("2026-11-09", "2026-11-12"):
        with pytest.raises(InputError) as error:
            office.record("decision", answer="agreed", on=day)
        assert codes(error) == [Code.DAYS_DO_NOT_FIT]


def test_agreeing_to_a_go_with_conditions_takes_its_conditions_over(office: Office) -> None:
    made = agreed(office)

    assert isinstance(made.act, Decision)
    assert [(one.id, one.owner, one.due, one.recommended) for one in made.act.conditions] == [
        ("look-again", "System supplier", "2026-11-20", True)
    ]


def test_who_owns_a_condition_decides_under_it_and_nobody_else(office: Office) -> None:
    agreed(office)
    final = {"answer": "agreed", "by": "supplier", "on": "2026-11-19"}

    with pytest.raises(InputError) as error:
        office.record("decision", "final.zip", **final)
    made = office.record("decision", "final.zip", **final, follows="2", met=("look-again",))

    assert codes(error) == [Code.NOT_THE_AUTHORITY]
    assert isinstance(made.act, Decision)
    assert made.act.capacity == "owner of `look-again`, a condition of entry 2"
    assert made.act.conditions == ()


def test_a_question_that_has_an_answer_is_answered_anew_only_with_a_link_to_it(office: Office) -> None:
    agreed(office)
    anew = {"answer": "rejected", "differs": "The harbour froze.", "on": "2026-11-13"}

    with pytest.raises(InputError) as error:
        office.record("decision", "no.zip", **anew)
    office.record("decision", "no.zip", **anew, follows="2")

    assert codes(error) == [Code.ANSWER_DOES_NOT_FIT]
    assert "--follows 2" in error.value.diagnostics.errors[0].expected
    assert "entry 3 took it back" in void(verified(office, ledger=office.ledger))


def test_an_answer_with_another_paper_attached_is_another_act_and_needs_the_link_too(office: Office) -> None:
    agreed(office)
    office.write("minutes.txt", "Agreed.")

    with pytest.raises(InputError) as error:
        office.record("decision", "again.zip", answer="agreed", votes="2-1-0", attach=("minutes.txt",))

    assert codes(error) == [Code.ANSWER_DOES_NOT_FIT]


def test_no_bundle_is_written_over_that_of_another_entry(office: Office) -> None:
    agreed(office)
    before = (office.folder / "bundle.zip").read_bytes()

    with pytest.raises(FileExistsError):
        office.record("decision", answer="noted", on="2026-11-13")

    assert (office.folder / "bundle.zip").read_bytes() == before
    with open_ledger(office.ledger) as ledger:
        assert ledger.head().seq == 2


def test_the_bundle_of_another_ledger_in_the_same_folder_is_kept(office: Office) -> None:
    first = office.record("policy", None, on="2026-11-01")
    office.ledger = "other.ledger"

    second = office.record("policy", None, on="2026-11-02")

    assert second.bundle is not None
    assert second.bundle != first.bundle
    assert verdict(verified(office, second.bundle, ledger="other.ledger").findings) == "holds"


def test_what_a_broken_ledger_says_of_an_approval_is_not_passed_on(office: Office) -> None:
    agreed(office)
    break_the_ledger(office)

    found = verified(office, ledger=office.ledger)

    assert failing(found) != ""
    assert {one.about for one in found.findings if one.state is State.HOLDS}.isdisjoint({"agreement", "ledger"})


@pytest.mark.parametrize("kind", ["policy", "waiver", "risk"])
def test_only_the_authority_agrees_waives_and_accepts(office: Office, kind: str) -> None:
    about = {"waiver": {"criterion": "A1"}, "risk": {"risk": "R1"}}.get(kind, {})
    held = {} if kind == "policy" else {"owner": "x", "reason": "y", "until": "2026-12-31"}

    with pytest.raises(InputError) as error:
        office.record(kind, by="supplier", **about, **held)

    assert codes(error) == [Code.NOT_THE_AUTHORITY]


# --- parameters ----------------------------------------------------------------------------------


def test_a_parameter_that_changed_alone_is_agreed_without_the_rest(office: Office) -> None:
    office.record("policy", "policy.zip", on="2026-11-01")
    office.write("policies/harbour/policy.yaml", POLICY.replace("value: 1}", "value: 2}").replace('"1.0"', '"1.1"'))

    made = office.record("parameter", "parameter.zip", parameter="most", reason="One more is harmless.")
    decided = office.record("decision", answer="agreed")

    assert isinstance(made.act, ParameterChanged)
    assert (made.act.before, made.act.after, made.act.follows) == ("1", "2", 1)
    assert isinstance(decided.act, Decision)
    assert decided.act.policy_agreed == 2
    assert verdict(verified(office, "parameter.zip", ledger=office.ledger).findings) == "holds"
    run("report", "policies/harbour", "autumn", "-o", "paper.md").exits(0, saying="")
    assert "The ledger has no record" not in Path("paper.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("severity: {at_most: 2}", "severity: {at_most: 1}"),
        ("2026-11-20", "2026-11-27"),
        ("title: No severe", "title: No"),
    ],
)
def test_a_parameter_that_did_not_change_alone_takes_a_new_agreement(office: Office, before: str, after: str) -> None:
    office.record("policy", "policy.zip", on="2026-11-01")
    office.write("policies/harbour/policy.yaml", POLICY.replace("value: 1}", "value: 2}").replace(before, after))

    with pytest.raises(InputError) as error:
        office.record("parameter", parameter="most", reason="One more is harmless.")

    assert codes(error) == [Code.NOT_AS_SAID]


# --- waivers, risks, corrections -----------------------------------------------------------------


def laid_beside(office: Office, made: Recorded) -> None:
    """The evidence as a folder, with what the command printed in a file of its own."""
    assert made.evidence is not None
    office.write("evidence/later/evidence.yaml", FAILING.replace("2026-11-10", "2026-11-12"))
    office.write("evidence/later/recorded.yaml", made.evidence)


WAIVER = {"criterion": "A1", "owner": "supplier", "reason": "The pilots: they work round it.", "until": "2026-11-30"}


def test_a_recorded_waiver_counts_once_it_stands_in_the_evidence(office: Office) -> None:
    laid_beside(office, office.record("waiver", "waiver.zip", **WAIVER))

    made = office.record("decision", evidence="later", answer="agreed")

    assert isinstance(made.act, Decision)
    assert made.act.recommended.outcome == "go_with_conditions"
    assert made.act.unrecorded == ()


@pytest.mark.parametrize(
    ("granted", "stated"), [("2026-11-30", "2026-12-31"), ("[fail]", "[fail, unknown]"), ("The pilots", "The crew")]
)
def test_a_waiver_that_says_more_than_any_entry_records_is_named(office: Office, granted: str, stated: str) -> None:
    laid_beside(office, office.record("waiver", "waiver.zip", **WAIVER))
    path = office.folder / "evidence/later/recorded.yaml"
    path.write_text(path.read_text("utf-8").replace(granted, stated), "utf-8")

    made = office.record("decision", evidence="later", answer="agreed")

    assert isinstance(made.act, Decision)
    assert made.act.unrecorded == ("W-A1-2026-11-12 of A1",)
    assert said(verified(office), State.NOTE, "waiver") != []


def test_a_waiver_may_cover_less_in_the_evidence_than_was_granted(office: Office) -> None:
    laid_beside(office, office.record("waiver", "waiver.zip", **WAIVER))
    path = office.folder / "evidence/later/recorded.yaml"
    path.write_text(path.read_text("utf-8") + "    where: {id: D-1}\n", "utf-8")

    made = office.record("decision", evidence="later", answer="agreed")

    assert isinstance(made.act, Decision)
    assert (made.act.recommended.outcome, made.act.unrecorded) == ("go_with_conditions", ())


def test_an_approval_that_rests_on_a_waiver_is_void_after_its_last_day(office: Office) -> None:
    laid_beside(office, office.record("waiver", "waiver.zip", **{**WAIVER, "until": "2026-11-18"}))
    office.record("decision", evidence="later", answer="agreed")

    assert void(verified(office, on=date(2026, 11, 18))) == ""
    assert "the waiver W-A1-2026-11-12 of A1 has ended" in void(verified(office, on=date(2026, 11, 19)))
    assert "until 2026-11-18" in void(verified(office, "waiver.zip", on=date(2026, 11, 19)))


def test_an_accepted_risk_becomes_a_view_of_the_authority(office: Office) -> None:
    made = office.record("risk", risk="R1", owner="supplier", reason="It is small.", until="2026-12-31")
    office.write("evidence/later/evidence.yaml", EVIDENCE.replace("2026-11-10", "2026-11-12"))
    office.write("evidence/later/recorded.yaml", made.evidence or "")

    views = api.decide("policies/harbour", "later", remembered=False).document["views"]

    assert [(one["by"], one["about"], one["says"]) for one in views] == [("board", "R1", "agree")]


def test_a_correction_replaces_the_record_that_was_wrong(office: Office) -> None:
    office.write("evidence/autumn.yaml", FAILING)
    wanted = {
        "fact": "defect",
        "record": "D-1",
        "field": "severity",
        "to": "3",
        "owner": "supplier",
        "reason": "A slip",
    }

    made = office.record("correction", by="supplier", **wanted)
    laid_beside(office, made)

    assert api.decide("policies/harbour", "later", remembered=False).document["outcome"] == "go_with_conditions"
    assert verdict(verified(office).findings) == "holds"


@pytest.mark.parametrize(
    ("said_of", "code"),
    [
        ({"fact": "defects"}, Code.NOT_IN_THE_POLICY),
        ({"field": "severty"}, Code.NOT_IN_THE_POLICY),
        ({"record": "D-9"}, Code.NOT_IN_THE_POLICY),
        ({"to": "nine"}, Code.ACT_UNREADABLE),
        ({"to": "3"}, Code.NOT_AS_SAID),
        ({"from": "2"}, Code.NOT_AS_SAID),
    ],
)
def test_a_correction_of_what_is_not_there_is_refused(office: Office, said_of: dict[str, str], code: Code) -> None:
    wanted = {"fact": "defect", "record": "D-1", "field": "severity", "to": "4", "owner": "x", "reason": "y", **said_of}

    with pytest.raises(InputError) as error:
        office.record("correction", **wanted)

    assert codes(error) == [code]


# --- void ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            lambda office: office.write("policies/harbour/policy.yaml", POLICY + "# x\n"),
            "the policy harbour has changed",
        ),
        (lambda office: office.write("evidence/autumn.yaml", FAILING), "the evidence autumn has changed"),
        (
            lambda office: office.record("decision", "no.zip", answer="rejected", differs="z", follows="2"),
            "entry 3 took it",
        ),
    ],
)
def test_an_approval_is_void_once_what_it_rests_on_has_changed(
    office: Office, change: Callable[[Office], object], why: str
) -> None:
    agreed(office)
    change(office)

    found = verified(office, ledger=office.ledger, policy="policies/harbour", evidence="autumn")

    assert verdict(found.findings) == "void"
    assert why in void(found)


def test_an_approval_is_void_once_its_evidence_is_stale(office: Office) -> None:
    office.write(
        "evidence/autumn.yaml", EVIDENCE.replace("basis: documented", "basis: documented, valid_until: 2026-11-15")
    )
    agreed(office)

    assert void(verified(office, on=date(2026, 11, 15))) == ""
    assert "A1 would be unknown and no longer pass" in void(verified(office, on=date(2026, 11, 16)))


def test_an_approval_is_void_where_a_condition_is_not_met_by_its_day(office: Office) -> None:
    agreed(office)
    late = date(2026, 11, 21)

    assert "look-again" in void(verified(office, on=late, ledger=office.ledger))
    office.record("decision", "noted.zip", answer="noted", follows="2", met=("look-again",), on="2026-11-20")
    assert void(verified(office, on=late, ledger=office.ledger)) == ""


# --- the desk ------------------------------------------------------------------------------------


def test_a_dry_run_records_nothing(office: Office) -> None:
    desk = Desk(key=None, ledger=office.ledger, dry_run=True, clock=lambda: NOW)

    made = api_record.record(
        "decision", {"policy": "policies/harbour", "evidence": "autumn", "answer": "agreed", **BOARD}, None, desk
    )

    assert made.entry is None
    assert not (office.folder / "approvals.ledger").exists()


def test_what_is_typed_goes_before_what_stands_in_the_file(office: Office) -> None:
    office.write(
        "act.yaml", "act: decision\npolicy: policies/harbour\nevidence: autumn\nanswer: noted\nperson: C. Lerk\n"
    )
    desk = Desk(key=None, ledger=office.ledger, dry_run=True, clock=lambda: NOW)

    made = api_record.record("decision", {**BOARD, "answer": "agreed"}, "act.yaml", desk)

    assert isinstance(made.act, Decision)
    assert (made.act.answer, made.act.by.person) == ("agreed", "B. Chair")


# --- what evidence and policies can be -----------------------------------------------------------


def test_a_bundle_holds_the_tables_that_evidence_points_to(office: Office) -> None:
    office.write("evidence/tables/defects.csv", "Key,Sev,Open\nD-1,3,yes\nD-2,1,no\n")
    taken = "{file: defects.csv, map: {id: Key, severity: Sev, open: Open}, values: {Open: {yes: true, no: false}}}"
    office.write(
        "evidence/tables/evidence.yaml",
        f"{EVIDENCE.partition('facts:')[0]}facts:\n  defect: {{source: S1, complete: true, from: {taken}}}\n",
    )
    office.record("decision", evidence="tables", answer="agreed")
    whole = (office.folder / "bundle.zip").read_bytes()

    assert verdict(verified(office).findings) == "holds"
    assert b"evidence/evidence/tables/defects.csv" in whole
    (office.folder / "bundle.zip").write_bytes(whole.replace(b"D-2,1,no", b"D-2,1,ye"))
    assert "evidence/evidence/tables/defects.csv was changed" in failing(verified(office))


def test_evidence_in_json_is_decided_on_again_too(office: Office) -> None:
    said = {"evidence": "winter", "policy": "harbour", "as_of": "2026-11-10"}
    source = {"title": "Defects", "by": "supplier", "date": "2026-11-09", "basis": "documented"}
    records = [{"id": "D-1", "severity": 3, "open": True}]
    facts = {"defect": {"source": "S1", "complete": True, "records": records}}
    office.write("evidence/winter.json", json.dumps({**said, "sources": {"S1": source}, "facts": facts}))

    office.record("decision", evidence="winter", answer="agreed")

    assert verdict(verified(office).findings) == "holds"


def test_of_several_questions_it_is_said_which_was_decided(office: Office) -> None:
    gates = POLICY.partition("decision:\n")[2]
    second = "  second:\n    question: Again?\n    rules: [{id: E, then: go, when: {criteria: all, is: pass}}]\n"
    first = "".join(f"  {line}" for line in gates.splitlines(keepends=True))
    office.write(
        "policies/harbour/policy.yaml",
        POLICY.replace(gates, f"  first:\n{first}{second}").replace("decision:\n", "decisions:\n"),
    )

    with pytest.raises(InputError) as error:
        office.record("decision", answer="agreed")
    made = office.record("decision", answer="agreed", gate="second")

    assert codes(error) == [Code.ACT_INCOMPLETE]
    assert isinstance(made.act, Decision)
    assert (made.act.recommended.gate, made.act.recommended.outcome, made.act.conditions) == ("second", "go", ())
    assert verdict(verified(office).findings) == "holds"


def test_what_a_new_key_signs_is_trusted_through_the_ledger_and_the_old_one_signs_no_more(office: Office) -> None:
    agreed(office)
    words = ("--reason", "Lost", "-o", "new.key", "--ledger", office.ledger)
    run("keys", "rotate", str(office.folder / "office.key"), *words).exits(0)

    with pytest.raises(InputError) as error:
        office.record("decision", "later.zip", answer="noted")
    office.record("decision", "later.zip", answer="noted", key="new.key")

    assert codes(error) == [Code.OTHER_KEY]
    assert "not trusted here" in failing(verified(office, "later.zip"))
    assert verdict(verified(office, "later.zip", ledger=office.ledger).findings) == "holds"
    assert verdict(verified(office, ledger=office.ledger).findings) == "holds"
