"""Where the files that belong to the product are, in an installed wheel and in a checkout alike.

A wheel carries them as `gonogo/_data/<kind>`; in a checkout, and so in an editable install, they are the
top-level folders. An editable install also leaves a copy under site-packages, made on the day it was
installed: only what lies beside this module counts, so that copy is never read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["schemas", "policies", "evidence", "calendars", "diagnostics", "mappings", "papers"]
WITHIN = {"diagnostics": "docs", "papers": "docs"}  # where a kind does not lie at the top of a checkout

PACKAGE = Path(__file__).resolve().parent
STARTER = PACKAGE / "starter"  # what a new policy begins with


def folder(kind: Kind, package: Path = PACKAGE) -> Path:
    """The folder of that kind; an installation that lacks it is broken, which is not the reader's doing."""
    carried = package / "_data" / kind
    if carried.is_dir():
        return carried
    source_root, checkout = package.parent, package.parents[1] / WITHIN.get(kind, "") / kind
    if source_root.name == "engine" and checkout.is_dir():
        return checkout
    from gonogo.model.diagnostic import InternalError  # imported here: whoever recalls a decision needs nothing of it

    raise InternalError(
        f"this installation of gonogo lacks its folder `{kind}`: neither {carried} nor {checkout} is there; "
        "install gonogo again, or run it from a complete checkout"
    )
