"""私密文件 (private files): made once, readable by their owner alone, written whole, never written over by accident."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError

_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would change the ends of lines."""


def write_new(path: Path, text: str, *, private: bool) -> None:
    """A new file, durable before the command ends; raises ``FileExistsError``."""
    mode = 0o600 if private else 0o644
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def write_whole(path: Path, raw: bytes, *, private: bool) -> None:
    """A file whole or not at all, in place of an older one; durable before the command goes on."""
    waiting = path.with_name(f"{path.name}.new")
    waiting.unlink(missing_ok=True)
    descriptor = os.open(
        waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600 if private else 0o644
    )
    with os.fdopen(descriptor, "wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())
    waiting.replace(path)


def read_values(path: Path) -> list[Any]:
    """A JSON value a line; raises ``BallotError``: malformed."""
    found = []
    for number, line in enumerate(read_lines(path), 1):
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise BallotError("malformed", f"{path.name}:{number}") from error
    return found


def read_value(path: Path) -> Any:
    """The only JSON value of a file; raises ``BallotError``: malformed, shape."""
    found = read_values(path)
    if len(found) != 1:
        raise BallotError("shape", path.name)
    return found[0]


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, without empty ones and what editors put before them; raises ``BallotError``: malformed."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BallotError("malformed", path.name) from error
    return [line.strip() for line in lines if line.strip()]


def read_line(path: Path) -> str:
    """The only line of a text file; raises ``BallotError``: malformed, shape."""
    found = read_lines(path)
    if len(found) != 1:
        raise BallotError("shape", path.name)
    return found[0]


def wipe(paths: Sequence[Path]) -> None:
    """Written over, then deleted; flash memory may keep a copy, so the medium goes into the sealed envelope too."""
    for path in paths:
        size = path.stat().st_size
        with path.open("r+b", buffering=0) as out:
            out.write(secrets.token_bytes(size))
            os.fsync(out.fileno())
        path.unlink()
