@casebook
Feature: The migration of TSB's customers
  At stake: that both halves of a pair are tested, and that a figure which somebody contradicts is not believed.

  @B03
  Scenario: With what the independent review found
    Given the policy "tsb-migration"
    And the evidence "evidence/casebook/b03-tsb-2018"
    When it is decided
    Then the outcome is no go by rule D-not-ready
    And the verdict on T1 is fail by rule T1-not-tested
    And the verdict on T2 is unknown
    And the sources contradict each other on the number of open_defects go_live
    And what is missing for T2 contains "800"
    And what is missing for T2 contains "2000"
    And it does not come to what was published
    And it agrees with the later review

  @B03
  Scenario: With what the board had in April 2018 nobody could tell
    Given the policy "tsb-migration"
    And the evidence "evidence/casebook/b03-tsb-2018"
    When it is decided as of 2018-04-20
    Then the outcome is undecided
    And data_centre is missing for T1
    And it agrees with the later review

  @B03
  Scenario: Where the review's figure settles it, the board was not told of all
    Given the policy "tsb-migration"
    And the evidence "evidence/casebook/b03-tsb-2018"
    And these resolutions:
      | fact         | key     | field  | value | by    | reason                        | date       |
      | open_defects | go_live | number | 2000  | board | The review counted them anew. | 2019-11-19 |
    When it is decided
    Then the verdict on T2 is fail by rule T2-more
    And the reason for T2 contains "2000 open defects, and the board was told of 800"

  @B03
  Scenario: Both sites tested and alike, the board told, and somebody independent would be a go
    Given the policy "tsb-migration"
    And the evidence "evidence/casebook/b03-tsb-2018"
    And the tested of every data_centre is true
    And the configured_alike of every data_centre is true
    And the list of data_centre records is complete
    And the independent of every assurance is true
    And everything from board-paper is withdrawn
    And the told of open_defects go_live is 2000
    And the list of open_defects records is complete
    When it is decided
    Then the outcome is go by rule D-ready
    And every verdict is pass

  @B03
  Scenario: Two sites that differ are not alike, though both were tested
    Given the policy "tsb-migration"
    And the evidence "evidence/casebook/b03-tsb-2018"
    And the tested of every data_centre is true
    And the list of data_centre records is complete
    When it is decided
    Then the verdict on T1 is fail by rule T1-not-alike
    And the outcome is no go by rule D-not-ready
