"""What every act is held against before it is recorded: the roles of the policy, the calendar, the ledger so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from gonogo.api_record_files import Gathered
from gonogo.model.approval import (
    POSITIVE,
    Act,
    Answer,
    Decision,
    EvidenceMark,
    KeyRotated,
    PolicyMark,
    Signatory,
    Votes,
    same_question,
)
from gonogo.model.diagnostic import Code

if TYPE_CHECKING:
    from gonogo.model.policy import Policy
    from gonogo.read.act_file import Asked
    from gonogo.read.tree import Node, Scalar
    from gonogo.record.approve import Statement


class Besides(TypedDict, total=False):
    """What acts of every kind may say."""

    votes: Any
    consensus: bool
    follows: int | None


@dataclass(slots=True)
class Bench:
    """An act on the bench: what was asked, the files it is about, what the ledger says so far, and the present day."""

    asked: Asked
    gathered: Gathered
    said: Mapping[int, Statement]
    today: date

    @property
    def policy(self) -> Policy:
        return self.gathered.policy

    @property
    def wrong(self) -> bool:
        return bool(self.asked.diagnostics.errors)

    def signatory(self, others: Mapping[str, str] | None = None) -> Signatory | None:
        """In which role and who. Only the authority may, and `others` with what gives them the right."""
        role = self.asked.needed("by", "in which role it was decided")
        person = self.asked.needed("person", "who decided or signed for the body")
        authority = self.policy.authority
        if role is not None and role not in self.policy.roles:
            self.unknown(role, f"the policy has no role `{role}`", self.policy.roles)
        elif role is not None and role != authority and role not in (others or {}):
            self._not_the_authority(role)
        elif role is not None and person is not None:
            return Signatory(role=str(role), title=self.policy.role_title(role), person=str(person))
        return None

    def _not_the_authority(self, role: Scalar) -> None:
        policy = self.policy
        named = (
            "nobody" if policy.authority is None else f"`{policy.authority}` ({policy.role_title(policy.authority)})"
        )
        remedy = (
            "what another body thinks is a view: put it into the evidence, under `views`; a role that owns a condition "
            "of an earlier decision may decide with `--follows`"
        )
        self.complain(
            Code.NOT_THE_AUTHORITY,
            role,
            f"`{role}` ({policy.role_title(role)}) cannot decide under the policy `{policy.id}`",
            expected=f"the policy's authority, which is {named}",
            remedy=remedy if policy.authority else "give the policy an `authority:`",
        )

    def day_of_act(self, not_before: date | None = None) -> date | None:
        """On which day it was decided: not in the future, and not before what it rests on."""
        node = self.asked.needed("on", "on which day it was decided")
        day = None if node is None else self.asked.day("on")
        if day is None or node is None:
            return None
        if day > self.today + timedelta(days=1):  # a day ahead it may be, somewhere on earth
            says = f"the day of the decision, {day}, is still to come"
            self.complain(Code.DAYS_DO_NOT_FIT, node, says, expected=f"a day up to {self.today}")
        if not_before is not None and day < not_before:
            says = f"the day of the decision, {day}, lies before the day of the evidence, {not_before}"
            remedy = "with `--as-of` the evidence is judged as it was known on an earlier day"
            self.complain(Code.DAYS_DO_NOT_FIT, node, says, expected=f"{not_before} or later", remedy=remedy)
        return day

    def last_day(self, on: date | None, *, needed: bool = True) -> date | None:
        """The last day on which it holds, that day included."""
        node = self.asked.needed("until", "until which day it holds") if needed else self.asked.text("until")
        day = None if node is None else self.asked.day("until")
        if day is not None and node is not None and on is not None and day < on:
            says = f"it would end on {day}, before the day on which it was decided, {on}"
            self.complain(Code.DAYS_DO_NOT_FIT, node, says, expected=f"{on} or later")
        return day

    def followed(self, seq: int | None) -> Statement | None:
        """The earlier entry that it follows, which must be about the same policy."""
        if seq is None:
            return None
        node = self.asked.text("follows")
        assert node is not None
        found = self.said.get(seq)
        last = max(self.said, default=0)
        if found is None or isinstance(found.act, KeyRotated):
            expected = f"the number of an entry, up to {last}" if last else "a ledger with entries"
            self.complain(Code.NO_SUCH_ENTRY, node, f"the ledger has no act with the number {seq}", expected=expected)
            return None
        if found.act.policy.id != self.policy.id:
            says = f"entry {seq} is about the policy `{found.act.policy.id}`, and this is about `{self.policy.id}`"
            self.complain(Code.NO_SUCH_ENTRY, node, says, expected="an entry about the same policy")
        return found

    def voted(self, answer: Answer | None, votes: Votes | None, *, consensus: bool) -> None:
        """Votes or consensus, not both; votes that carry what was decided, or a reason why it stands all the same."""
        if votes is not None and consensus:
            self.misfit("consensus", "both votes and consensus were given", "one of the two")
        if votes is None:
            return
        carried = votes.in_favour > votes.against
        if answer in POSITIVE and not carried and self.asked.node("reason") is None:
            says = f"it was {answer}, with {votes.in_favour} for and {votes.against} against"
            self.misfit("votes", says, "more votes for than against, or `--reason` with why it stands all the same")
        names = votes.names or {}
        counts = {"for": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
        for word, count in counts.items():
            named = sum(1 for how in names.values() if how == word)
            if names and named != count:
                says = f"{count} voted `{word}`, and {named} are named"
                self.misfit("votes", says, "as many names as votes, or no names")

    def besides(self, *, votes: bool = True) -> Besides:
        """How it was voted, where that is anything to vote on, and what it follows."""
        follows = self.asked.number("follows")
        self.followed(follows)
        if not votes:
            return {"follows": follows}
        counted, consensus = self.asked.votes(), self.asked.flag("consensus")
        self.voted(None, counted, consensus=consensus)
        return {"votes": counted, "consensus": consensus, "follows": follows}

    def unknown(self, node: Node, says: str, known: Iterable[str], code: Code = Code.NOT_IN_THE_POLICY) -> None:
        """A name that stands for nothing, with the nearest that does."""
        from gonogo.read.complaint import unknown_name

        self.asked.diagnostics.add(unknown_name(code, node, says, known))

    def misfit(self, key: str, says: str, expected: str, *, days: bool = False) -> None:
        """Parts that do not go together."""
        node = self.asked.node(key)
        assert node is not None
        self.complain(Code.DAYS_DO_NOT_FIT if days else Code.ANSWER_DOES_NOT_FIT, node, says, expected=expected)

    def unexplained(self, answer: Answer, gate: Mapping[str, Any]) -> None:
        """The body may decide other than the engine recommends, and says why."""
        node = self.asked.node("answer")
        assert node is not None
        outcome = str(gate["outcome"]).replace("_", " ")
        says = f"`{answer}` is not what the engine recommends, which is {outcome}: {gate['because']}"
        expected = "`--differs` with the reason why the body decides otherwise"
        self.complain(Code.DIFFERENCE_UNEXPLAINED, node, says, expected=expected)

    def complain(self, code: Code, node: Node, says: str, *, expected: str, remedy: str | None = None) -> None:
        from gonogo.read.complaint import wrong

        self.asked.diagnostics.add(wrong(code, node, says, expected, remedy=remedy))


def linked(asked: Asked, said: Mapping[int, Statement], made: Act) -> None:
    """Who answers a question anew links it to the answer before; else both would seem to stand.

    The very same act may come twice: it is recorded once.
    """
    if not isinstance(made, Decision) or made.answer is Answer.NOTED:
        return
    acts = {seq: one.act for seq, one in said.items()}
    earlier = {seq: one for seq, one in acts.items() if isinstance(one, Decision) and same_question(one, made)}
    answered = [seq for seq, one in earlier.items() if one.answer is not Answer.NOTED and one.on <= made.on]
    if not answered or made.follows in earlier or made in earlier.values():
        return
    last = answered[-1]
    answer = str(earlier[last].answer).replace("_", " ")
    node = asked.node("follows") or asked.node("answer")
    assert node is not None
    says = f"this question has an answer already, entry {last} of {earlier[last].on}: {answer}"
    remedy = "what follows an answer confirms it, changes it or takes it back; without that, both would seem to stand"
    asked.refuse(Code.ANSWER_DOES_NOT_FIT, node, says, f"`--follows {last}`", remedy)


def policy_mark(gathered: Gathered) -> PolicyMark:
    """Which policy it is about."""
    policy = gathered.policy
    return PolicyMark(
        id=policy.id,
        title=policy.title,
        version=policy.version,
        sha256=policy.sha256,
        file=gathered.mains.policy,
    )


def evidence_mark(gathered: Gathered) -> EvidenceMark:
    """Which evidence it is about."""
    evidence, mains = gathered.evidence, gathered.mains
    assert evidence is not None
    return EvidenceMark(
        id=evidence.id,
        title=evidence.title,
        as_of=evidence.as_of,
        sha256=evidence.sha256,
        file=mains.evidence,
        beside=mains.beside,
    )


def as_text(said: Scalar | None) -> str | None:
    """A text without its place."""
    return None if said is None else str(said)
