"""Random small policies with evidence to decide on: criteria, controls, a risk and a gate over conditions of every form."""

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
from tests.worlds import AS_OF, fact, field, policy_of, random_policy, random_world

PACK = SourceFile("evidence.yaml", "")
VIEW = fact("view", [])


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
        return Asker(random, bare, depth=2).condition()

    kinds = ("pass", "fail", "settles")
    criteria = tuple(
        layers.criterion(
            name, random.choices(kinds, k=random.randint(1, 3)), applies=random.random() < 0.2, make=make
        )
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
        [*bare.facts.values(), fact("view", [field("by", bare.facts["a"].fields["f0"].type, optional=True)])],
        tuple(bare.parameters.values()),
        criteria=criteria,
        risks=risks,
        gates=(gate,),
    )


def _evidence(random: Random, policy: Policy, gaps: float) -> Evidence:
    world = random_world(random, policy, gaps=gaps)
    known: dict[str, Source] = {}
    entries = {}
    for name, (rows, complete) in world.tables.items():
        if random.random() < 0.9:
            lists = _entries(policy.facts[name], rows, complete, known)
            entries[name] = lists[: None if random.random() < 0.8 else 1]
    return Evidence(
        id="puzzle",
        title=None,
        policy=None,
        as_of=AS_OF,
        sources=known,
        entries=entries,
        waivers=(),
        resolutions=(),
        files=(PACK,),
        sha256="",
    )


def _entries(one: FactType, rows: tuple[Row, ...], complete: bool, known: dict[str, Source]) -> tuple[Entry, ...]:
    """A list for each group of sources; each of them says that it is complete, or none does."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(_source(source, known) for source in row.sources), []).append(row)
    made = record_type(one)
    return tuple(
        Entry(
            fact=one.id,
            sources=sources,
            complete=complete,
            records=tuple(made(**_values(one, row)) for row in group),
            places=tuple(Location(PACK, 1 + number, 1) for number in range(len(group))),
            valid_until=None,
            corrects=None,
            plain=True,
            at=Location(PACK, 1, 1),
        )
        for sources, group in (groups or {(): []}).items()
    )


def _source(source: Any, known: dict[str, Source]) -> str:
    name = "S" + str(list(_ids(source, known)).index(id(source)))
    if name not in known:
        given = {key: None if value is UNKNOWN else value for key, value in source.items()}
        known[name] = Source(id=name, at=Location(PACK, 1, 1), **given)
    return name


def _ids(source: Any, known: dict[str, Source]) -> list[int]:
    seen = _SEEN.setdefault(id(known), [])
    if id(source) not in seen:
        seen.append(id(source))
    return seen


_SEEN: dict[int, list[int]] = {}


def _values(one: FactType, row: Row) -> dict[str, Any]:
    """A required field that is not known is None, an optional one UNSET."""
    found = {}
    for name, value in row.values.items():
        unknown = UNSET if one.fields[name].optional else None
        found[attribute(name)] = unknown if value is UNKNOWN else value
    return found
