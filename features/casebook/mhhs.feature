@casebook
Feature: The MHHS programme
  At stake: that each milestone is judged by itself, and that the steps to leave a test stage come in their order.

  @A05
  Scenario: Two milestones are approved, and two are not decided
    Given the policy "mhhs-milestones"
    And the evidence "evidence/casebook/a05-mhhs-m10-m13"
    When it is decided
    Then the outcomes are:
      | gate | outcome   | rule    |
      | M10  | go        | M10-go  |
      | M13  | go        | M13-go  |
      | M11  | undecided |         |
      | M12  | undecided |         |
    And recommendation from advisory_group is missing for C3
    And it comes to what was published

  @A05
  Scenario: A transition that failed stops all four
    Given the policy "mhhs-milestones"
    And the evidence "evidence/casebook/a05-mhhs-m10-m13"
    And the successful of transition distributors is false
    When it is decided
    Then the outcomes are:
      | gate | outcome | rule   |
      | M10  | no go   | M10-no |
      | M13  | no go   | M13-no |
      | M11  | no go   | M11-no |
      | M12  | no go   | M12-no |

  @A05
  Scenario: M11 needs a recommendation and monitored settlement as well
    Given the policy "mhhs-milestones"
    And the evidence "evidence/casebook/a05-mhhs-m10-m13"
    And these recommendation records by advisory_group, documented:
      | milestone | by             |
      | M11       | advisory_group |
    And these capability records by programme, documented:
      | name                 | in_place |
      | monitored_settlement | true     |
    When it is decided
    Then the outcome of M11 is go by rule M11-go
    And the outcome of M12 is undecided

  @A06
  Scenario: The stage was left in the agreed order
    Given the policy "mhhs-stage-exit"
    And the evidence "evidence/casebook/a06-mhhs-sit-exit"
    When it is decided
    Then the outcome is go by rule D-passed
    And the verdict on S2 is pass by rule S2-said-so
    And the verdict on S3 is pass by rule S3-after-review
    And S2 has the caveat "The day of the recommendation is not given"
    And it comes to what was published

  @A06
  Scenario Outline: The working group recommends before the approval
    Given the policy "mhhs-stage-exit"
    And the evidence "evidence/casebook/a06-mhhs-sit-exit"
    And the on of recommendation "SIT Operational" is <day>
    And the list of recommendation records is complete
    When it is decided
    Then the outcome is <outcome>
    And the verdict on S2 is <verdict> by rule <rule>

    Examples:
      | day        | outcome | verdict | rule        |
      | 2025-08-13 | go      | pass    | S2-in-order |
      | 2025-08-15 | go      | pass    | S2-in-order |
      | 2025-08-16 | no go   | fail    | S2-too-late |

  @A06
  Scenario: Where nobody says in which order it was, nobody can tell
    Given the policy "mhhs-stage-exit"
    And the evidence "evidence/casebook/a06-mhhs-sit-exit"
    And the upon_recommendation of approval "SIT Operational" is not given
    When it is decided
    Then the verdict on S2 is unknown
    And the outcome is undecided

  @A06
  Scenario Outline: The approval comes after the end of the review
    Given the policy "mhhs-stage-exit"
    And the evidence "evidence/casebook/a06-mhhs-sit-exit"
    And the on of approval "SIT Operational" is <day>
    When it is decided
    Then the verdict on S3 is <verdict> by rule <rule>

    Examples:
      | day        | verdict | rule             |
      | 2025-08-12 | fail    | S3-during-review |
      | 2025-08-13 | pass    | S3-after-review  |
