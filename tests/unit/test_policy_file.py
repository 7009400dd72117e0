"""A whole policy is read, or every complaint about it is made; nothing else ever comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from gonogo.model.condition import Every, FieldOf, Layer, Literal, ParameterValue, Shifted, StatusIs, Unit
from gonogo.model.diagnostic import Code, Diagnostics, InternalError
from gonogo.model.location import SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Effect, Outcome, Policy, Window
from gonogo.model.value import Kind
from gonogo.read.policy_file import read_policy
from gonogo.read.shaped import mapping, scalar

HARBOUR = (Path(__file__).parent / "data" / "harbour.yaml").read_text("utf-8")
CALENDAR = SourceFile(
    "england-and-wales.yaml",
    "calendar: england-and-wales\ntitle: England and Wales\nversion: '1'\nsource: made up\n"
    "years: {2026: {2026-12-25: Christmas Day}, 2027: {2027-12-25: Christmas Day}}\n",
)


def read(files: dict[str, str] | str) -> tuple[Policy | None, Diagnostics]:
    """Reads `policy.yaml`, or a policy of one file; paths are names of files in one folder."""
    texts = {"policy.yaml": files} if isinstance(files, str) else files
    diagnostics = Diagnostics()

    def fetch(path: str, _of: str | None) -> SourceFile | None:
        return SourceFile(path, texts[path]) if path in texts else None

    return read_policy("policy.yaml", fetch, diagnostics, calendars={"england-and-wales": CALENDAR}), diagnostics


def codes(files: dict[str, str] | str) -> list[Code]:
    return [one.code for one in read(files)[1]]


@pytest.fixture(scope="module")
def harbour() -> Policy:
    policy, diagnostics = read(HARBOUR)
    assert diagnostics.errors == ()
    assert policy is not None
    return policy


def test_texts_are_kept_as_they_are_written(harbour: Policy) -> None:
    assert (harbour.id, harbour.version, harbour.authority) == ("harbour-cutover", "1.10", "board")


def test_values_take_the_types_that_are_declared(harbour: Policy) -> None:
    values = {name: parameter.value for name, parameter in harbour.parameters.items()}

    assert values["cutover_date"] == date(2026, 11, 29)
    assert values["freeze"] is None
    assert values["needed_version"] == "3.10"
    assert values["ports"] == ("north", "south")
    assert str(values["budget"]) == "1000.50"


def test_a_table_is_a_fact_with_rows(harbour: Policy) -> None:
    assert harbour.tables["issue_threshold"].rows == ((3, 20), (4, 40))
    assert harbour.facts["issue_threshold"] == harbour.tables["issue_threshold"].fact


def test_views_and_waivers_are_always_there(harbour: Policy) -> None:
    assert harbour.facts["view"].key == ("by", "about")
    assert harbour.facts["view"].fields["by"].type.words == ("board", "supplier", "testers")
    assert list(harbour.facts["waiver"].fields) == [
        *("id", "criterion", "rule", "by", "reason", "date", "until", "denied")
    ]


def test_a_reference_has_the_type_of_the_key_that_it_refers_to(harbour: Policy) -> None:
    reference = harbour.facts["retest"].fields["defect"].type

    assert (reference.kind, reference.fact) == (Kind.REF, "defect")
    assert reference.item == harbour.facts["defect"].fields["id"].type


def test_a_demand_lays_the_criterions_over_the_policys(harbour: Policy) -> None:
    default, own = harbour.criteria[0].demand, harbour.criteria[2].demand

    assert (default.basis, default.by, default.strict) == ("stated", ("supplier",), False)
    assert (own.basis, own.by, own.strict) == ("documented", ("supplier",), True)
    assert isinstance(own.received[0].against[0], Shifted)
    assert own.received[0].against[0].amount == -5


def test_rules_keep_their_order_and_what_they_conclude(harbour: Policy) -> None:
    rules = harbour.criteria[2].rules

    assert [rule.effect for rule in rules[-2:]] == [Effect.FAIL, Effect.PASS]
    assert rules[-1].settles
    assert harbour.criteria[2].window == Window(date(2026, 1, 1), None)


def test_a_nested_condition_speaks_of_the_record_at_hand(harbour: Policy) -> None:
    every = harbour.criteria[1].rules[0].condition

    assert isinstance(every, Every)
    assert every.meets is not None
    assert FieldOf("issue_threshold", "most") in every.meets.tests[0].against  # type: ignore[union-attr]  # a Count


def test_an_obligation_belongs_to_the_owner_of_the_whole(harbour: Policy) -> None:
    obligation = harbour.controls[0].obligations[0]

    assert (obligation.id, obligation.owner, obligation.due) == ("RR1-C1-obligation", "supplier", "each release")


def test_several_decisions_are_several_gates(harbour: Policy) -> None:
    first, second = harbour.gates

    assert (first.id, second.id) == ("M10", "M11")
    assert first.rules[1].to == (
        Literal(date(2027, 2, 1)),
        Shifted(ParameterValue("cutover_date"), 3, Unit.MONTHS),
    )
    assert first.rules[2].obligations[0].due == ParameterValue("cutover_date")
    assert dict(first.recommend)["go"][0] == ("NOTE", "that all criteria are met")


def test_a_decision_of_that_name_is_one_gate() -> None:
    text = HARBOUR[: HARBOUR.index("decisions:")] + (
        "decision:\n  question: Go?\n  rules: [{id: D, then: go, when: {criteria: all, is: pass}}]\n"
    )
    policy, _ = read(text)

    assert policy is not None
    assert [(gate.id, gate.rules[0].then) for gate in policy.gates] == [("decision", Outcome.GO)]
    when = policy.gates[0].rules[0].when
    assert isinstance(when, StatusIs)
    assert (when.layer, when.every, when.whole, when.ids) == (Layer.CRITERION, True, True, ("AC1", "AC2", "AC3", "AC4"))


def test_the_digest_changes_with_any_byte_and_not_with_the_folder(harbour: Policy) -> None:
    again, _ = read(HARBOUR)
    with_space, _ = read(HARBOUR + " \n")

    assert again is not None
    assert with_space is not None
    assert again.sha256 == harbour.sha256
    assert with_space.sha256 != harbour.sha256
    assert replace(with_space, sha256=again.sha256) == again


def test_the_calendar_is_part_of_the_policy(harbour: Policy) -> None:
    assert harbour.calendar is not None
    assert [file.path for file in harbour.files] == ["policy.yaml", "england-and-wales.yaml"]


def test_an_unknown_calendar_is_complained_of_once() -> None:
    diagnostics = read(HARBOUR.replace("calendar: england-and-wales", "calendar: england-and-whales"))[1]

    assert [one.code for one in diagnostics.errors] == [Code.NO_CALENDAR]
    assert diagnostics.errors[0].did_you_mean == "england-and-wales"


def test_a_bad_rule_does_not_hide_the_next() -> None:
    text = HARBOUR.replace("severity: {at_most: 2}", "severty: {at_most: 2}").replace("says: object}", "says: objects}")
    text = text.replace("{decision: M10,", "{decision: M12,")

    assert codes(text)[:3] == [Code.UNKNOWN_FIELD, Code.UNREADABLE_VALUE, Code.UNKNOWN_SUBJECT]


def test_a_fault_of_shape_ends_the_reading_before_names_are_looked_up() -> None:
    found = codes(HARBOUR.replace("fail_when: {highest", "fails_when: {highest").replace("$budget", "$budgets"))

    assert Code.UNKNOWN_PARAMETER not in found
    assert Code.UNKNOWN_KEY in found


def test_no_such_policy_is_a_complaint() -> None:
    assert codes({}) == [Code.NO_SUCH_FILE]


# --- declarations and plain parts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("from: 1, to: 5", "from: 5, to: 1", Code.BACKWARDS),
        ("from: 1, to: 5", "from: one, to: 5", Code.UNREADABLE_VALUE),
        ("cost: {type: decimal, from: 0}", "cost: {type: text, from: 0}", Code.BAD_TYPE),
        ("[open, fixed, closed]", "[open, fixed, closed, caf\u00e9, cafe\u0301]", Code.BAD_TYPE),
        ("[open, fixed, closed]", "[open, fixed, closed, '']", Code.BAD_TYPE),
        ("{ref: defect}", "{ref: defects}", Code.UNKNOWN_FACT),
        ("{ref: defect}", "{ref: component}", Code.NO_SINGLE_KEY),
        ("{ref: defect}", "{ref: retest}", Code.NO_SINGLE_KEY),
        ("found: date", "found: {list_of: {ref: nothing}}", Code.UNKNOWN_FACT),
        ("seen: instant", "source: instant", Code.NAME_TAKEN),
        ("key: [name, site]", "key: [name, place]", Code.UNKNOWN_FIELD),
        ("  component:\n", "  waiver:\n", Code.NAME_TAKEN),
        ("  freeze:", "  count:", Code.NAME_TAKEN),
        ("  issue_threshold:\n", "  component:\n", Code.NAME_TAKEN),
        ("{severity: 3, most: 20}", "{severity: 3, mots: 20}", Code.UNKNOWN_FIELD),
        ("{severity: 3, most: 20}", "{severity: [3], most: 20}", Code.UNREADABLE_VALUE),
        ("value: [north, south]", "value: north", Code.UNREADABLE_VALUE),
        ("value: 2026-11-29", "value: 2026-11-31", Code.UNREADABLE_VALUE),
        ("until: 2026-12-31", "from: 2027-01-01, until: 2026-12-31", Code.BACKWARDS),
        ("until: 2026-12-31", "until: next year", Code.UNREADABLE_VALUE),
        ("authority: board", "authority: bord", Code.UNKNOWN_ROLE),
        ("from: [supplier, testers]", "from: [supplier, tester]", Code.UNKNOWN_ROLE),
        ("precedence: [testers]", "precedence: [tester]", Code.UNKNOWN_ROLE),
        ("owner: testers", "owner: tester", Code.UNKNOWN_ROLE),
        ("minus: 5 working days", "minus: 5 working hours", Code.BAD_SHIFT),
        ("due: each release", "due: 2026-02-30", Code.UNREADABLE_VALUE),
        ("due: $cutover_date", "due: $budget", Code.TYPES_DIFFER),
        ("ends_when: {some: event, where: {what: cut_over}}", "ends_when: {some: evnt}", Code.UNKNOWN_FACT),
        ("{date: $as_of, plus: 10 working days}", "{date: $as_of}", Code.DEFERRED_UNTIL),
        ("{date: $as_of, plus: 10 working days}", "{date: $as_of, until: 2027-01-01}", Code.DEFERRED_UNTIL),
        ("{date: $as_of, plus: 10 working days}", "{from: 2027-02-01, until: 2027-01-01}", Code.BACKWARDS),
        ("to: {date: $as_of, plus: 10 working days}, ", "", Code.DEFERRED_UNTIL),
        ("then: go, when: {decision", "then: go, to: 2027-01-01, when: {decision", Code.DEFERRED_UNTIL),
        ("{risk: RR1, is: open}", "{risk: RR2, is: open}", Code.UNKNOWN_SUBJECT),
        ("id: AC1-confirmed", "id: ac1", Code.ID_TWICE),
        ("  AC4:\n", "  any:\n", Code.NAME_TAKEN),
        ("on {cutover_date}?", "on {cutover_day}?", Code.UNKNOWN_PLACEHOLDER),
        ("on {cutover_date}?", "on {cutover_date?", Code.LONE_BRACE),
        ("on {cutover_date}?", "on }cutover_date?", Code.LONE_BRACE),
        ("on {cutover_date}?", "on {cutover_date}}?", Code.LONE_BRACE),
        ("{by} found it met", "{severity} found it met", Code.UNKNOWN_PLACEHOLDER),
    ],
)
def test_a_part_that_means_nothing_is_refused(old: str, new: str, code: Code) -> None:
    assert HARBOUR.count(old) >= 1

    assert code in {one.code for one in read(HARBOUR.replace(old, new, 1))[1].errors}


def test_double_braces_stand_for_braces() -> None:
    assert read(HARBOUR.replace("on {cutover_date}?", "on {{cutover_date}}?", 1))[1].errors == ()


def test_a_table_without_rows_is_declared_and_not_given() -> None:
    policy, _ = read(HARBOUR.replace("rows: [{severity: 3, most: 20}, {severity: 4, most: 40}]", "rows: ~"))

    assert policy is not None
    assert policy.tables["issue_threshold"].rows is None


def test_a_cell_left_empty_is_none() -> None:
    policy, _ = read(HARBOUR.replace("{severity: 3, most: 20}", "{severity: 3, most: ~}"))

    assert policy is not None
    assert policy.tables["issue_threshold"].rows == ((3, None), (4, 40))


def test_a_part_of_another_shape_behind_the_schema_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError):
        scalar(None)
    with pytest.raises(InternalError):
        mapping(None)


# --- mutants -------------------------------------------------------------------------------------

WORDS = HARBOUR.replace("{", " ").replace("}", " ").replace(",", " ").replace("[", " ").replace("]", " ").split()


def mutant(random: Random) -> str:
    """The harbour policy with a few lines or words deleted, doubled, swapped or replaced."""
    lines = HARBOUR.split("\n")
    for _ in range(random.randint(1, 3)):
        here, there = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                del lines[here]
            case 1:
                lines.insert(here, lines[there])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case _:
                word = random.choice(lines[here].split() or [""]).strip("{}[],")
                other = random.choice([*WORDS, "", "~", "[]", "{}", "1e9", "$", "$x.y", "{", "'", "&a", "2026-02-30"])
                lines[here] = lines[here].replace(word, other.strip(":") + (":" if word.endswith(":") else ""), 1)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(300))
def test_a_mutant_is_a_policy_or_has_complaints_and_never_anything_else(seed: int) -> None:
    policy, diagnostics = read(mutant(Random(seed)))

    assert (policy is None) == bool(diagnostics.errors)
    assert all(one.says and "\n" not in one.says and one.at.line >= 1 for one in diagnostics)
