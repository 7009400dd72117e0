"""Which evidence a finding rests on: each record once, with who gave it, when, on what basis, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.report import Block, Line, Words
from gonogo.write.paper_differences import about
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, code, without_column
from gonogo.write.text_layout import spaced

FEW = 10  # records of one source that are named; the rest are counted
Row = tuple[str, str, str]  # what kind of fact, its sources, its basis


def cited(part: Part, pen: Pen) -> Iterator[Block]:
    """A table of the records that decided, and what was looked at where no record did."""
    told = [one for one in deciding(part) if one["truth"] != "unknown"]
    groups: dict[tuple[str, str | None], dict[str, str]] = {}
    for condition in told:
        for witness in condition["witnesses"]:
            fact, key = _called(witness, pen)
            groups.setdefault((fact, witness["source"]), {})[key] = witness["at"]
    rows = [_row(fact, source, keys, pen) for (fact, source), keys in groups.items()]
    if rows:
        columns = (("evidence", 5), ("who", 5), ("when", 3), ("basis", 3), ("place", 5))
        yield pen.table(pen.say("evidence.caption", id=part["id"]), columns, rows)
    rest = list(dict.fromkeys(_looked_at(one, pen) for one in told if not one["witnesses"] or one["more"]))
    if rest:
        yield bullets(rest)


def _called(witness: Part, pen: Pen) -> tuple[str, str]:
    """A record as people call it. Whose a view is stands beside it."""
    if witness["fact"] == "view":
        subject = witness["key"].partition(", ")[2] or witness["key"]
        return pen.say("views.record"), pen.say("views.record_on", about=about(subject, pen))
    return pen.known.called(witness["fact"], witness["key"])


def deciding(part: Part) -> list[Part]:
    """The conditions of the rules that decided."""
    found = [one for one in part["conditions"] if one["rule"] in part.get("rules", [part["rule"]])]
    return found or (list(part["conditions"]) if part["rule"] else [])  # a rule such as `AC3.not-met`


def _row(fact: str, sources: str | None, keys: dict[str, str], pen: Pen) -> tuple[object, ...]:
    names = list(keys)
    few = names[:FEW]
    what = f"{fact} {pen.texts.listed(few)}" if len(names) <= FEW else f"{fact} {', '.join(few)}"
    if len(names) > FEW:
        what = pen.say("evidence.more", what=what, number=len(names) - FEW)
    found = [pen.known.sources[name] for name in (sources or "").split(", ") if name in pen.known.sources]
    if not found:
        return what, pen.authority, "", pen.say("source.policy"), _place(keys)
    return (
        what,
        "; ".join(pen.role(one["by"], one["by_title"]) for one in found),
        "; ".join(pen.when(one) for one in found),
        "; ".join(pen.say(f"basis.{one['basis']}") for one in found),
        _place(keys),
    )


def _place(keys: dict[str, str]) -> Line:
    """Where the first of them stands: file and line."""
    places = list(dict.fromkeys(without_column(place) for place in keys.values()))
    more = (Words(" …"),) if len(places) > 1 else ()
    return (code(places[0]), *more)


def _looked_at(condition: Part, pen: Pen) -> str:
    if condition["witnesses"]:
        return pen.say("evidence.and_more", number=condition["more"], fact=spaced(condition["witnesses"][0]["fact"]))
    holds = pen.say("yes" if condition["truth"] == "true" else "no")
    if not condition["total"]:
        return pen.say("evidence.asked", asked=condition["text"], holds=holds)
    whole = pen.say("evidence.whole" if condition["complete"] else "evidence.not_whole")
    looked = pen.texts.number("count.records", condition["total"])
    return pen.say("evidence.looked", asked=condition["text"], holds=holds, looked=looked, whole=whole)
