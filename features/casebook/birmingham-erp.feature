@casebook
Feature: Birmingham City Council's ERP system
  At stake: that what was not put before the body is not taken for good, and that no summary is better than its parts.

  @B04
  Scenario: April 2022, as the auditor found it
    Given the policy "birmingham-erp"
    And the evidence "evidence/casebook/b04-birmingham-2022"
    When it is decided
    Then the outcome is no go by rule D-stop
    And the verdict on B1 is unknown
    And the reason for B1 contains "not put before the committee"
    And user_test from programme is missing for B1
    And the view of suppliers on the whole counts
    And it agrees with the later review

  @B04
  Scenario: Results that were not presented are enough, whatever else was assessed
    Given the policy "birmingham-erp"
    And the evidence "evidence/casebook/b04-birmingham-2022"
    And the made of assessment financial_impact is true
    And the list of assessment records is complete
    When it is decided
    Then the verdict on B2 is pass
    And the verdict on B1 is unknown
    And the outcome is no go by rule D-stop

  @B04
  Scenario: 2025, amber-red over milestones that are red
    Given the policy "birmingham-erp"
    And the evidence "evidence/casebook/b04b-birmingham-2025"
    When it is decided
    Then the verdict on B3 is fail by rule B3-red
    And rule B3-flattering fires
    And the reason for B3 contains "The whole is red"
    And it comes to what was published

  @B04
  Scenario Outline: The whole is as its worst part
    Given the policy "birmingham-erp"
    And no evidence
    And the day is 2025-12-31
    And the complete list of rating records by programme, stated:
      | of         | level     | colour    |
      | the whole  | summary   | <summary> |
      | interfaces | milestone | green     |
      | payments   | milestone | <worst>   |
    When it is decided
    Then the verdict on B3 is <verdict> by rule <rule>

    Examples:
      | summary   | worst     | verdict | rule          |
      | amber     | amber     | pass    | B3-no-red     |
      | green     | amber     | fail    | B3-flattering |
      | amber_red | amber_red | pass    | B3-no-red     |
      | red       | red       | fail    | B3-red        |

  @B04
  Scenario Outline: Results that are presented count as what they are
    Given the policy "birmingham-erp"
    And no evidence
    And the day is 2022-04-01
    And the complete list of user_test records by programme, documented:
      | id     | passed   |
      | orders | true     |
      | ledger | <passed> |
    And the complete list of assessment records by programme, documented:
      | of               | made |
      | financial_impact | true |
    And the complete list of rating records by programme, stated:
      | of        | level     | colour |
      | the whole | summary   | green  |
      | payments  | milestone | green  |
    When it is decided
    Then the verdict on B1 is <verdict> by rule <rule>
    And the outcome is <outcome>

    Examples:
      | passed | verdict | rule      | outcome |
      | true   | pass    | B1-passed | go      |
      | false  | fail    | B1-failed | no go   |
