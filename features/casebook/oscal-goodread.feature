@casebook
Feature: The GoodRead examples of OSCAL
  At stake: that a finding stays a finding, and that only a risk that somebody accepted is an accepted risk.

  @C18
  Scenario: One finding is not satisfied
    Given the policy "oscal-goodread"
    And the evidence "evidence/casebook/c18-oscal-assessment"
    When it is decided
    Then the verdict on G1 is fail by rule G1-not
    And the reason for G1 contains "permits high-risk actions"
    And the verdict on G2 is pass by rule G2-tested
    And the outcome is no go by rule D-no
    And it comes to what was published

  @C18
  Scenario: With the plan, an approved deviation is accepted and an open risk is not
    Given the policy "oscal-goodread"
    And the evidence "evidence/casebook/c18b-oscal-poam"
    When it is decided
    Then the verdict on G1 is fail by rule G1-not
    And the verdict on G3 is fail by rule G3-open
    And the reason for G3 contains "Risk 2"
    And the reason for G3 contains "permits high-risk actions"
    And the outcome is no go by rule D-no
    And it comes to what was published

  @C18
  Scenario Outline: Which words make a risk an accepted one
    Given the policy "oscal-goodread"
    And the evidence "evidence/casebook/c18-oscal-assessment"
    And the complete list of risk records by owner, documented:
      | id | title  | status   |
      | R1 | Risk 1 | <first>  |
      | R2 | Risk 2 | <second> |
    When it is decided
    Then the verdict on G3 is <verdict> by rule <rule>
    And the outcome is <outcome>

    Examples:
      | first              | second              | verdict | rule        | outcome            |
      | deviation-approved | open                | fail    | G3-open     | no go              |
      | deviation-approved | deviation-requested | fail    | G3-open     | no go              |
      | deviation-approved | closed              | pass    | G3-accepted | go with conditions |

  @C18
  Scenario: A finding that is satisfied needs no accepted risk
    Given the policy "oscal-goodread"
    And the evidence "evidence/casebook/c18-oscal-assessment"
    And the state of every finding is satisfied
    When it is decided
    Then the outcome is go by rule D-go
    And the verdict on G1 is pass by rule G1-satisfied
