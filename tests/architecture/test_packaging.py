"""What is installed is all that the engine needs, and what is pinned is pinned everywhere alike."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest

from gonogo.resources import WITHIN, Kind

ROOT = Path(__file__).resolve().parents[2]
CARRIED = get_args(Kind)
LOCKS = ("build", "dev", "run", "source")


def built(what: str, into: Path) -> Path:
    """A wheel or an sdist of this checkout, made by the pinned hatchling without any network."""
    wanted = [sys.executable, "-m", "hatchling", "build", "-t", what, "-d", str(into)]
    subprocess.run(wanted, cwd=ROOT, check=True, capture_output=True)
    (made,) = into.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def shipped(kind: str) -> set[str]:
    """The files of a top-level folder, as a wheel should carry them; what git ignores is no part of them."""
    top = ROOT / WITHIN.get(kind, "")
    listed = (path for path in (top / kind).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"gonogo/_data/{path.relative_to(top).as_posix()}" for path in listed}


@pytest.mark.parametrize("kind", CARRIED)
def test_a_wheel_carries_every_file_of_the_folders_that_the_engine_needs(wheel: Path, kind: str) -> None:
    names = set(ZipFile(wheel).namelist())

    assert shipped(kind)
    assert shipped(kind) <= names


def test_a_wheel_carries_the_package_its_types_and_its_licence_and_no_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()

    assert {"gonogo/__init__.py", "gonogo/py.typed"} <= set(names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"gonogo"}


@pytest.mark.parametrize("kind", CARRIED)
def test_an_installed_wheel_finds_its_folders(wheel: Path, tmp_path: Path, kind: str) -> None:
    ZipFile(wheel).extractall(tmp_path)
    asked = (
        "from importlib.resources import files; from gonogo.resources import folder; "
        f"print(folder({kind!r}) == files('gonogo') / '_data' / {kind!r}, folder({kind!r}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert answer.stdout.strip() == f"True {tmp_path / 'gonogo' / '_data' / kind}"


def test_an_sdist_holds_all_that_a_checkout_holds(tmp_path: Path) -> None:
    sdist = built("sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"pyproject.toml", "Makefile", "LICENSE", "README.md", "requirements/dev.txt"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")} <= names


def test_the_wheel_is_the_same_to_the_byte_when_it_is_built_again(wheel: Path, tmp_path: Path) -> None:
    assert built("wheel", tmp_path).read_bytes() == wheel.read_bytes()


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def declared() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["build"], *groups["dev"]]
    named = (one.split("==") for one in wanted if isinstance(one, str))
    return {name.replace(".", "-"): version for name, version in named}


def test_the_lock_holds_what_the_project_declares() -> None:
    assert declared().items() <= pins("dev").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_lock_pins_what_the_whole_lock_pins(lock: str) -> None:
    assert pins(lock)
    assert pins(lock).items() <= pins("dev").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_names_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")

    assert text.count(" \\\n    --hash=sha256:") >= len(pins(lock))
    assert re.search(r"://|file:|--(find-links|index-url|extra-index-url)", text) is None


def test_only_durable_rules_is_compiled_here() -> None:
    assert set(pins("source")) == {"durable-rules"}


def test_the_project_says_why_it_needs_each_package() -> None:
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace(".", "-")

    assert [name for name in declared() if f"| {name} " not in said] == []
