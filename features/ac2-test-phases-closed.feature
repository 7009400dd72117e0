@sec-release @AC2
Feature: AC2, each test phase is completed and closed
  "The DCC has completed and closed each Test Phase against the agreed exit criteria."

  At stake: a phase that is over in the calendar and not on paper. Completed, closed, and with its exit criteria met are
  three things, and each phase needs all three.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: Each phase is completed, closed, and has met its exit criteria

    Background:
      Given there are no view records, from opsg-minutes

    Scenario: Every phase is closed against its exit criteria
      When the release is decided
      Then the verdict on AC2 is pass by rule AC2-phases-closed
      And AC2 has no caveats
      And nothing is missing for AC2

    Scenario Outline: One phase that lacks one of the three fails the criterion
      Given the <what> of test_phase <phase> is false
      When the release is decided
      Then the verdict on AC2 is fail by rule AC2-phase-open
      And the reason for AC2 contains "<phase> (1 in all)"
      And the remedy for AC2 contains "Complete and close the phase"

      Examples:
        | phase | what              |
        | UIT   | completed         |
        | UIT   | closed            |
        | UIT   | exit_criteria_met |

    Scenario Outline: Of one phase one of the three is not said
      Given the <what> of test_phase UIT is not given
      When the release is decided
      Then the verdict on AC2 is unknown
      And rule AC2-phase-open does not fire
      And rule AC2-phases-closed does not fire
      And test_phase from dcc is missing for AC2
      And what is missing for AC2 contains "UIT"

      Examples:
        | what              |
        | completed         |
        | closed            |
        | exit_criteria_met |

    Scenario: A phase that is open fails, even where another is not described
      Given the closed of test_phase UIT is false
      And the completed of test_phase PIT is not given
      And the list of test_phase records is not complete
      When the release is decided
      Then the verdict on AC2 is fail by rule AC2-phase-open

    Scenario: There may be a phase that is not listed
      Given the list of test_phase records is not complete
      When the release is decided
      Then the verdict on AC2 is unknown
      And test_phase from dcc is missing for AC2

    Scenario: No test phase was listed
      Given all test_phase records are withdrawn
      When the release is decided
      Then the verdict on AC2 is unknown
      And rule AC2-phases-closed does not fire
      And the reason for AC2 contains "were not listed in full"
      And test_phase from dcc is missing for AC2

    Scenario: A release that had no test phase shows nothing
      Given there are no test_phase records, from phase-reports
      When the release is decided
      Then the verdict on AC2 is unknown
      And rule AC2-phases-closed does not fire

  Rule: Where the phases are not listed, the finding of both bodies settles it

    Background:
      Given all test_phase records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC2 is pass by rule AC2-found-met
      And AC2 has the caveat "were not listed in full"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC2 is unknown
      And rule AC2-found-met does not fire

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
      Then the verdict on AC2 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC2 is unknown
      And rule AC2-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC2 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC2         | AC2        | pass    |
        | AC2         | the whole  | pass    |
        | AC1         | AC2        | unknown |
        | AC2         | AC3        | unknown |

    @settles
    Scenario: What the bodies found does not undo a failure that is shown
      Given these test_phase records from phase-reports:
        | name | completed | closed | exit_criteria_met |
        | SIT  | true      | false  | true              |
      When the release is decided
      Then the verdict on AC2 is fail by rule AC2-phase-open

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes

    @sources
    Scenario Outline: A phase that only the DCC's report shows is as good as that report
      Given the source phase-reports is <basis>
      When the release is decided
      Then the verdict on AC2 is pass
      And AC2 has <caveats>

      Examples:
        | basis       | caveats    |
        | only stated | 1 caveat   |
        | documented  | no caveats |
        | validated   | no caveats |

    @sources
    Scenario: A report that came too late leaves its phase open to question
      Given the source phase-reports is late
      When the release is decided
      Then the verdict on AC2 is unknown
      And the test_phase UIT is left out as not yet received

    @sources
    Scenario: Where two sources disagree on a phase, it cannot be told
      Given these test_phase records by opsg, documented:
        | name | completed | closed | exit_criteria_met |
        | SIT  | true      | false  | true              |
      When the release is decided
      Then the verdict on AC2 is unknown
      And the sources contradict each other on the closed of test_phase SIT

  Rule: What the Panel had before it on 8 November 2019

    @paper
    Scenario: The paper names no phase; the finding of the bodies settles it
      Given the evidence "sec-2019-11"
      When the release is decided
      Then the verdict on AC2 is pass by rule AC2-found-met
      And AC2 has the caveat "The test phases, and whether each is completed and closed, were not listed in full."
      And AC2 has the caveat "unable to validate it using the supporting documentation"
