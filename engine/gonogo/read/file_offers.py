"""Which form a file has, and what it offers: by the end of its name, and by what stands in it.

What a reader refuses is complained of as it would be anywhere else, and then there is nothing to offer.
"""

from __future__ import annotations

from posixpath import basename

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location, SourceFile
from gonogo.read.mapping_formats import format_of
from gonogo.read.offers import More, Offer, Said

AS_TREE = ("{", "[")


def offers_of(content: bytes, path: str, more: More) -> list[Offer]:
    """Everything that a file offers; nothing after a complaint."""
    form = format_of(path)
    told: Said = ()
    if form is None:
        form = _by_content(content)
        told = () if form is None else (("format", form),)
    if form is None:
        more.diagnostics.add(_unknown(path))
        return []
    if form == "csv":
        from gonogo.read.offers_csv import csv_offers as look
    elif form == "xlsx":
        from gonogo.read.offers_xlsx import xlsx_offers as look
    else:
        from gonogo.read.offers_tree import tree_offers

        return tree_offers(content, path, form, told, more)
    return look(content, path, told, more)


def _by_content(content: bytes) -> str | None:
    """The form of a file whose name says nothing of it."""
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    head = content[:4_000].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if head.startswith(AS_TREE):
        return "json"
    if head.startswith("<"):
        return "xml"
    lines = [line for line in head.splitlines() if line.strip()]
    parted = any(all(mark in line for line in lines[:3]) for mark in ",;\t")
    return "csv" if lines and parted and "\ufffd" not in head else None


def _unknown(path: str) -> Diagnostic:
    return Diagnostic(
        code=Code.UNKNOWN_FORMAT,
        at=Location(SourceFile(path, ""), 1, 1, said=""),
        says=f"neither its name nor what stands in it says what form `{basename(path)}` has",
        expected="a table, a workbook, JSON, YAML or XML",
        found="something else",
        remedy="export it in one of these forms",
    )
