"""Residual risks, and the controls that keep them down."""

from __future__ import annotations

from gonogo.model.policy import Control, Demand, Risk
from gonogo.read.names import Names
from gonogo.read.placeholders import read_text
from gonogo.read.rule_file import OF_CONTROLS, condition_at, owner_of, read_demand, read_obligations, read_rules
from gonogo.read.shaped import sections, text_of
from gonogo.read.tree import Mapping, Scalar
from gonogo.read.window_file import read_window


def read_risks(policy: Mapping, default: Demand, names: Names) -> tuple[Risk, ...]:
    return tuple(_risk(key, node, default, names) for key, node in sections(policy, "risks"))


def _risk(key: Scalar, node: Mapping, default: Demand, names: Names) -> Risk:
    owner = owner_of(node, names)
    demand = read_demand(node.get("evidence"), default, names)
    accepted = condition_at(node, "accepted_when", names)
    controls = tuple(_control(name, control, owner, demand, names) for name, control in sections(node, "controls"))
    return Risk(
        id=str(key),
        title=text_of(node, "title") or str(key),
        text=text_of(node, "text"),
        owner=owner,
        source=text_of(node, "source"),
        controls=controls,
        accepted_when=accepted,
        accepted_because=read_text(node, "accepted_because", names, accepted),
        demand=demand,
        at=key.at,
    )


def _control(key: Scalar, node: Mapping, owner: str | None, default: Demand, names: Names) -> Control:
    owner = owner_of(node, names) or owner
    return Control(
        id=str(key),
        title=text_of(node, "title") or str(key),
        text=text_of(node, "text"),
        owner=owner,
        kind=text_of(node, "kind"),
        source=text_of(node, "source"),
        demand=read_demand(node.get("evidence"), default, names),
        rules=read_rules(node, OF_CONTROLS, names),
        obligations=read_obligations(node, str(key), owner, names),
        window=read_window(node, names),
        at=key.at,
    )
