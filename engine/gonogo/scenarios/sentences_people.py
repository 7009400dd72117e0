"""Sentences on what people say and give: views, waivers, resolutions, and the sources that evidence comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from gonogo import api_scenarios
from gonogo.api_scenarios import Mapping, Pack, Scalar
from gonogo.model.policy import Policy
from gonogo.scenarios.case import Case
from gonogo.scenarios.feature import Cell, Row
from gonogo.scenarios.holes import BASES, unquoted
from gonogo.scenarios.naming import role_of, source_node
from gonogo.scenarios.sentence import Chapter, Said, given, refuse_name
from gonogo.scenarios.sentences_records import add_source, source_of

# --- views ---------------------------------------------------------------------------------------


def set_view(case: Case, said: Said) -> None:
    """Instead of any view of that role on it."""
    at, pack = said.step.at, case.pack(said.step.at)
    by, about = role_of(case.policy(at), said.found("role")), about_of(case.policy(at), said)
    pack.drop_records("view", _is_view(by, about))
    record = Mapping(at)
    says = api_scenarios.word(said.word("view") if "view" in said else "agree_if", at)
    for key, value in (("by", by), ("about", about), ("says", says)):
        record[api_scenarios.word(key, at)] = value
    if "text" in said:
        record[api_scenarios.word("with", at)] = said.scalar("text")
    elif says == "agree_if":
        record[api_scenarios.word("with", at)] = api_scenarios.word("a condition", at, quoted=True)
    pack.add_records(api_scenarios.word("view", at), [record], None)


def withdraw_view(case: Case, said: Said) -> None:
    at = said.step.at
    by, about = role_of(case.policy(at), said.found("role")), about_of(case.policy(at), said)
    pack = case.pack(at)
    if not pack.drop_records("view", _is_view(by, about)):
        known = [f"{one.get('by')} on {one.get('about')}" for one in pack.records("view")]
        refuse_name(at, f"{by} on {about}", "view", known)


def _is_view(by: str, about: str) -> Callable[[Mapping], bool]:
    return lambda record: (record.get("by"), record.get("about")) == (by, about)


def about_of(policy: Policy, said: Said) -> Scalar:
    """The whole, or a criterion or a risk."""
    found = said.found("about")
    name = "whole" if found.text == "the whole" else found.text
    known = ["whole", *(one.id for one in policy.criteria), *(one.id for one in policy.risks)]
    if name not in known:
        refuse_name(found.at, name, "criterion or risk", known)
    return api_scenarios.word(name, found.at)


VIEW_COLUMNS = ("by", "about", "says", "with", "date", "source", "valid_until", "corrects")


def add_views(case: Case, said: Said) -> None:
    rows = said.table_of(VIEW_COLUMNS, ("by", "about", "says"))
    records = [_plain(row, said.header, words=("says",)) for row in rows]
    for record, row in zip(records, rows, strict=True):
        if row["about"] == "the whole":
            record[api_scenarios.word("about", row["about"].at)] = api_scenarios.word("whole", row["about"].at)
    case.pack(said.step.at).add_records(api_scenarios.word("view", said.step.at), records, None)


# --- waivers -------------------------------------------------------------------------------------

WAIVER_COLUMNS = ("id", "criterion", "rule", "by", "reason", "date", "from", "until", "covers", "denied", "source")


def add_waiver(case: Case, said: Said) -> None:
    _waive(case, said, {})


def add_wide_waiver(case: Case, said: Said) -> None:
    _waive(case, said, {"covers": "fail, unknown"})


def add_denied_waiver(case: Case, said: Said) -> None:
    _waive(case, said, {"denied": "true"})


def _waive(case: Case, said: Said, more: dict[str, str]) -> None:
    """A waiver that is dated on the day."""
    at, policy = said.step.at, case.policy(said.step.at)
    criterion = said.found("criterion")
    if criterion.text not in [one.id for one in policy.criteria]:
        refuse_name(criterion.at, criterion.text, "criterion", [one.id for one in policy.criteria])
    said.day("date")
    number = len(case.pack(at).records("waiver")) + 1
    name = f"waiver-{number}"
    texts = {
        "id": name,
        "criterion": criterion.text,
        "by": str(role_of(policy, said.found("role"))),
        "reason": "As the scenario says",
        "until": said.text("date"),
        **more,
    }
    record = _plain({key: Cell(text, at) for key, text in texts.items()}, (), words=())
    case.pack(at).add_records(api_scenarios.word("waiver", at), [record], None)
    _date_waivers(case, said)


def _date_waivers(case: Case, said: Said) -> None:
    """Those that say no date of their own are of the day."""

    def on_the_day(pack: Pack, _: date) -> None:
        day = api_scenarios.word(case.day.isoformat(), said.step.at)
        pack.change_records("waiver", lambda one: "date" not in one, "date", day)

    case.put_off("dated waivers", on_the_day)


def add_waivers(case: Case, said: Said) -> None:
    rows = said.table_of(WAIVER_COLUMNS, ("criterion", "by", "until"))
    records = [_plain(row, said.header, words=("covers",)) for row in rows]
    for record in records:
        if "reason" not in record:
            at = said.step.at
            record[api_scenarios.word("reason", at)] = api_scenarios.word("As the scenario says", at, quoted=True)
    case.pack(said.step.at).add_records(api_scenarios.word("waiver", said.step.at), records, None)
    _date_waivers(case, said)


RESOLUTION_COLUMNS = ("fact", "key", "field", "value", "by", "reason", "date")


def add_resolutions(case: Case, said: Said) -> None:
    rows = said.table_of(RESOLUTION_COLUMNS, ("fact", "key", "field", "value"))
    case.pack(said.step.at).resolutions += [_plain(row, said.header, words=()) for row in rows]


def _plain(row: dict[str, Cell], header: Row, *, words: Sequence[str]) -> Mapping:
    """A row as a mapping; an empty cell says nothing. In `words`, blanks and hyphens stand for underscores."""
    places = {str(cell): cell.at for cell in header}
    node = Mapping(next(iter(row.values())).at)
    for key, cell in row.items():
        if cell == "":
            continue
        at = places.get(key, cell.at)
        if key == "covers" or (key == "key" and "," in cell):
            listed = api_scenarios.Sequence(cell.at)
            listed.extend(api_scenarios.word(part.strip(), cell.at) for part in cell.split(","))
            node[api_scenarios.word(key, at)] = listed
        elif key == "source":
            node[api_scenarios.word(key, at)] = source_node(cell)
        else:
            text = cell.replace(" ", "_").replace("-", "_") if key in words else unquoted(cell)
            node[api_scenarios.word(key, at)] = api_scenarios.word(text, cell.at, quoted=cell.startswith('"'))
    return node


# --- sources -------------------------------------------------------------------------------------

SOURCE_COLUMNS = ("id", "title", "by", "date", "received", "basis", "limits", "valid_until")


def new_source(case: Case, said: Said) -> None:
    more = {}
    if "date" in said:
        said.day("date")
        more = {"received": said.text("date")}
    add_source(case, said, said.text("source"), more)


def add_sources(case: Case, said: Said) -> None:
    pack = case.pack(said.step.at)
    for row in said.table_of(SOURCE_COLUMNS, ("id", "by")):
        name = row["id"]
        node = _plain({key: cell for key, cell in row.items() if key != "id"}, said.header, words=("basis",))
        if "title" not in node:
            node[api_scenarios.word("title", name.at)] = api_scenarios.word(name, name.at, quoted=True)
        pack.sources[api_scenarios.word(name, name.at)] = node


def rebase(case: Case, said: Said) -> None:
    _set(case, said, "basis", api_scenarios.word(said.word("basis"), said.found("basis").at))


def give_to(case: Case, said: Said) -> None:
    _set(case, said, "by", role_of(case.policy(said.step.at), said.found("role")))


def redate(case: Case, said: Said) -> None:
    said.day("date")
    _set(case, said, "date", said.scalar("date"))


def receive(case: Case, said: Said) -> None:
    said.day("date")
    _set(case, said, "received", said.scalar("date"))


def expire(case: Case, said: Said) -> None:
    said.day("date")
    _set(case, said, "valid_until", said.scalar("date"))


def limit(case: Case, said: Said) -> None:
    _set(case, said, "limits", said.scalar("text"))


def free(case: Case, said: Said) -> None:
    _set(case, said, "limits", None)


def be_late(case: Case, said: Said) -> None:
    """Received on the day after the one on which it is decided."""
    name, at = source_of(case.pack(said.step.at), said), said.step.at

    def on_the_day(pack: Pack, day: date) -> None:
        pack.set_source(name, "received", api_scenarios.word((day + timedelta(days=1)).isoformat(), at))

    case.put_off(f"late {name}", on_the_day)


def withdraw_source(case: Case, said: Said) -> None:
    pack = case.pack(said.step.at)
    name = source_of(pack, said)
    if not pack.drop_source(name):
        known = [str(one) for one in pack.sources if one != name]
        refuse_name(said.found("source").at, str(name), "evidence from", known)


def _set(case: Case, said: Said, key: str, value: Scalar | None) -> None:
    pack = case.pack(said.step.at)
    pack.set_source(source_of(pack, said), key, value)
    if key == "received":
        case.put_off(f"late {said.text('source')}", lambda *_: None)


PEOPLE = (
    Chapter(
        "Views, waivers and resolutions",
        (
            given("the view of {role} on {about} is {view}", "Instead of any view of that role on it.", set_view),
            given("the view of {role} on {about} is agree if {text}", "It agrees on a condition.", set_view),
            given("the view of {role} on {about} is withdrawn", "It is no longer there.", withdraw_view),
            given("these views:", f"Added. Columns: {', '.join(VIEW_COLUMNS)}.", add_views),
            given("a waiver of {criterion} by {role} until {date}", "Of a failure, dated on the day.", add_waiver),
            given(
                "a waiver of {criterion} by {role} until {date}, also if unknown", "It covers both.", add_wide_waiver
            ),
            given("a denied waiver of {criterion} by {role} until {date}", "Asked for and refused.", add_denied_waiver),
            given(
                "these waivers:",
                f"Added; without a date, of the day. Columns: {', '.join(WAIVER_COLUMNS)}.",
                add_waivers,
            ),
            given("these resolutions:", f"Added. Columns: {', '.join(RESOLUTION_COLUMNS)}.", add_resolutions),
        ),
    ),
    Chapter(
        "Sources",
        (
            given("a source {source} by {role}, {basis}", "Dated and received on the day.", new_source),
            given("a source {source} by {role}, {basis}, received on {date}", "Received on another day.", new_source),
            given("these sources:", f"Added. Columns: {', '.join(SOURCE_COLUMNS)}.", add_sources),
            given("the source {source} is {basis}", f"How well founded it is: {', '.join(BASES)}.", rebase),
            given("the source {source} is by {role}", "Another role gave it.", give_to),
            given("the source {source} is dated {date}", "When it was made.", redate),
            given("the source {source} was received on {date}", "When the body had it.", receive),
            given("the source {source} is late", "Received on the day after it is decided.", be_late),
            given("the source {source} is valid until {date}", "Its last day; after it, it is stale.", expire),
            given("the source {source} has the limits {text}", "A caveat on all that rests on it.", limit),
            given("the source {source} has no limits", "Without that caveat.", free),
            given("everything from {source} is withdrawn", "Lists and records that rest on it alone.", withdraw_source),
        ),
    ),
)
