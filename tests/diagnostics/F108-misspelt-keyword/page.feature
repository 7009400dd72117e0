Feature: A1
  Background:
    Given the policy "../ground"
    And no evidence
    And the day is 2026-11-08

  Scenario: One severe defect
    Givn there are no defect records
    When it is decided
    Then the verdict on A1 is pass
