"""Which records a condition is about: a fact or a definition, what they must match, and what they must meet.

Definitions are expanded here: what they ask comes before what the place of use asks.
"""

from __future__ import annotations

from gonogo.model.condition import All, Condition, Either, FieldTest, Selection, Where
from gonogo.model.diagnostic import Code
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType
from gonogo.read.comparison_file import read_field_test
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.names import Names
from gonogo.read.nearest import nearest
from gonogo.read.operand_file import Subject
from gonogo.read.possible import check_together
from gonogo.read.shaped import many, mapping, scalar
from gonogo.read.sight import Seen, Sight
from gonogo.read.subjects import check_named_subjects
from gonogo.read.tree import Mapping, Node, Scalar

MOST_EXPANSIONS = 5_000  # definitions of definitions can double at every step
DEEPEST = 20


class Asked(Noun, frozen=True):
    """What is asked of a record: tests on its fields, and at most one nested condition a place."""

    where: Where
    meets: tuple[Condition, ...]


class Chosen(Noun, frozen=True):
    """The records of one fact, what a definition asks of them, and what is in sight of whoever looks at them."""

    node: Mapping
    word: str
    fact: FactType
    alias: str
    defined: Asked
    sight: Sight

    def where(self, node: Mapping, key: str) -> Where | None:
        """The tests under `where`, `has` or `of`; None after a complaint."""
        return read_where(node[key], self.fact, self.sight) if key in node else ()

    def meets(self, node: Mapping) -> tuple[Condition, ...] | None:
        """The nested condition, if there is one; None after a complaint."""
        return _meets(node, self.sight)

    def selection(self, own: Asked) -> Selection:
        """What the definition asks, and then what the place of its use asks."""
        where = (*self.defined.where, *own.where)
        if self.defined.where and own.where:
            check_together(self.node, where, self.sight.names)
        return Selection(
            fact=self.fact.id,
            alias=self.alias,
            where=where,
            meets=_conjoined((*self.defined.meets, *own.meets)),
            named=self.word,
            at=self.node.at,
        )


def selected(node: Mapping, head: Scalar, sight: Sight) -> Selection | None:
    """The records that a condition selects by `where` and `meets`; None after a complaint."""
    chosen = choose(node, head, sight)
    if chosen is None:
        return None
    own, meets = chosen.where(node, "where"), chosen.meets(node)
    return None if own is None or meets is None else chosen.selection(Asked(own, meets))


def choose(node: Mapping, head: Scalar, sight: Sight) -> Chosen | None:
    """The fact or definition that a condition names, with its record in sight."""
    written = scalar(node[head])
    word = _fact_word(written)
    fact = _fact(written, word, sight.names)
    if fact is None:
        return None
    inner, alias = sight.looking_at(str(node.get("as", word)), fact)
    defined = _defined(written, word, Seen(alias, fact), inner)
    return None if defined is None else Chosen(node, word, fact, alias, defined, inner)


def _fact_word(word: str) -> str:
    """The fact in `defect` and in `defect.severity`."""
    return word.partition(".")[0]


def _fact(node: Scalar, word: str, names: Names) -> FactType | None:
    """The fact below a word, through any number of definitions; a complaint where there is none."""
    bottom = bottom_of(word, names)
    if bottom is not None:
        names.used |= {word, bottom}
        return names.facts[bottom]
    if word not in names.definitions:  # what is wrong with a definition is said where it stands
        choices = [*names.facts, *names.definitions]
        says = f"there is no fact `{word}`"
        names.refuse(unknown_name(Code.UNKNOWN_FACT, node, says, choices, did_you_mean=nearest(word, choices)))
    return None


def bottom_of(word: str, names: Names) -> str | None:
    """The fact that a definition stands on in the end; None where there is none."""
    for _ in range(DEEPEST):
        if word not in names.definitions:
            return word if word in names.facts else None
        word = str(names.definitions[word]["of"])
    return None


# --- definitions ---------------------------------------------------------------------------------


def check_definition(name: str, node: Mapping, sight: Sight) -> None:
    """Complains of what is wrong in one definition."""
    names = sight.names
    of = scalar(node["of"])
    if bottom_of(name, names) is None:
        if of not in names.definitions:
            _fact(of, str(of), names)
        elif _leads_back(name, names):
            _refuse_circle(of, name, names)
        return
    names.used.add(str(of))
    seen = Seen(str(of), names.facts[bottom_of(name, names) or ""])
    asked = _defined(of, name, seen, sight)
    if asked is not None:
        names.defined[name] = (asked.where, asked.meets)


def _leads_back(name: str, names: Names) -> bool:
    """Whether a definition stands on itself, or on more definitions than can be followed."""
    word = name
    for _ in range(DEEPEST):
        word = str(names.definitions[word]["of"])
        if word not in names.definitions:
            return False
        if word == name:
            return True
    return True


def _refuse_circle(node: Scalar, name: str, names: Names) -> None:
    says = f"the definition `{name}` leads back to itself, or through too many others"
    names.refuse(wrong(Code.DEFINITION_CIRCLE, node, says, f"at most {DEEPEST} definitions, one upon the other"))


def _defined(node: Scalar, word: str, seen: Seen, sight: Sight) -> Asked | None:
    """What a definition asks of its record, after what the definitions below it ask; nothing for a plain fact."""
    names = sight.names
    if word not in names.definitions:
        return Asked((), ())
    names.expansions += 1
    if word in sight.expanding or len(sight.expanding) > DEEPEST or names.expansions > MOST_EXPANSIONS:
        _refuse_circle(node, word, names)
        return None
    definition = names.definitions[word]
    of = scalar(definition["of"])
    below = _defined(node, str(of), seen, sight)
    inner = sight.defining(word, str(definition.get("as", of)), seen)
    where = read_where(definition["where"], seen.fact, inner) if "where" in definition else ()
    meets = _meets(definition, inner)
    if below is None or where is None or meets is None:
        return None
    return Asked((*below.where, *where), (*below.meets, *meets))


def _meets(node: Mapping, sight: Sight) -> tuple[Condition, ...] | None:
    if "meets" not in node:
        return ()
    condition = sight.condition(node["meets"], sight.inside_meets())
    return None if condition is None else (condition,)


def _conjoined(conditions: tuple[Condition, ...]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return All(conditions, conditions[0].at)


# --- where ---------------------------------------------------------------------------------------


def read_where(node: Node, fact: FactType, sight: Sight) -> Where | None:
    """`{field: test, …, either: [{…}, {…}]}`; None after a complaint."""
    read = [_part(key, value, fact, sight) for key, value in mapping(node).items()]
    parts = tuple(part for part in read if part is not None)
    return parts if len(parts) == len(read) else None


def _part(key: Scalar, value: Node, fact: FactType, sight: Sight) -> FieldTest | Either | None:
    if key == "either":
        return _either(key, value, fact, sight)
    field = sight.names.field_of(fact, key)
    if field is None:
        return None
    test = read_field_test(value, Subject.field(field), sight)
    return test if test is not None and check_named_subjects(value, fact, test, sight.names) else None


def _either(key: Scalar, node: Node, fact: FactType, sight: Sight) -> Either | None:
    read = [read_where(option, fact, sight) for option in many(node)]
    options = tuple(option for option in read if option is not None)
    return Either(options, key.at) if len(options) == len(read) else None


def aggregated_field(word: Scalar, head: str, chosen: Chosen) -> Subject | None:
    """The field in `total: defect.cost`."""
    name = word.partition(".")[2]
    if name in chosen.fact.fields:
        return Subject.field(chosen.fact.fields[name])
    says = f"`{chosen.fact.id}` has no field `{name}`" if name else f"`{head}` needs a field of `{word}`"
    choices = [f"{chosen.word}.{field}" for field in chosen.fact.fields]
    chosen.sight.names.refuse(unknown_name(Code.UNKNOWN_FIELD, word, says, choices))
    return None
