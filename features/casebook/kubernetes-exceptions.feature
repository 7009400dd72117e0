@casebook
Feature: Exceptions to a Kubernetes freeze
  At stake: that a waiver which was denied lifts nothing, in whatever words it was denied.

  @C15
  Scenario Outline: A denied request lets nothing in, whatever shape and words the register has
    Given the policy "kubernetes-exceptions"
    And the evidence "evidence/casebook/<pack>"
    When it is decided
    Then the outcome is no go by rule D-no
    And the verdict on X1 is fail by rule X1-refused
    And the reason for X1 is "1 late, and refused: 9002."
    And it comes to what was published

    Examples:
      | pack                     |
      | c15-k8s-exceptions-1-22  |
      | c15b-k8s-exceptions-1-31 |

  @C15
  Scenario: An approved request does
    Given the policy "kubernetes-exceptions"
    And the evidence "evidence/casebook/c15-k8s-exceptions-1-22"
    And the enhancement 9002 is withdrawn
    When it is decided
    Then the outcome is go by rule D-keep
    And the verdict on X1 is pass by rule X1-approved

  @C15
  Scenario: What was never asked for is not approved either
    Given the policy "kubernetes-exceptions"
    And the evidence "evidence/casebook/c15-k8s-exceptions-1-22"
    And the enhancement 9002 is withdrawn
    And these enhancement records from tracking:
      | id   | complete_at_freeze |
      | 9003 | false              |
    When it is decided
    Then the verdict on X1 is fail by rule X1.not-met
    And the outcome is no go by rule D-no

  @C15
  Scenario Outline: The register of <release> by its numbers, in its own words
    Given the policy "kubernetes-exceptions"
    And the evidence:
      """
      evidence: by-numbers
      as_of: 2024-08-13
      sources:
        register: {title: Register, by: release_team, date: 2024-08-13}
        tracking: {title: Enhancements that were late, by: sig, date: 2024-08-13}
      facts:
        exception: {source: register, complete: true, records: []}
        enhancement: {source: tracking, complete: true, records: []}
      """
    And <approved> exception records from register like:
      | id | status |
      | 1# | <yes>  |
    And <not> exception records from register like:
      | id | status |
      | 2# | <no>   |
    And <approved> enhancement records from tracking like:
      | id | complete_at_freeze |
      | 1# | false              |
    And <not> enhancement records from tracking like:
      | id | complete_at_freeze |
      | 2# | false              |
    When it is decided
    Then the verdict on X1 is fail by rule X1-refused
    And the reason for X1 contains "<not> late, and refused"

    Examples:
      | release | approved | not | yes      | no       |
      | 1.10    | 4        | 1   | approved | reverted |
      | 1.20    | 12       | 4   | approved | denied   |
      | 1.21    | 5        | 7   | approved | denied   |
      | 1.22    | 12       | 5   | Approved | denied   |
      | 1.31    | 9        | 2   | approved | rejected |

  @C15
  Scenario: A word that is not known is refused, and not guessed
    Given the policy "kubernetes-exceptions"
    And no evidence
    And the day is 2024-08-13
    And the evidence also holds:
      """
      facts: {exception: {records: [{id: 1, status: postponed}]}}
      """
    When it is decided
    Then the evidence is refused with E108

  @C15
  Scenario: A register that cannot be read is refused, and not taken for an empty one
    Given the policy "kubernetes-exceptions"
    And the evidence "evidence/casebook/files/c15c-k8s-exceptions-1-20"
    When it is decided
    Then the evidence is refused with Y011

  @C15
  Scenario Outline: One answer for each freeze, and it is final
    Given the policy "kubernetes-exceptions"
    And the evidence:
      """
      evidence: asked-again
      as_of: 2021-07-20
      sources:
        first: {title: Register, by: release_team, date: 2021-07-09}
        again: {title: Request that was made again, by: sig, date: 2021-07-16}
      facts:
        enhancement: {source: again, complete: true, records: [{id: 9002, complete_at_freeze: false}]}
        exception:
          - {source: first, complete: true, records: [{id: 9002, status: <first>}]}
          - {source: again, complete: true, records: [{id: 9002, status: <again>}]}
      """
    When it is decided
    Then the verdict on X1 is <verdict>
    And the sources contradict each other on the status of exception 9002

    Examples:
      | first    | again    | verdict |
      | denied   | approved | fail    |
      | approved | denied   | pass    |
