"""案件所据的规则: the rulebook in force as the rules of this app take it – methods, lead times, recipients."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.rules import lead_times
from oversight.calendar.rules.lead_times import Lead, LeadPlan
from oversight.calendar.rules.workdays import DaysOff
from oversight.cases import queries_hearing
from oversight.cases.rules import methods
from oversight.cases.rules.methods import Basis, Offer
from oversight.institutions import naming
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Dispositions, LeadTimes, Methods
from oversight.rulebooks.sections.words import METHODS


@dataclass(frozen=True)
class Standing:
    """规则簿里与案件有关的部分. ``waiver``: on what basis ad-hoc topics are free of the lead times, or ""."""

    label: str
    reference: str
    sha256: str
    offers: tuple[Offer, ...]
    leads: tuple[Lead, ...]
    waiver: str
    decided_by: tuple[str, ...]

    def offer(self, code: str) -> Offer | None:
        """One method, None where it is not known."""
        return next((one for one in self.offers if one.code == code), None)

    def plan(
        self,
        place: Jurisdiction,
        meeting: date,
        today: date,
        waived: bool = False,
        done: Collection[str] = (),
        days_off: DaysOff | None = None,
    ) -> LeadPlan:
        """The days before a meeting as seen today; ``done`` are the codes already kept.

        ``days_off`` of the place, where they have been read already.
        """
        return lead_times.plan(
            meeting,
            self.leads,
            today,
            done=done,
            days_off=days_off or calendar.days_off(place),
            waiver=self.waiver if waived else "",
        )


def standing(place: Jurisdiction, day: date | None = None, reference: str = "") -> Standing:
    """What holds on a day, or what held under an earlier rulebook (for replay)."""
    book = rulebooks.at(reference, place) if reference else rulebooks.in_force(place, day)
    leads = book.of(LeadTimes)
    return Standing(
        label=str(book.label),
        reference=book.reference,
        sha256=book.sha256,
        offers=offers(place, book.of(Methods), day),
        leads=tuple(Lead(one.code, one.days, one.text, one.basis) for one in leads.steps),
        waiver=leads.waiver_basis if leads.waiver else "",
        decided_by=book.of(Dispositions).decided_by,
    )


def offers(place: Jurisdiction, section: Methods, day: date | None = None) -> tuple[Offer, ...]:
    """The methods for the bodies that the place has on the day."""
    bases = [
        Basis(row.method, row.body_kind, row.basis, row.signatures, row.proposable)
        for row in section.rows
    ]
    kinds = institutions.bodies_of(place).on(day or institutions.today())
    bodies = frozenset(kinds.order_by().values_list("kind", flat=True))
    return methods.offers(METHODS, bases, bodies, place.has_congress)


def meetings_for(place: Jurisdiction, offer: Offer) -> list[PlannedMeeting]:
    """The meetings to come in which the method can be heard, soonest first."""
    if not offer.heard:
        return []
    rows = queries_hearing.meetings_ahead(place).filter(body__kind__in=offer.hearing_bodies)
    return list(rows.select_related("body"))


def meeting_name(meeting: PlannedMeeting) -> str:
    """云川市第十六届人大常委会第三十四次会议."""
    return naming.meeting_name(meeting.body, meeting.term_no, meeting.meeting_no)


def deciding_body(place: Jurisdiction, day: date | None = None) -> Any:
    """Whom the rulebook lets decide: the chairpersons' meeting, in a town the presidium; None in a street."""
    for kind in rulebooks.in_force(place, day).of(Dispositions).decided_by:
        found = institutions.body_of_kind(place, kind, day)
        if found is not None:
            return found
    return None


def members_of(place: Jurisdiction, body: Any, day: date) -> int:
    """How many members the deciding body has on a day, as the register knows; 0 where it does not."""
    seats = institutions.memberships_in(place).exclude(role="staff").on(day)
    own = seats.filter(body=body).count()
    if own or body is None or body.kind != "chairpersons_meeting":
        return own
    chairs = seats.filter(
        body__kind="standing_committee", role__in=["chair", "vice_chair", "secretary"]
    )
    return chairs.count()


def recipients(place: Jurisdiction, day: date | None = None) -> Sequence[Any]:
    """Whom every action is reported to."""
    return rulebooks.recipients(place, day).rows
