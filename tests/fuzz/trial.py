"""One spoilt file through all of reading and judging, as `gonogo decide` does it, and what has to hold of that."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from gonogo import __version__, api_evidence_new, api_files
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.evidence import Entry, Evidence
from gonogo.model.policy import Policy
from gonogo.write.decision_text import decision_text
from gonogo.write.messages import Form, render
from tests.fuzz.mutant import Mutant, Promise
from tests.fuzz.seed import Seed

TODAY = date(2026, 11, 8)
SOFT_LIMIT = 5.0  # seconds of the processor: no small file may take longer
EACH = 4  # of so many files, one is also looked at as `gonogo evidence new` does
LONGEST_COMPLAINT = 12_000  # characters with all that is shown beside it: nobody reads more about one thing


class Broken(Exception):
    """Something that must hold does not."""


class Judged:
    """What a file came to: the verdict on the list, and its records, if it counts as complete."""

    def __init__(self, seed: Seed, evidence: Evidence, decided: dict[str, Any]) -> None:
        verdicts = {one["id"]: one["verdict"] for one in decided["criteria"]}
        self.verdict = verdicts.get("A1")
        entries = evidence.entries.get(seed.fact or "", ())
        self.complete = any(one.complete for one in entries)
        self.records = sum(len(one.records) for one in entries)


class Bench:
    """The projects of some seeds on disk. `codes` counts what was complained of."""

    def __init__(self, folder: Path, seeds: tuple[Seed, ...]) -> None:
        self.codes: Counter[str] = Counter()
        self.refused = 0
        self.slowest = 0.0
        self._folders = {seed.name: folder / str(number) for number, seed in enumerate(seeds)}
        self._policies: dict[str, Policy] = {}
        self._whole: dict[str, Judged] = {}
        for seed in seeds:
            for path, content in seed.files.items():
                place = self._folders[seed.name] / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)

    def whole(self, seed: Seed) -> Judged:
        """What a seed comes to while nobody has spoilt it. It has to be good, and its list to hold something severe."""
        if seed.name not in self._whole:
            self._enter(seed, seed.content)
            found = Diagnostics()
            try:
                judged = self._judged(seed, found)
            except InputError as error:
                raise Broken(f"the seed `{seed.name}` is refused:\n{error}") from error
            part = seed.ends != "no" and not judged.complete
            if seed.fact is not None and (judged.verdict != "fail" or not judged.records or part):
                raise Broken(f"the seed `{seed.name}`: {judged.verdict}, {judged.records} records, {_told(found)}")
            self._whole[seed.name] = judged
        return self._whole[seed.name]

    def attempt(self, one: Mutant) -> None:
        """Reads and judges. `Broken`, or whatever else is raised, is a fault of ours."""
        whole = self.whole(one.seed)
        self._enter(one.seed, one.content)
        found = Diagnostics()
        try:
            judged = self._judged(one.seed, found)
        except InputError as error:
            self.refused += 1
            self._count(error.diagnostics)
            _speaks(error.diagnostics)
            self._keep_going(one, whole)
        else:
            self._count(found)
            _speaks(found)
            _hold(one, judged, whole, found)
        if one.seed.target not in (one.seed.policy, one.seed.evidence) and len(one.content) % EACH == 0:
            _begin_from(one.seed)

    def _keep_going(self, one: Mutant, whole: Judged) -> None:
        """The same without the rows that cannot be read: then nothing may pass that needs the whole list."""
        found = Diagnostics()
        try:
            with api_files.taking(api_files.Intake(keep_going=True)):
                judged = self._judged(one.seed, found)
        except InputError as error:
            _speaks(error.diagnostics)
            return
        _speaks(found)
        _hold(one, judged, whole, found)
        if one.seed.fact is not None and judged.verdict == "pass":
            raise Broken(f"rows cannot be read, and still the verdict is pass: {_told(found)}")

    def _enter(self, seed: Seed, content: bytes) -> None:
        os.chdir(self._folders[seed.name])
        Path(seed.target).write_bytes(content)

    def _judged(self, seed: Seed, found: Diagnostics) -> Judged:
        begun = process_time()
        try:
            return self._read(seed, found)
        finally:
            took = process_time() - begun
            self.slowest = max(self.slowest, took)
            if took > SOFT_LIMIT:
                raise Broken(f"too slow: it took {took:.1f} s of the processor")

    def _read(self, seed: Seed, found: Diagnostics) -> Judged:
        policy = self._policies.get(seed.name)
        if policy is None:
            policy, _ = api_files.read_policy(seed.policy, found)
            if seed.target != seed.policy:
                self._policies[seed.name] = policy
        evidence, _ = api_files.read_evidence(seed.evidence, policy, found)
        decided = document(Judge(policy).judge(evidence), __version__)
        assert decision_text(decided) != ""
        for entries in evidence.entries.values():
            for entry in entries:
                _has_places(entry)
        return Judged(seed, evidence, decided)

    def _count(self, found: Diagnostics) -> None:
        self.codes.update({one.code.value for one in found})


def _begin_from(seed: Seed) -> None:
    """Looks at the file as if evidence were to be begun from it: then it may be anything, and nothing is lost."""
    told = api_evidence_new.Told({None: "supplier"})
    try:
        begun = api_evidence_new.begin([seed.target], seed.policy, Path("evidence/begun.yaml"), TODAY, (told, None))
    except (InputError, api_evidence_new.NotSaidError):
        return
    _speaks(begun.diagnostics)
    assert (api_evidence_new.summary(begun) == "") is (begun.draft is None)


def _hold(one: Mutant, judged: Judged, whole: Judged, found: Diagnostics) -> None:
    if one.promise is Promise.CUT and judged.complete and judged.records < whole.records:
        counted = f"{judged.records} of {whole.records} records"
        raise Broken(f"cut off, and counts as complete: {counted}: {_told(found)}")
    if one.promise is not Promise.NONE and judged.verdict == "pass":
        raise Broken(f"it passes, though {one.promise.name}: {_told(found)}")


def _has_places(entry: Entry) -> None:
    """Where a record stands can be said of the first and of the last."""
    for row in {0, 1, len(entry.records) - 1}:
        if 0 <= row < len(entry.records):
            for field in (None, *type(entry.records[row]).__struct_fields__):
                at = entry.place(row, field)
                assert str(at) != ""
                assert at.line >= 1
                assert at.column >= 1


def _speaks(found: Diagnostics) -> None:
    """Every complaint has a place and can be shown, on a few lines."""
    for one in found:
        assert one.at.line >= 1
        assert one.at.column >= 1
        assert "\n" not in one.says + one.expected + one.found, one
    for form in Form:
        shown = render(found, form, colour=False)
        assert shown or not len(found)
        if len(shown) > LONGEST_COMPLAINT * min(len(found), 100) and form is not Form.JSON:
            raise Broken(f"complaints that nobody would read: {shown[:200]}")


def _told(found: Diagnostics) -> str:
    return "; ".join(f"{one.at}: {one.code.value} {one.says}" for one in list(found)[:3]) or "nothing is said"
