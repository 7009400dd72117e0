"""`gonogo report`: a committee paper on a decision, or the handbook of a policy."""

from __future__ import annotations

from datetime import date

import click

from gonogo import api, api_ledger, api_report
from gonogo.cli_common import Exit, IsoDate, say
from gonogo.cli_intake import KeepGoing

FORMS = ("docx", "pdf", "html", "md", "json")
OUTCOMES = {
    "go": "go",
    "go_with_conditions": "go with conditions",
    "defer": "defer",
    "no_go": "no-go",
    "undecided": "undecided",
}
FEW = 5


@click.command()
@click.argument("policy")
@click.argument("evidence", required=False)
@click.option("--output", "-o", type=click.Path(dir_okay=False), required=True, help="The file to write.")
@click.option("--as-of", type=IsoDate(), help="Report what was known on this day [default: the evidence's own].")
@click.option("--format", "form", type=click.Choice(FORMS), help="Its form [default: by the suffix of the file].")
@click.option("--handbook", is_flag=True, help="A policy alone, for the people who must agree to it.")
@click.option("--style", type=click.Path(dir_okay=False), metavar="FILE", help="The house style: a YAML file.")
@click.option("--texts", type=click.Path(dir_okay=False), metavar="FILE", help="The paper's fixed texts, translated.")
@KeepGoing
@click.option("--redact", is_flag=True, help="Leave out the names and passages that are marked, and say so.")
@click.option("--ledger", metavar="LEDGER", help="Whose head to print [default: GONOGO_LEDGER, or approvals.ledger].")
@click.option("--no-ledger", is_flag=True, help="Print no ledger's head, and nothing of what is recorded.")
def report(policy: str, evidence: str | None, output: str, **asked: object) -> Exit:
    """Write the committee paper, or the handbook of a policy.

    The paper holds the answer, each criterion with its reasons, views, risks, recommendations, and the proof. Ends with
    0 where the paper was written, whatever the decision came to.
    """
    handbook, as_of, form = bool(asked.pop("handbook")), asked.pop("as_of"), asked.pop("form")
    form = form or api_report.form_of(output)
    if not isinstance(form, str):
        raise click.UsageError(f"`{output}` does not say which form is wanted: end it in .{' .'.join(FORMS)}")
    no_ledger = bool(asked.pop("no_ledger"))
    if no_ledger and asked["ledger"] is not None:
        raise click.UsageError("--ledger and --no-ledger exclude each other")
    asked["ledger"] = None if no_ledger else asked["ledger"] or api_ledger.ledger_at_hand()
    wishes = api_report.Wishes(**asked)  # type: ignore[arg-type]  # click has checked them
    made = _handbook(policy, evidence, as_of, wishes) if handbook else _paper(policy, evidence, as_of, wishes)
    for advice in made.advice:
        say(advice)
    if made.untranslated:
        few = ", ".join(made.untranslated[:FEW])
        more = len(made.untranslated) - FEW
        say(f"not translated: {few}{f' and {more} more' if more > 0 else ''}")
    api.write_whole(output, api_report.rendered(made.report, form))
    came_to = "handbook" if made.outcome is None else OUTCOMES[made.outcome]
    click.echo(f"{output}: {came_to} ({made.of})")
    return Exit.GO


def _paper(policy: str, evidence: str | None, as_of: object, wishes: api_report.Wishes) -> api_report.Paper:
    if evidence is None:
        raise click.UsageError("Missing argument 'EVIDENCE'.")
    return api_report.paper(policy, evidence, as_of=as_of if isinstance(as_of, date) else None, wishes=wishes)


def _handbook(policy: str, evidence: str | None, as_of: object, wishes: api_report.Wishes) -> api_report.Paper:
    if evidence is not None or as_of is not None or wishes.redact:
        raise click.UsageError("--handbook is about a policy alone; it takes no EVIDENCE, --as-of or --redact")
    return api_report.handbook(policy, wishes=wishes)
