"""Three decision documents made by hand: one like the SEC Release's, one with failures, one that cannot be told."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

POLICY = "1f" * 32
EVIDENCE = "2e" * 32
LATE = (
    "View of the TAG: Information came too late for detailed scrutiny; the TAG was unable to validate "
    "what the DCC said against the supporting documentation."
)
STATED = "Stated only, where documented evidence is asked for: View of the OPSG, View of the TAG."
NOTES = "Stated only, where documented evidence is asked for: The DCC's approach to the residual risk."
FOUND_MET = "the OPSG and the TAG agreed that the go-live criteria have been met"


def witness(fact: str, key: str, source: str | None, at: str = "evidence/pack.yaml:30:9") -> Document:
    return {"fact": fact, "key": key, "source": source, "at": at}


def condition(rule: str, text: str, truth: str, *witnesses: Document, **more: Any) -> Document:
    found = len(witnesses) if truth == "true" else 0
    counts = {"true": found, "unknown": 0, "total": max(found, 1), "complete": False, "more": 0}
    return {"id": "c1", "rule": rule, "text": text, "truth": truth, "witnesses": list(witnesses), **counts, **more}


def missing(fact: str | None, what: str, owed_by: str | None, title: str | None, rule: str = "R") -> Document:
    return {"fact": fact, "what": what, "owed_by": owed_by, "owed_by_title": title, "rule": rule}


def criterion(name: str, title: str, verdict: str, rule: str | None, **more: Any) -> Document:
    return {
        "id": name,
        "title": title,
        "text": None,
        "owner": "dcc",
        "owner_title": "DCC",
        "verdict": verdict,
        "rule": rule,
        "rules": [] if rule is None else [rule],
        "because": None,
        "remedy": None,
        "caveats": [],
        "conditions": [],
        "missing": [],
        "waived_by": [],
        **more,
    }


def control(name: str, title: str, state: str, rule: str | None, **more: Any) -> Document:
    part = {"id": name, "title": title, "owner": "dcc", "owner_title": "DCC", "kind": "detective", "state": state}
    return {
        **part,
        "rule": rule,
        "because": None,
        "remedy": None,
        "caveats": [],
        "missing": [],
        "conditions": [],
        **more,
    }


def risk(name: str, title: str, state: str, controls: list[Document], **more: Any) -> Document:
    part = {"id": name, "title": title, "text": None, "owner": "dcc", "owner_title": "DCC", "state": state}
    found: Document = {"rule": f"{name}.{state}", "because": None, "caveats": [], "missing": [], "conditions": []}
    return {**part, **found, "controls": controls, **more}


def gate(name: str, question: str, outcome: str, rule: str | None, because: str | None, **more: Any) -> Document:
    part = {"id": name, "question": question, "outcome": outcome, "rule": rule, "because": because}
    return {**part, "remedy": None, "to": None, "rules": [], "missing": [], "recommend": [], **more}


def source(name: str, title: str | None, by: str | None, by_title: str | None, **more: Any) -> Document:
    return {
        "id": name,
        "title": title,
        "by": by,
        "by_title": by_title,
        "date": "2019-11-08",
        "received": "2019-11-08",
        "basis": "stated",
        "limits": None,
        "valid_until": None,
        "file": None,
        "sha256": None,
        **more,
    }


def view(by: str, title: str, about: str, says: str, **more: Any) -> Document:
    part = {"by": by, "by_title": title, "about": about, "says": says, "with": None, "date": "2019-11-08"}
    return {**part, "source": by, "counted": True, **more}


def waiver(name: str, on: str, effect: str, why: str | None, **more: Any) -> Document:
    part = {"id": name, "criterion": on, "rule": None, "by": "board", "by_title": "Cut-over board", "reason": None}
    return {**part, "date": "2026-11-08", "until": "2027-01-31", "effect": effect, "why": why, **more}


def obligation(name: str, on: str, text: str, state: str, **more: Any) -> Document:
    part = {"id": name, "on": on, "owner": "dcc", "owner_title": "DCC", "text": text, "due": None, "state": state}
    return {**part, "ends_when": None, "binds": True, **more}


def document(gates: list[Document], **more: Any) -> Document:
    return {
        "schema": "gonogo/decision/1",
        "engine": "0.1.0",
        "policy": {
            "id": "sec-release",
            "title": "November 2019 SEC Release",
            "version": "2019.11",
            "authority": "panel",
            "authority_title": "SEC Panel",
            "source": None,
            "sha256": POLICY,
        },
        "evidence": {"id": "sec-2019-11", "title": "Paper of November", "as_of": "2019-11-08", "sha256": EVIDENCE},
        "as_of": "2019-11-08",
        "outcome": gates[0]["outcome"],
        "rule": gates[0]["rule"],
        "because": gates[0]["because"],
        "decisions": gates,
        **dict.fromkeys(LISTS, ()),
        "published": None,
        **more,
    }


LISTS = (
    *("criteria", "risks", "views", "waivers", "obligations", "parameters", "sources", "left_out"),
    *("contradictions", "firings"),
)


# --- like the SEC Release ------------------------------------------------------------------------

TWO_VIEWS = (
    ("at least one view is by OPSG, is about the whole, and says agree", "opsg, whole", "opsg"),
    ("at least one view is by TAG, is about the whole, and says agree", "tag, whole", "tag"),
)


def found_met(name: str, title: str, *caveats: str, text: str | None = None, **more: Any) -> Document:
    rule = f"{name}-found-met"
    views = [condition(rule, said, "true", witness("view", key, by)) for said, key, by in TWO_VIEWS]
    found: Document = {"because": FOUND_MET, "caveats": [*caveats, STATED, LATE], "conditions": views, "text": text}
    return criterion(name, title, "pass", rule, **{**found, **more})


def like_the_sec_release() -> Document:
    confirmed = condition(
        "AC1-found-met",
        "the DCC's confirmation for the agreed date is given",
        "true",
        witness("deployment_confirmation", "E13", "dcc-to-tag"),
    )
    deployable = found_met("AC1", "Code developed, and deployable on the date", "The approved changes were not listed.")
    deployable["conditions"].append(confirmed)
    deployable["because"] += ", and the DCC confirmed that it will be able to deploy on 2019-11-29."
    deployable["text"] = (
        "The DCC has developed the coding for each approved change and confirmed it will be able to deploy this to "
        "the live environment on the agreed implementation date."
    )
    ready = gate(
        "decision",
        "Set the November 2019 SEC Release live on 2019-11-29?",
        "go_with_conditions",
        "D-ready",
        "The criteria are met, the residual risk is accepted, and the OPSG and the TAG agreed that it is ready.",
        recommend=[
            {"verb": "NOTE", "text": "the views and recommendations of the OPSG and the TAG"},
            {"verb": "AGREE", "text": "that the November 2019 SEC Release can be set live on 2019-11-29"},
        ],
    )
    return document(
        [ready],
        criteria=[
            deployable,
            found_met("AC2", "Test phases completed and closed", "The test phases were not listed in full."),
            found_met("AC3", "No severe defect goes live", "No confirmation by the DCC itself was given."),
            found_met("AC7", "SECAS ready to implement", "Nothing was said about whether SECAS will be ready."),
        ],
        risks=[the_switch()],
        views=[
            view("opsg", "Operations Group", "whole", "agree"),
            view("opsg", "Operations Group", "RR1", "agree_if", **{"with": "subject to this clarification"}),
            view("tag", "Testing Advisory Group", "whole", "agree"),
        ],
        obligations=[
            obligation(
                "notes",
                "RR1-C1",
                "Review the release notes of each release",
                "open",
                due="each release",
                ends_when="at least one event is SECMP0062 live",
                owner_title="DCC Transition Team",
            ),
            obligation("entries", "RR1-C4", "Add the check to the checklist and to the Runbook", "open"),
            obligation(
                "final", "decision", "Make the final go/no-go decision before go-live.", "open", due="2019-11-29"
            ),
        ],
        parameters=[
            {
                "id": "implementation_date",
                "title": "agreed implementation date",
                "value": "2019-11-29",
                "source": "Section 7",
            }
        ],
        sources=[
            source("opsg", "View of the OPSG", "opsg", "Operations Group"),
            source("tag", "View of the TAG", "tag", "Testing Advisory Group"),
            source("dcc-to-tag", "Information given to the TAG", "dcc", "DCC"),
            source("dcc-on-risk", "The DCC's approach to the residual risk", "dcc", "DCC", date=None),
        ],
    )


def the_switch() -> Document:
    promised = [
        condition("RR1-C1-promised", "…", "true", witness("statement", "M1", "dcc-on-risk")),
        condition("RR1-C4-promised", "…", "true", witness("statement", "CL1", "dcc-on-risk")),
    ]
    return risk(
        "RR1",
        "SECMP0062 is switched on without approval",
        "accepted_with_conditions",
        [
            control(
                "RR1-C1",
                "Release notes are reviewed until SECMP0062 goes live",
                "planned",
                "RR1-C1-promised",
                because="the DCC said that its Transition Team will do so",
                owner_title="DCC Transition Team",
                conditions=promised[:1],
                caveats=[NOTES],
            ),
            control(
                "RR1-C4",
                "The check is in the checklist and the runbook",
                "planned",
                "RR1-C4-promised",
                because="The DCC said that it would be added.",
                kind=None,
                conditions=promised[1:],
                caveats=[NOTES],
            ),
        ],
        text="There is a risk that SECMP0062 will be deployed 'ON' in a future release.",
        because="accepted by the OPSG, subject to its clarification; RR1-C1 and RR1-C4 planned",
    )


# --- with failures -------------------------------------------------------------------------------


def with_failures() -> Document:
    severe = "at least one severe testing issue"
    open_issues = [witness("defect", f"D-{number}", "defects") for number in range(1, 13)]
    return document(
        [
            gate(
                "M10",
                "Cut over on 2026-11-29?",
                "no_go",
                "M10-blocked",
                "a criterion is not met",
                remedy="close the severe defects",
                recommend=[{"verb": "AGREE", "text": "not to cut over"}],
            ),
            gate(
                "M11",
                "Open to users?",
                "defer",
                "M11-moved",
                "The cut-over has not taken place.",
                to={"from": "2027-02-01", "until": "2027-04-01"},
            ),
        ],
        policy={**HARBOUR, "authority_title": None},
        evidence={"id": "harbour", "title": None, "as_of": "2026-11-08", "sha256": EVIDENCE},
        as_of="2026-11-08",
        criteria=[
            criterion(
                "AC3",
                "No severe defect goes live",
                "fail",
                "AC3-open-severe-defect",
                because="14 severe testing issues would go live: D-1 and others",
                remedy="close each of them, or take it out of the release",
                conditions=[
                    condition("AC3-open-severe-defect", severe, "true", *open_issues, more=2),
                    condition("AC3-confirmed-clear", "no confirmation is given", "false"),
                ],
            ),
            criterion(
                "AC4",
                "Lesser defects under control",
                "waived",
                "AC4.not-met",
                because="not shown: every lesser defect has its resolution plan given",
                waived_by=["W1"],
                conditions=[
                    condition("AC4-planned", "every lesser defect has its plan given", "false", total=3, complete=True),
                    condition("AC4-few", "the issue limit (20) is at least 5", "true", total=0, complete=True),
                ],
            ),
            criterion(
                "AC5", "Handheld terminals replaced", "not_applicable", "AC5.not-applicable", because="none used"
            ),
            criterion(
                "AC6",
                "Thresholds agreed",
                "pass",
                "AC6.clear",
                because="none of the reasons to fail it holds",
                conditions=[
                    condition("AC6-low", "the lowest threshold is less than 1", "false", total=2, complete=True),
                    condition("AC6-rows", "each issue threshold: …", "true", witness("issue_threshold", "3", None)),
                    condition("AC6-open", "no other threshold is given", "unknown"),
                ],
            ),
        ],
        risks=[
            risk(
                "RR1",
                "Data is lost in the cut-over",
                "breached",
                [
                    control(
                        "RR1-C1",
                        "A backup is made",
                        "breached",
                        "RR1-C1-missed",
                        because="No backup of 2026-11-07.",
                        remedy="make one now",
                    )
                ],
                owner_title=None,
            ),
            risk("RR2", "Staff are not trained", "closed", []),
        ],
        views=[
            view("testers", "Test advisory group", "AC3", "object", source="minutes"),
            view("harbour", "Harbour master", "whole", "no_view", date=None, source=None, counted=False),
        ],
        waivers=[
            waiver("W1", "AC4", "waived", None, reason="plans follow within a week"),
            waiver("W2", "AC3", "none", "it was denied", rule="AC3-open-severe-defect", until=None, date=None),
            waiver("W3", "AC6", "in force, not needed", None, by=None, by_title=None),
        ],
        obligations=[
            obligation("backup", "RR1-C1", "Make a backup.", "overdue", due="2026-11-07"),
            obligation("train", "M10", "Train the staff.", "met"),
            obligation("plans", "AC4", "Give the plans.", "unknown", owner_title=None, owner=None),
        ],
        parameters=[{"id": "issue_limit", "title": None, "value": "(not given)", "source": None}],
        sources=[
            source("defects", "Defect export", "supplier", "System supplier", basis="documented", date="2026-11-07"),
            source("minutes", None, "testers", None, date="2026-11-08"),
        ],
        left_out=[
            set_aside("D-20", "not_yet_received", "received on 2026-11-09"),
            set_aside("D-21", "not_yet_received", "received on 2026-11-09"),
            set_aside("D-22", "inadequate", "defects falls short of what is asked"),
            {**set_aside("testers, AC6", "superseded", None), "fact": "view", "source": "unheard-of"},
        ],
        contradictions=[
            contradiction("D-1", "Harbour master, as the log is newer"),
            contradiction("D-2", None),
        ],
    )


HARBOUR = {
    "id": "harbour-cutover",
    "title": "Harbour control system cut-over",
    "version": "1.10",
    "authority": "board",
    "source": None,
    "sha256": POLICY,
}


def set_aside(key: str, reason: str, detail: str | None) -> Document:
    at = f"evidence/defects.csv:{key[-2:]}:1"
    return {"fact": "defect", "key": key, "source": "defects", "reason": reason, "detail": detail, "at": at}


def contradiction(key: str, settled_by: str | None) -> Document:
    values = [
        {"value": "open", "sources": ["defects"], "at": "evidence/defects.csv:2:3"},
        {"value": None, "sources": ["minutes", "log"], "at": "evidence/pack.yaml:40:9"},
    ]
    return {"fact": "testing_issue", "key": key, "field": "fixed_on", "values": values, "settled_by": settled_by}


# --- that cannot be told -------------------------------------------------------------------------


def that_cannot_be_told() -> Document:
    phases = missing("test_phase", "test phase (nothing was given)", "dcc", "DCC")
    return document(
        [
            gate(
                "decision",
                "Set the November 2019 SEC Release live on 2019-11-29?",
                "undecided",
                None,
                "it cannot be told whether D-ready holds: AC2, AC4 and AC7 cannot be told",
                missing=[
                    missing(None, "whether AC2, AC4 and AC7 are met", None, None),
                    missing("view", "view of the TAG (nothing was given)", "tag", None),
                ],
            )
        ],
        criteria=[
            criterion("AC2", "Test phases completed and closed", "unknown", None, missing=[phases]),
            criterion(
                "AC4",
                "Lesser defects under control",
                "unknown",
                None,
                because="The agreed threshold figures are not known.",
                missing=[
                    missing(
                        "issue_threshold", "the rows of agreed threshold (nothing was given)", "panel", "SEC Panel"
                    ),
                    missing("calendar", "a calendar that covers 2031", None, None),
                    phases,
                ],
            ),
            criterion(
                "AC7",
                "SECAS ready to implement",
                "unknown",
                None,
                missing=[
                    missing(
                        "secas_readiness",
                        "statement of SECAS's readiness: for the agreed implementation date (2019-11-29) and ready "
                        "(nothing was given; see https://example.org/a-very-long-address/that-cannot-be-broken/"
                        "into-two-lines/and-so-stands-out)",
                        "secas",
                        "SECAS",
                    )
                ],
            ),
        ],
    )
