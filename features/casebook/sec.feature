@casebook
Feature: The SEC Panel
  Three decisions on one release: to set it live, to move its date, and what became of its residual risk.

  At stake: that a confirmation given for one day is not taken for another, that a date moves only where somebody else
  allowed it, and that a control lasts until the event that ends it.

  @A01
  Scenario: November 2019, the Panel's way
    Given the policy "sec-release"
    And the evidence "sec-2019-11"
    When it is decided
    Then the outcome is go with conditions by rule D-ready
    And risk RR1 is accepted with conditions
    And obligation final-go-no-go is open
    And obligation RR1-C4-obligation is open
    And obligation RR1-C1-obligation is open
    And it comes to what was published

  @A01
  Scenario: November 2019, read strictly
    Given the policy "sec-release-strict"
    And the evidence "sec-2019-11"
    When it is decided
    Then the outcome is undecided
    And the verdict on AC7 is unknown
    And the verdict on AC5 is unknown

  @A02
  Scenario: The new date lies in the range
    Given the policy "sec-release-date"
    And the evidence "evidence/casebook/a02-sec-2019-11-date"
    When it is decided
    Then the outcome is defer by rule D-moved
    And the decision is deferred to 2019-11-29
    And the reason for W1 contains "2019-11-24 to 2019-12-01"
    And it comes to what was published

  @A02
  Scenario Outline: The range includes its first and its last day
    Given the policy "sec-release-date"
    And the evidence "evidence/casebook/a02-sec-2019-11-date"
    And the parameter new_date is <day>
    When it is decided
    Then the outcome is <outcome>
    And the verdict on W1 is <verdict> by rule <rule>

    Examples:
      | day        | outcome | verdict | rule       |
      | 2019-11-23 | no go   | fail    | W1-outside |
      | 2019-11-24 | defer   | pass    | W1-inside  |
      | 2019-12-01 | defer   | pass    | W1-inside  |
      | 2019-12-02 | no go   | fail    | W1-outside |

  @A02
  Scenario: A confirmation for the old date says nothing of the new one
    Given the policy "sec-release"
    And no evidence
    And the day is 2019-10-30
    And these deployment_confirmation records by dcc, documented:
      | id | by  | for_date   | confirmed |
      | E1 | dcc | 2019-11-24 | true      |
    When it is decided
    Then the verdict on AC1 is unknown
    And deployment_confirmation from dcc is missing for AC1

  @A03
  Scenario: The feature is live, and its controls have ended
    Given the policy "sec-release"
    And the evidence "evidence/casebook/a03-secmp0062-live"
    When it is decided
    Then risk RR1 is closed
    And control RR1-C1 is ended by rule RR1-C1-over
    And obligation RR1-C1-obligation is met
    And it comes to what was published

  @A03
  Scenario: Before that, a switch that is on breaks the control
    Given the policy "sec-release"
    And the evidence "sec-2019-11"
    And these switch records by dcc, documented:
      | id       | state | approved_by_panel |
      | switch-1 | on    | false             |
    When it is decided
    Then control RR1-C1 is breached by rule RR1-C1-switch-on
    And risk RR1 is breached
    And the outcome is no go by rule D-not-met

  @A03
  Scenario: A day that has passed does not end a control
    Given the policy "sec-release"
    And the evidence "sec-2019-11"
    When it is decided as of 2020-11-29
    Then control RR1-C1 is planned
    And obligation RR1-C1-obligation is open
