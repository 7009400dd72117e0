"""Compiles the conditions of a policy to one Python function, once: typed records in, truths and counts out.

Each leaf condition counts records. Leaves on one fact share one loop; in it, a record whose fields are all known takes
the quick way (plain comparisons), any other the exact way (a function that gives 0, 1 or 2). What is nested in `meets`,
and figures that are used as values, are written by `judge.nested`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gonogo.judge import compare, settle
from gonogo.judge.compare import is_exact
from gonogo.judge.emit import ORDERING, Constants, Quick, Scope
from gonogo.judge.nested import NOWHERE, Nested
from gonogo.judge.sweep import Gate, Sweep, gate_values, sweep
from gonogo.judge.tables import Attribution, Memo, Tables
from gonogo.model.condition import (
    Count,
    Every,
    FieldTest,
    Leaf,
    Literal,
    No,
    Op,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET
from gonogo.model.value import Kind

SETTLERS = ("some", "no", "every", "count", "share", "satisfies", "total", "lowest", "highest")
Observe = Callable[[Tables, tuple[Any, ...]], tuple[tuple[int, ...], tuple[Any, ...], tuple[Any, ...]]]

PLAIN_WORDS = (Kind.TEXT, Kind.ONE_OF, Kind.RANKED, Kind.ROLE)


class Asked(Noun, frozen=True):
    """A leaf condition and the slot of the table it is asked of: one fact, under one demand on its evidence."""

    leaf: Leaf
    demand: int


class Program(Noun, frozen=True):
    """The compiled conditions: `observe` gives truths, counts and record predicates, each in the order of `asked`."""

    asked: tuple[Asked, ...]
    slots: tuple[tuple[str, int], ...]  # (fact, demand)
    moving: tuple[Operand, ...]
    source_tests: tuple[FieldTest, ...]
    source: str
    observe: Observe
    source_truths: Callable[[Attribution, tuple[Any, ...]], tuple[int, ...]]


def generate(policy: Policy, asked: tuple[Asked, ...]) -> Program:
    """Compiles all leaf conditions of a policy (those on statuses excepted) into one program."""
    return _Generator(policy, asked).program()


class _Generator:
    def __init__(self, policy: Policy, asked: tuple[Asked, ...]) -> None:
        self.policy = policy
        self.asked = asked
        self.constants = Constants(policy)
        self.nested = Nested(policy, self.constants)
        self.sweeps: list[Sweep] = []
        self.counting: list[str] = []
        self.figures: dict[str, str] = {}  # expression of one that is the same for every record -> its name

    def program(self) -> Program:
        truths: list[str] = []
        for number, one in enumerate(self.asked):
            self.nested.demand = one.demand
            counts = self._counts(number, one.leaf)
            truths.append(self._truth(number, one.leaf, counts))
        source = self._observe_source(truths) + self._source_truths()
        observe, source_truths = self._compiled(source)
        return Program(
            asked=self.asked,
            slots=tuple(self.nested.slots),
            moving=tuple(self.constants.moving),
            source_tests=tuple(self.constants.source_tests),
            source=source,
            observe=observe,
            source_truths=source_truths,
        )

    def _observe_source(self, truths: list[str]) -> str:
        slots = range(len(self.nested.slots))
        loops = [line for slot in slots for line in sweep(slot, self.sweeps, self._gate(slot))]
        counts = [_counted(number, one.leaf) for number, one in enumerate(self.asked)]
        predicates = [_predicates(number, one.leaf) for number, one in enumerate(self.asked)]
        lines = [
            "calendar = W.calendar",
            *(f"c{number} = C[{number}]" for number in range(len(self.constants.moving))),
            *self.nested.functions,
            *(f"{name} = {figure}" for figure, name in self.figures.items()),
            *self.counting,
            *loops,
            f"return ({_listed(truths)}), ({_listed(counts)}), ({_listed(predicates)})",
        ]
        free = "".join(f"{line}\n" for line in self.nested.free)
        return free + "def observe(W, C):\n" + "".join(f"    {line}\n" for line in lines)

    def _gate(self, slot: int) -> Gate | None:
        found = gate_values(slot, self.sweeps)
        return None if found is None else Gate(found[0], self.constants.fix(found[1]))

    def _source_truths(self) -> str:
        """A function from a group's sources to the truth of each test on sources that is the same for every record."""
        truths = []
        for test in self.constants.source_tests:
            name = test.field.removeprefix("source.")
            truths.append(f"any_of({self.nested.exact.tests('x', test.type, test.tests, NOWHERE)} for x in S.{name})")
        constants = "".join(f"    c{number} = C[{number}]\n" for number in range(len(self.constants.moving)))
        return f"def source_truths(S, C):\n{constants}    return ({_listed(truths)})\n"

    def _compiled(self, source: str) -> tuple[Observe, Callable[..., tuple[int, ...]]]:
        names: dict[str, Any] = {f"t_{op.value}": truth for op, truth in compare.TRUTHS.items()}
        names |= {name: getattr(settle, name) for name in SETTLERS}
        names |= {name: getattr(compare, name) for name in ("any_of", "shift", "is_exact")}
        names |= {"UNSET": UNSET, "Memo": Memo, "single": single, **self.constants.fixed}
        exec(compile(source, "<conditions of the policy>", "exec"), names)
        return names["observe"], names["source_truths"]

    # --- counts at the top: from the shared loops, or record by record -----------------------------

    def _counts(self, number: int, leaf: Leaf) -> str:
        """Arranges for a leaf to be counted, and gives the expression of its counts."""
        match leaf:
            case (
                Some(selection=selection)
                | No(selection=selection)
                | Count(selection=selection)
                | Every(selection=selection)
            ):
                self._sweep(number, selection, leaf)
            case ParameterIs() | StatusIs():
                pass
            case _:
                self.counting.append(f"n{number} = {self.nested.counts(f'{number}', leaf, NOWHERE)}")
        return _counted(number, leaf)

    def _truth(self, number: int, leaf: Leaf, counts: str) -> str:
        """The truth of a leaf. What `settle` makes of counts is written out where that is short: a call costs more."""
        whole = self.nested.truth(leaf, counts, NOWHERE)
        if not isinstance(leaf, Some | No | Every | Count):
            return whole
        complete = f"W.complete[{self.nested.slot(leaf.selection.fact)}]"
        open_still = f"1 if u{number} or not {complete}"
        match leaf:
            case Some():
                return f"2 if t{number} else {open_still} else 0"
            case No():
                return f"0 if t{number} else {open_still} else 2"
            case Every():
                return f"0 if t{number} else {open_still} else 2 if m{number} else {whole}"
            case Count() if leaf.tests and all(
                one.op in ORDERING and _whole_number(one.against[0]) is not None for one in leaf.tests
            ):
                limits = [f"t{number} {ORDERING[one.op]} {_whole_number(one.against[0])}" for one in leaf.tests]
                return f"{whole} if u{number} or not {complete} else 2 if {' and '.join(limits)} else 0"
            case _:
                return whole

    def _sweep(self, number: int, selection: Selection, leaf: Some | No | Count | Every) -> None:
        nested, scope = self.nested, Scope(selection.alias, selection.fact, {})
        every = leaf if isinstance(leaf, Every) else None
        quick = Quick(self.constants, scope, self._same_for_all)
        matches = quick.where(selection.where)
        has = quick.where(every.has) if every is not None else None
        meets = selection.meets if every is None else every.meets
        able = matches is not None and (every is None or has is not None)
        self.sweeps.append(
            Sweep(
                number=number,
                slot=nested.slot(selection.fact),
                exact=nested.predicate(f"p{number}", nested.selected(selection, scope), ()),
                short=None if every is None else nested.predicate(f"q{number}", nested.short(every, scope), ()),
                matches=matches if able else None,
                has=has,
                nested=nested.meets(meets, scope, quick) if able and meets is not None else None,
                fields=self._guards(quick, selection.fact) if able else {},
                moving=tuple(sorted(quick.moving)),
                sources=tuple(sorted(quick.sources)),
                words=self._words(selection),
            )
        )

    def _guards(self, quick: Quick, fact: str) -> dict[str, tuple[bool, bool]]:
        """For each field the quick way reads: whether it is optional, and whether none stops it."""
        declared = self.policy.facts[fact].fields
        return {name: (declared[name].optional, none_stops) for name, none_stops in quick.fields.items()}

    def _words(self, selection: Selection) -> dict[str, frozenset[Any]]:
        """The required fields that a record must have one of some stated values in, to match."""
        words: dict[str, frozenset[Any]] = {}
        for part in selection.where:
            if isinstance(part, FieldTest) and _holds_plain_words(part):
                for test in part.tests:
                    stated = [one.value for one in test.against if isinstance(one, Literal) and is_exact(one.value)]
                    if test.op in (Op.EQUALS, Op.ONE_OF) and len(stated) == len(test.against):
                        words[part.field] = words.get(part.field, frozenset(stated)) & frozenset(stated)
        return words

    def _same_for_all(self, operand: Operand) -> str:
        """A name for a figure that is the same for every record, worked out before the loops."""
        return self.figures.setdefault(self.nested.exact.operand(operand, NOWHERE), f"f{len(self.figures)}")


def _holds_plain_words(part: FieldTest) -> bool:
    """Whether a record itself holds one word under the field; what its sources say stands elsewhere."""
    return not part.optional and part.type.kind in PLAIN_WORDS and not part.field.startswith("source.")


def _whole_number(operand: Operand) -> int | None:
    """The number, where the policy states it."""
    return operand.value if isinstance(operand, Literal) and type(operand.value) is int else None


def _counted(number: int, leaf: Leaf) -> str:
    match leaf:
        case ParameterIs() | StatusIs():
            return "()"
        case Every():
            return f"(t{number}, u{number}, m{number}, w{number})"
        case Some() | No() | Count():
            return f"(t{number}, u{number})"
        case _:
            return f"n{number}"


def _predicates(number: int, leaf: Leaf) -> str:
    match leaf:
        case ParameterIs() | StatusIs():
            return "()"
        case Every() | Share():
            return f"(p{number}, q{number})"
        case _:
            return f"(p{number},)"


def single(values: tuple[Any, ...]) -> Any:
    """What all the sources of a record say alike; where they differ, unknown."""
    return values[0] if len(set(values)) == 1 else UNSET


def _listed(items: list[str]) -> str:
    return "".join(f"{item}, " for item in items)
