@casebook
Feature: Whether a Fedora release goes out
  At stake: that one policy serves every release, that nothing but shown readiness lets one out, and that a slip has its
  new date from the rule.

  @C01
  Scenario: Fedora 14 Alpha, the criteria were not passed
    Given the policy "fedora"
    And the evidence "evidence/casebook/c01-fedora-14-alpha"
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2010-11-02
    And the verdict on F2 is fail by rule F2-criteria
    And the reason for F2 contains "the release criteria are not met"
    And it comes to what was published

  @C01
  Scenario: Fedora 13 Final, blockers were open
    Given the policy "fedora"
    And the evidence "evidence/casebook/c01b-fedora-13-final"
    When it is decided
    Then the decision is deferred to 2010-05-25
    And the verdict on F2 is fail by rule F2-open
    And it comes to what was published

  @C02
  Scenario: Fedora 18 Alpha, two rules say no and both are listed
    Given the policy "fedora"
    And the evidence "evidence/casebook/c02-fedora-18-alpha"
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2012-09-04
    And the verdicts are:
      | criterion | verdict | rule       | reason      |
      | F1        | unknown |            |             |
      | F2        | fail    | F2-list    | 18 blockers |
      | F3        | fail    | F3-gaps    | Incomplete  |
      | F5        | unknown |            |             |
      | F6        | fail    | F6-against | QA          |
      | F7        | unknown |            |             |
    And rule F2-list fires
    And rule F3-gaps fires
    And it comes to what was published

  @C02
  Scenario: Without the test matrices, the blockers alone hold it
    Given the policy "fedora"
    And the evidence "evidence/casebook/c02-fedora-18-alpha"
    And all test_matrix records are withdrawn
    When it is decided
    Then the outcome is defer by rule D-slip
    And the verdict on F3 is unknown
    And test_matrix is missing for F3
    And rule F2-list fires

  @C03
  Scenario: Fedora 23 Final, blocking bugs in RC2
    Given the policy "fedora"
    And the evidence "evidence/casebook/c03-fedora-23-final"
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2015-11-03
    And the reason for F2 contains "the blocking bugs in RC2"
    And it comes to what was published

  @C03
  Scenario Outline: A fix that was not tested again leaves the blocker open
    Given the policy "fedora"
    And the evidence "evidence/casebook/c03-fedora-23-final"
    And the list of bug records is complete
    And the status of bug "the blocking bugs in RC2" is <status>
    When it is decided
    Then the verdict on F2 is <verdict>
    And rule <rule> fires

    Examples:
      | status | verdict | rule            |
      | open   | fail    | F2-open         |
      | fixed  | fail    | F2-not-retested |

  @C03
  Scenario: A fix that was tested again closes it
    Given the policy "fedora"
    And the evidence "evidence/casebook/c03-fedora-23-final"
    And the list of bug records is complete
    And the status of bug "the blocking bugs in RC2" is verified
    When it is decided
    Then rule F2-open does not fire
    And rule F2-not-retested does not fire

  @C04
  Scenario: Fedora 27 Server goes out, and its minutes have gaps
    Given the policy "fedora"
    And the evidence "evidence/casebook/c04-fedora-27-server"
    When it is decided
    Then the outcome is go by rule D-go
    And the verdict on F1 is pass by rule F1-candidate
    And the verdict on F6 is pass by rule F6-unanimous
    And F1 has the caveat "The minutes are incomplete"
    And F6 has the caveat "It is inferred from the outcome"
    And it comes to what was published

  @C04
  Scenario: What is not said of the votes is not made up by the minutes
    Given the policy "fedora"
    And the evidence "evidence/casebook/c04-fedora-27-server"
    And all view records are withdrawn
    When it is decided
    Then the verdict on F6 is unknown
    And the outcome is defer by rule D-slip

  @C04
  Scenario Outline: One team is not all three
    Given the policy "fedora"
    And the evidence "evidence/casebook/c04-fedora-27-server"
    And the view of qa on the whole is <view>
    When it is decided
    Then the outcome is defer by rule D-slip
    And the verdict on F6 is fail by rule <rule>

    Examples:
      | view    | rule       |
      | object  | F6-against |
      | no view | F6.not-met |

  @C05
  Scenario: Fedora 36 Final, bugs that sound harmless
    Given the policy "fedora"
    And the evidence "evidence/casebook/c05-fedora-36-final"
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2022-05-10
    And the verdict on F2 is fail by rule F2-open
    And the reason for F2 contains "album thumbnails"
    And the reason for F2 contains "GNOME Terminal"
    And it comes to what was published

  @C05
  Scenario: It had slipped by a week before
    Given the policy "fedora"
    And the evidence "evidence/casebook/c05-fedora-36-final"
    And the parameter target is 2022-04-26
    When it is decided
    Then the decision is deferred to 2022-05-03

  @C05
  Scenario Outline: The criteria decide, and not how a bug sounds
    Given the policy "fedora"
    And no evidence
    And the day is 2022-04-28
    And the complete list of bug records by qa, documented:
      | title   | violates   | status |
      | <title> | <violates> | open   |
    When it is decided
    Then rule F2-open <fires>

    Examples:
      | title                          | violates | fires         |
      | GNOME Photos, album thumbnails | true     | fires         |
      | GNOME Photos, album thumbnails | false    | does not fire |
      | Data is lost                   | false    | does not fire |

  @C06
  Scenario: Fedora 37 Final, how much a critical problem matters is not known
    Given the policy "fedora"
    And the evidence "evidence/casebook/c06-fedora-37-final"
    When it is decided
    Then the outcome is defer by rule D-slip-further
    And the decision is deferred to 2022-11-15
    And the verdict on F5 is unknown
    And what is missing for F5 contains "affects the release"
    And the security_problem OpenSSL is left out as not yet received
    And it comes to what was published

  @C06
  Scenario: What became known in November leaves the decision of October as it was
    Given the policy "fedora"
    And the evidence "evidence/casebook/c06-fedora-37-final"
    And the list of security_problem records is complete
    When it is decided as of 2022-11-01
    Then the verdict on F5 is pass by rule F5-none

  @C06
  Scenario: Where it is known to be affected, that is a failure
    Given the policy "fedora"
    And the evidence "evidence/casebook/c06-fedora-37-final"
    And the affects_release of security_problem OpenSSL is true
    When it is decided
    Then the verdict on F5 is fail by rule F5-affected
    And the outcome is defer by rule D-slip-further

  @C07
  Scenario: Fedora 43 Beta, two blockers were re-classed and the reasons are on record
    Given the policy "fedora"
    And the evidence "evidence/casebook/c07-fedora-43-beta"
    When it is decided
    Then the outcome is go with conditions by rule D-go
    And the verdicts are:
      | criterion | verdict | rule         |
      | F1        | pass    | F1-candidate |
      | F2        | waived  | F2-open      |
      | F3        | pass    | F3-done      |
      | F4        | pass    | F4-ready     |
      | F7        | pass    | F7-reasons   |
    And obligation document-workaround is open
    And it comes to what was published

  @C07
  Scenario: Without the re-classing it is no go
    Given the policy "fedora"
    And the evidence "evidence/casebook/c07-fedora-43-beta"
    And all waiver records are withdrawn
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2025-09-23
    And the verdict on F2 is fail by rule F2-open
    And the reason for F2 contains "mdraid"
    And the reason for F2 contains "small screens"

  @C07
  Scenario Outline: A re-classing without a reason that counts, or by somebody else, does not do
    Given the policy "fedora"
    And the evidence "evidence/casebook/c07-fedora-43-beta"
    And all waiver records are withdrawn
    And these waivers:
      | id | criterion | by   | reason   | date       | until      |
      | w1 | F2        | <by> | <reason> | 2025-09-11 | 2025-09-16 |
    And the list of waiver records is complete
    When it is decided
    Then the outcome is defer by rule D-slip
    And the verdict on F2 is <F2>
    And the verdict on F7 is <F7>

    Examples:
      | by      | reason                | F2     | F7   |
      | meeting | It is late.           | waived | fail |
      | qa      | Workaround: there is. | fail   | pass |

  @C08
  Scenario: Fedora 44 Final, no go without a meeting
    Given the policy "fedora"
    And the evidence "evidence/casebook/c08-fedora-44-final"
    When it is decided
    Then the outcome is defer by rule D-slip
    And the decision is deferred to 2026-04-21
    And the verdict on F2 is fail by rule F2-open
    And the reason for F2 contains "NVIDIA"
    And it comes to what was published

  @C08
  Scenario: No candidate is a failure, though nobody voted
    Given the policy "fedora"
    And the evidence "evidence/casebook/c08-fedora-44-final"
    And all bug records are withdrawn
    And there are no candidate records
    When it is decided
    Then the verdict on F1 is fail by rule F1.not-met
    And the outcome is defer by rule D-slip
