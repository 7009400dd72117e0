@casebook
Feature: The vote on an Apache release
  At stake: that only votes which bind make a quorum, and that one vote against is no veto.

  @C16
  Scenario: Empire-db, three votes in favour and none of them binding
    Given the policy "apache-vote"
    And the evidence "evidence/casebook/c16-empire-db"
    When it is decided
    Then the outcome is no go by rule D-not-approved
    And the verdict on A1 is fail by rule A1-ruled
    And the reason for A1 contains "0 of three binding votes"
    And the verdict on A2 is unknown
    And the verdict on A3 is unknown
    And it comes to what was published

  @C16
  Scenario: Without the ruling nobody can tell, and that is not yet a go
    Given the policy "apache-vote"
    And the evidence "evidence/casebook/c16-empire-db"
    And all ruling records are withdrawn
    When it is decided
    Then the verdict on A1 is unknown
    And vote is missing for A1
    And the outcome is undecided

  @C16
  Scenario Outline: Other votes, and what they come to
    Given the policy "apache-vote"
    And the evidence:
      """
      evidence: a-vote
      as_of: 2009-08-10
      case: {release: a release}
      sources: {S1: {title: Result of the vote, by: project, date: 2009-08-10}}
      facts:
        vote: {source: S1, complete: true, records: []}
        ballot:
          source: S1
          complete: true
          records: [{release: a release, opened: 2009-08-06T09:00:00Z, closed: <closed>}]
        ruling: {source: S1, complete: true, records: []}
      """
    And <binding> vote records from S1 like:
      | voter    | value | member |
      | member-# | "+1"  | true   |
    And <others> vote records from S1 like:
      | voter   | value | member |
      | other-# | "+1"  | false  |
    And <against> vote records from S1 like:
      | voter     | value | member |
      | against-# | "-1"  | true   |
    When it is decided
    Then the outcome is <outcome>
    And the verdicts are:
      | criterion | verdict |
      | A1        | <A1>    |
      | A2        | <A2>    |
      | A3        | <A3>    |

    Examples: As with SpamAssassin, a late objection is no veto
      | binding | others | against | closed               | outcome | A1   | A2   | A3   |
      | 3       | 0      | 1       | 2009-08-09T09:00:00Z | go      | pass | pass | pass |

    Examples: As with Flex, too few in favour
      | binding | others | against | closed               | outcome | A1   | A2   | A3   |
      | 2       | 4      | 0       | 2009-08-09T09:00:00Z | no go   | fail | pass | pass |

    Examples: As many against as in favour, or too soon
      | binding | others | against | closed               | outcome | A1   | A2   | A3   |
      | 3       | 0      | 3       | 2009-08-09T09:00:00Z | no go   | pass | fail | pass |
      | 3       | 0      | 0       | 2009-08-09T08:59:00Z | no go   | pass | pass | fail |
