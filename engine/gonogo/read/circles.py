"""Whether what is derived ever depends on itself: what waits for its own verdict never gets one."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.model.condition import Condition, Layer, StatusIs, leaves
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location
from gonogo.model.policy import Policy

Subject = tuple[Layer, str]


def check_circles(policy: Policy, diagnostics: Diagnostics) -> None:
    """Complains of each circle once, where it is closed."""
    graph = _graph(policy)
    done: set[Subject] = set()
    for start in graph:
        _follow(start, graph, done, diagnostics)


def _graph(policy: Policy) -> dict[Subject, dict[Subject, Location]]:
    """What each subject asks for, and where."""
    graph: dict[Subject, dict[Subject, Location]] = {}
    for criterion in policy.criteria:
        asked = [criterion.applies_when, *(rule.condition for rule in criterion.rules)]
        graph[Layer.CRITERION, criterion.id] = _asked_for(asked)
    for risk in policy.risks:
        below = {(Layer.CONTROL, control.id): control.at for control in risk.controls}
        graph[Layer.RISK, risk.id] = {**below, **_asked_for([risk.accepted_when])}
        for control in risk.controls:
            graph[Layer.CONTROL, control.id] = _asked_for(rule.condition for rule in control.rules)
    for gate in policy.gates:
        graph[Layer.DECISION, gate.id] = _asked_for(rule.when for rule in gate.rules)
    return graph


def _asked_for(conditions: Iterable[Condition | None]) -> dict[Subject, Location]:
    return {
        (leaf.layer, subject): leaf.at
        for condition in conditions
        if condition is not None
        for leaf in leaves(condition)
        if isinstance(leaf, StatusIs)
        for subject in leaf.ids
    }


def _follow(
    start: Subject, graph: dict[Subject, dict[Subject, Location]], done: set[Subject], diagnostics: Diagnostics
) -> None:
    """Depth first, without recursion, as a chain may be as long as a policy."""
    path: list[Subject] = []
    waiting = [(start, iter(graph[start]))] if start not in done else []
    path += [subject for subject, _ in waiting]
    while waiting:
        subject, rest = waiting[-1]
        following = next(rest, None)
        if following is None:
            done.add(subject)
            waiting.pop()
            path.pop()
        elif following in path:
            diagnostics.add(_circle([*path[path.index(following) :], following], graph[subject][following]))
        elif following in graph and following not in done:
            waiting.append((following, iter(graph[following])))
            path.append(following)


def _circle(path: list[Subject], at: Location) -> Diagnostic:
    spelt = " → ".join(f"{layer.value} {subject}" for layer, subject in path)
    return Diagnostic(
        code=Code.CIRCLE,
        at=at,
        says=f"this leads back to itself: {spelt}",
        expected="conditions that rest on facts, or on what is decided before",
        found=f"a circle of {len(path) - 1}" if len(path) > 2 else "itself",
    )
