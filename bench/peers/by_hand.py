"""No engine at all: the counting as a programmer would write it for this one job, a plain loop a fact.

What is not given counts as not so. There are no bars for it; it shows what the job costs in Python itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bench.job import Answer, answer


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"Python, by hand": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import msgspec

    read = msgspec.json.decode
    return lambda raw: answer(counted(read(raw)))


def counted(pack: Any) -> tuple[int, ...]:
    """The ten counts."""
    t1 = sum([1 for one in pack["test_phase"] if one["executed_pct"] is not None and one["executed_pct"] < 95])
    c2 = c4 = 0
    for one in pack["change"]:
        if one["deployed"] and one["tested"] is False:
            c2 += 1
        if one["late"]:
            c4 += 1
    e1 = sum([1 for one in pack["environment_difference"] if _matters(one)])
    f1 = sum([1 for one in pack["confirmation"] if one["about"] == "regulatory" and one["given"]])
    return (*_defects(pack), t1, c2, c4, e1, f1)


def _defects(pack: Any) -> tuple[int, ...]:
    kinds = {one["id"]: one["kind"] for one in pack["test_phase"]}
    d1 = d2 = d3 = d5 = d9 = 0
    for one in pack["defect"]:
        status = one["status"]
        if status == "open":
            severity = one["severity"]
            if severity == 1:
                d1 += 1
            elif severity == 2:
                if one["workaround"] is False:
                    d2 += 1
            elif severity == 3:
                d3 += 1
            if kinds.get(one["phase_id"]) == "regression":
                d9 += 1
        elif status == "deferred":
            if one["severity"] == 3:
                d3 += 1
            if one["fix_planned"] is False:
                d5 += 1
    return d1, d2, d3, d5, d9


def _matters(one: Any) -> bool:
    return one["impact"] in ("high", "medium") and one["accepted"] is False and one["resolved"] is False
