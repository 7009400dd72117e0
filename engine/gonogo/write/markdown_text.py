"""Plain text in Markdown: no character of it can act as markup, in CommonMark or in what GitHub adds to it."""

from __future__ import annotations

import re

from gonogo.write.visible import visible

# What can begin something inside a line. An underscore within a word, as in `in_place`, never does.
INSIDE = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)|(?<=\w):(?=//)|(?<=\bwww)\.|@(?=\w)")
# What can begin a block where it stands first: headings, lists, quotations, rules, code, tables.
FIRST = re.compile(r"([#+\-=:>]|\d{1,9}(?=[.)]))")
NUMBERED = re.compile(r"(\d{1,9})([.)])")


def escaped(text: str) -> str:
    """Text as it stands inside a line: line ends and tabs become spaces."""
    return INSIDE.sub(lambda found: f"\\{found[0]}", " ".join(visible(text).split()))


def as_block(line: str) -> str:
    """A line that was escaped already, safe to stand first in a block."""
    line = line.lstrip()
    if numbered := NUMBERED.match(line):
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if line[:1] in tuple("#+-=:>") else line


def as_code(text: str, *, in_table: bool = False) -> str:
    """Text as code, within marks that are longer than any in it. In a table, a bar would end the cell."""
    flat = " ".join(visible(text).split())
    if not flat:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    mark = "`" * (longest + 1)
    room = " " if flat[0] == "`" or flat[-1] == "`" else ""
    marked = f"{mark}{room}{flat}{room}{mark}"
    return marked.replace("|", "\\|") if in_table else marked
