"""听取、审议意见、结案、公开的表单: place on an agenda, opinions, verification, views, calls, figures, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.calendar import queries as calendar
from oversight.cases import actions, days, permissions, queries_hearing
from oversight.cases.days import within_words
from oversight.cases.forms import BareForm
from oversight.cases.forms_hearing import (
    OpinionsForm,
    PassOpinionsForm,
    PlaceHearingForm,
    VerifyReplyForm,
    meetings_to_hear,
)
from oversight.cases.models import Case
from oversight.cases.pages.course import Course
from oversight.cases.standing import deciding_body
from oversight.cases.views.paper_acts import paper_url
from oversight.cases.views.shared import case_act, case_page
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.meetings.permissions import can_arrange as may_arrange
from oversight.ui.formats import day


def to_outcome(place: Jurisdiction, case: Case) -> Callable[[Any], str]:
    """Back to the page of opinions, views and closing."""
    url = reverse("cases:outcome", args=[place.code, case.public_id])
    return lambda _made: url


@case_page(permissions.can_draft_papers)
def place_hearing(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """提请列入议程。"""
    course = Course(place, case)
    facts = []
    if course.decision is not None:
        facts = [
            (_("监督方式"), course.decision.method_title),
            (_("会议决定"), course.decision.heard_name),
        ]
    if course.facts.unanswered:
        text = _("%(count)d 条，会上一并说明") % {"count": course.facts.unanswered}
        facts.append((_("单位还没有回应的发现"), text))
    none = not meetings_to_hear(place).exists()
    may = may_arrange(actor_of(request), place)
    return case_act(
        request,
        place,
        case,
        PlaceHearingForm,
        actions.place_hearing,
        title=_("提请把%(case)s列入会议议程") % {"case": case.code},
        button=_("提请列入议程"),
        done=_("议题已提出，在会议里列入议程。"),
        lead=_("对报告和答复一并表决，以全体组成人员的过半数通过。"),
        facts=facts,
        initial=first_meeting(course),
        offered={"case": case, "rules": course.rules},
        obstacle=no_meeting(place) if none else "",
        others=[(_("登记会议"), reverse("meetings:plan_meeting", args=[place.code]))]
        if none and may
        else (),
        then=lambda made: reverse("meetings:meeting", args=[place.code, made.meeting_id]),
    )


def no_meeting(place: Jurisdiction) -> str:
    """That no meeting to come is registered, and which one the calendar has."""
    text = _("还没有可以列入这项议题的会议：先登记会议，再提请列入议程。")
    planned = calendar.next_meetings(place).exclude(body__kind="chairpersons_meeting").first()
    if planned is None:
        return text
    values = {"name": str(planned), "day": day(planned.on)}
    return text + _("会期里最近的是%(name)s，%(day)s。") % values


def first_meeting(course: Course) -> dict[str, Any]:
    """The meeting that was decided on, where it is in the list; after a failed vote the next one."""
    decision = course.decision
    if course.case.state == "failed" and course.hearings:
        last = meetings.meeting_by_id(course.place, course.hearings[-1].meeting_id)
        found = meetings.next_meeting(course.place, last.body, last.starts_on) if last else None
        return {"meeting": found} if found else {}
    if decision is None or not decision.heard_at:
        return {}
    rows = meetings.meetings_of(course.place).filter(planned_meeting=decision.heard_at)
    found = rows.exclude(state="cancelled").first()
    return {"meeting": found} if found else {}


@case_page(permissions.can_draft_papers)
def distribute_report(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """登记报告已发组成人员。"""
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.distribute_report,
        title=_("登记%(case)s的报告已发组成人员") % {"case": case.code},
        button=_("登记已发"),
        done=_("已登记，组成人员收到通知。"),
        lead=_("会议举行的七日前发给组成人员（《监督法》第十五条）；晚的如实标明。"),
    )


@case_page(permissions.can_draft_papers)
def draft_opinions(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草审议意见。"""
    return case_act(
        request,
        place,
        case,
        OpinionsForm,
        actions.draft_opinions,
        title=_("起草%(case)s的审议意见") % {"case": case.code},
        button=_("起草审议意见"),
        done=_("审议意见已起草，请核对文稿后送核。"),
        lead=_("印发以后开始计算报告研究处理情况的期限。"),
        then=lambda made: paper_url(place, made.paper_id),
    )


@case_page(permissions.can_draft_papers)
def pass_opinions(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """登记审议意见通过。"""
    body, term = deciding_body(place), institutions.current_term(place)
    opinions = queries_hearing.opinions_now(case)
    earlier = opinions.passed_by if opinions is not None and opinions.passed_on else ""
    row = days.deadline(place, "review_opinion_handover")
    return case_act(
        request,
        place,
        case,
        PassOpinionsForm,
        actions.pass_opinions,
        title=_("登记%(case)s的审议意见通过") % {"case": case.code},
        button=_("登记通过"),
        done=_("已登记，从通过之日起计算交办的期限。"),
        facts=[
            (_("通过的机构"), body.name if body else _("登记簿里没有")),
            (_("交办期限"), _("通过后%(within)s") % {"within": within_words(row)}),
            (_("依据"), row.basis),
            *([(_("已登记"), earlier)] if earlier else []),
        ],
        offered={"again": bool(earlier)},
        initial={"term_no": term.term_no if term else None, "on": institutions.today()},
        then=to_outcome(place, case),
    )


@case_page(permissions.can_verify)
def verify_reply(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """核实研究处理情况。"""
    opinions = queries_hearing.opinions_now(case)
    report = queries_hearing.standing_report(case, "reply")
    facts = [(_("单位的报告"), report.text[:500] or _("见报告文件"))] if report else []

    def run(*who: Any, text: str, **outcomes: str) -> Any:
        return actions.verify_reply(*who, text=text, outcomes=list(outcomes.values()))

    return case_act(
        request,
        place,
        case,
        VerifyReplyForm,
        run,
        title=_("核实%(case)s审议意见的研究处理情况") % {"case": case.code},
        button=_("核实"),
        done=_("核实结果已记录，单位收到通知。"),
        warning=_("核实以后不能改。没有完成的，退回报告，由单位继续办理。"),
        facts=facts,
        offered={"items": list(opinions.items) if opinions else []},
        then=to_outcome(place, case),
    )
