"""What a body really decided, in a few lines beside what the policy comes to; loud only where the two differ."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import Part, deferred_to, state_word
from gonogo.write.text_layout import Page, as_sentence, listed

RELIABILITY = {
    "primary": "read in the primary source",
    "secondary": "as a secondary source has it",
    "unverified": "not verified",
    "inferred": "inferred",
}


def published_lines(document: Part, page: Page) -> list[str]:
    """The section's lines; none where nothing was published."""
    said = document.get("published")
    if not said:
        return []
    lines = [line for one in _sentences(said) for line in page.paragraph(one, 2)]
    if said["ground"]:
        lines += page.labelled("Ground", as_sentence(said["ground"]), 2)
    lines += page.labelled("Source", f"{said['source']} ({RELIABILITY[said['reliability']]})", 2)
    if said["review"]:
        review = said["review"]
        who = review["by"] + (f", {review['date']}" if review["date"] else "")
        lines += page.labelled("Review", f"{who}: {as_sentence(review['finding'])}", 2)
        lines += page.labelled("Source", f"{review['source']} ({RELIABILITY[review['reliability']]})", 2)
    return lines


def _sentences(said: Part) -> Iterator[str]:
    who, day = said["by"] or "The body", f" ({said['date']})" if said["date"] else ""
    ours = state_word(said["ours"])
    if said["outcome"] is not None:
        decided = f"{who} decided {state_word(said['outcome'])}{deferred_to(said['to'])}{day}"
        if said["agrees"]:
            yield f"{decided}; this policy comes to the same."
        elif said["outcome"] == said["ours"]:
            yield f"{decided}; under this policy the evidence comes to that too, and not all else is the same."
        else:
            yield f"{decided}; under this policy the evidence comes to {ours}."
    yield from _statuses(said)
    review = said["review"]
    if review and review["agrees"] is not None:
        verb = "agrees" if review["agrees"] else "does not agree"
        yield f"This policy {verb} with what was found later."


def _statuses(said: Part) -> Iterator[str]:
    same = [f"{one['id']} {state_word(one['ours'])}" for one in said["statuses"] if one["agrees"]]
    if same:
        yield f"The same was published: {listed(same)}."
    for one in said["statuses"]:
        if not one["agrees"]:
            published, ours = state_word(one["published"]), state_word(one["ours"])
            yield f"{one['id']} was published as {published}; under this policy it comes to {ours}."
