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
from gonogo.model.location import Location, SourceFile
from gonogo.model.notation import read_text
from gonogo.model.plain_pack import PlainPack
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, DecodeRefused, PackDecoder
from gonogo.model.value import ValueRefused
from gonogo.read.evidence_fast import Doubt, FastReading, Plan, Plans
from gonogo.read.evidence_file import read_files, read_trees
from gonogo.read.evidence_large import LARGE_LIMITS, large_tree
from gonogo.read.extract import NO_FILES, Intake
from gonogo.read.source import EVIDENCE_LIMITS, source_file

REFUSED = (Doubt, DecodeRefused, ValueRefused, UnicodeDecodeError)
NOWHERE = Location(SourceFile("evidence.json", ""), 1, 1)
SMALL = 4_000_000  # bytes; from here on no tree of all values is made, and records keep no places


class EvidenceDecoder:
    """Reads packs of one policy. Made once, for any number of packs."""

    def __init__(self, policy: Policy, intake: Intake = NO_FILES) -> None:
        self.policy = policy
        self._intake = intake
        self._facts = {
            name: one for name, one in policy.facts.items() if name not in policy.tables and name != "waiver"
        }
        plans = {name: Plan(fact) for name, fact in self._facts.items()}
        view = plans.pop("view", None)
        self._plans = Plans(policy, tuple(plans.values()), view)
        self._packs = PackDecoder(self._facts)

    def decode(self, raw: bytes, path: str = "evidence.json", diagnostics: Diagnostics | None = None) -> Evidence:
        """The pack, or an `InputError` with all that is wrong; warnings are added to `diagnostics`."""
        try:
            return self._fast(raw, path)
        except REFUSED:
            return self._long_way(raw, path, Diagnostics() if diagnostics is None else diagnostics)

    def decode_bare(self, raw: bytes) -> PlainPack | Evidence:
        """The same for what is only judged, never explained.

        It has no digest, its records have no places, and nothing is looked at that would only be worth a warning.
        """
        try:
            reading = self._reading(raw, NOWHERE)
            found = reading.plain() or self._evidence(reading, str)
            _refuse_repeated_names(raw, reading.members)
            return found
        except REFUSED:
            return self._long_way(raw, NOWHERE.file.path, Diagnostics())

    def _long_way(self, raw: bytes, path: str, diagnostics: Diagnostics) -> Evidence:
        evidence = self._with_places(raw, path, diagnostics)
        diagnostics.stop_if_errors("evidence")
        if evidence is None:
            raise InternalError("evidence was refused without saying why")
        return evidence

    def _with_places(self, raw: bytes, path: str, diagnostics: Diagnostics) -> Evidence | None:
        file = source_file(path, raw, diagnostics, LARGE_LIMITS if len(raw) >= SMALL else EVIDENCE_LIMITS)
        if file is None:
            return None
        if len(raw) < SMALL:
            return read_files((file,), self.policy, diagnostics, self._intake)
        tree = large_tree(file, self._facts, diagnostics)
        return None if tree is None else read_trees([tree], (file,), self.policy, diagnostics, self._intake)

    # --- the fast way ----------------------------------------------------------------------------

    def _fast(self, raw: bytes, path: str) -> Evidence:
        digest = _digest_of(raw)
        file = SourceFile(path, "" if len(raw) >= SMALL else raw.decode())
        reading = self._reading(raw, Location(file, 1, 1))
        evidence = self._evidence(reading, digest)
        reading.check_references(evidence.entries)
        _refuse_repeated_names(raw, reading.members)
        return evidence

    def _reading(self, raw: bytes, at: Location) -> FastReading:
        pack, lean = self._packs.decode(raw)
        if pack.waivers or pack.resolutions or (pack.policy is not UNSET and pack.policy != self.policy.id):
            raise Doubt
        odd_text = b"\\" in raw or b"\x7f" in raw or not raw.isascii()
        return FastReading(self._plans, pack, at, lean=lean, odd_text=odd_text)

    def _evidence(self, reading: FastReading, digest: Callable[[], str]) -> Evidence:
        pack, sources = reading.pack, reading.sources()
        return Evidence(
            id=pack.evidence,
            title=None if pack.title is UNSET else read_text(pack.title),
            policy=None if pack.policy is UNSET else pack.policy,
            as_of=pack.as_of,
            sources=sources,
            entries=reading.entries(sources),
            waivers=(),
            resolutions=(),
            files=(reading.at.file,),
            sha256=digest(),
            note=None if pack.note is UNSET else read_text(pack.note),
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


def _refuse_repeated_names(raw: bytes, members: int) -> None:
    """Looks at every object of the text, if it has more colons than names that were decoded."""
    if raw.count(b":") == members:
        return

    def looked_at(pairs: list[tuple[str, Any]]) -> None:
        if len(pairs) != len({name for name, _ in pairs}):
            raise Doubt

    json.loads(raw, object_pairs_hook=looked_at, parse_int=str, parse_float=str)
