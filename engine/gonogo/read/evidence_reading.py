"""What every part of an evidence pack needs while it is read: the policy's words, the sources, days and roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Unpack

from gonogo.model.condition import Layer
from gonogo.model.diagnostic import Code, Diagnostics, Severity
from gonogo.model.evidence import DataFile, Source, Understood
from gonogo.model.location import Location
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.value import Kind, Value, ValueRefused, ValueType, meant, read_value
from gonogo.read.complaint import More, unknown_name, wrong
from gonogo.read.extract import NO_FILES, Intake, Progress, Shelf
from gonogo.read.names import Names
from gonogo.read.nearest import nearest
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

DAY = ValueType(kind=Kind.DATE)
TEXT = ValueType(kind=Kind.TEXT)
ENDS = (".", "!", "?", ";")  # after which a sentence needs nothing more
DEFAULT_BASIS = "stated"  # a source that does not say how well founded it is, is taken at its word and no more


@dataclass(slots=True)
class EvidenceReading:
    """Filled part by part: sources first, so that everything else can name them."""

    policy: Policy
    diagnostics: Diagnostics
    intake: Intake = NO_FILES
    data: dict[str, DataFile] = field(default_factory=dict)  # the files that records were read from, by path
    of_rows: Diagnostics = field(default_factory=Diagnostics)  # complaints that only cost rows of such files
    understood: list[Understood] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def refuse(self, code: Code, node: Node, says: str, expected: str, **more: Unpack[More]) -> None:
        self.diagnostics.add(wrong(code, node, says, expected, **more))

    def unknown(self, code: Code, node: Node, says: str, known: Iterable[str], **more: Unpack[More]) -> None:
        self.diagnostics.add(unknown_name(code, node, says, known, **more))

    @property
    def shelf(self) -> Shelf | None:
        return self.intake.shelf

    @property
    def progress(self) -> Callable[[str], Progress] | None:
        return self.intake.progress

    # --- single values ---------------------------------------------------------------------------

    def value(self, node: Node | None, wanted: ValueType) -> Value | None:
        """The value of a type, or None where nothing is written; and where it is refused, which is then said."""
        if node is None or is_null(node):
            return None
        if wanted.kind is Kind.LIST and wanted.item is not None and isinstance(node, Sequence):
            items = [self.value(one, wanted.item) for one in node]
            return tuple(one for one in items if one is not None)
        if not isinstance(node, Scalar):
            self.refuse(Code.VALUE_REFUSED, node, "more than one value stands here", wanted.describe())
            return None
        word = meant(str(node), wanted)
        if word is not None:
            advice: More = {"severity": Severity.WARNING}
            self.refuse(Code.READ_AS, node, f"`{node}` is read as `{word}`", f"`{word}`", **advice)
        try:
            return read_value(str(node), wanted, plain=node.plain)
        except ValueRefused as refused:
            words = wanted.words or (wanted.item.words if wanted.item else ())
            near = nearest(str(node), words) if words else None
            more: More = {"did_you_mean": near, "remedy": refused.remedy}
            self.refuse(Code.VALUE_REFUSED, node, refused.says, wanted.describe(), **more)
            return None

    def day(self, node: Mapping, key: str) -> date | None:
        value = self.value(node.get(key), DAY)
        return value if isinstance(value, date) else None

    def text(self, node: Mapping, key: str) -> str | None:
        value = self.value(node.get(key), TEXT)
        return value if isinstance(value, str) else None

    def role(self, node: Mapping, key: str = "by") -> str | None:
        value = self.value(node.get(key), ValueType(kind=Kind.ROLE, words=tuple(self.policy.roles)))
        return value if isinstance(value, str) else None

    # --- sources ---------------------------------------------------------------------------------

    def source_ids(self, node: Node | None) -> tuple[str, ...]:
        """The sources that are named, one or a list of them; unknown ones are complained of and left out."""
        written = node if isinstance(node, Sequence) else [] if node is None or is_null(node) else [node]
        known = []
        for one in written:
            if isinstance(one, Scalar) and one in self.sources:
                known.append(str(one))
            else:
                says = f"there is no source {_quoted(one)}"
                remedy = "declare it under `sources`, with its title and who gave it"
                self.unknown(Code.NO_SUCH_SOURCE, one, says, self.sources, remedy=remedy)
        return tuple(dict.fromkeys(known))

    def add_sources(self, node: Node | None) -> None:
        """`sources:` of one file; the same id in two files is no way to say that they are the same."""
        if not isinstance(node, Mapping):
            return
        for key, inner in node.items():
            if (first := self.sources.get(str(key))) is not None:
                see = (("first declared here", first.at),)
                says = f"the source `{key}` is declared twice"
                self.refuse(Code.SOURCE_TWICE, key, says, "an id of its own", see=see)
            elif isinstance(inner, Mapping):
                self.sources[str(key)] = self._source(key, inner)

    def _source(self, key: Scalar, node: Mapping) -> Source:
        made, received = self.day(node, "date"), self.day(node, "received")
        if made is not None and received is not None and received < made:
            says = "this was received before it was made"
            expected = f"{made.isoformat()} or a later day"
            warning: More = {"severity": Severity.WARNING}
            self.refuse(Code.RECEIVED_BEFORE_MADE, node["received"], says, expected, **warning)
        return Source(
            id=str(key),
            title=self.text(node, "title"),
            by=self.role(node),
            date=made,
            received=received or made,
            basis=self.text(node, "basis") or DEFAULT_BASIS,
            file=self.text(node, "file"),
            valid_until=self.day(node, "valid_until"),
            limits=self.text(node, "limits"),
            note=self.text(node, "note"),
            at=key.at,
        )

    def add_limit(self, name: str, limit: str) -> None:
        """One more thing that a source cannot show, which came to light when its file was read."""
        source = self.sources[name]
        before = source.limits or ""
        limits = f"{before}{'' if not before or before.endswith(ENDS) else ';'} {limit}".strip()
        self.sources[name] = replace(source, limits=limits)

    def source_of_its_own(self, kind: str, by: str | None, made: date | None, at: Location) -> str:
        """For a view or waiver without a source: it is then its own source, stated by whoever gives it."""
        number = 1
        while (name := f"{kind}-{number}") in self.sources:
            number += 1
        self.sources[name] = Source(id=name, title=None, by=by, date=made, received=made, basis=DEFAULT_BASIS, at=at)
        return name

    def names(self, at: Location) -> Names:
        """The policy's names, for what is written in the policy's own language: `where`, obligations."""
        policy = self.policy
        ids = {layer: dict[str, Location]() for layer in Layer}
        ids[Layer.CRITERION] = {one.id: one.at for one in policy.criteria}
        ids[Layer.CONTROL] = {one.id: one.at for one in policy.controls}
        ids[Layer.RISK] = {one.id: one.at for one in policy.risks}
        ids[Layer.DECISION] = {one.id: one.at for one in policy.gates}
        return Names(
            self.diagnostics,
            at,
            calendar=policy.calendar,
            roles=dict(policy.roles),
            parameters=dict(policy.parameters),
            tables=dict(policy.tables),
            facts=dict(policy.facts),
            ids=ids,
        )


def _quoted(node: Node) -> str:
    return f"`{node}`" if isinstance(node, Scalar) else "of that form"
