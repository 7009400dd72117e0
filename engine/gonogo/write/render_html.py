"""A report as a page that stands alone: no script, nothing from elsewhere, readable on a phone and on paper.

Pictures are data of an `img`, where nothing in them runs or loads. The page's own policy (CSP) allows its one style
sheet, by digest, and those pictures; nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gonogo.model.report import Picture, Report
from gonogo.write.render_tree import COLOURS, Prepared, Tree, prepared
from gonogo.write.visible import visible

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).resolve().parent / "templates"
KINDS = {"svg": "image/svg+xml", "png": "image/png"}
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
DEEPEST = 6  # the deepest heading that HTML has


def render(report: Report) -> bytes:
    """The page, in UTF-8."""
    made = prepared(report, visible)
    style = "\n".join([_style_sheet(), *_tones(), *_widths(made)])
    digest = b64encode(sha256(style.encode()).digest()).decode()
    page = _template().render(
        report=made.tree,
        pictures=[_address(one) for one in made.pictures],
        direction=_direction(report.language),
        shapes={tone.value: look.shape for tone, look in COLOURS.items()},
        share=_share,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
        deepest=DEEPEST,
    )
    return page.encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 45 ms that only a page needs

    loader = FileSystemLoader(TEMPLATES)
    surroundings = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return surroundings.get_template("report.html")


@cache
def _style_sheet() -> str:
    return (TEMPLATES / "report.css").read_text(encoding="utf-8").strip()


def _tones() -> list[str]:
    return [f".{tone.value} {{ --tone: {look.ink}; --tint: {look.tint}; }}" for tone, look in COLOURS.items()]


def _widths(made: Prepared) -> list[str]:
    """A rule for every width that the page uses: the policy allows no style that stands on an element."""
    shares = {share for one in _tables(made.tree) for share in _shares(one)}
    widths = {max(1, picture.width) for picture in made.pictures}
    return [
        *(f".w{share} {{ width: {share}%; }}" for share in sorted(shares)),
        *(f".mm{width} {{ width: {width}mm; }}" for width in sorted(widths)),
    ]


def _tables(part: Any) -> list[Tree]:
    """The tables below a part, wherever they stand; nothing in their rows is one."""
    found: list[Tree] = []
    waiting = [*part["sections"], *part["annexes"]]
    while waiting:
        one = waiting.pop()
        if one.get("kind") == "table":
            found.append(one)
        waiting += [*one.get("blocks", ()), *one.get("sections", ())]
    return found


def _share(table: Tree, column: Tree) -> int:
    """How many hundredths of the table's width a column takes."""
    width, total = int(column["width"]), sum(int(one["width"]) for one in table["columns"])
    return max(1, round(100 * width / total))


def _shares(table: Tree) -> list[int]:
    return [_share(table, column) for column in table["columns"]]


def _address(picture: Picture) -> str:
    return f"data:{KINDS[picture.form]};base64,{b64encode(picture.content).decode()}"


def _direction(language: str) -> str:
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
