@casebook
Feature: The final release of Python 3.13.0
  At stake: that tests of one candidate are not taken for tests of the next.

  @C11
  Scenario: What was found in rc2 does not count for rc3
    Given the policy "python"
    And the evidence "evidence/casebook/c11-python-3-13"
    When it is decided
    Then the outcome is defer by rule D-later
    And the decision is deferred to 2024-10-07
    And the verdict on P1 is unknown
    And the reason for P1 contains "What was tested before rc3 does not count for it"
    And the verdict on P2 is pass by rule P2-none
    And it comes to what was published

  @C11
  Scenario: Before the change, tests of rc2 would have counted, and the problem too
    Given the policy "python"
    And the evidence "evidence/casebook/c11-python-3-13"
    And the parameter candidate is rc2
    When it is decided
    Then the verdict on P1 is pass by rule P1-tested
    And the verdict on P2 is fail by rule P2-problem
    And the outcome is defer by rule D-later

  @C11
  Scenario Outline: The new candidate has to be tested itself
    Given the policy "python"
    And the evidence "evidence/casebook/c11-python-3-13"
    And these test_phase records from revert:
      | candidate | completed   |
      | rc3       | <completed> |
    When it is decided
    Then the verdict on P1 is <verdict>
    And the outcome is <outcome>

    Examples:
      | completed | verdict | outcome |
      | true      | pass    | go      |
      | false     | unknown | defer   |
