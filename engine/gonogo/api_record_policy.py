"""Agreement to a policy itself, and to changes of its parameters, made ready to be recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gonogo.api_record_checks import Bench, as_text, policy_mark
from gonogo.model.approval import ParameterChanged, PolicyAgreed, Setting
from gonogo.model.diagnostic import Code, Diagnostics

if TYPE_CHECKING:
    from gonogo.model.policy import Policy
    from gonogo.read.tree import Node, Scalar
    from gonogo.record.approve import Agreement

NOT_GIVEN = "not given"
OF_THE_CASE = "left to each case"
SET_BY_AUTHORITY = ("value", "rows", "source")  # of a parameter, and nothing else of it


def policy_agreed(bench: Bench) -> PolicyAgreed | None:
    """The authority agrees to the whole policy, with the values of its parameters as they are."""
    asked = bench.asked
    by, on = bench.signatory(), bench.day_of_act()
    until = bench.last_day(on, needed=False)
    said = bench.besides()
    if bench.wrong or by is None or on is None:
        return None
    policy = bench.policy
    return PolicyAgreed(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        parameters=settings(policy),
        rest=rest_of(policy),
        until=until,
        reason=as_text(asked.text("reason")),
        **said,
    )


def parameter_changed(bench: Bench) -> ParameterChanged | None:
    """The authority agrees to another value of one parameter; everything else is as it had agreed to it."""
    asked, policy = bench.asked, bench.policy
    by, on = bench.signatory(), bench.day_of_act()
    named = asked.needed("parameter", "which parameter was changed")
    reason = asked.needed("reason", "why it was changed")
    until = bench.last_day(on, needed=False)
    said = bench.besides()
    now = values(settings(policy))
    if named is not None and named not in now:
        bench.unknown(named, f"the policy has no parameter `{named}`", now)
    if bench.wrong or named is None:
        return None
    found = _base(bench, named)
    if found is None or by is None or on is None or reason is None:
        return None
    seq, base = found
    return ParameterChanged(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        parameter=str(named),
        before=values(base.parameters).get(str(named), NOT_GIVEN),
        after=now[str(named)],
        reason=str(reason),
        rest=rest_of(policy),
        parameters=settings(policy),
        until=until,
        votes=said["votes"],
        consensus=said["consensus"],
        follows=seq,
    )


def _base(bench: Bench, named: Scalar) -> tuple[int, Agreement] | None:
    """The latest agreement to this policy, from which it differs in the value of that parameter alone."""
    from gonogo.record.approve import agreements

    policy = bench.policy
    mine = [one for one in agreements(bench.said, policy.authority) if one[1].policy.id == policy.id]
    if not mine:
        says = f"nobody has agreed to the policy `{policy.id}` before, so no change of it can be recorded"
        bench.complain(Code.NO_SUCH_ENTRY, named, says, expected="`gonogo approve policy` first")
        return None
    seq, base = mine[-1]
    was, now = values(base.parameters), values(settings(policy))
    changed = [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
    others = [f"`{one}`" for one in changed if one != named]
    others += ["other parts of the policy"] if base.rest != rest_of(policy) else []
    if others:
        says = f"the policy differs from what entry {seq} agreed to in something else than `{named}`: a change of "
        remedy = "agree to the whole policy anew: `gonogo approve policy`"
    elif not changed:
        says = f"`{named}` has the value that entry {seq} agreed to: "
        others, remedy = [now[str(named)]], "change it in the policy first, then record it"
    if others:
        says += ", ".join(others)
        bench.complain(Code.NOT_AS_SAID, named, says, expected=f"a change of `{named}` alone", remedy=remedy)
        return None
    _checked(bench, named, ("from", f"entry {seq}", was.get(str(named), NOT_GIVEN)))
    _checked(bench, named, ("to", "the policy", now[str(named)]))
    return None if bench.wrong else (seq, base)


def _checked(bench: Bench, named: Scalar, about: tuple[str, str, str]) -> None:
    """A value that was said, against the one that stands in that place."""
    key, place, value = about
    said = bench.asked.text(key)
    if said is not None and said != value:
        says = f"{place} has another value of `{named}`: {value}"
        bench.complain(Code.NOT_AS_SAID, said, says, expected=f"`{value}`")


def values(parameters: Iterable[Setting]) -> dict[str, str]:
    """The values of parameters, by their names."""
    return {one.name: one.value for one in parameters}


def settings(policy: Policy) -> tuple[Setting, ...]:
    """Every parameter with its value, as text."""
    from gonogo.model.value import shown

    found = [
        Setting(name=name, value=shown(one.value) if one.value is not None else OF_THE_CASE if one.case else NOT_GIVEN)
        for name, one in policy.parameters.items()
    ]
    for name, table in policy.tables.items():
        rows = [
            ", ".join(f"{field} {shown(value)}" for field, value in zip(table.fact.fields, row, strict=True) if value)
            for row in table.rows or ()
        ]
        found.append(Setting(name=name, value=NOT_GIVEN if table.rows is None else "; ".join(rows) or "no rows"))
    return tuple(found)


def rest_of(policy: Policy) -> str:
    """The digest of all that a policy says but its version and the values and sources of its parameters.

    Comments, order of keys and line breaks do not count; every other word does.
    """
    from gonogo.read.strict_yaml import read_yaml
    from gonogo.record.approve import digest_of
    from gonogo.record.canonical import canonical, normal

    said = []
    for file in policy.files:
        tree = read_yaml(file, Diagnostics())
        whole = _plain(tree)
        if isinstance(whole, dict):
            whole.pop("version", None)
            parameters = whole.get("parameters")
            for one in parameters.values() if isinstance(parameters, dict) else ():
                for key in SET_BY_AUTHORITY if isinstance(one, dict) else ():
                    one.pop(key, None)
        said.append(whole)
    return digest_of(canonical(normal(said)))


def _plain(node: Node | None) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(inner) for key, inner in node.items()}
    if isinstance(node, list):
        return [_plain(inner) for inner in node]
    return None if node is None else str(node)
