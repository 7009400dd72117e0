"""An empty pack as commented YAML, to be filled in and sent back; or, beside a workbook, the YAML that reads it."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.needs import BlankPack, Wanted
from gonogo.model.policy import FactType
from gonogo.model.value import Kind
from gonogo.write.blank_words import described, example_row, how_good, needed_for, owed_by, role_title
from gonogo.write.yaml_words import explained, flow, flow_list, remark, word

HEADER_ROW = 8  # of each sheet: see blank_xlsx
SHEET = 31  # characters that the name of a sheet may have
OTHER_SHEETS = ("instructions", "words")
SPLIT = ";"
QUOTED = (Kind.TEXT, Kind.VERSION, Kind.REF)
SAYS = "agree, agree_if (then `with` says on what condition), object or no_view"


def sheet_names(pack: BlankPack) -> dict[str, str]:
    """The sheet of each fact: its own name, as far as a sheet may be called so."""
    taken = set(OTHER_SHEETS)
    found: dict[str, str] = {}
    for one in pack.wanted:
        name, number = one.fact.id[:SHEET], 1
        while name.casefold() in taken:
            number += 1
            name = f"{one.fact.id[: SHEET - 3]}_{number}"
        taken.add(name.casefold())
        found[one.fact.id] = name
    return found


def blank_yaml(pack: BlankPack) -> str:
    """The whole file, ending in a line end."""
    lines = [*_head(pack), f"evidence: {pack.id}", f"policy: {pack.policy}", f"as_of: {pack.as_of.isoformat()}"]
    if pack.case:
        lines += ["", *remark("The case: take the # away, and say what is decided this time."), "# case:"]
        for name, title, expected in pack.case:
            lines.append(f"#   {name}:  # {title}: {expected}")
    sources = _sources(pack)
    lines += ["", "sources:"]
    for name, role in sources.items():
        lines += _source(name, role, pack)
    lines += ["", "facts:" if pack.wanted else "facts: {}"]
    for one in pack.wanted:
        lines += _fact(one, pack, sources)
    for view in pack.views:
        lines += _views(view, pack)
    return "\n".join(lines) + "\n"


def _head(pack: BlankPack) -> Iterator[str]:
    to = f" for {pack.role_title}" if pack.role_title else ""
    yield from remark(
        f"Evidence{to} on {pack.policy_title} (version {pack.version}). {pack.authority} decides on "
        f"{pack.as_of.isoformat()}: {pack.question}"
    )
    yield "#"
    if pack.workbook is not None:
        yield from remark(
            f"This file reads the workbook {pack.workbook}, which is to be filled in, and has to stand beside it. "
            "Here, say who gave it, when, and how well founded it is; and of each list, whether it is complete."
        )
    else:
        yield from remark(
            "To fill in: put a line for each record in the place of `[]`, after the example, and take the # away. What "
            "is left out is unknown, and nothing may pass on it; a no, or an empty list, is an answer too. A list in "
            "which nothing is missing says `complete: true`: only then can it show that something is not there."
        )
    yield "#"
    yield f"#     gonogo check {pack.policy} -e {pack.path}"
    yield "#"


def _sources(pack: BlankPack) -> dict[str, str]:
    """A source for each role that owes something: its id, and the role."""
    if pack.role is not None:
        return {"S1": pack.role}
    known = [role for role, _ in pack.roles]
    owing = dict.fromkeys(role for one in pack.wanted for role in one.by[:1] if role in known)
    if any(not one.by for one in pack.wanted) or not owing:
        owing.setdefault(known[0])
    return {f"S{number}": role for number, role in enumerate(owing, start=1)}


def _source(name: str, role: str, pack: BlankPack) -> Iterator[str]:
    yield f"  {name}:"
    yield f"    title: {word(f'Statement of {role_title(pack, role)}')}  # what it is, such as the minutes of a meeting"
    yield f"    by: {role}"
    yield "    # date: YYYY-MM-DD  # the day on which it was made"
    yield "    # received: YYYY-MM-DD  # the day on which the body had it; left out, that is its date"
    yield "    # basis: documented  # stated, documented or validated; left out, it counts as stated"
    yield "    # valid_until: YYYY-MM-DD  # the last day on which it holds, if there is one"
    yield "    # limits: what it cannot show"
    if pack.workbook is not None:
        yield f"    file: {word(pack.workbook)}"


# --- facts ---------------------------------------------------------------------------------------


def _fact(one: Wanted, pack: BlankPack, sources: dict[str, str]) -> Iterator[str]:
    fact = one.fact
    yield ""
    yield from remark(f"{fact.title}. Owed by {owed_by(pack, one)}. Needed for {needed_for(one)}.", 2)
    for told in how_good(one):
        yield from remark(f"How good: {told}.", 2)
    width = max(map(len, fact.fields))
    for name, field in fact.fields.items():
        yield from explained(name, described(field, name in fact.key), width, 2)
    by = next((source for source, role in sources.items() if role in one.by), next(iter(sources)))
    yield f"  {fact.id}:"
    yield f"    source: {by}"
    yield "    # complete: true  # nothing is missing from this list"
    if pack.workbook is not None:
        yield from _from(fact, pack.workbook, sheet_names(pack)[fact.id])
        return
    yield "    records: []"
    yield f"    #  - {flow(_example(fact))}"


def _from(fact: FactType, workbook: str, sheet: str) -> Iterator[str]:
    yield "    from:"
    yield f"      file: {word(workbook)}"
    yield f"      sheet: {word(sheet)}"
    yield f"      header: {HEADER_ROW}"
    yield "      map:"
    for name, field in fact.fields.items():
        if field.type.kind is Kind.LIST:
            yield f"        {name}: {{column: {name}, split: {word(SPLIT)}}}"
        else:
            yield f"        {name}: {word(name)}"


def _example(fact: FactType) -> dict[str, str]:
    found = {}
    for name, text in example_row(fact).items():
        kind = fact.fields[name].type.kind
        quoted = f'"{text}"' if kind is Kind.VERSION else word(text) if kind in QUOTED else text
        found[name] = flow_list([quoted]) if kind is Kind.LIST else quoted
    return found


def _views(one: Wanted, pack: BlankPack) -> Iterator[str]:
    bodies = [role for role in one.bodies if pack.role in (None, role)] or [pack.role or "ROLE"]
    yield ""
    yield from remark(
        f"Views of bodies: about the whole, a criterion or a risk. Each says {SAYS}. Asked for: "
        f"{', '.join(role_title(pack, role) for role in bodies)}, for {needed_for(one)}."
    )
    yield "views: []"
    for role in bodies:
        yield f"#  - {{by: {role}, about: whole, says: agree, date: {pack.as_of.isoformat()}}}"
