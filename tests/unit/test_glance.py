"""A decision document that is worked out as far as it is asked."""

from __future__ import annotations

import pytest

from gonogo import api
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.judge.glance import glance
from gonogo.judge.judgement import Judgement
from gonogo.model.diagnostic import Diagnostics


@pytest.fixture(params=["example-full", "sec-2019-11"])
def judgement(request: pytest.FixtureRequest) -> Judgement:
    policy, _ = api.read_policy("sec-release", Diagnostics())
    return Judge(policy).judge(api.read_evidence(request.param, policy, Diagnostics())[0])


def test_what_is_known_at_once_is_what_the_whole_document_says(judgement: Judgement) -> None:
    whole, seen = document(judgement, "1"), glance(judgement, "1")

    for kind in ("decisions", "criteria", "risks"):
        for one, other in zip(seen[kind], whole[kind], strict=True):
            assert {name: value for name, value in one.items() if name != "controls"}.items() <= {
                name: value for name, value in other.items() if name != "controls"
            }.items()


@pytest.mark.parametrize("backwards", [False, True])
def test_asked_for_everything_it_is_the_whole_document(judgement: Judgement, *, backwards: bool) -> None:
    whole, seen = document(judgement, "1"), glance(judgement, "1")
    parts = [*zip(seen["criteria"], whole["criteria"], strict=True), *zip(seen["risks"], whole["risks"], strict=True)]
    parts += [
        pair
        for one, other in zip(seen["risks"], whole["risks"], strict=True)
        for pair in zip(one["controls"], other["controls"], strict=True)
    ]
    parts += [*zip(seen["decisions"], whole["decisions"], strict=True), (seen, whole)]
    for one, other in reversed(parts) if backwards else parts:
        for name in other:
            assert one[name] == other[name] or name in ("controls", "criteria", "risks", "decisions")


def test_the_outcome_is_that_of_the_first_decision(judgement: Judgement) -> None:
    whole = document(judgement, "1")

    assert [glance(judgement, "1")[name] for name in ("outcome", "rule", "because")] == [
        whole["outcome"],
        whole["rule"],
        whole["because"],
    ]


def test_what_a_document_does_not_have_is_not_there(judgement: Judgement) -> None:
    (gate,) = glance(judgement, "1")["decisions"]

    assert gate.get("title") is None
    assert gate.get("title", "none") == "none"
    with pytest.raises(KeyError):
        gate["title"]
