@casebook
Feature: Counts against thresholds, as MITRE SAF holds them
  At stake: that at least, at most and exactly are told apart, to the last one.

  @C17
  Scenario Outline: The eight published results
    Given the policy "saf-thresholds"
    And the evidence "evidence/casebook/<pack>"
    When it is decided
    Then the verdict on T1 is <verdict> by rule <rule>
    And the reason for T1 is "<reason>"
    And it comes to what was published

    Examples:
      | pack                       | verdict | rule        | reason                                          |
      | c17-saf-rhel-8-exact       | pass    | T1-within   | Every count is there, and within its threshold. |
      | c17b-saf-rhel-8-no-impact  | fail    | T1-too-many | no_impact.high: more than 2.                    |                
      | c17c-saf-rhel-8-inline     | pass    | T1-within   | Every count is there, and within its threshold. |
      | c17d-saf-rhel-8-inline-97  | fail    | T1-too-few  | failed.medium: fewer than 97.                   |              
      | c17e-saf-triple-good       | pass    | T1-within   | Every count is there, and within its threshold. |
      | c17f-saf-triple-total      | fail    | T1-too-many | failed.total: more than 54.                     |                
      | c17g-saf-triple-compliance | fail    | T1-too-few  | compliance: fewer than 13.                      |                 
      | c17h-saf-triple-min-max    | fail    | T1-too-many | passed.total: more than 18.                     |                

  @C17
  Scenario: A threshold for something that was not counted is no pass
    Given the policy "saf-thresholds"
    And the evidence "evidence/casebook/c17c-saf-rhel-8-inline"
    And the list of control_count records is not complete
    And these threshold records from thresholds:
      | id         | least | most |
      | waived.all |       | 3    |
    When it is decided
    Then the verdict on T1 is unknown
