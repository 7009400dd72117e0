"""The little English grammar that sentences about conditions need: plurals, verbs, lists. Small rules, no guessing."""

from __future__ import annotations

from collections.abc import Sequence

# A noun phrase ends before these: the plural of `point of contact` is `points of contact`.
BREAKS = (
    *("of", "for", "in", "on", "by", "to", "with", "from", "at", "about", "against", "between", "under"),
    *("that", "which", "whose", "who"),
)
IRREGULAR = {"criterion": "criteria", "person": "people", "evidence": "evidence", "information": "information"}
VERBS = {"has": "have", "is": "are", "was": "were", "does": "do", "says": "say", "comes": "come", "goes": "go"}
VERBS |= {"holds": "hold", "applies": "apply", "exists": "exist"}
HELPERS = ("is", "are", "was", "were", "will", "would", "can", "could", "may", "might", "must", "should", "shall")
NOT_AFTER = {"is", "was", "will", "would", "could", "may", "might", "must", "should", "shall"}


def plural(noun: str) -> str:
    """`testing issue` gives `testing issues`; only the head of the phrase changes."""
    words = noun.split(" ")
    end = head_end(words)
    last = words[end - 1]
    words[end - 1] = IRREGULAR.get(last) or _plural_word(last)
    return " ".join(words)


def head_end(words: Sequence[str]) -> int:
    """How many words come before the first preposition: the head is the last of them."""
    return next((place for place, word in enumerate(words) if place and word in BREAKS), len(words))


def _plural_word(word: str) -> str:
    small = word.lower()
    if small.endswith("is"):
        return word[:-2] + "es"
    if small.endswith(("ss", "us", "x", "z", "ch", "sh")):
        return word + "es"
    if small.endswith("s"):
        return word
    if small.endswith("y") and not small.endswith(("ay", "ey", "oy", "uy")) and word != word.upper():
        return word[:-1] + "ies"
    return word + "s"


def possessive(noun: str) -> str:
    return f"{noun}'" if noun.endswith("s") else f"{noun}'s"


def plural_verb(phrase: str) -> str:
    """`has severity 2` gives `have severity 2`; what begins with `would` and its like stays."""
    first, space, rest = phrase.partition(" ")
    if phrase.startswith("is one "):
        return f"are ones {rest.removeprefix('one ')}"
    if phrase.startswith("has its "):
        return f"have their {rest.removeprefix('its ')}"
    return VERBS.get(first, first) + space + rest


def negated(phrase: str) -> str:
    """`would be deployed` gives `would not be deployed`; `has a plan` gives `does not have a plan`."""
    first, space, rest = phrase.partition(" ")
    if first == "can":
        return f"cannot{space}{rest}"
    if first in NOT_AFTER or (first == "has" and rest.startswith("been ")):
        return f"{first} not{space}{rest}"
    return f"does not {VERBS.get(first, first)}{space}{rest}"


def listed(items: Sequence[str], word: str) -> str:
    """`A, B or C`: for short items."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def joined(items: Sequence[str]) -> str:
    """`A and B`; with a comma before `and` where items are many or hold lists of their own."""
    if len(items) == 1:
        return items[0]
    long = len(items) > 2 or any(mark in item for item in items for mark in (",", " and ", " or "))
    return ", ".join(items[:-1]) + (", and " if long else " and ") + items[-1]


def sharing(phrases: Sequence[str], word: str) -> str:
    """Joins phrases, and says a first word that they share only once: `has severity 2 and status open`."""
    kept = [
        phrase.removeprefix(f"{word} ") if place and phrases[place - 1].startswith(f"{word} ") else phrase
        for place, phrase in enumerate(phrases)
    ]
    return joined(kept)


def spaced(name: str) -> str:
    """A name as words: `for_date` gives `for date`."""
    return name.strip("_").replace("_", " ")


def quoted(text: str) -> str:
    """Text of more than one word stands in quotation marks, so that it is not read as part of the sentence."""
    return f'"{text}"' if " " in text or not text else text


def amount(number: int, unit: str) -> str:
    """`1 working day`, `5 working days`."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"
