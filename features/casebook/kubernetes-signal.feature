@casebook
Feature: The signal for a Kubernetes release cut
  At stake: that the table is taken row by row as it was published, and that yellow is no quiet green.

  @C14
  Scenario: One row, as its pack has it
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    When it is decided
    Then the outcome of signal is go with conditions by rule yellow-5
    And the outcome of cut is no go by rule C-yellow
    And it comes to what was published

  @C14
  Scenario Outline: All nine rows, and what each means for a cut
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    And the state of board blocking is <blocking>
    And the state of board informing is <informing>
    When it is decided
    Then the outcome of signal is <signal> by rule <row>
    And the reason for signal contains "<colour>"
    And the outcome of cut is <cut>

    Examples:
      | blocking | informing | colour | signal             | row      | cut   |
      | pass     | pass      | Green  | go                 | green-1  | go    |
      | pass     | flaky     | Green  | go                 | green-2  | go    |
      | pass     | fail      | Red    | no go              | red-3    | no go |
      | flaky    | flaky     | Yellow | go with conditions | yellow-4 | no go |
      | flaky    | pass      | Yellow | go with conditions | yellow-5 | no go |
      | flaky    | fail      | Red    | no go              | red-6    | no go |
      | fail     | flaky     | Red    | no go              | red-7    | no go |
      | fail     | pass      | Red    | no go              | red-8    | no go |
      | fail     | fail      | Red    | no go              | red-9    | no go |

  @C14
  Scenario Outline: Yellow is cut where the owning SIG marks the issue as non-blocking
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    And the complete list of mark records by sig, documented:
      | issue     | non_blocking |
      | the flake | <marked>     |
    When it is decided
    Then the outcome of cut is <cut> by rule <rule>

    Examples:
      | marked | cut   | rule     |
      | true   | go    | C-go     |
      | false  | no go | C-yellow |

  @C14
  Scenario Outline: A blocking job needs three green runs in a row
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    And the state of board blocking is pass
    And the green_runs of job "a blocking job" is <runs>
    When it is decided
    Then the outcome of cut is <cut> by rule <rule>

    Examples:
      | runs | cut   | rule   |
      | 3    | go    | C-go   |
      | 2    | no go | C-runs |

  @C14
  Scenario: A board that was not looked at gives no signal
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    And the state of board informing is not given
    And the state of board blocking is pass
    When it is decided
    Then the outcome of signal is undecided
    And the outcome of cut is undecided

  @C14
  Scenario: A failing blocking board is red, whatever the other board says
    Given the policy "kubernetes-signal"
    And the evidence "evidence/casebook/c14-k8s-signal"
    And the state of board informing is not given
    And the state of board blocking is fail
    When it is decided
    Then the outcome of cut is no go by rule C-fail
