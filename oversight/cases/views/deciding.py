"""决定的表单: record what the meeting decided, confirm or hand back the record, hand the case to another office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oversight.cases import actions, permissions, queries
from oversight.cases.actions.deciding import Met
from oversight.cases.forms import BareForm, DecisionForm, ReasonForm, ReassignForm
from oversight.cases.models import Case, CaseDecision
from oversight.cases.pages.course import Course
from oversight.cases.pages.next_card import refusal
from oversight.cases.standing import deciding_body, members_of
from oversight.cases.views.shared import case_act, case_page
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.ui import formats

MEETING = ("body", "term_no", "meeting_no", "on", "members", "present", "yes")


@case_page(permissions.can_record_decision)
def record_decision(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """登记决定。"""
    course = Course(place, case)

    def run(*who: Any, **data: Any) -> CaseDecision:
        met = Met(**{name: data.pop(name) for name in MEETING})
        return actions.record_decision(*who, met=met, **data)

    own, leader = actor_of(request).role == "chair", {"leader": place.leader}
    return case_act(
        request,
        place,
        case,
        DecisionForm,
        run,
        title=_("登记会议对%(case)s的决定") % {"case": case.code},
        button=_("登记决定"),
        done=_("决定已登记并确认。") if own else _("决定已登记，等%(leader)s确认。") % leader,
        warning=_("由你登记的决定即时生效。") if own else _("%(leader)s确认以后生效。") % leader,
        facts=decision_facts(course),
        initial=first_values(place),
        offered={"case": case, "rules": course.rules},
    )


def first_values(place: Jurisdiction) -> dict[str, Any]:
    """The deciding body of the place, its running term, today, its members as the register knows."""
    today = institutions.today()
    body, term = deciding_body(place, today), institutions.current_term(place, today)
    counter = institutions.counters_of(place).filter(body=body, term=term).first()
    members = members_of(place, body, today)
    return {
        "body": body,
        "term_no": term.term_no if term else None,
        "meeting_no": counter.next_meeting_no if counter else None,
        "on": today,
        "members": members or None,
    }


def decision_facts(course: Course) -> list[tuple[str, str]]:
    """What both offices proposed, under which rulebook, and which meeting is early enough."""
    found = [
        (
            one.office.name if one.office else _("办公室"),
            proposal(course, one.method, one.text),
        )
        for one in course.opinions
        if one.is_signed
    ]
    found.append((_("规则簿"), course.rules.label))
    if course.case.state == "judged" and (hint := refusal(course)):
        found.append((_("会期"), hint))
    return found


def proposal(course: Course, method: str, text: str) -> str:
    """One office's proposal in a line."""
    offer = course.rules.offer(method)
    title = _(offer.title) if offer else _("不采取监督措施")
    return _("建议%(method)s。%(text)s") % {"method": title, "text": text}


def pending_facts(decision: CaseDecision | None) -> list[tuple[str, str]]:
    """The record as it waits for the chair."""
    if decision is None:
        return []
    met = _("%(meeting)s，%(day)s，应到 %(members)d 人，实到 %(present)d 人")
    values = {
        "meeting": decision.meeting_name,
        "day": formats.day(decision.on),
        "members": decision.members,
        "present": decision.present,
    }
    found = [
        (_("决定"), str(decision.get_kind_display())),
        (_("会议"), met % values),
        (_("监督方式"), decision.method_title),
        (_("依据"), decision.method_basis),
        (_("听取的会议"), decision.heard_name),
        (_("听取的日期"), formats.day(decision.heard_on) if decision.heard_on else ""),
        (_("不受时限的理由"), decision.waiver_reason),
        (_("并入"), str(decision.merge_into or "")),
        (_("决定内容"), decision.text),
        (_("记录人"), decision.recorded_label),
    ]
    return [(term, text) for term, text in found if text]


@case_page(permissions.can_confirm_decision)
def confirm_decision(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """确认决定。"""
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.confirm_decision,
        title=_("确认%(case)s的决定记录") % {"case": case.code},
        button=_("确认决定"),
        done=_("决定已确认。"),
        warning=_("确认以后决定生效，不能撤回；改变须由会议另作决定。"),
        facts=pending_facts(queries.pending_decision(case)),
    )


@case_page(permissions.can_confirm_decision)
def refuse_decision(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """退回决定的记录。"""
    return case_act(
        request,
        place,
        case,
        ReasonForm,
        actions.refuse_decision,
        title=_("退回%(case)s的决定记录") % {"case": case.code},
        button=_("退回记录"),
        done=_("记录已退回经办人。"),
        facts=pending_facts(queries.pending_decision(case)),
    )


@case_page(permissions.can_reassign)
def reassign(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """改派牵头委室。"""
    return case_act(
        request,
        place,
        case,
        ReassignForm,
        actions.reassign,
        title=_("把%(case)s改派给另一个委室牵头") % {"case": case.code},
        button=_("改派牵头委室"),
        done=_("已改派，新的牵头委室已收到提醒。"),
        facts=[(_("现在牵头"), case.lead_office.name)],
        offered={"case": case},
    )
