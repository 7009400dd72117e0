@casebook
Feature: NASA's flight decisions
  At stake: that one criterion which is not green stops a launch, and that an unknown stops what it concerns and nothing
  else.

  @B05
  Scenario: Back without the crew
    Given the policy "nasa-crew-return"
    And the evidence "evidence/casebook/b05-starliner-2024"
    When it is decided
    Then the outcomes are:
      | gate     | outcome | rule |
      | crewed   | no go   | C-no |
      | uncrewed | go      | U-go |
    And the verdict on F1 is unknown
    And the reason for F1 contains "Nobody can tell how much margin is left: thrusters"
    And the reason for the decision contains "too much uncertainty in the margins"
    And it comes to what was published

  @B05
  Scenario: The supplier's word is heard, and turns no unknown into a pass
    Given the policy "nasa-crew-return"
    And the evidence "evidence/casebook/b05-starliner-2024"
    When it is decided
    Then the view of supplier on F1 counts
    And the verdict on F1 is unknown

  @B05
  Scenario: With margins that are shown, the crew could have returned
    Given the policy "nasa-crew-return"
    And the evidence "evidence/casebook/b05-starliner-2024"
    And the complete list of margin records by supplier, validated:
      | of        | sufficient |
      | thrusters | true       |
    When it is decided
    Then the outcome of crewed is go by rule C-go

  @B05
  Scenario Outline: Margins that are not enough, and a review in which dissent could not be heard
    Given the policy "nasa-crew-return"
    And the evidence "evidence/casebook/b05-starliner-2024"
    And the sufficient of margin thrusters is <sufficient>
    And the list of margin records is complete
    And the dissents_presented of review agency is <heard>
    And the list of review records is complete
    When it is decided
    Then the outcome of crewed is <crewed>
    And the outcome of uncrewed is <uncrewed>

    Examples:
      | sufficient | heard | crewed | uncrewed |
      | false      | true  | no go  | go       |
      | true       | false | no go  | no go    |

  @B06
  Scenario: Hydrogen at the quick disconnect
    Given the policy "nasa-artemis"
    And the evidence "evidence/casebook/b06-artemis-2022-09-03"
    When it is decided
    Then the outcome is no go by rule D-scrub
    And the verdict on L1 is fail by rule L1-red
    And the reason for L1 is "Not green: hydrogen at the quick disconnect."
    And it comes to what was published

  @B06
  Scenario: One that is not green, among 488 that are
    Given the policy "nasa-artemis"
    And the evidence "evidence/casebook/b06-artemis-2022-09-03"
    And 487 launch_criterion records by launch_team, documented like:
      | name        | green |
      | criterion-# | true  |
    And the list of launch_criterion records is complete
    When it is decided
    Then the outcome is no go by rule D-scrub
    And the reason for L1 is "Not green: hydrogen at the quick disconnect."

  @B06
  Scenario: All are green
    Given the policy "nasa-artemis"
    And the evidence "evidence/casebook/b06-artemis-2022-09-03"
    And the green of every launch_criterion is true
    And the list of launch_criterion records is complete
    When it is decided
    Then the outcome is go by rule D-launch

  @B06
  Scenario: A sensor alone is believed
    Given the policy "nasa-artemis"
    And the evidence "evidence/casebook/b06b-artemis-2022-08-29"
    And everything from analysis is withdrawn
    When it is decided
    Then the outcome is no go by rule D-scrub
    And the reason for L1 is "Not green: temperature of engine 3."

  @B06
  Scenario: A sensor that contradicts physics
    Given the policy "nasa-artemis"
    And the evidence "evidence/casebook/b06b-artemis-2022-08-29"
    When it is decided
    Then the outcome is no go by rule D-hold
    And the verdict on L1 is unknown
    And the sources contradict each other on the green of launch_criterion "temperature of engine 3"
    And it comes to what was published
