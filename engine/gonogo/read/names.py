"""What names stand for while a policy is read: roles, parameters, facts, definitions, and the ids of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from gonogo.model.calendar import Calendar
from gonogo.model.condition import Condition, Layer, Where
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.evidence import BASES
from gonogo.model.location import Location
from gonogo.model.policy import FactType, Field, Parameter, Role, Table
from gonogo.model.value import Kind, ValueType
from gonogo.read.complaint import unknown_name
from gonogo.read.tree import Mapping, Scalar

SOURCE_FIELDS = ("by", "basis", "date", "received", "title")
BUILT_IN = ("view", "waiver")


@dataclass(slots=True)
class Names:
    """Filled part by part, in the order of the story in `policy_file`; what is declared first can be named later."""

    diagnostics: Diagnostics
    at: Location
    calendar: Calendar | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    facts: dict[str, FactType] = field(default_factory=dict)
    definitions: dict[str, Mapping] = field(default_factory=dict)
    defined: dict[str, tuple[Where, tuple[Condition, ...]]] = field(default_factory=dict)  # what each asks of a record
    ids: dict[Layer, dict[str, Location]] = field(default_factory=lambda: {layer: {} for layer in Layer})
    rules: dict[str, Location] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # names of roles, parameters, facts and definitions
    expansions: int = 0  # of definitions so far

    def refuse(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.add(diagnostic)

    def role(self, node: Scalar) -> str | None:
        """The role that is named, or a complaint."""
        if node not in self.roles:
            self.refuse(unknown_name(Code.UNKNOWN_ROLE, node, f"there is no role `{node}`", self.roles))
            return None
        self.used.add(str(node))
        return str(node)

    def source_field(self, name: str) -> Field | None:
        """`by`, `basis`, `date`, `received`, `title`: what is known of where any record comes from."""
        types = {
            "by": ValueType(kind=Kind.ROLE, words=tuple(self.roles)),
            "basis": ValueType(kind=Kind.RANKED, words=BASES),
            "date": ValueType(kind=Kind.DATE),
            "received": ValueType(kind=Kind.DATE),
            "title": ValueType(kind=Kind.TEXT),
        }
        if name not in types:
            return None
        return Field(id=f"source.{name}", type=types[name], optional=False, title=None, at=self.at)

    def field_of(self, fact: FactType, node: Scalar, name: str | None = None) -> Field | None:
        """A field of a fact, or of its source; or a complaint. `name`: where the node holds more than the name."""
        wanted = str(node) if name is None else name
        if wanted in fact.fields:
            return fact.fields[wanted]
        found = self.source_field(wanted.removeprefix("source.")) if wanted.startswith("source.") else None
        if found is None:
            choices = [*fact.fields, *(f"source.{one}" for one in SOURCE_FIELDS)]
            says = f"`{fact.id}` has no field `{wanted}`"
            complaint = unknown_name(Code.UNKNOWN_FIELD, node, says, choices, see=declared(fact.id, fact.at, self))
            self.refuse(complaint)
        return found


def declared(name: str, at: Location, names: Names) -> tuple[tuple[str, Location], ...]:
    """A pointer to where something is declared; what is built in is declared nowhere."""
    return () if name in BUILT_IN or at == names.at else ((f"`{name}` is declared here", at),)
