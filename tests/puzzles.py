"""Random small policies with evidence to decide on: criteria, controls, a risk and a gate, and every condition."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from gonogo.judge.decide import Judge
from gonogo.judge.judgement import Judgement
from gonogo.model import condition as c
from gonogo.model.evidence import Entry, Evidence, Source
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import FactType, Outcome, Policy
from gonogo.model.records import UNSET, attribute, record_type
from tests import layers
from tests.asker import Asker
from tests.reference import Row
from tests.reference_values import UNKNOWN
from tests.worlds import AS_OF, policy_of, random_policy, random_world

PACK = SourceFile("evidence.yaml", "")


@dataclass(frozen=True)
class Speakable(Asker):
    """Asks nothing that the reader of a policy would refuse: each alternative of an `either` asks something."""

    def part(self, one: FactType) -> c.FieldTest | c.Either:
        while True:
            made = super().part(one)
            if not isinstance(made, c.Either) or all(made.options):
                return made


@dataclass(frozen=True)
class Puzzle:
    """A decision on random evidence, and who made it."""

    judge: Judge
    judgement: Judgement


def puzzle(seed: int, gaps: float = 0.1) -> Puzzle:
    """Always the same for one seed."""
    random = Random(seed)
    bare = random_policy(random)
    policy = _layered(random, bare)
    judge = Judge(policy)
    return Puzzle(judge, judge.judge(_evidence(random, policy, gaps)))


def _layered(random: Random, bare: Policy) -> Policy:
    """Conditions of the criteria and controls speak of records; the gate's, of statuses."""

    def make() -> c.Condition:
        return Speakable(random, bare, depth=2).condition()

    kinds = ("pass", "fail", "settles")
    criteria = tuple(
        layers.criterion(name, random.choices(kinds, k=random.randint(1, 3)), applies=random.random() < 0.2, make=make)
        for name in ("A", "B")
    )
    effects = ("ended", "breached", "in_place", "planned")
    controls = [layers.control(f"R{number}", random.choices(effects, k=2), make=make) for number in (1, 2)]
    risks = (layers.risk("R", controls, accepted=random.random() < 0.5, make=make),)
    failing = c.StatusIs(
        layer=c.Layer.CRITERION, ids=("A", "B"), every=False, whole=True, statuses=("fail",), at=layers.HERE
    )
    passing = replace(failing, every=True, statuses=("pass", "not_applicable"))
    gate = layers.gate("D", (Outcome.NO_GO, Outcome.GO), (failing, passing))
    return policy_of(
        tuple(bare.facts.values()),
        tuple(bare.parameters.values()),
        criteria=criteria,
        risks=risks,
        gates=(gate,),
    )


def _evidence(random: Random, policy: Policy, gaps: float) -> Evidence:
    world = random_world(random, policy, gaps=gaps)
    sources: dict[int, Source] = {}
    entries = {
        name: _lists(policy.facts[name], rows, complete, sources)
        for name, (rows, complete) in world.tables.items()
        if random.random() < 0.9
    }
    return Evidence(
        id="puzzle",
        title=None,
        policy=None,
        as_of=AS_OF,
        sources={source.id: source for source in sources.values()},
        entries=entries,
        waivers=(),
        resolutions=(),
        files=(PACK,),
        sha256="",
    )


def _lists(one: FactType, rows: tuple[Row, ...], complete: bool, sources: dict[int, Source]) -> tuple[Entry, ...]:
    """A list for each group of sources; the first says whether all that is given is all there is."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(_source(source, sources) for source in row.sources), []).append(row)
    made = record_type(one)
    return tuple(
        Entry(
            fact=one.id,
            sources=names,
            complete=complete,
            records=tuple(made(**_values(one, row)) for row in group),
            places=tuple(Location(PACK, line, 1, inside=f"{one.id} {names}") for line in range(1, len(group) + 1)),
            valid_until=None,
            corrects=None,
            plain=True,
            at=Location(PACK, 1, 1),
        )
        for names, group in (groups or {(): []}).items()
    )


def _source(source: Any, sources: dict[int, Source]) -> str:
    if id(source) not in sources:
        given = {name: None if value is UNKNOWN else value for name, value in source.items()}
        sources[id(source)] = Source(id=f"S{len(sources)}", at=Location(PACK, 1, 1), **given)
    return sources[id(source)].id


def _values(one: FactType, row: Row) -> dict[str, Any]:
    """A required field that is not known is None, an optional one UNSET."""
    unknown = {name: UNSET if declared.optional else None for name, declared in one.fields.items()}
    return {attribute(name): unknown[name] if value is UNKNOWN else value for name, value in row.values.items()}
