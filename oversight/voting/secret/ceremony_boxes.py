"""票箱与持钥人: what a holder's tool asks of the boxes of its keys; thin over queries, archives and acts."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.voting.models import BallotBox, KeyHolder, KeySet
from oversight.voting.secret import actions, archives, heads, queries
from oversight.voting.secret.keys import holder_actor
from oversight.voting.secret.showing import journal_is_lost

STATES = {
    "prepared": "waiting",
    "opened": "open",
    "closed": "closing",
    "tallied": "tallied",
    "decrypted": "opened",
    "sealed": "sealed",
}
DECLARED = frozenset({"collected", "counted"})
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
PIECE = 1 << 16


class NotNow(Refused):
    """Nothing of the kind is there yet."""

    status = 409


def state_of(box: BallotBox) -> str:
    """As the tool reads it: ``tallied`` only once the chair has declared the vote valid, so that it may be opened."""
    if box.state == "tallied" and not box.trial and box.poll.state not in DECLARED:
        return "closing"
    if box.state == "decrypted" and box.poll.is_announced:
        return "announced"
    return STATES[box.state]


def listed(key_set: KeySet) -> list[dict[str, Any]]:
    """Every box of these keys."""
    return [
        {
            "uuid": box.uuid,
            "title": box.poll.title,
            "trial": box.trial,
            "state": state_of(box),
            "ballots": box.board.count(),
        }
        for box in queries.boxes_of(key_set).order_by("pk")
    ]


def box_for(holder: KeyHolder, uuid: str) -> BallotBox:
    """The box of the address, of these keys alone."""
    found = queries.boxes_of(holder.key_set).filter(uuid=uuid).first()
    if found is None:
        raise Http404(uuid)
    return found


def has_begun(box: BallotBox) -> bool:
    """Whether there is an archive, which only grows: not before the list of cards is final."""
    return box.state != "prepared" and queries.cards_of(box) is not None


def archive(request: HttpRequest, box: BallotBox) -> HttpResponseBase:
    """The archive so far; of a range the rest from there, 416 where nothing came after."""
    if not has_begun(box):
        raise NotNow("not_now", _("投票还没有开始，投票档案也还没有。"))
    file = archives.archive_file(box).open("rb")
    size = file.seek(0, 2)
    file.seek(0)
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None:
        answer = FileResponse(file, content_type="application/octet-stream")
    else:
        answer = ranged(file, size, int(asked[1]), int(asked[2]) if asked[2] else size - 1)
    answer["Accept-Ranges"], answer["Cache-Control"] = "bytes", "no-store"
    return answer


def ranged(file: BinaryIO, size: int, first: int, last: int) -> FileResponse:
    """Bytes first to last, both included."""
    last = min(last, size - 1)
    if first > last:
        file.close()
        answer = FileResponse(b"", status=416)
        answer["Content-Range"] = f"bytes */{size}"
        return answer
    file.seek(first)
    length = last + 1 - first
    answer = FileResponse(Part(file, length), content_type="application/octet-stream", status=206)
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(length)
    return answer


class Part:
    """So many bytes of a file from where it stands."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file, self.left = file, length

    def read(self, size: int = PIECE) -> bytes:
        found = self.file.read(min(size if size >= 0 else self.left, self.left))
        self.left -= len(found)
        return found

    def close(self) -> None:
        self.file.close()


def heads_of(box: BallotBox, after: int) -> dict[str, Any]:
    """What was signed while the box received, behind so many heads; 404 of a box of before there were any."""
    found = heads.told(box, after)
    if found is None:
        raise Http404(box.uuid)
    return found


def decrypt(holder: KeyHolder, box: BallotBox, raw: bytes) -> int:
    """Hand over a decryption; how many holders are still needed."""
    actions.add_decryption(holder_actor(holder), box, holder, raw)
    return queries.standing_of(box).missing


def sealed_share(holder: KeyHolder, box: BallotBox) -> str | None:
    """The holder's sealed share of the key of what was received, while the key itself is lost; else None."""
    if not box.sealed_key or not journal_is_lost(box):
        return None
    return str(box.sealed_key[holder.number - 1])


def recover(holder: KeyHolder, box: BallotBox, share: str) -> bool:
    """Hand over a share; whether enough are there and what was received can be read again."""
    return actions.recover_journal(holder_actor(holder), box, holder, share)
