@casebook
Feature: Authority to operate HealthCare.gov
  At stake: that a risk is accepted by whoever may, for a time, and that nobody takes it for a pass.

  @B02
  Scenario: The head of the agency accepted the risk for six months
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    When it is decided
    Then the outcome is go with conditions by rule D-risk-accepted
    And the verdict on H1 is waived by rule H1-not-assessed
    And the verdict on H2 is waived
    And obligation mitigation is open
    And it comes to what was published

  @B02
  Scenario: What was accepted is an uncertainty, and not a finding that is known
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    And the deployed of component "the component of 3 September" is true
    When it is decided
    Then the verdict on H2 is fail by rule H2-high-finding
    And the outcome is no go by rule D-no

  @B02
  Scenario: That the component was not part of the launch became known later
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    When it is decided as of 2013-11-13
    Then the outcome is go with conditions by rule D-risk-accepted
    And rule H2-high-finding does not fire

  @B02
  Scenario: Without that record it is no go
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    And all waiver records are withdrawn
    When it is decided
    Then the outcome is no go by rule D-no
    And the verdict on H1 is fail by rule H1-not-assessed

  @B02
  Scenario Outline: The authority ends after six months
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    When it is decided as of <day>
    Then the outcome is <outcome>

    Examples:
      | day        | outcome            |
      | 2014-03-27 | go with conditions |
      | 2014-03-28 | no go              |

  @B02
  Scenario: Somebody who may not accept the risk has accepted nothing
    Given the policy "healthcare-gov"
    And the evidence "evidence/casebook/b02-healthcare-gov-2013"
    And all waiver records are withdrawn
    And a waiver of H1 by security until 2014-03-27, also if unknown
    When it is decided
    Then the waiver of H1 has no effect
    And the outcome is no go by rule D-no

  @B02
  Scenario Outline: A finding of high risk counts where it goes live
    Given the policy "healthcare-gov"
    And no evidence
    And the day is 2013-09-27
    And the complete list of component records by security, documented:
      | name   | deployed   | assessed | high_finding |
      | module | <deployed> | true     | true         |
    When it is decided
    Then the verdict on H2 is <verdict> by rule <rule>

    Examples:
      | deployed | verdict | rule            |
      | true     | fail    | H2-high-finding |
      | false    | pass    | H2-none         |
