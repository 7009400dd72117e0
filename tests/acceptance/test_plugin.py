"""The plugin: `pytest features/` plays scenarios, and leaves alone what is not ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.test_gonogo_test import EVIDENCE, FEATURE, POLICY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a folder of features, and no Python."""
    for name, text in (("policies/policy.yaml", POLICY), ("evidence/evidence.yaml", EVIDENCE)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "lift.feature").write_text(FEATURE, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers -p no:cacheprovider\n", "utf-8")
    return tmp_path


def ran(project: Path, *words: str) -> tuple[int, str]:
    """What pytest ends with and prints."""
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", *words]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_folder_of_features_needs_no_python(project: Path) -> None:
    code, said = ran(project, "features")

    assert code == 0, said
    assert "3 passed" in said


def test_the_folder_is_found_without_being_named(project: Path) -> None:
    assert ran(project)[0] == 0


def test_nodes_are_called_by_their_scenarios(project: Path) -> None:
    code, said = ran(project, "--collect-only")

    assert code == 0
    assert "features/lift.feature::No fault is severe\n" in said
    assert "features/lift.feature::A fault is severe: <severe>[true-fail]\n" in said
    assert ran(project, "features/lift.feature::No fault is severe")[1].count("1 passed") == 1


def test_tags_are_marks(project: Path) -> None:
    assert "1 passed, 2 deselected" in ran(project, "-m", "go")[1]
    assert "1 passed, 2 deselected" in ran(project, "--gonogo-tags=@lift and @go")[1]


def test_a_failure_reads_as_with_gonogo_test(project: Path) -> None:
    path = project / "features" / "lift.feature"
    path.write_text(FEATURE.replace("outcome is go", "outcome is no-go"), "utf-8")

    code, said = ran(project)

    assert code == 1
    assert "  FAIL    11  Then the outcome is no-go" in said
    assert "  actual    go (rule D-go)" in said
    assert "Traceback" not in said


def test_a_scenario_that_tests_nothing_is_an_error_of_collection(project: Path) -> None:
    path = project / "features" / "lift.feature"
    path.write_text(FEATURE.replace("    Then the outcome is go\n", ""), "utf-8")

    code, said = ran(project)

    assert code == 2
    assert "error[F106]: this scenario has no `Then`" in said


def test_features_elsewhere_are_left_alone(project: Path) -> None:
    (project / "theirs").mkdir()
    (project / "theirs" / "their.feature").write_text("Feature: Theirs\n", "utf-8")

    assert ran(project)[0] == 0
    assert ran(project, "theirs/their.feature")[0] == 2  # named, so it is looked at


def test_other_folders_can_be_named(project: Path) -> None:
    (project / "features").rename(project / "scenarios")
    with (project / "pytest.ini").open("a", encoding="utf-8") as file:
        file.write("gonogo_features = scenarios\n")

    assert "3 passed" in ran(project)[1]


def test_tests_in_python_run_beside_scenarios(project: Path) -> None:
    (project / "test_it.py").write_text("def test_it():\n    pass\n", "utf-8")

    assert "4 passed" in ran(project)[1]
    assert "1 passed, 3 deselected" in ran(project, "--gonogo-tags=@go")[1]


def test_a_run_without_scenarios_does_not_import_the_engine(project: Path) -> None:
    (project / "test_it.py").write_text(
        "import sys\ndef test_it():\n    assert not [m for m in sys.modules if m.startswith('gonogo.') and"
        " m not in ('gonogo.scenarios', 'gonogo.scenarios.plugin')]\n",
        "utf-8",
    )

    assert ran(project, "test_it.py")[0] == 0
