"""From the names of files in an entry of the evidence to the files, and what is known of a source by them.

A file that is called as the entry says and cannot be had is a complaint: left out unsaid, what it holds would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from posixpath import basename

from gonogo.model.diagnostic import Code, Severity
from gonogo.model.evidence import DataFile
from gonogo.model.noun import replace
from gonogo.read.complaint import listed
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import From
from gonogo.read.nearest import nearest
from gonogo.read.tree import Scalar

LARGEST = 1_000_000_000  # bytes


def paths_of(how: From, reading: EvidenceReading) -> list[str]:
    """All files that are meant, each once; none after a complaint that one cannot be had."""
    shelf = reading.shelf
    paths: dict[str, None] = {}
    for name in how.files:
        found = () if shelf is None else shelf.data(str(name), name.at.file.path)
        astray = {} if shelf is None else shelf.astray(str(name), name.at.file.path)
        if astray or not found:
            _refuse(name, astray, reading)
            return []
        paths.update(dict.fromkeys(found))
    assert shelf is not None
    for path in paths:
        if (size := shelf.size(path)) > LARGEST:
            says, expected = f"`{path}` is too large", f"at most {LARGEST:,} bytes"
            reading.refuse(Code.FILE_TOO_LARGE, how.files[0], says, expected, found=f"{size:,} bytes")
            return []
        content = shelf.content(path)
        reading.data[path] = DataFile(path, sha256(content).hexdigest(), len(content))
    return list(paths)


def _refuse(name: Scalar, astray: dict[str, str], reading: EvidenceReading) -> None:
    some = "*" in name or "?" in name
    expected = "a file inside the project's folder, by its path from here"
    if astray:
        path, what = next(iter(astray.items()))
        says = f"`{path}` is {what}"
        more = f"; so are {listed(list(astray)[1:])}" if len(astray) > 1 else ""
        remedy = "put the file itself there, or name those that are meant" if some else "name the file itself"
        reading.refuse(Code.NO_DATA_FILE, name, says + more, expected, found=what, remedy=remedy)
        return
    says = f"no file is called like `{name}`" if some else f"there is no file `{name}`"
    beside = () if reading.shelf is None else reading.shelf.beside_of(str(name), name.at.file.path)
    there = f"there: {listed(beside)}" if beside else "nothing there"
    near = None if some else nearest(str(name), beside)
    remedy = "look at the path; a link may not lead out"
    reading.refuse(Code.NO_DATA_FILE, name, says, expected, found=there, did_you_mean=near, remedy=remedy)


def add_file(sources: Sequence[str], how: From, paths: Sequence[str], reading: EvidenceReading) -> None:
    """The files of each source, with their digest; where it names another file itself, that is said."""
    names = ", ".join(basename(path) for path in paths)
    files = [reading.data[path] for path in paths]
    digest = files[0].sha256 if len(files) == 1 else digest_of_list(files)
    for one in sources:
        source = reading.sources[one]
        if source.file is not None and source.sha256 is None and basename(source.file) not in map(basename, paths):
            says = f"the source `{one}` says that it is the file `{source.file}`, and its records come from another"
            reading.refuse(
                Code.OTHER_FILE,
                how.files[0],
                says,
                f"`{source.file}`",
                see=((f"`{one}` is declared here", source.at),),
                severity=Severity.WARNING,
            )
        several = source.sha256 is not None and source.sha256 != digest
        reading.sources[one] = replace(
            source,
            file=names if source.file is None else f"{source.file}, {names}" if several else source.file,
            sha256=digest if not several else sha256(f"{source.sha256}\n{digest}\n".encode()).hexdigest(),
        )


def digest_of_list(files: Sequence[DataFile]) -> str:
    """Of several files: that of the list which `sha256sum` would write of them."""
    return sha256("".join(f"{one.sha256}  {basename(one.path)}\n" for one in files).encode()).hexdigest()
