"""A calendar file to a `Calendar`: the holidays of each year that it covers, year by year without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gonogo.model.calendar import Calendar
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.notation import ValueRefused, is_digits, read_date, read_text
from gonogo.read.complaint import as_written, unknown_name, wrong
from gonogo.read.strict_yaml import Mapping, Node, Scalar, is_null, read_yaml

KEYS = ("calendar", "title", "version", "source", "years")
A_YEAR = "a year of four digits, such as 2026"
A_DAY = "a day and its name, such as `2026-12-25: Christmas Day`"


def read_calendar(file: SourceFile, diagnostics: Diagnostics) -> Calendar | None:
    """The calendar, or nothing where anything is wrong with the file, with all that is."""
    found = Diagnostics()
    calendar = _Reading(found).calendar(read_yaml(file, found))
    diagnostics.extend(found)
    return None if found.errors else calendar


class _Reading:
    """One calendar file being read."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics

    def calendar(self, node: Node | None) -> Calendar | None:
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self._refuse(Code.WRONG_SHAPE, node, "a calendar is written as keys with values", "`key: value` lines")
            return None
        self._check_keys(node)
        texts = {key: self._text(node.written(key), node[key]) for key in KEYS[:-1] if key in node}
        years = node.get("years")
        holidays = frozenset(self._holidays(years)) if years is not None else frozenset()
        first, last = self._covered(years) if isinstance(years, Mapping) else (0, 0)
        return Calendar(
            id=texts.get("calendar", ""),
            title=texts.get("title", ""),
            version=texts.get("version", ""),
            first=first,
            last=last,
            holidays=holidays,
            source=texts.get("source", ""),
        )

    def _check_keys(self, node: Mapping) -> None:
        for key in node:
            if key not in KEYS:
                says = f"a calendar has no key `{key}`"
                self.diagnostics.add(unknown_name(Code.UNKNOWN_KEY, key, says, KEYS))
        for wanted in KEYS:
            if wanted not in node:
                self._refuse(Code.MISSING_KEY, node, f"the calendar has no `{wanted}`", f"the key `{wanted}`")

    def _text(self, key: Scalar, node: Node) -> str:
        if not isinstance(node, Scalar) or is_null(node) or not node.strip():
            self.diagnostics.add(wrong(Code.WRONG_SHAPE, key, f"`{key}` has no text", "text", found=as_written(node)))
            return ""
        try:
            return read_text(node)
        except ValueRefused as refusal:
            self._refuse(Code.WRONG_FORM, node, refusal.says, "text", refusal.remedy)
            return ""

    def _holidays(self, years: Node) -> Iterator[date]:
        if not isinstance(years, Mapping) or not years:
            self._refuse(Code.WRONG_SHAPE, years, "`years` holds no years", A_YEAR)
            return
        for year, days in years.items():
            if not (is_digits(year) and len(year) == 4 and year != "0000"):
                self._refuse(Code.KEY_DOES_NOT_FIT, year, f"`{year}` is not a year", A_YEAR)
            elif isinstance(days, Mapping):
                yield from self._days(year, days)
            else:
                says = f"the holidays of {year} are not written as days with names"
                remedy = "a year without holidays is written with an empty mapping, {}"
                self._refuse(Code.WRONG_SHAPE, days, says, A_DAY, remedy)

    def _days(self, year: Scalar, days: Mapping) -> Iterator[date]:
        for written, name in days.items():
            self._text(written, name)
            try:
                day = read_date(written)
            except ValueRefused as refusal:
                self._refuse(Code.KEY_DOES_NOT_FIT, written, refusal.says, A_DAY, refusal.remedy)
                continue
            if day.year != int(year):
                says = f"{written} does not lie in {year}"
                self._refuse(Code.KEY_DOES_NOT_FIT, written, says, f"a day of {year}")
            yield day

    def _covered(self, years: Mapping) -> tuple[int, int]:
        """The first and last year. A gap would make its days unknown in the midst of known ones."""
        written = {int(year): year for year in years if is_digits(year)}
        if not written:
            return 0, 0
        first, last = min(written), max(written)
        for year in sorted(written):
            if year != first and year - 1 not in written:
                says = f"the year before {year} is missing"
                self._refuse(Code.MISSING_KEY, written[year], says, f"every year from {first} to {last}")
        return first, last

    def _refuse(self, code: Code, node: Node, says: str, expected: str, remedy: str | None = None) -> None:
        self.diagnostics.add(wrong(code, node, says, expected, remedy=remedy))
