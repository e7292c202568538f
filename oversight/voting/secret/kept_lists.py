"""留住的名单: the public list of cards of a try that was refused, so that the next one need not choose the file again.

The content lies under its check value, a signed note in the form says which it is and until when; nothing else is
recorded, and a list that is used stands in the act's own record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from oversight.files import blobs
from oversight.voting.models import Poll
from oversight.voting.secret.actions.cards import LONGEST

SALT = "voting.kept-list"
KEPT_FOR = timedelta(hours=2)


@dataclass(frozen=True)
class KeptList:
    """A list that is here: how many credentials it has, and until when it need not be chosen again."""

    sha256: str
    name: str
    number: int
    until: datetime


def keep(poll: Poll, name: str, raw: bytes) -> str:
    """The note for the form; "" where the file is no list, which the act then says."""
    number = number_in(raw)
    if number is None:
        return ""
    until = timezone.now() + KEPT_FOR
    note = {
        "poll": poll.public_id,
        "sha256": blobs.put(raw),
        "name": name[:100],
        "number": number,
        "until": int(until.timestamp()),
    }
    return signing.dumps(note, salt=SALT)


def found(poll: Poll, token: str) -> KeptList | None:
    """What a note of this poll's form says; None where it is another's, too old or of a file that is gone."""
    try:
        note: dict[str, Any] = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if note["poll"] != poll.public_id or not blobs.exists(note["sha256"]):
        return None
    until = datetime.fromtimestamp(note["until"], UTC)
    return KeptList(note["sha256"], note["name"], note["number"], until)


def content(kept: KeptList) -> bytes:
    """The file."""
    return blobs.read(kept.sha256)


def number_in(raw: bytes) -> int | None:
    """How many credentials a list has, without judging them."""
    if len(raw) > LONGEST:
        return None
    try:
        listed = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return len(listed) if isinstance(listed, list) and listed else None
