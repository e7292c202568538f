"""内容库: bytes named by their SHA-256. What is stored is never changed; equal content is stored once.

A blob is whole or absent: written beside its place, brought to disk, then renamed. This module knows
nothing of who may read; callers decide that.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{64}")


class BlobMissingError(LookupError):
    """No such content here (or deleted by a lawful take-down)."""


class BlobDamagedError(RuntimeError):
    """The stored bytes are not those of their name: the disk lost or changed something."""


def path_of(sha256: str) -> Path:
    """Where the content lies; refuses what is no check value, so no path can be smuggled in."""
    if not NAME.fullmatch(sha256):
        raise BlobMissingError(sha256)
    return settings.HOME.blobs / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Store the bytes, durable when this returns; gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{sha256[:16]}.{secrets.token_hex(6)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.rename(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    for folder in (target.parent, target.parent.parent):
        sync_folder(folder)
    return sha256


def sync_folder(folder: Path) -> None:
    """Bring a new name in the folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exists(sha256: str) -> bool:
    """Whether the content is here."""
    return bool(NAME.fullmatch(sha256)) and path_of(sha256).exists()


def open(sha256: str) -> BinaryIO:
    """The content for reading, unchecked; for what is sent out in pieces."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise BlobMissingError(sha256) from error


def read(sha256: str) -> bytes:
    """The whole content, checked against its name."""
    with open(sha256) as handle:
        content = handle.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BlobDamagedError(sha256)
    return content


def remove(sha256: str) -> bool:
    """Delete the content for good (a lawful take-down); False where it was not here."""
    target = path_of(sha256)
    try:
        target.unlink()
    except FileNotFoundError:
        return False
    sync_folder(target.parent)
    return True
