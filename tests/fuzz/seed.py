"""What a fuzzer starts from: a small project of which one file is spoilt, and what is known of it while it is whole.

In the text of a seed «this» marks a word on which the verdict rests. Put any nonsense in its place, and the records are
no longer known to be free of what the policy forbids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.resources import folder

IN_COMMENT = re.compile(r"^#(?:   (.*))?$", re.MULTILINE)
Span = tuple[int, int]

POLICY = """\
policy: fuzz
title: A policy to try files on
authority: board
roles: {{board: {{title: Board}}, supplier: {{title: Supplier}}}}
vocabulary:
{vocabulary}
criteria:
  A1:
    title: There is nothing severe
    owner: board
    rules:
      - {{id: A1-some, fail_when: {{some: {fact}, where: {severe}}}}}
      - {{id: A1-none, pass_when: {{no: {fact}, where: {severe}}}}}
decision:
  question: Go?
  rules:
    - {{id: D-no, then: no_go, when: {{criteria: any, is: fail}}}}
    - {{id: D-go, then: go, when: {{criteria: all, is: pass}}}}
"""
EVIDENCE = """\
evidence: fuzz
as_of: 2026-11-08
sources: {{S1: {{title: Export, by: supplier, date: 2026-11-07, received: 2026-11-07, basis: documented}}}}
facts:
  {fact}:
    source: S1
    complete: true
    from:
{how}
"""
DEFECT = """\
  defect:
    key: id
    from: supplier
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed, closed]}
      deploys: {type: boolean, optional: true}
      found: {type: date, optional: true}
      seen: {type: instant, optional: true}
      cost: {type: decimal, optional: true}
      since: {type: version, optional: true}
      grade: {ranked: [low, medium, high], optional: true}
      owner: {role: true, optional: true}
      tags: {list_of: text, optional: true}
      plan: {type: text, optional: true}
"""
SEVERE = "{severity: {at_most: 2}, status: {not: closed}}"


@dataclass(frozen=True, kw_only=True)
class Seed:
    """One project. `target` is the file that is spoilt.

    `ends`: how a file that was cut off shows that it was: `marked` by its form, by the last of its `lines` being short,
    or not at all. `vital` are spans of the target's bytes; in a `part` of an archive it is the first `Severe` in it.
    """

    name: str
    target: str
    files: Mapping[str, bytes]
    evidence: str = "evidence/evidence.yaml"
    policy: str = "policies/policy.yaml"
    fact: str | None = None
    ends: str = "no"
    vital: tuple[Span, ...] = ()
    part: str | None = None
    encoding: str = "utf-8"
    dialect: str = ""  # how its text is written, where a form has several: `,` or `;`, or lines

    @property
    def content(self) -> bytes:
        return self.files[self.target]


def pointing(
    name: str,
    file: str,
    content: str | bytes,
    how: str,
    *,
    fact: str = "defect",
    vocabulary: str = DEFECT,
    severe: str = SEVERE,
    ends: str = "no",
    encoding: str = "utf-8",
    dialect: str = "",
    part: str | None = None,
    beside: Mapping[str, str | bytes] | None = None,
) -> Seed:
    """A project whose evidence points to one file; `how` is the rest of `from:`."""
    vital: tuple[Span, ...] = ()
    if isinstance(content, str):
        content, vital = unmarked(content, encoding)
    written = how.strip("\n").splitlines()
    if not any(line.startswith("file:") for line in written):
        written.insert(0, f"file: {file}")
    files = {
        "policies/policy.yaml": POLICY.format(vocabulary=vocabulary.rstrip("\n"), fact=fact, severe=severe),
        "evidence/evidence.yaml": EVIDENCE.format(fact=fact, how="\n".join(f"      {line}" for line in written)),
        **(beside or {}),
    }
    return Seed(
        name=name,
        target=f"evidence/{file}",
        files={
            **{path: text.encode() if isinstance(text, str) else text for path, text in files.items()},
            f"evidence/{file}": content,
        },
        fact=fact,
        ends=ends,
        vital=vital,
        part=part,
        encoding=encoding,
        dialect=dialect,
    )


def unmarked(text: str, encoding: str = "utf-8") -> tuple[bytes, tuple[Span, ...]]:
    """The bytes of a text without its marks, and the span in them of each word that was marked."""
    spans: list[Span] = []
    plain = ""
    for number, part in enumerate(re.split("[«»]", text)):
        start = len(plain.encode(encoding))
        plain += part
        if number % 2:
            spans.append((start, len(plain.encode(encoding))))
    return plain.encode(encoding), tuple(spans)


def using(mapping: str, file: str, content: str, severe: str, **more: str) -> Seed:
    """The same by a mapping that comes with the product, with the fact that stands in its own comment."""
    fact, vocabulary = commented(mapping)
    name = f"{mapping} {more.pop('of', '')}".strip()
    told = {"fact": fact, "vocabulary": vocabulary, "severe": severe, **more}
    return pointing(name, file, content, f"using: {mapping}", **told)  # type: ignore[arg-type]  # as `pointing` has them


def commented(mapping: str) -> tuple[str, str]:
    """The name of the fact that stands in the comment of a mapping, and its declaration."""
    text = (folder("mappings") / f"{mapping}.yaml").read_text("utf-8").partition("\nmapping:")[0]
    lines = [found[1] for found in IN_COMMENT.finditer(text) if found[1]]
    fact = next(line for line in lines if re.fullmatch(r"[a-z_0-9]+:", line)).removesuffix(":")
    return fact, "\n".join(f"  {line}" for line in lines)
