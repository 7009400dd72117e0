@casebook
Feature: Whether Kubernetes 1.10 is released
  At stake: that the state of the day decides, and that what is still open is let through by a ruling and not by
  silence.

  @C12
  Scenario: 13 March 2018, not ready for the 21st
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c12-k8s-1-10-2018-03-13"
    When it is decided
    Then the outcome is defer by rule D-later
    And the decision is deferred to 2018-03-26
    And the verdicts are:
      | criterion | verdict | rule    | reason   |
      | K1        | fail    | K1-open | 14       |
      | K2        | fail    | K2-red  |          |
      | K3        | fail    | K3-red  | timeline |
    And the open_issues "critical_urgent, 2018-03-14" is left out as not yet received
    And it comes to what was published

  @C12
  Scenario Outline: None of the days that followed was without open issues
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c12-k8s-1-10-2018-03-13"
    And the source minutes-to-23 is dated <day>
    And the source minutes-to-23 was received on <day>
    When it is decided as of <day>
    Then the verdict on K1 is fail by rule K1-open
    And the reason for K1 contains "<open>"
    And the outcome is defer by rule D-later

    Examples:
      | day        | open |
      | 2018-03-14 | 16   |
      | 2018-03-16 | 9    |
      | 2018-03-21 | 4    |
      | 2018-03-23 | 6    |

  @C13
  Scenario: 26 March 2018, each open issue was ruled not to block
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c13-k8s-1-10-2018-03-26"
    When it is decided
    Then the outcome is go with conditions by rule D-release
    And the verdicts are:
      | criterion | verdict | rule          |
      | K1        | pass    | K1-ruled      |
      | K2        | pass    | K2-agreed     |
      | K3        | pass    | K3-branch     |
      | K4        | pass    | K4-documented |
    And the reason for K1 contains "61483"
    And K2 has the caveat "inferred"
    And obligation open-issues is open
    And it comes to what was published

  @C13
  Scenario: Without the agreement of SIG Scalability nobody can tell
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c13-k8s-1-10-2018-03-26"
    And the view of sig_scalability on K2 is withdrawn
    When it is decided
    Then the verdict on K2 is unknown
    And the outcome is undecided

  @C13
  Scenario: An open issue that was ruled to block
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c13-k8s-1-10-2018-03-26"
    And the ruling of issue 60589 is blocking
    When it is decided
    Then the verdict on K1 is fail by rule K1-blocking
    And the outcome is defer by rule D-later

  @C13
  Scenario: An open issue that nobody has ruled on
    Given the policy "kubernetes-release"
    And the evidence "evidence/casebook/c13-k8s-1-10-2018-03-26"
    And the ruling of issue 60589 is not given
    When it is decided
    Then the verdict on K1 is unknown
    And the outcome is undecided

  @C12
  Scenario: Without an open issue, and with everything green and documented, it would be released
    Given the policy "kubernetes-release"
    And no evidence
    And the day is 2018-03-20
    And the parameter release is "1.10"
    And the parameter target is 2018-03-21
    And the complete list of open_issues records by release_team, documented:
      | kind            | on         | open |
      | critical_urgent | 2018-03-20 | 0    |
      | failing_test    | 2018-03-20 | 3    |
    And there are no issue records
    And the complete list of signal records by release_team, documented:
      | what           | on         | state |
      | scalability    | 2018-03-20 | green |
      | release_branch | 2018-03-20 | green |
    And the complete list of known_issue records by release_team, documented:
      | number | documented |
      | 61446  | true       |
    And these views:
      | by              | about | says  | date       |
      | sig_scalability | K2    | agree | 2018-03-20 |
    When it is decided
    Then the outcome is go by rule D-release
    And the verdict on K1 is pass by rule K1-zero
    And the verdict on K4 is pass by rule K4-documented
