"""What is wrong with a feature: found before it is played, and while it is.

A first line such as `# gonogo test --tags @x` says what is chosen. A folder may say with `asked.txt` which path is
asked for, and with `sentences.txt` which sentences the library has besides.
"""

from __future__ import annotations

import os
from pathlib import Path

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.scenarios.feature_file import read_feature, read_features
from gonogo.scenarios.play import Workbench, play
from gonogo.scenarios.run import Choice, chosen
from gonogo.scenarios.sentence import then
from gonogo.scenarios.sentences import LIBRARY, Library

HERE = Path(__file__).parent
FEATURE = Path(os.path.relpath(HERE / "F111-unknown-step" / "page.feature"))  # where the examples of pages stand
BENCH = Workbench()
CHOICE = "# gonogo test --tags "


def feature_complaints(text: str, path: Path, library: Library = LIBRARY) -> Diagnostics:
    """What is wrong with one feature; it is played only where nothing is wrong with it as it is written."""
    diagnostics = Diagnostics()
    feature = read_feature(SourceFile(path.as_posix(), text), diagnostics, library)
    if feature is None:
        return diagnostics
    first = text.splitlines()[0]
    tags = first.removeprefix(CHOICE) if first.startswith(CHOICE) else None
    scenarios = chosen([feature], Choice(tags=tags), diagnostics)
    if not diagnostics.errors:
        for played in (play(one, BENCH) for one in scenarios):
            assert played.passed or played.complaint is not None, played.mismatch
            diagnostics.extend([] if played.complaint is None else [played.complaint])
    return diagnostics


def feature_complaints_of(folder: Path) -> Diagnostics:
    """What is wrong with the feature in a folder, or with what is asked for there."""
    shown = Path(os.path.relpath(folder))
    if (folder / "asked.txt").is_file():
        diagnostics = Diagnostics()
        features = read_features([shown / (folder / "asked.txt").read_text("utf-8").strip()], diagnostics)
        chosen(features, Choice(), diagnostics)
        return diagnostics
    more = folder / "sentences.txt"
    written = more.read_text("utf-8").splitlines() if more.is_file() else []
    sentences = [then(one.removeprefix("then "), "", lambda *_: None) for one in written]
    library = Library((*LIBRARY.sentences, *sentences)) if sentences else LIBRARY
    return feature_complaints((folder / "page.feature").read_text("utf-8"), shown / "page.feature", library)
