"""Ways to spoil YAML: those by which anybody spoils a policy, and anchors, tags, and braces without end."""

from __future__ import annotations

from random import Random

from tests.fuzz.spoil import Change
from tests.mutants import mutant

BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (one, one, *(one - 1,) * 9) for one in b"bcdefghi"
)
INSIDE = (
    *(b"&a [*a]", b"*x", b"!!python/object/apply:os.system [x]", b"!!binary aGk=", b"<<: *a", b"? [a, b]\n: c\n"),
    *(
        b"[" * 2000,
        b"{a: " * 2000,
        b"- " * 2000,
        b"[" * 38 + b"]" * 38,
        b"|\n  a\n b\n",
        b">-\n",
        b'"\\x00"',
        b'"\\ud800"',
    ),
    *(
        b"'",
        b'"',
        b"%YAML 1.1\n---\n",
        b"---\n",
        b"...\n",
        b"\t",
        b"0o17",
        b"1:30",
        b"0x1F",
        b"~",
        b"=",
        b"yes",
        b"! x",
    ),
    *(BOMB, b"# " + b"x" * 5000 + b"\n", b"a: " * 50, b"? " * 500, b"- - - - -", b"{{}}", b"{a: b: c}", b"[a, b"),
)


def as_people_do(content: bytes, random: Random) -> bytes:
    return mutant(content.decode("utf-8", errors="replace"), random).encode("utf-8", "surrogatepass")


def put_inside(content: bytes, random: Random) -> bytes:
    """Something that YAML makes more of than it looks, after a colon, in a line, or at its beginning."""
    rows = content.split(b"\n")
    row = random.randrange(len(rows))
    new, old = random.choice(INSIDE), rows[row]
    before, colon, _ = old.partition(b":")
    rows[row] = random.choice((before + colon + b" " + new, new + old, old + new, before + b"\n" + new))
    return b"\n".join(rows)


CHANGES: tuple[Change, ...] = (as_people_do, as_people_do, as_people_do, put_inside)
