"""The code map in ARCHITECTURE.md: each module with the first line of its docstring. `make fix` writes it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import rooms

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine" / "gonogo"
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- the code map, written by make fix -->\n", "<!-- end of the code map -->\n"
ORDER = ("", "api", "cli", "__main__", "resources", "model", "read", "judge", "write")


def code_map(package: Path) -> str:
    """A table with a row for each module, in the order in which the rooms are told of above it."""
    listed = sorted(rooms.modules(package).items(), key=lambda item: (_rank(item[0]), item[0]))
    rows = [f"| `{path.relative_to(package).as_posix()}` | {_says(path)} |" for _, path in listed if _says(path)]
    return "\n".join(["| module | answers |", "|---|---|", *rows, ""])


def with_map(page: str, package: Path) -> str:
    """The page with its map written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{code_map(package)}\n{END}{after}"


def _rank(module: str) -> int:
    room = rooms.room(module)
    return ORDER.index(room) if room in ORDER else len(ORDER)


def _says(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0].replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(with_map(PAGE.read_text(encoding="utf-8"), ENGINE), encoding="utf-8")
