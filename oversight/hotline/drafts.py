"""上传的草稿: a file kept for a day between two pages, for the account that uploaded it and nobody else.

A CSV that is only looked at keeps its head alone. Nothing here is part of the ticket store.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

KEPT_SECONDS = 24 * 3600
HEAD_BYTES = 1 << 20
KEY = re.compile(r"[0-9]{1,18}-[a-z0-9]{24}")
BINARY = (b"PK", b"PAR1")


@dataclass(frozen=True)
class Draft:
    """一份草稿: ``whole`` says whether all of the file was kept; ``subject`` which page it waits for."""

    key: str
    place: str
    subject: str
    file_name: str
    whole: bool
    size: int
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file."""
        return folder() / f"{self.key}.file"

    @property
    def head(self) -> Path:
        """What to look at: the head of a text file, else the whole file."""
        head = folder() / f"{self.key}.head"
        return head if head.exists() else self.path


def folder() -> Path:
    """Where drafts lie."""
    path = Path(settings.HOME.scratch) / "drafts"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(
    account: int, place: str, upload: Any, *, subject: str, file_name: str, whole: bool
) -> Draft:
    """Keep an upload; without ``whole`` only as much of it as the next page looks at."""
    expire()
    key = f"{account}-{secrets.token_hex(12)}"
    path = folder() / f"{key}.file"
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    text = not start.startswith(BINARY)
    if text:
        write_head(upload, path.with_suffix(".head") if whole else path)
        upload.seek(0)
    if whole or not text:
        take(upload, path)
    draft = Draft(key, place, subject, file_name, whole or not text, path.stat().st_size)
    remember(draft, {})
    return draft


def remember(draft: Draft, values: dict[str, Any]) -> None:
    """Keep what was chosen with the file."""
    draft.values.update(values)
    note = folder() / f"{draft.key}.json"
    note.touch(mode=0o600)
    note.write_text(json.dumps(asdict(draft)), encoding="utf-8")


def write_head(upload: BinaryIO, path: Path) -> None:
    """The first lines of a text file; a line that is cut off is left out."""
    head = upload.read(HEAD_BYTES)
    if len(head) == HEAD_BYTES and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    path.touch(mode=0o600)
    path.write_bytes(head)


def take(upload: Any, path: Path) -> None:
    """The whole upload: moved where it already lies on the disk, else copied."""
    path.touch(mode=0o600)
    with path.open("wb") as handle:
        shutil.copyfileobj(upload, handle, 1 << 20)


def find(account: int | None, place: str, subject: str, key: str) -> Draft | None:
    """The draft of this account; None where there is none, or it is too old."""
    if account is None or not KEY.fullmatch(key) or not key.startswith(f"{account}-"):
        return None
    try:
        values = json.loads((folder() / f"{key}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    draft = Draft(**values)
    mine = (draft.place, draft.subject) == (place, subject)
    return draft if mine and draft.path.exists() else None


def drop(draft: Draft) -> None:
    """Forget a draft."""
    remove(draft.key)


def remove(key: str) -> None:
    """Every file of a key."""
    for suffix in ("json", "head", "file"):
        (folder() / f"{key}.{suffix}").unlink(missing_ok=True)


def expire() -> None:
    """Forget what is older than a day."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # another upload is tidying too
            if path.stat().st_mtime < oldest:
                path.unlink()
