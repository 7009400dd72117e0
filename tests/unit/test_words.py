"""Conditions in plain English: a table of conditions, each with the exact sentence that people read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gonogo.model import words
from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    AsOf,
    Comparison,
    Condition,
    Count,
    Either,
    Every,
    FieldOf,
    FieldTest,
    Figure,
    IfNone,
    Layer,
    Literal,
    No,
    Not,
    Op,
    Operand,
    ParameterIs,
    ParameterValue,
    Reduce,
    Selection,
    Share,
    Shifted,
    Some,
    StatusIs,
    Unit,
    Where,
)
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import (
    ALWAYS,
    Control,
    Criterion,
    Definition,
    Demand,
    FactType,
    Field,
    Parameter,
    Policy,
    Risk,
    Role,
    Window,
)
from gonogo.model.value import Kind, Value, ValueType
from gonogo.model.words import operand_words, sentence, shown_value, where_words
from gonogo.model.words_grammar import plural

FILE = SourceFile("policy.yaml", "")
AT = Location(FILE, 50, 1)

TEXT = ValueType(kind=Kind.TEXT)
INTEGER = ValueType(kind=Kind.INTEGER)
DECIMAL = ValueType(kind=Kind.DECIMAL)
BOOLEAN = ValueType(kind=Kind.BOOLEAN)
DATE = ValueType(kind=Kind.DATE)
INSTANT = ValueType(kind=Kind.INSTANT)
VERSION = ValueType(kind=Kind.VERSION)
ROLE = ValueType(kind=Kind.ROLE, words=("testers", "supplier"))
WORD = ValueType(kind=Kind.ONE_OF)
RANKED = ValueType(kind=Kind.RANKED, words=("low", "medium", "high"))
CHANGE = ValueType(kind=Kind.REF, fact="change", item=TEXT)
TAGS = ValueType(kind=Kind.LIST, item=WORD)

# fact -> (title, fields); a field is its type, or its type and a title
FACTS: dict[str, tuple[str, dict[str, ValueType | tuple[ValueType, str]]]] = {
    "defect": (
        "testing issue",
        {
            "id": TEXT,
            "severity": INTEGER,
            "status": WORD,
            "live": (BOOLEAN, "would be deployed to live"),
            "deploys": BOOLEAN,
            "plan": (TEXT, "resolution plan"),
            "raised": (DATE, "date of discovery"),
            "closed_on": (DATE, "closing date"),
            "reported": DATE,
            "cost": DECIMAL,
            "owner": ROLE,
            "impact": RANKED,
            "tags": TAGS,
            "change": CHANGE,
            "found_in": (VERSION, "first version"),
            "seen_at": INSTANT,
            "raised_by": ROLE,
            "retested": BOOLEAN,
            "risk_managed": BOOLEAN,
            "none_to_be_deployed": BOOLEAN,
            "panel": (BOOLEAN, "the Panel has approved it"),
            "in_scope": BOOLEAN,
            "has_plan": BOOLEAN,
        },
    ),
    "issue_threshold": ("issue threshold", {"severity": INTEGER, "most": INTEGER}),
    "change": ("change", {"id": TEXT, "kind": WORD, "approved": BOOLEAN}),
    "test": ("test", {"id": TEXT, "change": CHANGE, "result": WORD, "environment": TEXT}),
    "environment": ("environment", {"name": TEXT}),
    "confirmation": (
        "confirmation",
        {"id": TEXT, "subject": WORD, "by": ROLE, "for_date": DATE, "confirmed": BOOLEAN},
    ),
    "point": ("point of contact", {"role": ROLE}),
    "vote": ("vote", {"choice": WORD}),
    "view": ("view", {"by": ROLE, "about": TEXT, "says": WORD, "with": TEXT, "date": DATE}),
}


def policy() -> Policy:
    return Policy(
        id="example",
        extends=(),
        title="Example",
        version="1",
        authority="board",
        source=None,
        calendar=None,
        roles={
            "board": Role("board", "Cut-over board", AT),
            "testers": Role("testers", "Test advisory group", AT),
            "supplier": Role("supplier", "System supplier", AT),
        },
        parameters={
            "implementation_date": a_parameter("implementation_date", DATE, date(2019, 11, 29)),
            "cutover": a_parameter("cutover", DATE, date(2026, 11, 29), title="the agreed cut-over date"),
            "most_open": a_parameter("most_open", INTEGER, None),
            "target": a_parameter("target", DECIMAL, Decimal("0.95"), title="target share"),
            "freeze": a_parameter("freeze", BOOLEAN, True),
            "chair": a_parameter("chair", ROLE, "testers"),
            "early": a_parameter("early", INTEGER, 3, window=Window(date(2026, 1, 1), date(2026, 6, 30))),
        },
        tables={},
        facts={name: a_fact(name) for name in FACTS},
        definitions={
            "outstanding": Definition(id="outstanding", title="outstanding testing issue", fact="defect", at=line(10)),
            "severe": Definition(id="severe", title="severe testing issue", fact="defect", at=line(15)),
            "agreed": Definition(id="agreed", title="the agreed change", fact="change", at=line(20)),
        },
        criteria=(a_criterion("AC1", "Ready"), a_criterion("AC2", "Tested"), a_criterion("AC3", "No severe defect")),
        risks=(a_risk(),),
        gates=(),
        files=(FILE,),
        sha256="0" * 64,
    )


def a_fact(name: str) -> FactType:
    title, fields = FACTS[name]
    return FactType(
        id=name,
        title=title,
        key=(),
        owed_by=(),
        precedence=(),
        fields={
            field: Field(
                id=field,
                type=declared[0] if isinstance(declared, tuple) else declared,
                optional=False,
                title=declared[1] if isinstance(declared, tuple) else None,
                at=AT,
            )
            for field, declared in fields.items()
        },
        at=AT,
    )


def a_parameter(
    name: str, value_type: ValueType, value: Value | None, *, title: str | None = None, window: Window = ALWAYS
) -> Parameter:
    return Parameter(id=name, title=title, type=value_type, value=value, source=None, window=window, at=AT)


def a_criterion(name: str, title: str) -> Criterion:
    return Criterion(
        id=name,
        title=title,
        text=None,
        owner=None,
        source=None,
        applies_when=None,
        not_applicable_because=None,
        demand=Demand(),
        rules=(),
        window=ALWAYS,
        at=AT,
    )


def a_risk() -> Risk:
    control = Control(
        id="RR1-C1",
        title="Release notes are reviewed",
        text=None,
        owner=None,
        kind=None,
        source=None,
        demand=Demand(),
        rules=(),
        obligations=(),
        window=ALWAYS,
        at=AT,
    )
    return Risk(
        id="RR1",
        title="Switched on too early",
        text=None,
        owner=None,
        source=None,
        controls=(control,),
        accepted_when=None,
        accepted_because=None,
        demand=Demand(),
        at=AT,
    )


# --- builders: conditions, nearly as short as in a policy -----------------------------------------


def line(number: int) -> Location:
    return Location(FILE, number, 1)


def compared(op: Op, *against: Value | Operand) -> Comparison:
    return Comparison(op, tuple(one if isinstance(one, OPERANDS) else Literal(one) for one in against), AT)


OPERANDS = (Literal, AsOf, ParameterValue, FieldOf, Shifted, Figure)


def asked(fact: str, at: Location = AT, **fields: Any) -> Where:
    """`severity=2` asks for equality, several tests are a list; `source__by` is the field `source.by`."""
    return tuple(_field_test(fact, name.replace("__", "."), given, at) for name, given in fields.items())


def _field_test(fact: str, name: str, given: Any, at: Location) -> FieldTest:
    tests = given if isinstance(given, list) else [given]
    return FieldTest(
        name,
        SOURCE[name] if name in SOURCE else type_of(fact, name),
        False,
        tuple(one if isinstance(one, Comparison) else compared(Op.EQUALS, one) for one in tests),
        at,
    )


def type_of(fact: str, field: str) -> ValueType:
    declared = FACTS[fact][1][field]
    return declared[0] if isinstance(declared, tuple) else declared


SOURCE = {"source.by": ROLE, "source.received": DATE, "source.date": DATE, "source.basis": RANKED, "source.title": TEXT}


def either(*options: Where) -> Either:
    return Either(options, AT)


def of(fact: str, where: Where = (), meets: Condition | None = None, **more: str) -> Selection:
    alias, named = more.get("alias", fact), more.get("named", fact)
    return Selection(fact=fact, alias=alias, where=where, meets=meets, named=named, at=AT)


def some(fact: str, where: Where = (), meets: Condition | None = None, **more: str) -> Some:
    return Some(of(fact, where, meets, **more), AT)


def no(fact: str, where: Where = (), meets: Condition | None = None, **more: str) -> No:
    return No(of(fact, where, meets, **more), AT)


def every(
    selection: Selection, has: Where = (), meets: Condition | None = None, if_none: IfNone = IfNone.UNKNOWN
) -> Every:
    return Every(selection=selection, has=has, meets=meets, if_none=if_none, at=AT)


def count(selection: Selection, *tests: Comparison) -> Count:
    return Count(selection, tests, AT)


def share(selection: Selection, where: Where, *tests: Comparison) -> Share:
    return Share(selection=selection, where=where, tests=tests, at=AT)


def figure(reduce: Reduce, selection: Selection, field: str, *tests: Comparison) -> Aggregate:
    value_type = type_of(selection.fact, field)
    return Aggregate(
        reduce=reduce, selection=selection, field=field, type=value_type, optional=False, tests=tests, at=AT
    )


def parameter(name: str, *tests: Comparison) -> ParameterIs:
    return ParameterIs(name, policy().parameters[name].type, tests, AT)


def status(layer: Layer, ids: str, statuses: str, *, every: bool = True, whole: bool = False) -> StatusIs:
    return StatusIs(
        layer=layer, ids=tuple(ids.split()), every=every, whole=whole, statuses=tuple(statuses.split()), at=AT
    )


def all_of(*parts: Condition) -> All:
    return All(parts, AT)


def any_of(*parts: Condition) -> AnyOf:
    return AnyOf(parts, AT)


def negation(part: Condition) -> Not:
    return Not(part, AT)


def defined(own: Where = ()) -> Selection:
    """Outstanding issues: the definition, on line 10, asks for the status; what is asked here is on line 50."""
    where = (*asked("defect", line(11), status=compared(Op.NOT, "closed")), *own)
    return of("defect", where, alias="outstanding", named="outstanding")


SEVERE = asked("defect", severity=compared(Op.AT_MOST, 2))
THRESHOLD = count(
    defined(asked("defect", severity=FieldOf("issue_threshold", "severity"))),
    compared(Op.AT_MOST, FieldOf("issue_threshold", "most")),
)
UNTESTED = no("test", asked("test", change=FieldOf("change", "id"), result="passed"))
TODAY_MINUS_5 = Shifted(AsOf(), -5, Unit.WORKING_DAYS)
ALL_WELL = "pass waived not_applicable"
CRITERIA = "AC1 AC2 AC3"
YES, NO = of("vote", asked("vote", choice="yes")), of("vote", asked("vote", choice="no"))


def issue(**fields: Any) -> Condition:
    return some("defect", asked("defect", **fields))


TABLE: list[tuple[Condition, str]] = [
    # existence
    (some("defect"), "there is at least one testing issue"),
    (no("defect"), "there is no testing issue"),
    (some("defect", SEVERE), "at least one testing issue has severity at most 2"),
    (
        no("defect", asked("defect", severity=compared(Op.AT_MOST, 2), status=compared(Op.NOT, "closed"), live=True)),
        "no testing issue has severity at most 2, status other than closed, and would be deployed to live",
    ),
    (
        no("defect", asked("defect", severity=compared(Op.AT_MOST, 2), deploys=True)),
        "there is no testing issue whose severity is at most 2 and whose deploys is true",
    ),
    (
        some(
            "confirmation",
            asked(
                "confirmation",
                subject="can_deploy",
                by="supplier",
                for_date=ParameterValue("implementation_date"),
                confirmed=True,
            ),
        ),
        (
            'at least one confirmation has subject "can deploy", is by System supplier, is for the implementation'
            " date (2019-11-29), and is confirmed"
        ),
    ),
    (
        some("view", asked("view", by="testers", about=compared(Op.ONE_OF, "AC3", "whole"), says="agree")),
        "at least one view is by Test advisory group, is about AC3 or the whole, and says agree",
    ),
    (
        no("view", asked("view", by=compared(Op.NOT, "testers"), says=compared(Op.NONE_OF, "object", "no_view"))),
        'there is no view that is not by Test advisory group, and does not say object or "no view"',
    ),
    (
        some("view", asked("view", AT, about="RR1", says="agree_if", **{"with": compared(Op.GIVEN, True)})),
        'at least one view is about RR1, says "agree if", and has its condition given',
    ),
    (some("defect", named="severe"), "there is at least one severe testing issue"),
    (some("change", named="agreed"), "the agreed change is given"),
    (no("change", named="agreed"), "the agreed change is not given"),
    (Some(defined(SEVERE), AT), "at least one outstanding testing issue has severity at most 2"),
    # tests of one value
    (issue(severity=3), "at least one testing issue has severity 3"),
    (
        issue(severity=[compared(Op.AT_LEAST, 2), compared(Op.LESS_THAN, 5)]),
        "at least one testing issue has severity at least 2 and less than 5",
    ),
    (
        issue(severity=compared(Op.MORE_THAN, ParameterValue("early"))),
        ("at least one testing issue has severity more than the early (3, in force from 2026-01-01 until 2026-06-30)"),
    ),
    (issue(severity=compared(Op.BETWEEN, 2, 4)), "at least one testing issue has severity from 2 to 4"),
    (
        issue(severity=compared(Op.AT_MOST, ParameterValue("most_open"))),
        "at least one testing issue has severity at most the most open (not set)",
    ),
    (
        issue(severity=ParameterValue("early")),
        "at least one testing issue has severity equal to the early (3, in force from 2026-01-01 until 2026-06-30)",
    ),
    (
        issue(status=compared(Op.ONE_OF, "open", "fixed", "in_test")),
        'at least one testing issue has status open, fixed or "in test"',
    ),
    (
        issue(status=compared(Op.NONE_OF, "open", "fixed")),
        "at least one testing issue has status other than open or fixed",
    ),
    (issue(impact=compared(Op.AT_LEAST, "medium")), "at least one testing issue has impact at least medium"),
    (issue(cost=compared(Op.AT_MOST, Decimal("1000.50"))), "at least one testing issue has cost at most 1000.50"),
    (issue(owner="supplier"), "at least one testing issue has owner System supplier"),
    (
        issue(owner=compared(Op.NOT, ParameterValue("chair"))),
        "at least one testing issue has owner other than the chair (Test advisory group)",
    ),
    (issue(plan="Fix in January"), 'at least one testing issue has resolution plan "Fix in January"'),
    (issue(plan=compared(Op.GIVEN, True)), "at least one testing issue has its resolution plan given"),
    (issue(plan=compared(Op.GIVEN, False)), "at least one testing issue has no resolution plan"),
    (issue(id=compared(Op.STARTS_WITH, "CR")), 'at least one testing issue has id starting with "CR"'),
    (issue(id=compared(Op.ENDS_WITH, "-b")), 'at least one testing issue has id ending with "-b"'),
    (
        issue(plan=compared(Op.CONTAINS, "January")),
        'at least one testing issue has resolution plan containing "January"',
    ),
    (
        issue(id=compared(Op.MATCHES, "CR[0-9]{4}")),
        'at least one testing issue has id matching the pattern "CR[0-9]{4}"',
    ),
    (issue(tags=compared(Op.CONTAINS, "go_live")), 'at least one testing issue has tags containing "go live"'),
    (issue(tags=("go_live", "late")), 'at least one testing issue has tags exactly "go live" and late'),
    (issue(found_in=compared(Op.LESS_THAN, "1.10")), "at least one testing issue has first version less than 1.10"),
    (
        issue(raised=compared(Op.BEFORE, date(2019, 11, 8))),
        "at least one testing issue has date of discovery before 2019-11-08",
    ),
    (
        issue(raised=compared(Op.AFTER, AsOf())),
        "at least one testing issue has date of discovery after the day of the decision",
    ),
    (
        issue(raised=compared(Op.ON_OR_BEFORE, TODAY_MINUS_5)),
        (
            "at least one testing issue has date of discovery no later than 5 working days before the day of the "
            "decision"
        ),
    ),
    (
        issue(raised=compared(Op.ON_OR_AFTER, Shifted(ParameterValue("cutover"), 1, Unit.MONTHS))),
        (
            "at least one testing issue has date of discovery no earlier than 1 month after the agreed cut-over "
            "date (2026-11-29)"
        ),
    ),
    (
        issue(raised=compared(Op.BETWEEN, date(2019, 11, 24), date(2019, 12, 1))),
        "at least one testing issue has date of discovery from 2019-11-24 to 2019-12-01",
    ),
    (
        issue(raised=compared(Op.BEFORE, Shifted(Shifted(AsOf(), -1, Unit.DAYS), 0, Unit.DAYS))),
        "at least one testing issue has date of discovery earlier than 1 day before the day of the decision",
    ),
    (
        issue(closed_on=compared(Op.BEFORE, FieldOf("defect", "raised"))),
        "at least one testing issue has closing date before its own date of discovery",
    ),
    (issue(reported=compared(Op.AFTER, date(2019, 11, 8))), "at least one testing issue was reported after 2019-11-08"),
    (issue(reported=date(2019, 11, 8)), "at least one testing issue was reported on 2019-11-08"),
    (issue(raised_by="testers"), "at least one testing issue is raised by Test advisory group"),
    (issue(retested=False), "at least one testing issue is not retested"),
    (issue(risk_managed=False), "at least one testing issue has its risk not managed"),
    (issue(none_to_be_deployed=True), 'there is at least one testing issue whose "none to be deployed" is true'),
    (issue(panel=False), "there is at least one testing issue for which it is not true that the Panel has approved it"),
    (issue(in_scope=compared(Op.NOT, True)), "at least one testing issue is not in scope"),
    (issue(has_plan=False), "at least one testing issue does not have plan"),
    (issue(live=False), "at least one testing issue would not be deployed to live"),
    (issue(deploys=ParameterValue("freeze")), "at least one testing issue has deploys equal to the freeze (true)"),
    (
        issue(source__by="supplier", source__basis=compared(Op.AT_LEAST, "documented")),
        "at least one testing issue comes from System supplier and has basis at least documented",
    ),
    (
        issue(source__received=compared(Op.ON_OR_BEFORE, date(2019, 11, 1))),
        "at least one testing issue was received on or before 2019-11-01",
    ),
    (
        issue(source__received=date(2019, 11, 1), source__date=compared(Op.NOT, date(2019, 11, 1))),
        "at least one testing issue was received on 2019-11-01 and is not dated 2019-11-01",
    ),
    (
        some("defect", (either(asked("defect", status="fixed", retested=True), asked("defect", live=False)),)),
        "at least one testing issue either has status fixed and is retested, or would not be deployed to live",
    ),
    (
        some("defect", (*SEVERE, either(asked("defect", status="open"), asked("defect", deploys=True)))),
        (
            "at least one testing issue has severity at most 2, and either has status open, or is one whose "
            "deploys is true"
        ),
    ),
    (
        some("defect", (either(asked("defect", status="fixed", retested=True)),)),
        "at least one testing issue has status fixed and is retested",
    ),
    # every
    (
        every(
            of("defect", asked("defect", severity=compared(Op.AT_LEAST, 3))),
            asked("defect", plan=compared(Op.GIVEN, True)),
            if_none=IfNone.PASS,
        ),
        (
            "every testing issue whose severity is at least 3 has its resolution plan given, and none at all "
            "counts as met"
        ),
    ),
    (every(of("change"), asked("change", approved=True)), "every change is approved"),
    (
        every(of("change"), asked("change", approved=True), if_none=IfNone.FAIL),
        "every change is approved, and none at all counts as not met",
    ),
    (
        every(of("issue_threshold"), meets=THRESHOLD),
        (
            "each issue threshold: the number of outstanding testing issues whose severity is the threshold's "
            "severity is at most the threshold's most"
        ),
    ),
    (
        every(defined(), asked("defect", panel=True, deploys=True)),
        (
            "every outstanding testing issue is one for which it is true that the Panel has approved it and is "
            "one whose deploys is true"
        ),
    ),
    (
        every(defined(), asked("defect", panel=True, in_scope=True)),
        ("every outstanding testing issue is one for which it is true that the Panel has approved it and is in scope"),
    ),
    (
        every(defined(), asked("defect", panel=True)),
        "for every outstanding testing issue it is true that the Panel has approved it",
    ),
    (
        every(
            of("change", asked("change", kind="code")),
            asked("change", approved=True),
            some("test", asked("test", change=FieldOf("change", "id"))),
            IfNone.PASS,
        ),
        (
            "every change whose kind is code is approved, and for each of them: at least one test has change "
            "equal to the change's id, and none at all counts as met"
        ),
    ),
    (
        every(
            of("change"),
            meets=every(
                of("environment"),
                meets=some(
                    "test", asked("test", change=FieldOf("change", "id"), environment=FieldOf("environment", "name"))
                ),
            ),
        ),
        (
            "each change: (each environment: at least one test has change equal to the change's id and "
            "environment equal to the environment's name)"
        ),
    ),
    (
        every(
            of("defect", alias="first"),
            meets=no(
                "defect",
                asked("defect", id=compared(Op.NOT, FieldOf("first", "id")), change=FieldOf("first", "change")),
                alias="second",
            ),
        ),
        (
            "each testing issue (the first): no testing issue has id other than the first's id and change equal "
            "to the first's change"
        ),
    ),
    (
        every(of("change"), meets=all_of(UNTESTED, parameter("early", compared(Op.AT_LEAST, 1))), if_none=IfNone.PASS),
        (
            "each change: (no test has change equal to the change's id and result passed; and the early (3, in "
            "force from 2026-01-01 until 2026-06-30) is at least 1), and none at all counts as met"
        ),
    ),
    (
        every(
            of("change"),
            meets=every(of("environment"), asked("environment", name="live"), if_none=IfNone.PASS),
            if_none=IfNone.FAIL,
        ),
        (
            "each change: (every environment has name live, and none at all counts as met), and none at all "
            "counts as not met"
        ),
    ),
    # joins
    (
        some("change", asked("change", kind="code"), UNTESTED),
        (
            "there is at least one change whose kind is code and for which no test has change equal to the "
            "change's id and result passed"
        ),
    ),
    (
        no("change", meets=UNTESTED),
        "there is no change for which no test has change equal to the change's id and result passed",
    ),
    (
        some("change", meets=any_of(UNTESTED, some("defect", asked("defect", change=FieldOf("change", "id"))))),
        (
            "there is at least one change for which (either no test has change equal to the change's id and "
            "result passed; or at least one testing issue has change equal to the change's id)"
        ),
    ),
    (
        count(of("change", asked("change", kind="code"), UNTESTED), compared(Op.AT_MOST, 3)),
        (
            "the number of changes whose kind is code and for which (no test has change equal to the change's id "
            "and result passed) is at most 3"
        ),
    ),
    (
        some("defect", alias="late", meets=some("test", asked("test", change=FieldOf("late", "change")))),
        (
            "there is at least one testing issue (the late) for which at least one test has change equal to the "
            "late's change"
        ),
    ),
    # figures
    (count(of("point"), compared(Op.EQUALS, 0)), "the number of points of contact is 0"),
    (
        count(
            of(
                "defect",
                asked("defect", severity=compared(Op.AT_MOST, 2), status=compared(Op.NOT, "closed"), live=True),
            ),
            compared(Op.AT_MOST, 5),
        ),
        (
            "the number of testing issues whose severity is at most 2, whose status is not closed, and that would"
            " be deployed to live, is at most 5"
        ),
    ),
    (
        count(defined(), compared(Op.AT_LEAST, 1), compared(Op.AT_MOST, ParameterValue("most_open"))),
        "the number of outstanding testing issues is at least 1 and at most the most open (not set)",
    ),
    (
        count(YES, compared(Op.MORE_THAN, Figure(count(NO)))),
        "the number of votes whose choice is yes is more than the number of votes whose choice is no",
    ),
    (
        count(defined((either(asked("defect", retested=True), asked("defect", severity=5)),)), compared(Op.EQUALS, 0)),
        "the number of outstanding testing issues that either are retested, or have severity 5 is 0",
    ),
    (
        share(of("test"), asked("test", result="passed"), compared(Op.AT_LEAST, Decimal("0.95"))),
        "at least 0.95 of the tests have result passed",
    ),
    (
        share(of("test"), asked("test", result="passed"), compared(Op.AT_LEAST, ParameterValue("target"))),
        "at least the target share (0.95) of the tests have result passed",
    ),
    (
        share(of("test"), asked("test", result="passed"), compared(Op.AT_LEAST, Decimal("1"))),
        "all of the tests have result passed",
    ),
    (share(of("test"), asked("test", result="failed"), compared(Op.EQUALS, 0)), "none of the tests have result failed"),
    (
        share(of("test"), asked("test", result="failed"), compared(Op.MORE_THAN, 0)),
        "some of the tests have result failed",
    ),
    (
        share(of("test"), asked("test", result="passed"), compared(Op.LESS_THAN, 1)),
        "not all of the tests have result passed",
    ),
    (
        share(
            of("defect", asked("defect", severity=compared(Op.AT_LEAST, 3), retested=True, live=True)),
            asked("defect", status="closed", risk_managed=True, deploys=True),
            compared(Op.EQUALS, Decimal("0.5")),
        ),
        (
            "exactly 0.5 of the testing issues whose severity is at least 3, that are retested, and would be "
            "deployed to live, have status closed, their risk managed, and are ones whose deploys is true"
        ),
    ),
    (
        share(
            of("test"),
            asked("test", result="passed"),
            compared(Op.AT_LEAST, Figure(share(of("change"), asked("change", approved=True)))),
        ),
        "the part of the tests that have result passed is at least the part of the changes that are approved",
    ),
    (
        share(of("defect"), asked("defect", panel=True), compared(Op.AT_LEAST, Decimal("0.5"))),
        "at least 0.5 of the testing issues are ones for which it is true that the Panel has approved it",
    ),
    (
        figure(Reduce.TOTAL, of("defect", SEVERE), "cost", compared(Op.AT_MOST, 100)),
        "the total cost of testing issues whose severity is at most 2 is at most 100",
    ),
    (
        figure(Reduce.LOWEST, of("defect"), "severity", compared(Op.AT_LEAST, 3)),
        "the lowest severity among testing issues is at least 3",
    ),
    (
        figure(Reduce.HIGHEST, defined(), "closed_on", compared(Op.ON_OR_BEFORE, ParameterValue("cutover"))),
        (
            "the latest closing date among outstanding testing issues is on or before the agreed cut-over date "
            "(2026-11-29)"
        ),
    ),
    (
        figure(Reduce.LOWEST, of("defect"), "seen_at", compared(Op.AFTER, Shifted(AsOf(), -36, Unit.HOURS))),
        "the earliest seen at among testing issues is later than 36 hours before the day of the decision",
    ),
    # parameters and statuses
    (
        parameter("implementation_date", compared(Op.ON_OR_AFTER, AsOf())),
        "the implementation date (2019-11-29) is on or after the day of the decision",
    ),
    (parameter("most_open", compared(Op.GIVEN, True)), "the most open (not set) is given"),
    (
        parameter("early", compared(Op.NONE_OF, 1, 2)),
        "the early (3, in force from 2026-01-01 until 2026-06-30) is neither 1 nor 2",
    ),
    (parameter("chair", compared(Op.EQUALS, "supplier")), "the chair (Test advisory group) is System supplier"),
    (status(Layer.CRITERION, CRITERIA, ALL_WELL, whole=True), "every criterion is pass, waived or not applicable"),
    (status(Layer.CRITERION, CRITERIA, "fail", every=False, whole=True), "at least one criterion is fail"),
    (status(Layer.CRITERION, "AC3", "pass"), "criterion AC3 (No severe defect) is pass"),
    (status(Layer.CRITERION, "AC1 AC2", "pass waived"), "criteria AC1 and AC2 are each pass or waived"),
    (
        status(Layer.RISK, "RR1", "accepted accepted_with_conditions closed", whole=True),
        "every risk is accepted, accepted with conditions or closed",
    ),
    (status(Layer.RISK, "RR1", "open"), "risk RR1 (Switched on too early) is open"),
    (status(Layer.CONTROL, "RR1-C1", "in_place"), "control RR1-C1 (Release notes are reviewed) is in place"),
    (status(Layer.DECISION, "M10", "no_go"), "decision M10 is no-go"),
    # together and not
    (
        all_of(
            status(Layer.CRITERION, CRITERIA, ALL_WELL, whole=True),
            some("view", asked("view", by="testers", about="whole", says="agree")),
        ),
        (
            "every criterion is pass, waived or not applicable; and at least one view is by Test advisory group, "
            "is about the whole, and says agree"
        ),
    ),
    (
        any_of(issue(severity=1), issue(severity=2)),
        "either at least one testing issue has severity 1; or at least one testing issue has severity 2",
    ),
    (
        all_of(issue(severity=1), any_of(issue(severity=2), issue(retested=True))),
        (
            "at least one testing issue has severity 1; and (either at least one testing issue has severity 2; or"
            " at least one testing issue is retested)"
        ),
    ),
    (
        any_of(all_of(issue(severity=1), issue(severity=2)), issue(severity=3)),
        (
            "either (at least one testing issue has severity 1; and at least one testing issue has severity 2); "
            "or at least one testing issue has severity 3"
        ),
    ),
    (
        all_of(every(of("issue_threshold"), meets=THRESHOLD), issue(severity=3)),
        (
            "(each issue threshold: the number of outstanding testing issues whose severity is the threshold's "
            "severity is at most the threshold's most); and at least one testing issue has severity 3"
        ),
    ),
    (all_of(issue(severity=1)), "at least one testing issue has severity 1"),
    (negation(some("defect", SEVERE)), "no testing issue has severity at most 2"),
    (negation(no("defect", SEVERE)), "at least one testing issue has severity at most 2"),
    (negation(negation(no("defect", SEVERE))), "no testing issue has severity at most 2"),
    (
        negation(all_of(issue(severity=1), issue(severity=2))),
        ("not all of these hold: at least one testing issue has severity 1; at least one testing issue has severity 2"),
    ),
    (
        negation(any_of(issue(severity=1), issue(severity=2))),
        "none of these holds: at least one testing issue has severity 1; at least one testing issue has severity 2",
    ),
    (negation(all_of(issue(severity=1))), "no testing issue has severity 1"),
    (negation(every(of("change"), asked("change", approved=True))), "not every change is approved"),
    (
        negation(every(of("change"), asked("change", approved=True), if_none=IfNone.PASS)),
        "not every change is approved",
    ),
    (negation(count(defined(), compared(Op.AT_MOST, 5))), "the number of outstanding testing issues is more than 5"),
    (
        negation(share(of("test"), asked("test", result="passed"), compared(Op.AT_LEAST, ParameterValue("target")))),
        "less than the target share (0.95) of the tests have result passed",
    ),
    (
        negation(count(defined(), compared(Op.BETWEEN, 1, 5))),
        "it is not so that the number of outstanding testing issues is from 1 to 5",
    ),
    (
        negation(parameter("implementation_date", compared(Op.BEFORE, AsOf()))),
        "the implementation date (2019-11-29) is on or after the day of the decision",
    ),
    (
        negation(status(Layer.CRITERION, CRITERIA, ALL_WELL, whole=True)),
        "not every criterion is pass, waived or not applicable",
    ),
    (negation(status(Layer.CRITERION, CRITERIA, "fail", every=False, whole=True)), "no criterion is fail"),
    (negation(status(Layer.CRITERION, "AC3", "fail")), "criterion AC3 (No severe defect) is not fail"),
    (
        negation(status(Layer.CRITERION, "AC3", "fail unknown")),
        "criterion AC3 (No severe defect) is neither fail nor unknown",
    ),
    (
        negation(status(Layer.CRITERION, "AC3", ALL_WELL)),
        "criterion AC3 (No severe defect) is none of pass, waived and not applicable",
    ),
    (negation(status(Layer.CRITERION, "AC1 AC2", "pass")), "not each of the criteria AC1 and AC2 is pass"),
    (negation(status(Layer.RISK, "RR1 RR2", "open", every=False)), "none of the risks RR1 and RR2 is open"),
]


@pytest.mark.parametrize(("condition", "expected"), TABLE)
def test_a_condition_reads_as_a_sentence_that_stands_alone(condition: Condition, expected: str) -> None:
    assert sentence(condition, policy()) == expected


def test_a_join_names_both_records_where_they_would_be_called_the_same() -> None:
    inner = some("defect", asked("defect", change=FieldOf("defect", "change")), alias="defect_")

    assert sentence(every(of("defect"), meets=inner), policy()) == (
        "each testing issue: at least one testing issue has change equal to the testing issue's change"
    )


def test_what_a_definition_must_meet_stands_in_its_title_and_what_is_asked_beside_it_is_said() -> None:
    beyond = some("test", asked("test", change=FieldOf("outstanding", "change")))
    below = No(of("test", asked("test", result="passed")), line(11))
    both = All((below, beyond), line(11))
    selection = Selection(fact="defect", alias="outstanding", meets=both, named="outstanding", at=AT)

    assert sentence(Some(selection, AT), policy()) == (
        "there is at least one outstanding testing issue for which "
        "at least one test has change equal to the issue's change"
    )


def test_only_what_a_definition_must_meet_leaves_nothing_to_say() -> None:
    inner = No(of("test", asked("test", result="passed")), line(11))
    selection = Selection(fact="defect", alias="outstanding", meets=inner, named="outstanding", at=AT)

    assert sentence(Some(selection, AT), policy()) == "there is at least one outstanding testing issue"


def test_a_definition_written_after_its_use_or_in_another_file_is_told_apart_too() -> None:
    late = Definition(id="late", title="late change", fact="change", at=line(90))
    elsewhere = Location(SourceFile("vocabulary.yaml", ""), 60, 1)
    known = replace(policy(), definitions={"late": late})
    where = (
        *asked("change", line(91), kind="code"),
        *asked("change", elsewhere, id="C1"),
        *asked("change", approved=True),
    )

    assert sentence(some("change", where, named="late", alias="late"), known) == "at least one late change is approved"


def test_what_is_asked_of_a_record_can_stand_after_a_colon() -> None:
    where = asked("confirmation", subject="can_deploy", by="supplier", for_date=date(2019, 11, 29), confirmed=False)
    alternatives = either(asked("defect", panel=True), asked("defect", deploys=False, risk_managed=True))

    assert where_words(where, policy(), "confirmation") == (
        'subject "can deploy", by System supplier, for date 2019-11-29, and not confirmed'
    )
    assert where_words((*SEVERE, alternatives), policy(), "defect") == (
        "severity at most 2, and either it is true that the Panel has approved it, or deploys is false and risk managed"
    )
    assert where_words((), policy(), "defect") == ""
    assert where_words((), policy(), "unheard_of") == ""


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        (Literal("each release"), '"each release"'),
        (Literal(date(2019, 11, 29)), "2019-11-29"),
        (AsOf(), "the day of the decision"),
        (ParameterValue("implementation_date"), "the implementation date (2019-11-29)"),
        (
            Shifted(ParameterValue("cutover"), -1, Unit.WORKING_DAYS),
            "1 working day before the agreed cut-over date (2026-11-29)",
        ),
        (Shifted(AsOf(), 2, Unit.MONTHS), "2 months after the day of the decision"),
        (FieldOf("defect", "closed_on"), "the testing issue's closing date"),
        (FieldOf("unheard_of", "last_day"), "the unheard of's last day"),
        (Figure(count(of("vote"))), "the number of votes"),
    ],
)
def test_what_something_is_compared_with_has_words_of_its_own(against: Operand, expected: str) -> None:
    assert operand_words(against, policy()) == expected


def test_tests_read_as_what_comes_after_a_subject() -> None:
    tests = (compared(Op.AT_LEAST, 2), compared(Op.NOT, 4), compared(Op.LESS_THAN, 6))

    assert words.tests_words(tests, INTEGER, policy()) == "is at least 2, not 4, and less than 6"
    assert words.tests_words((compared(Op.CONTAINS, "x"), compared(Op.NONE_OF, "a", "b", "c")), TEXT, policy()) == (
        'contains "x", and is none of a, b and c'
    )
    assert words.tests_words((compared(Op.NONE_OF, "a"),), TEXT, policy()) == "is not a"
    assert words.tests_words((compared(Op.GIVEN, False),), TEXT, policy()) == "is not given"


@pytest.mark.parametrize(
    ("value", "value_type", "expected"),
    [
        (None, TEXT, "(not given)"),
        ("supplier", ROLE, "System supplier"),
        ("stranger", ROLE, "stranger"),
        ("can_deploy", WORD, '"can deploy"'),
        ("a_b", TEXT, "a_b"),
        ("", TEXT, '""'),
        (("go_live", "late"), TAGS, 'exactly "go live" and late'),
        ((), TAGS, "an empty list"),
        (Decimal("1.50"), DECIMAL, "1.50"),
        (True, BOOLEAN, "true"),
    ],
)
def test_a_value_is_shown_as_people_call_it(value: Value | None, value_type: ValueType, expected: str) -> None:
    assert shown_value(value, value_type, policy()) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("testing issue", "testing issues"),
        ("point of contact", "points of contact"),
        ("confirmation that nothing is left", "confirmations that nothing is left"),
        ("test environment", "test environments"),
        ("capability", "capabilities"),
        ("survey", "surveys"),
        ("process", "processes"),
        ("switch", "switches"),
        ("status", "statuses"),
        ("analysis", "analyses"),
        ("release notes", "release notes"),
        ("criterion", "criteria"),
        ("evidence", "evidence"),
        ("CR", "CRs"),
    ],
)
def test_the_head_of_a_noun_phrase_takes_the_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_the_same_condition_always_has_the_same_words() -> None:
    assert [sentence(condition, policy()) for condition, _ in TABLE] == [expected for _, expected in TABLE]


def test_no_sentence_ends_in_a_full_stop_or_shows_a_name_of_the_language() -> None:
    for _, expected in TABLE:
        assert not expected.endswith(".")
        assert "_" not in expected
