@casebook
Feature: The go-live of I-SEM
  At stake: that what rests on an assumption falls with it.

  @A11
  Scenario: The market trial did not have the whole system
    Given the policy "i-sem"
    And the evidence "evidence/casebook/a11-i-sem-2018"
    When it is decided
    Then the outcome is defer by rule D-revise
    And the decision is deferred to 2018-10-01
    And the verdicts are:
      | criterion | verdict | rule                 |
      | I1        | unknown |                      |
      | I2        | fail    | I2-missed            |
      | I3        | fail    | I3-assumption-failed |
    And the reason for I3 contains "did not hold"
    And it comes to what was published

  @A11
  Scenario: Had both assumptions held, and nobody reported a risk
    Given the policy "i-sem"
    And the evidence "evidence/casebook/a11-i-sem-2018"
    And the held of every assumption is true
    And the list of assumption records is complete
    And there are no risk_report records
    When it is decided
    Then the outcome is go by rule D-go
