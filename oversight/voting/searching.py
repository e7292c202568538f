"""表决的检索来源: announced votes alone, by title, options and the words of the announcement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.search.sources import Entry, Source, Watch, joined
from oversight.voting import permissions, queries
from oversight.voting.models import Poll


def entry_of(poll: Poll) -> Entry:
    """事项、各项、宣布词。"""
    day = timezone.localdate(poll.announced_at) if poll.announced_at else None
    return Entry(poll.public_id, poll.title, joined(*poll.options, poll.announcement), day)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every announced poll."""
    for poll in queries.polls_of(place).filter(state="announced"):
        yield entry_of(poll)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    """A poll is not found before its result is announced."""
    poll = queries.poll_by_id(place, public_id)
    return entry_of(poll) if poll is not None and poll.is_announced else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The polls that this reader may open."""
    if not permissions.can_read(actor, place):
        return set()
    rows = queries.polls_of(place).filter(state="announced", public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


POLLS = Source(
    kind="poll",
    label=_("表决结果"),
    permitted=permissions.can_read,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse("voting:poll", args=[place.code, key]),
    watches=(Watch("voting.Poll"),),
)
