"""Complaints about rows and cells: the first few of a kind, each with its place, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location
from gonogo.model.value import shown
from gonogo.read.complaint import listed
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Extract
from gonogo.read.mapping_dates import common_forms, readings
from gonogo.read.mapping_remedies import COLUMN
from gonogo.read.mapping_values import Refused

SHOWN = 5  # complaints of a kind


def complaints_of_faults(extract: Extract) -> Iterator[Diagnostic]:
    """Of rows that cannot be read as a whole."""
    for one in extract.faults[:SHOWN]:
        yield Diagnostic(
            code=one.code,
            at=extract.place(one.row, None),
            says=one.says,
            expected=one.expected,
            found=one.found,
            remedy=one.remedy,
        )
    rest = extract.faults[SHOWN:]
    if rest:
        yield Diagnostic(
            code=rest[0].code,
            at=extract.place(rest[0].row, None),
            says=f"{len(rest)} more row(s) from here on cannot be read",
            expected=rest[0].expected,
            found=listed(str(extract.place(one.row, None)) for one in rest),
        )


def complaints_of_column(
    refused: Mapping[int, Refused], column: str, extract: Extract, rows: Sequence[int]
) -> Iterator[Diagnostic]:
    """Of cells in one column. `refused` by number of the record, `rows` are the rows of the records."""
    kinds: dict[Code, list[int]] = {}
    for record, why in refused.items():
        kinds.setdefault(why.code, []).append(record)
    for code, records in kinds.items():
        found = [(refused[record], extract.place(rows[record], column)) for record in records[:SHOWN]]
        if code is Code.DATE_UNCLEAR:
            yield _dates(found, [refused[record].found.strip("`") for record in records], column)
            continue
        for why, at in found:
            yield _one(why, at, column)
        rest = records[SHOWN:]
        if rest:
            different = dict.fromkeys(refused[record].found for record in rest)
            yield Diagnostic(
                code=code,
                at=extract.place(rows[rest[0]], column),
                says=f"{len(rest)} more cell(s) of the column `{column}` from here on cannot be read",
                expected=refused[rest[0]].expected,
                found=listed(different),
                remedy=_of_column(refused[rest[0]], column),
            )


def _one(why: Refused, at: Location, column: str) -> Diagnostic:
    return Diagnostic(
        code=why.code,
        at=at,
        says=why.says,
        expected=why.expected,
        found=why.found,
        did_you_mean=why.near,
        remedy=_of_column(why, column),
    )


def _of_column(why: Refused, column: str) -> str | None:
    """The remedy, with the name of the column where one is to be named."""
    return why.remedy and why.remedy.replace(f"{{{COLUMN}:", f"{{{column}:")


def _dates(found: Sequence[tuple[Refused, Location]], texts: Sequence[str], column: str) -> Diagnostic:
    """All dates of a column that stand in no declared form, with what they could mean."""
    first, forms = texts[0], common_forms(texts)
    if not forms:
        remedy = "the column mixes several forms: list them, such as `dates: [DD/MM/YYYY, YYYY-MM-DD]`"
    elif len(forms) == 1:
        remedy = f"every date of the column can be read so: say `dates: {forms[0]}`"
    else:
        remedy = f"say which it is: `dates: {'` or `dates: '.join(forms)}`"
    meanings = list(dict.fromkeys(shown(day) for _, day in readings(first)))
    told = f"`{first}` could be {' or '.join(meanings)}" if len(meanings) > 1 else found[0][0].says
    more = f" (and {len(texts) - 1} more in the column `{column}`)" if len(texts) > 1 else ""
    return Diagnostic(
        code=Code.DATE_UNCLEAR,
        at=found[0][1],
        says=f"{told}, and the mapping does not say how dates are written{more}",
        expected="a declared form, or dates such as 2026-11-29",
        found=f"`{first}`",
        see=tuple((_both(why.found.strip("`")), at) for why, at in found[1:]),
        remedy=remedy,
    )


def _both(text: str) -> str:
    return f"`{text}` is " + " or ".join(dict.fromkeys(shown(day) for _, day in readings(text)))


def add_of_rows(reading: EvidenceReading, code: Code, at: Location, says: str, found: str) -> None:
    """A complaint that `--keep-going` lets pass: the list is then not complete."""
    expected = "what is stated"
    remedy = "export the file again, or ask who sent it"
    reading.of_rows.add(Diagnostic(code=code, at=at, says=says, expected=expected, found=found, remedy=remedy))
