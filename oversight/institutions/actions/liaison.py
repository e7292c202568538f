"""联络员与对口联系: A and B of a unit, handing over, and which office follows which unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import (
    assign,
    check_clear,
    check_period,
    check_place,
    end,
    put,
)
from oversight.institutions.models import (
    Body,
    Jurisdiction,
    LiaisonOfficer,
    OfficeCorrespondence,
    Person,
    Unit,
)
from oversight.institutions.rules import periods

LIAISON_FIELDS = frozenset({"rank", "valid_from", "valid_to", "handover_note"})


def appoint_liaison(
    actor: Actor,
    place: Jurisdiction,
    *,
    person: Person,
    unit: Unit,
    rank: str = "A",
    valid_from: date | None = None,
    valid_to: date | None = None,
    handover_note: str = "",
) -> LiaisonOfficer:
    """确定联络员: the A or B officer of a unit."""
    with _liaison_act("institutions.appoint_liaison", actor, place):
        officer = LiaisonOfficer(jurisdiction=place, person=person, unit=unit)
        changes = {"valid_from": valid_from, "valid_to": valid_to}
        return write_liaison(place, officer, rank=rank, handover_note=handover_note, **changes)


def hand_over_liaison(
    actor: Actor,
    place: Jurisdiction,
    *,
    liaison: LiaisonOfficer,
    person: Person,
    on: date,
    note: str,
) -> LiaisonOfficer:
    """联络员交接: from ``on`` another person holds the same rank; the note says what is handed over."""
    with _liaison_act("institutions.hand_over_liaison", actor, place):
        check_place(place, liaison=liaison, person=person)
        if person.pk == liaison.person_id:
            raise Invalid("same_person", _("交接要交给另一个人。"), where="person")
        end(liaison, periods.day_before(on))
        officer = LiaisonOfficer(jurisdiction=place, person=person, unit=liaison.unit)
        changes = {"valid_from": on, "handover_note": note.strip()}
        return write_liaison(place, officer, rank=liaison.rank, **changes)


def end_liaison(
    actor: Actor, place: Jurisdiction, *, liaison: LiaisonOfficer, on: date
) -> LiaisonOfficer:
    """联络员不再担任。"""
    with _liaison_act("institutions.end_liaison", actor, place):
        check_place(place, liaison=liaison)
        end(liaison, on)
    return liaison


def set_correspondence(
    actor: Actor,
    place: Jurisdiction,
    *,
    office: Body,
    unit: Unit,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> OfficeCorrespondence:
    """确定对口联系: the office follows the unit; an office that followed it before ends the eve."""
    with _liaison_act("institutions.set_correspondence", actor, place):
        return write_correspondence(place, office, unit, valid_from, valid_to)


def end_correspondence(
    actor: Actor, place: Jurisdiction, *, correspondence: OfficeCorrespondence, on: date
) -> OfficeCorrespondence:
    """对口联系终止。"""
    with _liaison_act("institutions.end_correspondence", actor, place):
        check_place(place, correspondence=correspondence)
        end(correspondence, on)
    return correspondence


def write_liaison(place: Jurisdiction, officer: LiaisonOfficer, **changes: Any) -> LiaisonOfficer:
    """Save a liaison officer: one a unit and rank at a time, A and B two persons."""
    assign(officer, changes, LIAISON_FIELDS)
    check_place(place, liaison=officer, person=officer.person, unit=officer.unit)
    check_period(officer.valid_from, officer.valid_to)
    rows = queries.liaisons_in(place).filter(unit=officer.unit).exclude(pk=officer.pk)
    period = (officer.valid_from, officer.valid_to)
    values = {"unit": officer.unit.name, "rank": officer.get_rank_display()}
    text = _("%(unit)s已有%(rank)s联络员，办交接。") % values
    check_clear(rows.filter(rank=officer.rank), *period, "rank_taken", text, "rank")
    text = _("%(name)s已经是这个单位的联络员。") % {"name": officer.person.name}
    check_clear(rows.filter(person=officer.person), *period, "liaison_exists", text, "person")
    put(officer)
    return officer


def write_correspondence(
    place: Jurisdiction,
    office: Body,
    unit: Unit,
    valid_from: date | None,
    valid_to: date | None = None,
) -> OfficeCorrespondence:
    """Save who follows the unit, ending what held before."""
    check_place(place, office=office, unit=unit)
    check_period(valid_from, valid_to)
    first = valid_from or queries.today()
    for tie in queries.correspondence_in(place).filter(unit=unit).on(first):
        if tie.office_id == office.pk:
            text = _("%(office)s已经联系这个单位。") % {"office": office.name}
            raise Invalid("already_follows", text, where="office")
        end(tie, periods.day_before(first))
    tie = OfficeCorrespondence(jurisdiction=place, office=office, unit=unit)
    tie.valid_from, tie.valid_to = valid_from, valid_to
    put(tie)
    return tie


def _liaison_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
