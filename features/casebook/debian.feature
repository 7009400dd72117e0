@casebook
Feature: Releasing Debian with known bugs
  At stake: that many bugs are accepted at once only by whom, which and how many was said; and that none becomes
  harmless by being graded anew.

  @C09
  Scenario: Debian 12, about a hundred bugs are accepted
    Given the policy "debian"
    And the evidence "evidence/casebook/c09-debian-12"
    When it is decided
    Then the outcome is go with conditions by rule D-accepted
    And the verdict on R1 is waived by rule R1-open
    And the waiver of R1 takes effect
    And the obligations are:
      | obligation    | state |
      | name-them     | open  |
      | point-release | open  |
    And it comes to what was published

  @C09
  Scenario Outline: More bugs than were accepted, and nobody knows which were meant
    Given the policy "debian"
    And the evidence "evidence/casebook/c09-debian-12"
    And the number of bug "the known bugs" is <number>
    When it is decided
    Then the outcome is <outcome>
    And the verdict on R1 is <verdict>

    Examples:
      | number | outcome            | verdict |
      | 100    | go with conditions | waived  |
      | 101    | no go              | fail    |

  @C09
  Scenario: A bug that is not among those that were accepted
    Given the policy "debian"
    And the evidence "evidence/casebook/c09-debian-12"
    And these bug records from announcement:
      | id       | severity | status |
      | B-latest | grave    | open   |
    When it is decided
    Then the outcome is no go by rule D-not-yet
    And the reason for R1 contains "B-latest"

  @C09
  Scenario: A bug of no such severity needs nobody's leave
    Given the policy "debian"
    And the evidence "evidence/casebook/c09-debian-12"
    And these bug records from announcement:
      | id       | severity  | status |
      | B-latest | important | open   |
    When it is decided
    Then the outcome is go with conditions by rule D-accepted

  @C09
  Scenario: A maintainer cannot accept them
    Given the policy "debian"
    And the evidence "evidence/casebook/c09-debian-12"
    And all waiver records are withdrawn
    And a waiver of R1 by maintainers until 2023-07-10
    When it is decided
    Then the waiver of R1 has no effect
    And the outcome is no go by rule D-not-yet

  @C09
  Scenario Outline: Bugs that are listed one by one are accepted up to a number
    Given the policy "debian"
    And the evidence:
      """
      evidence: one-by-one
      as_of: 2023-06-10
      case: {release: Debian 12}
      sources: {S1: {title: Bugs, by: maintainers, date: 2023-06-03}}
      facts: {bug: {source: S1, complete: true, records: []}}
      waivers:
        - criterion: R1
          where: {severity: [serious, grave, critical]}
          most: 100
          by: release_team
          reason: They are known.
          date: 2023-06-03
          until: 2023-07-10
          obligations: [{id: name-them, owner: release_team, text: Name them in the release notes.}]
      """
    And <number> bug records from S1 like:
      | id  | severity | status |
      | B-# | serious  | open   |
    When it is decided
    Then the outcome is <outcome>

    Examples:
      | number | outcome            |
      | 100    | go with conditions |
      | 101    | no go              |

  @C09
  Scenario Outline: A bug that is graded down keeps its severity until that is agreed
    Given the policy "debian"
    And the evidence:
      """
      evidence: graded-down
      as_of: 1998-01-31
      case: {release: a release}
      sources:
        report: {title: Report, by: maintainers, date: 1998-01-05}
        later: {title: Severity set back, by: maintainers, date: 1998-01-12}
      facts:
        bug:
          - {source: report, complete: true, records: [{id: B-1, severity: serious, status: open}]}
          - {source: later, complete: true, records: [{id: B-1, severity: normal, status: open}]}
      """
    And these resolutions:
      | fact | key | field    | value  | by           | reason               | date     |
      | bug  | B-1 | severity | normal | release team | It was talked about. | <agreed> |
    When it is decided
    Then the outcome is <outcome>

    Examples:
      | agreed     | outcome |
      | 1998-01-20 | go      |
      | 1998-02-20 | no go   |
