"""A decision as a picture: evidence, conditions, rules, verdicts, decision, from left to right.

Of the whole decision only what mattered is drawn: the rules that decided, or that cannot be told, and their conditions;
the others are counted. Of one criterion or risk everything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gonogo.model.noun import Noun
from gonogo.write.decision_words import Part, deferred_to, state_word
from gonogo.write.diagram_layout import CONDITION, DECISION, EVIDENCE, RULE, VERDICT, Box, Edge, layout
from gonogo.write.diagram_svg import HEAD, Words, svg
from gonogo.write.text_layout import as_sentence, counted, listed, spaced

COLUMNS = ("EVIDENCE", "CONDITIONS", "RULES", "VERDICTS", "DECISION")
LEGEND = (
    ("good", "shown"),
    ("bad", "fails"),
    ("unknown", "cannot be told"),
    ("partly", "with conditions, planned, waived"),
    ("absent", "not given, or not good enough"),
)
STATES = {
    **dict.fromkeys(("pass", "go", "accepted", "closed", "in_place", "ended", "met"), "good"),
    **dict.fromkeys(("fail", "no_go", "breached", "open", "not_in_place", "overdue"), "bad"),
    **dict.fromkeys(("unknown", "undecided"), "unknown"),
    **dict.fromkeys(("waived", "go_with_conditions", "accepted_with_conditions", "planned", "defer"), "partly"),
    "not_applicable": "idle",
}
TRUTHS = {"true": ("yes", "Yes"), "false": ("no", "No"), "unknown": ("perhaps", "Cannot be told")}
_HOLDS = {"true": "It holds.", "false": "It does not hold.", "unknown": "It cannot be told."}
RULES = ("pass", "fail", "ended", "breached", "in_place", "planned")
FEW = 4  # conditions of one rule, or rules of one subject, that the whole picture shows; the rest are counted


class Traces(Noun, frozen=True):
    """What `judge.traced` tells beside the document: rules by id, and the sources of conditions by id."""

    rules: Mapping[str, Part]
    sources: Mapping[str, Sequence[str]]


def diagram(document: Part, traces: Traces, name: str | None = None) -> str | None:
    """The whole decision, or one criterion, risk or control, as SVG. None: there is no `name` in the decision."""
    drawing = _Drawing(document, traces, whole=name is None)
    found = [one for one in _subjects(document) if name is None or _is_about(one, name)]
    if not found and name not in (None, *(gate["id"] for gate in document["decisions"])):
        return None
    for block, (kind, part) in enumerate(found or _subjects(document)):
        drawing.subject(block, kind, part)
    drawing.decisions()
    return svg(layout(drawing.boxes, drawing.edges, HEAD), _words(document, drawing, found if name else []))


def _subjects(document: Part) -> list[tuple[str, Part]]:
    return [*(("criterion", one) for one in document["criteria"]), *(("risk", one) for one in document["risks"])]


def _is_about(subject: tuple[str, Part], name: str) -> bool:
    kind, part = subject
    return name == part["id"] or (kind == "risk" and name in [one["id"] for one in part["controls"]])


class _Drawing:
    """Boxes and lines as they are found, each once."""

    def __init__(self, document: Part, traces: Traces, *, whole: bool) -> None:
        self.document = document
        self.traces = traces
        self.whole = whole
        self.boxes: list[Box] = []
        self.edges: list[Edge] = []
        self.told: list[str] = []  # the same in words, in reading order
        self._sources = {one["id"]: one for one in document["sources"]}

    # --- a criterion or a risk -------------------------------------------------------------------

    def subject(self, block: int, kind: str, part: Part) -> None:
        status = part["verdict"] if kind == "criterion" else part["state"]
        name = f"v:{part['id']}"
        word = state_word(status)
        notes = [counted(len(part["caveats"]), "caveat", "caveats")] if part["caveats"] else []
        because = [] if self.whole or not part["because"] else [as_sentence(part["because"])]
        self._box(name, (VERDICT, block), STATES[status], (f"{part['id']}  {word}", part["title"], *because, *notes))
        self.told.append(f"{part['id']}, {part['title']}: {word}. {as_sentence(part['because'] or '')}".strip())
        asked: dict[str, list[Part]] = {}
        for one in part["conditions"]:
            asked.setdefault(one["rule"], []).append(one)
        if not self.whole:
            for rule, conditions in asked.items():
                self._rule(block, (rule, name), part, conditions)
        elif kind == "criterion" and not part["rule"]:
            self._open_rules(block, name, part, [rule for rule in asked if self._truth(rule) == "unknown"])
        else:
            for rule in self._deciding(kind, part, asked):
                self._rule(block, (rule, name), part, asked.get(rule) or part["conditions"])
        for control in part.get("controls", ()):
            self._control(block, control, name)

    def _deciding(self, kind: str, part: Part, asked: Mapping[str, list[Part]]) -> list[str]:
        """The rules that the whole picture draws: one where one is enough, else a few."""
        if kind == "risk":
            return list(asked)
        fired = part["rules"]
        return list(fired[: 1 if part["verdict"] == "pass" else FEW])

    def _truth(self, rule: str) -> str:
        return str(self.traces.rules[rule]["truth"]) if rule in self.traces.rules else "true"

    def _rule(self, block: int, ids: tuple[str, str], part: Part, conditions: Sequence[Part]) -> None:
        rule, verdict = ids
        truth = self._truth(rule)
        decides = rule == part["rule"] or rule in part.get("rules", ())
        effect = self.traces.rules.get(rule, {}).get("effect")
        outcome = f"It decides: {spaced(effect)}." if effect in RULES else "It decides."
        said = outcome if decides else _HOLDS[truth]
        kind = [f"a rule for {spaced(effect)}" if effect in RULES else ""] if not self.whole else []
        found, more = self._that_mattered(conditions, truth)
        said += f" {counted(more, 'more condition', 'more conditions')} not drawn." if more else ""
        name = f"r:{part['id']}:{rule}"
        self._box(name, (RULE, block), TRUTHS[truth][0], [line for line in (rule, *kind, said) if line])
        self.edges.append(Edge(name, verdict, truth != "unknown"))
        self.told.append(f"  Rule {rule}: {said}")
        self._conditions(block, name, part, found)

    def _open_rules(self, block: int, verdict: str, part: Part, rules: Sequence[str]) -> None:
        """All rules that cannot be told, in one box."""
        conditions = [one for one in part["conditions"] if one["rule"] in rules]
        found, more = self._that_mattered(conditions, "unknown")
        rest = [f"{counted(more, 'more condition', 'more conditions')} not drawn."] if more else []
        name = f"r:{part['id']}"
        said = listed(list(rules)) if rules else "no rule is in force"
        self._box(name, (RULE, block), "perhaps", ("No rule can be told", said, *rest))
        self.edges.append(Edge(name, verdict, False))
        self.told.append(f"  No rule can be told: {said}")
        self._conditions(block, name, part, found)

    def _that_mattered(self, conditions: Sequence[Part], truth: str) -> tuple[list[Part], int]:
        """The conditions to draw, each once, and how many are only counted; of the whole, those that made it so."""
        unlike = list({one["id"]: one for one in conditions}.values())
        if not self.whole:
            return unlike, 0
        alike = [one for one in unlike if one["truth"] == truth] or unlike
        most = FEW if truth != "unknown" else FEW - 1
        drawn = alike if len(alike) <= most else alike[: most - 1]
        return drawn, len(unlike) - len(drawn)

    def _conditions(self, block: int, rule: str, part: Part, conditions: Sequence[Part]) -> None:
        for one in conditions:
            state, word = TRUTHS[one["truth"]]
            name = f"c:{part['id']}:{one['id']}"
            if all(box.id != name for box in self.boxes):
                self._box(name, (CONDITION, block), state, self._said(one), headed=not self.whole)
                self.told.append(f"    {word}{_counts(one)}: {as_sentence(one['text'])}")
                self._evidence(block, name, one, part)
            self.edges.append(Edge(name, rule, one["truth"] != "unknown"))

    def _said(self, one: Part) -> tuple[str, ...]:
        word = TRUTHS[one["truth"]][1]
        if self.whole:
            return (f"{word}{_counts(one)}: {one['text']}",)
        keys = [each["key"] for each in one["witnesses"][:FEW]]
        more = len(one["witnesses"]) - len(keys) + one["more"]
        named = [", ".join(keys) + (f" and {more} more" if more else "")] if keys else []
        return (f"{word}{_counts(one)}", as_sentence(one["text"]), *named)

    # --- controls --------------------------------------------------------------------------------

    def _control(self, block: int, control: Part, risk: str) -> None:
        """A control stands among the rules: the risk follows from it."""
        word = state_word(control["state"])
        name = f"r:{control['id']}"
        lines = (f"{control['id']}  {word}", control["title"], f"rule {control['rule']}" if control["rule"] else "")
        self._box(name, (RULE, block), STATES[control["state"]], tuple(line for line in lines if line))
        self.edges.append(Edge(name, risk, control["state"] != "unknown"))
        self.told.append(f"  Control {control['id']}, {control['title']}: {word}. {as_sentence(control['because'])}")
        deciding = [one for one in control["conditions"] if one["rule"] == control["rule"]]
        truth = "true" if control["rule"] else "unknown"
        found, _ = self._that_mattered(deciding or control["conditions"], truth)
        self._conditions(block, name, control, found)

    # --- evidence --------------------------------------------------------------------------------

    def _evidence(self, block: int, condition: str, one: Part, part: Part) -> None:
        ids = list(self.traces.sources.get(one["id"], ())) if one["truth"] != "unknown" else _named(one)
        for source in ids[:FEW]:
            name = f"e:{source}"
            if all(box.id != name for box in self.boxes):
                self._box(name, (EVIDENCE, block), "", self._source(source))
            self.edges.append(Edge(name, condition, one["truth"] != "unknown"))
            self.told.append(f"      From {', '.join(self._source(source))}")
        if one["truth"] == "unknown":
            self._absent(block, condition, part)

    def _source(self, name: str) -> tuple[str, ...]:
        one = self._sources.get(name)
        if one is None:
            return (name,)
        facts = [one["by_title"] or one["by"], one["date"] or one["received"], one["basis"]]
        return (one["title"] or name, ", ".join(str(fact) for fact in facts if fact))

    def _absent(self, block: int, condition: str, part: Part) -> None:
        """What is missing for a part, in one box."""
        facts = list(dict.fromkeys(_called(one["what"]) for one in part["missing"] if one["fact"]))
        if not facts:
            return
        owed = list(dict.fromkeys(one["owed_by_title"] or one["owed_by"] for one in part["missing"] if one["owed_by"]))
        name = f"m:{part['id']}"
        if all(box.id != name for box in self.boxes):
            from_whom = [f"Owed by {listed(owed)}"] if owed else []
            self._box(name, (EVIDENCE, block), "absent", ("Missing", "; ".join(facts), *from_whom))
        self.edges.append(Edge(name, condition, False))

    # --- the decision ----------------------------------------------------------------------------

    def decisions(self) -> None:
        for gate in self.document["decisions"]:
            word = state_word(gate["outcome"]) + deferred_to(gate["to"])
            name = f"d:{gate['id']}"
            rules = [f"{one['id']}: {TRUTHS[one['truth']][1].lower()}" for one in gate["rules"]]
            lines = (word, gate["question"], as_sentence(gate["because"] or ""), *rules)
            self._box(name, (DECISION, 0), STATES[gate["outcome"]], lines)
            self.told.insert(0, f"Decision: {word}. {gate['question']} {as_sentence(gate['because'] or '')}".strip())
            for box in [box for box in self.boxes if box.column == VERDICT]:
                self.edges.append(Edge(box.id, name, box.state != "unknown"))

    def _box(self, name: str, at: tuple[int, int], state: str, lines: Iterable[str], *, headed: bool = True) -> None:
        column, block = at
        box = Box(id=name, column=column, block=block, state=state, lines=tuple(lines), headed=headed)
        self.boxes.append(box)


def _called(what: str) -> str:
    """What is missing, without its details."""
    return what.partition(" (")[0].partition(": ")[0]


def _named(condition: Part) -> list[str]:
    ids = (name for one in condition["witnesses"] for name in (one["source"] or "").split(", ") if name)
    return list(dict.fromkeys(ids))


def _counts(condition: Part) -> str:
    """` (2 to 3 of 7, so far)`: how many records count, of how many."""
    if not condition["total"]:
        return ", nothing given" if not condition["complete"] else ""
    perhaps = f" to {condition['true'] + condition['unknown']}" if condition["unknown"] else ""
    so_far = "" if condition["complete"] else " so far"
    return f" ({condition['true']}{perhaps} of {condition['total']}{so_far})"


def _words(document: Part, drawing: _Drawing, only: Sequence[tuple[str, Any]]) -> Words:
    policy, evidence = document["policy"], document["evidence"]
    about = f": {only[0][1]['id']} {only[0][1]['title']}" if only else ""
    title = f"{policy['title']}, version {policy['version']}{about or ': ' + state_word(document['outcome'])}"
    return Words(
        title=title,
        subtitle=f"{evidence['title'] or evidence['id']}, as known on {document['as_of']}",
        columns=COLUMNS,
        legend=LEGEND,
        description=drawing.told,
    )
