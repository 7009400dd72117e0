@sec-release @AC3
Feature: AC3, no severe defect goes live
  "The DCC has confirmed that there are no Severity 1 or 2 defects outstanding that would be deployed to the live
  environment."

  At stake: a defect that stops meters from being served. Only what would be deployed counts; a fix that is not yet
  proved leaves its defect outstanding; and the DCC itself has to confirm it, unless the bodies or the TAG found it so.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: An outstanding Severity 1 or 2 defect that would be deployed fails the criterion

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    Scenario: None is outstanding, and the DCC confirmed it
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-confirmed
      And AC3 has no caveats
      And nothing is missing for AC3

    @boundary
    Scenario Outline: Severity 2 is severe, Severity 3 is not
      Given the severity of testing_issue TI-004 is <severity>
      When the release is decided
      Then the verdict on AC3 is <verdict> by rule <rule>

      Examples: an issue that is open and would be deployed
        | severity | verdict | rule              |
        | 1        | fail    | AC3-severe-defect |
        | 2        | fail    | AC3-severe-defect |
        | 3        | pass    | AC3-confirmed     |

    Scenario Outline: A defect is outstanding until it is closed
      Given the status of testing_issue TI-043 is <status>
      And the deploys of testing_issue TI-043 is true
      When the release is decided
      Then the verdict on AC3 is <verdict> by rule <rule>

      Examples: a Severity 2 defect
        | status | verdict | rule              |
        | open   | fail    | AC3-severe-defect |
        | fixed  | fail    | AC3-severe-defect |
        | closed | pass    | AC3-confirmed     |

    Scenario Outline: Only what would be deployed blocks
      Given the deploys of testing_issue TI-043 is <deploys>
      When the release is decided
      Then the verdict on AC3 is <verdict> by rule <rule>

      Examples: a Severity 2 defect that is open
        | deploys | verdict | rule              |
        | true    | fail    | AC3-severe-defect |
        | false   | pass    | AC3-confirmed     |

    Scenario: The defects that block are named, and counted
      Given the deploys of testing_issue TI-043 is true
      And the severity of testing_issue TI-016 is 1
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-severe-defect
      And the reason for AC3 contains "TI-016, TI-043 (2 in all)"
      And the remedy for AC3 contains "Close each of them, or take it out of the release"

    Scenario Outline: Of a severe defect nobody says whether it blocks
      Given the deploys of testing_issue TI-043 is true
      And the <what> of testing_issue TI-043 is not given
      When the release is decided
      Then the verdict on AC3 is unknown
      And rule AC3-severe-defect does not fire
      And testing_issue from dcc is missing for AC3
      And what is missing for AC3 contains "TI-043"

      Examples:
        | what     |
        | deploys  |
        | status   |
        | severity |

    Scenario: There may be a defect that is not listed
      Given the list of testing_issue records is not complete
      When the release is decided
      Then the verdict on AC3 is unknown
      And the reason for AC3 contains "The outstanding testing issues were not listed in full"
      And testing_issue from dcc is missing for AC3

    Scenario: No testing issue was listed
      Given all testing_issue records are withdrawn
      When the release is decided
      Then the verdict on AC3 is unknown
      And testing_issue from dcc is missing for AC3

    Scenario: There is no testing issue at all
      Given there are no testing_issue records, from issue-log
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-confirmed

  Rule: The DCC itself has confirmed it

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    Scenario Outline: A confirmation by another is none
      Given the by of defect_confirmation DF-1 is <somebody else>
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-not-confirmed
      And rule AC3-confirmed does not fire
      And the remedy for AC3 contains "the DCC's own confirmation"

      Examples:
        | somebody else |
        | tag           |
        | secas         |

    Scenario: The DCC says that one would be deployed
      Given the confirmed of defect_confirmation DF-1 is false
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-denied
      And rule AC3-not-confirmed fires

    Scenario Outline: The DCC's own denial counts beside its confirmation, another's does not
      Given the complete list of defect_confirmation records from defect-letter:
        | id   | by   | confirmed |
        | DF-1 | dcc  | true      |
        | DF-2 | <by> | false     |
      When the release is decided
      Then the verdict on AC3 is <verdict> by rule <rule>

      Examples:
        | by  | verdict | rule          |
        | dcc | fail    | AC3-denied    |
        | tag | pass    | AC3-confirmed |

    Scenario: No confirmation was given at all
      Given there are no defect_confirmation records, from defect-letter
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-not-confirmed
      And rule AC3-denied does not fire

    Scenario: It is not known whether a confirmation was given
      Given all defect_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC3 is unknown
      And rule AC3-denied does not fire
      And rule AC3-not-confirmed does not fire
      And rule AC3-confirmed does not fire
      And the reason for AC3 contains "No confirmation by the DCC itself"
      And defect_confirmation from dcc is missing for AC3

    Scenario: A letter that does not say yes or no
      Given the confirmed of defect_confirmation DF-1 is not given
      When the release is decided
      Then the verdict on AC3 is unknown
      And defect_confirmation from dcc is missing for AC3

    Scenario: The DCC confirmed it, and may have taken it back in a letter that is not here
      Given the list of defect_confirmation records is not complete
      When the release is decided
      Then the verdict on AC3 is unknown
      And what is missing for AC3 contains "by DCC and not confirmed"

  Rule: Where the DCC's confirmation is not there, the finding of both bodies settles it

    Background:
      Given all defect_confirmation records are withdrawn
      And all review_finding records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-found-met
      And AC3 has the caveat "No confirmation by the DCC itself is in evidence"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC3 is unknown
      And rule AC3-found-met does not fire

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
      Then the verdict on AC3 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC3 is unknown
      And rule AC3-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC3 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC3         | AC3        | pass    |
        | AC3         | the whole  | pass    |
        | AC2         | AC3        | unknown |
        | AC3         | AC4        | unknown |

    @settles
    Scenario: What the bodies found does not undo a defect that is shown
      Given the deploys of testing_issue TI-043 is true
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-severe-defect

  Rule: The TAG's finding that none remains unresolved settles it as well

    Background:
      Given all defect_confirmation records are withdrawn
      And all view records are withdrawn

    @settles
    Scenario: The TAG found that no Severity 1 or 2 defect remains unresolved
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-tag-found
      And AC3 has the caveat "the criterion asks for one"

    @settles
    Scenario Outline: Only a finding of the TAG, on severe defects, that it is so
      Given the complete list of review_finding records from tag-review:
        | id | by   | point   | holds   |
        | F2 | <by> | <point> | <holds> |
      When the release is decided
      Then the verdict on AC3 is <verdict>

      Examples:
        | by   | point                       | holds | verdict |
        | tag  | no_severe_defect_unresolved | true  | pass    |
        | opsg | no_severe_defect_unresolved | true  | unknown |
        | tag  | lesser_defects_have_plans   | true  | unknown |
        | tag  | code_developed              | true  | unknown |
        | tag  | no_severe_defect_unresolved | false | unknown |

    @settles
    Scenario: It is not known what the TAG found
      Given all review_finding records are withdrawn
      When the release is decided
      Then the verdict on AC3 is unknown
      And rule AC3-tag-found does not fire

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    @sources
    Scenario Outline: What is only stated counts, with a caveat
      Given the source <source> is only stated
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-confirmed
      And AC3 has the caveat "stated only"

      Examples:
        | source        |
        | issue-log     |
        | defect-letter |

    @sources
    Scenario Outline: What came too late, or is past its last day, is not counted
      Given the source <source> <is no longer good>
      When the release is decided
      Then the verdict on AC3 is unknown

      Examples:
        | source        | is no longer good         |
        | issue-log     | is late                   |
        | defect-letter | is late                   |
        | issue-log     | is valid until 2019-11-21 |
        | defect-letter | is valid until 2019-11-21 |

    @sources
    Scenario: A later issue of the log takes the place of what the earlier one said of a defect
      Given these sources:
        | id        | title                       | by  | date       | received   | basis      |
        | later-log | Testing issue log (made up) | dcc | 2019-11-21 | 2019-11-21 | documented |
      And these testing_issue records from later-log:
        | id     | severity | status | deploys | plan |
        | TI-043 | 2        | open   | true    |      |
      When the release is decided
      Then the verdict on AC3 is fail by rule AC3-severe-defect
      And the testing_issue TI-043 is left out as superseded
      And there are no contradictions

    @sources
    Scenario: A defect that only another source knows of shows that the log is not the whole
      Given the evidence also holds:
        """
        facts:
          testing_issue:
            source: tag-review
            records: [{id: TI-099, severity: 4, status: closed, deploys: false, plan: null}]
        """
      When the release is decided
      Then the verdict on AC3 is unknown
      And testing_issue from dcc is missing for AC3

    @sources
    Scenario: Where two sources disagree on a defect, it cannot be told
      Given these testing_issue records by tag, documented:
        | id     | severity | status | deploys | plan                                 |
        | TI-043 | 2        | open   | true    | Withdraw the code in a later release |
      When the release is decided
      Then the verdict on AC3 is unknown
      And the sources contradict each other on the deploys of testing_issue TI-043

    @sources
    Scenario Outline: A recorded resolution says which source is right
      Given these testing_issue records by tag, documented:
        | id     | severity | status | deploys | plan                                 |
        | TI-043 | 2        | open   | true    | Withdraw the code in a later release |
      And these resolutions:
        | fact          | key    | field   | value   | by  | reason                     | date       |
        | testing_issue | TI-043 | deploys | <value> | tag | The build list was checked | 2019-11-22 |
      When the release is decided
      Then the verdict on AC3 is <verdict>

      Examples:
        | value | verdict |
        | true  | fail    |
        | false | pass    |

  Rule: What the Panel had before it on 8 November 2019

    @paper
    Scenario: The paper holds no confirmation by the DCC; the finding of the bodies settles it
      Given the evidence "sec-2019-11"
      When the release is decided
      Then the verdict on AC3 is pass by rule AC3-found-met
      And rule AC3-tag-found fires
      And AC3 has the caveat "The outstanding testing issues were not listed in full."
      And AC3 has the caveat "No confirmation by the DCC itself is in evidence that counts; the criterion asks for one."
      And AC3 has the caveat "unable to validate it using the supporting documentation"
