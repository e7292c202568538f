"""听取: put on a meeting's agenda, the report sent to the members, the announced result taken over.

The vote itself is the meeting's: one vote on report and answers together. The result comes from the
announced poll by reaction and is written once; what it leads to is ``rules.hearing.consequence``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.calendar import queries as calendar
from oversight.cases import days, permissions, queries, queries_hearing
from oversight.cases.actions.judging import lawful
from oversight.cases.actions.support import (
    KEPT_IN,
    locked,
    require,
    require_own,
    tell_office,
    tell_unit,
)
from oversight.cases.models import Case, CaseHearing
from oversight.cases.papers import subject
from oversight.cases.rules import hearing, signatures
from oversight.cases.standing import members_of, standing
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.models import Meeting
from oversight.meetings.rules.kinds import KINDS

NOT_BEGUN = ("planned", "notified", "convened")


def place_hearing(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    meeting: Meeting,
    method: str = "",
    signers: Sequence[str] = (),
    later_reason: str = "",
) -> CaseHearing:
    """列入议程: an agenda item about the case. A second hearing may be by inquiry or interpellation.

    ``method`` is asked for after a failed vote only; an interpellation names its ``signers``, counted
    against the law. ``later_reason``: why not at the very next meeting.
    """
    with act(
        "cases.place_hearing",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        rule=hearing.CODE,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("place_hearing", case)
        made = CaseHearing(
            jurisdiction=place,
            case=case,
            number=queries_hearing.hearing_no(case),
            placed_label=actor.label[:100],
        )
        take_method(place, case, made, method, signers)
        take_meeting(place, case, made, meeting, later_reason)
        item = meetings.propose_item(
            actor,
            place,
            meeting=meeting,
            title=item_title(made)[:200],
            kind=item_kind(made.method),
            about=("case", case.public_id),
            basis=made.method_basis,
            proposer=case.lead_office.name,
            units=[case.unit.public_id],
        )
        made.item_id = item.public_id
        put(made)
        case.state = "placed"
        case.save()
        running.facts = {"case": case.code, "meeting": made.meeting_name, "number": made.number}
        values = {"case": case.code, "meeting": made.meeting_name}
        title = _("%(case)s提请列入%(meeting)s议程") % values
        tell_unit(place, case, key=f"placed:{made.public_id}", title=title)
        tell_office(place, case, key=f"placed:{made.public_id}", title=title, roles=("clerk",))
    return made


def take_method(
    place: Jurisdiction, case: Case, made: CaseHearing, method: str, signers: Sequence[str]
) -> None:
    """As decided; after a failed vote another method that is carried out in a meeting may be chosen."""
    decision = queries.decision_in_force(case)
    assert decision is not None
    made.decision = decision
    made.method, made.method_title = decision.method, decision.method_title
    made.method_basis = decision.method_basis
    if not method or method == decision.method:
        return
    if case.state != "failed":
        text = _("第一次听取按会议决定的方式。")
        raise Invalid("as_decided", text, where="method")
    rules = standing(place)
    offer = rules.offer(lawful(rules, method))
    if offer is None or not offer.heard:
        raise Invalid("not_heard", _("选一种在会议上进行的方式。"), where="method")
    made.method, made.method_title = offer.code, offer.title
    made.method_basis = offer.basis[:300]
    if offer.code == "interpellation":
        made.signers = signers_of(place, case, signers)


def signers_of(place: Jurisdiction, case: Case, signers: Sequence[str]) -> list[str]:
    """Who asks for the interpellation: as many as the law wants; it is aimed at an organ."""
    names = list(dict.fromkeys(one.strip()[:60] for one in signers if one.strip()))
    asked = signatures.SignatureFacts(
        purpose="interpellation_committee" if place.level != "town" else "interpellation_congress",
        level=place.level,
        signers=len(names),
        base=members_known(place, len(names)),
        unit_kind=case.unit.kind,
    )
    found = signatures.check(asked)
    if not found.enough:
        values = {"signers": asked.signers, "needed": found.needed or 0, "base": asked.base}
        raise Invalid(found.code, _(found.text) % values, basis=_(found.basis), where="signers")
    return names


def members_known(place: Jurisdiction, least: int) -> int:
    """How many members the committee has, as the register knows; it may know none."""
    body = institutions.body_of_kind(place, "standing_committee")
    return max(members_of(place, body, institutions.today()), least)


def take_meeting(
    place: Jurisdiction, case: Case, made: CaseHearing, meeting: Meeting, later_reason: str
) -> None:
    """Meeting of a body that may hear by this method, not yet opened; a second hearing at the next one."""
    if meeting.jurisdiction_id != place.pk or meeting.state not in NOT_BEGUN:
        raise Invalid("meeting_begun", _("选一次还没有开的会议。"), where="meeting")
    offer = standing(place).offer(made.method)
    if offer is None or meeting.body.kind not in offer.hearing_bodies:
        values = {"method": made.method_title, "body": meeting.body}
        text = _("“%(method)s”不在%(body)s的会议上进行。") % values
        raise Invalid("wrong_body", text, basis=made.method_basis, where="meeting")
    failed_on, next_on = None, None
    if case.state == "failed":
        failed_on = queries_hearing.announced(case)[-1].on
        next_on = next_day(place, meeting, failed_on)
    why = hearing.refuse_meeting(
        meeting.starts_on, institutions.today(), failed_on, next_on, later_reason
    )
    if why is not None:
        raise Refused(
            why.code, _(why.text), basis=_(why.basis) if why.basis else "", where=why.where
        )
    made.meeting_id, made.planned_id = meeting.public_id, meeting.planned_meeting
    made.on = meeting.starts_on
    with override(KEPT_IN):
        made.meeting_name = str(meeting)[:200]
    made.later_reason = later_reason.replace("\x00", "").strip()[:300]


def next_day(place: Jurisdiction, meeting: Meeting, after: date) -> date | None:
    """The first day after a failed vote on which the body meets, as far as it is planned."""
    following = meetings_read.next_meeting(place, meeting.body, after)
    found = [following.starts_on] if following is not None else []
    planned = calendar.next_meetings(place, meeting.body.kind).filter(on__gt=after).first()
    if planned is not None:
        found.append(planned.on)
    return min(found, default=None)


def item_kind(method: str) -> str:
    """As the agenda calls it; 询问 is put during the consideration of a report (监督法 art. 46)."""
    kind = "special_work_report" if method == "inquiry" else method
    return kind if kind in KINDS else "other"


def item_title(made: CaseHearing) -> str:
    """What stands on the agenda; one vote is taken on report and answers together."""
    again = "再次" if made.number > 1 else ""
    name = subject(made.case)
    if made.method == "special_work_report":
        return f"{again}听取和审议关于{name}的专项工作报告"
    return f"关于{name}的{again}{made.method_title}"


def distribute_report(actor: Actor, place: Jurisdiction, case: Case) -> CaseHearing:
    """发给组成人员: the day is kept beside the seven days of the rulebook."""
    with act(
        "cases.distribute_report",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(hearing.SUPERVISION_15),
        rule=hearing.CODE,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("distribute_report", case)
        ahead = queries_hearing.hearing_ahead(case)
        assert ahead is not None
        today = institutions.today()
        due, _basis = days.lead_due(place, ahead.on, "members")
        ahead.distributed_on = today
        ahead.distributed_late = hearing.lateness(today, due).days
        ahead.save()
        title = _("%(case)s：报告已发给组成人员") % {"case": case.code}
        key = f"members:{ahead.public_id}"
        tell_office(place, case, key=key, title=title, roles=("member", "chair"))
        running.facts = {"case": case.code, "late_days": ahead.distributed_late}
    return ahead
