"""A commented YAML file for each kind of act, to be filled in."""

from __future__ import annotations

HEAD = """\
# gonogo approve {kind} --from THIS-FILE --key FILE
# Whatever is also typed on the command line goes before what stands here.
act: {kind}
policy: sec-release            # a file, a folder, or a name under policies/
"""
SIGNED = """\
by: panel                      # the role: the policy's authority
person: A. N. Other            # who decided, or signed for the body
on: 2019-11-15                 # the day of the decision
"""
VOTED = """\
# votes: {for: 7, against: 1, abstained: 2, names: {A. N. Other: for}}   # or 7-1-2; names only where all are named
# consensus: true
"""
ENDS = """\
# follows: 3                   # the number of the earlier entry that it follows
# attach: [minutes.pdf]        # files that belong to it, from the folder of this file
"""
OWNED = """\
owner: DCC                     # who owns it
reason: Why it was decided so.
until: 2019-12-31              # the last day, included
"""
PARTS = {
    "decision": """\
evidence: sec-2019-11
answer: agreed                 # agreed, agreed_with_conditions, deferred, rejected, noted
# conditions:                  # with agreed_with_conditions
#   - {id: C1, text: What is to be done., owner: dcc, due: 2019-11-29}
# to: 2020-02-01..2020-04-01   # with deferred: a day, or the first and the last
# differs: Why the body decided other than the engine recommends.
# reason: Why, where it does not differ.
# met: [final-go-no-go]        # conditions of the entry that it follows that are met now
# gate: decision               # which question, where the policy has several
# as_of: 2019-11-08            # judge on what was known on this day
""",
    "policy": "# reason: Why.\n# until: 2020-12-31           # the last day on which it is agreed, included\n",
    "parameter": """\
parameter: implementation_date
# from: 2019-11-24             # checked against the ledger
# to: 2019-11-29               # checked against the policy
reason: Why it was changed.
# until: 2020-12-31            # the last day on which it is agreed, included
""",
    "waiver": "criterion: AC4\n# rule: AC4-over-threshold     # only this rule of it\n# covers: [fail, unknown]\n"
    + OWNED,
    "risk": "risk: RR1\n# with: What is asked for in return.\n" + OWNED,
    "correction": """\
evidence: sec-2019-11
fact: testing_issue
record: D-1                    # the key of the record
field: severity
# from: 2                      # checked against the evidence
to: 3
owner: DCC
reason: What was wrong.
# until: 2019-12-31            # the last day, included
""",
}


def template(kind: str) -> str:
    """The file for one kind of act."""
    voted = "" if kind == "correction" else VOTED
    return HEAD.replace("{kind}", kind) + PARTS[kind] + SIGNED + voted + ENDS
