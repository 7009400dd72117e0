"""The command line: one short command for each function of `api`, and the exit codes; nothing else."""

from __future__ import annotations

import gc
import json
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from gonogo import __version__, api
from gonogo.cli_common import OUTCOMES, Exit, IsoDate, say
from gonogo.cli_common import colour as shown_in_colour
from gonogo.cli_intake import KeepGoing

if TYPE_CHECKING:
    from collections.abc import Sequence


WRONG = {"policy": Exit.POLICY, "evidence": Exit.EVIDENCE, "ledger": Exit.LEDGER}
TESTED = {None: Exit.GO, "failed": Exit.NO_GO, "wrong": Exit.POLICY, "fault": Exit.INTERNAL}

Messages = click.option(
    "--messages",
    type=click.Choice(["human", "plain", "json", "github"]),
    default="human",
    show_default=True,
    help="How complaints are shown.",
)


# One module for each of the other commands, imported when it is asked for.
ELSEWHERE = ("approve", "evidence", "export", "keys", "log", "new", "report", "verify")


class Commands(click.Group):
    """The commands of this module, and those that stand in one of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands by name."""
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command."""
        command: click.Command
        match cmd_name:
            case "approve":
                from gonogo.cli_approve import approve as command
            case "verify":
                from gonogo.cli_verify import verify as command
            case "evidence":
                from gonogo.cli_evidence import evidence as command
            case "export":
                from gonogo.cli_export import export as command
            case "new":
                from gonogo.cli_new import new as command
            case "keys":
                from gonogo.cli_keys import keys as command
            case "log":
                from gonogo.cli_log import log as command
            case "report":
                from gonogo.cli_report import report as command
            case _:
                return super().get_command(ctx, cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gonogo", message="%(prog)s %(version)s")
def gonogo() -> None:
    """Go or no-go: holds acceptance criteria, written as data, against the evidence, and says why.

    POLICY and EVIDENCE are files, folders, or names under policies/ and evidence/. A policy of your own begins with
    `gonogo new policy NAME`.

    Exit codes: 0 go or all well; 1 no-go, defer, or a scenario failed; 2 wrong usage; 3 go with conditions; 4 policy or
    feature wrong; 5 evidence wrong; 6 undecided; 7 the ledger or a receipt does not verify; 70 a fault in gonogo.
    """


@gonogo.command()
@click.argument("policies", metavar="POLICY...", nargs=-1, required=True)
@click.option("--evidence", "-e", metavar="EVIDENCE", multiple=True, help="Evidence to check against each POLICY.")
@click.option("--deep", is_flag=True, help="Take each piece of EVIDENCE away in turn: nothing may look better for it.")
@Messages
def check(policies: Sequence[str], evidence: Sequence[str], deep: bool, messages: str) -> Exit:
    """Say what is wrong with policies, and with evidence for them.

    Each complaint says where it is, what was expected, and how to put it right.
    """
    if deep and not evidence:
        raise click.UsageError("--deep needs evidence to take away: -e EVIDENCE")
    worst = Exit.GO
    for name in policies:
        result = api.check(name, evidence)
        if deep and result.wrong is None:
            result = _deeper(name, evidence, result)
        say(api.messages(result.diagnostics, messages, colour=shown_in_colour(sys.stderr)))
        for line in (result.summary, *result.differences):
            click.echo(line)
        if result.wrong is not None:
            worst = worst or _wrong(result.wrong)
    return worst


def _deeper(policy: str, evidence: Sequence[str], shallow: api.Checked) -> api.Checked:
    """With what comes to light when evidence is taken away."""
    from gonogo.cli_explain import checked_deeply

    found, said = checked_deeply(policy, evidence)
    shallow.diagnostics.extend(found)
    return shallow._replace(summary=f"{shallow.summary}; {said}")


@gonogo.command()
@click.argument("policy")
@click.argument("evidence")
@click.option("--as-of", type=IsoDate(), help="Decide on what was known on this day [default: the evidence's own].")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the screen.")
@KeepGoing
@click.option("--no-cache", is_flag=True, help="Work it out anew even if nothing has changed since the last time.")
def decide(policy: str, evidence: str, as_of: date | None, form: str, output: str | None, no_cache: bool) -> Exit:
    """Decide: go or no-go, and a verdict on each criterion.

    Each verdict comes with the rule that gave it, what it rests on, what is missing, and who owes that.
    """
    if output == "":
        raise click.UsageError("--output names no file")
    decided = api.decide(policy, evidence, as_of=as_of, remembered=not no_cache)
    for advice in decided.advice:
        say(advice)
    if form == "json":
        text = json.dumps(decided.document, indent=2, ensure_ascii=False)
    else:
        text = api.decision_text(decided.document, colour=output is None and shown_in_colour(sys.stdout))
    if output is None:
        click.echo(text)
    else:
        api.write_whole(output, text + "\n")
    return OUTCOMES[decided.document["outcome"]]


@gonogo.command()
@click.argument("policy")
@click.argument("evidence", required=False)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--brief", "depth", flag_value="brief", help="One sentence each.")
@click.option("--full", "depth", flag_value="full", help="Every step of the proof, with its file and line.")
@click.option("--change", "about", flag_value="change", help="What would change it, and which passes are fragile.")
@click.option("--requests", "about", flag_value="requests", help="What is missing, as letters to those who owe it.")
@click.option("--against", metavar="OTHER", help="What changed: since a day, another pack, or a decision kept as JSON.")
@click.option("--as-of", type=IsoDate(), help="Explain what was known on this day [default: the evidence's own].")
@KeepGoing
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "svg"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the screen.")
def explain(policy: str, evidence: str | None, ids: Sequence[str], output: str | None, **asked: Any) -> Exit:
    """Say why, and why not.

    Shows the rules, conditions and records behind a decision, and how far off they are.

    ID is a criterion, control, risk, decision or rule; without any, everything is explained.
    """
    from gonogo.cli_explain import explained

    if output == "":
        raise click.UsageError("--output names no file")
    text = explained((policy, evidence, ids), **asked, colour=output is None and shown_in_colour(sys.stdout))
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        api.write_whole(output, text if text.endswith("\n") else text + "\n")
    return Exit.GO


@gonogo.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("-k", "words", metavar="WORDS", help="Only scenarios with these words in their names.")
@click.option("--tags", metavar="EXPR", help="Only scenarios whose tags fit, such as '@AC3 and not @slow'.")
@click.option("--junit", type=click.Path(dir_okay=False), help="Write JUnit XML to this file.")
@click.option("--json", "as_json", type=click.Path(dir_okay=False), help="Write Cucumber JSON to this file.")
@click.option("--html", type=click.Path(dir_okay=False), help="Write a page for a browser to this file.")
@click.option("--coverage", is_flag=True, help="Say what of the policy no scenario has seen.")
@click.option("--mutate", is_flag=True, help="Say which careless changes of the policy no scenario would notice.")
@click.option("--draft", is_flag=True, help="With --mutate: draft a scenario that would notice it.")
@click.option("--resume", type=click.Path(dir_okay=False), metavar="FILE", help="With --mutate: keep results there.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="With --mutate: in so many processes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    help="How --coverage or --mutate is told [default: text].",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write that to this file instead of the screen.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Fail under N % seen, or noticed.")
def test(paths: Sequence[str], words: str | None, tags: str | None, **asked: Any) -> Exit:
    """Play scenarios: does the policy still decide as agreed?

    PATH is a feature file or a folder of them; without any, features/, or what stands here.
    """
    from gonogo.cli_test import reports, tested

    result = tested(paths, words, tags, reports(**asked), colour=shown_in_colour(sys.stderr))
    return TESTED[result.ended]


@gonogo.command("help")
@click.argument("code")
def explain_code(code: str) -> Exit:
    """Say what a complaint such as P104 means.

    Shows an example that is wrong, the same put right, and why.
    """
    page = api.help_page(code)
    if page is None:
        raise click.UsageError(f"there is no complaint with the code `{code}`")
    click.echo(page)
    return Exit.GO


@gonogo.command()
@click.argument("policy")
def schema(policy: str) -> Exit:
    """Print the JSON Schema of the evidence that POLICY asks for.

    It says which facts there are, their fields and types; with it an editor helps to write evidence.
    """
    click.echo(json.dumps(api.evidence_schema(policy), indent=2, ensure_ascii=False))
    return Exit.GO


def main() -> None:
    """Runs a command, and makes sure that its exit code means what it says."""
    gc.set_threshold(1_000_000)  # a command makes many values that live until it ends, and hardly any circles
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command; whatever goes wrong has been said on stderr."""
    try:
        return int(gonogo.main(list(arguments), prog_name="gonogo", standalone_mode=False) or Exit.GO)
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except click.Abort:
        say("stopped")
        return Exit.USAGE
    except SystemExit:  # click's answer to a reader that went away; its code would read as a no-go
        return Exit.USAGE
    except OSError as error:
        say(f"{error.strerror}: {error.filename}" if error.filename else str(error))
        return Exit.USAGE
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> Exit:
    """Says what went wrong, and whose fault it is."""
    from gonogo.model.diagnostic import (
        GonogoError,
        InputError,
        LedgerError,
    )  # here: a remembered decision needs none

    if isinstance(error, InputError):
        say(api.messages(error.diagnostics, "human", colour=shown_in_colour(sys.stderr)))
        return _wrong(error.of)
    if isinstance(error, GonogoError):
        say(f"gonogo: {error}")
        return Exit.LEDGER if isinstance(error, LedgerError) else Exit.INTERNAL
    say(f"gonogo: a fault of ours, and no decision: {type(error).__name__}: {error}")
    say("Please report it with the files that brought it about. GONOGO_TRACEBACK=1 shows where it happened.")
    if os.environ.get("GONOGO_TRACEBACK"):
        import traceback  # needed here only

        say("".join(traceback.format_exception(error)))
    return Exit.INTERNAL


def _wrong(of: str) -> Exit:
    return WRONG.get(of, Exit.USAGE)
