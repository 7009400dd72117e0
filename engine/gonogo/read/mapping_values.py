"""Raw values to values of the vocabulary's types, column by column: each different value is looked at once.

What is written is taken as the field's type wants it, by the forms that the mapping declares, and by no others. What
that does not settle is refused, with the reason; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Code
from gonogo.model.notation import ValueRefused, quoted
from gonogo.model.noun import Noun
from gonogo.model.policy import Field
from gonogo.model.records import LONGEST_TEXT, UNSET
from gonogo.model.value import Kind, Value, ValueType, meant, read_value, shown
from gonogo.read.complaint import readable
from gonogo.read.extract import ABSENT, Broken, Forms, Raw
from gonogo.read.mapping_dates import DateForm, readings, zone_of
from gonogo.read.mapping_numbers import NumberForm
from gonogo.read.mapping_remedies import date_remedy, number_remedy, word_remedy
from gonogo.read.nearest import nearest

WORDED = (Kind.ONE_OF, Kind.RANKED, Kind.ROLE)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
LOOKED_AT = 200  # characters of a text that is refused
DAYS = (Kind.DATE, Kind.INSTANT)


class Refused(Noun, frozen=True):
    """A raw value that is no value of the field's type, and why."""

    code: Code
    says: str
    expected: str
    found: str
    near: str | None = None
    remedy: str | None = None


class Converter:
    """Makes values of one field out of raw ones. `meant`: what written words mean, as values of the type."""

    def __init__(
        self,
        field: Field,
        forms: Forms,
        dates: Sequence[DateForm],
        meant: Mapping[str, Value | None],
        split: str | None,
    ) -> None:
        self.type = field.type
        self.absent: Any = UNSET if field.optional else None
        self.read_as: dict[str, str] = {}  # written -> the word of the type, or of `values`, that it was taken for
        self._missing = frozenset(word.strip().casefold() for word in forms.missing)
        self._meant = dict(meant)
        self._folded = {word.casefold(): word for word in meant}
        self._numbers = NumberForm(forms)
        self._dates = tuple(dates)
        self._zone = None if forms.offset is None else zone_of(forms.offset)
        self._split = split

    # --- a whole column --------------------------------------------------------------------------

    def column(self, raws: Sequence[Raw]) -> tuple[list[Any], dict[int, Refused]]:
        """The values, and for each row that has none the reason."""
        kinds = set(map(type, raws))
        if kinds == {str}:
            texts: list[Any] = list(map(str.strip, raws))  # type: ignore[arg-type]  # all of them are texts
            if self._is_plain_text(texts):
                return self._without_blanks(texts), {}
            values = list(map(_Once(self.text).__getitem__, texts))
        else:
            once = _Once(lambda pair: self.value(pair[1]))
            values = [self.value(one) if type(one) is tuple else once[type(one), one] for one in raws]
        if Refused not in set(map(type, values)):
            return values, {}
        refused = {row: one for row, one in enumerate(values) if type(one) is Refused}
        return [None if type(one) is Refused else one for one in values], refused

    def _is_plain_text(self, texts: Sequence[str]) -> bool:
        """Whether all of a column is text that stays as it is, which is seen at one glance."""
        if self.type.kind is not Kind.TEXT or self._meant:
            return False
        whole = "".join(texts)
        return whole.isascii() and whole.isprintable() and max(map(len, texts), default=0) <= LONGEST_TEXT

    def _without_blanks(self, texts: list[Any]) -> list[Any]:
        if self._missing:
            return [None if not one or one.casefold() in self._missing else one for one in texts]
        return [one or None for one in texts] if "" in texts else texts

    # --- one value -------------------------------------------------------------------------------

    def value(self, raw: Raw) -> Any:
        if raw is None:
            return None
        if raw is ABSENT:
            return self.absent
        if isinstance(raw, str):
            return self.text(raw.strip())
        if isinstance(raw, tuple):
            return self._several(raw)
        if isinstance(raw, Broken):
            says = readable(f"the cell holds {raw.says}")
            return Refused(Code.CELL_BROKEN, says, self.type.describe(), "nothing that can be read", None, _REMEDY)
        return self._typed(raw)

    def text(self, text: str) -> Any:
        """The value of a text without spaces round it."""
        if not text or (self._missing and text.casefold() in self._missing):
            return None
        if self._split is not None:
            return self._several([part.strip() for part in text.split(self._split) if part.strip()])
        return self._item(text, self.type.item if self.type.kind is Kind.LIST and self.type.item else self.type)

    def _several(self, raws: Sequence[Raw]) -> Any:
        if self.type.kind is not Kind.LIST or self.type.item is None:
            if len(raws) < 2:
                return self.value(raws[0]) if raws else None
            found = f"a list of {len(raws)} values"
            return Refused(Code.CELL_REFUSED, f"{found} stands here, and one is wanted", self.type.describe(), found)
        items = [self._item(one, self.type.item) if isinstance(one, str) else self.value(one) for one in raws]
        return next((one for one in items if type(one) is Refused), None) or tuple(
            one for one in items if one is not None and one is not UNSET
        )

    def _item(self, text: str, wanted: ValueType) -> Any:
        if self._meant:
            word = text if text in self._meant else self._folded.get(text.casefold())
            if word is not None:
                value = self._meant[word]
                self._remember(text, word if value is None or wanted.kind not in WORDED else shown(value))
                return value
        try:
            return self._read(text, wanted)
        except ValueRefused as refused:
            return self._refusal(text, wanted, refused)

    def _read(self, text: str, wanted: ValueType) -> Value:
        kind = wanted.item.kind if wanted.kind is Kind.REF and wanted.item else wanted.kind
        if kind in DAYS:
            return self._day(text, wanted, instant=kind is Kind.INSTANT)
        if kind in NUMBERS:
            return self._number(text, wanted)
        if kind is Kind.BOOLEAN:
            return read_value(text.lower() if text.lower() in ("true", "false") else text, wanted, plain=True)
        if kind in WORDED and wanted.words and text not in wanted.words:
            same = [meant(text, wanted) or text]
            if same[0] not in wanted.words:
                same = [word for word in wanted.words if word.casefold() == text.casefold()]
            if len(same) == 1:
                self._remember(text, same[0])
                return same[0]
        if len(text) > LONGEST_TEXT:
            raise ValueRefused(f"the text has {len(text):,} characters, more than {LONGEST_TEXT:,}")
        return read_value(text, wanted, plain=True)

    def _number(self, text: str, wanted: ValueType) -> Value:
        plain = text
        try:
            plain = self._numbers.plain(text) if self._numbers.declared else text
            return read_value(plain, wanted, plain=True)
        except ValueRefused as refused:
            says = refused.says.replace(quoted(plain), quoted(text))
            own = refused.remedy if plain is text and self._numbers.declared else None
            raise ValueRefused(says, own or number_remedy(text) or refused.remedy) from None

    def _day(self, text: str, wanted: ValueType, *, instant: bool) -> Value:
        if not self._dates:
            return read_value(text, wanted, plain=True)
        found = {form.written: one for form in self._dates if (one := form.read(text)) is not None}
        if not found:
            forms = " or ".join(form.written for form in self._dates)
            raise ValueRefused(f"{_told(text)} is not a date in the form {forms}")
        if len({day for day, _, _ in found.values()}) > 1:
            told = " and ".join(f"{shown(day)} by {form}" for form, (day, _, _) in found.items())
            raise ValueRefused(f"{_told(text)} is {told}", "state one form, or one for each column")
        day, moment, known = next(iter(found.values()))
        if not instant:
            return day
        if moment is None:
            raise ValueRefused(f"{_told(text)} has no time of day", "declare a form with hh:mm")
        return self._zoned(moment, text) if not known else moment

    def _zoned(self, moment: datetime, text: str) -> datetime:
        if self._zone is None:
            raise ValueRefused(f"{_told(text)} does not say which offset", "say it for all: `offset: +00:00`")
        return moment.replace(tzinfo=self._zone)

    # --- what the file keeps as a number, a date or a truth --------------------------------------

    def _typed(self, raw: int | Decimal | bool | date) -> Any:
        written = shown(raw)
        if self._missing and written.casefold() in self._missing:
            return None
        if self._meant and (written in self._meant or written.casefold() in self._folded):
            return self._item(written, self.type)
        kind = self.type.kind
        try:
            if isinstance(raw, date):
                return self._dated(raw)
            if kind is Kind.VERSION and isinstance(raw, Decimal):
                says = f"the version is kept as the number {written}, which 1.10 would be as well as 1.1"
                raise ValueRefused(says, "format the cells as text, and write the versions again")
            if kind in NUMBERS and not isinstance(raw, bool):
                self._numbers.check_kept(written)
            if kind in DAYS:
                raise ValueRefused(f"the number {quoted(written)} is no date", "if it counts days, say `dates: serial`")
            if kind in (Kind.BOOLEAN, *NUMBERS) and isinstance(raw, bool) is not (kind is Kind.BOOLEAN):
                raise ValueRefused(f"{quoted(written)} is not {self.type.describe()}")
            return read_value(written, self.type, plain=True)
        except ValueRefused as refused:
            return Refused(Code.CELL_REFUSED, refused.says, self.type.describe(), _told(written), None, refused.remedy)

    def _dated(self, raw: date) -> Value:
        """A date of a spreadsheet: it has a time of day if it is not midnight, and never an offset."""
        if not isinstance(raw, datetime):
            return read_value(raw.isoformat(), self.type, plain=True)
        if self.type.kind is Kind.DATE:
            midnight = (raw.hour, raw.minute, raw.second, raw.microsecond) == (0, 0, 0, 0)
            if not midnight and not any(form.has_time for form in self._dates):
                says = f"{quoted(str(raw))} has a time of day, and a date is wanted"
                raise ValueRefused(says, "say that the time is left aside: `dates: YYYY-MM-DD ...`")
            return raw.date()
        if self.type.kind is Kind.INSTANT:
            return raw if raw.tzinfo else self._zoned(raw, str(raw))
        return read_value(str(raw) if self.type.kind is not Kind.TEXT else raw.isoformat(), self.type, plain=True)

    # --- refusing --------------------------------------------------------------------------------

    def _refusal(self, text: str, wanted: ValueType, refused: ValueRefused) -> Refused:
        kind = wanted.item.kind if wanted.kind is Kind.REF and wanted.item else wanted.kind
        if kind in DAYS and not self._dates and any(True for _ in readings(text)):
            return Refused(Code.DATE_UNCLEAR, refused.says, wanted.describe(), _told(text), None, refused.remedy)
        words = (*self._meant, *wanted.words)
        remedy = refused.remedy
        if kind in DAYS and (not self._dates or remedy is None):
            remedy = date_remedy(text, [form.written for form in self._dates])
        if self._meant or kind is Kind.BOOLEAN or (wanted.words and kind is not Kind.ROLE):
            remedy = word_remedy(text) if kind is Kind.BOOLEAN else remedy or word_remedy(text)
        near = nearest(text, words) if words else None
        return Refused(Code.CELL_REFUSED, refused.says, wanted.describe(), _told(text), near, remedy)

    def _remember(self, written: str, word: str) -> None:
        if written != word:
            self.read_as[written] = word


def _told(text: str) -> str:
    return quoted(text[:LOOKED_AT])


class _Once(dict[Any, Any]):
    """Works each different value out once."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: Any) -> Any:
        value = self[raw] = self._make(raw)
        return value


_REMEDY = "calculate and save the workbook again, or put the value itself into the cell"
