"""Small CSV files, each with something in it that CSV files have."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.seed import DEFECT, Seed, pointing, unmarked

MAP = "map: {id: Key, severity: Severity, status: Status}"
ALL = "map: {id: Key, severity: Severity, status: Status, found: Found, deploys: Live, cost: Cost, plan: Plan}"
WORDS = "values: {Severity: {Critical: 1, Major: 2, Minor: 3}, Status: {Done: closed}}"
PLAIN = "Key,Severity,Status\nD-1,4,open\nD-2,3,closed\nD-3,«1»,«open»\n"
PARTED = """\
Key;Severity;Status;Found;Live;Cost;Plan
D-1;Minor;Done;03/11/2026;TRUE;1.234,50;
D-2;n/a;open;;false;-0,5;"later; perhaps"
D-3;«Critical»;«Open»;28/02/2026;;12;"two
lines, and a ""word"" in quotes"
"""
TOTALS = "Key,Severity,Status,Cost\nD-1,4,open,10\nD-2,«1»,open,2.5\nTotal,,2,12.5\n"
NOTES = """# exported on Monday

Report,,,
Key,Severity,Severity,Status
D-1,High,3,open
# a note
D-2,Low,«2»,«fixed»
"""
TWO_LINES = "Key,Grade,,Dates\n,Severity,Status,Found\nD-1,4,open,2026-11-01\nD-2,«1»,«open»,2026-11-02\n"
TIMES = """\
Key\tSeverity\tStatus\tSeen\tFound\tSince\tGrade\tOwner\tTags
D-1\t4\topen\t2026-11-03T10:00:00Z\t46024\t1.10\tlow\tboard\ta / b
D-2\t«2»\t«open»\t2026-11-03T10:00:00.25+01:00\t\t1.9\tHIGH\tsupplier\t
"""
LINKED = """\
  team: {key: id, from: supplier, fields: {id: text, name: {type: text, optional: true}}}
""" + DEFECT.replace("owner: {role: true", "owner: {ref: team")


OWN = """\
mapping: own
title: Ours
map: {id: Key, severity: Severity, status: Status}
offers: {cost: {column: Cost, may_lack: true, percent: share}, plan: {column: Plan, may_lack: true}}
values: {Severity: {Critical: 1}}
"""
TYPED = """\
map: {id: Key, severity: Severity, status: Status, seen: Seen, since: Since, grade: Grade, owner: Owner,
  tags: {column: Tags, split: /}}
"""
CHOSEN = """\
where: {Kind: issue, A: {starts_with: D}, B: {at_least: 1}}
map: {id: {joined: [A, B], by: '-'}, severity: Severity, status: Status, plan: {first_of: [Kind, A]},
  tags: {is: [x, y]}}
"""
DATED = """\
map: {id: Key, severity: Severity, status: Status, found: Found, owner: Team, seen: Seen}
dates: [YYYY-MM-DD, D MMM YYYY, unix, 'DD.MM.YY hh:mm']
offset: +01:00
"""
TEAMS = """\
Key,Severity,Status,Found,Team,Seen
D-1,3,open,3 Nov 2026,T-1,03.11.26 10:00
D-2,«1»,«open»,2026-11-03,,1793700000
"""
SUMMED = """\
map: {id: Key, severity: Severity, status: Status, cost: Cost}
total: {where: {Key: Total}, count: Status, sum: [Cost]}
"""
PERCENT = "Key,Severity,Status,Cost\nD-1,4,open,12.5 %\nD-2,«critical»,«open»,7%\n"
KINDS = "A|B|Severity|Status|Kind\nD|1|4|open|issue\nD|2|2|closed|issue\nD|3|«1»|«open»|issue\nD|4|9|what|risk\n"


def seeds() -> Iterator[Seed]:
    yield pointing("plain", "log.csv", PLAIN, MAP, ends="lines", dialect=",")
    yield pointing("mark", "log.csv", PLAIN, MAP, ends="lines", dialect=",", encoding="utf-8-sig")
    yield pointing("utf-16", "log.csv", PLAIN.replace(",", "\t"), MAP, encoding="utf-16")
    accents = PLAIN.replace("D-1", "Dé-1").replace("\n", "\r\n")
    yield pointing("western", "log.csv", accents, f"encoding: windows-1252\n{MAP}", encoding="cp1252")
    how = f"{ALL}\n{WORDS}\ndates: DD/MM/YYYY\ndecimals: comma\nthousands: point\nmissing: [n/a]"
    yield pointing("parted", "log.csv", PARTED, how, ends="lines", dialect=";")
    yield pointing("totals", "log.csv", TOTALS, SUMMED, ends="marked")
    yield pointing("notes", "log.csv", NOTES, 'comment: "#"\nmap: {id: Key, severity: Severity (2), status: Status}')
    how = "header: [1, 2]\nmap: {id: Key, severity: Grade / Severity, status: Status, found: Dates / Found}"
    yield pointing("two lines", "log.csv", TWO_LINES, how)
    no_header = PLAIN.partition("\n")[2]
    yield pointing("no header", "log.txt", no_header, "header: none\nmap: {id: 1, severity: 2, status: 3}")
    yield pointing("times", "log.tsv", TIMES, TYPED, ends="lines", dialect="\t")
    yield pointing("where", "log.csv", KINDS, CHOSEN)
    several: dict[str, str | bytes] = {
        "mappings/own.yaml": OWN,
        "evidence/more/a.csv": unmarked(PLAIN.replace("D-", "E-"))[0],
    }
    how = "using: own\nfile: [log.csv, more/*.csv]"
    yield pointing("several", "log.csv", PERCENT, how, beside=several, ends="lines", dialect=",")
    yield pointing("linked", "log.csv", TEAMS, DATED, vocabulary=LINKED)
    wide = ",".join(f"c{number}" for number in range(200))
    yield pointing("wide", "log.csv", f"Key,Severity,Status,{wide}\nD-1,«1»,«open»{',' * 200}\n", MAP)
    rows = "".join(f"D-{number},{number % 3 + 3},open\n" for number in range(400))
    yield pointing("many", "log.csv", f"Key,Severity,Status\n{rows}E,«1»,«open»\n", MAP, ends="lines", dialect=",")
