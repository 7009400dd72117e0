"""Whether the values of a column can be read as those of a field, and what a mapping has to say so that they can.

What is proven is taken: a form of dates that alone fits all of them, a word that is the field's own but for its
spelling. What is not proven is a question to a person, and until it is answered the value is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import Field
from gonogo.model.value import Kind, shown
from gonogo.read.characters import HIDDEN
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import ABSENT, Broken, Forms, Mapped, Raw
from gonogo.read.fit_names import folded, nearest_meaning
from gonogo.read.mapping_converters import converter
from gonogo.read.mapping_dates import common_forms, readings
from gonogo.read.offers_header import is_empty
from gonogo.read.tree import Scalar

AT = Location(SourceFile("", ""), 1, 1)
NONE = ("n/a", "na", "n.a.", "-", "--", "none", "null", "nil", "not applicable")
UNKNOWN = ("tbd", "tba", "tbc", "?", "unknown", "not known", "pending")  # so of an optional field they are not *none*
MOST_WORDS = 24  # different words of a column that a person can be asked about
MOST_SAMPLES = 3
DAYS = (Kind.DATE, Kind.INSTANT)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
WORDED = (Kind.ONE_OF, Kind.RANKED, Kind.ROLE)
TRUE = ("yes", "y", "ja", "j", "oui", "1", "on", "true", "wahr")
FALSE = ("no", "n", "nein", "non", "0", "off", "false", "falsch")
WRITTEN_DATES = (
    *("D MMM YYYY", "D MMMM YYYY", "D. MMMM YYYY", "MMM D, YYYY", "MMMM D, YYYY", "D-MMM-YYYY", "D-MMM-YY", "D MMM YY"),
    *("YYYYMMDD", "YYYY-MM-DDThh:mm:ssZZ", "YYYY-MM-DDThh:mmZZ", "YYYY-MM-DD hh:mm:ssZZ", "YYYY-MM-DD ..."),
    *("YYYY-MM-DDThh:mm:ss", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD hh:mm", "D MMM YYYY ...", "MMM D, YYYY ..."),
)
SIGNS = tuple((dec, tho) for dec, tho in product((None, "comma"), (None, "comma", "point", "space", "apostrophe")))


class Fit(Noun, frozen=True, kw_only=True):
    """`given` different values, of which `read` can be read with the `forms`, the `missing` words and the `values`.

    `values`: written, meant (None: nobody knows), and whether that is sure. `either`: forms of which one is meant.
    """

    given: int
    read: int
    own: int = 0  # of them, as they are written
    forms: Mapping[str, str] = {}
    missing: tuple[str, ...] = ()
    values: tuple[tuple[str, str | None, bool], ...] = ()
    either: tuple[str, ...] = ()
    refused: tuple[tuple[Raw, str], ...] = ()
    samples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.read / self.given if self.given else 0.0


class Values:
    """The different values of a column, held against a field."""

    def __init__(self, field: Field, reading: EvidenceReading, base: Forms | None = None) -> None:
        self.field = field
        self.kind = field.type.kind
        self._reading = reading
        self._base = base or Forms()  # what a ready-made mapping says already

    def fit(self, raws: Sequence[Raw]) -> Fit:
        values = list(_different(raws))
        refused = self.refused(values, {})
        own = len(values) - len(refused)
        samples = tuple(_sample(one) for one in values[:MOST_SAMPLES])
        missing = tuple(self._nothing(values if self.kind is Kind.TEXT else [one for one, _ in refused]))
        if not refused:
            return Fit(given=len(values), read=own, own=own, missing=missing, samples=samples)
        rest = [(one, why) for one, why in refused if one not in missing]
        found: dict[str, Any] = {}
        if self.kind in DAYS:
            found = self._dates([one for one, _ in rest], values)
        elif self.kind in NUMBERS:
            found = self._numbers([one for one, _ in rest]) or self._words(rest)
        elif self.kind in (*WORDED, Kind.BOOLEAN):
            found = self._words(rest)
        elif self.kind is Kind.LIST:
            found = self._split([one for one, _ in rest])
        still = [] if found.get("settled") else rest
        found.pop("settled", None)
        known = sum(1 for _, means, _ in found.get("values", ()) if means is not None)
        read = own + len(missing) + (known if "values" in found else len(rest) - len(still))
        return Fit(
            given=len(values), read=read, own=own, missing=missing, refused=tuple(still), samples=samples, **found
        )

    def _nothing(self, values: Sequence[Raw]) -> Iterator[str]:
        """The words that stand for nothing: of an optional field, for none; of another one, for what is not known."""
        words = NONE if self.field.optional else (*NONE, *UNKNOWN)
        for one in values:
            if isinstance(one, str) and one.strip().casefold() in words:
                yield one.strip()

    def refused(self, values: Sequence[Raw], forms: Mapping[str, str]) -> list[tuple[Raw, str]]:
        """The values that cannot be read under some forms, each with the reason."""
        said = {key: Scalar(one, AT, plain=True) for key, one in forms.items() if key not in ("dates", "split")}
        made: Forms = replace(self._base, **said)
        if "dates" in forms:
            made = replace(made, dates=(Scalar(forms["dates"], AT, plain=True),))
        mapped = Mapped(field=Scalar(self.field.id, AT, plain=True), split=forms.get("split"), forms=made, at=AT)
        before = len(self._reading.diagnostics.collected)
        _, found = converter(mapped, self.field, self._reading).column(values)
        del self._reading.diagnostics.collected[before:]
        return [(values[row], one.says) for row, one in found.items()]

    # --- dates -----------------------------------------------------------------------------------

    def _dates(self, refused: Sequence[Raw], values: Sequence[Raw]) -> dict[str, Any]:
        """The form that fits all of them, or those of which one must."""
        if not refused:
            return {"settled": True}
        if any(isinstance(one, int) for one in refused):
            return {}
        texts = [str(one).strip() for one in refused]
        digits = all(any(True for _ in readings(text)) for text in texts)
        fitting = [one for one in (common_forms(texts) if digits else ()) if not self.refused(refused, {"dates": one})]
        if not fitting:
            fitting = [one for one in WRITTEN_DATES if not self.refused(refused, {"dates": one})][:1]
        if len(fitting) > 1:
            return {"either": tuple(fitting), "settled": False}
        if not fitting:
            return {}
        form = fitting[0]
        if len(refused) < len(values) and self.refused(values, {"dates": form}):
            return {}  # some are ISO dates already, and one form cannot be stated for all
        return {"forms": {"dates": form}, "settled": True}

    # --- numbers ---------------------------------------------------------------------------------

    def _numbers(self, refused: Sequence[Raw]) -> dict[str, Any]:
        """The signs under which all are numbers, where that is so under one choice only."""
        if not refused:
            return {"settled": True}
        percent = all(isinstance(one, str) and one.strip().endswith("%") for one in refused)
        found = []
        for decimals, thousands in SIGNS:
            forms = {key: one for key, one in (("decimals", decimals), ("thousands", thousands)) if one is not None}
            if percent:
                forms["percent"] = "number"
            if forms and thousands != (decimals or "point") and not self.refused(refused, forms):
                found.append(forms)
        least = [one for one in found if len(one) == min(map(len, found))]
        if len(least) == 1 and not percent:
            return {"forms": least[0], "settled": True}
        return {}

    # --- words -----------------------------------------------------------------------------------

    def _words(self, refused: Sequence[tuple[Raw, str]]) -> dict[str, Any]:
        """What each word means, where there are few enough to be asked about."""
        words = [_sample(one).strip() for one, _ in refused if not isinstance(one, Broken | tuple)]
        if not words:
            return {"settled": True} if not refused else {}
        if len(words) > MOST_WORDS or any(HIDDEN.search(one) or len(one) > 80 for one in words):
            return {}
        return {"values": tuple((word, *self._means(word)) for word in words), "settled": True}

    def _means(self, word: str) -> tuple[str | None, bool]:
        if self.kind is Kind.BOOLEAN:
            plain = word.casefold()
            return ("true", True) if plain in TRUE else ("false", True) if plain in FALSE else (None, False)
        if self.kind in NUMBERS:
            return None, False
        known = self.field.type.words
        same = [one for one in known if folded(one) == folded(word)]
        if self.kind is Kind.ROLE:
            roles = self._reading.policy.roles
            same = same or [one for one in known if one in roles and folded(roles[one].title) == folded(word)]
        if len(same) == 1:
            return same[0], True
        return nearest_meaning(word, known), False

    def _split(self, refused: Sequence[Raw]) -> dict[str, Any]:
        """The sign between the items of a list, where every item is then one."""
        for sign in (",", ";", "|", "\n"):
            if not self.refused(refused, {"split": sign}):
                return {"forms": {"split": sign}, "settled": True}
        return {}


def _different(raws: Sequence[Raw]) -> Iterator[Raw]:
    seen = set()
    for raw in raws:
        if raw is ABSENT or is_empty(raw):
            continue
        mark = (type(raw), raw.strip() if isinstance(raw, str) else repr(raw) if isinstance(raw, Broken) else raw)
        if mark not in seen:
            seen.add(mark)
            yield raw


def _sample(raw: Raw) -> str:
    if isinstance(raw, Broken):
        return raw.says
    if isinstance(raw, tuple):
        return ", ".join(_sample(one) for one in raw)
    return "" if raw is ABSENT or raw is None else raw if isinstance(raw, str) else shown(raw)
