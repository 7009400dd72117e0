"""Sentences on what is put before the body: the policy, the evidence as a whole, the day, parameters; and deciding."""

from __future__ import annotations

from pathlib import Path

from gonogo import api_scenarios
from gonogo.api_scenarios import FilesOf
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.policy import Policy
from gonogo.model.value import Value
from gonogo.scenarios.case import Case
from gonogo.scenarios.naming import fields_of, row_values
from gonogo.scenarios.sentence import Chapter, Said, given, refuse, refuse_name, when


def take_policy(case: Case, said: Said) -> None:
    path = _file(case, said, "policies", "policy")
    try:
        case.take_policy(case.bench.policy_at(path))
    except InputError as error:
        case.refuse("policy", error.diagnostics)


def _file(case: Case, said: Said, kind: FilesOf, word: str) -> Path:
    path = case.bench.place_of(said.text("text"), kind, case.feature)
    if path is None:
        known = api_scenarios.known_names(kind, case.feature)
        refuse_name(said.found("text").at, said.text("text"), word, known)
    return path


def take_evidence(case: Case, said: Said) -> None:
    policy = case.policy(said.step.at)
    found = case.bench.pack_at(_file(case, said, "evidence", "evidence"))
    if not isinstance(found, Diagnostics):
        found = case.bench.unfolded(found, policy)
    if isinstance(found, Diagnostics):
        case.refuse("evidence", found)
    else:
        case.take_pack(found)


def take_nothing(case: Case, said: Said) -> None:
    case.take_pack(api_scenarios.empty_pack(case.policy(said.step.at), said.step.at, case.day))


def take_written(case: Case, said: Said) -> None:
    diagnostics = Diagnostics()
    pack = api_scenarios.pack_of(said.text_file(), case.policy(said.step.at), diagnostics)
    if pack is None:
        case.refuse("evidence", diagnostics)
    else:
        case.take_pack(pack)


def take_more(case: Case, said: Said) -> None:
    pack, diagnostics = case.pack(said.step.at), Diagnostics()
    api_scenarios.add_more(said.text_file(), pack, case.policy(said.step.at), diagnostics)
    if diagnostics.errors:
        case.refuse("evidence", diagnostics)


def take_day(case: Case, said: Said) -> None:
    case.take_day(said.day("date"))


# --- parameters ----------------------------------------------------------------------------------


def set_parameter(case: Case, said: Said) -> None:
    name = _parameter(case.policy(said.step.at), said)
    diagnostics = Diagnostics()
    wanted = case.policy(said.step.at).parameters[name].type
    value = api_scenarios.value_from(said.scalar("value"), wanted, diagnostics)
    if value is None:
        problem = diagnostics.errors[0]
        refuse(problem.at, problem.says, problem.expected, problem.found)
    case.parameters[name] = value
    case.changed()


def unset_parameter(case: Case, said: Said) -> None:
    policy = case.policy(said.step.at)
    if said.text("parameter") in policy.tables:
        case.rows[said.text("parameter")] = None
    else:
        case.parameters[_parameter(policy, said)] = None
    case.changed()


def _parameter(policy: Policy, said: Said) -> str:
    name = said.text("parameter")
    by_title = {one.title: one.id for one in policy.parameters.values() if one.title}
    name = by_title.get(name, name)
    if name not in policy.parameters:
        if name in policy.tables:
            refuse(said.found("parameter").at, f"`{name}` is a table", "`has these rows:` and a table", "one value")
        refuse_name(said.found("parameter").at, name, "parameter", [*policy.parameters, *policy.tables])
    return name


def set_rows(case: Case, said: Said) -> None:
    policy, name = case.policy(said.step.at), said.text("parameter")
    table = policy.tables.get(name)
    if table is None:
        refuse_name(said.found("parameter").at, name, "table", policy.tables)
    fields = fields_of(table.fact, said.header)
    rows: list[tuple[Value | None, ...]] = []
    for row in said.rows:
        written = dict(zip(fields, row, strict=True))
        rows.append(row_values(table.fact, written))
    case.rows[name] = tuple(rows)
    case.changed()


# --- deciding ------------------------------------------------------------------------------------


def decide(case: Case, said: Said) -> None:
    case.decide(said.step.at, said.day("date") if "date" in said else None)


A_FILE = "A file, a folder or a name: beside the feature, in a folder above it, or under `{}/` there."

GIVEN = (
    Chapter(
        "The policy and the evidence",
        (
            given("the policy {text}", A_FILE.format("policies"), take_policy),
            given("the evidence {text}", A_FILE.format("evidence"), take_evidence),
            given("no evidence", "A pack without anything in it, to which steps add.", take_nothing),
            given("the evidence:", "A whole evidence file, as a doc string.", take_written, "text"),
            given(
                "the evidence also holds:",
                "What one more file of the pack would hold: `sources`, `facts`, `views`, `waivers`, `resolutions`.",
                take_more,
                "text",
            ),
            given("the day is {date}", "The day on which the body decides, instead of the evidence's own.", take_day),
        ),
    ),
    Chapter(
        "Parameters of the policy",
        (
            given("the parameter {parameter} is {value}", "Another value than the policy gives.", set_parameter),
            given("the parameter {parameter} has no value", "As if the authority had not set it.", unset_parameter),
            given("the parameter {parameter} has these rows:", "Other rows of a table of the policy.", set_rows),
        ),
    ),
    Chapter(
        "Deciding",
        (
            when("it is decided", "On the evidence as it is by now, as known on its day.", decide),
            when("the release is decided", "The same.", decide),
            when("it is decided as of {date}", "As known on another day.", decide),
            when("the release is decided as of {date}", "The same.", decide),
        ),
    ),
)
