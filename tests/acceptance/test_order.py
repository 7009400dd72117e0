"""The order in which things are written plays no part, except that decision rules go in order."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

import pytest

from gonogo import __version__
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import Policy
from gonogo.read.strict_yaml import read_yaml
from gonogo.resources import folder
from tests.cli.run import process
from tests.desk import Decision, decide, read_policy
from tests.packs import PAIRS, evidence_for, pack, plain, policy

SEEDS = range(3)
IN_ORDER = ("decision", "decisions", "one_of", "ranked", "between", "recommend")  # what their order means something for
RULES = ("rules",)
PLACES = ("at", "id", "seq", "sha256", "because_of", "witnesses", "more")


def shuffled(value: Any, random: Random, keep: tuple[str, ...]) -> Any:
    """The same with all mappings and lists in another order, but for those under certain keys."""
    match value:
        case dict():
            items = [(key, inner if key in keep else shuffled(inner, random, keep)) for key, inner in value.items()]
            random.shuffle(items)
            return dict(items)
        case list():
            listed = [shuffled(one, random, keep) for one in value]
            random.shuffle(listed)
            return listed
        case _:
            return value


def shuffled_policy(name: str, random: Random, keep: tuple[str, ...]) -> Policy:
    """A shipped policy, and the one that it extends, written in another order."""
    trees = {one.path: plain(read_yaml(one, Diagnostics())) for one in policy(name).files}
    texts = [json.dumps(shuffled(tree, random, keep)) for path, tree in trees.items() if path.endswith("policy.yaml")]
    return read_policy(texts[0], Diagnostics(), {"../sec-release/policy.yaml": texts[-1]})


def bare(value: Any, *, without: tuple[str, ...]) -> Any:
    """A document in which the order of lists, of the words of a text, and the places in files do not show."""
    match value:
        case dict():
            kept = {key: bare(inner, without=without) for key, inner in value.items() if key not in without}
            return {key: inner for key, inner in kept.items() if key != "firings"}
        case list():
            return sorted((bare(one, without=without) for one in value), key=json.dumps)
        case str():
            return " ".join(sorted(re.findall(r"[\w.-]+", value)))
        case _:
            return value


def fired(decision: Decision) -> list[tuple[str, str]]:
    """The rules that fired and what they derived; tokens of conditions are numbered in file order, so not those."""
    firings = decision.document["firings"]
    return sorted((one["rule"], one["derives"]) for one in firings if one["layer"] != "conditions")


def decided(given: Policy, tree: dict[str, Any]) -> Decision:
    return Decision(document(Judge(given).judge(evidence_for(given, tree)), __version__))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "packed"), PAIRS)
def test_the_order_of_criteria_facts_roles_sources_and_records_changes_nothing(
    name: str, packed: str, seed: int
) -> None:
    random = Random(seed)
    keep = (*IN_ORDER, *RULES)
    other = decided(shuffled_policy(name, random, keep), shuffled(pack(packed), random, keep))
    usual = decided(policy(name), pack(packed))

    assert other.statuses == usual.statuses
    assert bare(other.document, without=PLACES) == bare(usual.document, without=PLACES)
    assert fired(other) == fired(usual)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "packed"), PAIRS)
def test_the_order_of_the_rules_of_a_criterion_changes_no_verdict(name: str, packed: str, seed: int) -> None:
    random = Random(seed)
    keep = tuple(one for one in IN_ORDER if one != "decision")
    keep = (*keep, "decision")
    first_of_several = (*PLACES, "rule", "because", "caveats", "remedy", "what")
    other = decided(shuffled_policy(name, random, keep), pack(packed))
    usual = decided(policy(name), pack(packed))

    assert other.statuses == usual.statuses
    assert bare(other.document, without=first_of_several) == bare(usual.document, without=first_of_several)
    assert fired(other) == fired(usual)


def test_decision_rules_go_in_order() -> None:
    blocked = "{id: no, then: no_go, when: {criteria: any, is: fail}}"
    moved = "{id: later, then: defer, to: 2027-01-31, when: {criteria: any, is: fail}}"
    given = "facts: {defect: {source: S2, records: [{id: D1, severity: 1, status: open, deploys: true}]}}"

    def outcome(*rules: str) -> str:
        return decide(f"decision: {{question: Go?, rules: [{', '.join(rules)}]}}", given).outcome

    assert outcome(blocked, moved) == "no_go"
    assert outcome(moved, blocked) == "defer"


@pytest.mark.parametrize(("name", "packed"), [PAIRS[0], PAIRS[3]])
def test_two_processes_with_different_hash_seeds_write_identical_bytes(name: str, packed: str) -> None:
    one, other = (_in_a_process(name, packed, hash_seed) for hash_seed in ("1", "2"))

    assert one == other
    assert json.loads(one)["outcome"] == "go_with_conditions"


def _in_a_process(name: str, packed: str, hash_seed: str) -> bytes:
    words = ("decide", str(folder("policies") / name), str(folder("evidence") / packed), "--no-cache", "--format=json")
    with process(*words, PYTHONHASHSEED=hash_seed) as ran:
        return ran.communicate()[0]
