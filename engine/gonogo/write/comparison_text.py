"""A comparison document as text: what became known first, then what followed from it, and last the decision."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import PAINTS, Part, state_word
from gonogo.write.text_layout import BOLD, Page, as_sentence, counted, listed, policy_words, spaced

INDENT = 2
HOW = {"came": "new", "went": "gone", "changed": "changed"}
TRUTHS = {"true": "yes", "false": "no", "unknown": "cannot be told"}
FEW = 6  # how many changes of one fact, or conditions, are told; the rest are counted


def comparison_text(document: Part, *, colour: bool = False, width: int = 100) -> str:
    """The whole comparison, ending in a line end."""
    page = Page(width, colour)
    lines = _head(document, page)
    causes = list(_causes(document, page))
    lines += page.heading("WHAT BECAME KNOWN, OR CHANGED")
    lines += causes or page.paragraph("Nothing: both rest on the same.", INDENT)
    lines += page.heading("WHAT FOLLOWED")
    told = [one for one in document["moved"] if one["before"] != one["after"] or one["rules"]]
    followed = [line for one in told for line in _moved(one, document, page)]
    lines += followed or page.paragraph("No criterion, risk or control came to anything else.", INDENT)
    lines += _as_before(document, page)
    obligations = [line for one in document["obligations"] for line in _obligation(one, page)]
    lines += [*page.heading("OBLIGATIONS"), *obligations] if obligations else []
    lines += page.heading("THE DECISION")
    lines += [line for one in document["decisions"] for line in _gate(one, document, page)]
    return "\n".join([*lines, ""])


# --- what is compared --------------------------------------------------------------------------------


def _head(document: Part, page: Page) -> list[str]:
    before, after = document["before"], document["after"]
    days = before["as_of"] != after["as_of"]
    title = f"What was known on {before['as_of']}, and on {after['as_of']}" if days else "What changed"
    lines = [page.painted(title, BOLD), ""]
    if document["causes"]["policy"]["same"]:
        lines += page.labelled("Policy", policy_words(before["policy"]))
    if before["evidence"] == after["evidence"]:
        lines += page.labelled("Evidence", before["evidence"]["title"] or before["evidence"]["id"])
    for label, side in (("Before", before), ("After", after)):
        parts = [f"as known on {side['as_of']}"]
        parts += [] if document["causes"]["policy"]["same"] else [policy_words(side["policy"])]
        same = before["evidence"] == after["evidence"]
        parts += [] if same else [side["evidence"]["title"] or side["evidence"]["id"]]
        word = state_word(side["outcome"])
        lines += page.paint_first(page.labelled(label, f"{word} ({'; '.join(parts)})"), word, PAINTS.get(word, ""))
    return lines


# --- causes ------------------------------------------------------------------------------------------


def _causes(document: Part, page: Page) -> Iterator[str]:
    causes = document["causes"]
    for text in (*_policy(causes), *_sources(causes["sources"])):
        yield from page.paragraph(as_sentence(text), INDENT, "- ")
    for one in causes["records"] or ():
        yield from _fact(one, page)
    for text in (*_set_aside(causes), *_others(causes)):
        yield from page.paragraph(as_sentence(text), INDENT, "- ")
    if causes["records"] is None:
        text = "The evidence itself is not at hand, so records are told only where they decided something."
        yield from page.paragraph(text, INDENT, "- ")


def _policy(causes: Part) -> Iterator[str]:
    policy = causes["policy"]
    if not policy["same"]:
        version, name = policy["version"], policy["id"]
        told = f": version {version['before']}, then {version['after']}" if version else ", under the same version"
        yield f"another policy: {name['before']}, then {name['after']}" if name else f"the policy changed{told}"
    for one in causes["parameters"]:
        yield f"{one['title'] or spaced(one['id'])}: {_then(one)}"


def _sources(sources: list[Part]) -> Iterator[str]:
    """Each source that changed by itself; those that came or went, for one reason together."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for one in sources:
        facts = ", ".join(str(fact) for fact in (one["by_title"], one["basis"]) if fact)
        name = f"{one['title'] or one['id']} ({facts}) [{one['id']}]"
        if one["change"] == "changed":
            moved = "; ".join(f"{spaced(each['field'])} {_then(each)}" for each in one["fields"])
            yield f"source changed: {name}: {moved}"
        else:
            groups.setdefault((one["change"], one["why"]), []).append(name)
    for (change, why), names in groups.items():
        told = f", {why}" if why else ""
        yield f"{HOW[change]} source{'s' if len(names) > 1 else ''}{told}: {'; '.join(names)}"


def _then(one: Part) -> str:
    return f"{_value(one['before'])}, then {_value(one['after'])}"


def _value(value: str | None) -> str:
    return "(not given)" if value is None else str(value)


def _fact(one: Part, page: Page) -> Iterator[str]:
    """The changes of one fact: its list as a whole, then its records."""
    concerns = f" (asked about in {', '.join(one['concerns'])})" if one["concerns"] else ""
    yield from page.paragraph(as_sentence(f"{one['title']}: {'; '.join(_list(one))}{concerns}"), INDENT, "- ")
    for change in one["changes"][:FEW]:
        yield from page.paragraph(_record(change), INDENT * 2, f"{HOW[change['change']]:<8} ")
    more = len(one["changes"][FEW:]) + one["more"]
    if more:
        named = "" if one["more"] else f": {', '.join(change['key'] for change in one['changes'][FEW:])}"
        yield from page.paragraph(f"and {counted(more, 'more change', 'more changes')}{named}", INDENT * 2)


def _list(one: Part) -> Iterator[str]:
    """How long the list is, and whether it is whole."""
    before, after = one["records"]["before"], one["records"]["after"]
    if not one["given"]["after"]:
        yield "no longer given"
        return
    was = "" if before == after else f", {before} before" if before else ", none before"
    yield (counted(after, "record", "records") if after else "no records") + was
    if one["complete"]["before"] != one["complete"]["after"]:
        yield "now a complete list" if one["complete"]["after"] else "no longer a complete list"


def _record(change: Part) -> str:
    if change["change"] == "changed":
        said = "; ".join(f"{field['title']} {_then(field)}" for field in change["fields"])
    elif change["change"] == "came":
        said = ", ".join(f"{field['title']} {field['after']}" for field in change["fields"])
    else:
        said = ""
    one, other = change["sources"]["before"], change["sources"]["after"]
    if change["change"] == "changed" and one != other:
        said += f"{'; ' if said else ''}from {_from(one)}, then from {_from(other)}"
    why = f" ({change['why']})" if change["why"] else ""
    return f"{change['key']}{': ' if said else ''}{said}{why}"


def _from(sources: list[str]) -> str:
    return listed(sources) if sources else "no named source"


def _set_aside(causes: Part) -> Iterator[str]:
    """Only where records are not at hand: each of them tells why it did not count."""
    if causes["records"] is not None:
        return
    for one in causes["left_out"]:
        name = f"{spaced(one['fact'])} {one['key']}"
        if one["after"] is None:
            yield f"{name} counts now; before it did not: {spaced(one['before'])}"
        else:
            yield f"{name} does not count: {spaced(one['after'])}{', ' + one['detail'] if one['detail'] else ''}"


def _others(causes: Part) -> Iterator[str]:
    for one in causes["contradictions"]:
        name = f"{spaced(one['field'])} of {spaced(one['fact'])} {one['key']}"
        if one["before"] is None:
            yield f"sources now contradict each other on {name}" + (
                f", settled by {one['after']}" if one["after"] else ""
            )
        elif one["after"] is None:
            yield f"sources no longer contradict each other on {name}"
        else:
            yield f"the contradiction on {name} is {'settled by ' + one['after'] if one['after'] else 'open again'}"
    for one in causes["waivers"]:
        yield f"waiver {one['id']}: {_then(one)}"


# --- consequences ------------------------------------------------------------------------------------


def _moved(one: Part, document: Part, page: Page) -> list[str]:
    """One criterion, control or risk: what its conditions found, which rules then decided, what it came to."""
    lines = page.paragraph(one["title"], 0, f"{one['id']}  ")
    lines[0] = page.painted(lines[0], BOLD)
    lines += page.bullets("Found", list(_found(one, records=document["causes"]["records"] is not None)), INDENT)
    lines += page.bullets("Rules", [_rule(each) for each in one["rules"]], INDENT)
    return [*lines, *_status(one, page), ""]


def _found(one: Part, *, records: bool) -> Iterator[str]:
    """The conditions of the rules that moved, where some did; the others are counted."""
    rules = {each["id"] for each in one["rules"]}
    told = [each for each in one["conditions"] if each["rule"] in rules] or one["conditions"]
    yield from dict.fromkeys(_condition(each, records=records) for each in told[:FEW])
    more = len(one["conditions"]) - len(told[:FEW])
    if more:
        yield f"and {counted(more, 'condition', 'conditions')} of other rules moved too"


def _as_before(document: Part, page: Page) -> list[str]:
    """What came to the same; where something that it asks moved, that is counted."""
    moved = {one["id"]: len(one["conditions"]) for one in document["moved"]}
    names = [
        name + (f" ({counted(moved[name], 'condition', 'conditions')} moved)" if name in moved else "")
        for name in document["unmoved"]
    ]
    return page.paragraph(f"As before: {', '.join(names)}.") if names else []


def _condition(one: Part, *, records: bool) -> str:
    before, after = one["before"], one["after"]
    if before is None or after is None:
        return f"{one['text']}: {'not asked before' if before is None else 'no longer asked'}"
    if before["truth"] != after["truth"]:
        said = f"{TRUTHS[before['truth']]}, then {TRUTHS[after['truth']]}"
    else:
        said = f"{TRUTHS[after['truth']]} as before"
    return f"{one['text']}: {said}{_measured(before, after)}{_named(one) if not records else ''}"


def _measured(before: Part, after: Part) -> str:
    """The counts, where they moved: `(2 of 7, then 0 of 9)`."""
    names = ("true", "unknown", "total", "complete")
    if all(before[name] == after[name] for name in names):
        return ""
    first, last = (_count(side) for side in (before, after))
    return f" ({first}, then {last})" if first != last else ""


def _count(side: Part) -> str:
    if not side["total"]:
        return "an empty list that is complete" if side["complete"] else "nothing given"
    perhaps = f" to {side['true'] + side['unknown']}" if side["unknown"] else ""
    return f"{side['true']}{perhaps} of {side['total']}{'' if side['complete'] else ' so far'}"


def _named(one: Part) -> str:
    came, went = ([f"{spaced(each['fact'])} {each['key']}" for each in one[side][:FEW]] for side in ("came", "went"))
    told = [f"new: {', '.join(came)}"] if came else []
    told += [f"gone: {', '.join(went)}"] if went else []
    return f" [{'; '.join(told)}]" if told else ""


def _rule(one: Part) -> str:
    return f"{one['id']} {'now decides' if one['after'] else 'no longer decides'}"


def _status(one: Part, page: Page) -> list[str]:
    before, after = one["before"], one["after"]
    word = state_word(after) if after else "NO LONGER IN THE POLICY"
    if before == after:
        text = f"{word}, as before"
    else:
        text = f"{word}, {'before ' + state_word(before) if before else 'not in the policy before'}"
    lines = page.paint_first(page.labelled("So", text, INDENT), word, PAINTS.get(word, ""))
    if after and one["because"]["after"] and one["because"]["before"] != one["because"]["after"]:
        lines += page.labelled("Because", as_sentence(one["because"]["after"]), INDENT)
    lines += page.bullets("Still open", [as_sentence(text) for text in one["missing"]["after"]], INDENT)
    return lines


def _obligation(one: Part, page: Page) -> list[str]:
    after = state_word(one["after"]) if one["after"] else "NO LONGER OWED"
    before = f"before {state_word(one['before'])}" if one["before"] else "new"
    return page.paragraph(f"{as_sentence(one['title'] or one['id'])} ({before})", INDENT, f"{after:<11}  ")


def _gate(one: Part, document: Part, page: Page) -> list[str]:
    before, after = one["before"], one["after"]
    lines = [] if len(document["decisions"]) == 1 else page.paragraph(one["id"])
    lines += page.labelled("Question", one["question"], INDENT)
    rules = [f"{each['id']}: {_truth(each['before'])}, then {_truth(each['after'])}" for each in one["rules"]]
    lines += page.bullets("Rules", rules, INDENT)
    sides = [("As before", after)] if before == after else [("Before", before), ("After", after)]
    for label, side in sides:
        if side is None:
            lines += page.labelled(label, "not asked", INDENT)
            continue
        word = state_word(side["outcome"])
        named = side["rule"] and not side["rule"].startswith(f"{one['id']}.")
        rule = f" (rule {side['rule']})" if named else ""
        text = f"{word}. {as_sentence(side['because'] or '')}{rule}"
        lines += page.paint_first(page.labelled(label, text, INDENT), word, PAINTS.get(word, ""))
    return lines


def _truth(truth: str | None) -> str:
    return "not in the policy" if truth is None else TRUTHS[truth]
