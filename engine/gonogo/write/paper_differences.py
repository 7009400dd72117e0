"""Where bodies and engine differ, and bodies among themselves: shown, whichever way it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gonogo.model.report import Block, Line, Section
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong

FOR, AGAINST = "for", "against"
LEANS: Mapping[str, str] = {
    **dict.fromkeys(("agree", "agree_if"), FOR),
    "object": AGAINST,
    **dict.fromkeys(("pass", "waived", "not_applicable", "accepted", "accepted_with_conditions", "closed"), FOR),
    **dict.fromkeys(("go", "go_with_conditions"), FOR),
    **dict.fromkeys(("fail", "unknown", "open", "breached", "no_go", "undecided", "defer"), AGAINST),
}
# What a body may decide, and the outcomes of the engine that say the same.
SAME: Mapping[str, tuple[str, ...]] = {
    "agreed": ("go", "go_with_conditions"),
    "agreed_with_conditions": ("go", "go_with_conditions"),
    "rejected": ("no_go",),
    "deferred": ("defer",),
}


def statuses(decision: Part) -> dict[str, str]:
    """What everything came to that a body may have a view on."""
    found = {"whole": str(decision["outcome"])}
    found |= {one["id"]: one["verdict"] for one in decision["criteria"]}
    return found | {one["id"]: one["state"] for one in decision["risks"]}


def differences(pen: Pen) -> list[Line]:
    """Each view that goes against what the engine found, each decision that does, and each dissent."""
    return [*_views(pen), *_dissent(pen), *_decided(pen)]


def counted(decision: Part) -> list[Part]:
    """Views that count on the day, with a body that holds them."""
    return [one for one in decision["views"] if one["counted"] and one["by"] and one["says"]]


def _views(pen: Pen) -> Iterator[Line]:
    found = statuses(pen.made.decision)
    for view in counted(pen.made.decision):
        status = found.get(view["about"])
        lean = LEANS.get(view["says"])
        if status is not None and lean is not None and lean != LEANS[status]:
            yield pen.texts.line(
                "differ.view",
                body=strong(pen.role(view["by"], view["by_title"])),
                says=pen.badge(view["says"]),
                about=about(view["about"], pen),
                engine=pen.badge(status),
            )


def about(subject: str, pen: Pen) -> str:
    """What a view is about, as people say it."""
    return pen.say("about.whole") if subject == "whole" else subject


def _dissent(pen: Pen) -> Iterator[Line]:
    sides: dict[str, dict[str, list[str]]] = {}
    for view in counted(pen.made.decision):
        if view["says"] in LEANS:
            side = sides.setdefault(view["about"], {}).setdefault(LEANS[view["says"]], [])
            side.append(pen.role(view["by"], view["by_title"]))
    for subject, both in sides.items():
        if len(both) > 1:
            yield pen.texts.line(
                "differ.dissent",
                about=about(subject, pen),
                agree=pen.texts.listed(both[FOR]),
                object=pen.texts.listed(both[AGAINST]),
            )


def _decided(pen: Pen) -> Iterator[Line]:
    outcome = pen.made.decision["outcome"]
    published = pen.made.decision.get("published")
    if published and not published["agrees"]:
        yield from _published(published, pen)
    for act in pen.made.acts:
        same = SAME.get(act["answer"])
        if same is not None and outcome not in same:
            body = strong(pen.role(act["by"]["role"], act["by"]["title"]))
            said = pen.say(f"act.{act['answer']}")
            yield pen.texts.line("differ.act", body=body, decided=said, engine=pen.badge(outcome))


def _published(published: Part, pen: Pen) -> Iterator[Line]:
    decided = published["outcome"]
    if decided is not None and decided != published["ours"]:
        body = strong(published["by"] or pen.authority)
        ours = pen.badge(published["ours"])
        yield pen.texts.line("differ.published", body=body, decided=pen.badge(decided), engine=ours)
    for one in published["statuses"]:
        if not one["agrees"]:
            both = {"decided": pen.badge(one["published"]), "engine": pen.badge(one["ours"])}
            yield pen.texts.line("differ.status", id=strong(one["id"]), **both)


def differences_section(pen: Pen) -> Section | None:
    """All differences; none: no section."""
    found = differences(pen)
    if not found:
        return None
    blocks: tuple[Block, ...] = (pen.paragraph("differ.intro", authority=pen.authority), bullets(found))
    return Section(id="differences", number=None, title=pen.say("differ.title"), blocks=blocks, added=True)
