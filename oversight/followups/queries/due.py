"""到期事项: what waits for the office or for a unit, for the first page of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.followups import permissions
from oversight.followups.models import Followup
from oversight.followups.queries.items import carried_by, open_of, waiting_extensions
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.ui.page import Act, Due, Matter

SHOWN = 60


def due_matters(
    actor: Actor, place: Jurisdiction, today: date | None = None, days: int = 14
) -> list[Due]:
    """What is late or comes due in ``days``, and what waits for an answer; by the reader's role."""
    today = today or institutions.today()
    if permissions.can_read_office(actor, place):
        return [*for_office(actor, place, today, days)]
    if permissions.speaks(actor, place):
        return [*for_unit(actor, place, today, days)]
    return []


def url_of(place: Jurisdiction, followup: Followup) -> str:
    return reverse("followups:followup", args=[place.code, followup.public_id])


def for_office(actor: Actor, place: Jurisdiction, today: date, days: int) -> Iterator[Due]:
    """To verify, to answer, and what units owe."""
    verifies = permissions.can_verify(actor, place)
    for followup in open_of(place).filter(state="reported_done")[:SHOWN]:
        what = _("%(unit)s自报完成：%(title)s，等核实") % named(followup)
        mine = verifies and permissions.own_office(actor, followup)
        act = Act(_("核实") if mine else _("看进度"), url_of(place, followup), main=mine)
        reported = followup.reported_at or followup.assigned_at
        who = followup.office.name if followup.office else _("办公室、委室")
        day = timezone.localtime(reported).date()
        yield Due(Matter(what, who, act), day, own=follows(actor, followup))
    for request in waiting_extensions(place)[:SHOWN]:
        followup = request.followup
        what = _("%(unit)s申请延期：%(title)s") % named(followup)
        decides = permissions.can_decide(actor, place)
        label = _("答复") if decides else _("看进度")
        act = Act(label, url_of(place, followup), main=decides)
        asked = timezone.localtime(request.asked_at).date()
        yield Due(Matter(what, _("办公室、委室"), act), asked, own=follows(actor, followup))
    owed = open_of(place).filter(
        state__in=Followup.WITH_UNIT, due__lte=today + timedelta(days=days)
    )
    for followup in owed[:SHOWN]:
        late = followup.due is not None and followup.due < today
        urges = late and permissions.can_decide(actor, place)
        act = Act(_("催办") if urges else _("看进度"), url_of(place, followup), main=urges)
        matter = Matter(followup.title, followup.unit.name, act)
        yield Due(matter, followup.due, own=follows(actor, followup))


def follows(actor: Actor, followup: Followup) -> bool:
    """Whether the reader's office follows the item."""
    return actor.body_id is not None and actor.body_id == followup.office_id


def for_unit(actor: Actor, place: Jurisdiction, today: date, days: int) -> Iterator[Due]:
    """What the unit has to do; a head also what waits for the signature."""
    rows = carried_by(place, actor.unit_id).filter(state__in=Followup.WITH_UNIT)
    waits = models.Q(state__in=("assigned", "to_sign", "sent_back"))
    soon = models.Q(due__lte=today + timedelta(days=days)) | waits
    words = {
        "assigned": _("签收"),
        "to_sign": _("签字"),
        "sent_back": _("继续办理"),
    }
    ordered = rows.filter(soon).order_by(models.F("due").asc(nulls_last=True), "pk")
    for followup in ordered[:SHOWN]:
        label = words.get(followup.state, _("填进展"))
        act = Act(label, url_of(place, followup), main=True)
        yield Due(Matter(followup.title, followup.unit.name, act), followup.due)


def named(followup: Followup) -> dict[str, str]:
    return {"unit": followup.unit.name, "title": followup.title}
