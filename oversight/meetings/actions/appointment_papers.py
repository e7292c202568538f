"""任免文书的写: the nomination and the certificate of one person, drafted from the record, signed off as every paper."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.documents.kinds import KINDS
from oversight.documents.models import Paper
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.appointment_support import allow, locked_appointment, named
from oversight.meetings.actions.papers import GONE, drafted, issuer_for
from oversight.meetings.actions.support import meeting_act
from oversight.meetings.drafts import appointments as drafts
from oversight.meetings.models import Appointment
from oversight.meetings.papers import Draft
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules

TEXTS: dict[str, Callable[[Appointment], Draft]] = {
    "nomination": drafts.nomination,
    "certificate": drafts.certificate,
}


def draft_appointment_paper(
    actor: Actor, place: Jurisdiction, one: Appointment, *, kind: str
) -> Paper:
    """起草提请任免的议案、任命书: a nomination before the vote, a certificate once the person was adopted."""
    with meeting_act(
        "draft_appointment_paper",
        actor,
        place,
        permissions.can_keep_matters(actor, place),
        rules.CODE,
    ) as running:
        if kind not in TEXTS:
            raise Invalid("unknown_kind", _("没有这一种文书。"), where="kind")
        one = locked_appointment(place, one)
        allow(f"draft_{kind}", one)
        if queries.papers_of_appointment(one).filter(kind=kind).exclude(state__in=GONE).exists():
            text = _("%(kind)s已经起草，请在公文里继续办理；不用的先作废。")
            raise Refused("paper_exists", text % {"kind": KINDS[kind].title})
        meeting = one.item.meeting
        paper = drafted(
            actor,
            place,
            meeting,
            kind,
            TEXTS[kind](one),
            issuer_of(place, one, kind),
            about=("agenda_item", one.item.public_id),
            addressees=[meeting.body] if kind == "nomination" else (),
            appointment=one.public_id,
            name=one.name,
        )
        running.facts = named(one) | {"paper": paper.public_id, "paper_kind": kind}
    return paper


def issuer_of(place: Jurisdiction, one: Appointment, kind: str) -> Body:
    """The proposer where it is a body of the place, else its office; who adopted gives the certificate."""
    meeting = one.item.meeting
    if kind == "certificate":
        return meeting.body
    proposer = drafts.PROPOSERS.get(one.nominator)
    return issuer_for(place, meeting, *([proposer] if proposer else []), "general_office")
