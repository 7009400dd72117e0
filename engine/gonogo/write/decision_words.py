"""The words for what a decision document says in one word, and how its sources, dates and caveats are referred to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gonogo.model.noun import Noun
from gonogo.write.text_layout import DIM, GREEN, RED, YELLOW, as_sentence, listed, spaced

Part = Mapping[str, Any]

OUTCOMES = {
    "go": "GO",
    "go_with_conditions": "GO WITH CONDITIONS",
    "defer": "DEFER",
    "no_go": "NO-GO",
    "undecided": "UNDECIDED",
}
VERDICTS = {
    "fail": "FAIL",
    "unknown": "CANNOT TELL",
    "waived": "WAIVED",
    "pass": "PASS",
    "not_applicable": "NOT APPLICABLE",
}
PAINTS = {
    **dict.fromkeys(("PASS", "GO", "MET", "IN PLACE", "ACCEPTED", "CLOSED", "ENDED"), GREEN),
    **dict.fromkeys(("FAIL", "NO-GO", "BREACHED", "OVERDUE", "NOT IN PLACE"), RED),
    **dict.fromkeys(("CANNOT TELL", "UNDECIDED", "DEFER", "OPEN", "PLANNED", "WAIVED"), YELLOW),
    **dict.fromkeys(("GO WITH CONDITIONS", "ACCEPTED WITH CONDITIONS"), YELLOW),
    "NOT APPLICABLE": DIM,
}
LONG = 40  # characters; a shorter caveat is repeated rather than referred to


def state_word(status: str) -> str:
    """The one word, in capitals, that a reader sees for a verdict, a state or an outcome."""
    return VERDICTS.get(status) or OUTCOMES.get(status) or spaced(status).upper()


class References(Noun, frozen=True):
    """What is said once and referred to elsewhere: sources by id, and caveats that concern several parts by letter."""

    sources: Mapping[str, Part]
    caveats: Mapping[str, str]
    roles: Mapping[str, str]

    def source(self, ids: str | None) -> str:
        """Title, who, when and on what basis, for each of some sources such as `S1, S2`."""
        if not ids:
            return "set in the policy"
        return "; and ".join(self._source(name) for name in ids.split(", "))

    def _source(self, name: str) -> str:
        source = self.sources.get(name)
        if source is None:
            return name
        said = [source["title"], source["by_title"] or source["by"], source["date"], source["basis"]]
        return f"{', '.join(str(one) for one in said if one)} [{name}]"

    def those_of(self, caveats: Sequence[str]) -> list[str]:
        """Caveats in full, then one line for those that were given above."""
        own = [as_sentence(text) for text in caveats if text not in self.caveats]
        letters = sorted(self.caveats[text] for text in caveats if text in self.caveats)
        if letters:
            own.append(f"Caveat{'s' if len(letters) > 1 else ''} {listed(letters)}, above.")
        return own

    def called(self, fact: str, key: str) -> tuple[str, str]:
        """A record as people call it, in two parts: what it is, and which. A view is known by whose it is."""
        by, _, about = key.partition(", ")
        if fact == "view" and about:
            return "view of", f"{self.roles.get(by, by)} on {'the whole' if about == 'whole' else about}"
        return spaced(fact), key

    def titles(self, ids: Sequence[str]) -> str:
        """Sources by their titles alone."""
        return listed([(self.sources[name]["title"] if name in self.sources else None) or name for name in ids])


def references(document: Part) -> References:
    """Letters go to long caveats that stand in more than one place, in the order in which they first do."""
    times = Counter(caveat for part in parts(document) for caveat in dict.fromkeys(part["caveats"]))
    shared = [caveat for caveat, number in times.items() if number > 1 and len(caveat) > LONG]
    return References(
        sources={source["id"]: source for source in document["sources"]},
        roles={view["by"]: view["by_title"] or view["by"] for view in document["views"] if view["by"]},
        caveats={caveat: _letter(place) for place, caveat in enumerate(shared)},
    )


def rule_of(part: Part) -> str:
    """The rule that decided, in brackets; not one that follows from all others, such as `AC3.not-met`."""
    rule = part["rule"]
    return f" (rule {rule})" if rule and not rule.startswith(f"{part['id']}.") else ""


def _letter(place: int) -> str:
    """A to Z, then A1 to Z1, and so on."""
    rounds, letter = divmod(place, 26)
    return chr(ord("A") + letter) + (str(rounds) if rounds else "")


def parts(document: Part) -> Iterator[Part]:
    """Everything that is judged and has caveats: criteria, then each risk with its controls."""
    yield from document["criteria"]
    for risk in document["risks"]:
        yield risk
        yield from risk["controls"]


def deferred_to(to: Part | None) -> str:
    """` to 2027-02-01`, ` to between … and …`, or nothing."""
    if to is None:
        return ""
    first, last = to["from"], to["until"]
    if first and last and first != last:
        return f", to between {first} and {last}"
    return f", to {first or last}" if first or last else ""
