"""How the page of coverage looks, in light and dark, on a screen and on paper."""

STYLE = """
:root { color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --pale: #57606a; --line: #d5dae0; --soft: #f5f7f9; --link: #0a5299;
  --good: #17632d; --good-soft: #e3f3e7; --part: #7a5200; --part-soft: #fdf2d4; --bad: #a31515; --bad-soft: #fde6e4; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14181d; --ink: #e4e8ec; --pale: #9da7b3; --line: #323a44; --soft: #1b2128; --link: #7db8f5;
  --good: #7fd494; --good-soft: #16301e; --part: #f0c35a; --part-soft: #382d10; --bad: #ff9c92; --bad-soft:
  #431d1b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
.pale { color: var(--pale); }
.sum { font-size: 1.15rem; }
.bar { display: inline-block; width: 9rem; height: .8rem; border: 1px solid var(--ink); vertical-align: middle;
  background: var(--paper); }
.bar span { display: block; height: 100%; background: var(--ink); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
.figures td, .figures th { padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left;
  font-weight: 400; vertical-align: top; }
.figures thead th { font-weight: 600; }
caption + thead th { padding-top: .2rem; }
.figures + .figures, .scroll { margin-top: 1.25rem; }
.figures .share { white-space: nowrap; }
.figures .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; padding: 0; list-style: none; }
.legend .state { display: inline-flex; margin-right: .4rem; }
.state { display: inline-flex; align-items: center; gap: .35rem; white-space: nowrap; }
.state svg { width: 1rem; height: 1rem; flex: none; }
.seen .state, .legend .seen { color: var(--good); }
.part .state, .legend .part { color: var(--part); }
.none .state, .legend .none { color: var(--bad); }
.listing { border: 1px solid var(--line); border-radius: 6px; }
.source { width: 100%; table-layout: fixed;
  font: 13.5px/1.55 ui-monospace, "SF Mono", "DejaVu Sans Mono", Consolas, monospace; }
.source th { font-weight: 400; color: var(--pale); text-align: right; padding: 0 .75rem;
  vertical-align: top; user-select: none; }
.source .numbers { width: 4.2rem; }
.source .states { width: 7.2rem; }
.source thead th { text-align: left; font-family: inherit; padding: .3rem .75rem;
  border-bottom: 1px solid var(--line); }
.source .said { padding: 0 .75rem 0 0; vertical-align: top; font-size: 12.5px; white-space: nowrap;
  border-left: 4px solid transparent; padding-left: .6rem; }
.source .text { padding: 0 1rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.source tr.seen > .said { border-left-color: var(--good); }
.source tr.part > .said { border-left: 4px dashed var(--part); }
.source tr.none > .said { border-left: 4px double var(--bad); }
.source tr.part > td { background: var(--part-soft); }
.source tr.none > td { background: var(--bad-soft); }
.source tr:target > td { outline: 2px solid var(--link); outline-offset: -2px; }
.comment { color: var(--pale); }
.text u { text-decoration-thickness: 2px; text-underline-offset: 3px; }
.text u.seen { text-decoration: underline solid 1px var(--good); }
.text u.part { text-decoration: underline dashed 2px var(--part); }
.text u.none { text-decoration: underline wavy 1.5px var(--bad); }
.notes td { padding: .35rem 1rem .6rem .6rem;
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial,
  sans-serif; }
.notes ul { margin: 0; padding: .5rem .75rem .5rem 1.75rem; background: var(--paper); border: 1px solid var(--line);
  border-left: 4px solid var(--part); border-radius: 4px; max-width: 60rem; }
.notes.none ul { border-left: 4px double var(--bad); }
.notes code { font: .95em ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.notes li { margin: .15rem 0; overflow-wrap: anywhere; }
footer { margin-top: 2rem; padding-bottom: 2rem; color: var(--pale); font-size: .85rem; overflow-wrap: anywhere; }
@media print { .skip { display: none; } .listing { border: 0; } .source { font-size: 9pt; }
  tr { break-inside: avoid; } a { color: inherit; } }
@media (max-width: 40rem) { .share .bar { display: none; } .figures td, .figures th { padding-right: .6rem; }
  .source .numbers { width: 3rem; } .source .states { width: 5.5rem; }
  .source th { padding: 0 .35rem; }  header, main, footer { padding: 0 .75rem; } .source .said { padding-right:
  .4rem; } }
"""

# Signs that no font need know; each state has a shape of its own.
SIGNS = (
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true">'
    '<symbol id="seen" viewBox="0 0 16 16"><path d="M2.5 8.5l3.5 4 7.5-9" fill="none" stroke="currentColor" '
    'stroke-width="2.4"/></symbol>'
    '<symbol id="part" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" '
    'stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/></symbol>'
    '<symbol id="none" viewBox="0 0 16 16"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" '
    'stroke-width="2.4"/></symbol></svg>'
)
