"""别处的承办事项: what a unit owes that is no followup – named by the apps above, shown on the same desk.

``OTHER_DUTIES`` names a mapping: heading → function (actor, place) → what is due. The desk knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from oversight.audit.actors import Actor
from oversight.followups.queries.duties import Voice
from oversight.institutions.models import Jurisdiction
from oversight.ui.page import Due

Duties = Callable[[Actor, Jurisdiction], Iterable[Due]]


@dataclass(frozen=True)
class Elsewhere:
    """一件: ``grant`` is what to switch to where it belongs to another place."""

    due: Due
    place: Jurisdiction
    grant: str


@dataclass(frozen=True)
class Group:
    """一类, by its heading."""

    heading: str
    rows: list[Elsewhere]


def elsewhere(voices: Sequence[Voice], acting: str) -> list[Group]:
    """What waits for each of these voices, what is due first; only headings that have something."""
    named: Mapping[str | Promise, Duties] = import_string(settings.OTHER_DUTIES)
    found = []
    for heading, duties in named.items():
        rows = [
            Elsewhere(due, voice.grant.jurisdiction, "" if here(voice, acting) else key(voice))
            for voice in voices
            for due in duties(voice.actor, voice.grant.jurisdiction)
        ]
        if rows:
            rows.sort(key=lambda one: (one.due.day is None, one.due.day))
            found.append(Group(str(heading), rows))
    return found


def key(voice: Voice) -> str:
    return str(voice.grant.public_id)


def here(voice: Voice, acting: str) -> bool:
    """Whether the reader acts for this voice now."""
    return key(voice) == acting
