"""询问和质询案的行为的共同做法: the matter locked and judged for an act, who is told of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.inbox.actions import notify
from oversight.institutions.models import Jurisdiction, Person
from oversight.meetings.actions.support import found, locked
from oversight.meetings.models import InquiryMotion
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.queries.questions import own_person
from oversight.meetings.rules import inquiries as rules
from oversight.meetings.rules.questions import Refusal


def own_or_refuse(actor: Actor, place: Jurisdiction) -> Person:
    """The account's own person."""
    person = own_person(actor, place)
    if person is None:
        text = _("没有办理。你的账号没有对应到人员名册，请联系办公室。")
        raise Refused("account_without_person", text)
    return person


def locked_inquiry(place: Jurisdiction, motion: InquiryMotion) -> InquiryMotion:
    """The matter as it stands now; its meeting is locked first."""
    meeting = locked(place, motion.meeting)
    rows = InquiryMotion.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: InquiryMotion = found(
        rows.select_related("unit", "jurisdiction").filter(pk=motion.pk).order_by()
    )
    fresh.meeting = meeting
    return fresh


def allow(act: str, motion: InquiryMotion, **more: Any) -> rules.InquiryFacts:
    """Refuse what the rules do not allow now, with figures and article."""
    facts = queries.facts_of_inquiry(motion, **more)
    refuse(rules.refusal(act, facts), facts)
    return facts


def refuse(why: Refusal | None, facts: rules.InquiryFacts, where: str = "") -> None:
    """Raise the refusal of a rule."""
    if why is not None:
        basis = _(why.basis) if why.basis else ""
        text = _(why.text)
        if "%(" in text:
            text %= rules.values_of(facts)
        raise Refused(why.code, text, basis=basis, where=where)


def named(motion: InquiryMotion) -> dict[str, Any]:
    """What the record of acts says of it."""
    return {"inquiry": motion.public_id, "kind": motion.kind}


def inquiry_url(place: Jurisdiction, motion: InquiryMotion) -> str:
    return reverse("meetings:inquiry", args=[place.code, motion.public_id])


def tell_office(place: Jurisdiction, motion: InquiryMotion) -> None:
    """The leaders' office learns of what was submitted."""
    values = {"kind": motion.get_kind_display(), "title": motion.title}
    notify(
        key=f"inquiry:{motion.public_id}:submitted",
        title=_("已提出%(kind)s：%(title)s") % values,
        url=inquiry_url(place, motion),
        kind="matter",
        place=place,
        roles=("clerk", "chair"),
    )


def tell_unit(place: Jurisdiction, motion: InquiryMotion, title: str) -> None:
    """Those who speak for the organ learn that it must answer."""
    values = {"kind": motion.get_kind_display(), "title": motion.title}
    notify(
        key=f"inquiry:{motion.public_id}:{motion.state}:{motion.answers.count()}",
        title=title % values,
        text=motion.questions[:500],
        url=inquiry_url(place, motion),
        kind="matter",
        place=place,
        roles=("liaison", "unit_head"),
        unit=motion.unit,
    )
