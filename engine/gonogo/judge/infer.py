"""Which rules fire, given what is known, and in which order. The only module that speaks to durable-rules.

Its C module is driven by hand: no host, no threads, no clock, no actions. Whatever it answers is compared with the one
right answer; anything else is an `InternalError`, and never a verdict. What keeps the engine inside the limits in
which it is right is compiled by `envelope`; `replay` finds the same log without it.
"""

from __future__ import annotations

from _thread import get_ident  # only to tell threads apart: none is started
from collections.abc import Container, Sequence
from functools import cache
from typing import Any, Self

from gonogo.judge.envelope import Plan, Ruleset, compiled
from gonogo.model.diagnostic import InternalError
from gonogo.model.horn import Fired, HornRule

# glibc gives a freed block back to the system, unless a larger one was given back before. The engine frees some hundred
# kilobytes after every session, and to get them anew would take longer than to infer. This one costs no memory: it is
# never touched.
LARGER_BLOCK = 1 << 24


class EngineMissing(InternalError):
    """durable-rules is not installed, or was built without what Python 3.13 and newer ask for."""

    def __init__(self) -> None:
        super().__init__(
            "the inference engine, durable-rules 2.0.28, does not load: it is missing, or was not built for this "
            "Python. In a checkout run `make demo`; elsewhere install it again: CPPFLAGS='-DPyEval_CallObject="
            "PyObject_CallObject' pip install --no-binary :all: --force-reinstall durable-rules==2.0.28"
        )


class Network:
    """Rules made ready for the engine, for any number of sessions, one after the other, in the thread that made it.

    Once an answer of the engine was wrong, or a session was cut short, the network takes no further session.
    """

    def __init__(self, rules: Sequence[HornRule]) -> None:
        self._handles: list[int] = []
        self._plan = compiled(rules)
        self._engine = _engine()
        self._delete = self._engine.delete_ruleset  # kept: a network may outlive the module when the program ends
        self._thread = get_ident()
        self._session: Session | None = None
        self._sound = True
        self.rules = tuple(rules)
        for ruleset in self._plan.rulesets:
            self._handles.append(self._create(ruleset))
        self._served = tuple(zip(self._handles, self._plan.rulesets, strict=True))

    def session(self) -> Session:
        """A fresh session, for a `with` block. What it gave counts once the block has ended without complaint."""
        return Session(self, self._plan)

    def _open(self, session: Session) -> list[_Memory]:
        self._stay_in_thread()
        if not self._sound:
            raise InternalError("a network of rules that is closed, or has failed before, was used again")
        if self._session is not None:
            raise InternalError("a network of rules has one session at a time")
        self._session = session
        return [_Memory(self._engine, handle, ruleset) for handle, ruleset in self._served]

    def _shut(self, session: Session, *, check: bool) -> None:
        """Ends the session that is open. The network is sound again only when all of it is gone."""
        self._session = None
        self._sound = False
        self._stay_in_thread()
        self._sound = session._end(check=check)

    def close(self) -> None:
        """Frees what the engine holds. A network that is merely dropped is freed all the same."""
        self._stay_in_thread()
        if self._session is not None:
            raise InternalError("a network of rules was closed while a session was open")
        self._sound = False
        try:
            self._free()
        except (self._engine.error, MemoryError) as error:
            raise InternalError(f"durable-rules did not let go of a ruleset: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()

    def __del__(self) -> None:
        self._free()

    def _create(self, ruleset: Ruleset) -> int:
        try:
            handle: int = self._engine.create_ruleset("gonogo", ruleset.definition)
        except (self._engine.error, MemoryError) as error:
            raise InternalError(f"durable-rules refused a ruleset: {error}") from error
        return handle

    def _free(self) -> None:
        while self._handles:
            self._delete(self._handles.pop())

    def _stay_in_thread(self) -> None:
        if get_ident() != self._thread:
            raise InternalError("a network of rules was used from two threads")


class Session:
    """Tokens that are known together, and what follows from them. Each rule fires at most once."""

    __slots__ = ("_known", "_memories", "_network", "_numbers", "_whole")

    def __init__(self, network: Network, plan: Plan) -> None:
        self._network = network
        self._numbers = plan.numbers
        self._memories: list[_Memory] = []

    def __enter__(self) -> Self:
        self._memories = self._network._open(self)
        self._known: set[int] = set()
        self._whole = True  # no call was cut short
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._network._shut(self, check=kind is None)

    def add(self, tokens: Sequence[str]) -> list[Fired]:
        """Takes in a batch of tokens, and gives what fires until nothing more can, in order.

        At each step the first rule fires, in the order of the rules, that can and has not; what it derives is known at
        once. A token that is known already, or that no rule needs, changes nothing.
        """
        network = self._network
        network._stay_in_thread()
        if network._session is not self:
            raise InternalError("a session was used outside its `with` block")
        self._whole = False
        try:
            log = self._run(tokens)
        except (network._engine.error, MemoryError) as error:
            raise InternalError(f"durable-rules failed in a session: {error}") from error
        self._whole = True
        return log

    def _run(self, tokens: Sequence[str]) -> list[Fired]:
        """While an earlier ruleset can fire a later one waits, so that together they act as one."""
        memories, known = self._memories, self._known
        numbers = map(self._numbers.get, dict.fromkeys(tokens))
        self._learn([number for number in numbers if number is not None and number not in known])
        log: list[Fired] = []
        place = 0
        while place < len(memories):
            derived = memories[place].fire(log, known)
            if derived is None:
                place += 1
            else:
                self._learn([derived])
                place = 0
        return log

    def _learn(self, new: list[int]) -> None:
        self._known.update(new)
        for memory in self._memories:
            if told := list(filter(None, map(memory.ruleset.facts.get, new))):
                memory.tell(told)

    def _end(self, *, check: bool) -> bool:
        """Whether the engine has forgotten the session, and nothing went wrong in it."""
        try:
            try:
                for memory in self._memories if check else ():
                    memory.check()
            finally:
                gone = [memory.delete() for memory in self._memories]
        except (self._network._engine.error, MemoryError) as error:
            raise InternalError(f"durable-rules failed at the end of a session: {error}") from error
        return self._whole and all(gone)


class _Memory:
    """What one ruleset knows in one session. The engine makes it with the first token, and deletes it at the end."""

    __slots__ = ("deletable", "engine", "firing", "handle", "ruleset", "state", "stirred", "told", "waiting")

    def __init__(self, engine: Any, handle: int, ruleset: Ruleset) -> None:
        self.engine = engine
        self.handle = handle
        self.ruleset = ruleset
        self.state = 0
        self.told: list[str] = []
        self.waiting = dict(ruleset.steps)  # what has not fired, by the engine's own words for it
        self.deletable = self.firing = self.stirred = False

    def tell(self, facts: list[str]) -> None:
        """States facts, at least one: an empty batch would crash the engine."""
        if not self.told:
            self._begin()
        answer = self.engine.assert_facts(self.handle, "[{" + "},{".join(facts) + "}]")
        if answer != (0, self.state):
            raise InternalError(f"durable-rules did not take in {len(facts)} facts: {answer}")
        self.told += facts
        self.stirred = True

    def _begin(self) -> None:
        """A fact alone, and a rule that fires on it: before a rule has fired, an error would not be survived."""
        sentinel = self.ruleset.sentinel
        self.told.append(sentinel)
        answer = self.engine.assert_fact(self.handle, "{" + sentinel + "}")
        if type(answer) is not tuple or len(answer) != 2 or answer[0] != 0:
            raise InternalError(f"durable-rules did not begin a session: {answer}")
        self.state = answer[1]
        text = self._start()
        self.deletable = text is not None
        if text != self.ruleset.sentinel_fires or self._complete() is not None:
            raise InternalError(f"durable-rules did not begin a session as it should: {text}")

    def fire(self, log: list[Fired], known: Container[int]) -> int | None:
        """Ends the firing that is under way, and logs what fires until a token follows that is not known: this one.

        None: nothing fires any more.
        """
        if not self.stirred:
            return None
        complete, handle, state, waiting = self.engine.complete_and_start_action, self.handle, self.state, self.waiting
        text = self._complete() if self.firing else self._start()
        while text is not None:
            step = waiting.pop(text, None)
            if step is None:
                raise InternalError(f"durable-rules fired what it should not: {text}")
            _, derives, fired = step
            if fired is not None:
                log.append(fired)
            if derives is not None and derives not in known:
                self.firing = True
                return derives
            text = complete(handle, state)
        self.firing = self.stirred = False
        return None

    def _start(self) -> str | None:
        started: tuple[str, str] | None = self.engine.start_action_for_state(self.handle, self.state)
        return None if started is None else started[1]

    def _complete(self) -> str | None:
        text: str | None = self.engine.complete_and_start_action(self.handle, self.state)
        return text

    def check(self) -> None:
        """The engine must know what it was told, and nothing else. It is told nothing twice."""
        if self.told:
            known = self.engine.get_facts(self.handle, None)
            found = known[2:-2].split("},{")
            if len(found) != len(self.told) or set(found) != set(self.told):
                raise InternalError(f"durable-rules knows other facts than it was told: {known}")

    def delete(self) -> bool:
        """Whether nothing of the session is left. Deleting one in which nothing ever fired would crash the engine."""
        if self.deletable:
            self.engine.delete_state(self.handle, None)
        return self.deletable or not self.told


@cache
def _engine() -> Any:
    try:
        import durable_rules_engine  # here, so that the rest of gonogo works where it is not built
    except ImportError as error:
        raise EngineMissing from error
    bytes(LARGER_BLOCK)
    return durable_rules_engine
