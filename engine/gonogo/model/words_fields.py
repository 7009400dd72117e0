"""What is asked of one record, in plain English: `has severity at most 2, is by the supplier, and says agree`.

A field is spoken of by its title, else by its name. Most are nouns (`has severity 2`); some begin with a preposition
(`is by the supplier`), and what is true or false of a record is said of it as its words allow: `is confirmed`, `would
be deployed`, `has its code developed`, and where they allow nothing better, `is one whose deploys is true`.
"""

from __future__ import annotations

from gonogo.model.condition import Comparison, Either, FieldTest, Literal, Op, Where
from gonogo.model.noun import Noun
from gonogo.model.value import Kind
from gonogo.model.words_grammar import (
    HELPERS,
    VERBS,
    joined,
    listed,
    negated,
    plural_verb,
    quoted,
    sharing,
    spaced,
)
from gonogo.model.words_values import Speaker, attribute_words, bare_noun, is_true, operand, predicate

PREPOSITIONS = (
    *("by", "for", "about", "from", "to", "on", "in", "at", "with", "without", "under", "out", "before", "after"),
)
PARTICIPLES = (
    *("met", "done", "shown", "given", "known", "held", "made", "built", "run", "taken", "sent", "paid"),
    *("proven", "written", "set", "put", "found", "kept", "left", "begun", "drawn", "seen", "understood", "sworn"),
)
ADJECTIVES = ("ready", "complete", "open", "live", "active", "available", "acceptable", "critical", "urgent")
CLAUSE_VERBS = (*HELPERS, "has", "have", "had", "does", "do", "did")
STEMS = {"source.by": "comes from", "source.received": "was received", "source.date": "is dated", "says": "says"}
NOUNS = {"source.basis": "basis", "source.title": "source title"}


class Said(Noun, frozen=True):
    """One thing said of a record: as a verb phrase, after `records` (None: `that` and the phrase), and in a list."""

    phrase: str
    whose: str | None
    bare: str
    many: str | None = None

    def spoken(self, *, many: bool) -> str:
        return (self.many or plural_verb(self.phrase)) if many else self.phrase


def verb_phrase(where: Where, speaker: Speaker, *, many: bool) -> str:
    """`has severity at most 2, status other than closed, and is confirmed`."""
    return sharing([_said(part, speaker).spoken(many=many) for part in where], "have" if many else "has")


def relative(where: Where, speaker: Speaker, *, many: bool) -> str:
    """`whose severity is at most 2 and that is confirmed`."""
    parts = [_said(part, speaker) for part in where]
    return sharing([part.whose or f"that {part.spoken(many=many)}" for part in parts], "that")


def bare(where: Where, speaker: Speaker) -> str:
    """`severity at most 2, status other than closed, and confirmed`: for a heading or after a colon."""
    return joined([_said(part, speaker).bare for part in where]) if where else ""


def _said(part: FieldTest | Either, speaker: Speaker) -> Said:
    if isinstance(part, Either):
        return _either(part, speaker)
    words = field_words(part.field, speaker)
    wanted = is_true(part.tests[0]) if part.type.kind is Kind.BOOLEAN and len(part.tests) == 1 else None
    if wanted is not None:
        return _boolean(words, wanted=wanted)
    stem = STEMS.get(part.field)
    if stem is None and _is_said_with_is(words):
        stem = f"is {words}"
    if stem is None and part.type.kind in (Kind.DATE, Kind.INSTANT) and _is_participle(words):
        stem = f"was {words}"
    if stem is not None and all(test.op is not Op.GIVEN for test in part.tests):
        return _plain(" and ".join(_stemmed(stem, test, part, speaker) for test in part.tests))
    return _noun(words, part, speaker)


def _is_said_with_is(words: str) -> bool:
    """`for date`, `monitored by`: the value then needs no noun before it."""
    first, *rest = words.split(" ")
    return first in PREPOSITIONS or (bool(rest) and rest[-1] in PREPOSITIONS and _is_participle(first))


def is_clumsy(where: Where, speaker: Speaker, *, denied: bool) -> bool:
    """Whether something is said that reads better after the noun than as a verb: `whose deploys is true`.

    `denied`: of no record, where a second `not` would trip the reader: `no view is not by the testers`.
    """
    trips = ("is one ", "is not ", "does not ", "cannot ") if denied else ("is one ",)
    return any(_said(part, speaker).phrase.startswith(trips) for part in where)


def only_true_or_not(where: Where, speaker: Speaker) -> str | None:
    """`it is true that …`, where that is all that is said of a record."""
    parts = [_said(part, speaker).bare for part in where]
    return joined(parts) if all(part.startswith(("it is true", "it is not true")) for part in parts) else None


def field_words(field: str, speaker: Speaker) -> str:
    """A field's title, else its name as words."""
    if field in NOUNS:
        return NOUNS[field]
    fact = speaker.sight[-1].fact if speaker.sight else ""
    if (fact, field) == ("view", "with"):
        return "condition"
    declared = speaker.policy.facts[fact].fields.get(field) if fact in speaker.policy.facts else None
    return (declared.title if declared else None) or spaced(field.replace(".", " "))


def _either(part: Either, speaker: Speaker) -> Said:
    options = [verb_phrase(option, speaker, many=False) for option in part.options]
    if len(options) == 1:
        return _plain(options[0])
    many = [verb_phrase(option, speaker, many=True) for option in part.options]
    bare_options = ", or ".join(bare(option, speaker) for option in part.options)
    return Said(f"either {', or '.join(options)}", None, f"either {bare_options}", f"either {', or '.join(many)}")


def _plain(phrase: str) -> Said:
    return Said(phrase, None, phrase.removeprefix("is ").removeprefix("was "))


# --- nouns and prepositions ----------------------------------------------------------------------


def _noun(words: str, part: FieldTest, speaker: Speaker) -> Said:
    noun = bare_noun(words)
    if len(part.tests) == 1 and part.tests[0].op is Op.GIVEN:
        if _asks_for_none(part.tests[0]):
            return Said(f"has no {noun}", f"that has no {noun}", f"no {noun}")
        return Said(f"has its {noun} given", f"whose {noun} is given", f"{noun} given")
    described = f"{words} {attribute_words(part.tests, part.type, speaker)}"
    return Said(f"has {described}", f"whose {noun} {predicate(part.tests, part.type, speaker)}", described)


def _asks_for_none(test: Comparison) -> bool:
    return is_true(Comparison(Op.EQUALS, test.against, test.at)) is False


def _stemmed(stem: str, test: Comparison, part: FieldTest, speaker: Speaker) -> str:
    """`is by the supplier`, `is not by the supplier`, `was received on or before 2026-11-08`."""
    if test.op not in (Op.EQUALS, Op.ONE_OF, Op.NOT, Op.NONE_OF):
        return f"{stem} {attribute_words((test,), part.type, speaker)}"
    whole = Literal("whole") if part.field == "about" else None
    values = ["the whole" if one == whole else operand(one, part.type, speaker) for one in test.against]
    if part.type.kind is Kind.DATE and all(value.startswith("the ") for value in values):
        stem = stem.removesuffix(" date")  # `is for the agreed date`
    says = stem if test.op in (Op.EQUALS, Op.ONE_OF) else negated(stem)
    return f"{says}{' on' if stem.startswith('was ') else ''} {listed(values, 'or')}"


# --- yes or no -----------------------------------------------------------------------------------


def _boolean(words: str, *, wanted: bool) -> Said:
    first, *rest = words.split(" ")
    last = rest[-1] if rest else ""
    if first in HELPERS or first in VERBS or first == "can":
        return _plain(words if wanted else negated(words))
    if first in PREPOSITIONS or first in ADJECTIVES or _is_participle(first):
        return _plain(f"is {words}" if wanted else f"is not {words}")
    if any(word in CLAUSE_VERBS for word in rest):
        true = f"it is {'' if wanted else 'not '}true that {words}"
        return Said(f"is one for which {true}", f"for which {true}", true)
    if _is_participle(last) and "be" not in rest:
        noun = bare_noun(words.removesuffix(f" {last}"))
        ending = f"{noun} {'' if wanted else 'not '}{last}"
        return Said(f"has its {ending}", None, ending)
    true = f"{quoted(words)} is {'true' if wanted else 'false'}"
    return Said(f"is one whose {true}", f"whose {true}", true)


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (len(word) > 3 and word.endswith("ed") and not word.endswith("eed"))
