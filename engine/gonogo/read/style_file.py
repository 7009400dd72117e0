"""A house style, from its file to one checked value; and the logo that it names."""

from __future__ import annotations

import re
from collections.abc import Callable

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.house_style import ALWAYS_THERE, Dates, HouseStyle, Mark, Numbering, Statements
from gonogo.model.location import SourceFile
from gonogo.model.policy import Policy
from gonogo.model.report import Picture, Tone
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.redactions import read_redactions
from gonogo.read.schema import check_shape
from gonogo.read.shaped import many, mapping, scalar, text_of
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Scalar

Bytes = Callable[[str, str], "bytes | None"]  # a file as it is named, by the path of the file that names it

COLOURS = {"green": Tone.GOOD, "amber": Tone.CONDITIONAL, "red": Tone.BAD, "blue": Tone.UNKNOWN, "grey": Tone.NEUTRAL}
FILLED = ("policy", "version", "evidence", "authority", "day")
TITLES = ("title", "subtitle", "running")
WIDEST, NARROWEST, USUAL_WIDTH = 170, 5, 30
LARGEST_LOGO = 1_000_000
PNG = b"\x89PNG\r\n\x1a\n"
# What a drawing may not have: programs, documents of its own, and ways to what lies elsewhere.
ACTIVE = re.compile(
    rb"<\s*(script|foreignobject|iframe|!doctype|!entity)|\son\w+\s*=|javascript:|@import"
    rb"|(href|src)\s*=\s*[\"']\s*(?!#|data:image/(png|jpeg);)|url\(\s*[\"']?\s*(?!#)",
    re.IGNORECASE,
)


def read_style(file: SourceFile, policy: Policy, bytes_of: Bytes, diagnostics: Diagnostics) -> HouseStyle | None:
    """The style, or None where anything in it is wrong; what is wrong is then among the diagnostics."""
    node = read_yaml(file, diagnostics)
    if node is not None and not isinstance(node, Mapping):
        says = "a house style is a mapping, with keys such as `style`, `title` and `omit`"
        diagnostics.add(wrong(Code.NOT_FOR_PAPERS, node, says, "a mapping"))
    if not isinstance(node, Mapping):
        return None
    check_shape(node, "house-style", diagnostics)
    if diagnostics.errors:
        return None
    style = _style(node, policy, bytes_of, diagnostics)
    return None if diagnostics.errors else style


def _style(node: Mapping, policy: Policy, bytes_of: Bytes, diagnostics: Diagnostics) -> HouseStyle:
    for key in TITLES:
        _check_filled(node, key, diagnostics)
    _check_roles(node, policy, diagnostics)
    _check_statements(node, policy, diagnostics)
    for part in many(node.get("omit")):
        if scalar(part) in ALWAYS_THERE:
            says = f"no paper may leave out `{part}`"
            expected = "a part that can be left out"
            remedy = "say with `order` where it stands; where there is nothing to say, it is not there anyway"
            diagnostics.add(wrong(Code.PART_NEEDED, part, says, expected, remedy=remedy))
    numbering = mapping(node["numbering"]) if "numbering" in node else Mapping(node.at)
    return HouseStyle(
        title=text_of(node, "title"),
        subtitle=text_of(node, "subtitle"),
        action=text_of(node, "action"),
        author=text_of(node, "from"),
        running=text_of(node, "running"),
        logo=_logo(node, bytes_of, diagnostics),
        fields=_words(node, "fields"),
        names=_words(node, "names"),
        sections=Numbering(text_of(numbering, "sections") or "numbers"),
        annexes=Numbering(text_of(numbering, "annexes") or "letters"),
        order=tuple(str(scalar(one)) for one in many(node.get("order"))),
        omit=tuple(str(scalar(one)) for one in many(node.get("omit"))),
        marks=_marks(node),
        dates=Dates(text_of(node, "dates") or "words"),
        statements=_statements(node),
        redact=read_redactions(node.get("redact"), policy, diagnostics, {}),
    )


def _words(node: Mapping, key: str) -> dict[str, str]:
    return {str(name): str(scalar(inner)) for name, inner in mapping(node[key]).items()} if key in node else {}


def _marks(node: Mapping) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for name, inner in mapping(node["marks"]).items() if "marks" in node else ():
        colour = text_of(mapping(inner), "colour")
        found[str(name)] = Mark(text_of(mapping(inner), "word"), None if colour is None else COLOURS[colour])
    return found


def _statements(node: Mapping) -> tuple[Statements, ...]:
    listed = mapping(node["statements"]).items() if "statements" in node else ()
    return tuple(
        Statements(str(name), text_of(mapping(one), "about") or "", text_of(mapping(one), "words") or "")
        for name, one in listed
    )


# --- what goes with the policy -------------------------------------------------------------------


def _check_filled(node: Mapping, key: str, diagnostics: Diagnostics) -> None:
    for word in re.findall(r"\{([^{}]*)\}", text_of(node, key) or ""):
        if word not in FILLED:
            says = f"nothing is known here as `{{{word}}}`"
            text = scalar(node[key])
            near = unknown_name(Code.NOT_FILLED_IN, Scalar(word, text.at, plain=True), says, FILLED)
            diagnostics.add(near)


def _check_roles(node: Mapping, policy: Policy, diagnostics: Diagnostics) -> None:
    for role in mapping(node["names"]) if "names" in node else ():
        if role not in policy.roles:
            says = f"the policy has no role `{role}`"
            diagnostics.add(unknown_name(Code.UNKNOWN_ROLE, role, says, policy.roles))


def _check_statements(node: Mapping, policy: Policy, diagnostics: Diagnostics) -> None:
    for name, inner in mapping(node["statements"]).items() if "statements" in node else ():
        fact = policy.facts.get(str(name))
        if fact is None:
            says = f"the policy has no fact `{name}`"
            diagnostics.add(unknown_name(Code.UNKNOWN_FACT, name, says, policy.facts))
            continue
        for field in mapping(inner).values():
            if scalar(field) not in fact.fields:
                says = f"`{name}` has no field `{field}`"
                diagnostics.add(unknown_name(Code.UNKNOWN_FIELD, field, says, fact.fields))


# --- the logo ------------------------------------------------------------------------------------


def _logo(node: Mapping, bytes_of: Bytes, diagnostics: Diagnostics) -> Picture | None:
    if "logo" not in node:
        return None
    written = mapping(node["logo"])
    name = scalar(written["file"])
    content = bytes_of(str(name), name.at.file.path)
    form, found = _form(content)
    width = int(text_of(written, "width") or USUAL_WIDTH)
    if not NARROWEST <= width <= WIDEST:
        says = "a logo of this width does not fit on a page"
        expected = f"{NARROWEST} to {WIDEST} millimetres"
        diagnostics.add(wrong(Code.LOGO_UNUSABLE, written["width"], says, expected))
    if form is None or content is None:
        says = f"`{name}` cannot be used as a logo: {found}"
        expected = f"a PNG, or an SVG that only draws, of at most {LARGEST_LOGO:,} bytes, inside the project's folder"
        diagnostics.add(wrong(Code.LOGO_UNUSABLE, name, says, expected, found=found))
        return None
    return Picture(form, content, text_of(written, "shows") or "", None, width)


def _form(content: bytes | None) -> tuple[str | None, str]:
    """`png` or `svg`; or None, and what was found instead."""
    if content is None:
        return None, "no such file there"
    if len(content) > LARGEST_LOGO:
        return None, f"{len(content):,} bytes"
    if content.startswith(PNG):
        return "png", ""
    if re.match(rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<svg[\s>]", content, re.DOTALL):
        active = ACTIVE.search(content)
        return ("svg", "") if active is None else (None, f"an SVG with `{active[0].decode(errors='replace').strip()}`")
    return None, "a file of another kind"
