"""durable-rules behind its door: it agrees with the naive interpreter, and its faults never become verdicts."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from gonogo.judge.infer import Network
from gonogo.judge.replay import Replay
from gonogo.model.diagnostic import InternalError
from gonogo.model.horn import Fired, HornRule

ENGINE = Path(__file__).parents[2] / "engine"
Batches = Sequence[Sequence[str]]


def inferred(rules: Sequence[HornRule], *batches: Sequence[str]) -> list[Fired]:
    with Network(rules) as network, network.session() as session:
        return [fired for batch in batches for fired in session.add(batch)]


def replayed(rules: Sequence[HornRule], *batches: Sequence[str]) -> list[Fired]:
    replay = Replay(rules)
    return [fired for batch in batches for fired in replay.add(batch)]


def fired_by(rules: Sequence[HornRule], *batches: Sequence[str]) -> str:
    return " ".join(fired.rule for fired in inferred(rules, *batches))


def python(script: str, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Runs a script by itself: what may crash, or never end, must not take the tests with it."""
    path = os.pathsep.join([str(ENGINE), str(ENGINE.parent)])
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=100,
    )


# --- the same as the naive interpreter -------------------------------------------------------------


def cases(seed: int, count: int) -> Iterator[tuple[list[HornRule], list[list[str]]]]:
    """Rule sets with chains, circles, shared tokens and rules too long for the engine, and batches for each."""
    random = Random(seed)
    for _ in range(count):
        tokens = [f"t{number}" for number in range(random.randint(1, random.choice((4, 8, 30))))]
        longest = random.choice((1, 2, 3, 3, 4, random.randint(1, 40)))
        rules = [
            HornRule(f"r{number}", _needs(random, tokens, longest), random.choice([*tokens, "end", f"d{number}"]))
            for number in range(random.randint(1, 14))
        ]
        tokens += [rule.derives for rule in rules]
        yield rules, [random.choices(tokens, k=random.randint(0, len(tokens))) for _ in range(random.randint(1, 4))]


def _needs(random: Random, tokens: Sequence[str], longest: int) -> tuple[str, ...]:
    return tuple(random.choices(tokens, k=random.randint(1, longest)))


def crowded_cases(seed: int, count: int) -> Iterator[tuple[list[HornRule], list[list[str]]]]:
    """Rule sets in which a few tokens are used so often that several rulesets have to act as one."""
    random = Random(seed)
    for _ in range(count):
        popular = [f"p{number}" for number in range(4)]
        tokens = [*popular, *(f"t{number}" for number in range(300))]
        rules = [
            HornRule(f"r{number}", (random.choice(popular), *_needs(random, tokens, 2)), random.choice(tokens))
            for number in range(random.randint(1100, 2200))
        ]
        rules.insert(random.randint(0, len(rules)), HornRule("long", tuple(random.choices(tokens, k=60)), "t0"))
        yield rules, [random.sample(tokens, k=random.choice((2, 20, 100))) for _ in range(3)]


def log_digest(several: Iterable[tuple[Sequence[HornRule], Batches]]) -> str:
    digest = hashlib.sha256()
    for rules, batches in several:
        digest.update(repr(inferred(rules, *batches)).encode())
    return digest.hexdigest()


def test_the_log_is_that_of_the_naive_interpreter() -> None:
    fired = longest = 0
    for rules, batches in cases(seed=1, count=10_000):
        log = inferred(rules, *batches)
        fired += len(log)
        longest = max(longest, *(len(one.because_of) for one in log), 0)

        assert log == replayed(rules, *batches)

    assert fired > 20_000
    assert longest > 12


def test_rulesets_that_share_the_work_log_as_one() -> None:
    fired = 0
    for rules, batches in crowded_cases(seed=2, count=12):
        log = inferred(rules, *batches)
        fired += len(log)

        assert log == replayed(rules, *batches)

    assert fired > 2_000


@pytest.mark.parametrize("needs", [11, 12, 13, 24, 25, 144, 145, 1729])
def test_a_rule_of_any_length_fires_with_the_last_token_it_needs(needs: int) -> None:
    tokens = [f"t{number}" for number in range(needs)]
    rules = [HornRule("later", (tokens[0],), "x"), HornRule("long", tuple(tokens), "y"), HornRule("end", ("y",), "z")]

    assert fired_by(rules, tokens[:-1]) == "later" * (needs > 1)
    assert fired_by(rules, tokens[:-1], tokens[-1:]) == "later long end"
    assert fired_by(rules[1:], tokens) == "long end"


@pytest.mark.parametrize("uses", [249, 250, 251, 501])
def test_a_token_may_be_used_any_number_of_times(uses: int) -> None:
    rules = [HornRule(f"r{number}", ("popular",), f"d{number}") for number in range(uses)]

    assert inferred(rules, ["popular"]) == [Fired(rule.id, rule.needs, rule.derives) for rule in rules]


def test_a_chain_may_run_up_and_down_through_thousands_of_rules() -> None:
    up = [HornRule(f"r{number}", (f"t{number}",), f"t{number + 1}") for number in range(4100)]

    assert inferred(up, ["t0"]) == replayed(up, ["t0"])
    assert inferred(up[::-1], ["t0"]) == replayed(up, ["t0"])


def test_the_order_of_rules_and_tokens_does_not_change_what_is_derived() -> None:
    random = Random(3)
    for rules, batches in cases(seed=3, count=1_000):
        shuffled = random.sample(rules, len(rules))
        tokens = list(chain(*batches))
        derived = {fired.derives for fired in inferred(rules, *batches)}

        assert {fired.derives for fired in inferred(shuffled, random.sample(tokens, len(tokens)))} == derived


def test_the_log_is_the_same_in_every_process() -> None:
    script = "from tests.unit.test_infer import cases, log_digest; print(log_digest(cases(4, 300)))"
    runs = [python(script, seed=seed) for seed in ("0", "1", "77")]

    assert [run.stderr for run in runs] == ["", "", ""]
    assert {run.stdout.strip() for run in runs} == {log_digest(cases(4, 300))}


# --- what other engines got wrong --------------------------------------------------------------------


def test_a_token_fires_every_rule_that_needs_it() -> None:
    rules = [HornRule(name, ("x",), f"{name}=yes") for name in ("a", "b", "c")]

    assert fired_by(rules, ["x"]) == "a b c"


def test_a_rule_about_other_tokens_changes_nothing_for_a_rule_that_begins_alike() -> None:
    rules = [HornRule("first", ("a", "b"), "x"), HornRule("second", ("a", "b", "c"), "y")]
    further = HornRule("further", ("a", "d"), "z")

    assert fired_by(rules, ["a", "b"]) == "first"
    assert fired_by([further, *rules], ["a", "b"]) == "first"
    assert fired_by([*rules, further], ["a", "b", "c", "d"]) == "first second further"


def test_one_blocker_is_enough_whichever_others_are_gone() -> None:
    rules = [HornRule("by-1", ("blocker 1",), "AC3=fail"), HornRule("by-2", ("blocker 2",), "AC3=fail")]

    assert fired_by(rules, ["blocker 1", "blocker 2"]) == "by-1 by-2"
    assert fired_by(rules, ["blocker 1"]) == "by-1"
    assert fired_by(rules, ["blocker 2"]) == "by-2"


def test_every_rule_that_contradicts_another_is_named_in_order() -> None:
    rules = [HornRule(f"says-{word}", ("x",), f"AC3={word}") for word in ("pass", "fail", "unknown")]

    assert [inferred(rules, ["x"]) for _ in range(3)] == [[Fired(r.id, r.needs, r.derives) for r in rules]] * 3


def test_different_tokens_are_never_taken_for_one() -> None:
    alike = [
        "costarring",
        "liquid",
        "5",
        "05",
        "5.0",
        "True",
        "1",
        "",
        " ",
        "é",
        "e\u0301",
        "a.b",
        '"',
        "\\",
        "$s",
        "id",
    ]
    tokens = [*alike, *(f"defect {number}" for number in range(5_000))]
    rules = [HornRule(f"r{number}", (token,), f"seen {number}") for number, token in enumerate(tokens)]

    assert [fired.because_of for fired in inferred(rules, tokens)] == [(token,) for token in tokens]
    assert [fired.because_of for fired in inferred(rules, ["liquid", "5"])] == [("liquid",), ("5",)]


# --- sessions ------------------------------------------------------------------------------------------


def test_what_is_said_twice_or_asked_by_no_rule_changes_nothing() -> None:
    rules = [HornRule("a", ("x",), "y"), HornRule("b", ("y", "z"), "end")]
    with Network(rules) as network, network.session() as session:
        assert session.add([]) == []
        assert session.add(["nobody", "asks"]) == []
        assert session.add(["x", "x"]) == [Fired("a", ("x",), "y")]
        assert session.add(["x", "y"]) == []
        assert session.add(["z", "y", "end"]) == [Fired("b", ("y", "z"), "end")]


def test_a_token_that_is_derived_again_is_logged_again() -> None:
    rules = [HornRule("a", ("x",), "y"), HornRule("b", ("x",), "y"), HornRule("c", ("y",), "end")]

    assert fired_by(rules, ["x"]) == "a b c"


def test_a_network_without_rules_infers_nothing() -> None:
    assert inferred([], ["x"]) == []


def test_a_session_knows_nothing_of_another() -> None:
    with Network([HornRule("a", ("x", "y"), "z")]) as network:
        for tokens in (["x"], ["y"], []):
            with network.session() as session:
                assert session.add(tokens) == []


def test_a_network_has_one_session_at_a_time() -> None:
    with Network([HornRule("a", ("x",), "y")]) as network, network.session() as session:
        with pytest.raises(InternalError, match="one session at a time"), network.session():
            pass
        with pytest.raises(InternalError, match="closed while a session was open"):
            network.close()

        assert [fired.rule for fired in session.add(["x"])] == ["a"]


def test_a_session_ends_with_its_block() -> None:
    with Network([HornRule("a", ("x",), "y")]) as network:
        with network.session() as session:
            session.add(["x"])
        with pytest.raises(InternalError, match="outside its `with` block"):
            session.add(["x"])


def test_a_closed_network_takes_no_session() -> None:
    network = Network([HornRule("a", ("x",), "y")])
    network.close()
    network.close()

    with pytest.raises(InternalError, match="closed, or has failed before"), network.session():
        pass


def stumble_in_a_session(network: Network) -> None:
    with network.session() as session:
        session.add(["x"])
        raise ZeroDivisionError


def test_an_error_of_the_caller_spoils_nothing() -> None:
    with Network([HornRule("a", ("x",), "y")]) as network:
        with pytest.raises(ZeroDivisionError):
            stumble_in_a_session(network)
        with network.session() as session:
            assert [fired.rule for fired in session.add(["x"])] == ["a"]


class Interrupted(list[str]):
    """Tokens of which the second is never handed over."""

    def __iter__(self) -> Iterator[str]:
        yield self[0]
        raise ZeroDivisionError


def test_a_session_that_was_cut_short_is_the_last_of_its_network() -> None:
    with Network([HornRule("a", ("x",), "y")]) as network:
        with pytest.raises(ZeroDivisionError), network.session() as session:
            session.add(Interrupted(["x"]))
        with pytest.raises(InternalError, match="closed, or has failed before"), network.session():
            pass


def in_another_thread(work: Callable[[], object]) -> list[str]:
    caught: list[str] = []

    def run() -> None:
        try:
            work()
        except InternalError as error:
            caught.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return caught


def test_a_network_stays_in_its_thread() -> None:
    network = Network([HornRule("a", ("x",), "y")])
    with network.session() as session:
        for work in (lambda: session.add(["x"]), lambda: network.session().__enter__(), network.close):
            assert in_another_thread(work) == ["a network of rules was used from two threads"]

        assert [fired.rule for fired in session.add(["x"])] == ["a"]
    network.close()


def test_no_thread_is_started() -> None:
    before = threading.enumerate()
    inferred([HornRule("a", ("x",), "y")], ["x"])

    assert threading.enumerate() == before


def resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


GROWTH = 1_000  # pages; a session that was left behind would leave more than one page


def test_ten_thousand_sessions_leave_nothing_behind() -> None:
    rules = [HornRule(f"r{number}", (f"t{number}", f"t{number + 1}"), f"t{number + 2}") for number in range(6)]
    with Network(rules) as network:
        for session_number in range(11_000):
            if session_number == 1_000:
                before = resident_pages()
            with network.session() as session:
                session.add(["t0", "t1"])

    assert resident_pages() - before < GROWTH


def test_networks_that_are_dropped_leave_nothing_behind() -> None:
    rules = [HornRule(f"r{number}", (f"t{number}",), f"t{number + 1}") for number in range(20)]
    for number in range(1_200):
        if number == 200:
            before = resident_pages()
        with Network(rules).session() as session:
            session.add(["t0"])

    assert resident_pages() - before < GROWTH


# --- faults ----------------------------------------------------------------------------------------------

FAULT = """
import sys
import durable_rules_engine as engine
from gonogo.judge.infer import Network
from gonogo.model.diagnostic import InternalError
from gonogo.model.horn import HornRule

name, at, answer = sys.argv[1], int(sys.argv[2]), sys.argv[3]
rules = [HornRule("a", ("x",), "y"), HornRule("b", ("y", "z"), "end"), HornRule("c", ("x",), "end")]
real, calls = getattr(engine, name), 0

def broken(*arguments):
    global calls
    calls += 1
    return eval(answer) if calls == at else real(*arguments)

def fail(error):
    raise error

def told(network):
    with network.session() as session:
        log = session.add(["x"])
        return log + session.add(["z"])

sound = Network(rules)
good = told(sound)
setattr(engine, name, broken)
network = None
try:
    network = Network(rules)
    told(network)
    network.close()
except InternalError as error:
    print("refused:", error)
if network is not None:
    try:
        told(network)
    except InternalError as error:
        print("again:", error)
    network.close()
print("another network is sound:", told(sound) == good)
"""

AGAIN = "again: a network of rules that is closed, or has failed before, was used again"
ERROR = 'fail(engine.error("error code: 304"))'


@pytest.mark.parametrize(
    ("function", "at", "answer", "refused"),
    [
        ("assert_fact", 1, ERROR, "durable-rules failed in a session: error code: 304"),
        ("assert_fact", 1, "fail(MemoryError())", "durable-rules failed in a session: "),
        ("assert_fact", 1, "(1, 1)", "durable-rules did not begin a session: (1, 1)"),
        ("assert_fact", 1, "(real(*arguments), (2, 1))[1]", "durable-rules did not begin a session: (2, 1)"),
        ("assert_fact", 1, "None", "durable-rules did not begin a session: None"),
        ("start_action_for_state", 1, "None", "durable-rules did not begin a session as it should: None"),
        ("start_action_for_state", 1, ERROR, "durable-rules failed in a session: error code: 304"),
        (
            "start_action_for_state",
            1,
            "('', real(*arguments)[1].replace('r0', 'r1'))",
            'durable-rules did not begin a session as it should: {"r1":{"c0":{"id":"0","b":"0","k":"0"}}}',
        ),
        ("complete_and_start_action", 1, "'{}'", "durable-rules did not begin a session as it should: "),
        ("complete_and_start_action", 1, ERROR, "durable-rules failed in a session: error code: 304"),
        ("assert_facts", 1, "(1, 1)", "durable-rules did not take in 1 facts: (1, 1)"),
        ("assert_facts", 1, "(real(*arguments), (2, 1))[1]", "durable-rules did not take in 1 facts: (2, 1)"),
        ("assert_facts", 1, "(0, real(*arguments)[1] + 1)", "durable-rules did not take in 1 facts: (0, "),
        ("assert_facts", 2, "(3, 0)", "durable-rules did not take in 1 facts: (3, 0)"),
        ("assert_facts", 3, ERROR, "durable-rules failed in a session: error code: 304"),
        ("assert_facts", 1, "(0, 1)", "durable-rules knows other facts than it was told: "),
        ("start_action_for_state", 2, "('', '{}')", "durable-rules fired what it should not: {}"),
        ("start_action_for_state", 2, ERROR, "durable-rules failed in a session: error code: 304"),
        ("complete_and_start_action", 2, "'{}'", "durable-rules fired what it should not: {}"),
        (
            "complete_and_start_action",
            2,
            """'{"r1":{"c0":{"id":"1","b":"0","k":"1"}}}'""",
            'durable-rules fired what it should not: {"r1":{"c0":{"id":"1","b":"0","k":"1"}}}',
        ),
        ("complete_and_start_action", 3, ERROR, "durable-rules failed in a session: error code: 304"),
        ("get_facts", 1, "'[]'", "durable-rules knows other facts than it was told: []"),
        ("get_facts", 1, "real(*arguments)[:-2] + ',\"n\":1}]'", "durable-rules knows other facts than it was told: "),
        ("get_facts", 1, ERROR, "durable-rules failed at the end of a session: error code: 304"),
        ("delete_state", 1, ERROR, "durable-rules failed at the end of a session: error code: 304"),
        ("create_ruleset", 1, ERROR, "durable-rules refused a ruleset: error code: 304"),
        ("create_ruleset", 1, "fail(MemoryError())", "durable-rules refused a ruleset: "),
        ("delete_ruleset", 1, ERROR, "durable-rules did not let go of a ruleset: error code: 304"),
    ],
)
def test_a_wrong_answer_of_the_engine_is_never_believed(function: str, at: int, answer: str, refused: str) -> None:
    run = python(FAULT, function, str(at), answer)
    lines = run.stdout.splitlines()

    assert (run.returncode, run.stderr) == (0, "")
    assert lines[0].startswith(f"refused: {refused}")
    assert lines[1:-1] == [AGAIN] * (function != "create_ruleset")
    assert lines[-1] == "another network is sound: True"


STORM = """
from random import Random
import durable_rules_engine as engine
from gonogo.judge.infer import Network
from gonogo.judge.replay import Replay
from gonogo.model.diagnostic import InternalError
from tests.unit.test_infer import cases

random, chance = Random(5), 0.0

def unreliable(name):
    real = getattr(engine, name)
    def call(*arguments):
        kind = random.choice("abcd") if random.random() < chance else ""
        if kind == "a":
            raise engine.error("refused before")
        answer = real(*arguments)
        if kind == "b":
            raise engine.error("refused after")
        if kind == "c" and name.startswith("assert"):
            return (random.choice((1, 2, 3, 304)), answer[1])
        if kind == "d" and name in ("get_facts", "complete_and_start_action"):
            return "{}"
        return answer
    return call

for name in ("assert_fact", "assert_facts", "start_action_for_state", "complete_and_start_action", "get_facts"):
    setattr(engine, name, unreliable(name))
wrong = refused = 0
for rules, batches in cases(6, 2000):
    network, replay = Network(rules), Replay(rules)
    chance = 0.05
    try:
        with network.session() as session:
            log = [session.add(batch) for batch in batches]
    except InternalError:
        refused += 1
    else:
        wrong += log != [replay.add(batch) for batch in batches]
    chance = 0.0
    network.close()
print(refused > 300, wrong)
"""


def test_faults_at_any_moment_are_survived() -> None:
    run = python(STORM)

    assert (run.returncode, run.stderr, run.stdout) == (0, "", "True 0\n")


def test_a_firing_that_the_engine_leaves_out_is_missed_by_the_replay() -> None:
    script = FAULT.replace("    told(network)\n    network.close()", "    print(told(network) == good)", 1)
    run = python(script, "start_action_for_state", "2", "None")

    assert run.stdout.splitlines()[0] == "False"


def test_without_the_engine_a_person_is_told_what_to_do() -> None:
    run = python(
        "import sys\n"
        "sys.modules['durable_rules_engine'] = None\n"
        "from gonogo.judge.infer import EngineMissing, Network\n"
        "from gonogo.model.diagnostic import InternalError\n"
        "try:\n"
        "    Network([])\n"
        "except EngineMissing as missing:\n"
        "    print(isinstance(missing, InternalError), missing)\n"
    )

    assert run.stderr == ""
    assert run.stdout == (
        "True the inference engine, durable-rules 2.0.28, does not load: it is missing, or was not built for this "
        "Python. In a checkout run `make demo`; elsewhere install it again: CPPFLAGS='-DPyEval_CallObject="
        "PyObject_CallObject' pip install --no-binary :all: --force-reinstall durable-rules==2.0.28\n"
    )


# --- that the engine is still the one that was measured ---------------------------------------------------

UPSTREAM = """
import json, sys
import durable_rules_engine as engine

def fact(key):
    return json.dumps({"id": key, "k": key})

def told(definition, *keys):
    handle = engine.create_ruleset("canary", json.dumps(definition))
    code, state = engine.assert_fact(handle, fact("0"))
    fired = []
    started = engine.start_action_for_state(handle, state)
    text = started and started[1]
    while text:
        fired.append(next(iter(json.loads(text))))
        text = engine.complete_and_start_action(handle, state)
    try:
        code, state = engine.assert_facts(handle, "[" + ",".join(map(fact, keys)) + "]")
    except engine.error as error:
        return str(error)
    started = engine.start_action_for_state(handle, state)
    text = started and started[1]
    while text:
        fired.append(next(iter(json.loads(text))))
        text = engine.complete_and_start_action(handle, state)
    return code, " ".join(fired)

def rule(*keys, **settings):
    return {"all": [{f"c{n}": {"k": key}} for n, key in enumerate(keys)], **settings}

first = {"first": rule("0")}
print(eval(sys.argv[1]))
"""

SIXTEEN, SEVENTEEN = (f"[str(n) for n in range(1, {last})]" for last in (17, 18))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("told({**first, 'r': rule('1', '2')}, '1', '2')", "(0, 'first r')"),
        ("told({**first, 'r': rule('1')}, '2')", "(1, 'first')"),
        ("told({**first, 'b': rule('1'), 'a': rule('1')}, '1')", "(0, 'first b a')"),
        ("told({**first, 'b': rule('1'), 'a': rule('1', pri=0), 'c': rule('1', pri=-1)}, '1')", "(0, 'first b a c')"),
        (f"told({{**first, 'r': rule(*{SIXTEEN})}}, *{SIXTEEN})", "(0, 'first r')"),
        (
            f"told({{**first, 'r': rule(*{SEVENTEEN})}}, *{SEVENTEEN})",
            "Could not assert facts, error code: 304",
        ),
        ("told({**first, **{f'r{n}': rule(str(n)) for n in range(1, 511)}}, '510')", "(0, 'first r510')"),
        ("told({**first, 'r': rule('1', '1')}, '1')", "(0, 'first')"),
        ("told({**first, 'r': rule('1')}, '1', '1')", "(2, 'first r')"),
    ],
)
def test_the_engine_behaves_as_it_was_measured(asked: str, answer: str) -> None:
    run = python(UPSTREAM, asked)

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip() == answer
