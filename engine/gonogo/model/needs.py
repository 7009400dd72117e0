"""What evidence a policy asks for: each fact with what needs it, who owes it, how good it has to be and by when."""

from __future__ import annotations

from datetime import date

from gonogo.model.noun import Noun
from gonogo.model.policy import FactType


class Need(Noun, frozen=True, kw_only=True):
    """One thing that asks for a fact: a criterion, a control, a risk or a decision."""

    kind: str
    id: str
    title: str
    basis: str | None
    received: str | None  # by when, in words
    strict: bool


class Wanted(Noun, frozen=True, kw_only=True):
    """A fact that is asked for. `by`: the roles that owe it. `bodies`: of views, whose are asked for."""

    fact: FactType
    by: tuple[str, ...]
    needs: tuple[Need, ...]
    bodies: tuple[str, ...] = ()


class BlankPack(Noun, frozen=True, kw_only=True):
    """An empty pack to be sent out: for a policy and a day, and for one role or for all."""

    id: str
    policy: str
    policy_title: str
    version: str
    question: str
    as_of: date
    authority: str
    wanted: tuple[Wanted, ...]
    views: tuple[Wanted, ...]
    roles: tuple[tuple[str, str], ...]  # all roles of the policy, with their titles
    case: tuple[tuple[str, str, str], ...]  # parameters that the case gives: name, title, what is expected
    role: str | None  # the role that it is sent to
    role_title: str | None
    path: str  # where the evidence file will stand
    workbook: str | None = None  # the workbook beside it that is filled in
