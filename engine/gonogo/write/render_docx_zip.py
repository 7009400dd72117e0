"""The zip round a Word document, put in order: what was packed when, and in which order, says nothing."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = "[Content_Types].xml"  # whoever reads the document looks for it first
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
READABLE = 0o644 << 16
ON_UNIX = 3


def same_for_same(packed: bytes) -> bytes:
    """The same parts, packed so that the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != FIRST, one)):
            about = ZipInfo(name, NO_TIME)
            about.compress_type = ZIP_DEFLATED
            about.create_system = ON_UNIX
            about.external_attr = READABLE
            new.writestr(about, old.read(name))
    return stream.getvalue()
