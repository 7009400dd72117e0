"""The records of an explanation as text: in short, grouped by their sources; in full, one by one with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.model.noun import Noun
from gonogo.write.decision_words import Part
from gonogo.write.text_layout import Page, counted, listed, spaced

FEW = 4  # how many records are named together; the rest are counted


class Sources(Noun, frozen=True):
    """The sources that an explanation speaks of, by id."""

    known: Mapping[str, Part]

    def words(self, ids: Sequence[str]) -> str:
        """Title, who, when and on what basis."""
        return "; and ".join(map(self.one, ids)) if ids else "set in the policy"

    def one(self, name: str) -> str:
        source = self.known.get(name)
        if source is None:
            return f"[{name}]"
        said = (source["title"], source["by_title"], source["date"], source["basis"])
        return f"{', '.join(str(one) for one in said if one)} [{name}]"


def place(at: str) -> str:
    """`policy.yaml:12`, without the column; what stands inside a large file is kept."""
    where, bracket, inside = at.partition(" (")
    parts = where.rsplit(":", 2)
    line = ":".join(parts[:2]) if len(parts) == 3 else where
    return f"{line} ({inside}" if bracket else line


def short_records(condition: Part, sources: Sources, page: Page, indent: int) -> list[str]:
    """The records that decided, grouped by their sources."""
    lines: list[str] = []
    groups: dict[tuple[str, ...], list[Part]] = {}
    for record in condition["witnesses"]:
        groups.setdefault(tuple(record["sources"]), []).append(record)
    hidden = condition["more"]
    for ids, records in groups.items():
        if any(_name(record) != record["called"] for record in records):
            lines += [line for record in records[:FEW] for line in _alone(record, sources.words(ids), page, indent)]
            hidden += max(0, len(records) - FEW)
            continue
        names = [str(record["called"]) for record in records]
        hidden += max(0, len(names) - FEW)
        lines += page.paragraph(f"{listed(names[:FEW])}: {sources.words(ids)}", indent, "- ")
    if hidden:
        lines += page.paragraph(f"and {counted(hidden, 'record', 'records')} more", indent, "- ")
    return lines


def _name(record: Part) -> str:
    """A record with what was tested of it, or else with what it had to meet and what was found of that."""
    tested = "; ".join(record["tested"]) or _inner(record)
    return f"{record['called']} ({tested})" if tested else str(record["called"])


def _inner(record: Part) -> str:
    inner = next((one for one in record["conditions"] if one["decides"]), None)
    return "" if inner is None else f"{inner['text']}: {inner['found'].split('; ')[0]}"


def _alone(record: Part, source: str, page: Page, indent: int) -> list[str]:
    return page.paragraph(f"{_name(record)}: {source}", indent, "- ")


def near_records(condition: Part, page: Page, indent: int, *, measured: bool) -> list[str]:
    """What came near (`measured`: only where it is told how near), and what did not count."""
    lines: list[str] = []
    near = [one for one in condition["near"] if not measured or one["measured"] or one["conditions"]]
    for record in near[:2]:
        tested = "; ".join(record["tested"]) or _inner(record)
        lines += page.paragraph(f"nearest: {record['called']}: {tested} {_ids(record)}", indent, "- ")
    more = condition["near_in_all"] - len(near[:2])
    if near and more > 0:
        lines += page.paragraph(
            f"{counted(more, 'other record passes', 'others pass')} all its tests but one", indent, "- "
        )
    for record in condition["left_out"][:2]:
        lines += page.paragraph(f"left out: {_left_out(record)} {_ids(record)}", indent, "- ")
    more = condition["left_out_in_all"] - len(condition["left_out"][:2])
    return lines + (page.paragraph(f"{more} more left out", indent, "- ") if more > 0 else [])


def _ids(record: Part) -> str:
    return f"[{', '.join(record['sources'])}]" if record["sources"] else ""


def _left_out(record: Part) -> str:
    return f"{spaced(record['fact'])} {record['key']}: {record['why']}"


def full_records(condition: Part, page: Page, indent: int) -> Iterator[tuple[list[str], Part | None]]:
    """Each record on its own, with the record itself where more is to be told of it."""
    for record in condition["witnesses"]:
        lead = {"true": "", "false": "falls short: ", "unknown": "cannot be told: "}[record["truth"]]
        yield page.paragraph(f"{lead}{_in_full(record)}", indent, "- "), record
    if condition["more"]:
        yield page.paragraph(f"and {counted(condition['more'], 'record', 'records')} more", indent, "- "), None
    for record in condition["near"]:
        yield page.paragraph(f"near: {_in_full(record)}", indent, "- "), record
    more = condition["near_in_all"] - len(condition["near"])
    if condition["near"] and more > 0:
        yield page.paragraph(f"{more} more pass all tests but one", indent, "- "), None
    for record in condition["left_out"]:
        yield page.paragraph(f"left out: {_left_out(record)} {_from(record)}", indent, "- "), None
    more = condition["left_out_in_all"] - len(condition["left_out"])
    if more > 0:
        yield page.paragraph(f"{more} more left out", indent, "- "), None


def _in_full(record: Part) -> str:
    values = ", ".join(f"{spaced(name)} {value}" for name, value in record["values"].items())
    tested = "; ".join(record["tested"])
    said = ": ".join(part for part in (record["called"], values) if part)
    return f"{said}{f' - {tested}' if tested else ''} {_from(record)}"


def _from(record: Part) -> str:
    where = ", ".join(map(place, (record["at"], *record.get("also_at", ()))))
    ids = ", ".join(record["sources"])
    return f"[{ids}; {where}]" if ids else f"[{where}]"
