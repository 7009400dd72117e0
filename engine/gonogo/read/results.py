"""What all reports of test results have in common: their columns, the words for a result, and rows made of them.

Every report says the same in words of its own. Here `passed`, `failed`, `error`, `skipped`, `flaky` and `inconclusive`
are all there is; what a policy makes of each is its own choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from gonogo.model.location import Location
from gonogo.model.notation import UNSEEN, ValueRefused, read_instant
from gonogo.read.extract import ABSENT, CAVEAT, NOT_WHOLE, REMARK, Broken, Extract, Note, Raw

TEST_COLUMNS = (
    *("id", "suite", "class", "name", "result", "kind", "message", "seconds", "timestamp", "date"),
    *("file", "line", "reruns"),
)
WORST_FIRST = ("failed", "error", "inconclusive", "skipped", "flaky", "passed")
LONGEST_MESSAGE = 2_000
MOST_NAMED = 3
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FINE = re.compile(r"(\.\d{6})\d+")
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f" + "".join(UNSEEN) + "\ud800-\udfff]")

Row: TypeAlias = dict[str, Raw]
PlaceOf: TypeAlias = Callable[[int, "str | None"], Location]


def worst(results: Iterable[str]) -> str | None:
    """The worst of some results; None of none."""
    return min(results, key=WORST_FIRST.index, default=None)


def table(
    rows: Sequence[Mapping[str, Raw]],
    known: Sequence[str],
    wanted: Sequence[str],
    place: PlaceOf,
    notes: Sequence[Note] = (),
) -> Extract:
    """Rows as an extract with the wanted of the known columns; what a row does not say, its source does not carry.

    What cannot be read is as good as not said, and a caveat says so: a time that makes no sense spoils no result.
    """
    columns: dict[str, list[Raw]] = {}
    caveats = []
    for name in wanted:
        if name in known:
            found = [row.get(name, ABSENT) for row in rows]
            broken = [number for number, value in enumerate(found) if isinstance(value, Broken)]
            if broken:
                caveats.append(_unreadable(name, found, broken, place))
            columns[name] = [ABSENT if isinstance(value, Broken) else value for value in found]
    return Extract(count=len(rows), columns=columns, place=place, names=known, notes=(*notes, *caveats))


def _unreadable(name: str, found: Sequence[Raw], broken: Sequence[int], place: PlaceOf) -> Note:
    first = found[broken[0]]
    says = first.says if isinstance(first, Broken) else ""
    several = f"; so it is in {len(broken):,} rows of {len(found):,}" if len(broken) > 1 else ""
    return Note(CAVEAT, f"`{name}` is not known here: it holds {says}{several}", place(broken[0], name))


def told_apart(rows: Sequence[Row], at: Location, what: str = "tests") -> list[Note]:
    """Makes the `id` of each row its own, by a number after those that come again; a note says that they do.

    Of tests that is a caveat, since one of the two may never have been meant; of anything else a remark.
    """
    seen: Counter[Raw] = Counter()
    taken = {row["id"] for row in rows}
    for row in rows:
        name = row["id"]
        seen[name] += 1
        number = seen[name]
        while number > 1 and row["id"] in taken:
            row["id"] = f"{name} ({number})"
            number += 1
        taken.add(row["id"])
    again = [f"`{name}`" for name, count in seen.items() if count > 1]
    if not again:
        return []
    shown = ", ".join(again[:MOST_NAMED]) + (
        f" and {len(again) - MOST_NAMED:,} more" if len(again) > MOST_NAMED else ""
    )
    kind = CAVEAT if what == "tests" else REMARK
    return [Note(kind, f"{what} of one name stand more than once, and each of them counts: {shown}", at)]


def stated_number(text: str | None) -> int | None:
    """A total that a report states of itself; None where it states none, or nothing that anybody could have counted."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def differ(says: str, at: Location) -> Note:
    """What a file states of itself is not what stands in it: so it is not the whole, or not to be relied on."""
    return Note(NOT_WHOLE, says, at)


# --- values --------------------------------------------------------------------------------------


def message(text: str | None) -> Raw:
    """A message on one line, as much of it as a reader would want."""
    if text is None:
        return ABSENT
    flat = UNREADABLE.sub("\ufffd", " ".join(text[: 4 * LONGEST_MESSAGE].split()))
    return flat if len(flat) <= LONGEST_MESSAGE else flat[: LONGEST_MESSAGE - 1] + "…"


def given(text: str | None) -> Raw:
    return ABSENT if text is None else text.strip() or None


def seconds(text: str | None) -> Raw:
    """How long something took; unknown where that cannot be."""
    if text is None:
        return ABSENT
    written = text.strip()
    if not written:
        return None
    try:
        number = Decimal(written.replace(",", "") if GROUPED.fullmatch(written) else written)
    except InvalidOperation:
        return Broken(f"`{written[:40]}`, which is no number of seconds")
    if not number.is_finite() or number < 0 or abs(number.adjusted()) > 15:
        return Broken(f"`{written[:40]}`, and nothing can take so long")
    return Decimal(f"{number:f}")


def timestamp(text: str | None) -> tuple[Raw, Raw]:
    """The time that is written, and its day. Where it has no offset, it is for the mapping to say which is meant."""
    if text is None:
        return ABSENT, ABSENT
    written = text.strip()
    if not written:
        return None, None
    if DAY.fullmatch(written) and _is_instant(f"{written}T00:00:00Z"):
        return Broken(f"`{written}`, which is a day without a time"), written
    exact = FINE.sub(r"\1", written)  # beyond a millionth of a second nothing is compared
    if _is_instant(exact) or _is_instant(f"{exact}Z"):
        return exact, exact[:10]
    broken = Broken(f"`{written[:40]}`, which is no date and time")
    return broken, broken


def _is_instant(text: str) -> bool:
    try:
        read_instant(text)
    except ValueRefused:
        return False
    return True
