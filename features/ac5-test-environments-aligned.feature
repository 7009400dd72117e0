@sec-release @AC5
Feature: AC5, the test environments are aligned, or their differences are managed
  "The DCC has demonstrated that the System and User Integration Testing (SIT and UIT) test environments were aligned to
  the solution being deployed to production; if there were any differences, these were identified and the risks these
  posed demonstrably managed."

  At stake: a release that was tested on something other than what goes live. An environment may differ, if the
  differences are known and their risks managed; and both kinds, SIT and UIT, have to be shown.

  Background:
    Given the policy "sec-release"
    And the evidence "example-full"

  Rule: Each environment is aligned, or its differences are identified and their risks managed

    Background:
      Given there are no view records, from opsg-minutes

    Scenario: SIT A and UIT are aligned, and the differences of SIT B are managed
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed
      And AC5 has no caveats
      And nothing is missing for AC5

    Scenario: Where every environment is aligned, there need be no difference
      Given the aligned of test_environment "SIT B" is true
      And there are no environment_difference records, from environment-report
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed

    Scenario Outline: An environment that is not aligned has to have its differences identified
      Given the aligned of test_environment "SIT B" is <aligned>
      And the differences_identified of test_environment "SIT B" is <identified>
      When the release is decided
      Then the verdict on AC5 is <verdict> by rule <rule>

      Examples:
        | aligned | identified | verdict | rule                           |
        | true    | true       | pass    | AC5-aligned-or-managed         |
        | true    | false      | pass    | AC5-aligned-or-managed         |
        | false   | true       | pass    | AC5-aligned-or-managed         |
        | false   | false      | fail    | AC5-differences-not-identified |

    Scenario: The environment whose differences are not identified is named
      Given the differences_identified of test_environment "SIT B" is false
      When the release is decided
      Then the reason for AC5 contains "SIT B"
      And the remedy for AC5 contains "Identify the differences"

    Scenario: A difference whose risk is not managed fails the criterion
      Given the risk_managed of environment_difference ED-2 is false
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-risk-not-managed
      And the reason for AC5 contains "ED-2 (1 in all)"
      And the remedy for AC5 contains "Show how the risk is managed"

    Scenario: A difference whose risk is not managed counts in an environment that is called aligned
      Given the aligned of test_environment "SIT B" is true
      And the risk_managed of environment_difference ED-1 is false
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-risk-not-managed

    Scenario: It is not said whether a risk is managed, of an environment that is called aligned
      Given the aligned of test_environment "SIT B" is true
      And the risk_managed of environment_difference ED-1 is not given
      When the release is decided
      Then the verdict on AC5 is unknown
      And what is missing for AC5 contains "ED-1"

    Scenario: Differences are said to be identified, and none is listed
      Given there are no environment_difference records, from environment-report
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-aligned-or-managed does not fire

    Scenario: The differences that are listed are those of another environment
      Given the environment of every environment_difference is UIT
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-aligned-or-managed does not fire

    Scenario: Each environment that is not aligned needs its own differences
      Given the aligned of test_environment UIT is false
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-aligned-or-managed does not fire

    Scenario: It is not said whether an environment is aligned, and it does not matter
      Given the aligned of test_environment "SIT B" is not given
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed

    Scenario Outline: It is not said whether an environment is aligned, and it matters
      Given the aligned of test_environment "SIT B" is not given
      And the differences_identified of test_environment "SIT B" <is what>
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-differences-not-identified does not fire
      And rule AC5-aligned-or-managed does not fire
      And the reason for AC5 contains "whether it was aligned"
      And test_environment from dcc is missing for AC5

      Examples:
        | is what      |
        | is false     |
        | is not given |

    Scenario: It is not said whether the differences were identified
      Given the differences_identified of test_environment "SIT B" is not given
      When the release is decided
      Then the verdict on AC5 is unknown
      And what is missing for AC5 contains "SIT B"

    Scenario: It is not said whether the differences were identified, of an environment that is aligned
      Given the differences_identified of test_environment UIT is not given
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed

    Scenario: It is not said whether a risk is managed
      Given the risk_managed of environment_difference ED-1 is not given
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-risk-not-managed does not fire
      And environment_difference from dcc is missing for AC5
      And what is missing for AC5 contains "ED-1"

    Scenario: Nothing was said of differences
      Given all environment_difference records are withdrawn
      When the release is decided
      Then the verdict on AC5 is unknown
      And the reason for AC5 contains "were not listed in full"
      And environment_difference from dcc is missing for AC5

    Scenario: There may be a difference that is not listed
      Given the list of environment_difference records is not complete
      When the release is decided
      Then the verdict on AC5 is unknown
      And environment_difference from dcc is missing for AC5

    Scenario: A risk that is shown not to be managed fails, whatever else is missing
      Given the risk_managed of environment_difference ED-1 is false
      And all test_environment records are withdrawn
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-risk-not-managed

  Rule: A SIT and a UIT environment are among those that are shown

    Background:
      Given there are no view records, from opsg-minutes

    Scenario: No UIT environment is shown
      Given the kind of test_environment UIT is SIT
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-no-uit
      And the reason for AC5 is "No UIT environment is among those that were shown."

    Scenario: No SIT environment is shown
      Given the kind of every test_environment is UIT
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-no-sit
      And the reason for AC5 is "No SIT environment is among those that were shown."

    Scenario: One SIT environment is enough
      Given the kind of test_environment "SIT B" is UIT
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed

    Scenario: No environment is shown, and it is said that there is no other
      Given there are no test_environment records, from environment-report
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-no-sit
      And rule AC5-no-uit fires

    Scenario Outline: Nothing was said of one kind
      Given the kind of every test_environment is <the only kind>
      And the list of test_environment records is not complete
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule <rule> does not fire
      And the reason for AC5 contains "<words>"
      And test_environment from dcc is missing for AC5

      Examples:
        | the only kind | rule       | words                                    |
        | SIT           | AC5-no-uit | Nothing was said about a UIT environment |
        | UIT           | AC5-no-sit | Nothing was said about a SIT environment |

    Scenario Outline: It is not said of which kind an environment is
      Given the kind of every test_environment is <the only kind>
      And the kind of test_environment "SIT A" is not given
      When the release is decided
      Then the verdict on AC5 is unknown
      And what is missing for AC5 contains "SIT A"

      Examples:
        | the only kind |
        | SIT           |
        | UIT           |

    Scenario: There may be an environment that is not listed
      Given the list of test_environment records is not complete
      When the release is decided
      Then the verdict on AC5 is unknown
      And test_environment from dcc is missing for AC5

    Scenario: Nothing was said of environments
      Given all test_environment records are withdrawn
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-no-sit does not fire
      And rule AC5-no-uit does not fire
      And rule AC5-aligned-or-managed does not fire
      And test_environment from dcc is missing for AC5

  Rule: Where the environments are not shown, the finding of both bodies settles it

    Background:
      Given all test_environment records are withdrawn

    @settles
    Scenario: Both bodies agreed that the criteria are met
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-found-met
      And AC5 has the caveat "Nothing was said about a UIT environment"
      And AC5 has the caveat "Nothing was said about a SIT environment"

    @settles
    Scenario Outline: A body that does not agree settles nothing
      Given the view of <body> on the whole is <view>
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-found-met does not fire

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
      Then the verdict on AC5 is unknown

      Examples:
        | body |
        | opsg |
        | tag  |

    @settles
    Scenario: It is not known what the bodies said
      Given all view records are withdrawn
      When the release is decided
      Then the verdict on AC5 is unknown
      And rule AC5-found-met does not fire

    @settles
    Scenario Outline: A view on this criterion is enough, a view on another is not
      Given the view of opsg on the whole is withdrawn
      And the view of tag on the whole is withdrawn
      And the view of opsg on <of the OPSG> is agree
      And the view of tag on <of the TAG> is agree
      When the release is decided
      Then the verdict on AC5 is <verdict>

      Examples:
        | of the OPSG | of the TAG | verdict |
        | AC5         | AC5        | pass    |
        | AC5         | the whole  | pass    |
        | AC4         | AC5        | unknown |
        | AC5         | AC6        | unknown |

    @settles
    Scenario: What the bodies found does not undo a failure that is shown
      Given the risk_managed of environment_difference ED-1 is false
      When the release is decided
      Then the verdict on AC5 is fail by rule AC5-risk-not-managed

  Rule: How good the evidence is stands beside the verdict

    Background:
      Given there are no view records, from opsg-minutes

    @sources
    Scenario: What is only stated counts, with a caveat
      Given the source environment-report is only stated
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-aligned-or-managed
      And AC5 has the caveat "stated only"

    @sources
    Scenario Outline: A report that came too late, or is past its last day, is not counted
      Given the source environment-report <is no longer good>
      When the release is decided
      Then the verdict on AC5 is unknown
      And the test_environment UIT is left out as <reason>

      Examples:
        | is no longer good         | reason           |
        | is late                   | not yet received |
        | is valid until 2019-11-21 | stale            |

    @sources
    Scenario: Where two sources disagree on an environment, it cannot be told
      Given these test_environment records by tag, documented:
        | name  | kind | aligned | differences_identified |
        | SIT B | SIT  | false   | false                  |
      When the release is decided
      Then the verdict on AC5 is unknown
      And the sources contradict each other on the differences_identified of test_environment "SIT B"

  Rule: What the Panel had before it on 8 November 2019

    @paper
    Scenario: The paper says nothing of UIT, and "most closely aligned" is not "aligned"
      Given the evidence "sec-2019-11"
      When the release is decided
      Then the verdict on AC5 is pass by rule AC5-found-met
      And AC5 has the caveat "Nothing was said about a UIT environment in evidence that counts."
      And AC5 has the caveat "It was not shown of every test environment whether it was aligned."
      And AC5 has the caveat "unable to validate it using the supporting documentation"

    @paper
    Scenario: Had a body held back, UIT would have been owed by the DCC
      Given the evidence "sec-2019-11"
      And the view of opsg on the whole is withdrawn
      When the release is decided
      Then the verdict on AC5 is unknown
      And what is missing for AC5 contains "kind UIT"
      And test_environment from dcc is missing for AC5
