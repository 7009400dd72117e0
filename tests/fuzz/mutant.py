"""One spoilt file, by its number: what is in it, and what its seed lets one say of it beforehand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.fuzz import spoil, spoil_csv, spoil_json, spoil_xlsx, spoil_xml, spoil_yaml
from tests.fuzz.seed import Seed
from tests.fuzz.spoil import Change

FORMS = ("csv", "xlsx", "json", "xml", "yaml")
OWN: dict[str, Sequence[Change]] = {
    "csv": spoil_csv.CHANGES,
    "xlsx": spoil_xlsx.CHANGES,
    "json": spoil_json.CHANGES,
    "xml": spoil_xml.CHANGES,
    "yaml": spoil_yaml.CHANGES,
}
GARBAGE = ("zz", "?", "99", "-7", "2.5", "x y", "é", "#REF!", "7e7")
IN_JSON = ('"zz"', '"?"', "99", "-7", "2.5", '"99"', "{}", '["zz", 1]', '{"zz": 1}')  # [] and "" are nothing


class Promise(Enum):
    """What holds of a spoilt file if it is read at all."""

    NONE = "nothing"
    CUT = "it is cut off: its list is not complete, or has no fewer records than the whole file"
    GARBLED = "a word on which the verdict rests makes no sense: the verdict is no pass"


@dataclass(frozen=True)
class Mutant:
    seed: Seed
    content: bytes
    promise: Promise


def mutant(form: str, seeds: Sequence[Seed], run: int, number: int) -> Mutant:
    """The same bytes for the same form, run and number."""
    random = Random(f"{form} {run} {number}")
    seed = random.choice(seeds)
    how = random.random()
    if how < 0.1 and seed.ends != "no":
        content = _cut(seed, random)
        return Mutant(seed, content, Promise.CUT if _shows(seed, content) else Promise.NONE)
    if how < 0.2 and (seed.vital or seed.part):
        return Mutant(seed, _garbled(form, seed, random), Promise.GARBLED)
    others = [one.content for one in seeds]
    return Mutant(seed, spoil.spoilt(seed.content, random, OWN[form], others), Promise.NONE)


def _cut(seed: Seed, random: Random) -> bytes:
    parts = spoil_xlsx.parts_of(seed.content) if seed.part is not None else None
    if parts is None or random.random() < 0.3:
        return spoil.cut(seed.content, random)
    name = random.choice([one for one in parts if "/sheet" in one or "Strings" in one])
    return spoil_xlsx.archive_of({**parts, name: spoil.cut(parts[name], random)})


def _shows(seed: Seed, content: bytes) -> bool:
    """Whether a cut can be seen: in lists without an end, where it goes through a row."""
    if seed.ends == "marked":
        return True
    last = content.rpartition(b"\n")[2]
    if seed.dialect == "lines":
        try:
            json.loads(last)
        except ValueError:
            return bool(last.strip())
        return False
    mark = seed.dialect.encode()
    return bool(last.strip(mark + b'" \r')) and last.count(mark) < seed.content.split(b"\n", 1)[0].count(mark)


def _garbled(form: str, seed: Seed, random: Random) -> bytes:
    if seed.part is not None:
        parts = spoil_xlsx.parts_of(seed.content)
        assert parts is not None
        garbled = parts[seed.part].replace(b"Severe", random.choice(GARBAGE).encode(), 1)
        assert garbled != parts[seed.part]
        return spoil_xlsx.archive_of({**parts, seed.part: garbled})
    start, end = random.choice(seed.vital)
    encoding = "utf-16-le" if seed.encoding == "utf-16" else seed.encoding.removesuffix("-sig")
    word = random.choice(IN_JSON if form == "json" else GARBAGE).encode(encoding)
    return seed.content[:start] + word + seed.content[end:]
