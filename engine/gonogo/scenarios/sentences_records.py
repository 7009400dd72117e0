"""Sentences on the records of the evidence: added, changed, withdrawn, complete or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gonogo import api_scenarios
from gonogo.api_scenarios import Mapping, Node, Pack, Scalar
from gonogo.model.policy import FactType
from gonogo.model.records import RESERVED
from gonogo.model.value import Kind
from gonogo.scenarios.case import Case
from gonogo.scenarios.feature import Cell, Row
from gonogo.scenarios.naming import fact_of, field_of, fields_of, key_text, node_of, record_of, records_of, role_of
from gonogo.scenarios.sentence import Chapter, Said, given, refuse, refuse_name

MOST_RECORDS = 10_000  # that one step may make


def add_records(case: Case, said: Said) -> None:
    fact, name = fact_of(case.policy(said.step.at), said)
    records = records_of(fact, said)
    _some(records, said)
    case.pack(said.step.at).add_records(name, records, _source(case, said), fact.key)


def set_records(case: Case, said: Said) -> None:
    fact, name = fact_of(case.policy(said.step.at), said)
    records = records_of(fact, said)
    _some(records, said)
    case.pack(said.step.at).set_list(name, records, _source(case, said))


def set_none(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    case.pack(said.step.at).set_list(name, [], _source(case, said))


def add_many(case: Case, said: Said) -> None:
    """`#` in a cell is the number of the record."""
    fact, name = fact_of(case.policy(said.step.at), said)
    row, count = _one_row(said), said.number("number")
    if count > MOST_RECORDS:
        refuse(said.found("number").at, "these are too many records", f"at most {MOST_RECORDS:,}", f"{count:,}")
    names = fields_of(fact, said.header, RESERVED)
    numbered = (tuple(Cell(cell.replace("#", str(one)), cell.at) for cell in row) for one in range(1, count + 1))
    records = [record_of(fact, names, said.header, one) for one in numbered]
    if records:
        case.pack(said.step.at).add_records(name, records, _source(case, said), fact.key)


def _one_row(said: Said) -> Row:
    if len(said.rows) != 1:
        refuse(said.step.at, "one row says what all of them are like", "a header and one row", f"{len(said.rows)} rows")
    return said.rows[0]


def _some(records: list[Mapping], said: Said) -> None:
    if not records:
        says, expected = "this table has no records", "at least one row; or `there are no … records`"
        refuse(said.step.at, says, expected, "a header alone")


def _source(case: Case, said: Said) -> Scalar | None:
    """Where the records come from: a source of the evidence, or one that is made for a role and a basis."""
    pack = case.pack(said.step.at)
    if "source" in said:
        return source_of(pack, said)
    if "role" not in said:
        return None
    role, basis = role_of(case.policy(said.step.at), said.found("role")), said.word("basis")
    name = f"{role}-{basis}"
    if name not in pack.sources:
        add_source(case, said, name, {"title": f"From the scenario: {role}, {basis}"})
    return api_scenarios.word(name, said.found("role").at)


def source_of(pack: Pack, said: Said) -> Scalar:
    """The source that a step names, by id or title."""
    found = said.found("source")
    titles = {str(one.get("title")): name for name, one in pack.sources.items() if isinstance(one, Mapping)}
    name = found.text if found.text in pack.sources else titles.get(found.text)
    if name is None:
        refuse_name(found.at, found.text, "source", pack.sources)
    return api_scenarios.word(name, found.at)


def add_source(case: Case, said: Said, name: str, more: dict[str, str]) -> None:
    """A source by a role, dated and received on the day unless told otherwise."""
    at = said.step.at
    role = role_of(case.policy(at), said.found("role"))
    node = Mapping(at)
    for key, text in {"title": name, **more, "by": str(role), "basis": said.word("basis")}.items():
        node[api_scenarios.word(key, at)] = api_scenarios.word(text, at, quoted=key == "title")
    case.pack(at).sources[api_scenarios.word(name, at)] = node

    def on_the_day(pack: Pack, _: date) -> None:
        received = pack.said_of(name, "received") or api_scenarios.word(case.day.isoformat(), at)
        for key in ("received", "date"):
            if pack.said_of(name, key) is None:
                pack.set_source(name, key, received)

    case.put_off(f"made {name}", on_the_day)


# --- lists ---------------------------------------------------------------------------------------


def complete(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    _list_there(case.pack(said.step.at).change_lists(name, "complete", api_scenarios.word("true", name.at)), said)


def incomplete(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    _list_there(case.pack(said.step.at).change_lists(name, "complete", None), said)


def withdraw_all(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    _list_there(int(case.pack(said.step.at).drop_fact(name)), said)


def all_valid_until(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    said.day("date")
    _list_there(case.pack(said.step.at).change_lists(name, "valid_until", said.scalar("date")), said)


def all_from(case: Case, said: Said) -> None:
    _, name = fact_of(case.policy(said.step.at), said)
    pack = case.pack(said.step.at)
    pack.change_records(name, lambda _: True, "source", None)
    _list_there(pack.change_lists(name, "source", source_of(pack, said)), said)


def _list_there(count: int, said: Said) -> None:
    if not count:
        says = f"the evidence has no `{said.text('fact')}` that could be changed"
        refuse(said.found("fact").at, says, "a fact that the evidence mentions", "none")


# --- one record, or every one --------------------------------------------------------------------


def set_field(case: Case, said: Said) -> None:
    fact, _ = fact_of(case.policy(said.step.at), said)
    name = field_of(fact, said.found("field"))
    value: Node = said.scalar("value")
    if fact.fields[name].type.kind is Kind.LIST:
        value = node_of(Cell(said.text("value"), said.found("value").at), fact.fields[name].type)
    _change(case, said, name, value)


def empty_field(case: Case, said: Said) -> None:
    fact, _ = fact_of(case.policy(said.step.at), said)
    _change(case, said, field_of(fact, said.found("field")), api_scenarios.word("null", said.step.at))


def drop_field(case: Case, said: Said) -> None:
    fact, _ = fact_of(case.policy(said.step.at), said)
    _change(case, said, field_of(fact, said.found("field")), None)


def valid_until(case: Case, said: Said) -> None:
    said.day("date")
    _change(case, said, "valid_until", said.scalar("date"))


def from_source(case: Case, said: Said) -> None:
    _change(case, said, "source", source_of(case.pack(said.step.at), said))


def withdraw(case: Case, said: Said) -> None:
    fact, name = fact_of(case.policy(said.step.at), said)
    pack = case.pack(said.step.at)
    if not pack.drop_records(name, _wanted(fact, said)):
        _no_such_record(fact, pack, said)


def _change(case: Case, said: Said, key: str, value: Node | None) -> None:
    fact, name = fact_of(case.policy(said.step.at), said)
    pack = case.pack(said.step.at)
    if not pack.change_records(name, _wanted(fact, said), key, value):
        _no_such_record(fact, pack, said)


def _wanted(fact: FactType, said: Said) -> Callable[[Mapping], bool]:
    if "key" not in said:
        return lambda _: True
    key = said.text("key")
    return lambda record: key_text(fact, record) == key


def _no_such_record(fact: FactType, pack: Pack, said: Said) -> None:
    if "key" in said:
        known = [key_text(fact, one) for one in pack.records(fact.id)]
        refuse_name(said.found("key").at, said.text("key"), f"record of `{fact.id}`", known)
    _list_there(0, said)


# --- the sentences -------------------------------------------------------------------------------

MADE = " From a source that is made for it, dated and received on the day."
FROM = {"": "", " from {source}": " From a source of the evidence.", " by {role}, {basis}": MADE}
FROM_COMMA = {"": "", ", from {source}": FROM[" from {source}"], ", by {role}, {basis}": MADE}
ADDED = "Added to what is there; a list that is complete stays so."
COMPLETE = "Instead of what is there, and nothing is missing from it."
MANY = "So many records like the one row; `#` in a cell is their number, from 1."
EVERY = "In every record."
LEFT_EMPTY = "Carried and left empty: none of an optional field, unknown of a required one."

RECORDS = (
    Chapter(
        "Records",
        (
            *(given(f"these {{fact}} records{more}:", ADDED + says, add_records) for more, says in FROM.items()),
            *(
                given(f"the complete list of {{fact}} records{more}:", COMPLETE + says, set_records)
                for more, says in FROM.items()
            ),
            *(
                given(f"there are no {{fact}} records{more}", "A complete list without any." + says, set_none)
                for more, says in FROM_COMMA.items()
            ),
            *(given(f"{{number}} {{fact}} records{more} like:", MANY + says, add_many) for more, says in FROM.items()),
            given("the list of {fact} records is complete", "Nothing is missing from what is there.", complete),
            given("the list of {fact} records is not complete", "It is what is known so far.", incomplete),
        ),
    ),
    Chapter(
        "Changes to records",
        (
            given("the {field} of {fact} {key} is {value}", "In one record.", set_field),
            given("the {field} of {fact} {key} is left empty", LEFT_EMPTY, empty_field),
            given("the {field} of {fact} {key} is not given", "Taken out: unknown.", drop_field),
            given("the {field} of every {fact} is {value}", EVERY, set_field),
            given("the {field} of every {fact} is left empty", EVERY, empty_field),
            given("the {field} of every {fact} is not given", EVERY, drop_field),
            given("the {fact} {key} is withdrawn", "One record is no longer there.", withdraw),
            given("all {fact} records are withdrawn", "The fact is not mentioned any more.", withdraw_all),
            given("the {fact} {key} is valid until {date}", "Its last day; after it, it is stale.", valid_until),
            given("all {fact} records are valid until {date}", "The last day of each list of them.", all_valid_until),
            given("the {fact} {key} is from {source}", "Another source of the evidence.", from_source),
            given("all {fact} records are from {source}", "Another source of the evidence.", all_from),
        ),
    ),
)
