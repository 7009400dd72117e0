"""Dates in a form that a mapping declares (`DD/MM/YYYY`), and what a date without a declared form could mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from gonogo.model.noun import Noun

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PIECES = {
    " ...": r"(?:[\sT].*)?",
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MMMM": f"(?P<long>{'|'.join(LONG_MONTHS)})",
    "MMM": f"(?P<name>{'|'.join(MONTHS)})",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "hh": r"(?P<hour>[0-9]{2})",
    "h": r"(?P<hour>[0-9]{1,2})",
    "mm": r"(?P<minute>[0-9]{2})",
    "ss": r"(?P<second>[0-9]{2}(?:\.[0-9]{1,9})?)",
    "AM": r"(?P<half>AM|PM)",
    "ZZ": r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})",
    "...": r".*",
}
TOKEN = re.compile("|".join(re.escape(one) for one in PIECES) + r"|(?P<letter>[A-Za-z])|(?P<other>[^A-Za-z])")
CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
NUMERIC = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})(?:[ T].*)?")
EXAMPLES = "such as YYYY-MM-DD, DD/MM/YYYY, D.M.YYYY, MMM D, YYYY or YYYY-MM-DDThh:mm:ssZZ; unix, unix-ms or serial"


class DateForm(Noun, frozen=True):
    """One declared form."""

    written: str
    pattern: re.Pattern[str]

    @property
    def has_time(self) -> bool:
        return not {"hour", "epoch"}.isdisjoint(self.pattern.groupindex) or self.written.endswith("...")

    def read(self, text: str) -> tuple[date, datetime | None, bool] | None:
        """The day, the time if there is one, and whether its offset is known; None: the text has another form."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        parts = found.groupdict()
        if parts.get("epoch") is not None:
            return _since_1970(int(parts["epoch"] or ""), thousandths=self.written == "unix-ms")
        try:
            day = date(_year(parts), _month(parts), int(parts["day"]))
            return (day, *_moment(day, parts))
        except ValueError:
            return None


def date_form(written: str) -> DateForm | None:
    """A form from what is written; None where it means no day."""
    if written in ("unix", "unix-ms"):
        return DateForm(written, re.compile(r"(?P<epoch>[0-9]{1,14})"))
    source, named, position = "", set[str](), 0
    while position < len(written):
        token = TOKEN.match(written, position)
        if token is None:
            return None
        text, position = token.group(), token.end()
        if text in PIECES:
            names = set(re.findall(r"\?P<(\w+)>", PIECES[text]))
            if names & named:
                return None
            named |= names
            source += PIECES[text]
        elif text == "T" or not token["letter"]:
            source += r"\s+" if text == " " else re.escape(text)
        else:
            return None
    complete = "day" in named and named & {"year", "short"} and named & {"month", "name", "long"}
    return DateForm(written, re.compile(source, re.IGNORECASE)) if complete else None


def _since_1970(count: int, *, thousandths: bool) -> tuple[date, datetime | None, bool] | None:
    """Seconds, or thousandths of them, since the beginning of 1970 in UTC."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(**{"milliseconds" if thousandths else "seconds": count})
    except OverflowError:
        return None
    return moment.date(), moment, True


def _year(parts: dict[str, str | None]) -> int:
    return int(parts.get("year") or f"20{parts['short']}")


def _month(parts: dict[str, str | None]) -> int:
    if parts.get("month"):
        return int(parts["month"] or "")
    name = (parts.get("name") or parts.get("long") or "")[:3].capitalize()
    return MONTHS.index(name) + 1


def _moment(day: date, parts: dict[str, str | None]) -> tuple[datetime | None, bool]:
    if parts.get("hour") is None:
        return None, False
    hour = int(parts["hour"] or "")
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.upper() == "PM" else 0)
    whole, _, part = (parts.get("second") or "0").partition(".")
    micro = int(f"{part[:6]:0<6}")
    zone = _zone(parts.get("offset"))
    moment = datetime(
        day.year, day.month, day.day, hour, int(parts.get("minute") or "0"), int(whole), micro, zone or UTC
    )
    return moment, zone is not None


def _zone(offset: str | None) -> timezone | None:
    return None if offset is None else zone_of(offset)


def zone_of(offset: str) -> timezone:
    """`Z`, `+01:00` or `+0100`; a ValueError where it is none of these."""
    if offset in ("Z", "z"):
        return UTC
    digits = offset[1:].replace(":", "")
    if not re.fullmatch(r"[+-][0-9]{2}:?[0-9]{2}", offset) or int(digits[:2]) > 23 or int(digits[2:]) > 59:
        raise ValueError(offset)
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if offset[0] == "-" else size)


# --- without a declared form ---------------------------------------------------------------------


def readings(text: str) -> Iterator[tuple[str, date]]:
    """Each form that a date in digits can have, and the day that it then is: two, where it is ambiguous."""
    found = NUMERIC.fullmatch(text.strip())
    if found is None:
        return
    first, mark, second, third = found.groups()
    orders = (("YYYY", "MM", "DD"),) if len(first) == 4 else (("DD", "MM", "YYYY"), ("MM", "DD", "YYYY"))
    for order in orders:
        parts = dict(zip(order, (first, second, third), strict=True))
        year = parts["YYYY"] if len(parts["YYYY"]) == 4 else f"20{parts['YYYY']:0>2}"
        short = any(len(parts[one]) == 1 for one in ("DD", "MM"))
        form = mark.join(
            ("YYYY" if len(parts[one]) == 4 else "YY") if one == "YYYY" else one[0] if short else one for one in order
        )
        try:
            yield form, date(int(year), int(parts["MM"]), int(parts["DD"]))
        except ValueError:
            continue


def common_forms(texts: Sequence[str]) -> list[str]:
    """Each form, or list of forms, in which all of some dates can be read, wide enough for every one of them."""
    orders = common_orders(texts)
    found: dict[str, dict[tuple[str, bool], str]] = {}
    for text in texts:
        for form, _ in readings(text):
            if form[0] in orders:
                kinds = found.setdefault(form[0], {})
                kind = form.strip("YMD")[0], "YYYY" in form
                kinds[kind] = min(form, kinds.get(kind, form), key=len)
    tails = {_tail(text) for text in texts}
    tail = tails.pop() if len(tails) == 1 else " ..."
    return [_listed([form + tail for form in kinds.values()]) for kinds in found.values()]


def _listed(forms: Sequence[str]) -> str:
    """As it is written in a mapping."""
    return forms[0] if len(forms) == 1 else f"[{', '.join(forms)}]"


def _tail(text: str) -> str:
    """The form of a time of day behind a date; nothing where there is none."""
    rest = text.strip().replace("T", " ").partition(" ")[2]
    if not rest:
        return ""
    return {1: " h:mm", 2: " h:mm:ss"}.get(rest.count(":"), " ...") if CLOCK.fullmatch(rest) else " ..."


def common_orders(texts: Iterable[str]) -> set[str]:
    """Whether all of some dates can be day first, month first or year first."""
    found = {"D", "M", "Y"}
    for text in texts:
        found &= {form[0] for form, _ in readings(text)}
    return found
