@casebook
Feature: An old self-assessment against the badge criteria of today
  At stake: that a question nobody answered is neither met nor unmet, and that old names count only where somebody says
  so.

  @C19
  Scenario: Ten MUST criteria have no answer, and the level cannot be claimed
    Given the policy "openssf-badge"
    And the evidence "evidence/casebook/c19-openssf-badge"
    When it is decided
    Then the verdict on B1 is unknown
    And the reason for B1 is:
      """
      No answer: description_good, floss_license, sites_https, discussion, maintained, repo_public, release_notes,
      release_notes_vulns, crypto_floss, no_leaked_credentials.
      """
    And the outcome is no go by rule D-not
    And it comes to what was published

  @C19
  Scenario: What was renamed counts where that is declared, and only then
    Given the policy "openssf-badge"
    And the evidence "evidence/casebook/c19-openssf-badge"
    And the parameter renamed has these rows:
      | old             | new                 |
      | oss_license     | floss_license       |
      | crypto_oss      | crypto_floss        |
      | changelog       | release_notes       |
      | changelog_vulns | release_notes_vulns |
    When it is decided
    Then the verdict on B1 is unknown
    And the reason for B1 is:
      """
      No answer: description_good, sites_https, discussion, maintained, repo_public, no_leaked_credentials.
      """
    And the outcome is no go by rule D-not

  @C19
  Scenario: An old answer that is unmet counts, too, where the new name is declared
    Given the policy "openssf-badge"
    And the evidence "evidence/casebook/c19-openssf-badge"
    And the says of answer changelog is Unmet
    And the parameter renamed has these rows:
      | old       | new           |
      | changelog | release_notes |
    When it is decided
    Then the verdict on B1 is fail by rule B1-unmet
    And the reason for B1 is "Unmet: release_notes."

  @C19
  Scenario Outline: With every question answered it is a pass, or not
    Given the policy "openssf-badge"
    And the evidence "evidence/casebook/c19-openssf-badge"
    And these answer records from self-assessment:
      | criterion             | says   |
      | description_good      | Met    |
      | floss_license         | Met    |
      | sites_https           | Met    |
      | discussion            | Met    |
      | maintained            | <last> |
      | repo_public           | Met    |
      | release_notes         | Met    |
      | release_notes_vulns   | N/A    |
      | crypto_floss          | Met    |
      | no_leaked_credentials | Met    |
    When it is decided
    Then the verdict on B1 is <verdict> by rule <rule>
    And the outcome is <outcome>

    Examples:
      | last  | verdict | rule     | outcome |
      | Met   | pass    | B1-all   | go      |
      | Unmet | fail    | B1-unmet | no go   |
