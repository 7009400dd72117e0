@casebook
Feature: The replacement of CHESS
  At stake: that users get the time they were promised, and that a pause is not dressed up as a new date.

  @A12
  Scenario: May 2022, the software comes too late
    Given the policy "asx-chess"
    And the evidence "evidence/casebook/a12-asx-2022-05"
    When it is decided
    Then the outcome is defer by rule D-later
    And the decision is deferred to no day
    And the verdict on X1 is fail by rule X1-window-too-short
    And the reason for X1 contains "too late to leave users the allotted time"
    And it comes to what was published

  @A12
  Scenario: November 2022, all activity is paused
    Given the policy "asx-chess"
    And the evidence "evidence/casebook/a12b-asx-2022-11"
    When it is decided
    Then the outcome is no go by rule D-paused
    And the verdict on X2 is fail by rule X2-challenges
    And the reason for the decision contains "there is no new date"
    And it comes to what was published

  @A12
  Scenario: Software that comes in time, and a sound design, would be a go
    Given the policy "asx-chess"
    And the evidence "evidence/casebook/a12b-asx-2022-11"
    And the leaves_user_window of every delivery is true
    And the list of delivery records is complete
    And the significant_challenges of every design_review is false
    And the list of design_review records is complete
    When it is decided
    Then the outcome is go by rule D-go
    And the verdict on X1 is pass by rule X1-window
    And the verdict on X2 is pass by rule X2-sound
