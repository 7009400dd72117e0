"""Papers: how long one with five hundred criteria takes in each form, from the report to its bytes.

`.venv/bin/python -m bench.papers` prints the figures, that of the PDF beside its bar. Each form is made in a process
of its own, so its figure holds the imports that the form needs.
"""

from __future__ import annotations

import subprocess
import sys

from gonogo.model.report import (
    Badge,
    Bullets,
    Column,
    Line,
    Paragraph,
    Quote,
    Report,
    Section,
    Table,
    Tone,
    Words,
)

CRITERIA = 500
RUNS = 3
MOST_SECONDS = 2.0
FORMS = ("pdf", "docx", "html", "md", "json")
TONES = tuple(Tone)

JOB = """
import sys
from time import perf_counter, process_time
from bench.papers import CRITERIA, long_report
from gonogo.write.forms import Form, render
report = long_report(CRITERIA)
passed, worked = perf_counter(), process_time()
made = render(report, Form(sys.argv[1]))
print(perf_counter() - passed, process_time() - worked, len(made))
"""


def long_report(criteria: int) -> Report:
    """A report with a table of all criteria, and a section for each: its words, its finding, evidence and caveats."""
    columns = (Column("No.", 1), Column("Criterion", 4), Column("Verdict", 2), Column("Reason", 5))
    rows = tuple(
        (_line(f"C{number}"), _line(f"Criterion {number}, as agreed"), (_badge(number),), _line(_reason(number)))
        for number in range(criteria)
    )
    return Report(
        title="Five hundred criteria",
        subtitle=None,
        language="en-GB",
        dated="2026-11-20",
        author="The secretariat",
        running="A long paper",
        fields=(("As of", _line("20 November 2026")),),
        words={
            "page": "Page",
            "of": "of",
            "added": "Added by the engine",
            "contents": "Contents",
            "annexes": "Annexes",
        },
        logo=None,
        sections=(
            Section(id="all", number="1", title="Verdicts", blocks=(Table("Verdict on each", columns, rows),)),
            Section(id="each", number="2", title="Each criterion", sections=tuple(map(_criterion, range(criteria)))),
        ),
    )


def _criterion(number: int) -> Section:
    columns = (Column("Evidence", 2), Column("Who", 1), Column("When", 1), Column("Place", 2))
    row = (
        _line(f"record {number}"),
        _line("Supplier"),
        _line("8 November 2026"),
        _line(f"evidence/pack.yaml:{number}"),
    )
    inner = Section(
        id=f"found-{number}",
        number=None,
        title="Finding",
        added=True,
        blocks=(
            Paragraph((_badge(number), Words(f" {_reason(number)}"))),
            Table("Evidence", columns, (row,)),
            Bullets((_line("a first caveat, said in a few words"), _line("a second caveat, said in a few words"))),
        ),
    )
    said = Quote(
        f"Criterion {number} in the words of the authority, which are somewhat longer than its title.", "Section 2"
    )
    return Section(
        id=f"C{number}", number=f"2.{number + 1}", title=f"Criterion {number}", blocks=(said,), sections=(inner,)
    )


def _badge(number: int) -> Badge:
    tone = TONES[number % len(TONES)]
    return Badge(tone.value, tone)


def _reason(number: int) -> str:
    return f"{number} of {number + 3} records match what the criterion asks for, and the list is whole."


def _line(text: str) -> Line:
    return (Words(text),)


def main() -> int:
    """Prints the figures, and whether the PDF keeps its bar: in seconds at work, which other work on the machine moves
    less than those that passed."""
    best = {}
    for form in FORMS:
        runs = [_seconds(form) for _ in range(RUNS)]
        passed, best[form] = min(one[0] for one in runs), min(one[1] for one in runs)
        print(f"{form:5} {passed:6.2f} s passed {best[form]:6.2f} s at work {runs[0][2] / 1024:7,.0f} KiB")
    kept = best["pdf"] < MOST_SECONDS
    print(f"{CRITERIA} criteria as PDF: {'met' if kept else 'NOT MET'}: under {MOST_SECONDS:.0f} s")
    return 0 if kept else 1


def _seconds(form: str) -> tuple[float, float, int]:
    """The seconds that passed, those at work, and the bytes of the paper."""
    told = subprocess.run([sys.executable, "-c", JOB, form], capture_output=True, text=True, check=True)
    passed, worked, size = told.stdout.split()
    return float(passed), float(worked), int(size)


if __name__ == "__main__":
    sys.exit(main())
