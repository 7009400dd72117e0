@sec-release @RR1
Feature: RR1, SECMP0062 is switched on without approval
  "There is a risk that SECMP0062 will be deployed 'ON' in a future release without being approved by the SEC Panel"

  At stake: code that is in the release and must stay asleep. The risk outlives the decision, so its controls do as well:
  they are judged anew with each later release, and end when SECMP0062 is formally live, not on a date. What was promised
  is planned; only what was shown is in place.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: The OPSG accepts the risk, outright or on the DCC's clarification

    Scenario: Accepted, with every control in place
      When the release is decided
      Then risk RR1 is accepted
      And the reason for RR1 contains "The OPSG accepted it"
      And the controls are:
        | control | state    | rule             |
        | RR1-C1  | in place | RR1-C1-enforced  |
        | RR1-C2  | in place | RR1-C2-tracked   |
        | RR1-C3  | in place | RR1-C3-confirmed |
        | RR1-C4  | in place | RR1-C4-entered   |
        | RR1-C5  | in place | RR1-C5-enforced  |
        | RR1-C6  | in place | RR1-C6-monitored |

    Scenario Outline: What the OPSG says of the risk
      Given the view of opsg on RR1 is <view>
      When the release is decided
      Then risk RR1 is <state>

      Examples:
        | view     | state    |
        | agree    | accepted |
        | agree if | accepted |
        | object   | open     |
        | no view  | open     |

    Scenario: The TAG cannot accept it for the OPSG, nor does a view on the whole release
      Given the view of opsg on RR1 is withdrawn
      And the view of tag on RR1 is agree
      And the view of opsg on the whole is agree
      When the release is decided
      Then risk RR1 is open

    Scenario: Neither can the TAG on a condition
      Given the view of opsg on RR1 is withdrawn
      And the view of tag on RR1 is agree if "The check is added"
      When the release is decided
      Then risk RR1 is open

    Scenario: A condition for the whole release is not one for the risk
      Given the view of opsg on RR1 is withdrawn
      And the view of opsg on the whole is agree if "The check is added"
      When the release is decided
      Then risk RR1 is open

    Scenario: It is not known what the OPSG said
      Given all view records are withdrawn
      When the release is decided
      Then risk RR1 is unknown
      And view from opsg is missing for RR1

    Scenario Outline: Acceptance on a condition needs each of the three clarifications
      Given the view of opsg on RR1 is agree if "The check is enforced"
      And the statement <clarification> is withdrawn
      When the release is decided
      Then risk RR1 is open

      Examples:
        | clarification |
        | CL1           |
        | CL2           |
        | CL3           |

    Scenario Outline: A statement of another kind, or about another control, is no clarification
      Given the view of opsg on RR1 is agree if "The check is enforced"
      And the <what> of statement <clarification> is <else>
      When the release is decided
      Then risk RR1 is open

      Examples:
        | clarification | what  | else       |
        | CL1           | kind  | mitigation |
        | CL2           | kind  | commitment |
        | CL3           | kind  | statement  |
        | CL1           | about | RR1-C1     |
        | CL2           | about | RR1-C4     |
        | CL3           | about | RR1-C5     |

    Scenario: It is not known what was clarified
      Given the view of opsg on RR1 is agree if "The check is enforced"
      And all statement records are withdrawn
      When the release is decided
      Then risk RR1 is unknown
      And statement from dcc is missing for RR1

    Scenario: Outright acceptance needs no clarification
      Given the view of opsg on RR1 is agree
      And all statement records are withdrawn
      When the release is decided
      Then risk RR1 is accepted

  Rule: The state of the risk follows its controls

    Scenario: A promise that is not yet kept is a condition
      Given all check_entry records are withdrawn
      When the release is decided
      Then risk RR1 is accepted with conditions
      And the controls are:
        | control | state    | rule            |
        | RR1-C1  | planned  | RR1-C1-promised |
        | RR1-C4  | planned  | RR1-C4-promised |
        | RR1-C5  | in place | RR1-C5-enforced |

    Scenario: A control that is not in place, and that nobody promised, leaves the risk open
      Given there are no check_enforcement records, from release-management
      And the statement CL2 is withdrawn
      When the release is decided
      Then control RR1-C5 is not in place
      And risk RR1 is open

    Scenario: A control of which nothing is known leaves the risk unknown
      Given all switch_lock records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C3 is unknown
      And switch_lock is missing for RR1-C3
      And risk RR1 is unknown

    Scenario: One breach breaches the risk, however well it was accepted
      Given the state of switch FS-1 is "on"
      When the release is decided
      Then risk RR1 is breached

    Scenario: The risk is closed once SECMP0062 is live
      Given the complete list of event records from release-management:
        | what           |
        | secmp0062_live |
      When the release is decided
      Then risk RR1 is closed
      And the controls are:
        | control | state | rule        |
        | RR1-C1  | ended | RR1-C1-over |
        | RR1-C2  | ended | RR1-C2-over |
        | RR1-C3  | ended | RR1-C3-over |
        | RR1-C4  | ended | RR1-C4-over |
        | RR1-C5  | ended | RR1-C5-over |
        | RR1-C6  | ended | RR1-C6-over |

    Scenario: Once SECMP0062 is live, an open switch is no breach any more
      Given the state of switch FS-1 is "on"
      And the complete list of event records from release-management:
        | what           |
        | secmp0062_live |
      When the release is decided
      Then control RR1-C1 is ended by rule RR1-C1-over
      And risk RR1 is closed

    Scenario: Another event ends nothing
      Given the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
      When the release is decided
      Then risk RR1 is accepted
      And the controls are:
        | control | state    |
        | RR1-C1  | in place |
        | RR1-C2  | in place |
        | RR1-C3  | in place |
        | RR1-C4  | in place |
        | RR1-C5  | in place |
        | RR1-C6  | in place |

    Scenario: It is not known whether SECMP0062 is live
      Given all event records are withdrawn
      When the release is decided
      Then risk RR1 is accepted
      And rule RR1-C1-over does not fire

  Rule: RR1-C1, the release notes are reviewed until SECMP0062 goes live

    Scenario Outline: A switch may be on with the Panel's approval, and only with it
      Given the state of switch FS-1 is "<state>"
      And the approved_by_panel of switch FS-1 is <approved>
      When the release is decided
      Then control RR1-C1 is <control>
      And risk RR1 is <risk>

      Examples:
        | state | approved | control  | risk     |
        | on    | false    | breached | breached |
        | on    | true     | in place | accepted |
        | off   | false    | in place | accepted |
        | off   | true     | in place | accepted |

    Scenario: The switch that is on is named
      Given the state of switch FS-2 is "on"
      When the release is decided
      Then control RR1-C1 is breached by rule RR1-C1-switch-on
      And the reason for RR1-C1 contains "FS-2 is on, and the Panel has not approved it"

    Scenario Outline: Where a switch stands is not said
      Given the state of switch FS-1 is "on"
      And the <what> of switch FS-1 is not given
      When the release is decided
      Then control RR1-C1 is in place by rule RR1-C1-enforced
      And RR1-C1 has the caveat "RR1-C1-switch-on"

      Examples:
        | what              |
        | state             |
        | approved_by_panel |

    Scenario: A release whose notes were not reviewed is a breach
      Given the reviewed of release_notes_review "November 2019 SEC Release" is false
      When the release is decided
      Then control RR1-C1 is breached by rule RR1-C1-missed
      And the reason for RR1-C1 contains "November 2019 SEC Release (1 in all)"
      And risk RR1 is breached

    Scenario: One release whose notes were not reviewed is enough
      Given these release_notes_review records from release-management:
        | release                   | reviewed |
        | February 2020 SEC Release | false    |
      When the release is decided
      Then control RR1-C1 is breached by rule RR1-C1-missed
      And the reason for RR1-C1 contains "February 2020 SEC Release (1 in all)"

    Scenario Outline: Nothing is known of switches, or of reviews
      Given all <fact> records are withdrawn
      When the release is decided
      Then control RR1-C1 is in place by rule RR1-C1-enforced
      And RR1-C1 has the caveat "<rule>"

      Examples:
        | fact                 | rule             |
        | switch               | RR1-C1-switch-on |
        | release_notes_review | RR1-C1-missed    |

    Scenario Outline: The review is in place when the check is in both documents, and enforced
      Given the check_entry <document> is withdrawn
      When the release is decided
      Then control RR1-C1 is planned by rule RR1-C1-promised

      Examples:
        | document  |
        | checklist |
        | runbook   |

    Scenario: A check that nobody enforces does not make the review
      Given there are no check_enforcement records, from release-management
      When the release is decided
      Then control RR1-C1 is planned by rule RR1-C1-promised

    Scenario: Only the Change Management Team enforces it
      Given the complete list of check_enforcement records from release-management:
        | by  | in_force |
        | toc | true     |
      When the release is decided
      Then control RR1-C1 is planned by rule RR1-C1-promised

    Scenario: Enforcement that has lapsed does not make the review
      Given the in_force of check_enforcement change_management is false
      When the release is decided
      Then control RR1-C1 is planned by rule RR1-C1-promised
      And control RR1-C5 is breached by rule RR1-C5-lapsed

    Scenario Outline: Only a mitigation that speaks of RR1-C1 promises it
      Given there are no check_entry records, from release-management
      And the <what> of statement M1 is <else>
      When the release is decided
      Then control RR1-C1 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | mitigation    | planned      |
        | kind  | clarification | not in place |
        | about | RR1-C2        | not in place |

    Scenario: Nobody promised the review, and it is not there
      Given there are no check_entry records, from release-management
      And the statement M1 is withdrawn
      When the release is decided
      Then control RR1-C1 is not in place
      And risk RR1 is open

    Scenario: Nothing is known of the review
      Given all check_entry records are withdrawn
      And all check_enforcement records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C1 is unknown
      And check_entry is missing for RR1-C1
      And check_enforcement is missing for RR1-C1

  Rule: RR1-C2, SECMP0062 is tracked into the scope of a later release

    Scenario Outline: It may be put into scope with both approvals, and not without
      Given the complete list of release_scope records from release-management:
        | change   | release               | approved_by_change_board | approved_by_panel |
        | <change> | June 2020 SEC Release | <change board>           | <panel>           |
      When the release is decided
      Then control RR1-C2 is <state> by rule <rule>

      Examples:
        | change    | change board | panel | state    | rule                |
        | SECMP0062 | true         | true  | in place | RR1-C2-tracked      |
        | SECMP0062 | false        | true  | breached | RR1-C2-not-approved |
        | SECMP0062 | true         | false | breached | RR1-C2-not-approved |
        | SECMP0062 | false        | false | breached | RR1-C2-not-approved |
        | SECMP0024 | false        | false | in place | RR1-C2-tracked      |

    Scenario: The release into which it was put without approval is named
      Given the complete list of release_scope records from release-management:
        | change    | release               | approved_by_change_board | approved_by_panel |
        | SECMP0062 | June 2020 SEC Release | true                     | false             |
      When the release is decided
      Then the reason for RR1-C2 contains "in the scope of June 2020 SEC Release without both approvals"
      And risk RR1 is breached

    Scenario: One release without both approvals is enough, though an earlier one had them
      Given the complete list of release_scope records from release-management:
        | change    | release                   | approved_by_change_board | approved_by_panel |
        | SECMP0062 | June 2020 SEC Release     | true                     | true              |
        | SECMP0062 | November 2020 SEC Release | true                     | false             |
      When the release is decided
      Then control RR1-C2 is breached by rule RR1-C2-not-approved
      And the reason for RR1-C2 contains "in the scope of November 2020 SEC Release without"

    Scenario Outline: Whether it was approved is not said
      Given the complete list of release_scope records from release-management:
        | change    | release               | approved_by_change_board | approved_by_panel |
        | SECMP0062 | June 2020 SEC Release | true                     | true              |
      And the <what> of release_scope "SECMP0062, June 2020 SEC Release" is not given
      When the release is decided
      Then control RR1-C2 is in place by rule RR1-C2-tracked
      And RR1-C2 has the caveat "RR1-C2-not-approved"

      Examples:
        | what                     |
        | approved_by_change_board |
        | approved_by_panel        |

    Scenario: Nothing is known of the scope of later releases
      Given all release_scope records are withdrawn
      When the release is decided
      Then control RR1-C2 is in place by rule RR1-C2-tracked
      And RR1-C2 has the caveat "RR1-C2-not-approved"

    Scenario Outline: Tracking this change, and no other, puts the control in place
      Given the complete list of delivery_tracking records from release-management:
        | change   | by               | tracked   |
        | <change> | sec_release_team | <tracked> |
      When the release is decided
      Then control RR1-C2 is <state> by rule <rule>

      Examples:
        | change    | tracked | state    | rule            |
        | SECMP0062 | true    | in place | RR1-C2-tracked  |
        | SECMP0062 | false   | planned  | RR1-C2-promised |
        | SECMP0024 | true    | planned  | RR1-C2-promised |

    Scenario Outline: Only a mitigation that speaks of RR1-C2 promises it
      Given there are no delivery_tracking records, from release-management
      And the <what> of statement M2 is <else>
      When the release is decided
      Then control RR1-C2 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | mitigation    | planned      |
        | kind  | clarification | not in place |
        | about | RR1-C3        | not in place |

    Scenario: Nothing is known of the tracking
      Given all delivery_tracking records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C2 is unknown
      And delivery_tracking is missing for RR1-C2

  Rule: RR1-C3, the switches can be turned on only as part of a build

    Scenario: A switch was changed with the build of a release
      Given the complete list of switch_change records from release-management:
        | id   | switch | release               | alert_generated |
        | SC-1 | FS-1   | June 2020 SEC Release | true            |
      When the release is decided
      Then control RR1-C3 is in place by rule RR1-C3-confirmed
      And RR1-C3 has no caveats

    Scenario: A switch was changed outside any release
      Given the complete list of switch_change records from release-management:
        | id   | switch | release | alert_generated |
        | SC-1 | FS-1   |         | true            |
      When the release is decided
      Then control RR1-C3 is breached by rule RR1-C3-outside-a-build
      And the reason for RR1-C3 contains "outside a release: FS-1"
      And risk RR1 is breached

    Scenario: One change outside any release is enough
      Given the complete list of switch_change records from release-management:
        | id   | switch | release               | alert_generated |
        | SC-1 | FS-1   | June 2020 SEC Release | true            |
        | SC-2 | FS-2   |                       | true            |
      When the release is decided
      Then control RR1-C3 is breached by rule RR1-C3-outside-a-build
      And the reason for RR1-C3 contains "outside a release: FS-2"

    Scenario: The list of switch changes has no column for the release
      Given the complete list of switch_change records from release-management:
        | id   | switch | alert_generated |
        | SC-1 | FS-1   | true            |
      When the release is decided
      Then control RR1-C3 is in place by rule RR1-C3-confirmed
      And RR1-C3 has the caveat "RR1-C3-outside-a-build"

    Scenario Outline: Only the SEC Release Team can confirm it
      Given the complete list of switch_lock records from release-management:
        | id   | by   | only_in_a_build |
        | SL-1 | <by> | <only in build> |
      When the release is decided
      Then control RR1-C3 is <state> by rule <rule>

      Examples:
        | by               | only in build | state    | rule             |
        | sec_release_team | true          | in place | RR1-C3-confirmed |
        | sec_release_team | false         | planned  | RR1-C3-promised  |
        | toc              | true          | planned  | RR1-C3-promised  |

    Scenario Outline: Only a mitigation that speaks of RR1-C3 promises it
      Given there are no switch_lock records, from release-management
      And the <what> of statement M3 is <else>
      When the release is decided
      Then control RR1-C3 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | mitigation    | planned      |
        | kind  | clarification | not in place |
        | about | RR1-C1        | not in place |

  Rule: RR1-C4, the check is in the checklist and the runbook

    Scenario Outline: It takes both documents
      Given the check_entry <document> is withdrawn
      When the release is decided
      Then control RR1-C4 is planned by rule RR1-C4-promised
      And obligation RR1-C4-obligation is open

      Examples:
        | document  |
        | checklist |
        | runbook   |

    Scenario Outline: Only a clarification that speaks of RR1-C4 promises it
      Given there are no check_entry records, from release-management
      And the <what> of statement CL1 is <else>
      When the release is decided
      Then control RR1-C4 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | clarification | planned      |
        | kind  | mitigation    | not in place |
        | about | RR1-C5        | not in place |

    Scenario: Nothing is known of the entries
      Given all check_entry records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C4 is unknown
      And check_entry is missing for RR1-C4

  Rule: RR1-C5, the check is enforced

    Scenario Outline: Only the Change Management Team's enforcement counts, for good and ill
      Given the complete list of check_enforcement records from release-management:
        | by   | in_force   |
        | <by> | <in force> |
      When the release is decided
      Then control RR1-C5 is <state> by rule <rule>

      Examples:
        | by                | in force | state    | rule            |
        | change_management | true     | in place | RR1-C5-enforced |
        | change_management | false    | breached | RR1-C5-lapsed   |
        | toc               | true     | planned  | RR1-C5-promised |
        | toc               | false    | planned  | RR1-C5-promised |

    Scenario: Another team's enforcement does not make up for one that has lapsed
      Given these check_enforcement records from release-management:
        | by  | in_force |
        | toc | true     |
      And the in_force of check_enforcement change_management is false
      When the release is decided
      Then control RR1-C5 is breached by rule RR1-C5-lapsed

    Scenario: Whether it is in force is not said
      Given the in_force of check_enforcement change_management is not given
      When the release is decided
      Then control RR1-C5 is planned by rule RR1-C5-promised
      And RR1-C5 has the caveat "RR1-C5-lapsed"

    Scenario Outline: Only a clarification that speaks of RR1-C5 promises it
      Given there are no check_enforcement records, from release-management
      And the <what> of statement CL2 is <else>
      When the release is decided
      Then control RR1-C5 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | clarification | planned      |
        | kind  | mitigation    | not in place |
        | about | RR1-C4        | not in place |

    Scenario: Nothing is known of the enforcement
      Given all check_enforcement records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C5 is unknown
      And check_enforcement is missing for RR1-C5

  Rule: RR1-C6, a changed switch raises an alert that the TOC monitors

    Scenario Outline: A switch that was changed without an alert is a breach
      Given the complete list of switch_change records from release-management:
        | id   | switch | release               | alert_generated |
        | SC-1 | FS-2   | June 2020 SEC Release | <alert>         |
      When the release is decided
      Then control RR1-C6 is <state> by rule <rule>

      Examples:
        | alert | state    | rule             |
        | true  | in place | RR1-C6-monitored |
        | false | breached | RR1-C6-no-alert  |

    Scenario: The switch that raised no alert is named
      Given the complete list of switch_change records from release-management:
        | id   | switch | release               | alert_generated |
        | SC-1 | FS-2   | June 2020 SEC Release | false           |
      When the release is decided
      Then the reason for RR1-C6 contains "no alert was generated: FS-2"
      And risk RR1 is breached

    Scenario: One change without an alert is enough
      Given the complete list of switch_change records from release-management:
        | id   | switch | release               | alert_generated |
        | SC-1 | FS-1   | June 2020 SEC Release | true            |
        | SC-2 | FS-2   | June 2020 SEC Release | false           |
      When the release is decided
      Then control RR1-C6 is breached by rule RR1-C6-no-alert
      And the reason for RR1-C6 contains "no alert was generated: FS-2"

    Scenario: Nothing is known of changed switches
      Given all switch_change records are withdrawn
      When the release is decided
      Then control RR1-C6 is in place by rule RR1-C6-monitored
      And RR1-C6 has the caveat "RR1-C6-no-alert"
      And RR1-C3 has the caveat "RR1-C3-outside-a-build"

    Scenario Outline: The alert has to be generated, and monitored by the TOC
      Given the complete list of switch_alert records from release-management:
        | id   | generated   | monitored_by |
        | SA-1 | <generated> | <by>         |
      When the release is decided
      Then control RR1-C6 is <state> by rule <rule>

      Examples:
        | generated | by  | state    | rule             |
        | true      | toc | in place | RR1-C6-monitored |
        | false     | toc | planned  | RR1-C6-promised  |
        | true      | dcc | planned  | RR1-C6-promised  |

    Scenario Outline: Only a clarification that speaks of RR1-C6 promises it
      Given there are no switch_alert records, from release-management
      And the <what> of statement CL3 is <else>
      When the release is decided
      Then control RR1-C6 is <state>

      Examples:
        | what  | else          | state        |
        | kind  | clarification | planned      |
        | kind  | mitigation    | not in place |
        | about | RR1-C4        | not in place |

    Scenario: Nothing is known of the alert
      Given all switch_alert records are withdrawn
      And all statement records are withdrawn
      When the release is decided
      Then control RR1-C6 is unknown
      And switch_alert is missing for RR1-C6

  Rule: What is owed stays owed until an event ends it, not until a date

    Scenario: What is still owed when every control is in place
      When the release is decided
      Then the obligations are:
        | obligation        | state | due                                         |
        | RR1-C1-obligation | open  | each release                                |
        | RR1-C2-obligation | open  | a future SEC Release (likely to be in 2020) |
        | RR1-C4-obligation | met   |                                             |
        | RR1-C5-obligation | met   |                                             |
        | RR1-C6-obligation | open  |                                             |

    Scenario: A year later, with SECMP0062 not live, the release notes still have to be reviewed
      When the release is decided as of 2020-11-28
      Then obligation RR1-C1-obligation is open
      And obligation RR1-C2-obligation is open
      And obligation RR1-C6-obligation is open

    Scenario: The event "SECMP0062 live" ends them all
      Given all check_entry records are withdrawn
      And all check_enforcement records are withdrawn
      And the complete list of event records from release-management:
        | what           |
        | secmp0062_live |
      When the release is decided
      Then the obligations are:
        | obligation        | state |
        | RR1-C1-obligation | met   |
        | RR1-C2-obligation | met   |
        | RR1-C4-obligation | met   |
        | RR1-C5-obligation | met   |
        | RR1-C6-obligation | met   |

    Scenario: It ends them whatever else has happened
      Given all check_entry records are withdrawn
      And all check_enforcement records are withdrawn
      And the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
        | secmp0062_live         |
      When the release is decided
      Then the obligations are:
        | obligation        | state |
        | RR1-C1-obligation | met   |
        | RR1-C2-obligation | met   |
        | RR1-C4-obligation | met   |
        | RR1-C5-obligation | met   |
        | RR1-C6-obligation | met   |
        | final-go-no-go    | met   |

    Scenario: Another event ends none of them
      Given there are no check_entry records, from release-management
      And there are no check_enforcement records, from release-management
      And the complete list of event records from release-management:
        | what                   |
        | final_go_no_go_decided |
      When the release is decided
      Then the obligations are:
        | obligation        | state |
        | RR1-C1-obligation | open  |
        | RR1-C2-obligation | open  |
        | RR1-C4-obligation | open  |
        | RR1-C5-obligation | open  |
        | RR1-C6-obligation | open  |

    Scenario: What has not been heard of has not ended
      Given all event records are withdrawn
      And all check_entry records are withdrawn
      And all check_enforcement records are withdrawn
      When the release is decided
      Then the obligations are:
        | obligation        | state |
        | RR1-C1-obligation | open  |
        | RR1-C4-obligation | open  |
        | RR1-C5-obligation | open  |

    Scenario: Enforcement by another team does not end the obligation to enforce
      Given the complete list of check_enforcement records from release-management:
        | by  | in_force |
        | toc | true     |
      When the release is decided
      Then obligation RR1-C5-obligation is open

    Scenario: Enforcement that has lapsed does not end it either
      Given the in_force of check_enforcement change_management is false
      When the release is decided
      Then obligation RR1-C5-obligation is open

    Scenario: Whether the check is enforced is not said
      Given the in_force of check_enforcement change_management is not given
      When the release is decided
      Then obligation RR1-C5-obligation is unknown

  Rule: How good the evidence is stands beside the state

    @sources
    Scenario: What is only stated counts, with a caveat
      Given the source release-management is only stated
      When the release is decided
      Then risk RR1 is accepted
      And RR1-C4 has the caveat "stated only"

    @sources
    Scenario: Records that came too late put no control in place
      Given the source release-management is late
      When the release is decided
      Then control RR1-C4 is unknown
      And risk RR1 is unknown

  Rule: What the Panel had before it on 8 November 2019

    Background:
      Given the evidence "sec-2019-11"

    @paper
    Scenario: The OPSG accepted what was planned, on the clarification that the DCC gave
      When the release is decided
      Then risk RR1 is accepted with conditions
      And the controls are:
        | control | state    | rule             |
        | RR1-C1  | planned  | RR1-C1-promised  |
        | RR1-C2  | in place | RR1-C2-tracked   |
        | RR1-C3  | in place | RR1-C3-confirmed |
        | RR1-C4  | planned  | RR1-C4-promised  |
        | RR1-C5  | planned  | RR1-C5-promised  |
        | RR1-C6  | in place | RR1-C6-monitored |
      And RR1 has the caveat "stated only"

    @paper
    Scenario: Once the entries are made and the check is enforced, it is accepted
      Given these check_entry records by dcc, documented:
        | document  |
        | checklist |
        | runbook   |
      And these check_enforcement records by change_management, documented:
        | by                | in_force |
        | change_management | true     |
      When the release is decided
      Then risk RR1 is accepted
      And obligation RR1-C4-obligation is met
      And obligation RR1-C5-obligation is met
      And obligation RR1-C1-obligation is open

    @paper
    Scenario Outline: The OPSG accepted it "subject to this clarification": without it, it is not accepted
      Given the statement <clarification> is withdrawn
      When the release is decided
      Then risk RR1 is unknown
      And statement is missing for RR1

      Examples:
        | clarification |
        | CL1           |
        | CL2           |
        | CL3           |

    @paper
    Scenario: A switch that is on without approval breaches it
      Given these switch records by dcc, documented:
        | id   | state | approved_by_panel |
        | FS-1 | on    | false             |
      When the release is decided
      Then control RR1-C1 is breached by rule RR1-C1-switch-on
      And risk RR1 is breached

    @paper
    Scenario: In November 2020 SECMP0062 went live, and the risk is closed
      Given these sources:
        | id           | title                         | by  | date       | received   | basis      |
        | go-live-note | Note on the go-live (made up) | dcc | 2020-11-29 | 2020-11-29 | documented |
      And these event records from go-live-note:
        | what           |
        | secmp0062_live |
      When the release is decided as of 2020-11-29
      Then risk RR1 is closed
      And obligation RR1-C1-obligation is met

    @paper @boundary
    Scenario: On the day before it was not
      Given these sources:
        | id           | title                         | by  | date       | received   | basis      |
        | go-live-note | Note on the go-live (made up) | dcc | 2020-11-29 | 2020-11-29 | documented |
      And these event records from go-live-note:
        | what           |
        | secmp0062_live |
      When the release is decided as of 2020-11-28
      Then risk RR1 is accepted with conditions
      And obligation RR1-C1-obligation is open
