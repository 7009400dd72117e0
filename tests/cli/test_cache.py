"""A decision on unchanged files is remembered; whatever is wrong with what was kept, it is worked out anew."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest

from gonogo import api
from gonogo.cache import engine_mark
from gonogo.resources import folder
from tests.cli.run import run


def decided() -> str:
    ran = run("decide", "policies/sec-release", "evidence/example-full", "--format", "json")
    assert ran.complained == ""
    return ran.printed


@pytest.fixture
def examples(desk: Path) -> Path:
    """Copies of the examples, to be changed."""
    for kind in ("policies", "evidence"):
        shutil.copytree(folder(kind), desk / kind)
    return desk


def kept(desk: Path) -> list[Path]:
    return sorted((desk.parent / "cache" / "gonogo").glob("*.json"))


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one each time that a decision is worked out instead of remembered."""
    times: list[str] = []
    work_out = api._decide

    def counting(policy: str, *others: Any) -> api.Decided:
        times.append(policy)
        return work_out(policy, *others)

    monkeypatch.setattr(api, "_decide", counting)
    return times


def test_a_second_run_is_remembered_and_gives_the_same_bytes(examples: Path, worked_out: list[str]) -> None:
    first, second = decided(), decided()

    assert first == second
    assert len(worked_out) == 1


def test_what_is_remembered_is_data_and_the_users_own(examples: Path) -> None:
    decided()

    (file,) = kept(examples)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_bytes().partition(b"\n")[2])["document"]["schema"] == "gonogo/decision/1"


@pytest.mark.parametrize(
    "name",
    [
        "policies/sec-release/policy.yaml",
        "evidence/example-full/evidence.yaml",
        "evidence/example-full/defects.yaml",
        "evidence/example-full/risk.yaml",
    ],
)
def test_one_changed_byte_in_any_file_is_noticed(name: str, examples: Path, worked_out: list[str]) -> None:
    before = decided()
    file = examples / name
    state = file.stat()
    file.write_bytes(file.read_bytes().replace(b"# ", b"#\t", 1) if b"# " in file.read_bytes() else b"")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    after = decided()

    assert len(worked_out) == 2
    assert json.loads(before)["outcome"] == json.loads(after)["outcome"]
    assert before != after


def test_a_new_file_beside_the_evidence_is_noticed(examples: Path, worked_out: list[str]) -> None:
    decided()
    more = "facts: {switch: {source: release-management, records: [{id: F9, state: 'on', approved_by_panel: false}]}}\n"
    (examples / "evidence" / "example-full" / "zz.yaml").write_text(more, "utf-8")

    assert json.loads(decided())["outcome"] == "no_go"
    assert len(worked_out) == 2


def test_a_file_taken_from_beside_the_evidence_is_noticed(examples: Path, worked_out: list[str]) -> None:
    decided()
    (examples / "evidence" / "example-full" / "changes.yaml").unlink()

    assert json.loads(decided())["criteria"][0]["rule"] != "AC1-developed-and-deployable"
    assert len(worked_out) == 2


def test_a_file_that_would_go_before_the_one_that_was_found_is_noticed(desk: Path, worked_out: list[str]) -> None:
    run("decide", "sec-release", "sec-2019-11").exits(3)
    shutil.copytree(folder("policies") / "sec-release", desk / "policies" / "sec-release")
    own = desk / "policies" / "sec-release" / "policy.yaml"
    own.write_text(own.read_text("utf-8").replace("then: go\n", "then: no_go\n"), "utf-8")

    run("decide", "sec-release", "sec-2019-11").exits(1)


def test_another_day_is_another_decision(examples: Path, worked_out: list[str]) -> None:
    words = ("decide", "policies/sec-release", "evidence/sec-2019-11", "--format", "json")
    usual, earlier = run(*words).exits(3).json, run(*words, "--as-of", "2019-11-07").exits(6).json

    assert (usual["as_of"], earlier["as_of"]) == ("2019-11-08", "2019-11-07")
    assert run(*words).exits(3).json == usual


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"files": {}}', b'{"files": [], "folders": {}, "absent": []}'],
)
def test_a_spoilt_cache_file_is_no_more_than_a_lost_one(content: bytes, examples: Path, worked_out: list[str]) -> None:
    before = decided()
    (file,) = kept(examples)
    file.write_bytes(content)

    assert decided() == before
    assert len(worked_out) == 2


def test_a_remembered_decision_that_was_changed_is_not_believed(examples: Path, worked_out: list[str]) -> None:
    before = decided()
    (file,) = kept(examples)
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"go_with_conditions"', b'"no_go"', 1))

    assert file.read_bytes() != content
    assert decided() == before
    assert len(worked_out) == 2


@pytest.mark.parametrize("lost", ["document", "advice", "files", "folders", "absent"])
def test_a_cache_file_that_lacks_a_part_is_no_more_than_a_lost_one(lost: str, examples: Path) -> None:
    before = decided()
    (file,) = kept(examples)
    remembered = json.loads(file.read_bytes().partition(b"\n")[2])
    del remembered[lost]
    content = json.dumps(remembered).encode()
    file.write_bytes(sha256(content).hexdigest().encode() + b"\n" + content)

    assert decided() == before


def test_a_cache_file_that_others_may_write_is_not_used(examples: Path, worked_out: list[str]) -> None:
    decided()
    (file,) = kept(examples)
    file.chmod(0o666)
    decided()

    assert len(worked_out) == 2


def test_where_nothing_can_be_kept_decisions_are_worked_out_each_time(
    examples: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = decided()
    (examples.parent / "a-file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(examples.parent / "a-file"))

    assert [decided(), decided()] == [before, before]
    assert len(worked_out) == 3


def test_another_engine_does_not_use_what_this_one_remembered(
    examples: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = decided()
    monkeypatch.setattr("gonogo.cache.engine_mark", lambda: "another")

    assert decided() == before
    assert len(worked_out) == 2


@pytest.mark.parametrize("kind", ["schemas", "calendars"])
def test_another_schema_or_calendar_is_another_engine(
    kind: Literal["schemas", "calendars"], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / kind
    shutil.copytree(folder(kind), copied)
    monkeypatch.setattr("gonogo.cache.folder", lambda asked: copied if asked == kind else folder(asked))
    before = engine_mark()
    file = sorted(copied.iterdir())[0]
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")

    assert engine_mark() != before


def test_without_the_cache_nothing_is_kept_and_the_bytes_are_the_same(examples: Path) -> None:
    words = ("decide", "policies/sec-release", "evidence/example-full", "--format", "json", "--no-cache")
    before = run(*words).exits(3).printed

    assert kept(examples) == []
    assert decided() == before


def test_the_advice_is_remembered_too(examples: Path, worked_out: list[str]) -> None:
    words = ("decide", "policies/sec-release-strict", "evidence/example-full")
    first, second = run(*words), run(*words)

    assert "L101" in first.complained
    assert first == second
    assert len(worked_out) == 1
