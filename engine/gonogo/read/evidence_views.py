"""What people say of the whole: views of bodies, waivers of the authority, and choices between sources that contradict.

A view is about the whole, a criterion or a risk. A view or a waiver without a source is its own source, on the basis
`stated`. A waiver that does not say `denied` is not; one that does not say what it `covers` covers `fail` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gonogo.model.condition import Aggregate, Condition, Count, Every, No, Share, Some, Where, leaves
from gonogo.model.diagnostic import Code
from gonogo.model.evidence import Resolution, Waiver
from gonogo.model.policy import Criterion, FactType, Obligation
from gonogo.model.value import Kind, Value, ValueType, shown
from gonogo.read.condition_file import open_sight
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.evidence_records import RecordReading
from gonogo.read.rule_file import read_obligations
from gonogo.read.selection_file import read_where
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

WHOLE = "whole"
NUMBER = ValueType(kind=Kind.INTEGER, least=1)
REMARKS = {"view": ("person", "note")}  # for readers, and no fields
DEFAULT_COVERS = ("fail",)


@dataclass(slots=True)
class ViewReading:
    """Views, waivers and resolutions of all files."""

    reading: EvidenceReading
    records: RecordReading
    waivers: list[Waiver] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)

    # --- views -----------------------------------------------------------------------------------

    def add_views(self, node: Node | None) -> None:
        """`views:` of one file: a list is what is known so far, a mapping can say that it is complete."""
        if node is None or "view" not in self.reading.policy.facts:
            return
        whole, written = _list_of(node)
        fact = self.reading.policy.facts["view"]
        listed = Sequence(node.at)
        for one in written:
            self._check_about(one)
            listed.append(self._with_source(one, whole, "view"))
        self.records.add_list(fact, self.reading.source_ids(whole.get("source")), listed, node=whole)

    def _check_about(self, view: Mapping) -> None:
        about = view.get("about")
        policy = self.reading.policy
        known = [WHOLE, *(one.id for one in policy.criteria), *(one.id for one in policy.risks)]
        if about is not None and not is_null(about) and about not in known:
            says = f"a view is about the whole, a criterion or a risk, and `{about}` is none of them"
            self.reading.unknown(Code.NO_SUCH_SUBJECT, about, says, known)

    def _with_source(self, one: Mapping, whole: Mapping, kind: str) -> Mapping:
        """The record with a source that can be named, and without what is only there for readers."""
        bare = Mapping(one.at)
        for key, inner in one.items():
            if key not in REMARKS.get(kind, ()):
                bare[key] = inner
        if "source" not in one and "source" not in whole:
            said_by = one.get("by")
            by = str(said_by) if said_by in self.reading.policy.roles else None
            made = self.reading.day(one, "date")
            name = self.reading.source_of_its_own(kind, by, made, one.at)
            bare[Scalar("source", one.at, plain=True)] = Scalar(name, one.at, plain=True)
        return bare

    # --- waivers ---------------------------------------------------------------------------------

    def add_waivers(self, node: Node | None) -> None:
        """`waivers:` of one file; they are also records of the fact `waiver`."""
        if node is None or "waiver" not in self.reading.policy.facts:
            return
        whole, written = _list_of(node)
        fact = self.reading.policy.facts["waiver"]
        listed = Sequence(node.at)
        for one in written:
            name = self._add_waiver(one)
            sourced = self._with_source(one, whole, "waiver")
            bare = Mapping(one.at)
            for key, inner in sourced.items():
                if key in fact.fields or key in ("source", "corrects", "valid_until"):
                    bare[key] = inner
            bare.setdefault(Scalar("denied", one.at, plain=True), Scalar("false", one.at, plain=True))
            bare.setdefault(Scalar("id", one.at, plain=True), Scalar(name, one.at, plain=False))
            listed.append(bare)
        self.records.add_list(fact, self.reading.source_ids(whole.get("source")), listed, node=whole)

    def _add_waiver(self, node: Mapping) -> str:
        """Its id, which it need not have written."""
        criterion = self._criterion(node)
        made, until = self.reading.day(node, "date"), self.reading.day(node, "until")
        starts = self.reading.day(node, "from")
        first = starts or made
        if until is not None and first is not None and until < first:
            says = "the waiver ends before it begins"
            self.reading.refuse(Code.ENDS_BEFORE_IT_BEGINS, node["until"], says, f"{first.isoformat()} or a later day")
        name = self.reading.text(node, "id") or f"waiver-{len(self.waivers) + 1}"
        fact, where = self._where(node, criterion)
        covers = node.get("covers")
        self.waivers.append(
            Waiver(
                id=name,
                criterion=str(node.get("criterion", "")),
                rule=self._rule(node, criterion),
                fact=fact,
                where=where,
                by=self.reading.role(node),
                reason=self.reading.text(node, "reason"),
                date=made,
                until=until,
                covers=tuple(map(str, covers)) if isinstance(covers, Sequence) else DEFAULT_COVERS,
                denied=str(node.get("denied")) == "true",
                source=next(iter(self.reading.source_ids(node.get("source"))), None),
                starts=starts,
                most=self._most(node),
                obligations=self._obligations(node, name),
                at=node.at,
            )
        )
        return name

    def _most(self, node: Mapping) -> int | None:
        value = self.reading.value(node.get("most"), NUMBER)
        return value if isinstance(value, int) else None

    def _criterion(self, node: Mapping) -> Criterion | None:
        written = node.get("criterion")
        known = {one.id: one for one in self.reading.policy.criteria}
        if written is not None and written not in known:
            self.reading.unknown(Code.NO_SUCH_SUBJECT, written, f"there is no criterion `{written}`", known)
        return known.get(str(written))

    def _rule(self, node: Mapping, criterion: Criterion | None) -> str | None:
        written = node.get("rule")
        if written is None or is_null(written):
            return None
        known = [] if criterion is None else [rule.id for rule in criterion.rules]
        if criterion is not None and written not in known:
            says = f"`{criterion.id}` has no rule `{written}`"
            self.reading.unknown(Code.NO_SUCH_SUBJECT, written, says, known)
        return str(written)

    def _obligations(self, node: Mapping, name: str) -> tuple[Obligation, ...]:
        if "obligation" not in node and "obligations" not in node:
            return ()
        found = read_obligations(node, name, self.reading.role(node), self.reading.names(node.at))
        for number, one in enumerate(found):
            if one.id in [other.id for other in found[:number]]:
                self.reading.refuse(
                    Code.KEY_TWICE, node, f"two obligations of `{name}` are called `{one.id}`", "an id each"
                )
        return found

    def _where(self, node: Mapping, criterion: Criterion | None) -> tuple[str | None, Where]:
        """The records that a waiver is limited to, and the fact that they belong to."""
        where = node.get("where")
        if not isinstance(where, Mapping) or criterion is None:
            return None, ()
        fact = self._waived_fact(node, where, criterion)
        if fact is None:
            return None, ()
        sight, _ = open_sight(self.reading.names(where.at)).looking_at(fact.id, fact)
        return fact.id, read_where(where, fact, sight) or ()

    def _waived_fact(self, node: Mapping, where: Mapping, criterion: Criterion) -> FactType | None:
        """The fact that the waiver names; or the only one that its rules ask about and that has these fields."""
        facts = self.reading.policy.facts
        asked = list(dict.fromkeys(_asked_about(criterion, str(node["rule"]) if "rule" in node else None)))
        if (written := node.get("fact")) is not None:
            if written not in facts:
                self.reading.unknown(Code.NO_SUCH_FACT, written, f"there is no fact `{written}`", asked)
            return facts.get(str(written))
        names = {str(key) for key in where if key != "either" and not key.startswith("source.")}
        fitting = [fact for fact in asked if names <= set(facts[fact].fields)]
        if len(fitting) == 1:
            return facts[fitting[0]]
        has = "several facts have" if fitting else "no fact has"
        says = f"which records are meant is not clear: {has} these fields"
        self.reading.refuse(
            Code.WAIVED_FACT_UNCLEAR,
            where,
            says,
            f"fields of {', '.join(f'`{one}`' for one in asked) or 'a fact that the criterion asks about'}",
            remedy="name the fact: `fact: NAME`",
        )
        return None

    # --- resolutions -----------------------------------------------------------------------------

    def add_resolutions(self, node: Node | None) -> None:
        for one in node if isinstance(node, Sequence) else []:
            if isinstance(one, Mapping):
                self._add_resolution(one)

    def _add_resolution(self, node: Mapping) -> None:
        facts = self.reading.policy.facts
        known = [name for name, fact in facts.items() if fact.key and name not in self.reading.policy.tables]
        written, name = node["fact"], node["field"]
        if written not in known:
            says = f"there is no fact `{written}` with a key" if written in facts else f"there is no fact `{written}`"
            self.reading.unknown(Code.NO_SUCH_FACT, written, says, known)
            return
        fact = facts[str(written)]
        if name not in fact.fields or name in fact.key:
            says = f"`{fact.id}` has no field `{name}` beside its key"
            self.reading.unknown(Code.NO_SUCH_FIELD, name, says, [one for one in fact.fields if one not in fact.key])
            return
        key = self._key(fact, node["key"])
        day = self.reading.day(node, "date")
        if any((one.fact, one.key, one.field, one.date) == (fact.id, key, str(name), day) for one in self.resolutions):
            says = f"`{name}` of {fact.id} `{', '.join(map(shown, key))}` is settled twice"
            self.reading.refuse(Code.RESOLUTION_TWICE, node, says, "one resolution, or a later date on one of them")
        self.resolutions.append(
            Resolution(
                fact=fact.id,
                key=key,
                field=str(name),
                value=self.reading.value(node["value"], fact.fields[str(name)].type),
                by=self.reading.text(node, "by"),
                reason=self.reading.text(node, "reason"),
                date=day,
                at=node.at,
            )
        )

    def _key(self, fact: FactType, node: Node) -> tuple[Value, ...]:
        parts = list(node) if isinstance(node, Sequence) else [node]
        if len(parts) != len(fact.key):
            says = f"the key of `{fact.id}` has other parts"
            self.reading.refuse(Code.KEY_MISSING, node, says, ", ".join(f"`{name}`" for name in fact.key))
        pairs = zip(fact.key, parts, strict=False)
        values = [self.reading.value(part, fact.fields[name].type) for name, part in pairs]
        return tuple(value for value in values if value is not None)


def _list_of(node: Node) -> tuple[Mapping, list[Mapping]]:
    """What is said of the whole list, and the list."""
    whole = node if isinstance(node, Mapping) else Mapping(node.at)
    records = node.get("records") if isinstance(node, Mapping) else node
    return whole, [one for one in records if isinstance(one, Mapping)] if isinstance(records, Sequence) else []


def _asked_about(criterion: Criterion, rule: str | None) -> Iterator[str]:
    """The facts that a criterion's rules ask about, in their order."""
    for one in criterion.rules:
        if rule is None or one.id == rule:
            yield from _facts_of(one.condition)


def _facts_of(condition: Condition) -> Iterator[str]:
    for leaf in leaves(condition):
        match leaf:
            case Some() | No() | Every() | Count() | Share() | Aggregate():
                yield leaf.selection.fact
                yield from _facts_of(leaf.selection.meets) if leaf.selection.meets is not None else ()
                if isinstance(leaf, Every) and leaf.meets is not None:
                    yield from _facts_of(leaf.meets)
            case _:
                pass
