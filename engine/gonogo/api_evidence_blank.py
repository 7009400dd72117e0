"""The story of an empty pack, sent out before a meeting: as YAML, or as a workbook with the YAML that reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gonogo.api_evidence_new import NotSaidError, id_from
from gonogo.api_files import read_policy
from gonogo.files import write_whole

if TYPE_CHECKING:
    from gonogo.model.needs import BlankPack
    from gonogo.model.policy import Policy


class Blank(NamedTuple):
    """The files of an empty pack: where each goes, and what stands in it."""

    files: tuple[tuple[Path, bytes], ...]
    facts: tuple[str, ...]


def blank(policy: str, to: Path, as_of: date, role: str | None = None) -> Blank:
    """An empty pack for a policy; `to` says by its suffix whether as YAML or as a workbook. Nothing is written.

    With `role`, only what that role owes. Raises InputError where the policy is wrong.
    """
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.write.blank_yaml import blank_yaml

    read, _ = read_policy(policy, Diagnostics())
    if role is not None and role not in read.roles:
        raise NotSaidError(f"`{role}` is no role of the policy; it has {', '.join(read.roles)}")
    pack = _pack(read, to, as_of, role)
    if not pack.wanted and not pack.views:
        raise NotSaidError(f"nobody asks {role} for anything" if role else "the policy asks for no evidence")
    facts = tuple(one.fact.id for one in (*pack.wanted, *pack.views))
    if pack.workbook is None:
        return Blank(((to, blank_yaml(pack).encode()),), facts)
    from gonogo.write.blank_xlsx import blank_xlsx

    return Blank(((to, blank_xlsx(pack)), (Path(pack.path), blank_yaml(pack).encode())), facts)


def _pack(policy: Policy, to: Path, as_of: date, role: str | None) -> BlankPack:
    from gonogo.files import shown_path
    from gonogo.judge.needs import wanted
    from gonogo.model.needs import BlankPack

    mine = [one for one in wanted(policy) if role is None or role in (*one.by, *one.bodies)]
    workbook = to.suffix.lower() == ".xlsx"
    path = to.with_suffix(".yaml") if workbook else to
    return BlankPack(
        id=id_from(to.stem, policy.id),
        policy=policy.id,
        policy_title=policy.title,
        version=policy.version,
        question=_question(policy),
        as_of=as_of,
        authority=policy.role_title(policy.authority) if policy.authority else "the authority",
        wanted=tuple(one for one in mine if one.fact.id != "view"),
        views=tuple(one for one in mine if one.fact.id == "view"),
        roles=tuple((one.id, one.title) for one in policy.roles.values()),
        case=tuple(
            (one.id, one.title or one.id.replace("_", " "), one.type.describe())
            for one in policy.parameters.values()
            if one.case and role in (None, policy.authority)
        ),
        role=role,
        role_title=None if role is None else policy.role_title(role),
        path=shown_path(path),
        workbook=to.name if workbook else None,
    )


def _question(policy: Policy) -> str:
    """What is to be decided, with the parameters filled in."""
    from gonogo.model.value import shown

    question = policy.gates[0].question
    for one in policy.parameters.values():
        question = question.replace(f"{{{one.id}}}", "(not yet given)" if one.value is None else shown(one.value))
    return question


def write_new(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, and never over another one."""
    if path.exists():
        raise NotSaidError(f"{path}: already there, and nothing was written")
    write_whole(path, content)
