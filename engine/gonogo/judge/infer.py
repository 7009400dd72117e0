"""Which rules fire, given what is known, and in which order. The only module that speaks to durable-rules.

Its C module is driven by hand: no host, no threads, no clock, no actions. Whatever it answers is compared with the one
right answer; anything else is an `InternalError`, and never a verdict. What keeps the engine inside the limits in
which it is right is compiled by `envelope`; `replay` finds the same log without it.
"""

from __future__ import annotations

from _thread import get_ident  # only to tell threads apart: none is started
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from gonogo.judge.envelope import Plan, Ruleset, Step, compiled
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

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A fresh session. What it gave counts once the block has ended without complaint."""
        self._stay_in_thread()
        if not self._sound:
            raise InternalError("a network of rules that is closed, or has failed before, was used again")
        if self._session is not None:
            raise InternalError("a network of rules has one session at a time")
        session = self._session = Session(self, self._plan, self._memories())
        complete = False
        try:
            yield session
            complete = True
        finally:
            self._session = None
            self._sound = False  # until all of the session is gone
            self._stay_in_thread()
            self._sound = session._end(check=complete)

    def _memories(self) -> list[_Memory]:
        rulesets = zip(self._handles, self._plan.rulesets, strict=True)
        return [_Memory(self._engine, handle, ruleset) for handle, ruleset in rulesets]

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

    def __init__(self, network: Network, plan: Plan, memories: list[_Memory]) -> None:
        self._network = network
        self._numbers = plan.numbers
        self._memories = memories
        self._known: set[int] = set()
        self._whole = True  # no call was cut short

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
        numbers = {self._numbers[token]: None for token in tokens if token in self._numbers}
        self._learn([number for number in numbers if number not in known])
        log = []
        place = 0
        while place < len(memories):
            step = memories[place].fire()
            if step is None:
                place += 1
                continue
            if step.fired is not None:
                log.append(step.fired)
            if step.derives is not None and step.derives not in known:
                self._learn([step.derives])
                place = 0
        return log

    def _learn(self, new: list[int]) -> None:
        self._known.update(new)
        for memory in self._memories:
            facts = memory.ruleset.facts
            if told := [facts[number] for number in new if number in facts]:
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


@dataclass(slots=True)
class _Memory:
    """What one ruleset knows in one session. The engine makes it with the first token, and deletes it at the end."""

    engine: Any
    handle: int
    ruleset: Ruleset
    state: int = 0
    told: list[str] = field(default_factory=list)
    fired: set[str] = field(default_factory=set)  # the engine's own words for each firing
    deletable: bool = False
    firing: bool = False
    stirred: bool = False

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
        self.told.append(self.ruleset.sentinel)
        answer = self.engine.assert_fact(self.handle, "{" + self.ruleset.sentinel + "}")
        match answer:
            case (0, int(state)):
                self.state = state
            case _:
                raise InternalError(f"durable-rules did not begin a session: {answer}")
        text = self._start()
        self.deletable = text is not None
        if text != self.ruleset.sentinel_fires or self._complete() is not None:
            raise InternalError(f"durable-rules did not begin a session as it should: {text}")

    def fire(self) -> Step | None:
        """Ends the firing that is under way, and begins the next if there is one."""
        if self.firing:
            text = self._complete()
        elif self.stirred:
            text = self._start()
        else:
            return None
        self.firing = self.stirred = text is not None
        if text is None:
            return None
        step = self.ruleset.steps.get(text)
        if step is None or text in self.fired:
            raise InternalError(f"durable-rules fired what it should not: {text}")
        self.fired.add(text)
        return step

    def _start(self) -> str | None:
        started: tuple[str, str] | None = self.engine.start_action_for_state(self.handle, self.state)
        return None if started is None else started[1]

    def _complete(self) -> str | None:
        text: str | None = self.engine.complete_and_start_action(self.handle, self.state)
        return text

    def check(self) -> None:
        """The engine must know what it was told, and nothing else."""
        if self.told:
            known = self.engine.get_facts(self.handle, None)
            if sorted(known[2:-2].split("},{")) != sorted(self.told):
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
