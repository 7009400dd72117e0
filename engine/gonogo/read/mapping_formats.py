"""Which reader reads which files. Each is imported when a file of its form is read, and not before."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import splitext

from gonogo.read.extract import PhysicalReader
from gonogo.read.tree_formats import TREE_FORMATS, TREE_SUFFIXES


def _csv() -> PhysicalReader:
    from gonogo.read.csv_reader import read_csv

    return read_csv


def _xlsx() -> PhysicalReader:
    from gonogo.read.xlsx_reader import read_xlsx

    return read_xlsx


FORMATS: dict[str, Callable[[], PhysicalReader]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    **TREE_FORMATS,
}

BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",  # what is refused, or read without its macros, is said by that reader
    ".xls": "xlsx",
    ".xlsb": "xlsx",
    ".ods": "xlsx",
    **TREE_SUFFIXES,
}


def format_of(path: str) -> str | None:
    """The form of a file by the end of its name; None where that says nothing."""
    return BY_SUFFIX.get(splitext(path)[1].lower())
