"""告知: who is told of what happened with an item; only points at its page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.followups import owners
from oversight.followups.models import Followup
from oversight.inbox.actions import holders, notify
from oversight.institutions.models import Jurisdiction

UNIT_ROLES = ("liaison", "unit_head")


def url_of(place: Jurisdiction, followup: Followup) -> str:
    return reverse("followups:followup", args=[place.code, followup.public_id])


def tell_unit(
    place: Jurisdiction,
    followup: Followup,
    title: str,
    text: str = "",
    *,
    roles: tuple[str, ...] = UNIT_ROLES,
    kind: str = "matter",
) -> int:
    """Those who speak for the unit that carries the item today."""
    return notify(
        key=f"followups:{followup.public_id}:{followup.version}:unit",
        title=title,
        text=text,
        url=url_of(place, followup),
        kind=kind,
        place=place,
        roles=roles,
        unit=owners.owner_of(place, followup) or followup.unit,
    )


def tell_office(place: Jurisdiction, followup: Followup, title: str, text: str = "") -> int:
    """Who assigned the item and the staff of the office that follows it; the clerks where none does."""
    accounts = {followup.assigned_by_id} - {None}
    if followup.office_id is not None:
        accounts |= holders(place, "office", offices=[followup.office_id])
    return notify(
        key=f"followups:{followup.public_id}:{followup.version}:office",
        title=title,
        text=text,
        url=url_of(place, followup),
        kind="matter",
        place=place,
        accounts=accounts,
        roles=() if accounts else ("clerk",),
    )


def words(followup: Followup) -> dict[str, str]:
    """Unit and title for a sentence."""
    return {"unit": followup.unit.name, "title": followup.title, "code": followup.code}


def due_words(followup: Followup) -> str:
    """Until when, for the text of a notice."""
    if followup.due is None:
        return _("没有规定期限。")
    return _("期限%(day)s。") % {"day": followup.due.isoformat()}
