"""What stands behind a paper: parameters, sources, the proof, digests, the head of the ledger, and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.policy import Policy
from gonogo.model.report import Block, Picture, Section
from gonogo.write.decision_words import parts
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, code
from gonogo.write.qr_code import qr_png
from gonogo.write.text_layout import spaced

MOST_DRAWN = 60  # criteria and controls in one picture


def parameters_annex(pen: Pen) -> Section | None:
    """What the authority set, or left to the case."""
    of_the_case = {one.id for one in pen.made.policy.parameters.values() if one.case}
    rows = [
        (
            one["title"] or spaced(one["id"]),
            pen.dated(one["value"]),
            one["source"] or pen.say("handbook.case" if one["id"] in of_the_case else "not_given"),
        )
        for one in pen.made.decision["parameters"]
    ]
    columns = (("parameter", 4), ("value", 4), ("set_in", 5))
    return _table_annex("parameters", pen, columns, rows)


def sources_annex(pen: Pen) -> Section | None:
    """Every source: what it is, whose, when, on what basis, and what it cannot show."""
    rows = [
        (
            one["id"],
            one["title"] or pen.say("not_given"),
            pen.role(one["by"], one["by_title"]),
            pen.when(one),
            pen.say(f"basis.{one['basis']}"),
            _limits(one, pen),
        )
        for one in pen.made.decision["sources"]
    ]
    columns = (("source", 3), ("title", 4), ("who", 3), ("when", 3), ("basis", 3), ("limits", 5))
    return _table_annex("sources", pen, columns, rows)


def _limits(source: Part, pen: Pen) -> str:
    until = pen.say("sources.until", day=pen.day(source["valid_until"])) if source["valid_until"] else ""
    return " ".join(one for one in (source["limits"] or "", until) if one)


def _table_annex(
    name: str, pen: Pen, columns: tuple[tuple[str, int], ...], rows: Sequence[tuple[object, ...]]
) -> Section | None:
    if not rows:
        return None
    table = pen.table(pen.say(f"{name}.caption"), columns, rows)
    return Section(id=name, number=None, title=pen.say(f"{name}.title"), blocks=(table,))


# --- the proof -----------------------------------------------------------------------------------


def proof_annex(pen: Pen) -> Section:
    """Every condition that was asked, and every rule that fired, in order."""
    asked = list(_asked(pen))
    fired = [
        (str(one["seq"]), one["layer"], code(one["rule"]), code(", ".join(one["because_of"])), code(one["derives"]))
        for one in pen.made.decision["firings"]
    ]
    blocks: list[Block] = [pen.paragraph("proof.intro")]
    if asked:
        of_asked = (("token", 2), ("asks", 9), ("truth", 3), ("counted", 4))
        blocks.append(pen.table(pen.say("proof.asked"), of_asked, asked))
    if fired:
        columns = (("seq", 1), ("layer", 2), ("rule", 5), ("because_of", 6), ("derives", 4))
        blocks.append(pen.table(pen.say("proof.fired"), columns, fired))
    return Section(id="proof", number=None, title=pen.say("proof.title"), blocks=tuple(blocks), added=True)


def _asked(pen: Pen) -> Iterator[tuple[object, ...]]:
    told: set[str] = set()
    for part in parts(pen.made.decision):
        for one in part["conditions"]:
            if one["id"] not in told:
                told.add(one["id"])
                yield code(one["id"]), pen.dated(one["text"]), pen.say(f"truth.{one['truth']}"), _counted(one, pen)


def _counted(one: Part, pen: Pen) -> str:
    if not one["total"] and not one["complete"]:
        return pen.say("proof.nothing")
    whole = pen.say("evidence.whole" if one["complete"] else "evidence.not_whole")
    return pen.say("proof.counted", number=one["true"], total=one["total"], whole=whole)


# --- digests -------------------------------------------------------------------------------------


def digests_annex(pen: Pen) -> Section:
    """By which anybody can tell, later and offline, whether it is still the same that stands behind the paper."""
    made = pen.made
    decision, policy = made.decision, made.policy
    rows: list[tuple[object, ...]] = [
        (pen.say("digest.policy"), f"{policy.id}, {policy.version}", code(decision["policy"]["sha256"])),
        (pen.say("digest.evidence"), made.evidence.id, code(decision["evidence"]["sha256"])),
        *((pen.say("digest.file"), one["file"] or one["id"], code(one["sha256"])) for one in _files(pen)),
        (pen.say("digest.decision"), pen.day(decision["as_of"]), code(made.digest)),
        (pen.say("digest.engine"), made.engine, pen.say("digest.version_only")),
    ]
    if policy.calendar is not None:
        rows.append(
            (
                pen.say("digest.calendar"),
                f"{policy.calendar.id}, {policy.calendar.version}",
                pen.say("digest.in_policy"),
            )
        )
    if made.head is not None:
        what = pen.say("digest.entry", ledger=made.head.ledger, seq=made.head.seq)
        rows.append((pen.say("digest.ledger"), what, code(made.head.sha256)))
    columns = (("what", 3), ("which", 4), ("digest", 7))
    blocks: list[Block] = [pen.table(pen.say("digests.caption"), columns, rows)]
    if made.head is None:
        blocks.append(pen.paragraph("digest.no_ledger"))
    alt = pen.say("digest.alt", digest=made.digest)
    blocks.append(Picture("png", qr_png(f"sha256:{made.digest}"), alt, pen.say("digest.caption"), 30))
    return Section(id="digests", number=None, title=pen.say("digests.title"), blocks=tuple(blocks), added=True)


def _files(pen: Pen) -> list[Part]:
    """The sources that were read from files of their own."""
    return [one for one in pen.made.decision["sources"] if one.get("sha256")]


def diagram_annex(pen: Pen) -> Section | None:
    """The decision as a picture."""
    drawn = pen.made.diagram
    title = pen.say("diagram.title")
    if is_too_large(pen.made.policy):
        return Section(id="diagram", number=None, title=title, blocks=(pen.paragraph("diagram.too_large"),), added=True)
    if drawn is None:
        return None
    picture = Picture("svg", drawn.encode(), _alt(pen), pen.say("diagram.caption"), 165)
    return Section(id="diagram", number=None, title=title, blocks=(picture,), added=True)


def is_too_large(policy: Policy) -> bool:
    """Whether a picture of the whole could not be read on a page."""
    return len(policy.criteria) + len(policy.controls) > MOST_DRAWN


def _alt(pen: Pen) -> str:
    """What the picture says: each criterion and risk with its status, and the decision."""
    said = [f"{one['id']}: {pen.verdict(one).word}" for one in pen.made.decision["criteria"]]
    said += [f"{one['id']}: {pen.badge(one['state']).word}" for one in pen.made.decision["risks"]]
    few = said[:40] + (["…"] if len(said) > 40 else [])
    return pen.say("diagram.alt", said="; ".join(few), outcome=pen.badge(pen.made.decision["outcome"]).word)
