@sec-release @decision
Feature: The decision to set the release live
  "The Panel is asked to note the views and recommendations of the OPSG and the TAG, and to agree that the November 2019
  SEC Release can be set live on 29 November 2019."

  At stake: that one criterion that is not met, or one that nobody can tell, is never carried along by six that are. The
  recommendation is a go only if each criterion is met or waived, the residual risk is accepted, and both bodies agreed.
  It is a go with conditions while something is still owed, such as the DCC's final go/no-go decision.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: All is met, and something is still owed

    Scenario: A go with conditions
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And every verdict is pass
      And risk RR1 is accepted
      And obligation final-go-no-go is open
      And obligation final-go-no-go is due "2019-11-29"
      And the recommendation contains "can be set live on 2019-11-29"
      And the recommendation contains "the views and recommendations of the OPSG and the TAG"
      And the reason for the decision contains "the OPSG and the TAG agreed"

    Scenario: The DCC has made its final decision, and only the obligations of the risk are left
      Given the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
      When the release is decided
      Then the outcome is go by rule D-ready
      And obligation final-go-no-go is met
      And obligation RR1-C1-obligation is open

    Scenario: That SECMP0062 is live is not the final decision
      Given the complete list of event records from release-management:
        | what           |
        | secmp0062_live |
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And risk RR1 is closed
      And obligation final-go-no-go is open

    Scenario: Both events have come, and nothing is owed any more
      Given the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
        | secmp0062_live         |
      When the release is decided
      Then the outcome is go by rule D-ready

    Scenario: Whether the final decision was made has not been heard
      Given all event records are withdrawn
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And obligation final-go-no-go is open

    @boundary
    Scenario Outline: The final decision is due by the agreed date
      When the release is decided as of <day>
      Then obligation final-go-no-go is <state>

      Examples:
        | day        | state   |
        | 2019-11-28 | open    |
        | 2019-11-29 | open    |
        | 2019-11-30 | overdue |

    Scenario: A control that is only planned is a condition
      Given the check_entry runbook is withdrawn
      And the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And risk RR1 is accepted with conditions
      And obligation RR1-C4-obligation is open

    Scenario: The question names the date that is agreed
      Given the parameter implementation_date is 2019-12-01
      And the for_date of deployment_confirmation DC-1 is 2019-12-01
      And the for_date of operational_readiness OR-1 is 2019-12-01
      And the for_date of secas_readiness SR-1 is 2019-12-01
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And obligation final-go-no-go is due "2019-12-01"
      And the recommendation contains "can be set live on 2019-12-01"

  Rule: One criterion that is not met is enough for a no-go

    Scenario Outline: Each of the seven that is not met stops the release
      Given <what goes wrong>
      When the release is decided
      Then the verdict on <criterion> is fail
      And the outcome is no-go by rule D-not-met

      Examples:
        | criterion | what goes wrong                                          |
        | AC1       | the code_developed of change MP071 is false              |
        | AC2       | the closed of test_phase UIT is false                    |
        | AC3       | the deploys of testing_issue TI-043 is true              |
        | AC4       | the plan of testing_issue TI-004 is left empty           |
        | AC5       | the risk_managed of environment_difference ED-1 is false |
        | AC6       | the resolved of blocking_issue PI-1 is false             |
        | AC7       | the ready of secas_readiness SR-1 is false               |

    Scenario: The reason says so
      Given the closed of test_phase UIT is false
      When the release is decided
      Then the outcome is no-go by rule D-not-met
      And the reason for the decision contains "An acceptance criterion is not met"

    Scenario: A failure outweighs what cannot be told elsewhere
      Given the closed of test_phase UIT is false
      And all secas_readiness records are withdrawn
      And all view records are withdrawn
      When the release is decided
      Then the verdict on AC7 is unknown
      And the outcome is no-go by rule D-not-met

  Rule: A residual risk that is not under control is a no-go

    Scenario: It is breached
      Given the state of switch FS-1 is "on"
      When the release is decided
      Then risk RR1 is breached
      And the outcome is no-go by rule D-not-met

    Scenario: The OPSG does not accept it
      Given the view of opsg on RR1 is object
      When the release is decided
      Then risk RR1 is open
      And the outcome is no-go by rule D-not-met

    Scenario: It is breached, though a criterion cannot be told
      Given the state of switch FS-1 is "on"
      And all secas_readiness records are withdrawn
      And the view of secas on the whole is withdrawn
      When the release is decided
      Then the outcome is no-go by rule D-not-met

  Rule: What cannot be told is never a go

    Scenario Outline: Each of the seven that cannot be told leaves it undecided
      Given all review_finding records are withdrawn
      And the view of opsg on the whole is withdrawn
      And the view of opsg on <the other six> is agree
      And all <fact> records are withdrawn
      When the release is decided
      Then the verdict on <criterion> is unknown
      And the outcome is undecided

      Examples:
        | criterion | fact             | the other six |
        | AC1       | change           | AC2           |
        | AC2       | test_phase       | AC1           |
        | AC3       | testing_issue    | AC1           |
        | AC4       | issue_threshold  | AC1           |
        | AC5       | test_environment | AC1           |
        | AC6       | capability       | AC1           |
        | AC7       | secas_readiness  | AC1           |

    Scenario: The agreed date is not known
      Given the parameter implementation_date has no value
      When the release is decided
      Then the outcome is undecided
      And the reason for the decision contains "cannot be told"

    Scenario: One criterion cannot be told, although both bodies agreed
      Given all deployment_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And the outcome is undecided
      And rule D-ready does not fire
      And rule D-not-met does not fire
      And the reason for the decision contains "whether D-not-met or D-ready holds: AC1 cannot be told"

    Scenario: The residual risk cannot be told
      Given the view of opsg on RR1 is agree if "The check is enforced"
      And all statement records are withdrawn
      When the release is decided
      Then risk RR1 is unknown
      And every verdict is pass
      And the outcome is undecided
      And the reason for the decision contains "whether D-not-met or D-ready holds: RR1 cannot be told"

    Scenario Outline: The criteria are met, and a body did not agree to the release as a whole
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then every verdict is pass
      And the outcome is undecided

      Examples:
        | body | view     |
        | opsg | agree if |
        | opsg | object   |
        | opsg | no view  |
        | tag  | agree if |
        | tag  | object   |
        | tag  | no view  |

    Scenario Outline: A body agreed to each part, and not to the whole
      Given the view of <body> on the whole is withdrawn
      And the view of <body> on AC1 is agree
      When the release is decided
      Then every verdict is pass
      And the outcome is undecided

      Examples:
        | body |
        | opsg |
        | tag  |

    Scenario Outline: It is not known what a body said of the release as a whole
      Given the view of <body> on the whole is withdrawn
      And the list of view records is not complete
      When the release is decided
      Then every verdict is pass
      And the outcome is undecided
      And view from <body> is missing for the decision

      Examples:
        | body |
        | opsg |
        | tag  |

    Scenario: SECAS recommends it, and need not
      Given the view of secas on the whole is withdrawn
      When the release is decided
      Then the outcome is go with conditions by rule D-ready

  Rule: The Panel may waive a criterion, until a day that it names

    Background:
      Given the deploys of testing_issue TI-043 is true

    @waiver
    Scenario: Without a waiver it is a no-go
      When the release is decided
      Then the verdict on AC3 is fail
      And the outcome is no-go by rule D-not-met

    @waiver
    Scenario: A waiver by the Panel
      Given a waiver of AC3 by panel until 2019-12-31
      When the release is decided
      Then the verdict on AC3 is waived
      And the waiver of AC3 takes effect
      And the outcome is go with conditions by rule D-ready

    @waiver @boundary
    Scenario Outline: A waiver holds to its last day
      Given these waivers:
        | criterion | by    | reason                    | date       | until      |
        | AC3       | panel | A workaround is available | 2019-11-20 | <last day> |
      When the release is decided as of 2019-11-22
      Then the verdict on AC3 is <verdict>
      And the outcome is <outcome>

      Examples:
        | last day   | verdict | outcome            |
        | 2019-11-21 | fail    | no-go              |
        | 2019-11-22 | waived  | go with conditions |
        | 2019-11-23 | waived  | go with conditions |

    @waiver
    Scenario: A waiver that the Panel refused has no effect
      Given a denied waiver of AC3 by panel until 2019-12-31
      When the release is decided
      Then the verdict on AC3 is fail
      And the waiver of AC3 has no effect

    @waiver
    Scenario Outline: Nobody but the Panel can waive
      Given a waiver of AC3 by <somebody else> until 2019-12-31
      When the release is decided
      Then the verdict on AC3 is fail
      And the waiver of AC3 has no effect
      And the outcome is no-go

      Examples:
        | somebody else |
        | dcc           |
        | secas         |
        | opsg          |

    @waiver
    Scenario Outline: What is unknown is waived only where the waiver says so
      Given the deploys of testing_issue TI-043 is false
      And all deployment_confirmation records are withdrawn
      And a waiver of AC1 by panel until 2019-12-31<also>
      When the release is decided
      Then the verdict on AC1 is <verdict>
      And the outcome is <outcome>

      Examples:
        | also              | verdict | outcome            |
        |                   | unknown | undecided          |
        | , also if unknown | waived  | go with conditions |

  Rule: Any of the seven can be waived, and only that one is

    @waiver
    Scenario Outline: What fails is waived, and the rest stands as it is
      Given <what goes wrong>
      And a waiver of <criterion> by panel until 2019-12-31
      When the release is decided
      Then the verdict on <criterion> is waived
      And the outcome is go with conditions by rule D-ready

      Examples:
        | criterion | what goes wrong                                          |
        | AC1       | the code_developed of change MP071 is false              |
        | AC2       | the closed of test_phase UIT is false                    |
        | AC3       | the deploys of testing_issue TI-043 is true              |
        | AC4       | the plan of testing_issue TI-004 is left empty           |
        | AC5       | the risk_managed of environment_difference ED-1 is false |
        | AC6       | the resolved of blocking_issue PI-1 is false             |
        | AC7       | the ready of secas_readiness SR-1 is false               |

    @waiver
    Scenario: A waiver of one criterion does not cover another
      Given the closed of test_phase UIT is false
      And the ready of secas_readiness SR-1 is false
      And a waiver of AC2 by panel until 2019-12-31
      When the release is decided
      Then the verdict on AC2 is waived
      And the verdict on AC7 is fail
      And the outcome is no-go by rule D-not-met

    @waiver
    Scenario: A criterion that passes needs no waiver
      Given a waiver of AC2 by panel until 2019-12-31
      When the release is decided
      Then the verdict on AC2 is pass
      And the waiver of AC2 is not needed

  Rule: What the Panel had before it on 8 November 2019

    Background:
      Given the evidence "sec-2019-11"

    @paper
    Scenario: The paper comes to a go with conditions
      When the release is decided
      Then the outcome is go with conditions by rule D-ready
      And every verdict is pass
      And risk RR1 is accepted with conditions
      And the obligations are:
        | obligation        | state | due                                         |
        | RR1-C1-obligation | open  | each release                                |
        | RR1-C2-obligation | open  | a future SEC Release (likely to be in 2020) |
        | RR1-C4-obligation | open  |                                             |
        | RR1-C5-obligation | open  |                                             |
        | RR1-C6-obligation | open  |                                             |
        | final-go-no-go    | open  | 2019-11-29                                  |

    @paper
    Scenario: On the day before the paper was written, nothing of it was known
      When the release is decided as of 2019-11-07
      Then every verdict is unknown
      And risk RR1 is unknown
      And the outcome is undecided

    @paper
    Scenario: A confirmation for 24 November leaves it undecided
      Given the for_date of deployment_confirmation E13 is 2019-11-24
      When the release is decided
      Then the outcome is undecided

    @paper
    Scenario: Without the TAG's view every criterion that rests on it falls
      Given everything from tag is withdrawn
      When the release is decided
      Then every verdict is unknown
      And the outcome is undecided

    @paper
    Scenario: Nothing that the paper holds contradicts itself or is left out
      When the release is decided
      Then nothing is left out
      And there are no contradictions
