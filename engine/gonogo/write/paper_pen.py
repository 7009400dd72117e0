"""What every part of a paper is written with: texts, names, days, badges, links, and words as they were said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from gonogo.model.house_style import Dates, HouseStyle
from gonogo.model.noun import Noun
from gonogo.model.report import Badge, Bullets, Column, Inline, Line, Paragraph, Style, Table, Tone, Words
from gonogo.model.value import Value, ValueType
from gonogo.model.words import shown_value
from gonogo.write.decision_words import References
from gonogo.write.paper_input import PaperInput, Part
from gonogo.write.paper_texts import Texts, inline
from gonogo.write.text_layout import as_sentence

A_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
A_COLUMN = re.compile(r"^(.+?:\d+):\d+(?= \(|$)(.*)$", re.DOTALL)
TONES: Mapping[str, Tone] = {
    **dict.fromkeys(("pass", "go", "in_place", "accepted", "closed", "ended", "met", "agree"), Tone.GOOD),
    **dict.fromkeys(("fail", "no_go", "not_in_place", "breached", "open", "overdue", "object"), Tone.BAD),
    **dict.fromkeys(("unknown", "undecided"), Tone.UNKNOWN),
    **dict.fromkeys(("pass_with_caveats", "waived", "go_with_conditions", "defer"), Tone.CONDITIONAL),
    **dict.fromkeys(("planned", "accepted_with_conditions", "agree_if", "outstanding"), Tone.CONDITIONAL),
    **dict.fromkeys(("not_applicable", "no_view", "silent"), Tone.NEUTRAL),
}


class Pen(Noun, frozen=True):
    """Everything a part of a paper may look at, and how it says things."""

    made: PaperInput
    style: HouseStyle
    texts: Texts
    known: References

    # --- texts -----------------------------------------------------------------------------------

    def say(self, key: str, **given: object) -> str:
        return self.texts.say(key, **given)

    def paragraph(self, key: str, **given: Inline | Line | str) -> Paragraph:
        return Paragraph(self.texts.line(key, **given))

    def prose(self, text: str) -> str:
        """What the engine or the policy says, as a sentence, with its days as the paper writes days."""
        return self.dated(as_sentence(text))

    def dated(self, text: str) -> str:
        return A_DAY.sub(lambda found: self.day(found[0]), text)

    def day(self, day: str | None) -> str:
        """A day; or that none was given."""
        if day is None:
            return self.say("not_given")
        try:
            read = date.fromisoformat(day)
        except ValueError:
            return day
        if self.style.dates is Dates.ISO:
            return day
        month = self.say("months").split(" ")[read.month - 1]
        return self.say("day", day=read.day, month=month, year=read.year)

    def until(self, to: Part) -> str:
        """To which day, or between which, something is deferred."""
        first, last = to["from"], to["until"]
        if first and last and first != last:
            return self.say("deferred.between", first=self.day(first), last=self.day(last))
        return self.say("deferred.to", day=self.day(first or last))

    def value(self, value: Value | None, of: ValueType) -> str:
        """A value as people call it; its days as the paper writes days."""
        return self.say("not_given") if value is None else self.dated(shown_value(value, of, self.made.policy))

    # --- names -----------------------------------------------------------------------------------

    def role(self, role: str | None, title: str | None = None) -> str:
        """How a role is called on this paper."""
        if role is None:
            return title or self.say("nobody")
        return self.style.names.get(role) or title or self.made.policy.role_title(role)

    @property
    def authority(self) -> str:
        """Without an article, which the texts give it."""
        policy = self.made.policy
        name = self.say("authority") if policy.authority is None else self.role(policy.authority)
        return name[4:] if name[:4].lower() == "the " else name

    def source_line(self, names: str | None) -> str:
        """Who said it, when, on what basis: of one or several sources."""
        found = [self.known.sources[name] for name in (names or "").split(", ") if name in self.known.sources]
        return "; ".join(self._source(one) for one in found) or self.say("source.policy")

    def _source(self, source: Part) -> str:
        title = source["title"] or source["id"]
        day = self.day(source["date"] or source["received"])
        basis = self.say(f"basis.{source['basis']}")
        return self.say("source", title=title, by=self.role(source["by"], source["by_title"]), day=day, basis=basis)

    def when(self, source: Part) -> str:
        """When it was made, and received where that was another day."""
        made, received = source["date"], source["received"]
        if made and received and made != received:
            return self.say("evidence.received", made=self.day(made), received=self.day(received))
        return self.day(made) if made else self.say("evidence.only_received", received=self.day(received))

    # --- marks -----------------------------------------------------------------------------------

    def badge(self, status: str) -> Badge:
        """A status in a word, with its tone; the house style may have others for both."""
        mark = self.style.marks.get(status)
        word = (mark.word if mark else None) or self.say(f"status.{status}")
        return Badge(word, (mark.tone if mark else None) or TONES[status])

    def verdict(self, criterion: Part) -> Badge:
        """A criterion's verdict; a pass that has caveats says so."""
        status = criterion["verdict"]
        return self.badge("pass_with_caveats" if status == "pass" and criterion["caveats"] else status)

    # --- blocks ----------------------------------------------------------------------------------

    def table(self, caption: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]]) -> Table:
        """A table; `columns` are keys of texts with widths, cells are text, parts of a line, or lines."""
        titles = tuple(Column(self.say(f"column.{key}"), width) for key, width in columns)
        return Table(caption, titles, tuple(tuple(cell(one) for one in row) for row in rows))


def without_column(place: str) -> str:
    """A place as a reader looks it up: without the column of a line, and as it is where it is told by other names."""
    return A_COLUMN.sub(r"\1\2", place)


def cell(content: object) -> Line:
    """What stands in a cell of a table."""
    return inline(content)  # type: ignore[arg-type]  # text, a part of a line, or a line


def bullets(items: Sequence[str | Inline | Line], *, ordered: bool = False) -> Bullets:
    return Bullets(tuple(inline(item) for item in items), ordered)


def strong(text: str) -> Words:
    return Words(text, Style.STRONG)


def code(text: str) -> Words:
    return Words(text, Style.CODE)


def words(text: str) -> Line:
    return inline(text)
