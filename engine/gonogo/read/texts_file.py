"""The fixed texts of a paper in another language, from their file: each key known, each placeholder in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping as Known

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.noun import Noun
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.nearest import nearest
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, Scalar, is_null

PLACEHOLDER = re.compile(r"\{(\w+)\}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the usual BCP 47 tags
MONTHS = "months"


class Translation(Noun, frozen=True):
    """Texts by key, in a language."""

    language: str
    words: Known[str, str]


def read_texts(file: SourceFile, known: Known[str, str], diagnostics: Diagnostics) -> Translation | None:
    """The texts; or None where anything is wrong with them. `known`: the English texts by key."""
    node = read_yaml(file, diagnostics)
    if node is None:
        return None
    texts = node.get("texts") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or set(node) != {"language", "texts"} or not isinstance(texts, Mapping):
        says = "a file of texts has two keys: `language`, and `texts` with a text for each key"
        diagnostics.add(wrong(Code.NOT_FOR_PAPERS, node, says, "`language: de` and `texts:`"))
        return None
    language = node["language"]
    if not isinstance(language, Scalar) or not LANGUAGE.fullmatch(language):
        says = "this is not the tag of a language"
        diagnostics.add(wrong(Code.NOT_A_LANGUAGE, language, says, "a tag such as de, cy or en-GB"))
    for key, text in texts.items():
        _check(key, text, known, diagnostics)
    if diagnostics.errors:
        return None
    return Translation(str(language), {str(key): str(text) for key, text in texts.items()})


def _check(key: Scalar, text: Node, known: Known[str, str], diagnostics: Diagnostics) -> None:
    if key not in known:
        says = f"no text of a paper has the key `{key}`"
        near = nearest(key, known)
        diagnostics.add(wrong(Code.NO_SUCH_TEXT, key, says, "the key of a text that papers have", did_you_mean=near))
        return
    if not isinstance(text, Scalar) or is_null(text) or not text.strip():
        diagnostics.add(wrong(Code.TEXT_LACKS, key, f"`{key}` has no text", "a text"))
        return
    wanted, given = PLACEHOLDER.findall(known[str(key)]), PLACEHOLDER.findall(text)
    for name in dict.fromkeys(given):
        if name not in wanted:
            says = f"nothing is known in this text as `{{{name}}}`"
            diagnostics.add(unknown_name(Code.NOT_FILLED_IN, Scalar(name, text.at, plain=True), says, wanted))
    missing = [f"{{{name}}}" for name in dict.fromkeys(wanted) if name not in given]
    if missing:
        diagnostics.add(wrong(Code.TEXT_LACKS, text, f"this text lacks {' and '.join(missing)}", known[str(key)]))
    if key == MONTHS and len(text.split(" ")) != 12:
        diagnostics.add(wrong(Code.TEXT_LACKS, text, "these are not twelve months", "twelve words with spaces between"))
