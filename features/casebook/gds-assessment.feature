@casebook
Feature: Assessments against the Digital Service Standard
  At stake: that advice is kept beside a decision, and does not block it.

  @B07
  Scenario: Met, with advice to go on
    Given the policy "gds-assessment"
    And the evidence "evidence/casebook/b07-gds-apprenticeships"
    When it is decided
    Then the outcome is go by rule D-met
    And the verdict on G1 is pass by rule G1-found-met
    And the reason for G1 contains "sufficient progress and evidence since alpha"
    And obligation advice is open
    And it comes to what was published

  @B07
  Scenario: Without the panel's finding the points that are named are not enough
    Given the policy "gds-assessment"
    And the evidence "evidence/casebook/b07-gds-apprenticeships"
    And all finding records are withdrawn
    When it is decided
    Then the outcome is undecided

  @B07
  Scenario: One point that is not met stops it, whatever the panel found
    Given the policy "gds-assessment"
    And the evidence "evidence/casebook/b07-gds-apprenticeships"
    And the met of point "user research" is false
    When it is decided
    Then the outcome is no go by rule D-not-met
    And the reason for G1 contains "user research"
