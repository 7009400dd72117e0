"""Evidence in JSON, for whoever judges many packs: decoded straight into records, without a tree of places.

Whatever gives cause for doubt, were it only a warning, goes the long way instead, which knows every place: small files
through the same reader as YAML, large ones through `evidence_large`. So both ways find the same, and only the good and
plain pack is fast.

That a name is written twice in one object is seen by counting: every name has a colon after it. Where there are no more
colons than names that were decoded, none was written twice. Where there are more (a colon in a text, or a name that is
there twice) each object is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from gonogo.model.diagnostic import Diagnostics, InternalError
from gonogo.model.evidence import Evidence
from gonogo.model.location import SourceFile
from gonogo.model.notation import read_text
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, DecodeRefused, PackDecoder
from gonogo.model.value import ValueRefused
from gonogo.read.evidence_fast import Doubt, FastReading, Plan
from gonogo.read.evidence_file import read_files, read_trees
from gonogo.read.evidence_large import LARGE_LIMITS, large_tree
from gonogo.read.source import EVIDENCE_LIMITS, source_file

SMALL = 4_000_000  # bytes; from here on no tree of all values is made, and records keep no places


class EvidenceDecoder:
    """Reads packs of one policy. Made once, for any number of packs.

    `bare`: what is read is only judged, never explained: it has no digest, its records have no places, and nothing is
    looked at that would only be worth a warning.
    """

    def __init__(self, policy: Policy, *, bare: bool = False) -> None:
        self.policy = policy
        self._bare = bare
        facts = {name: fact for name, fact in policy.facts.items() if name not in policy.tables and name != "waiver"}
        self._plans = {name: Plan(fact) for name, fact in facts.items()}
        self._packs = PackDecoder(facts)

    def decode(self, raw: bytes, path: str = "evidence.json", diagnostics: Diagnostics | None = None) -> Evidence:
        """The pack, or an `InputError` with all that is wrong; warnings are added to `diagnostics`."""
        found = Diagnostics() if diagnostics is None else diagnostics
        try:
            return self._fast(raw, path)
        except (Doubt, DecodeRefused, ValueRefused, UnicodeDecodeError):
            evidence = self._long_way(raw, path, found)
        found.stop_if_errors("evidence")
        if evidence is None:
            raise InternalError("evidence was refused without saying why")
        return evidence

    def _long_way(self, raw: bytes, path: str, diagnostics: Diagnostics) -> Evidence | None:
        file = source_file(path, raw, diagnostics, LARGE_LIMITS if len(raw) >= SMALL else EVIDENCE_LIMITS)
        if file is None:
            return None
        if len(raw) < SMALL:
            return read_files((file,), self.policy, diagnostics)
        tree = large_tree(file, {name: plan.fact for name, plan in self._plans.items()}, diagnostics)
        return None if tree is None else read_trees([tree], (file,), self.policy, diagnostics)

    # --- the fast way ----------------------------------------------------------------------------

    def _fast(self, raw: bytes, path: str) -> Evidence:
        digest = str if self._bare else _digest_of(raw)
        pack, lean = self._packs.decode(raw)
        if pack.waivers or pack.resolutions or (pack.policy is not UNSET and pack.policy != self.policy.id):
            raise Doubt
        odd_text = b"\\" in raw or b"\x7f" in raw or not raw.isascii()
        file = SourceFile(path, "" if self._bare or len(raw) >= SMALL else raw.decode())
        reading = FastReading(self.policy, file, lean=lean, odd_text=odd_text)
        sources = reading.sources(pack)
        entries = reading.entries(pack, self._plans, sources)
        if not self._bare:
            reading.check_references(self._plans, entries)
        if raw.count(b":") != reading.members:
            _refuse_repeated_names(raw)
        return Evidence(
            id=pack.evidence,
            title=None if pack.title is UNSET else read_text(pack.title),
            policy=None if pack.policy is UNSET else pack.policy,
            as_of=pack.as_of,
            sources=sources,
            entries=entries,
            waivers=(),
            resolutions=(),
            files=(file,),
            sha256=digest(),
        )


def _digest_of(raw: bytes) -> Callable[[], str]:
    """The digest, when it is asked for. That of a large text is worked out meanwhile, on another core."""
    if len(raw) < SMALL:
        return lambda: sha256(raw).hexdigest()
    from threading import Thread  # imported here: small files need none

    whole = sha256()
    work = Thread(target=whole.update, args=(raw,))
    work.start()

    def finished() -> str:
        work.join()
        return whole.hexdigest()

    return finished


def _refuse_repeated_names(raw: bytes) -> None:
    """Looks at every object of the text."""

    def looked_at(pairs: list[tuple[str, Any]]) -> None:
        if len(pairs) != len({name for name, _ in pairs}):
            raise Doubt

    json.loads(raw, object_pairs_hook=looked_at, parse_int=str, parse_float=str)
