@sec-release @AC7
Feature: AC7, SECAS is ready to implement
  "SECAS will be ready to implement the approved changes to the SEC on the agreed implementation date."

  At stake: systems that change on a day on which the Code does not. SECAS recommends the release, and that is a view of
  the release; whether SECAS itself is ready is another question, and only SECAS can answer it.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: SECAS says that it will be ready, for the date that now stands

    Background:
      Given there are no view records, from opsg-minutes

    Scenario: SECAS will be ready
      When the release is decided
      Then the verdict on AC7 is pass by rule AC7-ready
      And the reason for AC7 is "SECAS said that it will be ready on 2019-11-29."
      And AC7 has no caveats
      And nothing is missing for AC7

    @boundary
    Scenario Outline: A statement of readiness counts for its own date only
      Given the for_date of secas_readiness SR-1 is <date>
      When the release is decided
      Then the verdict on AC7 is <verdict> by rule <rule>

      Examples:
        | date       | verdict | rule             |
        | 2019-11-24 | fail    | AC7-nothing-said |
        | 2019-11-28 | fail    | AC7-nothing-said |
        | 2019-11-29 | pass    | AC7-ready        |
        | 2019-11-30 | fail    | AC7-nothing-said |

    Scenario: When the Panel moves the date, SECAS has to say it again
      Given the parameter implementation_date is 2019-12-01
      When the release is decided
      Then the verdict on AC7 is fail by rule AC7-nothing-said
      And the reason for AC7 contains "2019-12-01"
      And the remedy for AC7 contains "for the agreed date"

    Scenario: SECAS says that it will not be ready
      Given the ready of secas_readiness SR-1 is false
      When the release is decided
      Then the verdict on AC7 is fail by rule AC7-not-ready
      And the reason for AC7 contains "will not be ready on 2019-11-29"

    Scenario: SECAS says both
      Given the complete list of secas_readiness records from secas-note:
        | id   | for_date   | ready |
        | SR-1 | 2019-11-29 | true  |
        | SR-2 | 2019-11-29 | false |
      When the release is decided
      Then the verdict on AC7 is fail by rule AC7-not-ready

    @boundary
    Scenario Outline: That SECAS would not have been ready on another day does no harm
      Given the complete list of secas_readiness records from secas-note:
        | id   | for_date   | ready |
        | SR-0 | <date>     | false |
        | SR-1 | 2019-11-29 | true  |
      When the release is decided
      Then the verdict on AC7 is pass by rule AC7-ready

      Examples:
        | date       |
        | 2019-11-24 |
        | 2019-11-28 |
        | 2019-11-30 |

    Scenario: SECAS said nothing, and it is known that it said nothing
      Given there are no secas_readiness records, from secas-note
      When the release is decided
      Then the verdict on AC7 is fail by rule AC7-nothing-said

    Scenario: It is not known what SECAS said
      Given all secas_readiness records are withdrawn
      When the release is decided
      Then the verdict on AC7 is unknown
      And rule AC7-not-ready does not fire
      And rule AC7-nothing-said does not fire
      And rule AC7-ready does not fire
      And the reason for AC7 contains "Nothing was said, in evidence that counts"
      And secas_readiness from secas is missing for AC7

    Scenario Outline: A note that leaves out what matters
      Given the <what> of secas_readiness SR-1 is not given
      When the release is decided
      Then the verdict on AC7 is unknown
      And the reason for AC7 contains "Nothing was said, in evidence that counts"
      And secas_readiness from secas is missing for AC7

      Examples:
        | what     |
        | ready    |
        | for_date |

    Scenario: SECAS will be ready, and may have said otherwise in a note that is not here
      Given the list of secas_readiness records is not complete
      When the release is decided
      Then the verdict on AC7 is unknown
      And secas_readiness from secas is missing for AC7

    Scenario: A recommendation by SECAS is not a statement of its own readiness
      Given all secas_readiness records are withdrawn
      And the view of secas on the whole is agree
      And the view of secas on AC7 is agree
      When the release is decided
      Then the verdict on AC7 is unknown

  Rule: Where SECAS's word is not there, the finding of both bodies settles it

    Background:
      Given all secas_readiness records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC7 is pass by rule AC7-found-met
      And AC7 has the caveat "Nothing was said, in evidence that counts"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC7 is unknown
      And rule AC7-found-met does not fire

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
      Then the verdict on AC7 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC7 is unknown
      And rule AC7-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC7 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC7         | AC7        | pass    |
        | AC7         | the whole  | pass    |
        | AC6         | AC7        | unknown |
        | AC7         | AC1        | unknown |

    @settles
    Scenario: What the bodies found does not undo SECAS's own no
      Given these secas_readiness records from secas-note:
        | id   | for_date   | ready |
        | SR-1 | 2019-11-29 | false |
      When the release is decided
      Then the verdict on AC7 is fail by rule AC7-not-ready

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes

    @sources
    Scenario: What is only stated counts, with a caveat
      Given the source secas-note is only stated
      When the release is decided
      Then the verdict on AC7 is pass by rule AC7-ready
      And AC7 has the caveat "stated only"

    @sources
    Scenario Outline: A note that came too late, or is past its last day, is not counted
      Given the source secas-note <is no longer good>
      When the release is decided
      Then the verdict on AC7 is unknown
      And the secas_readiness SR-1 is left out as <reason>

      Examples:
        | is no longer good         | reason           |
        | is late                   | not yet received |
        | is valid until 2019-11-21 | stale            |

    @sources
    Scenario: Where two sources disagree, it cannot be told
      Given these secas_readiness records by panel, documented:
        | id   | for_date   | ready |
        | SR-1 | 2019-11-29 | false |
      When the release is decided
      Then the verdict on AC7 is unknown
      And the sources contradict each other on the ready of secas_readiness SR-1

  Rule: What the Panel had before it on 8 November 2019

    Background:
      Given the evidence "sec-2019-11"

    @paper
    Scenario: Nobody spoke of SECAS's own readiness; the finding of the bodies settles it
      When the release is decided
      Then the verdict on AC7 is pass by rule AC7-found-met
      And AC7 has the caveat "Nothing was said, in evidence that counts, about whether SECAS will be ready on 2019-11-29."
      And AC7 has the caveat "unable to validate it using the supporting documentation"

    @paper
    Scenario: Had a body held back, SECAS would have owed its word
      Given the view of tag on the whole is withdrawn
      When the release is decided
      Then the verdict on AC7 is unknown
      And secas_readiness from secas is missing for AC7
