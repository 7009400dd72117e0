@casebook
Feature: Joining the Western Energy Imbalance Market
  At stake: that both parties certify under oath, and early enough before the day.

  @A07
  Scenario: Portland General Electric, without exception
    Given the policy "caiso-eim"
    And the evidence "evidence/casebook/a07-caiso-pge"
    When it is decided
    Then the outcome is go by rule D-go
    And every verdict is pass
    And the reason for E3 contains "Filed on 2017-08-30"
    And it comes to what was published

  @A07
  Scenario: One affidavit is missing
    Given the policy "caiso-eim"
    And the evidence "evidence/casebook/a07-caiso-pge"
    And the affidavit entity is withdrawn
    When it is decided
    Then the verdict on E2 is unknown
    And affidavit is missing for E2
    And the outcome is undecided

  @A07
  Scenario Outline: At least thirty days before activation
    Given the policy "caiso-eim"
    And the evidence "evidence/casebook/a07-caiso-pge"
    And the filed of filing 2017-08-30 is <filed>
    And the day is <filed>
    And the parameter activation is <activation>
    When it is decided
    Then the outcome is <outcome>
    And the verdict on E3 is <verdict> by rule <rule>

    Examples:
      | filed      | activation | outcome | verdict | rule       |
      | 2017-09-01 | 2017-10-01 | go      | pass    | E3-in-time |
      | 2017-09-02 | 2017-10-01 | no go   | fail    | E3-late    |

  @A07
  Scenario Outline: Puget Sound Energy and Arizona Public Service filed in time as well, if they certified alike
    Given the policy "caiso-eim"
    And the evidence "evidence/casebook/a07-caiso-pge"
    And the parameter entity_name is "<entity>"
    And the parameter activation is 2016-10-01
    And the source operator is dated <filed>
    And the source operator was received on <filed>
    And the source entity is dated <filed>
    And the source entity was received on <filed>
    And the filed of filing 2017-08-30 is <filed>
    And the day is <filed>
    When it is decided
    Then the outcome is go by rule D-go
    And the verdict on E3 is pass by rule E3-in-time

    Examples:
      | entity                 | filed      |
      | Puget Sound Energy     | 2016-08-25 |
      | Arizona Public Service | 2016-08-26 |
