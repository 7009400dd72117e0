@sec-release @AC6
Feature: AC6, the DCC is ready to operate
  "The DCC has demonstrated that it is ready to operate the new or updated capabilities."

  At stake: a release that works and that nobody can run. Each capability is demonstrated, no issue in production stands
  in the way, and the DCC says that it is ready, for the date that now stands.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: Each capability is demonstrated, and no issue in production prevents go-live

    Background:
      Given there are no view records, from opsg-minutes

    Scenario: All is demonstrated, and the DCC is ready
      When the release is decided
      Then the verdict on AC6 is pass by rule AC6-demonstrated
      And the reason for AC6 contains "ready for 2019-11-29"
      And AC6 has no caveats
      And nothing is missing for AC6

    Scenario: An issue in production that is not resolved prevents go-live
      Given the resolved of blocking_issue PI-1 is false
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-blocking-issue
      And the reason for AC6 contains "PI-1 (1 in all)"
      And the remedy for AC6 contains "Resolve each of them"

    Scenario: There is no issue in production
      Given there are no blocking_issue records, from readiness-pack
      When the release is decided
      Then the verdict on AC6 is pass by rule AC6-demonstrated

    Scenario: It is not said whether an issue is resolved
      Given the resolved of blocking_issue PI-1 is not given
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-blocking-issue does not fire
      And blocking_issue from dcc is missing for AC6

    Scenario: Nothing was said of issues in production
      Given all blocking_issue records are withdrawn
      When the release is decided
      Then the verdict on AC6 is unknown
      And the reason for AC6 contains "It was not shown that no issue in production prevents go-live"
      And blocking_issue from dcc is missing for AC6

    Scenario: A capability that is not demonstrated fails the criterion
      Given the demonstrated of capability Reporting is false
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-demonstrated
      And the reason for AC6 contains "Reporting (1 in all)"
      And the remedy for AC6 contains "Demonstrate that they can be operated"

    Scenario: It is not said whether a capability is demonstrated
      Given the demonstrated of capability "Service desk" is not given
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-not-demonstrated does not fire
      And rule AC6-demonstrated does not fire
      And capability from dcc is missing for AC6
      And what is missing for AC6 contains "Service desk"

    Scenario: There may be a capability that is not listed
      Given the list of capability records is not complete
      When the release is decided
      Then the verdict on AC6 is unknown
      And capability from dcc is missing for AC6

    Scenario: No capability was listed
      Given all capability records are withdrawn
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-demonstrated does not fire
      And the reason for AC6 contains "how each was demonstrated"
      And capability from dcc is missing for AC6

    Scenario: A release without any new capability demonstrates nothing
      Given there are no capability records, from readiness-pack
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-demonstrated does not fire

    Scenario: A failure that is shown stands, whatever else is missing
      Given the demonstrated of capability Reporting is false
      And all blocking_issue records are withdrawn
      And all operational_readiness records are withdrawn
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-demonstrated

  Rule: The DCC says that it is ready, for the date that now stands

    Background:
      Given there are no view records, from opsg-minutes

    @boundary
    Scenario Outline: A statement of readiness counts for its own date only
      Given the for_date of operational_readiness OR-1 is <date>
      When the release is decided
      Then the verdict on AC6 is <verdict> by rule <rule>

      Examples:
        | date       | verdict | rule              |
        | 2019-11-24 | fail    | AC6-not-confirmed |
        | 2019-11-28 | fail    | AC6-not-confirmed |
        | 2019-11-29 | pass    | AC6-demonstrated  |
        | 2019-11-30 | fail    | AC6-not-confirmed |

    Scenario: When the Panel moves the date, the DCC has to say it again
      Given the parameter implementation_date is 2019-12-01
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-confirmed
      And the reason for AC6 contains "2019-12-01"
      And the remedy for AC6 contains "for the date that is now agreed"

    Scenario: The DCC says that it is not ready
      Given the ready of operational_readiness OR-1 is false
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-confirmed

    Scenario: Nobody can say it for the DCC
      Given the by of operational_readiness OR-1 is opsg
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-confirmed
      And rule AC6-demonstrated does not fire

    Scenario: No statement was made at all
      Given there are no operational_readiness records, from readiness-pack
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-not-confirmed

    Scenario: It is not known whether a statement was made
      Given all operational_readiness records are withdrawn
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-not-confirmed does not fire
      And rule AC6-demonstrated does not fire
      And the reason for AC6 contains "is in evidence that counts"
      And operational_readiness from dcc is missing for AC6

  Rule: Where the capabilities are not listed, the finding of both bodies settles it, for a date that the DCC is ready for

    Background:
      Given all capability records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC6 is pass by rule AC6-found-met
      And AC6 has the caveat "were not listed in full"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-found-met does not fire

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
      Then the verdict on AC6 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC6 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC6         | AC6        | pass    |
        | AC6         | the whole  | pass    |
        | AC5         | AC6        | unknown |
        | AC6         | AC7        | unknown |

    @settles
    Scenario: The bodies' finding does not replace the DCC's own word
      Given all operational_readiness records are withdrawn
      When the release is decided
      Then the verdict on AC6 is unknown
      And rule AC6-found-met does not fire
      And operational_readiness from dcc is missing for AC6

    @settles
    Scenario: A statement for 24 November, which may not be the only one, settles nothing for 29 November
      Given the for_date of operational_readiness OR-1 is 2019-11-24
      And the list of operational_readiness records is not complete
      When the release is decided
      Then the verdict on AC6 is unknown

    @settles
    Scenario: What the bodies found does not undo a failure that is shown
      Given the resolved of blocking_issue PI-1 is false
      When the release is decided
      Then the verdict on AC6 is fail by rule AC6-blocking-issue

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes

    @sources
    Scenario: What is only stated counts, with a caveat
      Given the source readiness-pack is only stated
      When the release is decided
      Then the verdict on AC6 is pass by rule AC6-demonstrated
      And AC6 has the caveat "stated only"

    @sources
    Scenario Outline: A pack that came too late, or is past its last day, is not counted
      Given the source readiness-pack <is no longer good>
      When the release is decided
      Then the verdict on AC6 is unknown
      And the operational_readiness OR-1 is left out as <reason>

      Examples:
        | is no longer good         | reason           |
        | is late                   | not yet received |
        | is valid until 2019-11-21 | stale            |

    @sources
    Scenario: Where two sources disagree on a capability, it cannot be told
      Given these capability records by opsg, documented:
        | name      | demonstrated |
        | Reporting | false        |
      When the release is decided
      Then the verdict on AC6 is unknown
      And the sources contradict each other on the demonstrated of capability Reporting

  Rule: What the Panel had before it on 8 November 2019

    Background:
      Given the evidence "sec-2019-11"

    @paper
    Scenario: The paper lists no capability; the finding of the bodies settles it
      When the release is decided
      Then the verdict on AC6 is pass by rule AC6-found-met
      And AC6 has the caveat "The new or updated capabilities, and how each was demonstrated, were not listed in full."
      And AC6 has the caveat "unable to validate it using the supporting documentation"

    @paper @boundary
    Scenario Outline: "Currently" no issue prevents go-live: that was said of 8 November alone
      When the release is decided as of <day>
      Then the verdict on AC6 is pass by rule AC6-found-met
      And AC6 has <caveats>

      Examples:
        | day        | caveats   |
        | 2019-11-08 | 3 caveats |
        | 2019-11-09 | 4 caveats |
        | 2019-11-29 | 4 caveats |

    @paper
    Scenario: On the day of go-live it has to be shown anew that no issue prevents it
      When the release is decided as of 2019-11-29
      Then AC6 has the caveat "It was not shown that no issue in production prevents go-live."
