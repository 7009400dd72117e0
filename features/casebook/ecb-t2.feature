@casebook
Feature: The launch of T2
  At stake: that all users are meant where all are named, and that a later decision leaves the earlier one as it was.

  @A09
  Scenario: October 2022, most users would have been ready
    Given the policy "ecb-t2"
    And the evidence "evidence/casebook/a09-t2-2022-10"
    When it is decided
    Then the outcome is defer by rule D-more-time
    And the decision is deferred to 2023-03-20
    And the verdict on T1 is fail by rule T1-not-all
    And the reason for T1 contains "the other users"
    And it comes to what was published

  @A10
  Scenario: February 2023, the launch goes ahead
    Given the policy "ecb-t2"
    And the evidence "evidence/casebook/a10-t2-2023-02"
    When it is decided
    Then the outcome is go by rule D-launch
    And T1 has the caveat "is inferred"
    And it comes to what was published

  @A10
  Scenario: What was known in October still comes to what was decided in October
    Given the policy "ecb-t2"
    And the evidence "evidence/casebook/a10-t2-2023-02"
    When it is decided as of 2022-10-20
    Then the outcome is defer by rule D-more-time
    And the verdict on T1 is fail by rule T1-not-all
    And the user_group "all users" is left out as not yet received
