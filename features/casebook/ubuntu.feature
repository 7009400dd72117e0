@casebook
Feature: The beta of Ubuntu 24.04
  At stake: that evidence which came about in a place that is not trusted shows nothing, whatever it says.

  @C10
  Scenario: What was built in the old environment does not count
    Given the policy "ubuntu"
    And the evidence "evidence/casebook/c10-ubuntu-24-04-beta"
    When it is decided
    Then the outcome of beta is defer by rule B-later
    And the decision is deferred to 2024-04-11
    And the verdict on U1 is unknown
    And the reason for U1 contains "in the old environment shows nothing"
    And build is missing for U1
    And the outcome of final is go by rule F-keep-still
    And it comes to what was published

  @C10
  Scenario Outline: Where and when something was built decides whether it counts
    Given the policy "ubuntu"
    And the evidence "evidence/casebook/c10-ubuntu-24-04-beta"
    And the built of build "the daily images" is <built>
    And the environment of build "the daily images" is <environment>
    And the infected of build "the daily images" is <infected>
    When it is decided
    Then the verdict on U1 is <verdict>
    And the outcome of beta is <outcome>

    Examples:
      | built      | environment | infected | verdict | outcome |
      | 2024-02-25 | old         | false    | pass    | go      |
      | 2024-02-26 | old         | false    | unknown | defer   |
      | 2024-04-02 | new         | false    | pass    | go      |
      | 2024-04-02 | new         | true     | unknown | defer   |

  @C10
  Scenario: A beta that comes too late moves the release as well
    Given the policy "ubuntu"
    And the evidence "evidence/casebook/c10-ubuntu-24-04-beta"
    And the parameter new_beta is 2024-04-25
    When it is decided
    Then the outcome of final is no go by rule F-move
