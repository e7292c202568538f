"""交办: assigning an item, urging, changing who carries it, withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.followups import owners, permissions
from oversight.followups.actions.telling import due_words, tell_unit, words
from oversight.followups.actions.working import (
    allow,
    drop_waiting_extension,
    keep,
    locked,
)
from oversight.followups.models import CoUnit, Followup, FollowupCounter
from oversight.followups.rules import progress
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, put, said
from oversight.institutions.models import Body, Jurisdiction, Unit

CODE = gettext_noop("跟〔%(year)d〕%(number)d号")
"""Kept as it stands in the record, whatever the language."""


def assign(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    unit: Unit,
    title: str,
    requirement: str,
    due: date | None,
    about: tuple[str, str] | None = None,
    about_label: str = "",
    basis: str = "",
    co_units: Iterable[Unit] = (),
    sealed: bool = False,
    office: Body | None = None,
    leader: str = "",
    target: str = "",
    starts_on: date | None = None,
) -> Followup:
    """交办: a unit shall do this until ``due``. ``starts_on``: the day of the paper, where it is earlier.

    ``about``: kind and public id of the record that gave rise to it, e.g. ``("case", id)``.
    """
    with act(
        "followups.assign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_assign(actor, place),
        basis=basis[:300],
        rule=progress.CODE,
    ) as running:
        helpers = list(co_units)
        check_place(place, unit=unit, office=office)
        for each in helpers:
            check_place(place, co_units=each)
        first = starts_on or institutions.today()
        if kind not in dict(Followup.KINDS):
            raise Invalid("unknown_kind", _("没有这一种事项。"), where="kind")
        if due is not None and due < first:
            raise Invalid("in_the_past", _("期限早于交办的日期。"), where="due")
        about_kind, about_id = about or ("", "")
        followup = Followup(
            jurisdiction=place,
            code=next_code(place, first.year),
            kind=kind,
            unit=existing(place, unit, "unit"),
            title=said(title, "title", "title_missing", _("没有写事项。")),
            requirement=said(requirement, "requirement", "requirement_missing", _("没有写要求。")),
            due=due,
            original_due=due,
            starts_on=first,
            about_kind=about_kind,
            about_id=about_id,
            about_label=about_label[:200],
            basis=basis,
            sealed=sealed,
            office=office or default_office(actor, place, unit),
            leader=leader,
            target=target,
            assigned_by_id=actor.account_id,
            assigned_label=actor.label[:100],
            assigned_at=timezone.now(),
        )
        keep(actor, followup)
        for each in dict.fromkeys(existing(place, helper, "co_units") for helper in helpers):
            if each.pk != followup.unit_id:
                put(CoUnit(jurisdiction=place, followup=followup, unit=each))
        tell_unit(place, followup, _("交办：%(title)s") % words(followup), due_words(followup))
        running.facts = {
            "code": followup.code,
            "kind": kind,
            "unit": followup.unit.name,
            "followup": followup.public_id,
            "title": followup.title,
            "about": f"{about_kind}:{about_id}" if about_id else "",
        }
    return followup


def existing(place: Jurisdiction, unit: Unit, where: str) -> Unit:
    """The unit that carries these duties today; refuses one that was split or abolished."""
    key = owners.lineage_of(place).today(unit.pk)
    found = institutions.units_of(place).filter(pk=key).first() if key else None
    if found is None:
        text = _("%(unit)s已经分设或撤销，请选现在的单位。")
        raise Invalid("unit_gone", text % {"unit": unit.name}, where=where)
    return found


def default_office(actor: Actor, place: Jurisdiction, unit: Unit) -> Body | None:
    """The office of who assigns, else the one that follows the unit."""
    if actor.role == "office" and actor.body_id:
        return institutions.bodies_of(place).filter(pk=actor.body_id).first()
    ties = institutions.correspondence_in(place).on(institutions.today())
    tie = ties.filter(unit=unit).order_by("pk").first()
    return tie.office if tie else None


def next_code(place: Jurisdiction, year: int) -> str:
    """The next number of the year, drawn under a lock: 跟〔2026〕7号."""
    scope = Scope.of(place)
    counters = FollowupCounter.objects.in_scope(scope).filter(year=year)
    counter = counters.select_for_update().first()
    if counter is None:
        counter = FollowupCounter(jurisdiction=place, year=year)
    counter.last += 1
    put(counter)
    return CODE % {"year": year, "number": counter.last}


def urge(actor: Actor, place: Jurisdiction, followup: Followup, *, note: str = "") -> Followup:
    """催办: reminds those who speak for the unit; changes nothing of the item."""
    with act(
        "followups.urge",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "urge")
        followup.urged_at = timezone.now()
        keep(actor, followup)
        text = note.strip() or due_words(followup)
        told = tell_unit(
            place, followup, _("催办：%(title)s") % words(followup), text, kind="deadline"
        )
        running.note = note.strip()[:500]
        running.facts = {"code": followup.code, "told": told}
    return followup


def reassign(
    actor: Actor, place: Jurisdiction, followup: Followup, *, unit: Unit, reason: str
) -> Followup:
    """改定责任单位: after a split, or where the duty lies with another unit."""
    with act(
        "followups.reassign",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "reassign")
        check_place(place, unit=unit)
        before, now = followup.unit, existing(place, unit, "unit")
        if now.pk == before.pk:
            raise Invalid("same_unit", _("责任单位没有变。"), where="unit")
        reason = said(reason, "reason", "reason_missing", _("写明改定的原因。"))
        followup.unit, followup.state, followup.accepted_at = now, "assigned", None
        followup.state_reason = reason[:500]
        keep(actor, followup)
        for helper in followup.co_units.filter(unit=now):
            helper.delete()
        tell_unit(place, followup, _("交办：%(title)s") % words(followup), due_words(followup))
        running.note = reason[:500]
        running.facts = {"code": followup.code, "from": before.name, "to": now.name}
    return followup


def withdraw(actor: Actor, place: Jurisdiction, followup: Followup, *, reason: str) -> Followup:
    """撤回: with a reason; the item stays readable and counts as withdrawn."""
    with act(
        "followups.withdraw",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "withdraw")
        reason = said(reason, "reason", "reason_missing", _("写明撤回的原因。"))
        drop_waiting_extension(followup)
        followup.state, followup.state_reason = "withdrawn", reason[:500]
        followup.closed_at = timezone.now()
        keep(actor, followup)
        tell_unit(place, followup, _("已撤回：%(title)s") % words(followup), reason)
        running.note = reason[:500]
        running.facts = {"code": followup.code}
    return followup
