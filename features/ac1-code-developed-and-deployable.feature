@sec-release @AC1
Feature: AC1, the code is developed and can be deployed on the agreed date
  "The DCC has developed the coding for each approved change and confirmed it will be able to deploy this to the live
  environment on the agreed implementation date."

  At stake: a change that the Panel approved and that is not in the release; and a word that was given for a date which
  has since moved. The date was 24 November before it was 29 November, so a confirmation counts for its own date only.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: The code of each approved change is developed

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    Scenario: Every change is developed, and the DCC can deploy
      When the release is decided
      Then the verdict on AC1 is pass by rule AC1-developed-and-deployable
      And the reason for AC1 contains "able to deploy on 2019-11-29"
      And AC1 has no caveats
      And nothing is missing for AC1

    Scenario Outline: A change without code fails the criterion
      Given the code_developed of change <change> is false
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-code-missing
      And the reason for AC1 contains "<change> (1 in all)"
      And the remedy for AC1 contains "have the change taken out of the release"

      Examples:
        | change    |
        | SECMP0018 |
        | MP076     |

    Scenario: Two changes without code are both named
      Given the code_developed of change MP071 is false
      And the code_developed of change MP074 is false
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-code-missing
      And the reason for AC1 contains "MP071, MP074 (2 in all)"

    Scenario: A failure that is shown stands, whatever else is missing
      Given the code_developed of change MP071 is false
      And the list of change records is not complete
      And all deployment_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-code-missing

    Scenario: Of one change nobody says whether its code is developed
      Given the code_developed of change MP073 is not given
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-developed-and-deployable does not fire
      And change from dcc is missing for AC1
      And what is missing for AC1 contains "MP073"

    Scenario: The changes that are listed are all developed, but the list may not be the whole
      Given the list of change records is not complete
      When the release is decided
      Then the verdict on AC1 is unknown
      And change from dcc is missing for AC1

    Scenario: No list of changes was given
      Given all change records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-code-missing does not fire
      And rule AC1-developed-and-deployable does not fire
      And the reason for AC1 contains "were not listed in full"
      And change from dcc is missing for AC1

    Scenario: A release without any change shows nothing
      Given there are no change records, from build-record
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-developed-and-deployable does not fire

  Rule: The DCC has confirmed that it can deploy on the date that now stands

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    Scenario Outline: A confirmation counts for its own date only
      Given the for_date of deployment_confirmation DC-1 is <date>
      When the release is decided
      Then the verdict on AC1 is <verdict> by rule <rule>

      Examples: the date before the additional testing, and the days around the agreed one
        | date       | verdict | rule                         |
        | 2019-11-24 | fail    | AC1-not-confirmed            |
        | 2019-11-28 | fail    | AC1-not-confirmed            |
        | 2019-11-29 | pass    | AC1-developed-and-deployable |
        | 2019-11-30 | fail    | AC1-not-confirmed            |

    Scenario: When the Panel moves the date, the confirmation has to be given again
      Given the parameter implementation_date is 2019-12-01
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-not-confirmed
      And the reason for AC1 contains "able to deploy on 2019-12-01"
      And the remedy for AC1 contains "for the date that is now agreed"

    Scenario: A confirmation for the earlier date does no harm beside the one for the agreed date
      Given the complete list of deployment_confirmation records from deployment-letter:
        | id   | by  | for_date   | confirmed |
        | DC-0 | dcc | 2019-11-24 | true      |
        | DC-1 | dcc | 2019-11-29 | true      |
      When the release is decided
      Then the verdict on AC1 is pass by rule AC1-developed-and-deployable

    Scenario: As long as no date is agreed, nobody can confirm it
      Given the parameter implementation_date has no value
      When the release is decided
      Then the verdict on AC1 is unknown
      And implementation_date from panel is missing for AC1

    Scenario: The DCC says that it will not be able to deploy
      Given the confirmed of deployment_confirmation DC-1 is false
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-not-confirmed

    Scenario Outline: Nobody can confirm it for the DCC
      Given the by of deployment_confirmation DC-1 is <somebody else>
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-not-confirmed

      Examples:
        | somebody else    |
        | tag              |
        | secas            |
        | sec_release_team |

    Scenario: No confirmation was given at all
      Given there are no deployment_confirmation records, from deployment-letter
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-not-confirmed
      And rule AC1-developed-and-deployable does not fire

    Scenario: It is not known whether a confirmation was given
      Given all deployment_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-not-confirmed does not fire
      And rule AC1-developed-and-deployable does not fire
      And the reason for AC1 contains "is in evidence that counts"
      And deployment_confirmation from dcc is missing for AC1

    Scenario: A letter that does not say yes or no
      Given the confirmed of deployment_confirmation DC-1 is not given
      When the release is decided
      Then the verdict on AC1 is unknown
      And deployment_confirmation from dcc is missing for AC1

  Rule: Where the changes are not listed, the finding of both bodies settles it, for a confirmed date

    Background:
      Given all change records are withdrawn
      And all review_finding records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC1 is pass by rule AC1-found-met
      And AC1 has the caveat "were not listed in full"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-found-met does not fire

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
      Then the verdict on AC1 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC1 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC1         | AC1        | pass    |
        | AC1         | the whole  | pass    |
        | AC2         | AC1        | unknown |
        | AC1         | AC2        | unknown |
        | RR1         | AC1        | unknown |

    @settles
    Scenario: The bodies' finding does not replace the DCC's own confirmation
      Given all deployment_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-found-met does not fire
      And deployment_confirmation from dcc is missing for AC1

    @settles
    Scenario: A confirmation for 24 November, which may not be the only one, settles nothing for 29 November
      Given the for_date of deployment_confirmation DC-1 is 2019-11-24
      And the list of deployment_confirmation records is not complete
      When the release is decided
      Then the verdict on AC1 is unknown

    @settles
    Scenario: What the bodies found does not undo a failure that is shown
      Given these change records from build-record:
        | id    | code_developed |
        | MP071 | false          |
      When the release is decided
      Then the verdict on AC1 is fail by rule AC1-code-missing

  Rule: The TAG's finding on the code settles it as well, for a confirmed date

    Background:
      Given all change records are withdrawn
      And all view records are withdrawn

    @settles
    Scenario: The TAG found the code developed
      When the release is decided
      Then the verdict on AC1 is pass by rule AC1-tag-found
      And the reason for AC1 contains "found the code developed to an acceptable standard"
      And AC1 has the caveat "were not listed in full"

    @settles
    Scenario Outline: Only a finding of the TAG, on the code, that it is so
      Given the complete list of review_finding records from tag-review:
        | id | by   | point   | holds   |
        | F1 | <by> | <point> | <holds> |
      When the release is decided
      Then the verdict on AC1 is <verdict>

      Examples:
        | by   | point                       | holds | verdict |
        | tag  | code_developed              | true  | pass    |
        | opsg | code_developed              | true  | unknown |
        | tag  | no_severe_defect_unresolved | true  | unknown |
        | tag  | lesser_defects_have_plans   | true  | unknown |
        | tag  | code_developed              | false | unknown |

    @settles
    Scenario: It is not known what the TAG found
      Given all review_finding records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-tag-found does not fire

    @settles
    Scenario: The TAG's finding does not replace the DCC's own confirmation
      Given all deployment_confirmation records are withdrawn
      When the release is decided
      Then the verdict on AC1 is unknown
      And rule AC1-tag-found does not fire

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes
      And there are no review_finding records, from tag-review

    @sources
    Scenario Outline: What is only stated counts, with a caveat
      Given the source deployment-letter is <basis>
      When the release is decided
      Then the verdict on AC1 is pass
      And AC1 has <caveats>

      Examples:
        | basis       | caveats    |
        | only stated | 1 caveat   |
        | documented  | no caveats |
        | validated   | no caveats |

    @sources
    Scenario: The limits of a source are a caveat
      Given the source deployment-letter has the limits "Subject to the weather"
      When the release is decided
      Then the verdict on AC1 is pass
      And AC1 has the caveat "Subject to the weather"

    @sources
    Scenario Outline: What is received after the day of the decision does not count yet
      Given the source deployment-letter was received on <received>
      When the release is decided as of 2019-11-22
      Then the verdict on AC1 is <verdict>

      Examples:
        | received   | verdict |
        | 2019-11-21 | pass    |
        | 2019-11-22 | pass    |
        | 2019-11-23 | unknown |

    @sources
    Scenario Outline: A letter counts until its last day
      Given the source deployment-letter is valid until <last day>
      When the release is decided as of 2019-11-22
      Then the verdict on AC1 is <verdict>

      Examples:
        | last day   | verdict |
        | 2019-11-21 | unknown |
        | 2019-11-22 | pass    |
        | 2019-11-23 | pass    |

    @sources
    Scenario: A letter that came too late is listed, and not counted
      Given the source deployment-letter is late
      When the release is decided
      Then the verdict on AC1 is unknown
      And the deployment_confirmation DC-1 is left out as not yet received

    @sources
    Scenario: Where two sources disagree on a change, it cannot be told
      Given these change records by tag, documented:
        | id    | code_developed |
        | MP071 | false          |
      When the release is decided
      Then the verdict on AC1 is unknown
      And the sources contradict each other on the code_developed of change MP071

    @sources
    Scenario Outline: A recorded resolution says which source is right
      Given these change records by tag, documented:
        | id    | code_developed |
        | MP071 | false          |
      And these resolutions:
        | fact   | key   | field          | value   | by    | reason                 | date       |
        | change | MP071 | code_developed | <value> | panel | The build was repeated | 2019-11-22 |
      When the release is decided
      Then the verdict on AC1 is <verdict>

      Examples:
        | value | verdict |
        | true  | pass    |
        | false | fail    |

  Rule: What the Panel had before it on 8 November 2019

    Background:
      Given the evidence "sec-2019-11"

    @paper
    Scenario: The paper lists no change; the finding of the bodies settles it
      When the release is decided
      Then the verdict on AC1 is pass by rule AC1-found-met
      And rule AC1-tag-found fires
      And AC1 has the caveat "The approved changes, and whether the code of each is developed, were not listed in full."
      And AC1 has the caveat "unable to validate it using the supporting documentation"
      And AC1 has the caveat "stated only"

    @paper
    Scenario: Had the DCC spoken of 24 November, the paper would not have been enough
      Given the for_date of deployment_confirmation E13 is 2019-11-24
      When the release is decided
      Then the verdict on AC1 is unknown
      And deployment_confirmation from dcc is missing for AC1
