"""立案、改派、撤回立案. A case has its number from the moment it is opened; nothing opens by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.cases import origins, permissions, queries
from oversight.cases.actions.support import (
    locked,
    require,
    tell_lead,
    tell_office,
    written,
)
from oversight.cases.models import Case, CaseCounter
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, not_to_come, put
from oversight.institutions.models import Body, Jurisdiction, Unit


def open_case(
    actor: Actor,
    place: Jurisdiction,
    *,
    origin: str,
    unit: Unit,
    subject: str,
    lead_office: Body | None = None,
    origin_id: str = "",
    facts: dict[str, Any] | None = None,
    on: date | None = None,
) -> Case:
    """立案: draws the number 案〔2026〕n号; the lead is the office that follows the unit unless another is named."""
    with act(
        "cases.open_case",
        actor=actor,
        place=place.code,
        permitted=permissions.can_open(actor, place),
    ) as running:
        check_place(place, unit=unit, lead_office=lead_office)
        on = on or institutions.today()
        not_to_come(on)
        checked = origins.check(place, origin, facts or {}, unit)
        lead = lead_office or lead_of(place, unit)
        refuse_other_office(actor, lead)
        refuse_second(place, origin, origin_id)
        case = Case(
            jurisdiction=place,
            year=on.year,
            number=next_number(place, on.year),
            origin=origin,
            origin_id=origin_id[:64],
            origin_facts=checked,
            unit=unit,
            subject=written(subject, "subject", _("案由"), 200),
            lead_office=lead,
            handler_id=actor.account_id,
            handler_label=actor.label[:100],
            opened_on=on,
        )
        put(case)
        title = _("%(case)s已立案，请研判") % {"case": case.code}
        tell_office(place, case, key="opened", title=title, roles=("clerk", "reviewer"))
        tell_lead(place, case, key="opened", title=title)
        running.facts = {"case": case.code, "origin": origin, "unit": unit.name}
    return case


def next_number(place: Jurisdiction, year: int) -> int:
    """The next number, drawn under a lock in the act's transaction: no gap, no double."""
    CaseCounter.objects.in_scope(Scope.of(place)).get_or_create(
        jurisdiction=place, year=year, defaults={"next_number": 1}
    )
    rows = CaseCounter.objects.in_scope(Scope.of(place)).select_for_update()
    counter = rows.get(jurisdiction=place, year=year)
    number = counter.next_number
    counter.next_number = number + 1
    counter.save()
    return int(number)


def lead_of(place: Jurisdiction, unit: Unit) -> Body:
    """The office that follows the unit; refuses where none is set."""
    found = queries.office_of_unit(place, unit)
    if found is None:
        text = _("没有立案。还没有确定由哪个委室对口联系%(unit)s，先确定，或者在下面选牵头委室。")
        raise Invalid("no_office", text % {"unit": unit.name}, where="lead_office")
    return found


def refuse_other_office(actor: Actor, lead: Body) -> None:
    """Office staff open only what their office leads; whatever leads must be an office."""
    if lead.kind not in Body.OFFICES:
        text = _("没有立案。牵头的须是委室，%(body)s不是。") % {"body": lead.name}
        raise Invalid("not_an_office", text, where="lead_office")
    if actor.role == "office" and actor.body_id != lead.pk:
        text = _("这个案件由%(office)s牵头，不由你所在的委室立案。") % {"office": lead.name}
        raise NotPermitted(text, code="other_office")


def refuse_second(place: Jurisdiction, origin: str, origin_id: str) -> None:
    """One record gives rise to one running case."""
    if not origin_id:
        return
    rows = queries.cases_of(place).filter(origin=origin, origin_id=origin_id)
    found = rows.exclude(state__in=Case.ENDED).first()
    if found is not None:
        text = _("没有立案。这件事已经有案件 %(case)s。") % {"case": found.code}
        raise Refused("already_open", text)


def reassign(
    actor: Actor, place: Jurisdiction, case: Case, *, lead_office: Body, reason: str
) -> Case:
    """改派: another office leads; an unsigned opinion of the office before stays as a draft of its side."""
    with act(
        "cases.reassign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_reassign(actor, place),
    ) as running:
        check_place(place, lead_office=lead_office)
        case = locked(place, case)
        require("reassign", case)
        refuse_other_office(actor, lead_office)
        if lead_office.pk == case.lead_office_id:
            raise Invalid("unchanged", _("牵头委室没有变化。"), where="lead_office")
        running.note = written(reason, "reason", _("原因"), 300)
        running.facts = {"from": case.lead_office.name, "to": lead_office.name}
        case.lead_office = lead_office
        case.save()
        title = _("%(case)s改由你所在的委室牵头") % {"case": case.code}
        tell_lead(place, case, key=f"lead:{lead_office.pk}", title=title)
    return case


def retract_case(actor: Actor, place: Jurisdiction, case: Case, *, reason: str) -> Case:
    """撤回立案: the office takes back what it opened, until the chairpersons' meeting has decided."""
    with act(
        "cases.retract_case",
        actor=actor,
        place=place.code,
        permitted=permissions.can_reassign(actor, place),
    ) as running:
        case = locked(place, case)
        require("retract", case)
        case.state, case.ended_on = "withdrawn", institutions.today()
        case.end_reason = written(reason, "reason", _("理由"), 500)
        case.save()
        running.note = case.end_reason[:300]
        running.facts = {"case": case.code}
        tell_lead(place, case, key="ended", title=_("%(case)s已撤回立案") % {"case": case.code})
    return case
