"""The benchmark's packs are the same every time, and our answers to them are the plain ones. Nothing is timed."""

from __future__ import annotations

import json

import pytest

from bench import ours
from bench.bars import Figures, bars
from bench.cold import Cold
from bench.job import CONDITIONS, FACTS, naive
from bench.measure import Million
from bench.packs import pack, small_packs
from bench.peers import business_rules, by_hand
from bench.worker import OURS, OURS_UNCACHED

SIZES = (1, 30, 100)
SEEDS = range(8)


@pytest.mark.parametrize("variant", ["go", "bad", "null"])
def test_the_same_seed_gives_the_same_bytes(variant: str) -> None:
    assert pack(variant, 40, seed=3) == pack(variant, 40, seed=3)
    assert pack(variant, 40, seed=3) != pack(variant, 40, seed=4)


def test_small_packs_are_the_same_each_time() -> None:
    assert list(small_packs(5)) == list(small_packs(5))


def test_a_small_pack_has_a_hundred_records() -> None:
    made = json.loads(next(small_packs(1)).theirs)

    assert sum(len(made[fact]) for fact in FACTS) == 100


def test_both_forms_of_a_pack_hold_the_same_records() -> None:
    made = pack("null", 50)
    theirs = json.loads(made.theirs)
    facts = json.loads(made.ours)["facts"]

    assert {fact: facts[fact]["records"] for fact in FACTS} == {fact: theirs[fact] for fact in FACTS}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_good_pack_is_a_go_and_a_bad_one_is_not(seed: int) -> None:
    assert naive(json.loads(pack("go", 100, seed).theirs)).verdict == "go"
    assert naive(json.loads(pack("bad", 1_000, seed).theirs)).verdict == "no_go"
    assert naive(json.loads(pack("null", 1_000, seed).theirs)).verdict == "undecided"


@pytest.mark.parametrize("remember", [True, False])
def test_our_engine_gives_the_plain_verdicts_and_counts(remember: bool) -> None:
    decide = ours.engine(remember=remember)
    packs = [pack(variant, size, seed) for variant in ("go", "bad", "null") for size in SIZES for seed in SEEDS]
    found = [decide(made.ours) for made in packs]

    assert [one[:2] for one in found] == [naive(json.loads(made.theirs))[:2] for made in packs]
    assert all(one.firings for one in found)


@pytest.mark.parametrize("variant", ["go", "bad"])
def test_counting_by_hand_gives_the_plain_counts(variant: str) -> None:
    made = json.loads(pack(variant, 300).theirs)

    assert by_hand.counted(made) == naive(made).counts
    assert tuple(count(made) for count in business_rules.COUNTS.values()) == naive(made).counts
    assert len(naive(made).counts) == len(CONDITIONS)


def test_a_bar_is_met_only_by_figures_that_reach_it() -> None:
    sizes = {100: {OURS: [1.0], OURS_UNCACHED: [2.0], "regorus": [6.0]}}
    small = {OURS: [1.0, 1.0, 9.0], "regorus": [4.0, 4.0]}
    figures = Figures(
        sizes=sizes,
        small=small,
        million=Million(2.4, 1.0, 2**31),
        cold=Cold(7.0, 21.0, 0.01),
        missing={OURS: "undecided"},
    )
    met = {bar.promise: bar.met for bar in bars(figures)}

    assert met["at least 5 times as fast as regorus, 100, with the cache"] is True
    assert met["at least 3 times as fast as regorus, 100"] is True
    assert met["at least 6 times as fast as regorus, 1,000"] is None
    assert met["at least 5 times as fast as regorus, many small packs, with the cache"] is False
    assert met["a million records within 2.5 times msgspec's typed decode"] is True
    assert met["a million records under 1,024 MiB"] is False
    assert met["a whole process within 20 times a bare Python, nothing cached"] is False
