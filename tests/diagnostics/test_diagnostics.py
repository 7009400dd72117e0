"""Every code has a folder here that shows its message, and a page that shows what is wrong and what is right.

A folder holds a `policy.yaml` or an `evidence.yaml` (with any files beside it) and `expected.txt`, the whole output for
people. `limits.json` lowers the limits. The evidence of folders and pages that begin with E is held against
`ground.yaml`. An example of a policy page that does not begin with `policy:` extends `ground.yaml`. What begins with
L2 is seen on evidence, `deep.yaml`, with pieces of it taken away.
A `style.yaml` or a `texts.yaml` says how a paper is to be; see paper_complaints.py.
An `act.yaml` is an act that somebody wants recorded; see act_complaints.py.
What begins with F is a `page.feature`, whose scenarios are played on `ground.yaml`.
`pytest --record` writes the expectations anew; `git diff` reviews them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Literal

import pytest

from gonogo.judge.decide import Judge
from gonogo.judge.withdraw import silent_passes
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Fetch, SourceFile
from gonogo.read.evidence_file import read_files
from gonogo.read.extract import Intake
from gonogo.read.policy_file import read_policy
from gonogo.read.schema import check_shape
from gonogo.read.strict_yaml import POLICY_LIMITS, Limits, read_yaml, source_file
from gonogo.resources import folder as shipped
from gonogo.write.messages import Form, render
from tests.diagnostics.act_complaints import act_complaints
from tests.diagnostics.feature_complaints import FEATURE, feature_complaints, feature_complaints_of
from tests.diagnostics.paper_complaints import paper_complaints, paper_complaints_of
from tests.diagnostics.record_complaints import CODE, record_complaints_of
from tests.shelf import Shelf
from tests.workbooks import NAMED

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "diagnostics"
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "expected.txt").is_file())
CODES = [code.value for code in Code]
CALENDARS = {path.stem: SourceFile(path.name, path.read_text("utf-8")) for path in shipped("calendars").glob("*.yaml")}
EXTENDS_GROUND = "policy: example\ntitle: Example\nextends: ../ground.yaml\n"  # what a page leaves out
SHOWN_FILE = re.compile(r"```file\n(.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"## (Wrong|Right)\n\n```(policy|evidence|feature|act|style|texts)\n(.*?)```", re.DOTALL)

Kind = Literal["policy", "evidence"]


def complaints(content: bytes, kind: Kind, limits: Limits = POLICY_LIMITS, folder: Path = HERE / "page") -> Diagnostics:
    """What reading one file finds wrong, pass by pass; files that it names are looked for from its folder."""
    diagnostics = Diagnostics()
    file = source_file(f"{kind}.yaml", content, diagnostics, limits)
    if file is not None and kind == "policy" and limits is POLICY_LIMITS:
        read_policy("policy.yaml", fetch_from(folder, file), diagnostics, calendars=CALENDARS)
        return diagnostics
    tree = read_yaml(file, diagnostics, limits) if file else None
    if tree is not None and not diagnostics.errors:
        check_shape(tree, kind, diagnostics)
    return diagnostics


def complaints_of_pack(files: tuple[SourceFile, ...], shelf: Shelf | None = None) -> Diagnostics:
    """What reading a pack on the policy `ground.yaml` finds wrong."""
    diagnostics = Diagnostics()
    ground = SourceFile("ground.yaml", (HERE / "ground.yaml").read_text("utf-8"))
    policy = read_policy("ground.yaml", fetch_from(HERE, ground), Diagnostics(), calendars=CALENDARS)
    assert policy is not None
    read_files(files, policy, diagnostics, Intake(shelf=shelf))
    return diagnostics


def files_of(page: str, heading: str) -> Shelf:
    """The files that an example of a page stands on, each shown with its name; and the workbooks of `tests`."""
    part = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    shown = dict(text.split("\n", 1) for text in SHOWN_FILE.findall(part))
    return Shelf({**{name: made() for name, made in NAMED.items() if name in part}, **shown})


def files_beside(folder: Path) -> Shelf:
    """What stands in a folder beside the evidence, and the workbooks of `tests` that it names."""
    text = (folder / "evidence.yaml").read_text("utf-8")
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return Shelf({**{name: made() for name, made in NAMED.items() if name in text}, **found})


def complaints_without_evidence(content: bytes, folder: Path = HERE / "page") -> Diagnostics:
    """What comes to light about a policy when pieces of the evidence `deep.yaml` are taken away."""
    diagnostics = Diagnostics()
    file = SourceFile("policy.yaml", content.decode())
    policy = read_policy("policy.yaml", fetch_from(folder, file), diagnostics, calendars=CALENDARS)
    assert policy is not None
    pack = SourceFile("deep.yaml", (HERE / "deep.yaml").read_text("utf-8"))
    evidence = read_files((pack,), policy, diagnostics)
    assert evidence is not None
    silent_passes(Judge(policy), evidence, diagnostics)
    return diagnostics


def fetch_from(folder: Path, main: SourceFile) -> Fetch:
    """Gives the main file, and what stands beside it on disk."""

    def fetch(written: str, of: str | None) -> SourceFile | None:
        shown = normpath(join(dirname(of or ""), written))
        if shown == main.path:
            return main
        path = Path(normpath(folder / shown))
        return SourceFile(shown, path.read_text("utf-8")) if path.is_file() else None

    return fetch


def complaints_of_folder(folder: Path) -> Diagnostics:
    of_paper = paper_complaints_of(folder)
    if of_paper is not None:
        return of_paper
    if CODE.match(folder.name):
        return record_complaints_of(folder)
    if (folder / "act.yaml").is_file():
        return act_complaints((folder / "act.yaml").read_text("utf-8"))
    if folder.name.startswith("F"):
        return feature_complaints_of(folder)
    if folder.name.startswith("E"):
        names = ["evidence.yaml", *sorted({path.name for path in folder.glob("*.yaml")} - {"evidence.yaml"})]
        pack = tuple(SourceFile(name, (folder / name).read_text("utf-8")) for name in names)
        return complaints_of_pack(pack, files_beside(folder))
    if folder.name.startswith("L2"):
        return complaints_without_evidence((folder / "policy.yaml").read_bytes(), folder)
    kind: Kind = "evidence" if (folder / "evidence.yaml").is_file() else "policy"
    lowered = folder / "limits.json"
    limits = Limits(**json.loads(lowered.read_text("utf-8"))) if lowered.is_file() else POLICY_LIMITS
    return complaints((folder / f"{kind}.yaml").read_bytes(), kind, limits, folder)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_folder_that_shows_it(code: str) -> None:
    shown = [folder for folder in FOLDERS if folder.name.startswith(f"{code}-")]

    assert shown != []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text("utf-8")

    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Wrong", "Right", "Why"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_message_is_the_recorded_one(folder: Path, request: pytest.FixtureRequest) -> None:
    said = render(complaints_of_folder(folder), Form.HUMAN, colour=False)
    if request.config.getoption("--record", default=False):
        (folder / "expected.txt").write_text(said, "utf-8")

    assert said == (folder / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_shows_the_code_that_it_is_named_after(folder: Path) -> None:
    codes = {one.code.value for one in complaints_of_folder(folder)}

    assert folder.name.split("-")[0] in codes


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_messages_are_worded_by_the_rules_of_the_house(folder: Path) -> None:
    for one in complaints_of_folder(folder):
        assert not one.says.endswith(".")
        assert "\n" not in one.says
        assert one.says[0] == one.says[0].lower()
        assert not re.search(r"\b(I|you|invalid|int|str|dict|NoneType)\b", one.says + one.expected)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_the_examples_of_a_page_are_wrong_and_right_as_it_says(page: Path) -> None:
    for heading, kind, example in EXAMPLE.findall(page.read_text("utf-8")):
        if kind in ("style", "texts"):
            codes = [one.code.value for one in paper_complaints(f"{kind}.yaml", example)]
            assert (page.stem in codes) == (heading == "Wrong")
            assert heading == "Wrong" or codes == []
            continue
        if kind == "act":
            codes = [one.code.value for one in act_complaints(example)]
            assert (page.stem in codes) == (heading == "Wrong")
            assert heading == "Wrong" or codes == []
            continue
        if kind == "feature":
            codes = [one.code.value for one in feature_complaints(example, FEATURE)]
            assert (page.stem in codes) == (heading == "Wrong")
            assert heading == "Wrong" or codes == []
            continue
        whole = EXTENDS_GROUND + example if page.stem[0] in "PL" and example[:7] != "policy:" else example
        pack = (SourceFile("evidence.yaml", example),) if page.stem[0] == "E" else ()
        if page.stem.startswith("L2"):
            found = complaints_without_evidence(whole.encode())
        else:
            text = page.read_text("utf-8")
            found = complaints_of_pack(pack, files_of(text, heading)) if pack else complaints(whole.encode(), kind)
        codes = [one.code.value for one in found]

        assert (page.stem in codes) == (heading == "Wrong")
