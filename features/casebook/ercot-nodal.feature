@casebook
Feature: ERCOT's nodal market
  At stake: that a certification counts when all have signed it, and that a draft is no certification.

  @A08
  Scenario: A draft that nobody has signed
    Given the policy "ercot-nodal"
    And the evidence "evidence/casebook/a08-ercot-nodal"
    When it is decided
    Then the outcome is undecided
    And the verdict on N1 is pass by rule N1-covered
    And the verdict on N2 is unknown
    And signature from management is missing for N2
    And it does not come to what was published

  @A08
  Scenario: Seven signatures
    Given the policy "ercot-nodal"
    And the evidence "evidence/casebook/a08-ercot-nodal"
    And the complete list of signature records by management, documented:
      | office             | signed |
      | Controller         | true   |
      | VP Compliance      | true   |
      | VP General Counsel | true   |
      | VP CIO             | true   |
      | VP Grid Operations | true   |
      | SVP COO            | true   |
      | President CEO      | true   |
    When it is decided
    Then the outcome is go by rule D-certified
    And it comes to what was published

  @A08
  Scenario Outline: Six of seven
    Given the policy "ercot-nodal"
    And the evidence "evidence/casebook/a08-ercot-nodal"
    And these signature records by management, documented:
      | office             | signed |
      | Controller         | true   |
      | VP Compliance      | true   |
      | VP General Counsel | true   |
      | VP CIO             | true   |
      | VP Grid Operations | true   |
      | SVP COO            | true   |
    And the list of signature records is <list>
    When it is decided
    Then the verdict on N2 is <verdict>
    And the outcome is <outcome>

    Examples:
      | list         | verdict | outcome   |
      | not complete | unknown | undecided |
      | complete     | fail    | no go     |

  @A08
  Scenario: One officer who does not sign
    Given the policy "ercot-nodal"
    And the evidence "evidence/casebook/a08-ercot-nodal"
    And these signature records by management, documented:
      | office        | signed |
      | VP Compliance | false  |
    When it is decided
    Then the verdict on N2 is fail by rule N2-refused
    And the reason for N2 contains "VP Compliance"
