"""The paper that was put to the SEC Panel, beside the one that is made from policy and evidence: nothing of it is lost.

The sentences are those of the Panel's paper, section by section, with its typing noise put right.
"""

from __future__ import annotations

import pytest

from gonogo.model.house_style import HouseStyle
from gonogo.model.report import Badge, Quote
from gonogo.write.paper import compose
from tests import papers

PURPOSE = (
    "The November 2019 SEC Release is due to be implemented on 29 November 2019.",
    "Before the changes can go live, the Panel is required to review progress against the acceptance criteria in the "
    "Release Implementation Document (RID) and give final approval to proceed.",
    "This paper summarises the views and recommendations of the Operations Group (OPSG) and the Testing Advisory Group "
    "(TAG), and requests that the Panel approves the SEC Release to go live.",
    "The Panel agreed in the RID that the following criteria will need to be met before the November 2019 SEC Release "
    "can go live",
)
CRITERIA = (
    "The DCC has developed the coding for each approved change and confirmed it will be able to deploy this to the "
    "live environment on the agreed implementation date.",
    "The DCC has completed and closed each Test Phase against the agreed exit criteria.",
    "The DCC has confirmed that there are no Severity 1 or 2 defects outstanding that would be deployed to the live "
    "environment.",
    "The DCC has produced a clear resolution plan for any outstanding Severity 3, 4 or 5 defects and that the number "
    "of outstanding Testing Issues is within the agreed threshold figures.",
    "The DCC has demonstrated that the System and User Integration Testing (SIT and UIT) test environments were "
    "aligned to the solution being deployed to production; if there were any differences, these were identified and "
    "the risks these posed demonstrably managed.",
    "The DCC has demonstrated that it is ready to operate the new or updated capabilities.",
    "SECAS will be ready to implement the approved changes to the SEC on the agreed implementation date.",
)
OPSG = (
    "The OPSG considered the DCC's operational readiness on 8 November 2019.",
    "The DCC has ensured that Early Life Support Service and Business As Usual teams are in place, to enable the "
    "successful release into live and to support in the live environment.",
    "Having tested the impacted processes",
    "having received written confirmation of operational readiness from the impacted Functions and Capabilities",
    "the DCC is confident in supporting the November 2019 Release in the Live Environment from 29 November 2019.",
    "The DCC has established the Technical Operating Centre (TOC) to monitor the existing services and to ensure that "
    "there are no extant issues which might affect the DCC's decision to go live with the November 2019 SEC Release.",
    "Currently, there are no issues in production which would prevent Go-Live,",
    "but the DCC will continue to monitor the service up until Go-Live with a final go/no-go decision being made prior "
    "to go-live.",
    "This SEC Release is also the first to include Modification Proposals impacting on DCC Systems, and therefore "
    "there are a limited number of previous lessons that relate to such a release. However, the DCC has applied the "
    "lessons learned from the SMETS1 release.",
    "The DCC has also undertaken thorough impact analysis on the components of the release. The overall impact is a "
    "positive one for Service Users with no impact on end consumers. Detailed benefits for each of the modifications "
    "have been listed in the respective documentation available on the SEC website.",
    "The DCC is satisfied that there is no impact on Business Continuity or Disaster Recovery. This has been confirmed "
    "by the Senior Business Resilience Manager following a review of the impact of the November 2019 SEC Release.",
    "The OPSG agreed that the go-live criteria have been met and that the November 2019 SEC Release is ready to be set "
    "live.",
)
TAG = (
    "The TAG considered the results of the DCC's testing on 8 November 2019.",
    "The testing undertaken by the DCC and reviewed by the TAG satisfactorily demonstrates that the code required to "
    "deliver the changes to DCC Systems associated with the November 2019 SEC Release has been developed to an "
    "acceptable standard.",
    "Additional testing was agreed with the TAG to demonstrate that when previously active code which does not form "
    "part of the November 2019 SEC release (CR1066) is deactivated, this does not have any detrimental impacts to "
    "either the November 2019 SEC Release or existing live Services. This additional testing resulted in "
    "implementation being delayed until 29 November.",
    "The DCC has confirmed that it will be able to deploy the November 2019 SEC Release into the production "
    "environment on that date.",
    "The TAG has reviewed each of the DCC's completion reports in relation to the relevant testing phases for the "
    "November 2019 SEC Release, and has confirmed that all of the entry and exit criteria have been met.",
    "The TAG monitored the Systems Integrating Testing (SIT) undertaken by the DCC and has scrutinised the results of "
    "that testing.",
    "Whilst several defects were identified during testing, no Severity 1 or 2 defects remain unresolved",
    "and resolution plans are in place for any outstanding Severity 3, 4 or 5 defects.",
    "The number of outstanding Testing Issues is comfortably within the agreed threshold.",
    "The DCC has satisfactorily demonstrated that appropriate testing was completed in the SIT A environment, which "
    "most closely aligned with the production environment.",
    "Whilst a significant amount of testing was undertaken in the SIT B environment, the final stages of SIT were "
    "completed in the SIT A environment, to ensure that any risks which could arise as a result of differences between "
    "the testing environments and the production environment are minimised.",
    "Use of the SIT A environment prior to deployment into production is standard practice, and the DCC has proven "
    "processes in place to manage deployment risk.",
    "A comprehensive performance test has been undertaken by the DCC to ensure that there will be no degradation of "
    "service performance resulting from the introduction of the November 2019 SEC Release.",
    "Significant frustration was expressed by the TAG regarding information being provided too late to allow detailed "
    "scrutiny. This problem was aggravated by the high volume of detailed documents that the TAG is required to "
    "review. Consequently, the TAG's assessment was primarily based on information provided by DCC during the meeting "
    "held on 8 November, with the TAG unable to validate this using the supporting documentation.",
    "The DCC and SECAS will review how key governance steps should be managed during future SMETS1 migration "
    "activities.",
    "The TAG agreed that the go-live criteria have been met and that the November 2019 SEC Release is ready to be set "
    "live.",
)
RISKS = (
    "The Sub-Committees noted that the DCC has set out one remaining residual risk. The DCC has provided mitigations "
    "for the risks",
    "There is a risk that SECMP0062 will be deployed 'ON' in a future release without being approved by the SEC Panel",
    "SECMP0062 is 'Northbound Application Traffic Management - Alert Storm Protection'",
    "The DCC Transition Team will review release notes on all releases until SECMP0062 formally goes live, to ensure "
    "the feature switches are 'OFF' until necessary testing and SEC approvals have been concluded.",
    "The DCC SEC Release Team is tracking the delivery of SECMP0062 and will build the change into scope for a future "
    "SEC Release (likely to be in 2020), with approval of the Change Board and the SEC Panel.",
    "The DCC SEC Release Team has confirmed that the SECMP0062 feature switches can only be turned on as part of a "
    "build in a future release. There is no risk of the switches being turned on outside of a deployment of code (in a "
    "release).",
    "The OPSG questioned the DCC on how this would be enforced.",
    "The DCC responded that the check would be added to the Release Management checklist and Runbook and enforced by "
    "the DCC's Change Management Team.",
    "Further, an Alert is generated when one of the switches is changed. This is monitored by TOC.",
    "The OPSG accepted the DCC's planned mitigations subject to this clarification.",
)
APPROVAL = (
    "Based on the views of the OPSG and the TAG, we believe that the November 2019 SEC Release is ready to be set live "
    "on 29 November 2019. We therefore recommend that the Panel approves the release to be implemented.",
    "NOTE the views and recommendations of the OPSG and the TAG",
    "AGREE that the November 2019 SEC Release can be set live on 29 November 2019",
)
STATEMENTS = (*PURPOSE, *CRITERIA, *OPSG, *TAG, *RISKS, *APPROVAL)


@pytest.fixture(scope="module")
def whole() -> str:
    return papers.said(compose(papers.shipped("sec-release", "sec-2019-11")))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_the_panel_was_told_stands_in_the_paper(statement: str, whole: str) -> None:
    assert statement in whole


@pytest.mark.parametrize("statement", [*OPSG[1:], *TAG[1:]])
def test_what_was_said_is_told_once(statement: str, whole: str) -> None:
    assert whole.count(statement) == 1


def test_the_criteria_stand_in_their_own_words() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"))

    firsts = [one.blocks[0] for one in papers.section(report, "criteria").sections]
    assert [one.text for one in firsts if isinstance(one, Quote)] == list(CRITERIA)


def test_what_the_engine_adds_is_marked_as_such() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"))

    marked = {one.id for one in papers.sections(report) if one.added}
    assert {"answer", "verdicts", "evidence", "criterion-AC1-finding", "risk-RR1-finding", "proof"} <= marked
    assert not {"purpose", "criteria", "views", "risks", "criterion-AC1-said", "recommendations"} & marked


def test_the_silence_of_a_body_on_the_risk_is_shown() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"))

    views = papers.said(papers.section(report, "risk-RR1"))
    assert "Testing Advisory Group (TAG): Nothing said" in views
    assert "Operations Group (OPSG): Agrees, on a condition" in views


def test_the_panel_is_told_first_what_it_relies_on_others_for() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"))

    answer = papers.said(papers.section(report, "answer"))
    assert "AC1 to AC7: settled by the finding of those who were asked." in answer
    assert "Information was provided too late for detailed scrutiny" in answer


def test_read_strictly_the_bodies_and_the_engine_differ_and_it_is_said() -> None:
    report = compose(papers.shipped("sec-release-strict", "sec-2019-11"))

    shown = papers.said(papers.section(report, "differences"))
    assert "Operations Group (OPSG): Agrees on the whole. The engine: Undecided." in shown
    assert "points on which bodies and engine differ" in papers.said(papers.section(report, "answer"))


def test_under_a_body_of_its_own_style_the_paper_says_the_same() -> None:
    style = HouseStyle(title="Approval to implement the {policy}", author="SECAS Team")
    report = compose(papers.shipped("sec-release", "sec-2019-11"), style)

    assert report.title == "Approval to implement the November 2019 SEC Release"
    assert report.author == "SECAS Team"
    assert all(statement in papers.said(report) for statement in STATEMENTS)


def test_every_badge_of_the_paper_has_a_word() -> None:
    report = compose(papers.shipped("sec-release", "sec-2019-11"))

    assert all(badge.word for badge in papers.nouns(report, Badge))
