"""A run as one page for a browser: no scripts, nothing from elsewhere, and no meaning by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from gonogo.scenarios.feature import Feature, Step
from gonogo.scenarios.play import Played, Status, StepResult

WORDS: dict[Status, str] = {"passed": "ok", "failed": "FAIL", "skipped": "not run"}

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}summary{cursor:pointer;padding:.2rem 0}
ol{list-style:none;padding-left:1.2rem;margin:.3rem 0}li{margin:.15rem 0}b.w{display:inline-block;min-width:4.5rem}
.failed>summary,li.failed{color:#8a1c00}.skipped{color:#595959}table{border-collapse:collapse;margin:.3rem 0 .3rem 5rem}
td,th{border:1px solid #b5b5b5;padding:.1rem .5rem;text-align:left;font-weight:400}th{background:#f2f2f2}
pre{background:#f6f6f6;padding:.6rem;overflow-x:auto;white-space:pre-wrap;margin-left:1.2rem}dt{font-weight:600}
""".strip()


def html_page(features: Sequence[Feature], played: Sequence[Played]) -> str:
    """The features that were run; scenarios that failed stand open."""
    return "\n".join(_page(features, played)) + "\n"


def _page(features: Sequence[Feature], played: Sequence[Played]) -> Iterator[str]:
    failed = sum(not one.passed for one in played)
    title = f"{len(played) - failed} of {len(played)} scenarios passed"
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head><body><main>"
    yield f"<h1>{title}</h1>"
    for feature in features:
        of = [one for one in played if one.scenario.path == feature.path]
        if of:
            passed = sum(one.passed for one in of)
            yield f"<h2>{escape(feature.name)}</h2><p>{escape(feature.path)}: {passed} of {len(of)} passed</p>"
            for one in of:
                yield from _scenario(one)
    yield "</main></body></html>"


def _scenario(played: Played) -> Iterator[str]:
    status: Status = "passed" if played.passed else "failed"
    scenario = played.scenario
    open_ = "" if played.passed else " open"
    tags = f" <small>{escape(' '.join(scenario.tags))}</small>" if scenario.tags else ""
    name = f"{escape(scenario.name)} <small>line {(scenario.example_at or scenario.at).line}</small>{tags}"
    yield f'<details class="{status}"{open_}><summary><b class="w">{WORDS[status]}</b> {name}</summary><ol>'
    for one in played.steps:
        yield from _step(one)
    yield "</ol>"
    if played.mismatch is not None:
        mismatch = played.mismatch
        yield f"<dl><dt>Expected</dt><dd>{escape(mismatch.expected)}</dd>"
        yield f"<dt>Actual</dt><dd>{escape(mismatch.actual)}</dd></dl>"
        yield f"<pre>{escape(mismatch.because)}</pre>" if mismatch.because else ""
    yield "</details>"


def _step(one: StepResult) -> Iterator[str]:
    text = f"<strong>{escape(one.step.keyword)}</strong> {escape(one.step.text)}"
    yield f'<li class="{one.status}"><b class="w">{WORDS[one.status]}</b> {text}{"".join(_below(one.step))}</li>'


def _below(step: Step) -> Iterator[str]:
    if step.table is not None:
        head, *rows = step.table
        yield "<table><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr>"
        yield from ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        yield "</table>"
    if step.docstring is not None:
        yield f"<pre>{escape(step.docstring)}</pre>"
