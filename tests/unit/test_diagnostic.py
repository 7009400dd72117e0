"""That complaints are collected, ordered and stop the work only where they must."""

from typing import Any

import pytest

from gonogo.model.diagnostic import (
    Code,
    Diagnostic,
    Diagnostics,
    GonogoError,
    InputError,
    InternalError,
    LedgerError,
    Severity,
)
from gonogo.model.location import Location, SourceFile

FILE = SourceFile("policy.yaml", "")


def complaint(line: int, **more: Any) -> Diagnostic:
    wanted = {"code": Code.UNKNOWN_KEY, "says": "wrong", "expected": "right", "found": "left"}
    return Diagnostic(at=Location(FILE, line, 1), **{**wanted, **more})


def test_diagnostics_come_in_the_order_of_their_places_and_each_once() -> None:
    diagnostics = Diagnostics()
    diagnostics.extend([complaint(3), complaint(1), complaint(3)])
    diagnostics.add(complaint(2))

    assert [one.at.line for one in diagnostics] == [1, 2, 3]
    assert len(diagnostics) == 3


def test_warnings_do_not_stop_the_work() -> None:
    diagnostics = Diagnostics([complaint(1, severity=Severity.WARNING)])
    diagnostics.stop_if_errors()

    assert diagnostics.errors == ()
    assert len(diagnostics.warnings) == 1


def test_an_error_stops_the_work_and_carries_everything() -> None:
    diagnostics = Diagnostics([complaint(2), complaint(1, severity=Severity.WARNING)])

    with pytest.raises(InputError) as caught:
        diagnostics.stop_if_errors()
    assert [one.at.line for one in caught.value.diagnostics] == [1, 2]


def test_what_nobody_would_read_is_counted_and_an_error_is_never_among_it() -> None:
    diagnostics = Diagnostics()
    diagnostics.extend(complaint(line, severity=Severity.WARNING) for line in range(1, 6_001))
    diagnostics.add(complaint(7_000))

    assert [one.at.line for one in diagnostics.errors] == [7_000]
    assert len(diagnostics) == 5_002
    assert [one.says for one in diagnostics][-1] == "1,000 more complaints are not listed"


def test_all_that_is_raised_on_purpose_is_one_family() -> None:
    assert {InputError, LedgerError, InternalError} <= set(GonogoError.__subclasses__())


def test_no_code_is_used_twice() -> None:
    values = [code.value for code in Code.__members__.values()]

    assert len(set(values)) == len(Code.__members__)
