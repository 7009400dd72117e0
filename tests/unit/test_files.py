"""Which file a name means, and that no file outside the root is read."""

import os
import stat
from pathlib import Path

import pytest

from gonogo.files import Reader, find, names, root_of, shown_path, siblings, write_whole
from gonogo.model.location import SourceFile


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("policies/mine/policy.yaml", "evidence/pack.yaml", "evidence/folder/evidence.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(root: Path) -> Reader:
    return Reader(root, lambda shown, content: SourceFile(shown, content.decode()))


@pytest.mark.parametrize("name", ["mine", "policies/mine", "policies/mine/policy.yaml"])
def test_a_policy_is_named_by_its_file_its_folder_or_bare(project: Path, name: str) -> None:
    assert find(name, "policies")[0] == Path("policies/mine/policy.yaml")


@pytest.mark.parametrize("name", ["pack", "evidence/pack", "evidence/pack.yaml"])
def test_evidence_is_found_without_its_suffix(project: Path, name: str) -> None:
    assert find(name, "evidence")[0] == Path("evidence/pack.yaml")


def test_a_folder_of_evidence_means_its_main_file(project: Path) -> None:
    assert find("folder", "evidence")[0] == Path("evidence/folder/evidence.yaml")


def test_the_shipped_examples_are_found_from_anywhere(project: Path) -> None:
    found, in_vain = find("sec-release", "policies")

    assert found is not None
    assert found.name == "policy.yaml"
    assert Path("policies/sec-release/policy.yaml") in in_vain


def test_ones_own_file_goes_before_a_shipped_one(project: Path) -> None:
    own = project / "policies" / "sec-release" / "policy.yaml"
    own.parent.mkdir()
    own.write_text("# mine\n")

    assert find("sec-release", "policies")[0] == Path("policies/sec-release/policy.yaml")


def test_what_is_not_there_is_not_found(project: Path) -> None:
    assert find("nothing", "policies")[0] is None


def test_a_name_that_is_too_long_for_any_file_means_none(project: Path) -> None:
    assert find("x" * 5_000, "policies")[0] is None
    assert read(project.resolve())("x" * 5_000, None) is None
    assert read(project.resolve()).data("x" * 5_000, "evidence/pack.yaml") == ()
    assert read(project.resolve()).data(f"{'x' * 5_000}/*.csv", "evidence/pack.yaml") == ()
    assert read(project.resolve()).astray("x" * 5_000, "evidence/pack.yaml") == {}
    assert read(project.resolve()).mapping("x" * 5_000) is None


def test_names_for_a_suggestion_are_ones_own_and_the_shipped(project: Path) -> None:
    assert {"mine", "sec-release"} <= set(names("policies"))


def test_the_root_is_the_folder_that_holds_policies_or_evidence(project: Path) -> None:
    assert root_of(project / "policies" / "mine" / "policy.yaml") == project.resolve()


def test_a_file_that_stands_alone_has_its_own_folder_as_root(tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "policy.yaml"
    alone.parent.mkdir()
    alone.touch()

    assert root_of(alone) == alone.parent.resolve()


def test_a_file_may_name_another_within_the_root(project: Path) -> None:
    file = read(project)("../../evidence/pack.yaml", "policies/mine/policy.yaml")

    assert file is not None
    assert file.path == "evidence/pack.yaml"


@pytest.mark.parametrize("name", ["../../../outside.yaml", "/etc/hostname"])
def test_a_file_may_not_lead_out_of_the_root(project: Path, name: str) -> None:
    (project.parent / "outside.yaml").write_text("secret\n")

    assert read(project)(name, "policies/mine/policy.yaml") is None


def test_a_link_may_not_lead_out_of_the_root(project: Path) -> None:
    (project.parent / "outside.yaml").write_text("secret\n")
    (project / "policies" / "mine" / "link.yaml").symlink_to(project.parent / "outside.yaml")

    assert read(project)("link.yaml", "policies/mine/policy.yaml") is None


def test_the_other_files_of_a_folder_come_in_the_order_of_their_names(project: Path) -> None:
    for name in ("b.yaml", "a.json", "notes.txt"):
        (project / "evidence" / "folder" / name).touch()

    assert siblings("evidence/folder/evidence.yaml") == ("evidence/folder/a.json", "evidence/folder/b.yaml")


def test_beside_a_policy_stands_no_folder_of_evidence(project: Path) -> None:
    for name in ("evidence.yaml", "policy.yaml", "report.json"):
        (project / name).write_text("# x\n")

    assert siblings("evidence.yaml") == ()


def test_a_file_of_evidence_has_no_siblings(project: Path) -> None:
    assert siblings("evidence/pack.yaml") == ()


def test_a_path_is_shown_from_where_one_stands(project: Path) -> None:
    assert shown_path(project / "evidence" / "pack.yaml") == "evidence/pack.yaml"
    assert shown_path(Path("policies/mine/../mine/policy.yaml")) == "policies/mine/policy.yaml"


def test_what_is_there_and_is_no_file_is_written_to_as_it_stands(tmp_path: Path) -> None:
    """As root, a file renamed over /dev/null would take its place for everybody."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_whole(pipe, "words")

    assert os.read(reader, 100) == b"words"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


def test_a_link_is_followed_and_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "link"]
