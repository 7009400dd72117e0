"""Keys: made so that only their owner can read them, refused where others can, named, and never shown."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from hypothesis import given
from hypothesis import strategies as some

from gonogo.model.diagnostic import Code, InputError
from gonogo.record import keys

NAMES = some.text(some.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(
    lambda name: name.strip() and not set(name) & keys.TURNS_TEXT
)


def complaint(work: Callable[[], object]) -> tuple[Code, str]:
    with pytest.raises(InputError) as raised:
        work()
    (one,) = raised.value.diagnostics
    assert raised.value.of == "key"
    return one.code, f"{one.says}; {one.expected}; {one.found}; {one.remedy}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jo.key"


def test_a_new_key_can_be_read_by_its_owner_alone(path: Path) -> None:
    mask = os.umask(0)
    try:
        keys.make(path, "Jo")
    finally:
        os.umask(mask)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.public_path(path).stat().st_mode) == 0o644


def test_a_strict_umask_does_not_lock_the_owner_out(path: Path) -> None:
    mask = os.umask(0o777)
    try:
        keys.make(path, "Jo")
    finally:
        os.umask(mask)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_private_key_signs_its_public_half_verifies(path: Path) -> None:
    public = keys.make(path, "Jo")
    signature = keys.read_private(path).sign(b"agreed")

    assert public.verifies(signature, b"agreed")
    assert not public.verifies(signature, b"rejected")
    assert not public.verifies(signature[:-1], b"agreed")


def test_other_tools_read_both_halves(path: Path) -> None:
    public = keys.make(path, "Jo: PUBLIC KEY, -- ----")
    opened = load_pem_public_key(keys.public_path(path).read_bytes())

    assert opened.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == public.der
    assert load_pem_private_key(path.read_bytes(), None).public_key() == opened


@given(NAMES)
def test_a_name_of_any_characters_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("keys") / "a.key"
    public = keys.make(path, name)

    assert keys.read_public(keys.public_path(path)) == public
    assert keys.read_public(public.pem) == public
    assert keys.read_private(path).public == public
    assert public.name == keys.proper_name(name, path)


def test_a_name_is_kept_in_unicodes_normal_form(path: Path) -> None:
    assert keys.make(path, " Zoe\u0308 ").name == "Zo\u00eb"


@pytest.mark.parametrize(
    "name", ["", "  ", "Jo\nname: Sam", "Jo\u2028Sam", "Jo -----BEGIN", "Jo\x1b[31m", "\u202eoJ", "Jo\ud800"]
)
def test_a_name_that_would_not_stand_on_one_line_is_refused(path: Path, name: str) -> None:
    assert complaint(lambda: keys.make(path, name))[0] is Code.NAME_REFUSED
    assert not path.exists()


def test_a_key_is_never_written_over(path: Path) -> None:
    keys.make(path, "Jo")
    before = path.read_bytes()

    assert complaint(lambda: keys.make(path, "Sam"))[0] is Code.KEY_EXISTS
    assert path.read_bytes() == before


def test_where_the_public_half_cannot_be_written_no_private_one_is_left(path: Path) -> None:
    keys.public_path(path).write_text("in use", "utf-8")

    assert complaint(lambda: keys.make(path, "Jo"))[0] is Code.KEY_EXISTS
    assert not path.exists()
    assert keys.public_path(path).read_text("utf-8") == "in use"


def test_a_key_that_did_not_reach_the_disk_is_not_left_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handle: int) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(os, "fsync", fails)

    with pytest.raises(OSError, match="no room left"):
        keys.make(path, "Jo")
    assert list(path.parent.iterdir()) == []


def test_a_key_that_was_not_needed_can_be_taken_away(path: Path) -> None:
    keys.make(path, "Jo")
    keys.discard(path)

    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_private_key_that_others_can_read_is_refused(path: Path, mode: int) -> None:
    keys.make(path, "Jo")
    path.chmod(mode)

    code, says = complaint(lambda: keys.read_private(path))
    assert code is Code.KEY_IS_OPEN
    assert f"mode {mode:04o}" in says


def test_a_private_key_of_another_user_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.make(path, "Jo")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    os.chown(path, 54321, -1) if os.getuid() == 0 else None

    code, says = complaint(lambda: keys.read_private(path))
    assert code is Code.KEY_IS_OPEN
    assert "the file of another user" in says


def test_a_link_to_a_private_key_is_refused(path: Path) -> None:
    keys.make(path, "Jo")
    link = path.with_name("link")
    link.symlink_to(path)

    code, says = complaint(lambda: keys.read_private(link))
    assert code is Code.KEY_IS_OPEN
    assert "is a link" in says


def test_what_is_no_file_is_refused(path: Path) -> None:
    os.mkfifo(path, 0o600)

    assert complaint(lambda: keys.read_private(path))[0] is Code.NOT_A_KEY
    assert complaint(lambda: keys.read_private(path.parent))[0] is Code.NOT_A_KEY


def test_a_file_below_what_is_no_folder_is_the_systems_complaint(path: Path) -> None:
    path.write_text("", "utf-8")

    with pytest.raises(NotADirectoryError):
        keys.read_private(path / "key")


def test_a_key_that_is_not_there_is_missed(path: Path) -> None:
    assert complaint(lambda: keys.read_private(path))[0] is Code.NO_SUCH_KEY
    assert complaint(lambda: keys.read_public(path))[0] is Code.NO_SUCH_KEY


def private(path: Path, content: str) -> Path:
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no key",
        "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    ],
    ids=["nothing", "text", "no base64", "no key", "x25519", "p256"],
)
def test_what_is_no_private_key_is_refused_and_not_quoted(path: Path, content: str) -> None:
    code, says = complaint(lambda: keys.read_private(private(path, content)))

    assert code is Code.NOT_A_KEY
    assert not any(line in says for line in content.splitlines() if len(line) > 10 and "-----" not in line)


def test_a_public_key_in_the_place_of_a_private_one_is_seen(path: Path) -> None:
    keys.make(path, "Jo")
    code, says = complaint(lambda: keys.read_private(keys.public_path(path)))

    assert code is Code.NOT_A_KEY
    assert "a public key" in says
    assert "chmod" not in says  # it is for others to read


def test_two_private_keys_in_one_file_are_one_too_many(path: Path) -> None:
    keys.make(path, "Jo")

    assert complaint(lambda: keys.read_private(private(path, path.read_text("utf-8") * 2)))[0] is Code.NOT_A_KEY


def test_a_locked_key_opens_with_its_passphrase_alone(path: Path) -> None:
    public = keys.make(path, "Jo", b"correct horse")

    assert keys.read_private(path, b"correct horse").public == public
    assert complaint(lambda: keys.read_private(path))[0] is Code.KEY_IS_LOCKED
    assert complaint(lambda: keys.read_private(path, b"wrong horse"))[0] is Code.KEY_IS_LOCKED


def test_a_passphrase_for_a_key_without_one_does_no_harm(path: Path) -> None:
    public = keys.make(path, "Jo")

    assert keys.read_private(path, b"needless").public == public


def test_a_passphrase_is_the_first_line_of_a_file_that_nobody_else_can_read(path: Path) -> None:
    assert keys.read_passphrase(private(path, "größer\r\nmore\n")) == "größer".encode()
    assert complaint(lambda: keys.read_passphrase(private(path, "\n")))[0] is Code.KEY_IS_LOCKED
    path.chmod(0o644)
    assert complaint(lambda: keys.read_passphrase(path))[0] is Code.KEY_IS_OPEN


def test_a_private_key_shows_its_name_and_nothing_to_sign_with(path: Path) -> None:
    public = keys.make(path, "Jo")
    key = keys.read_private(path)

    assert repr(key) == f"PrivateKey('Jo', {public.keyid})"
    assert not hasattr(key, "__dict__")
    with pytest.raises(TypeError, match="stays where it is"):
        pickle.dumps(key)


def test_a_folder_of_public_keys_is_a_keyring(tmp_path: Path) -> None:
    jo, sam = (keys.make(tmp_path / f"{name}.key", name) for name in ("jo", "sam"))
    (tmp_path / "notes.txt").write_text("not a key", "utf-8")

    assert keys.trusted(keys.read_keyring(tmp_path)) == {jo.keyid: jo, sam.keyid: sam}


def test_several_public_keys_in_one_file_each_keep_their_names(tmp_path: Path) -> None:
    jo, sam = (keys.make(tmp_path / f"{name}.key", name) for name in ("Jo", "Sam"))
    both = tmp_path / "both.pem"
    both.write_text(jo.pem + sam.pem, "utf-8")

    assert keys.read_keyring(both) == (jo, sam)
    assert complaint(lambda: keys.read_public(both))[0] is Code.NOT_A_KEY


def test_a_key_without_a_name_is_called_by_its_file(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "a.key", "Jo")
    bare = tmp_path / "Design Authority.pub"
    bare.write_text(public.pem.partition("\n")[2], "utf-8")

    assert keys.read_public(bare).name == "Design Authority"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "holds no public key"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds a private key"),
        ("-----BEGIN PUBLIC KEY-----\n*\n-----END PUBLIC KEY-----\n", "holds no ed25519 key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "holds no ed25519 key"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds no ed25519 key"),
    ],
)
def test_what_is_no_public_key_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "a.pub"
    path.write_text(content, "utf-8")

    assert says in complaint(lambda: keys.read_keyring(path))[1]
    assert says in complaint(lambda: keys.read_keyring(content))[1]


def test_which_half_a_file_holds_is_seen(path: Path) -> None:
    keys.make(path, "Jo")

    assert keys.is_private(path)
    assert not keys.is_private(keys.public_path(path))
    assert not keys.is_private(path.parent)
