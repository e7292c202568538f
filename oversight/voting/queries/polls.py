"""表决的读取: nothing here tells a figure of a count."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import Poll


@dataclass(frozen=True)
class Counter:
    """What may be shown while a vote goes on: heads and, on paper, ballots as declared; no vote of anybody."""

    base: int
    present: int
    in_hall: int
    by_video: int
    issued: int | None
    returned: int | None


def polls_of(place: Jurisdiction) -> models.QuerySet[Poll]:
    """Every poll of the place, newest first."""
    return Poll.objects.in_scope(Scope.of(place)).select_related("jurisdiction", "previous")


def poll_by_id(place: Jurisdiction, public_id: str) -> Poll | None:
    return polls_of(place).filter(public_id=public_id).first()


def polls_about(place: Jurisdiction, kind: str, public_id: str) -> list[Poll]:
    """The polls about one matter, in the order of their rounds."""
    rows = polls_of(place).filter(about_kind=kind, about_id=public_id)
    return list(rows.order_by("prepared_at", "pk"))


def rounds_of(poll: Poll) -> list[Poll]:
    """All rounds of the same vote, the first first."""
    first = poll
    while first.previous is not None:
        first = first.previous
    found = [first]
    rows = polls_of(poll.jurisdiction)
    while (later := rows.filter(previous=found[-1]).first()) is not None:
        found.append(later)
    return found


def counter_of(poll: Poll) -> Counter:
    return Counter(poll.base, poll.present, poll.in_hall, poll.by_video, poll.issued, poll.returned)
