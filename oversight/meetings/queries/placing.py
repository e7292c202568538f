"""读列入议程: which bodies may place an item of a meeting, and what of the lead times its items no longer keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.calendar.rules.reasons import Reason
from oversight.institutions import queries as institutions
from oversight.meetings.models import AgendaItem, ItemPaper, Meeting
from oversight.meetings.queries.item_papers import leads_of, papers_in, waiver_of
from oversight.meetings.rules import placing
from oversight.meetings.rules.kinds import kind_of

AHEAD = frozenset({"planned", "notified", "convened"})
"""States of a meeting before which a paper may still come in time."""
KEPT_IN = "zh-hans"
Missed = dict[str, tuple[Reason, ...]]


@dataclass(frozen=True)
class Placer:
    """可以决定列入议程的机构: ``code`` its public id, or its kind where the register has no such body."""

    code: str
    kind: str
    name: str
    word: str


def placers_of(meeting: Meeting) -> list[Placer]:
    """The bodies that decide on the agenda of the meeting, the usual one first."""
    place, day = meeting.jurisdiction, institutions.today()
    found = []
    for kind in placing.placers(meeting.body.kind, meeting.kind):
        body = institutions.body_of_kind(place, kind, day)
        with override(KEPT_IN):
            word = _(placing.WORDS[kind])
        if body is not None:
            found.append(Placer(body.public_id, kind, body.name, word))
        elif not found:
            found.append(Placer(kind, kind, word, word))
    return found


def missed_of(meeting: Meeting, items: Iterable[AgendaItem]) -> Missed:
    """By item: the lead times that it no longer keeps, while the meeting lies ahead; rules and papers read once."""
    bound = [one for one in items if kind_of(one.kind).leads and not one.has_ended]
    if not bound or meeting.state not in AHEAD:
        return {}
    leads, waiver, today = leads_of(meeting), waiver_of(meeting), institutions.today()
    papers = papers_by_item(meeting)
    found: Missed = {}
    for item in bound:
        received = received_of(papers.get(item.pk, []))
        reasons = placing.missed(meeting.starts_on, leads, today, received=received, waiver=waiver)
        if reasons:
            found[item.public_id] = reasons
    return found


def missed_by(item: AgendaItem) -> tuple[Reason, ...]:
    """The lead times that one item no longer keeps."""
    return missed_of(item.meeting, [item]).get(item.public_id, ())


def papers_by_item(meeting: Meeting) -> dict[int, list[ItemPaper]]:
    """The papers in use of every item of the meeting."""
    rows = papers_in(meeting.jurisdiction).filter(item__meeting=meeting, dropped=False)
    found: dict[int, list[ItemPaper]] = {}
    for paper in rows.prefetch_related("versions"):
        found.setdefault(paper.item_id, []).append(paper)
    return found


def received_of(papers: Sequence[ItemPaper]) -> list[placing.Received]:
    """What came for each step: the first version of a paper that counts for it."""
    found: dict[tuple[int, str], placing.Received] = {}
    for paper in papers:
        for version in sorted(paper.versions.all(), key=lambda one: one.number):
            if version.lead_code:
                row = placing.Received(paper.title, version.lead_code, version.received_on)
                found.setdefault((paper.pk, version.lead_code), row)
    return list(found.values())
