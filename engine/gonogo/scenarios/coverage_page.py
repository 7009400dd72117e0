"""Coverage as a page that stands alone: the policy file itself, line by line, with what no scenario has seen of it.

What a line's state is, is said by a word and a shape, and only helped by colour. The page holds no script, asks for
nothing from elsewhere, and is the same for the same document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from gonogo.model.location import SourceFile
from gonogo.scenarios.coverage_style import SIGNS, STYLE
from gonogo.scenarios.coverage_text import FIGURES, in_all, with_met

Part = Mapping[str, Any]
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STATES = {
    "seen": "all of it was seen",
    "part": "some of it was seen: what was not is said below the line",
    "none": "nothing of it was seen",
}


def coverage_page(document: Part, sources: Sequence[SourceFile]) -> str:
    """The page. `sources` are the files of the policies."""
    texts = {file.path: file for file in sources}
    titles = ", ".join(policy["title"] for policy in document["policies"]) or "no policy"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>Coverage of {_text(titles)}: {in_all(document)}</title>",
            f"<style>{STYLE}</style></head>",
            f'<body><a class="skip" href="#policy">To the policy, line by line</a>{SIGNS}',
            *_header(document),
            '<main id="policy">',
            *(line for policy in document["policies"] for line in _policy(policy, texts)),
            "</main>",
            *_footer(document),
            "</body></html>",
            "",
        ]
    )


# --- the figures ---------------------------------------------------------------------------------


def _header(document: Part) -> Iterator[str]:
    yield "<header>"
    for policy in document["policies"]:
        number = policy["decisions"]
        yield f"<h1>Coverage of {_text(policy['title'])}, version {_text(policy['version'])}</h1>"
        yield (
            f'<p class="sum">{_bar(policy)} <strong>{in_all(policy)}</strong> '
            f"in {number:,} {'decision' if number == 1 else 'decisions'} that scenarios came to</p>"
        )
        yield from _figures(policy)
        yield from _groups(policy)
    yield '<h2>How to read the policy below</h2><ul class="legend">'
    for state, words in STATES.items():
        yield f'<li><span class="state {state}">{_sign(state)} {_word(state)}</span>{words}</li>'
    yield "</ul></header>"


def _figures(policy: Part) -> Iterator[str]:
    yield '<div class="scroll"><table class="figures"><caption>What there is to see</caption>'
    yield '<thead><tr><th scope="col">of what</th><th scope="col" class="number">seen</th>'
    yield '<th scope="col"><span class="pale">share</span></th></tr></thead><tbody>'
    for name, words in FIGURES.items():
        figure = policy["figures"][name]
        if figure["to_see"]:
            yield f'<tr><th scope="row">{words}</th><td class="number">{_of(figure)}</td>{_share_cell(figure)}</tr>'
    yield "</tbody></table></div>"


def _groups(policy: Part) -> Iterator[str]:
    yield '<div class="scroll"><table class="figures"><caption>By criterion, risk and decision</caption>'
    yield '<thead><tr><th scope="col">id</th><th scope="col">title</th><th scope="col" class="number">seen</th>'
    yield '<th scope="col"><span class="pale">share</span></th><th scope="col">state</th></tr></thead><tbody>'
    for group in policy["groups"]:
        if group["to_see"]:
            state = _state(group)
            name = f"{group['id']} (definition)" if group["kind"] == "definition" else group["id"]
            yield (
                f'<tr class="{state}"><th scope="row"><a href="#{_anchor(policy, group)}">{_text(name)}</a></th>'
                f'<td>{_text(group["title"])}</td><td class="number">{_of(group)}</td>{_share_cell(group)}'
                f"<td>{_badge(state, _word(state))}</td></tr>"
            )
    yield "</tbody></table></div>"


def _share_cell(figure: Part) -> str:
    return f'<td class="share">{_bar(figure)} <span class="number">{figure["percent"]} %</span></td>'


def _bar(figure: Part) -> str:
    return f'<span class="bar" aria-hidden="true"><span style="width:{figure["percent"]}%"></span></span>'


def _of(figure: Part) -> str:
    return f"{figure['seen']:,} of {figure['to_see']:,}"


# --- the policy, line by line ----------------------------------------------------------------------


def _policy(policy: Part, texts: Mapping[str, SourceFile]) -> Iterator[str]:
    """The files in which there is something to see, the policy's own first."""
    items: dict[tuple[str, int], list[Part]] = {}
    for group in policy["groups"]:
        for item in group["items"]:
            items.setdefault((item["file"], item["line"]), []).append(item)
    shown = dict.fromkeys(path for path, _ in items)
    for path in (path for path in policy["files"] if path in shown and path in texts):
        yield from _file(policy, texts[path], items)


def _file(policy: Part, file: SourceFile, items: Mapping[tuple[str, int], Sequence[Part]]) -> Iterator[str]:
    yield f"<h2>{_text(file.path)}</h2>"
    yield f'<div class="scroll listing"><table class="source" aria-label="{_text(file.path)}">'
    yield '<colgroup><col class="numbers"><col class="states"><col></colgroup>'
    yield '<thead><tr><th scope="col">line</th><th scope="col">seen</th><th scope="col">text</th></tr></thead><tbody>'
    last = len(file.text.splitlines())
    for number in range(1, last + 1):
        yield from _line(policy, file, number, items.get((file.path, number), ()))
    yield "</tbody></table></div>"


def _line(policy: Part, file: SourceFile, number: int, items: Sequence[Part]) -> Iterator[str]:
    text = file.line(number)
    place = f'id="{_anchor(policy, {"file": file.path, "line": number})}"'
    if not items:
        kind = ' class="comment"' if text.lstrip().startswith("#") else ""
        shown = f"<span{kind}>{_text(text)}</span>" if kind else _text(text)
        yield f'<tr {place}><th scope="row">{number}</th><td class="said"></td><td class="text">{shown}</td></tr>'
        return
    figure = {name: sum(item[name] for item in items) for name in ("seen", "to_see")}
    state = _state(figure)
    said = _badge(state, _word(state) if state == "seen" else _of(figure))
    yield (
        f'<tr {place} class="{state}"><th scope="row">{number}</th><td class="said">{said}</td>'
        f'<td class="text">{_underlined(text, items)}</td></tr>'
    )
    gaps = [with_met(item) for item in items if item["gap"] is not None]
    if gaps:
        notes = "".join(f"<li>{_prose(gap)}</li>" for gap in gaps)
        yield f'<tr class="notes {state}"><th></th><td></td><td><ul>{notes}</ul></td></tr>'


def _underlined(text: str, items: Sequence[Part]) -> str:
    """The line, with each word that has something to see underlined in the manner of its state."""
    by_column: dict[int, list[Part]] = {}
    for item in items:
        by_column.setdefault(item["column"], []).append(item)
    parts, done = [], 0
    for column in sorted(by_column):
        begins, ends = column - 1, column - 1 + max(item["width"] for item in by_column[column])
        if begins >= done and ends <= len(text):
            figure = {name: sum(item[name] for item in by_column[column]) for name in ("seen", "to_see")}
            parts.append(f'{_text(text[done:begins])}<u class="{_state(figure)}">{_text(text[begins:ends])}</u>')
            done = ends
    return "".join([*parts, _text(text[done:])])


# --- states --------------------------------------------------------------------------------------


def _state(figure: Part) -> str:
    if figure["seen"] == figure["to_see"]:
        return "seen"
    return "part" if figure["seen"] else "none"


def _word(state: str) -> str:
    return {"seen": "seen", "part": "in part", "none": "not seen"}[state]


def _badge(state: str, words: str) -> str:
    return f'<span class="state">{_sign(state)}{words}</span>'


def _sign(state: str) -> str:
    return f'<svg aria-hidden="true"><use href="#{state}"/></svg>'


def _anchor(policy: Part, place: Part) -> str:
    """The id of a line: of the policy's number of that file, so that two policies that share one differ."""
    files = policy["files"]
    number = files.index(place["file"]) if place["file"] in files else len(files)
    return f"{policy['id']}-{number}-{place['line']}"


def _footer(document: Part) -> Iterator[str]:
    yield "<footer>"
    for policy in document["policies"]:
        yield f"<p>policy {_text(policy['id'])} sha256 {policy['sha256']}</p>"
    yield f"<p>gonogo {_text(document['engine'])}</p></footer>"


def _prose(text: str) -> str:
    """A sentence in which what stands between backquotes is the policy's own."""
    parts = _text(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _text(text: str) -> str:
    """Text as HTML; what could turn the direction of writing is shown as what it is: something unprintable."""
    return escape("".join("\N{REPLACEMENT CHARACTER}" if one in _HIDDEN else one for one in text))


_HIDDEN = frozenset(map(chr, (*range(0x09), *range(0x0B, 0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
