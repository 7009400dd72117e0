"""Ways to bring a count, a part, a total, a lowest or a highest value to where its tests pass, or fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gonogo.judge import settle
from gonogo.judge.change_values import Target, nearest, tests_truth
from gonogo.judge.change_walk import MOST_ADDED, RECRUITS, Walk
from gonogo.judge.change_ways import NOTHING, Ways, all_ways, any_way, each_way
from gonogo.judge.compare import TRUTHS, Range, is_exact
from gonogo.judge.explain_seen import ends, figure
from gonogo.model.condition import Aggregate, Count, Figure, Reduce, Selection, Share
from gonogo.model.noun import replace
from gonogo.model.policy import Field
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType

FAR = 10_000  # a count that lies further from its limit is not brought there record by record


def figures(walk: Walk, leaf: Count | Share | Aggregate, want: bool) -> Ways:
    """The ways to make a condition on a figure hold, or not."""
    match leaf:
        case Count():
            own = _count(walk, leaf, want)
        case Share():
            own = _share(walk, leaf, want)
        case _:
            own = _aggregate(walk, leaf, want)
    return any_way(own, _other_side(walk, leaf))


def _tests(walk: Walk, leaf: Count | Share | Aggregate) -> settle.Tests:
    return tuple((TRUTHS[test.op], tuple(map(walk.look.value, test.against))) for test in leaf.tests)


# --- counts --------------------------------------------------------------------------------------


def _count(walk: Walk, leaf: Count, want: bool) -> Ways:
    """To the nearest number that will do, from below and from above."""
    seen = walk.look.see(leaf)
    tests, wanted = _tests(walk, leaf), 2 if want else 0
    surely, perhaps = seen.counts
    least, most = ends(figure(walk.look.judgement, seen))
    ways: list[Ways] = []
    for number in _numbers(surely, surely + perhaps, tests, wanted):
        open_ended = settle.satisfies(Range(number, None), tests, whole=True) == wanted
        closing = NOTHING if open_ended or least == most else _closed(walk, leaf, number)
        if number >= surely:
            ways.append(all_ways([more(walk, leaf.selection, seen, number - surely), closing]))
        else:
            ways.append(all_ways([fewer(walk, leaf.selection, seen, surely - number), closing]))
    return any_way(*ways)


def _numbers(surely: int, most: int, tests: settle.Tests, wanted: int) -> Iterator[int]:
    """The number that there is, the nearest below and above, where they will do; `most` there are perhaps."""
    named = [int(one) for _, others in tests for one in others if is_exact(one)]
    points = sorted({max(0, near) for one in (*named, surely, most) for near in (one - 1, one, one + 1)})
    fitting = [one for one in points if settle.satisfies(one, tests, whole=True) == wanted and abs(one - surely) < FAR]
    yield from [one for one in fitting if one == surely]
    yield from [one for one in fitting if one < surely][-1:]
    yield from [one for one in fitting if one > surely and (surely not in fitting or one <= most)][:1]


def _closed(walk: Walk, leaf: Count, number: int) -> Ways:
    """So that there are no more than those that surely count."""
    seen = walk.look.see(leaf)
    leaving = [walk.leave(row, leaf.selection) for row, _ in walk.look.truths(seen, among=(1,))]
    return all_ways([each_way(leaving), walk.whole(leaf.selection.fact)])


def more(walk: Walk, selection: Selection, seen: Any, number: int) -> Ways:
    """So that so many more records are selected: of those there are, new ones, or both."""
    if number == 0:
        return NOTHING
    joining = walk.joining(seen)
    adding = [walk.adding(selection, one) for one in range(1, min(number, MOST_ADDED) + 1)]
    ways = []
    for old in {min(len(joining), number), 0}:
        if number - old <= len(adding):
            ways.append(all_ways([each_way(joining[:old]), all_ways(adding[: number - old])]))
    return any_way(*ways)


def fewer(walk: Walk, selection: Selection, seen: Any, number: int) -> Ways:
    """So that so many records are no longer selected, those first for which it takes least."""
    leaving = [walk.leave(row, selection) for row, _ in walk.look.truths(seen, among=(2,))]
    able = sorted((ways for ways in leaving if ways), key=lambda ways: len(ways[0]))
    return each_way(able[:number]) if len(able) >= number else []


# --- parts ---------------------------------------------------------------------------------------


def _share(walk: Walk, leaf: Share, want: bool) -> Ways:
    """More (or fewer) of those that count into the part, one after another until it is enough."""
    seen = walk.look.see(leaf)
    tests, wanted = _tests(walk, leaf), 2 if want else 0
    ways: list[Ways] = []
    for into in (True, False):
        parts, moves = list(seen.counts), list[Ways]()
        for (row, inside), (_, in_part) in zip(walk.look.truths(seen), walk.look.truths(seen, 1), strict=True):
            where = walk.look.where(leaf.where, row, leaf.selection.alias)
            goal = 2 if into else 0
            if row.entry is not None or inside == 0 or in_part == goal or len(moves) >= RECRUITS:
                continue
            move = walk.records.match(row, where, selects=False) if into else walk.records.leave(row, where)
            if move:
                parts[_CLASSES.index((inside, in_part))] -= 1
                parts[_CLASSES.index((inside, goal))] += 1
                moves.append(move)
                if settle.satisfies(settle.share(_six(parts), True), tests, whole=False) == wanted:
                    break
        if settle.satisfies(settle.share(_six(parts), True), tests, whole=False) == wanted:
            ways.append(all_ways([each_way(moves), walk.whole(leaf.selection.fact)]))
    if not any(seen.counts):
        selection = leaf.selection
        for where, but_not in ((leaf.where, ()), ((), leaf.where)):
            added = walk.records.added(selection.fact, (*selection.where, *where), but_not)
            ways.append(all_ways([added, walk.whole(selection.fact)]))
        for row, _ in islice(walk.look.truths(seen), RECRUITS):
            asked = walk.look.where(leaf.where, row, selection.alias)
            either = any_way(walk.records.match(row, asked, selects=False), walk.records.leave(row, asked))
            ways.append(all_ways([walk.join(row, selection), either, walk.whole(selection.fact)]))
    return any_way(*ways)


_CLASSES = ((2, 2), (2, 0), (2, 1), (1, 2), (1, 0), (1, 1))  # as in settle.Parts


def _six(parts: Sequence[int]) -> Any:
    return tuple(parts)


# --- totals and extremes -------------------------------------------------------------------------


def _aggregate(walk: Walk, leaf: Aggregate, want: bool) -> Ways:
    """One value that makes the difference, or every value that stands in the way."""
    seen, selection = walk.look.see(leaf), leaf.selection
    field = walk.look.policy.facts[selection.fact].fields[leaf.field]
    target = Target(tuple((test, tuple(map(walk.look.value, test.against))) for test in leaf.tests), 2 if want else 0)
    selected = [row for row, _ in islice(walk.look.truths(seen, among=(1, 2)), RECRUITS)]
    ways: list[Ways] = []
    if leaf.reduce is Reduce.TOTAL:
        ways += _one_value(walk, selected, field, target, figure(walk.look.judgement, seen))
    else:
        each = [_to(walk, row, field, target, walk.look.known(row, field.id)) for row in selected]
        ways += [*each, each_way([one for one in each if one != NOTHING])]
    perhaps = [walk.leave(row, selection) for row, _ in walk.look.truths(seen, among=(1,))]
    if perhaps:
        ways.append(each_way(perhaps))
    if walk.look.table(selection.fact).complete:
        return any_way(*ways)
    return all_ways([any_way(NOTHING, *ways), walk.whole(selection.fact)])


def _one_value(walk: Walk, selected: Sequence[Any], field: Field, target: Target, total: Any) -> Iterator[Ways]:
    """For a total: each record in turn takes up the whole difference."""
    unbounded = replace(field, type=ValueType(kind=field.type.kind))
    wanted = nearest(unbounded, [target], total if is_exact(total) else UNSET)
    for row in selected:
        known = walk.look.known(row, field.id)
        others = None if not is_exact(total) or not is_exact(known) else total - known
        if others is not None and is_exact(wanted):
            value = wanted - others
            yield _set(walk, row, field, int(value) if field.type.kind is Kind.INTEGER else value)


def _to(walk: Walk, row: Any, field: Field, target: Target, known: Any) -> Ways:
    if tests_truth(known, field.type, target.tests) == target.want:
        return NOTHING
    value = nearest(field, [target], known)
    return _set(walk, row, field, value) if is_exact(value) else []


def _set(walk: Walk, row: Any, field: Field, value: Any) -> Ways:
    fact = walk.look.policy.facts[row.fact]
    cost = walk.records.fields.cost(fact, field, walk.look.known(row, field.id), names=False)
    least, most = field.type.least, field.type.most
    if cost is None or (least is not None and value < least) or (most is not None and value > most):
        return []
    change = walk.records.set_field(row, field, value, cost)
    walk.records.pool[change] = None
    return [(change,)]


# --- the other side of a comparison ---------------------------------------------------------------


def _other_side(walk: Walk, leaf: Count | Share | Aggregate) -> Ways:
    """Where a figure is compared with a count, one more or fewer in that count."""
    ways: list[Ways] = []
    for test in leaf.tests:
        for operand in test.against:
            if isinstance(operand, Figure) and isinstance(operand.of, Count):
                seen = walk.look.see(operand.of)
                ways += [more(walk, operand.of.selection, seen, 1), fewer(walk, operand.of.selection, seen, 1)]
                ways.append(walk.whole(operand.of.selection.fact))
    return any_way(*ways)
