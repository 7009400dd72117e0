@casebook
Feature: Project Nexus
  At stake: that a deferral may name a range, and goes no further than the earliest delivery that still meets what was
  agreed.

  @A04
  Scenario: The target of October 2016 is too early
    Given the policy "nexus"
    And the evidence "evidence/casebook/a04-nexus-2016"
    When it is decided
    Then the outcome is defer by rule D-defer
    And the decision is deferred to 2017-02-01 until 2017-04-01
    And the verdict on N1 is fail by rule N1-too-early
    And the reason for N1 contains "option C, from 2017-02-01"
    And it comes to what was published

  @A04
  Scenario: Without the finding on the options nobody can tell
    Given the policy "nexus"
    And the evidence "evidence/casebook/a04-nexus-2016"
    And all option records are withdrawn
    When it is decided
    Then the outcome is undecided
    And option from ofgem is missing for N1

  @A04
  Scenario: A target that an option meets would be kept
    Given the policy "nexus"
    And the evidence "evidence/casebook/a04-nexus-2016"
    And the parameter target is 2017-02-01
    And the list of option records is complete
    When it is decided
    Then the outcome is go by rule D-go
