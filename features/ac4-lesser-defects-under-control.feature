@sec-release @AC4
Feature: AC4, lesser defects are under control
  "The DCC has produced a clear resolution plan for any outstanding Severity 3, 4 or 5 defects and that the number of
  outstanding Testing Issues is within the agreed threshold figures."

  At stake: defects that are each small and together are not. Each needs a plan, and there may be no more of them than
  the Panel agreed, at each severity. "Comfortably within" is not a number: without the figures it cannot be told.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: Each outstanding Severity 3, 4 or 5 defect has a resolution plan

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    Scenario: Each has a plan, and the numbers are within the thresholds
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within
      And AC4 has no caveats
      And nothing is missing for AC4

    @boundary
    Scenario Outline: A plan is asked for from Severity 3 on
      Given the severity of testing_issue TI-043 is <severity>
      And the plan of testing_issue TI-043 is left empty
      When the release is decided
      Then the verdict on AC4 is <verdict> by rule <rule>

      Examples: an open issue without a plan
        | severity | verdict | rule                   |
        | 2        | pass    | AC4-planned-and-within |
        | 3        | fail    | AC4-no-plan            |
        | 4        | fail    | AC4-no-plan            |
        | 5        | fail    | AC4-no-plan            |

    Scenario Outline: A defect needs its plan until it is closed
      Given the status of testing_issue TI-004 is <status>
      And the plan of testing_issue TI-004 is left empty
      When the release is decided
      Then the verdict on AC4 is <verdict> by rule <rule>

      Examples:
        | status | verdict | rule                   |
        | open   | fail    | AC4-no-plan            |
        | fixed  | fail    | AC4-no-plan            |
        | closed | pass    | AC4-planned-and-within |

    Scenario: A defect that would not be deployed needs a plan all the same
      Given the deploys of testing_issue TI-004 is false
      And the plan of testing_issue TI-004 is left empty
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-no-plan

    Scenario: The defects without a plan are named, and counted
      Given the plan of testing_issue TI-004 is left empty
      And the plan of testing_issue TI-016 is left empty
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-no-plan
      And the reason for AC4 contains "TI-004, TI-016 (2 in all)"
      And the remedy for AC4 contains "Give each of them a resolution plan"

    Scenario: Where no lesser defect is outstanding, no plan is needed
      Given the complete list of testing_issue records from issue-log:
        | id     | severity | status | deploys | plan |
        | TI-003 | 5        | closed | false   |      |
        | TI-043 | 2        | open   | false   |      |
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within

    Scenario: Where there is no testing issue at all, none can lack a plan or be too many
      Given there are no testing_issue records, from issue-log
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within

    Scenario: A log that has no column for the plan does not show whether there are plans
      Given the plan of every testing_issue is not given
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-no-plan does not fire
      And rule AC4-planned-and-within does not fire
      And the reason for AC4 contains "and the plan for each"
      And testing_issue from dcc is missing for AC4

    Scenario Outline: Of an issue without a plan nobody says whether it needs one
      Given the plan of testing_issue TI-004 is left empty
      And the <what> of testing_issue TI-004 is not given
      When the release is decided
      Then the verdict on AC4 is unknown
      And testing_issue from dcc is missing for AC4
      And what is missing for AC4 contains "TI-004"

      Examples:
        | what     |
        | status   |
        | severity |

    Scenario: There may be an issue that is not listed
      Given the list of testing_issue records is not complete
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-planned-and-within does not fire
      And testing_issue from dcc is missing for AC4

    Scenario: No testing issue was listed
      Given all testing_issue records are withdrawn
      When the release is decided
      Then the verdict on AC4 is unknown
      And testing_issue from dcc is missing for AC4

    Scenario: A defect that is shown to lack its plan fails, however much else is missing
      Given the plan of testing_issue TI-004 is left empty
      And the list of testing_issue records is not complete
      And all issue_threshold records are withdrawn
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-no-plan

  Rule: No more issues are outstanding than was agreed, at each severity

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    @boundary
    Scenario Outline: As many as agreed are within the threshold, one more is not
      Given the most of issue_threshold <severity> is <agreed>
      When the release is decided
      Then the verdict on AC4 is <verdict> by rule <rule>

      Examples: one Severity 2 issue is outstanding
        | severity | agreed | verdict | rule                   |
        | 2        | 0      | fail    | AC4-over-threshold     |
        | 2        | 1      | pass    | AC4-planned-and-within |
        | 2        | 2      | pass    | AC4-planned-and-within |

      Examples: four Severity 3 issues are outstanding
        | severity | agreed | verdict | rule                   |
        | 3        | 3      | fail    | AC4-over-threshold     |
        | 3        | 4      | pass    | AC4-planned-and-within |
        | 3        | 5      | pass    | AC4-planned-and-within |

      Examples: six Severity 4 issues are outstanding
        | severity | agreed | verdict | rule                   |
        | 4        | 5      | fail    | AC4-over-threshold     |
        | 4        | 6      | pass    | AC4-planned-and-within |
        | 4        | 7      | pass    | AC4-planned-and-within |

      Examples: five Severity 5 issues are outstanding
        | severity | agreed | verdict | rule                   |
        | 5        | 4      | fail    | AC4-over-threshold     |
        | 5        | 5      | pass    | AC4-planned-and-within |
        | 5        | 6      | pass    | AC4-planned-and-within |

    @boundary
    Scenario Outline: A single Severity 1 issue is over a threshold of none
      Given the severity of testing_issue TI-043 is <severity>
      When the release is decided
      Then the verdict on AC4 is <verdict> by rule <rule>

      Examples: none is agreed at Severity 1, one at Severity 2
        | severity | verdict | rule                   |
        | 1        | fail    | AC4-over-threshold     |
        | 2        | pass    | AC4-planned-and-within |

    @boundary
    Scenario Outline: Six Severity 3 issues are agreed
      Given there are no testing_issue records, from issue-log
      And <outstanding> testing_issue records from issue-log like:
        | id   | severity | status | deploys | plan           |
        | TI-# | 3        | open   | true    | Fix in January |
      And the list of testing_issue records is complete
      When the release is decided
      Then the verdict on AC4 is <verdict> by rule <rule>

      Examples:
        | outstanding | verdict | rule                   |
        | 5           | pass    | AC4-planned-and-within |
        | 6           | pass    | AC4-planned-and-within |
        | 7           | fail    | AC4-over-threshold     |

    Scenario: The severity at which there are too many is named
      Given the most of issue_threshold 4 is 1
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-over-threshold
      And the reason for AC4 contains "at Severity 4"
      And the remedy for AC4 contains "have the threshold agreed anew"

    Scenario Outline: An issue that is fixed and not yet closed counts
      Given the most of issue_threshold 3 is 3
      And the status of testing_issue TI-007 is <status>
      When the release is decided
      Then the verdict on AC4 is <verdict>

      Examples:
        | status | verdict |
        | fixed  | fail    |
        | closed | pass    |

    Scenario: An issue that would not be deployed counts all the same
      Given the most of issue_threshold 3 is 3
      And the deploys of testing_issue TI-007 is false
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-over-threshold

    Scenario: Severities are not added up, nor taken for one another
      Given the complete list of issue_threshold records from thresholds:
        | severity | most |
        | 3        | 4    |
        | 5        | 5    |
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within

    Scenario: Too many at one severity fail, even where other thresholds are not known
      Given the most of issue_threshold 3 is 3
      And the list of issue_threshold records is not complete
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-over-threshold

    Scenario: Too many are shown, even where the log is not the whole
      Given the most of issue_threshold 3 is 3
      And the list of testing_issue records is not complete
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-over-threshold

    Scenario: The thresholds are absent: the Panel owes the figures
      Given all issue_threshold records are withdrawn
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-over-threshold does not fire
      And rule AC4-planned-and-within does not fire
      And the reason for AC4 contains "The agreed threshold figures"
      And issue_threshold from panel is missing for AC4

    Scenario: The thresholds that are known are kept, but there may be others
      Given the list of issue_threshold records is not complete
      When the release is decided
      Then the verdict on AC4 is unknown
      And issue_threshold from panel is missing for AC4

    Scenario: That no threshold was ever agreed does not mean that the numbers are within it
      Given there are no issue_threshold records, from thresholds
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-planned-and-within does not fire

    Scenario: One figure is missing
      Given the most of issue_threshold 5 is not given
      When the release is decided
      Then the verdict on AC4 is unknown
      And issue_threshold from panel is missing for AC4

    Scenario: Whether an issue is closed is not said, and it would make one too many
      Given the most of issue_threshold 3 is 4
      And the status of testing_issue TI-008 is not given
      And the plan of testing_issue TI-008 is "Fix in March"
      When the release is decided
      Then the verdict on AC4 is unknown
      And what is missing for AC4 contains "TI-008"

    Scenario: Whether an issue is closed is not said, and it makes no difference
      Given the status of testing_issue TI-008 is not given
      And the plan of testing_issue TI-008 is "Fix in March"
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within

  Rule: Where figures or plans are not shown, the finding of both bodies settles it

    Background:
      Given all issue_threshold records are withdrawn
      And all review_finding records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-found-met
      And AC4 has the caveat "The agreed threshold figures"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-found-met does not fire

      Examples:
        | body | view     |
        | opsg | agree if |
        | opsg | object   |
        | opsg | no view  |
        | tag  | agree if |
        | tag  | object   |
        | tag  | no view  |

    @settles
    Scenario Outline: Silence is not a yes, and SECAS does not speak for a body
      Given the view of <body> on the whole is withdrawn
      When the release is decided
      Then the verdict on AC4 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC4 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC4         | AC4        | pass    |
        | AC4         | the whole  | pass    |
        | AC3         | AC4        | unknown |
        | AC4         | AC5        | unknown |

    @settles
    Scenario: What the bodies found does not undo a failure that is shown
      Given the plan of testing_issue TI-004 is left empty
      When the release is decided
      Then the verdict on AC4 is fail by rule AC4-no-plan

  Rule: The TAG's findings on plans and on numbers together settle it as well

    Background:
      Given all issue_threshold records are withdrawn
      And all view records are withdrawn

    @settles
    Scenario: The TAG found plans in place, and the number within the threshold
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-tag-found
      And AC4 has the caveat "The agreed threshold figures"

    @settles
    Scenario Outline: It takes both findings, and the TAG's
      Given the complete list of review_finding records from tag-review:
        | id | by             | point          | holds            |
        | F3 | <on plans by>  | <first point>  | <plans in place> |
        | F4 | <on number by> | <second point> | <number within>  |
      When the release is decided
      Then the verdict on AC4 is <verdict>

      Examples:
        | on plans by | first point               | plans in place | on number by | second point            | number within | verdict |
        | tag         | lesser_defects_have_plans | true           | tag          | issues_within_threshold | true          | pass    |
        | opsg        | lesser_defects_have_plans | true           | tag          | issues_within_threshold | true          | unknown |
        | tag         | lesser_defects_have_plans | true           | opsg         | issues_within_threshold | true          | unknown |
        | tag         | lesser_defects_have_plans | false          | tag          | issues_within_threshold | true          | unknown |
        | tag         | lesser_defects_have_plans | true           | tag          | issues_within_threshold | false         | unknown |
        | tag         | code_developed            | true           | tag          | issues_within_threshold | true          | unknown |
        | tag         | lesser_defects_have_plans | true           | tag          | code_developed          | true          | unknown |

    @settles
    Scenario: It is not known what the TAG found
      Given all review_finding records are withdrawn
      When the release is decided
      Then the verdict on AC4 is unknown
      And rule AC4-tag-found does not fire

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    @sources
    Scenario Outline: What is only stated counts, with a caveat
      Given the source <source> is only stated
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-planned-and-within
      And AC4 has the caveat "stated only"

      Examples:
        | source     |
        | issue-log  |
        | thresholds |

    @sources
    Scenario Outline: What came too late, or is past its last day, is not counted
      Given the source <source> <is no longer good>
      When the release is decided
      Then the verdict on AC4 is unknown

      Examples:
        | source     | is no longer good         |
        | issue-log  | is late                   |
        | thresholds | is late                   |
        | thresholds | is valid until 2019-11-21 |

    @sources
    Scenario: Where two sources disagree on a figure that matters, it cannot be told
      Given these issue_threshold records by dcc, documented:
        | severity | most |
        | 4        | 5    |
      When the release is decided
      Then the verdict on AC4 is unknown
      And the sources contradict each other on the most of issue_threshold 4

  Rule: What the Panel had before it on 8 November 2019

    @paper
    Scenario: The paper gives no figure; the finding of the bodies settles it
      Given the evidence "sec-2019-11"
      When the release is decided
      Then the verdict on AC4 is pass by rule AC4-found-met
      And rule AC4-tag-found fires
      And AC4 has the caveat "The agreed threshold figures, or the number of outstanding testing issues, are not known."
      And AC4 has the caveat "unable to validate it using the supporting documentation"
