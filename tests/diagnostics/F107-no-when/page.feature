Feature: A1
  Background:
    Given the policy "../ground"
    And no evidence
    And the day is 2026-11-08

  Scenario: One severe defect
    Given these defect records by supplier, documented:
      | id  | severity | status |
      | D-1 | 1        | open   |
    Then the verdict on A1 is fail
