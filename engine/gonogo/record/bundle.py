"""A bundle: one file that holds an approval and all it rests on, to be sent on and checked without anything else.

It is a zip of a strict kind: files stored as they are (so nothing can unfold into more), in a fixed order, without
dates, comments, folders or links. The same files always make the same bytes, and `unpack` refuses any other way of
packing them, so no byte of a bundle can change unseen.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

from gonogo.model.diagnostic import LedgerError
from gonogo.record.approve import digest_of

RECEIPT, MANIFEST, DECISION = "receipt.json", "manifest.json", "decision.json"
FOLDERS = ("policy/", "evidence/", "calendars/", "report/")
SUFFIX = ".bundle.zip"
LARGEST = 1_000_000_000  # bytes, of the whole
MOST_FILES = 10_000
LONGEST_NAME = 1_000
MANIFEST_SCHEMA = "gonogo/manifest/1"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell

Files = dict[str, bytes]


def pack(files: Mapping[str, bytes]) -> bytes:
    """The bundle of these files; a manifest is added to them."""
    made = io.BytesIO()
    whole = {**files, MANIFEST: manifest(files)}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(whole):
            about = zipfile.ZipInfo(name, EPOCH)
            about.create_system = 3  # the same on every system
            about.external_attr = 0o100644 << 16
            archive.writestr(about, whole[name])
    return made.getvalue()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The list of files with their digests, for people and other programs; what counts is what the receipt seals."""
    listed = [
        {"name": name, "sha256": digest_of(files[name]), "bytes": len(files[name])}
        for name in sorted(files)
        if name != MANIFEST
    ]
    return (json.dumps({"schema": MANIFEST_SCHEMA, "files": listed}, indent=2, ensure_ascii=False) + "\n").encode()


def is_bundle(content: bytes) -> bool:
    """Whether a file is a zip, or begins or ends like one that was damaged."""
    return content.startswith(b"PK") or b"PK\x05\x06" in content[-70_000:]


def unpack(content: bytes) -> tuple[Files, tuple[str, ...]]:
    """The files of a bundle, and what is wrong with how it is packed.

    Raises LedgerError where its files cannot be had at all, or where it could do harm.
    """
    if len(content) > LARGEST:
        raise LedgerError(f"the bundle is larger than {LARGEST:,} bytes, which is the most that is read")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            _refuse_harm(listed)
            files, damaged = _read(archive, listed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, UnicodeDecodeError, ValueError, EOFError):
        raise LedgerError("the bundle cannot be opened: it is damaged, or was not packed by gonogo") from None
    wrong = [f"{name} is damaged: its bytes are not those that were packed" for name in damaged]
    if MANIFEST not in files:
        wrong.append(f"{MANIFEST} is missing")
    elif files[MANIFEST] != manifest(files):
        wrong.append(f"{MANIFEST} does not list the files as they are: {_difference(files)}")
    if not wrong and pack({name: held for name, held in files.items() if name != MANIFEST}) != content:
        wrong.append("the archive round the files is not as gonogo packs it: it was changed, or packed anew")
    return files, tuple(wrong)


def _read(archive: zipfile.ZipFile, listed: list[zipfile.ZipInfo]) -> tuple[Files, list[str]]:
    """The files; of those whose check sum does not fit, what stands there all the same, and their names."""
    files: Files = {}
    damaged = []
    for about in listed:
        try:
            files[about.filename] = archive.read(about)
        except zipfile.BadZipFile as error:
            if "CRC" not in str(error):
                raise
            with archive.open(about) as inside:
                inside._expected_crc = None  # type: ignore[attr-defined]  # read past the check, to name what changed
                files[about.filename] = inside.read()
            damaged.append(about.filename)
    return files, damaged


def _refuse_harm(listed: list[zipfile.ZipInfo]) -> None:
    """No name that leads elsewhere, none twice, nothing folded, locked or linked, and no more than fits."""
    if len(listed) > MOST_FILES:
        raise LedgerError(f"the bundle holds more than {MOST_FILES:,} files, which is the most that is read")
    if sum(about.file_size for about in listed) > LARGEST:
        raise LedgerError(f"the bundle unfolds to more than {LARGEST:,} bytes, which is the most that is read")
    names: set[str] = set()
    for about in listed:
        shown = about.orig_filename if len(about.orig_filename) <= 100 else f"{about.orig_filename[:100]}…"
        if not proper_name(about.orig_filename) or about.filename != about.orig_filename:
            raise LedgerError(f"the bundle holds a file with a name that no bundle has: {shown!r}")
        if about.filename in names:
            raise LedgerError(f"the bundle holds two files called {shown}")
        names.add(about.filename)
        kind = (about.external_attr >> 16) & 0o170000
        if about.is_dir() or kind not in (0, 0o100000):
            raise LedgerError(f"the bundle holds a link or a folder where a file should be: {shown}")
        if about.compress_type != zipfile.ZIP_STORED or about.file_size != about.compress_size:
            raise LedgerError(f"{shown} is folded; a bundle holds its files as they are. It was packed anew")
        if about.flag_bits & 0x1:
            raise LedgerError(f"{shown} is locked; no file of a bundle is")


def proper_name(name: str) -> bool:
    """Whether a bundle may hold a file of this name: a plain path downwards, in one of its folders."""
    if not 0 < len(name) <= LONGEST_NAME or "\\" in name or any(ord(one) < 32 for one in name):
        return False
    if name in (RECEIPT, MANIFEST, DECISION):
        return True
    return name.startswith(FOLDERS) and all(part not in ("", ".", "..") for part in name.split("/"))


def _difference(files: Files) -> str:
    """The first file for which the manifest is wrong."""
    try:
        said = {one["name"]: one["sha256"] for one in json.loads(files[MANIFEST])["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return "it cannot be read"
    held = {name: digest_of(content) for name, content in files.items() if name != MANIFEST}
    odd = sorted(name for name in said.keys() | held.keys() if said.get(name) != held.get(name))
    return ", ".join(odd[:5]) or "it is written in another way"
