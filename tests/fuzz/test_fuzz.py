"""Spoilt files of each form bring up complaints, or a decision, and never anything else: about fifteen seconds of each.

The same files every time: a failure names the line that tries its file again. GONOGO_FUZZ_SECONDS=600 tries each form
for so long instead, and GONOGO_FUZZ_SEED=7 other files.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.mutant import FORMS, Promise, mutant
from tests.fuzz.seeds import seeds_of
from tests.fuzz.trial import Bench
from tests.fuzz.watch import NEVER, Result, environment_seconds, fuzz, keep

INPUTS = {"csv": 600, "xlsx": 900, "json": 1_800, "xml": 1_600, "yaml": 800}
SEED = int(os.environ.get("GONOGO_FUZZ_SEED", "1"))


@pytest.mark.parametrize("form", FORMS)
def test_a_spoilt_file_is_complained_of_or_decided_on_within_its_bounds(form: str, tmp_path: Path) -> None:
    seconds = environment_seconds()
    result = fuzz(form, SEED, last=INPUTS[form] if seconds is None else NEVER, seconds=seconds or NEVER)

    assert result.faults == [], f"{result.text}\n" + "\n".join(f"kept: {keep(one, tmp_path)}" for one in result.faults)
    assert 0 < result.refused < result.inputs


@pytest.mark.parametrize("form", FORMS)
def test_each_seed_is_a_good_file_that_holds_something_severe(form: str, tmp_path: Path) -> None:
    bench = Bench(tmp_path, seeds_of(form))
    here = Path.cwd()
    try:
        judged = {seed.name: bench.whole(seed).verdict for seed in seeds_of(form)}
    finally:
        os.chdir(here)

    assert {judged[seed.name] for seed in seeds_of(form) if seed.fact is not None} == {"fail"}


def test_the_same_number_is_always_the_same_file() -> None:
    for form in FORMS:
        for number in range(10):
            one, again = (mutant(form, seeds_of(form), 1, number) for _ in range(2))

            assert (one.seed.name, one.content, one.promise) == (again.seed.name, again.content, again.promise)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_cut_off_or_garbled_now_and_then(form: str) -> None:
    made = {mutant(form, seeds_of(form), 1, number).promise for number in range(200)}

    assert made == ({Promise.NONE} if form == "yaml" else set(Promise))


def test_a_process_that_dies_is_a_fault_with_the_number_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONOGO_FUZZ_DIES_AT", "3")
    result = fuzz("json", 1, last=5)

    assert [(one.number, one.again) for one in result.faults] == [(3, "python -m tests.fuzz json --seed 1 --only 3")]
    assert result.inputs == 5


def test_faults_of_one_kind_are_told_once_and_counted() -> None:
    result = Result("csv", 1)
    for number in range(3):
        result.add(number, "same", f"number {number}")

    assert [one.number for one in result.faults] == [0]
    assert "FAULT (3 times) same" in result.text
