"""会议的公文: notice, minutes, brief – drafted from the meeting, signed off in documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import queries as documents_read
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import papers, permissions, queries
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.support import KEPT_IN, locked, meeting_act, require
from oversight.meetings.models import Meeting, MeetingGroup
from oversight.meetings.queries import questions as asked

GONE = frozenset({"recalled", "withdrawn"})


def issuer_for(place: Jurisdiction, meeting: Meeting, *kinds: str) -> Body:
    """Who issues: the first of these bodies that the place has, else the body that meets."""
    found = (institutions.body_of_kind(place, kind) for kind in kinds)
    return next((body for body in found if body is not None), meeting.body)


def drafted(
    actor: Actor,
    place: Jurisdiction,
    meeting: Meeting,
    kind: str,
    draft: papers.Draft,
    issuer: Body,
    *,
    about: tuple[str, str] | None = None,
    addressees: Sequence[Any] = (),
    copies: Sequence[Any] = (),
    **facts: str,
) -> Paper:
    """The paper in documents, about this meeting unless it is about one of its items."""
    return documents.draft_paper(
        whole(actor),
        place,
        kind=kind,
        issuer=issuer,
        title=draft.title[:200],
        text=draft.text,
        addressees=addressees,
        copies=copies,
        about=about or ("meeting", meeting.public_id),
        facts={"meeting": meeting.title, **facts},
    )


def draft_notice(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Paper:
    """起草会议通知: from dates, place and the agenda as it stands; one that was not recalled at a time."""
    with meeting_act(
        "draft_notice", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("draft_notice", meeting)
        rows = documents_read.papers_about(place, "meeting", meeting.public_id)
        if rows.filter(kind="notice").exclude(state__in=GONE).exists():
            raise Refused("paper_exists", _("会议通知已经起草，请在公文里继续办理。"))
        items = [one for one in queries.items_of(meeting) if one.state == "placed"]
        called = list(queries.participants_of(meeting))
        with override(KEPT_IN):
            draft = papers.notice(meeting, items, called)
        issuer = issuer_for(place, meeting, "general_office")
        to = [papers.members_called(meeting), *papers.units_called(called)]
        paper = drafted(actor, place, meeting, "notice", draft, issuer, addressees=to)
        running.facts = {"paper": paper.public_id}
    return paper


def draft_minutes(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Paper:
    """起草会议纪要: from attendance, items, results and speeches; the office goes on from there."""
    with meeting_act(
        "draft_minutes", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("draft_minutes", meeting)
        items = [one for one in queries.items_of(meeting) if one.placed_on]
        draft = papers.minutes(
            meeting,
            items,
            list(queries.participants_of(meeting)),
            queries.quorum_of(meeting),
            queries.notes_of(meeting),
            list(asked.questions_at(meeting)),
            list(asked.promises_at(meeting)),
        )
        paper = drafted(actor, place, meeting, "minutes", draft, meeting.body)
        running.facts = {"paper": paper.public_id}
    return paper


def draft_brief(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, group: MeetingGroup | None = None
) -> Paper:
    """起草会议简报: what was said in one group, or in all."""
    with meeting_act("draft_brief", actor, place, permissions.can_note(actor, place)) as running:
        meeting = locked(place, meeting)
        require("draft_brief", meeting)
        notes = [
            note for note in queries.notes_of(meeting) if group is None or note.group_id == group.pk
        ]
        if not notes:
            raise Refused("no_notes", _("还没有审议发言，先记录再编简报。"))
        rows = documents_read.papers_about(place, "meeting", meeting.public_id)
        number = rows.filter(kind="brief").count() + 1
        with override(KEPT_IN):
            draft = papers.brief(meeting, number, group, notes)
        issuer = issuer_for(place, meeting, "general_office")
        paper = drafted(actor, place, meeting, "brief", draft, issuer, brief=str(number))
        running.facts = {"paper": paper.public_id, "brief": number}
    return paper
