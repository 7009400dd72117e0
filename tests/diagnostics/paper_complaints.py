"""What reading a house style (`style.yaml`) or translated texts (`texts.yaml`) finds wrong; the policy: ground.yaml."""

from __future__ import annotations

from pathlib import Path

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.policy_file import read_policy
from gonogo.read.style_file import read_style
from gonogo.read.texts_file import read_texts
from gonogo.write.paper_texts import ENGLISH

HERE = Path(__file__).parent
FILES = ("style.yaml", "texts.yaml")


def paper_complaints(name: str, text: str, folder: Path = HERE) -> Diagnostics:
    """Of one file by its name; a logo is looked for beside it."""
    diagnostics = Diagnostics()
    file = SourceFile(name, text)
    if name == "texts.yaml":
        read_texts(file, ENGLISH, diagnostics)
        return diagnostics
    ground = SourceFile("ground.yaml", (HERE / "ground.yaml").read_text("utf-8"))

    def fetch(path: str, _: str | None) -> SourceFile | None:
        return ground if path == ground.path else None

    policy = read_policy(ground.path, fetch, Diagnostics(), calendars={})
    assert policy is not None

    def bytes_of(named: str, _: str) -> bytes | None:
        path = folder / named
        return path.read_bytes() if path.is_file() else None

    read_style(file, policy, bytes_of, diagnostics)
    return diagnostics


def paper_complaints_of(folder: Path) -> Diagnostics | None:
    """Of the file of this kind in a folder; None where there is none."""
    for name in FILES:
        if (folder / name).is_file():
            return paper_complaints(name, (folder / name).read_text("utf-8"), folder)
    return None
