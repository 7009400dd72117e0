@casebook
Feature: The payroll of Queensland Health
  At stake: that a measure is not changed so that it is passed.

  @B01
  Scenario: As the Auditor-General found it
    Given the policy "qh-payroll"
    And the evidence "evidence/casebook/b01-qh-payroll-2010"
    When it is decided
    Then the outcome is no go by rule D-not-ready
    And the verdicts are:
      | criterion | verdict | rule               |
      | Q1        | fail    | Q1-bent            |
      | Q2        | fail    | Q2-no-parallel-run |
      | Q3        | fail    | Q3-incomplete      |
      | Q4        | fail    | Q4-no-plan         |
      | Q5        | fail    | Q5-unclear         |
    And the waiver of Q3 has no effect
    And it does not come to what was published
    And it agrees with the later review

  @B01
  Scenario: On the day itself the board had the advice of the testing company
    Given the policy "qh-payroll"
    And the evidence "evidence/casebook/b01-qh-payroll-2010"
    When it is decided as of 2010-03-14
    Then the outcome is no go by rule D-not-ready
    And the verdict on Q3 is fail by rule Q3-incomplete
    And the verdict on Q1 is unknown

  @B01
  Scenario Outline: A defect that is graded anew keeps its first severity until that is approved
    Given the policy "qh-payroll"
    And the evidence:
      """
      evidence: graded-anew
      as_of: 2010-03-14
      sources:
        first: {title: Defects at the start of testing, by: testers, date: 2009-11-02, basis: documented}
        later: {title: Defects before the decision, by: board, date: 2010-03-12, basis: documented}
      facts:
        defect:
          - {source: first, complete: true, records: [{id: D-1, severity: 2, status: open}]}
          - {source: later, complete: true, records: [{id: D-1, severity: 3, status: open}]}
      """
    And these resolutions:
      | fact   | key | field    | value | by           | reason                  | date       |
      | defect | D-1 | severity | 3     | change board | It has a way round now. | <approved> |
    When it is decided
    Then the verdict on Q6 is <verdict> by rule <rule>

    Examples:
      | approved   | verdict | rule      |
      | 2010-03-13 | pass    | Q6-none   |
      | 2010-03-15 | fail    | Q6-severe |

  @B01
  Scenario Outline: A definition may be corrected where the reason is on record
    Given the policy "qh-payroll"
    And no evidence
    And the day is 2010-03-14
    And the complete list of redefinition records by board, documented:
      | severity | purpose   | record   |
      | 2        | <purpose> | <record> |
    When it is decided
    Then the verdict on Q1 is <verdict> by rule <rule>

    Examples:
      | purpose               | record    | verdict | rule          |
      | correction            | Minute 17 | pass    | Q1-kept       |
      | correction            |           | fail    | Q1-unrecorded |
      | to_pass_exit_criteria | Minute 17 | fail    | Q1-bent       |

  @B01
  Scenario: With everything in place, and nothing graded anew, it would be a go
    Given the policy "qh-payroll"
    And the evidence "evidence/casebook/b01-qh-payroll-2010"
    And there are no redefinition records
    And there are no defect records
    And all test_run records are withdrawn
    And the complete list of test_run records by testers, documented:
      | kind                   | complete |
      | parallel_pay_run       | true     |
      | system_and_integration | true     |
    And the in_place of every arrangement is true
    And the list of arrangement records is complete
    When it is decided
    Then the outcome is go by rule D-ready
    And every verdict is pass
