Feature: STARTER TITLE decides as the board agreed
  Each scenario is an example that the board can read: Given says what is put before it, When that it is decided, Then
  what must come of it. Change the policy, and `gonogo test` says what changed with it; `gonogo test --mutate` says
  which changes no scenario would notice. All sentences that may be used are in docs/steps.md.

  Background:
    Given the policy "starter-name"
    And the evidence "starter-name"

  Scenario: All is shown
    When it is decided
    Then the outcome is go by rule D-ready

  Scenario Outline: A severe defect that is open stops it
    Given the severity of defect D-1 is <severity>
    When it is decided
    Then the verdict on C1 is <verdict>
    And the outcome is <outcome>

    Examples:
      | severity | verdict | outcome |
      | 2        | fail    | no go   |
      | 3        | pass    | go      |

  Scenario: Nothing was said about the test phases
    Given all test_phase records are withdrawn
    When it is decided
    Then the verdict on C2 is unknown
    And the outcome is undecided

  Scenario: A confirmation for another day does not count
    Given the for_date of readiness OPS-1 is 2027-02-28
    When it is decided
    Then the verdict on C3 is unknown
    And the outcome is undecided
