"""Bundles: always the same bytes, harmless to read, and no byte of one changes unseen."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest

from gonogo.model.diagnostic import LedgerError
from gonogo.record import bundle
from gonogo.record.bundle import MANIFEST, pack, proper_name, unpack

FILES = {
    "receipt.json": b"{}\n",
    "decision.json": b'{"outcome": "go"}\n',
    "policy/policies/a.yaml": b"policy: a\n",
    "evidence/\u00e9vidence d'\u00e9t\u00e9.yaml": b"evidence: b\n",
    "report/empty.md": b"",
}


def archive(*files: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", compression) as opened:
        warnings.simplefilter("ignore")
        for name, content in files:
            opened.writestr(name, content)
    return made.getvalue()


def link() -> bytes:
    about = zipfile.ZipInfo("policy/a.yaml")
    about.create_system = 3
    about.external_attr = 0o120777 << 16
    return archive((about, b"/etc/passwd"))


def test_a_bundle_gives_back_its_files() -> None:
    files, wrong = unpack(pack(FILES))

    assert {name: content for name, content in files.items() if name != MANIFEST} == FILES
    assert wrong == ()


def test_the_same_files_make_the_same_bytes_in_whatever_order_they_come() -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))


def test_every_single_byte_that_is_changed_is_found() -> None:
    whole = pack(FILES)
    unseen = []
    for place in range(len(whole)):
        for mask in (0x01, 0x80):
            changed = bytearray(whole)
            changed[place] ^= mask
            try:
                files, wrong = unpack(bytes(changed))
            except LedgerError:
                continue
            if not wrong and all(files.get(name) == content for name, content in FILES.items()):
                unseen.append((place, mask))

    assert unseen == []


@pytest.mark.parametrize("name", [name for name, content in FILES.items() if content])
def test_a_change_inside_a_file_names_the_file(name: str) -> None:
    whole = pack(FILES)
    changed = bytearray(whole)
    changed[whole.index(FILES[name])] ^= 0x01

    _, wrong = unpack(bytes(changed))

    assert any(one.startswith(name) for one in wrong)


def test_a_bundle_that_is_cut_off_or_has_something_added_does_not_pass() -> None:
    whole = pack(FILES)

    for changed in (whole[:-1], whole[: len(whole) // 2], b"", b"PK", b"x" + whole, whole + b"x", whole + whole):
        try:
            _, wrong = unpack(changed)
        except LedgerError:
            continue
        assert wrong != ()


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: archive(("../a.yaml", b"")), "a name that no bundle has"),
        (lambda: archive(("policy/../../a.yaml", b"")), "a name that no bundle has"),
        (lambda: archive(("/etc/passwd", b"")), "a name that no bundle has"),
        (lambda: archive(("policy\\a.yaml", b"")), "a name that no bundle has"),
        (lambda: archive(("policy/a\n.yaml", b"")), "a name that no bundle has"),
        (lambda: archive(("policy/", b"")), "a name that no bundle has"),
        (lambda: archive(("notes.txt", b"")), "a name that no bundle has"),
        (lambda: archive(("policy/" + "a" * 2000, b"")), "a name that no bundle has"),
        (lambda: archive(("policy/a.yaml", b"1"), ("policy/a.yaml", b"2")), "two files called"),
        (link, "a link or a folder"),
        (lambda: archive(("policy/a.yaml", b"0" * 10_000_000), compression=zipfile.ZIP_DEFLATED), "is folded"),
    ],
)
def test_what_could_do_harm_is_refused(made: Callable[[], bytes], says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        unpack(made())


def test_there_are_limits_to_size_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pack(FILES)
    for name, limit in (("LARGEST", 200), ("MOST_FILES", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(bundle, name, limit)
            with pytest.raises(LedgerError, match="the most that is read"):
                unpack(whole)


@pytest.mark.parametrize(
    "name", ["policy/a", "calendars/b.yaml", "report/a b.pdf", "decision.json", "evidence/d/e.csv"]
)
def test_proper_names_are_plain_paths_downwards(name: str) -> None:
    assert proper_name(name)
    assert not proper_name(f"/{name}")
    assert not proper_name(name.replace("/", "//") if "/" in name else f"{name}/")
