"""How numbers, dates and text are written, and what is refused because it could be read in two ways.

Each `read_…` gives the one value that the text can mean, or raises `ValueRefused`. Whether the value is
within the type that was wanted is asked in `model.value`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from unicodedata import category, normalize

from gonogo.model.calendar import days_in_month

MOST_DIGITS = 4_000  # more could not be turned into text again
LONGEST_QUOTE = 60
ALLOWED_CONTROLS = frozenset("\n\t")
# What shows as nothing, and what changes the order of letters, so that a text reads otherwise than it is.
UNSEEN = frozenset("\u200b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
YES_WORDS = frozenset({"yes", "y", "on", "true", "t"})
NO_WORDS = frozenset({"no", "n", "off", "false", "f"})
REMEDY_UNKNOWN = "leave it out while the number is not known"
NOT_FINITE = frozenset({".inf", "inf", "infinity", ".nan", "nan", "∞"})


class ValueRefused(ValueError):
    """The text is no value of the wanted type. `says` and `remedy` go into a Diagnostic as they are."""

    def __init__(self, says: str, remedy: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


def quoted(text: str) -> str:
    """The user's own words, on one line, not too many of them, and nothing that cannot be seen."""
    flat = "".join(f"\\u{ord(one):04x}" if _is_hidden(one) else one for one in " ".join(text.split()))
    return f"`{flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + '…'}`"


def is_digits(text: str) -> bool:
    """At least one digit and nothing else; only 0 to 9 count, not the digits of other scripts."""
    return text.isascii() and text.isdigit()


# --- text ----------------------------------------------------------------------------------------


def read_text(text: str) -> str:
    """In NFC, so that é is é however it was typed; with line ends as \\n."""
    if text.isascii() and text.isprintable():
        return text
    text = normalize("NFC", text.replace("\r\n", "\n"))
    for character in filter(_is_hidden, text):
        code = f"U+{ord(character):04X}"
        raise ValueRefused(f"the text holds a character that cannot be seen, {code}", "take it out")
    return text


def _is_hidden(character: str) -> bool:
    if character in UNSEEN:
        return True
    return category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS


# --- numbers and truth ---------------------------------------------------------------------------


def read_integer(text: str) -> int:
    """Digits, perhaps after a minus, without zeros in front."""
    if _is_whole(text.removeprefix("-")):
        _refuse_too_long(text)
        return int(text)
    if _is_decimal(text):
        raise ValueRefused(f"{quoted(text)} has a decimal point, and a whole number is wanted")
    raise _no_number(text, "a whole number")


def read_decimal(text: str) -> Decimal:
    """A whole number, perhaps with a point and more digits, exactly as it stands: 94.90 keeps its zero."""
    if not _is_decimal(text):
        raise _no_number(text, "a number")
    _refuse_too_long(text)
    return without_sign_of_zero(Decimal(text))


def without_sign_of_zero(number: Decimal) -> Decimal:
    """Nobody means anything by minus nought."""
    return number if number else number.copy_abs()


def read_boolean(text: str) -> bool:
    """`true` or `false`, and no other word for them."""
    if text in {"true", "false"}:
        return text == "true"
    word = text.lower()
    remedy = "write true" if word in YES_WORDS else "write false" if word in NO_WORDS else None
    raise ValueRefused(f"true or false is wanted, and {quoted(text)} is neither", remedy)


def _is_whole(digits: str) -> bool:
    return is_digits(digits) and (digits[0] != "0" or digits == "0")


def _is_decimal(text: str) -> bool:
    whole, point, part = text.removeprefix("-").partition(".")
    return _is_whole(whole) and (is_digits(part) or not point)


def _refuse_too_long(text: str) -> None:
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise ValueRefused(f"{quoted(text)} has more than {MOST_DIGITS:,} digits")


def _no_number(text: str, wanted: str) -> ValueRefused:
    """Says what exactly is wrong, and how to write what was meant, where that is certain."""
    if not text.strip():
        return ValueRefused(f"nothing stands where {wanted} is wanted")
    if text.lower().lstrip("+-") in NOT_FINITE:
        return ValueRefused(f"{quoted(text)} is not a finite number", REMEDY_UNKNOWN)
    minus, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    faults = (
        ("a space", "".join(digits.split())),
        ("a plus sign in front", digits.removeprefix("+")),
        ("an underscore", digits.replace("_", "")),
        ("no digit before its point", f"0{digits}"),
        ("no digit after its point", digits.removesuffix(".")),
        ("a zero in front", _without_zeros(digits)),
    )
    for fault, meant in faults:
        if meant != digits and _is_decimal(meant):
            return ValueRefused(f"{quoted(text)} has {fault}", f"write {minus}{meant}")
    mantissa, exponent, power = digits.lower().partition("e")
    if exponent and _is_decimal(mantissa) and is_digits(power.lstrip("+-")):
        return ValueRefused(f"{quoted(text)} is written with an exponent", "write out all its digits")
    if digits.endswith("%") and _is_decimal(digits.rstrip("% ")):
        return ValueRefused(f"{quoted(text)} has a percent sign", "write the number alone")
    if "," in text and is_digits(digits.replace(",", "").replace(".", "")):
        return ValueRefused(f"{quoted(text)} has a comma", "separate only decimals, and these by a point")
    return ValueRefused(f"{quoted(text)} is not {wanted}")


def _without_zeros(digits: str) -> str:
    rest = digits.lstrip("0")
    return rest if is_digits(rest[:1]) else f"0{rest}"


# --- days and instants ---------------------------------------------------------------------------


def read_date(text: str) -> date:
    """Year-month-day and nothing else: 03/11/2026 is in March or in November, depending on the reader."""
    if not _is_date_form(text):
        raise _no_date(text)
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    if year < 1 or not 1 <= month <= 12:
        raise ValueRefused(f"there is no such day as {quoted(text)}")
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise ValueRefused(f"there is no such day as {quoted(text)}", f"that month ends on {text[:8]}{last}")
    return date(year, month, day)


def _no_date(text: str) -> ValueRefused:
    if not text.strip():
        return ValueRefused("nothing stands where a date is wanted")
    if _is_date_form(text[:10]) and text[10:11] in {"T", "t", " "}:
        return ValueRefused(f"{quoted(text)} has a time of day, and a date is wanted", "write the day alone")
    meant = _meant_day(text)
    remedy = f"write {meant}" if meant else "write it like 2026-11-29"
    return ValueRefused(f"{quoted(text)} is not a date in the form year-month-day", remedy)


def _is_date_form(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and is_digits(text[:4] + text[5:7] + text[8:])


def _meant_day(text: str) -> str | None:
    """The day that an unwanted form stands for, where it can stand for no other."""
    year, *rest = text.replace("/", "-").replace(".", "-").split("-")
    if len(year) == 4 and len(rest) == 2 and all(is_digits(part) and len(part) <= 2 for part in rest):
        text = f"{year}-{rest[0]:0>2}-{rest[1]:0>2}"
    try:
        return date.fromisoformat(text).isoformat()  # 20261103 and 2026-W45-2
    except ValueError:
        return None


def read_instant(text: str) -> datetime:
    """A day, T, hours:minutes:seconds and an offset, which is kept: so those concerned say the time."""
    day = read_date(text[:10])
    if text[10:11] != "T":
        remedy = "write it like 2026-11-29T10:05:00Z"
        raise ValueRefused(f"{quoted(text)} does not say a time of day after a T", remedy)
    clock, offset = _clock_and_offset(text)
    hour, minute, second, microsecond = _read_clock(text, clock)
    zone = _read_offset(text, offset)
    return datetime(day.year, day.month, day.day, hour, minute, second, microsecond, zone)


def _clock_and_offset(text: str) -> tuple[str, str]:
    rest = text[11:]
    if rest.endswith("Z"):
        return rest[:-1], "Z"
    sign = max(rest.find("+"), rest.find("-"))
    if sign < 0 or rest.endswith("-00:00"):  # by RFC 3339 that means: offset not known
        remedy = "end it with Z for UTC, or with an offset such as +01:00"
        raise ValueRefused(f"{quoted(text)} does not say which offset", remedy)
    return rest[:sign], rest[sign:]


def _read_clock(text: str, clock: str) -> tuple[int, int, int, int]:
    plain, point, fraction = clock.partition(".")
    parts = plain.split(":")
    if [len(part) for part in parts] != [2, 2, 2] or not is_digits("".join(parts)):
        remedy = "write the time like 10:05:00"
        raise ValueRefused(f"{quoted(text)} does not say the time as hours:minutes:seconds", remedy)
    if point and not (is_digits(fraction) and len(fraction) <= 6):
        raise ValueRefused(f"{quoted(text)} does not have one to six digits after the point of its seconds")
    hour, minute, second = map(int, parts)
    if second == 60:
        remedy = "write the second before it"
        raise ValueRefused(f"{quoted(text)} is a leap second, which cannot be counted", remedy)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueRefused(f"there is no such time of day as {quoted(clock)}")
    return hour, minute, second, int(f"{fraction:0<6}")


def _read_offset(text: str, offset: str) -> timezone:
    if offset == "Z":
        return UTC
    hours, minutes = offset[1:3], offset[4:]
    if len(offset) != 6 or offset[3] != ":" or not is_digits(hours + minutes):
        remedy = "end it with Z for UTC, or with an offset such as +01:00"
        raise ValueRefused(f"{quoted(text)} does not say its offset as hours:minutes", remedy)
    if int(hours) > 23 or int(minutes) > 59:
        raise ValueRefused(f"there is no such offset as {quoted(offset)}")
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-size if offset[0] == "-" else size)
