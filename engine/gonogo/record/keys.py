"""Keys in their files: made, read, named; and which files are refused.

A private key stays in its file, which only its owner can read. Nothing here prints it, and nothing gives it away:
a `PrivateKey` signs, and shows its public half. Above the key in a file stands `name: …`.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from base64 import b64decode
from collections.abc import Iterable, Mapping
from pathlib import Path

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, InputError
from gonogo.model.location import Location, SourceFile
from gonogo.record.signing import PREFIX, PRIVATE, PrivateKey, PublicKey, decoded, generated, public_key

__all__ = [
    "PrivateKey",
    "PublicKey",
    "discard",
    "is_private",
    "make",
    "proper_name",
    "public_path",
    "read_keyring",
    "read_passphrase",
    "read_private",
    "read_public",
    "trusted",
]

LARGEST = 100_000  # bytes of a file with keys: hundreds of them
BLOCK = re.compile(
    r"^-----BEGIN (?P<kind>[A-Z ]+)-----\s*$(?P<body>.*?)^-----END (?P=kind)-----\s*$", re.MULTILINE | re.DOTALL
)
NAME = re.compile(r"^name:[ \t]*(?P<name>\S.*?)[ \t]*$", re.MULTILINE)
BEGINS = "-----"
NEVER_IN_NAMES = frozenset({"Cc", "Cs", "Zl", "Zp"})  # what breaks a line, or is half a character
TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # makes a name look like another


def make(path: Path, name: str, passphrase: bytes | None = None) -> PublicKey:
    """Makes a key: the private half in a new file that only its owner can read, the public one beside it, `….pub`."""
    public, private = generated(proper_name(name, path), passphrase)
    _write_new(path, private, 0o600)
    try:
        _write_new(public_path(path), public.pem, 0o644)
    except BaseException:
        path.unlink()
        raise
    return public


def discard(path: Path) -> None:
    """Takes a key away that has signed nothing that counts."""
    path.unlink()
    public_path(path).unlink()


def public_path(path: Path) -> Path:
    """Where the public half of a private key lies."""
    return path.with_name(path.name + ".pub")


def read_private(path: Path, passphrase: bytes | None = None) -> PrivateKey:
    """The key in a file that nobody else can read; refuses any other file, and never says what stands in it."""
    text = "" if is_public(path) else _private_text(path)
    blocks = [one for one in BLOCK.finditer(text) if one["kind"] in PRIVATE]
    der = _der(blocks[0]["body"]) if len(blocks) == 1 else None
    if der is None:
        found = "something else" if text else "a public key"
        raise _refused(
            Code.NOT_A_KEY, path, "holds no private key", "one private key as `gonogo keys new` makes", found
        )
    locked = blocks[0]["kind"] == PRIVATE[1]
    if locked and not passphrase:
        raise _refused(Code.KEY_IS_LOCKED, path, "is locked", "its passphrase: --passphrase-file FILE", "no passphrase")
    key = decoded(der, passphrase if locked else None, _name_above(text, blocks[0].start(), path))
    if key is None and locked:
        expected = "the passphrase that it was made with"
        raise _refused(Code.KEY_IS_LOCKED, path, "does not open", expected, "another passphrase")
    if key is None:
        raise _refused(
            Code.NOT_A_KEY, path, "holds no key that can be used", "an ed25519 key", "another, or a damaged one"
        )
    return key


def is_private(path: Path) -> bool:
    """Whether a file seems to hold a private key."""
    return path.is_file() and "PRIVATE KEY-----" in _public_text(path)


def is_public(path: Path) -> bool:
    """Whether a file seems to hold public keys, and nothing that others may not read."""
    text = _public_text(path) if path.is_file() else ""
    return "PUBLIC KEY-----" in text and "PRIVATE KEY-----" not in text


def read_passphrase(path: Path) -> bytes:
    """The first line of a file that nobody else can read."""
    first = _private_text(path).partition("\n")[0].rstrip("\r")
    if not first:
        raise _refused(Code.KEY_IS_LOCKED, path, "is empty", "a passphrase on its first line", "nothing")
    return first.encode()


def read_public(where: Path | str) -> PublicKey:
    """The one public key in a file, or in a text."""
    found = read_keyring(where)
    if len(found) != 1:
        raise _refused(Code.NOT_A_KEY, _shown(where), "is no single key", "one public key", f"{len(found)} of them")
    return found[0]


def read_keyring(where: Path | str) -> tuple[PublicKey, ...]:
    """Every public key in a file, in a text, or in the files `*.pub` and `*.pem` of a folder."""
    if isinstance(where, Path) and where.is_dir():
        files = sorted(one for one in where.iterdir() if one.suffix in (".pub", ".pem") and one.is_file())
        return tuple(key for file in files for key in read_keyring(file))
    text = _public_text(where) if isinstance(where, Path) else where
    keys = tuple(_public(found, text, where) for found in BLOCK.finditer(text))
    if not keys:
        expected = "public keys, as `gonogo keys new` writes them to a file that ends in .pub"
        raise _refused(Code.NOT_A_KEY, _shown(where), "holds no public key", expected, "none")
    return keys


def trusted(keys: Iterable[PublicKey]) -> Mapping[str, PublicKey]:
    """Keys by what they are known by."""
    return {key.keyid: key for key in keys}


def proper_name(name: str, path: Path) -> str:
    """The name in Unicode's normal form; refused where it is empty, breaks a line, or would look like another."""
    tidy = unicodedata.normalize("NFC", name).strip()
    wrong = [one for one in tidy if unicodedata.category(one) in NEVER_IN_NAMES or one in TURNS_TEXT]
    if wrong or not tidy or BEGINS in tidy:  # other tools would take such a name for the key
        found = f"a hidden character, U+{ord(wrong[0]):04X}" if wrong else f"`{BEGINS}`" if tidy else "no letter"
        raise _refused(Code.NAME_REFUSED, path, "needs another name", "a name that stands on one line", found)
    return tidy


def _public(found: re.Match[str], text: str, where: Path | str) -> PublicKey:
    if found["kind"] in PRIVATE:
        remedy = "keep it to yourself, and give the file that ends in .pub"
        raise _refused(
            Code.NOT_A_KEY, _shown(where), "holds a private key", "public keys only", "a private one", remedy
        )
    der = _der(found["body"])
    if found["kind"] != "PUBLIC KEY" or der is None or len(der) != len(PREFIX) + 32 or not der.startswith(PREFIX):
        raise _refused(
            Code.NOT_A_KEY, _shown(where), "holds no ed25519 key", "ed25519 keys", "another, or a damaged one"
        )
    return public_key(der[len(PREFIX) :], _name_above(text, found.start(), _shown(where)))


def _name_above(text: str, start: int, path: Path) -> str:
    """The name between the key before, if any, and this one; a key without is called by its file."""
    above = text[:start].rpartition("-----END ")[2]
    names = NAME.findall(above)
    return proper_name(names[-1] if names else path.name.removesuffix(".pub").removesuffix(".pem"), path)


def _der(body: str) -> bytes | None:
    try:
        return b64decode("".join(body.split()), validate=True)
    except ValueError:
        return None


def _private_text(path: Path) -> str:
    """What stands in a file that is no link, and that its owner alone can read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise _no_key(path) from None
    except OSError:
        if path.is_symlink():
            raise _refused(Code.KEY_IS_OPEN, path, "is a link", "the file with the key itself", "a link") from None
        raise
    try:
        _refuse_unless_private(path, os.fstat(handle))
        return os.read(handle, LARGEST).decode("utf-8", "replace")
    finally:
        os.close(handle)


def _refuse_unless_private(path: Path, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise _refused(Code.NOT_A_KEY, path, "is no file", "a file with a private key", "something else")
    if about.st_mode & 0o077 or about.st_uid not in (os.geteuid(), 0):
        others = f"mode {stat.S_IMODE(about.st_mode):04o}" if about.st_mode & 0o077 else "the file of another user"
        remedy = f"chmod 600 {path}; make a new key if others may have read this one"
        says = "can be read by others than its owner"
        raise _refused(Code.KEY_IS_OPEN, path, says, "a private key of mode 0600", others, remedy)


def _public_text(path: Path) -> str:
    if not path.is_file():
        raise _no_key(path)
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read(LARGEST)


def _write_new(path: Path, text: str, mode: int) -> None:
    """A new file, with this mode from its first moment on, and on the disk when this returns."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    except FileExistsError:
        remedy = "choose another name: a key that has been used is needed as long as what it signed"
        raise _refused(Code.KEY_EXISTS, path, "is there already", "a new file", "a file", remedy) from None
    try:
        with open(handle, "w", encoding="utf-8") as file:
            os.fchmod(handle, mode)  # the umask may have taken too much away
            file.write(text)
            file.flush()
            os.fsync(handle)
        _keep(path.parent)
    except BaseException:
        path.unlink()
        raise


def _keep(folder: Path) -> None:
    """Makes sure that a new file is still in its folder when the power fails."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _no_key(path: Path) -> InputError:
    remedy = "`gonogo keys new NAME -o FILE` makes one"
    return _refused(Code.NO_SUCH_KEY, path, "is not there", "a file with a key", "nothing", remedy)


def _shown(where: Path | str) -> Path:
    return where if isinstance(where, Path) else Path("key")


def _refused(code: Code, path: Path, says: str, *expected_found_remedy: str) -> InputError:
    expected, found, *remedy = expected_found_remedy
    complaint = Diagnostic(
        code=code,
        at=Location(SourceFile(str(path), ""), 1, 1),
        says=f"`{path.name}` {says}",
        expected=expected,
        found=found,
        remedy=remedy[0] if remedy else None,
    )
    return InputError(Diagnostics([complaint]), "key")
