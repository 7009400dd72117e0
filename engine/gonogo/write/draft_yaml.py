"""A proposed evidence file as commented YAML. What no file can tell is a line that begins with `# ?`.

It is well-formed as it stands: what is not known is left out, so that it counts as unknown, and never as a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.draft import Draft, DraftEntry, DraftField, DraftSource, Meaning
from gonogo.write.text_layout import counted, listed
from gonogo.write.yaml_words import beside, flow, flow_list, remark, word

SAMPLE = 3
BARE = ("header",)  # keys of `from:` whose values are no text
WIDTH_OF_CODE = 30


def draft_yaml(draft: Draft) -> str:
    """The whole file, ending in a line end."""
    lines = [*_head(draft), "", "sources:"]
    for source in draft.sources:
        lines += _source(source, draft)
    lines += ["", "facts:"]
    names = list(dict.fromkeys(one.fact for one in draft.entries))
    for name in names:
        entries = [one for one in draft.entries if one.fact == name]
        several = len(entries) > 1
        lines += remark(f"{entries[0].title}", 2) if several else []
        lines += [f"  {name}:"] if several else []
        for entry in entries:
            lines += _entry(entry, draft, several=several)
    lines += list(_owed(draft))
    return "\n".join(lines) + "\n"


def _head(draft: Draft) -> list[str]:
    files = counted(len(draft.files), "file", "files")
    told = (
        f"Evidence for {draft.policy_title}, begun from {files} by `gonogo evidence new`. It is a proposal: look at "
        "each line. A line with `# ?` asks for what no file can tell; until it is answered, that is unknown. Then:"
    )
    return [
        *remark(told),
        "#",
        f"#     gonogo check {draft.policy} -e {draft.path}",
        "#",
        f"evidence: {draft.id}",
        f"policy: {draft.policy}",
        f"as_of: {draft.as_of.isoformat()}",
    ]


def _source(source: DraftSource, draft: Draft) -> Iterator[str]:
    name = source.path.rpartition("/")[2]
    yield f"  {source.id}:"
    yield beside(f"    title: {word(name)}", "? what people call it")
    by = word(source.by or "")
    yield f"    by: {by}" if source.told else beside(f"    by: {by}", "? the policy says who owes it; is it from them?")
    if source.made is not None:
        yield f"    date: {source.made.isoformat()}"
    else:
        yield "    # date: YYYY-MM-DD  # ? the day on which it was made"
    if source.received is not None:
        yield f"    received: {source.received.isoformat()}"
    else:
        yield "    # received: YYYY-MM-DD  # ? the day on which the body had it; left out, that is its date"
    if source.basis is not None:
        yield f"    basis: {source.basis}"
    else:
        yield "    # basis: documented  # ? stated, documented or validated; left out, it counts as stated"
    yield f"    file: {word(name)}"


# --- one list ------------------------------------------------------------------------------------


def _entry(entry: DraftEntry, draft: Draft, *, several: bool) -> Iterator[str]:
    inside = f", {entry.inside}" if entry.inside else ""
    rows = counted(entry.count, "row", "rows")
    indent = 4 if several else 2
    yield from remark(f"{entry.title}: {rows} of {entry.path}{inside}. {_remarks(entry.remarks)}".rstrip(), indent)
    for one in (*(one for one in entry.remarks if one.startswith("?")), *(f"? {one}" for one in entry.also)):
        yield from remark(one, indent)
    source = next(one.id for one in draft.sources if one.path == entry.path)
    first = "    - " if several else "    "
    if not several:
        yield f"  {entry.fact}:"
    before = " " * (6 if several else 4)
    yield f"{first}source: {source}"
    yield f"{before}# complete: true  # ? is nothing missing from it? Only then can it show that something is not there"
    yield f"{before}from:"
    inner = before + "  "
    yield f"{inner}file: {word(draft.files[entry.path])}"
    for key, text in entry.said:
        yield f"{inner}{key}: {text if key in BARE else word(text)}"
    yield from _mapped(entry, inner)
    yield from _unmapped(entry, len(inner))


def _remarks(remarks: Sequence[str]) -> str:
    plain = [one for one in remarks if not one.startswith("?")]
    said = "; ".join(plain)
    return f"{said[:1].upper()}{said[1:]}." if plain else ""


def _mapped(entry: DraftEntry, inner: str) -> Iterator[str]:
    """`map:`, without what a ready-made mapping reads by itself."""
    by_itself = [one for one in entry.fields if _is_by_itself(one)]
    if by_itself:
        yield from remark(f"read by the ready-made mapping: {', '.join(one.field for one in by_itself)}", len(inner))
    fields = [one for one in entry.fields if not _is_by_itself(one)]
    if not fields:
        return
    if any(one.reads for one in fields):
        yield f"{inner}map:"
    else:
        yield f"{inner}# map:"
    for one in fields:
        yield from _field(one, inner + "  ")


def _is_by_itself(one: DraftField) -> bool:
    return one.offered and one.reads and not (one.forms or one.missing or one.values)


def _field(one: DraftField, before: str) -> Iterator[str]:
    for ask in _asks(one):
        yield from remark(f"? {ask}", len(before))
    hidden = "" if one.reads else "# "
    forms = {key: word(text) for key, text in one.forms.items()}
    if one.either:
        forms["dates"] = word(one.either[0])
    if one.missing:
        forms["missing"] = flow_list([word(text) for text in one.missing])
    sample = "; ".join((*one.samples[:SAMPLE], *one.remarks))
    if one.values:
        yield beside(f"{before}{hidden}{one.field}:", sample)
        yield f"{before}{hidden}  column: {word(one.column)}"
        yield from (f"{before}{hidden}  {key}: {text}" for key, text in forms.items())
        yield f"{before}{hidden}  values:"
        for meaning in one.values:
            yield beside(f"{before}{hidden}    {_meaning(meaning)}", _why(meaning))
    elif forms:
        yield beside(f"{before}{hidden}{one.field}: {flow({'column': word(one.column), **forms})}", sample)
    else:
        yield beside(f"{before}{hidden}{one.field}: {word(one.column)}", sample)


def _asks(one: DraftField) -> Iterator[str]:
    yield from one.asks
    if one.reads and any(not meaning.sure for meaning in one.values):
        yield f"say what each word means: {one.described}; as long as that is `null`, it is unknown"


def _meaning(meaning: Meaning) -> str:
    written = word(meaning.written)
    if meaning.means is None or not meaning.sure:
        return f"{written}: null"
    return f"{written}: {meaning.means if meaning.means in ('true', 'false') else word(meaning.means)}"


def _why(meaning: Meaning) -> str:
    if meaning.sure:
        return ""
    return "?" if meaning.means is None else f"? {meaning.means}, perhaps"


def _unmapped(entry: DraftEntry, indent: int) -> Iterator[str]:
    if entry.lacking:
        told = [f"{one.field} ({'optional, ' if one.optional else ''}{one.described})" for one in entry.lacking]
        yield from remark(f"fields without a column, which are unknown: {'; '.join(told)}", indent)
    if entry.left_over:
        yield from remark(f"columns that are left over: {', '.join(entry.left_over)}", indent)


def _owed(draft: Draft) -> Iterator[str]:
    if not draft.owed:
        return
    yield ""
    yield from remark("No file says anything about what follows; whatever rests on it is unknown:", 2)
    for one in draft.owed:
        by = f" (owed by {listed(one.by, 'or')})" if one.by else ""
        yield from remark(f"{one.fact}: {one.title}{by}", 2, sign="#   ")
