"""收票密钥 (journal key): what a received ballot is kept under, in the memory of this machine alone.

Whoever later reads database, write-ahead log, backups and logs sees in which order entries came, all of one length;
which ballot of the board an entry was, the key alone tells, and the key is gone once the board is complete. It lies
in a memory file system (``JIANNUO_RUN``), so a killed process goes on with it; against a power cut it is shared out to
the holders of the box's keys (``secret_ballot.v1.sharing``).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES, DIGEST_BYTES = 32, 12, 4, 32
MOST_AGAIN = 16
"""So often a card may vote again where it may at all: what it cast before is remembered in its entry, of one length."""


class JournalLostError(RuntimeError):
    """The machine was switched off while a box was open: the holders' shares bring the key back."""


class FolderTakenError(JournalLostError):
    """The folder for the keys is a link, or belongs to another user of this machine."""


@dataclass(frozen=True)
class Journal:
    """The journal of one box.

    size   the longest a ballot can be, bytes
    again  how many earlier ballots of its card an entry remembers, by their digests: none where a card votes once
    """

    uuid: str
    size: int
    key: bytes = field(repr=False)
    again: int = 0

    def slot(self, credential: str) -> str:
        """Where the ballot of a card is kept: one card, one slot."""
        return self._mark("slot", credential)

    def mark(self, ballot_hash: str) -> str:
        """Under which the ballot of this SHA-256 (hexadecimal) is found again."""
        return self._mark("mark", ballot_hash)

    def _mark(self, purpose: str, text: str) -> str:
        message = f"jiannuo-journal|{purpose}|{self.uuid}|{text}".encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()

    def seal(self, slot: str, raw: bytes, earlier: Sequence[bytes] = ()) -> bytes:
        """Encrypted, bound to its slot, padded to one length; raises ``ValueError`` for one that is too long.

        earlier  SHA-256 of every ballot whose place it takes
        """
        if len(raw) > self.size or len(earlier) > self.again:
            raise ValueError("longer than a ballot can be")
        plain = len(raw).to_bytes(LENGTH_BYTES, "big") + raw + bytes(self.size - len(raw))
        plain += b"".join(earlier) + bytes(DIGEST_BYTES * (self.again - len(earlier)))
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, plain, slot.encode())

    def open(self, slot: str, sealed: bytes) -> bytes:
        """The ballot of a slot; raises ``JournalLostError`` where this is not its key."""
        plain = self._plain(slot, sealed)
        length = int.from_bytes(plain[:LENGTH_BYTES], "big")
        return plain[LENGTH_BYTES : LENGTH_BYTES + length]

    def earlier(self, slot: str, sealed: bytes) -> tuple[bytes, ...]:
        """SHA-256 of every ballot whose place that of the slot has taken, the first one first."""
        tail = self._plain(slot, sealed)[LENGTH_BYTES + self.size :]
        found = (tail[at : at + DIGEST_BYTES] for at in range(0, len(tail), DIGEST_BYTES))
        return tuple(one for one in found if any(one))

    def _plain(self, slot: str, sealed: bytes) -> bytes:
        nonce, data = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher().decrypt(nonce, data, slot.encode())
        except InvalidTag as error:
            raise JournalLostError(self.uuid) from error

    def _cipher(self) -> ChaCha20Poly1305:
        own = hmac.new(self.key, f"jiannuo-journal|key|{self.uuid}".encode(), hashlib.sha256)
        return ChaCha20Poly1305(own.digest())


def folder() -> Path:
    """Of this installation, in the memory file system; readable by its user alone."""
    home = hashlib.sha256(str(settings.HOME.root).encode()).hexdigest()[:16]
    return _own(_own(Path(settings.RUN_FOLDER) / f"jiannuo-{os.getuid()}") / home)


def _own(path: Path) -> Path:
    """A folder that nobody else can look into or exchange; anybody may have made one of its name beforehand."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise FolderTakenError(str(path))
    if stat.S_IMODE(found.st_mode) != 0o700:
        path.chmod(0o700)
    return path


def is_in_memory(path: Path) -> bool:
    """Whether a folder lies in a file system that a power cut empties (tmpfs, ramfs)."""
    best, kind = "", ""
    for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
        _device, mount, found, *_rest = line.split(" ")
        inside = path == Path(mount) or Path(mount) in path.parents
        if inside and len(mount) >= len(best):
            best, kind = mount, found
    return kind in {"tmpfs", "ramfs"}


def _path(uuid: str) -> Path:
    return folder() / f"{uuid}.key"


def new_key(uuid: str) -> bytes:
    """A key for a box that opens; an earlier one of an opening that did not happen is forgotten."""
    key = secrets.token_bytes(KEY_BYTES)
    keep_key(uuid, key)
    return key


def keep_key(uuid: str, key: bytes) -> None:
    """Put a key where every process of this machine finds it, whole or not at all."""
    waiting = _path(uuid).with_name(f".{uuid}.{secrets.token_hex(4)}")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(key)
    waiting.replace(_path(uuid))


def read_key(uuid: str) -> bytes:
    """Raises ``JournalLostError``."""
    try:
        key = _path(uuid).read_bytes()
    except FileNotFoundError as error:
        raise JournalLostError(uuid) from error
    if len(key) != KEY_BYTES:
        raise JournalLostError(uuid)
    return key


def forget_key(uuid: str) -> None:
    """After this nobody reads the journal, not even we: overwritten where it lies, then removed, with what shares came."""
    path = _path(uuid)
    if path.exists():
        with path.open("r+b") as handle:
            handle.write(bytes(KEY_BYTES))
        path.unlink(missing_ok=True)
    shutil.rmtree(shares_folder(uuid), ignore_errors=True)


def shares_folder(uuid: str) -> Path:
    """Where what holders give back of a lost key waits until there is enough of it."""
    return folder() / f"{uuid}.shares"
