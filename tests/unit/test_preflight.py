"""What `make` says when a piece is missing, before it installs anything."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "requirements" / "preflight.py"


@pytest.fixture
def preflight() -> ModuleType:
    spec = importlib.util.spec_from_file_location("preflight", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_told_so_and_nothing_else(preflight: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "OLDEST", (99, 0))

    (said,) = preflight.complaints()
    assert said.startswith("Python 99.0 or newer is needed")
    assert "make PYTHON=python99.0" in said


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_to_install(
    preflight: ModuleType, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(preflight, "_missing_for_c", list)

    (said,) = preflight.complaints()
    assert said.startswith(f"The module `{module}` is missing")
    assert "-venv" in said


def test_a_missing_compiler_is_named_with_what_to_install(tmp_path: Path) -> None:
    ended = run(CC="a-compiler-that-is-not-there -O2", PATH=str(tmp_path))

    assert ended.returncode == 1
    assert "`a-compiler-that-is-not-there` is not there" in ended.stderr
    assert "apt-get install gcc" in ended.stderr


def test_missing_headers_are_told_with_the_package_that_has_them(
    preflight: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", str(program(tmp_path, "cc", "exit 0")))
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"include": str(tmp_path)})

    (said,) = preflight.complaints()
    assert f"{tmp_path / 'Python.h'} is not there" in said
    assert "-dev" in said


def test_all_that_is_missing_is_said_at_once(
    preflight: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setenv("CC", "a-compiler-that-is-not-there")
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"include": str(tmp_path)})

    assert len(preflight.complaints()) == 3


def test_a_compiler_that_cannot_compile_is_quoted(
    preflight: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Python.h").touch()
    monkeypatch.setenv("CC", str(program(tmp_path, "cc", "echo 'stdio.h: no such file' >&2; exit 1")))
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"include": str(tmp_path), "platinclude": str(tmp_path)})

    (said,) = preflight.complaints()
    assert "stdio.h: no such file" in said
    assert "libc6-dev" in said


def test_a_build_that_finds_its_own_compiler_is_left_alone(
    preflight: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr(sysconfig, "get_config_var", {}.get)

    assert preflight.complaints() == []


@pytest.mark.parametrize(("since", "flags"), [((3, 0), "-DPyEval_CallObject=PyObject_CallObject"), ((99, 0), "")])
def test_the_flag_is_given_from_the_python_that_needs_it(
    preflight: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    since: tuple[int, int],
    flags: str,
) -> None:
    monkeypatch.setattr(preflight, "FLAGS_FROM", since)

    assert preflight.main(["flags"]) == 0
    assert capsys.readouterr().out.strip() == flags


def test_python_3_13_is_the_first_that_needs_the_flag(preflight: ModuleType) -> None:
    assert preflight.FLAGS_FROM == (3, 13)


def test_the_script_can_be_read_by_any_python() -> None:
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.Nonlocal, ast.AsyncFunctionDef)
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))

    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    assert [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation] == []
