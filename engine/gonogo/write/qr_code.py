"""A digest as a picture that a telephone reads: the door to segno."""

from __future__ import annotations

from io import BytesIO


def qr_png(text: str) -> bytes:
    """A QR code, black on white, with its quiet zone. The same text gives the same bytes."""
    import segno  # imported here: only papers need it

    into = BytesIO()
    segno.make_qr(text, error="m").save(into, kind="png", scale=6, border=4)
    return into.getvalue()
