Feature: A1
  Background:
    Given the policy "../ground"
    And no evidence
    And the day is 2026-11-08

  Scenario Outline: Severity <severity>
    Given these defect records by supplier, documented:
      | id  | severity   | status |
      | D-1 | <severity> | open   |
    When it is decided
    Then the verdict on A1 is <verdict>

    Examples:
      | severity | verdict |
