"""Fragile passes: how little it would take for each criterion that passes to pass no longer.

One record, one source or one role's word that a pass rests on alone; the fewest records that would have to say
something else; and how near counts and dates are to their limits. Each was tried by deciding again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gonogo.judge.change_kinds import SetField
from gonogo.judge.change_look import Look
from gonogo.judge.change_margins import Margin, margins
from gonogo.judge.change_search import Search
from gonogo.judge.change_subjects import Subjects
from gonogo.judge.change_ways import Way
from gonogo.judge.change_words import called, way_words
from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import in_force
from gonogo.judge.withdrawals import without_record, without_sources
from gonogo.model.condition import Every, Layer, ParameterIs, StatusIs, leaves
from gonogo.model.decision import Verdict
from gonogo.model.evidence import Evidence
from gonogo.model.noun import Noun
from gonogo.model.policy import Criterion, Effect, Rule

FEW = 12  # records that are taken away one by one for a criterion, sources, and margins that are told


class Fragile(Noun, frozen=True, kw_only=True):
    """What one pass rests on. `changes`: the fewest records that would have to say something else."""

    criterion: Criterion
    rule: str | None
    records: tuple[str, ...]
    sources: tuple[str, ...]
    roles: tuple[str, ...]
    changes: Way
    margins: tuple[Margin, ...]

    @property
    def distance(self) -> int | None:
        """How many single things would have to go or change; None: no such thing was found."""
        alone = 1 if self.records or self.sources or self.roles else None
        found = [one for one in (alone, len(self.changes) or None) if one is not None]
        return min(found, default=None)


def fragile(search: Search, ids: Sequence[str] = ()) -> tuple[Fragile, ...]:
    """Every criterion that passes (or each of those named), the most fragile first."""
    judgement = search.judgement
    passing = [
        one
        for one in judgement.policy.criteria
        if (one.id in ids or not ids) and judgement.standing(Layer.CRITERION, one.id).status == Verdict.PASS
    ]
    return tuple(sorted((_of(search, one) for one in passing), key=_order))


def _order(one: Fragile) -> tuple[Any, ...]:
    alone = len(one.records) + len(one.sources) + len(one.roles)
    least = min((margin.left for margin in one.margins), default=float("inf"))
    return one.distance is None, one.distance or 0, not alone, least, -alone


def _of(search: Search, one: Criterion) -> Fragile:
    judgement = search.judgement
    rules = in_force(one.rules, judgement.wiring.asleep)
    look = Look(judgement, one.id, one.demand)
    sources = list(_sources(judgement, rules))

    def breaks(evidence: Evidence) -> bool:
        return search.judge.judge(evidence, judgement.as_of).standing(Layer.CRITERION, one.id).status != Verdict.PASS

    roles = dict.fromkeys(judgement.evidence.sources[name].by for name in sources)
    by_role = {role: [n for n in sources if judgement.evidence.sources[n].by == role] for role in roles if role}
    return Fragile(
        criterion=one,
        rule=judgement.standing(Layer.CRITERION, one.id).rule,
        records=tuple(_records(look, rules, breaks)),
        sources=tuple(name for name in sources if breaks(without_sources(judgement.evidence, [name]))),
        roles=tuple(role for role, its in by_role.items() if breaks(without_sources(judgement.evidence, its))),
        changes=_changes(search, one),
        margins=tuple(sorted(_margins(look, rules), key=lambda margin: margin.left)[:FEW]),
    )


def _margins(look: Look, rules: Sequence[Rule]) -> Iterator[Margin]:
    """Of the rules that pass it; of those that would fail it only where these have none: both often ask the same."""
    for effect in (Effect.PASS, Effect.FAIL):
        mine = [rule.condition for rule in rules if rule.effect is effect]
        found = dict.fromkeys(margin for condition in mine for margin in margins(look, condition))
        if found:
            yield from found
            return


def _sources(judgement: Judgement, rules: Sequence[Rule]) -> Iterator[str]:
    """The sources of all that the rules ask about, also for the word that a list is whole."""
    found: dict[str, None] = {}
    for fact in _facts(rules):
        table = judgement.facts[fact]
        found |= dict.fromkeys(name for group in table.groups for name in group.sources)
        found |= dict.fromkeys(name for claim in table.claims for name in claim)
    yield from list(found)[:FEW]


def _facts(rules: Sequence[Rule]) -> Iterator[str]:
    waiting = [rule.condition for rule in rules]
    while waiting:
        for leaf in leaves(waiting.pop(0)):
            if not isinstance(leaf, ParameterIs | StatusIs):
                yield leaf.selection.fact
                waiting += [leaf.selection.meets] if leaf.selection.meets is not None else []
                waiting += [leaf.meets] if isinstance(leaf, Every) and leaf.meets is not None else []


def _records(look: Look, rules: Sequence[Rule], breaks: Any) -> Iterator[str]:
    """Records without any one of which it would pass no longer, among those that surely count for something."""
    evidence, tried = look.judgement.evidence, set()
    for rule in rules:
        for leaf in leaves(rule.condition):
            if isinstance(leaf, ParameterIs | StatusIs):
                continue
            fact = leaf.selection.fact
            for row, _ in islice(look.truths(look.see(leaf), among=(2,)), FEW):
                if row.spots and (fact, row.spots) not in tried:
                    tried.add((fact, row.spots))
                    if breaks(without_record(evidence, fact, row.spots)):
                        yield called(fact, row.key)


def _changes(search: Search, one: Criterion) -> Way:
    """The fewest records that are there and would have to say something else."""
    ways = Subjects(search.judgement, search.kit).ways(Layer.CRITERION, one.id, (Verdict.FAIL,))
    for way in ways:
        if all(isinstance(change, SetField) for change in way):
            after = search.decided(way)
            if after.standing(Layer.CRITERION, one.id).status != Verdict.PASS:
                return way
    return ()


def fragile_part(one: Fragile, judgement: Judgement) -> dict[str, Any]:
    """As it stands in the document."""
    policy, sources = judgement.policy, judgement.evidence.sources
    return {
        "id": one.criterion.id,
        "title": one.criterion.title,
        "rule": one.rule,
        "distance": one.distance,
        "records": list(one.records),
        "sources": [{"id": name, "title": sources[name].title} for name in one.sources],
        "roles": [{"id": role, "title": policy.role_title(role)} for role in one.roles],
        "changes": [text.removeprefix("show that ") for text in way_words(one.changes, policy)],
        "margins": [{"left": margin.left, "unit": margin.unit, "text": margin.text} for margin in one.margins],
    }
