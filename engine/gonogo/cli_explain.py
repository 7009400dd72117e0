"""What `gonogo explain` prints: which kind of explanation is asked for, in which form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gonogo import api_explain

if TYPE_CHECKING:
    from gonogo.model.diagnostic import Diagnostics

Depth = api_explain.Depth
FORMS = {
    "why": ("text", "json", "svg"),
    "change": ("text", "json"),
    "requests": ("text", "json", "csv"),
    "against": ("text", "json"),
}


class Asked(NamedTuple):
    """What was asked for: how deep or what else, as on which day, in which form."""

    depth: Depth | None
    about: str
    as_of: date | None
    form: str
    colour: bool


def explained(named: tuple[str, str | None, Sequence[str]], *, against: str | None, **options: Any) -> str:
    """The text to print. `named`: the policy, the evidence, and the ids."""
    policy, evidence, ids = named
    about = "against" if against is not None else options.pop("about", None) or "why"
    options.pop("about", None)
    asked = Asked(about=about, **options)
    if asked.form not in FORMS[about]:
        raise click.UsageError(f"--format {asked.form} is not for this; choose {' or '.join(FORMS[about])}")
    if asked.depth is not None and (about != "why" or asked.form == "svg"):
        raise click.UsageError(f"--{asked.depth} goes with a text that says why")
    if against is not None:
        _no_ids(ids, "--against")
        return _against(policy, evidence, against, asked)
    if evidence is None:
        raise click.UsageError("Missing argument 'EVIDENCE'.")
    if about == "requests":
        _no_ids(ids, "--requests")
        return _requests(policy, evidence, asked)
    if about == "change":
        return _change(policy, evidence, ids, asked)
    return _picture(policy, evidence, ids, asked) if asked.form == "svg" else _why(policy, evidence, ids, asked)


def _why(policy: str, evidence: str, ids: Sequence[str], asked: Asked) -> str:
    least = asked.depth != "brief"
    document = api_explain.explain(policy, evidence, ids, as_of=asked.as_of, least=least)
    if isinstance(document, api_explain.NoSuchName):
        raise _no_such_name(document.name, document.nearest)
    if asked.form == "json":
        return _json(document)
    return api_explain.explanation_text(document, asked.depth or "usual", colour=asked.colour)


def _change(policy: str, evidence: str, ids: Sequence[str], asked: Asked) -> str:
    document = api_explain.what_would_change(policy, evidence, ids, as_of=asked.as_of)
    if isinstance(document, api_explain.NoSuchName):
        raise _no_such_name(document.name, document.nearest)
    return _json(document) if asked.form == "json" else api_explain.changes_text(document, colour=asked.colour)


def _requests(policy: str, evidence: str, asked: Asked) -> str:
    document = api_explain.requests(policy, evidence, as_of=asked.as_of)
    if asked.form == "json":
        return _json(document)
    if asked.form == "csv":
        return api_explain.requests_csv(document)
    return api_explain.requests_text(document, colour=asked.colour)


def _against(policy: str, evidence: str | None, against: str, asked: Asked) -> str:
    document = api_explain.compare(policy, evidence, against, as_of=asked.as_of)
    return _json(document) if asked.form == "json" else api_explain.comparison_text(document, colour=asked.colour)


def _picture(policy: str, evidence: str, ids: Sequence[str], asked: Asked) -> str:
    if len(ids) > 1:
        raise click.UsageError("a picture shows the whole, or one ID")
    name = ids[0] if ids else None
    drawn = api_explain.picture(policy, evidence, name, as_of=asked.as_of)
    if drawn is None:
        raise _no_such_name(name or "", None)
    return drawn


def _no_ids(ids: Sequence[str], option: str) -> None:
    if ids:
        raise click.UsageError(f"{option} is about the whole; it takes no ID")


def _no_such_name(name: str, nearest: str | None) -> click.UsageError:
    hint = "" if nearest is None else f"; did you mean `{nearest}`?"
    return click.UsageError(f"the policy has no criterion, risk, control, decision or rule called `{name}`{hint}")


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def checked_deeply(policy: str, evidence: Sequence[str]) -> tuple[Diagnostics, str]:
    """What comes to light when evidence is taken away, and in sum."""
    deep = api_explain.deep_check(policy, evidence)
    found = len(deep.diagnostics)
    said = "nothing looks better with less evidence"
    if found:
        said = f"{found} {'finding' if found == 1 else 'findings'} on what looks better with less evidence"
    return deep.diagnostics, f"{said}, in {deep.tried:,} decisions without some of it"
