"""Explanations of random decisions: they list all that decided, and mark one least reason that is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from gonogo.judge.explain import explanation
from gonogo.judge.explain_record import held_against
from gonogo.judge.explain_seen import ask, records, seen
from gonogo.judge.explain_subjects import roster
from gonogo.judge.explain_witness import bench_of, nested
from gonogo.judge.judgement import whole_truth
from gonogo.judge.minimal import Least, Pack, Tried, everything, least_reason, only, status_of
from gonogo.model.condition import Every, No, Some, leaves
from gonogo.write.explanation_text import explanation_text
from tests.puzzles import Puzzle, puzzle

SEEDS = range(60)
Part = dict[str, Any]


def told(made: Puzzle) -> Part:
    return explanation(made.judgement, "0")


def all_conditions(rules: Sequence[Part]) -> Iterator[Part]:
    for rule in rules:
        yield from _conditions(rule["conditions"])


def _conditions(some: Sequence[Part]) -> Iterator[Part]:
    for one in some:
        yield one
        for record in (*one["witnesses"], *one["near"]):
            yield from _conditions(record["conditions"])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_rule_is_told_with_its_truth_and_those_that_decided_are_marked(seed: int) -> None:
    judgement = puzzle(seed).judgement
    document = told(puzzle(seed))

    for subject in document["subjects"]:
        standing = judgement.standing(subject["kind"], subject["id"])
        decided = {rule["id"] for rule in subject["rules"] if rule["decided"]}
        own = {rule["id"] for rule in subject["rules"]}
        if subject["kind"] != "risk":
            assert decided == set(standing.rules)
            assert {one.rule for one in judgement.inference.firings if one.rule in own} == {
                rule["id"] for rule in subject["rules"] if rule["fired"] and rule["id"] in own
            }
        assert bool(decided) == bool(standing.rules)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_record_that_decided_is_left_out_uncounted(seed: int) -> None:
    for subject in told(puzzle(seed))["subjects"]:
        for one in all_conditions(subject["rules"]):
            if one["kind"] in ("some", "no", "count", "every"):
                counted = one["true"] or one["unknown"]

                assert len(one["witnesses"]) + one["more"] == counted
            assert one["found"]
            assert one["text"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_that_did_not_decide_says_what_stopped_it(seed: int) -> None:
    for subject in told(puzzle(seed))["subjects"]:
        for rule in subject["rules"]:
            if rule["decided"] or rule["effect"] == "applies":
                continue
            numbers = {one["number"] for one in rule["conditions"]}

            assert rule["difference"]
            if rule["truth"] != "true":
                assert rule["stopped_by"]
                assert set(rule["stopped_by"]) <= numbers


@pytest.mark.parametrize("seed", SEEDS)
def test_a_record_tested_by_itself_comes_to_what_the_compiled_condition_says(seed: int) -> None:
    judgement = puzzle(seed, gaps=0.2).judgement

    for number, asked in enumerate(judgement.program.asked):
        one = seen(judgement, number)
        if not isinstance(asked.leaf, Some | No | Every):
            continue
        for truth in (0, 1, 2):
            for each in records(judgement, one, 0, truth):
                parts = [
                    test.truth for test in held_against(bench_of(judgement, one), asked.leaf.selection.where, each)
                ]
                if not isinstance(asked.leaf, Every):
                    parts += _met(judgement, one, each)
                assert min(parts, default=2) == truth


def _met(judgement: Any, one: Any, each: Any) -> list[int]:
    inner = nested(judgement, one, each)
    if inner is None:
        return []
    found = {leaf: ask(judgement, [leaf], one.demand)[0].truth for leaf in leaves(inner)}
    return [whole_truth(inner, found.__getitem__)]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_reads_at_every_depth_within_the_width_of_the_page(seed: int) -> None:
    document = told(puzzle(seed))

    for depth in ("brief", "usual", "full"):
        text = explanation_text(document, depth)  # type: ignore[arg-type]  # mypy forgets which words these are
        for line in text.splitlines():
            assert len(line) <= 100 or line.count(" ") > 70
        assert all(subject["id"] in text for subject in document["subjects"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_least_reason_alone_gives_the_status_and_nothing_of_it_can_be_left_out(seed: int) -> None:
    made = puzzle(seed)
    evidence = made.judgement.evidence

    for subject in roster(made.judge.policy):
        about = (subject.layer, subject.id)
        status = status_of(made.judgement, *about)
        found = least_reason(made.judgement, made.judge.judge, about, [everything(evidence)])
        assert isinstance(found, Least)
        assert found.tried is Tried.ALL
        assert status_of(made.judge.judge(only(evidence, found.pack)), *about) == status
        for less in _but_one(found.pack):
            assert status_of(made.judge.judge(only(evidence, less)), *about) != status


def _but_one(pack: Pack) -> Iterator[Pack]:
    """The pack without each record and its list's word, and without each list's word; worked out anew."""
    for place, kept in enumerate(pack.lists):
        left = [kept._replace(whole=False)] if kept.whole else []
        left += [kept._replace(records=tuple(set(kept.records) - {one}), whole=False) for one in kept.records]
        yield from (pack._replace(lists=(*pack.lists[:place], one, *pack.lists[place + 1 :])) for one in left)
