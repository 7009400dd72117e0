"""Sentences on what a body really decided, where the evidence says so, beside what the policy comes to."""

from __future__ import annotations

from gonogo.scenarios import looking
from gonogo.scenarios.case import Case, Mismatch
from gonogo.scenarios.looking import Part
from gonogo.scenarios.sentence import Act, Chapter, Said, then


def _published(case: Case, said: Said) -> Part:
    found: Part | None = looking.document(case, said)["published"]
    if found is None:
        raise Mismatch("something that was published", "the evidence has no `published`")
    return found


def agrees(wanted: bool) -> Act:
    """Whether the policy comes to what was published, in every point."""

    def expect(case: Case, said: Said) -> None:
        found = _published(case, said)
        if found["agrees"] is not wanted:
            statuses = [f"{one['id']} {one['published']}, and here {one['ours']}" for one in found["statuses"]]
            told = [f"{found['outcome']}, and here {found['ours']}", *statuses]
            raise Mismatch(f"what was published to be {'the same' if wanted else 'something else'}", "; ".join(told))

    return expect


def agrees_with_review(case: Case, said: Said) -> None:
    found = _published(case, said)
    review = found["review"]
    if review is None or review["agrees"] is not True:
        told = "no review was published" if review is None else f"the review says {review['outcome']}"
        raise Mismatch("it to agree with the later review", f"{told}, and here it is {found['ours']}")


def no_day(case: Case, said: Said) -> None:
    one = looking.document(case, said)["decisions"][0]
    if one["outcome"] != "defer" or one["to"] is not None:
        raise Mismatch("a deferral to no day", f"{one['outcome']}, {one['to'] or 'to no day'}")


PUBLISHED = (
    Chapter(
        "What was really decided",
        (
            then("it comes to what was published", "In every point that the evidence has published.", agrees(True)),
            then("it does not come to what was published", "In one point at least.", agrees(False)),
            then(
                "it agrees with the later review",
                "A go, where the review says go; else anything but a go.",
                agrees_with_review,
            ),
            then("the decision is deferred to no day", "A new day is not given.", no_day),
        ),
    ),
)
