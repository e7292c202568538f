"""公文、通知、催办、证据的表单: what is drafted goes on in documents."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.cases import actions, permissions, queries
from oversight.cases.actions.papers import told
from oversight.cases.forms import BareForm, EvidenceForm, ReasonForm, RemindForm
from oversight.cases.models import Case, CaseHearing
from oversight.cases.pages.course import Course
from oversight.cases.pages.due import due_words
from oversight.cases.pages.next_card import unit_words
from oversight.cases.views.shared import case_act, case_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today


def paper_url(place: Jurisdiction, public_id: str) -> str:
    return reverse("documents:paper", args=[place.code, public_id])


@case_page(permissions.can_draft_papers)
def draft_judgment_sheet(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草联合研判意见。"""
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.draft_judgment_sheet,
        title=_("起草%(case)s的联合研判意见书") % {"case": case.code},
        button=_("起草研判意见书"),
        done=_("已起草，请核对文稿后送核。"),
        lead=_("由两方签署的意见生成文稿，在公文里修改、送核、会签、签发。"),
        then=lambda paper: paper_url(place, paper.public_id),
    )


@case_page(permissions.can_draft_papers)
def draft_minutes_extract(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草纪要摘录。"""
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.draft_minutes_extract,
        title=_("起草%(case)s的会议纪要摘录") % {"case": case.code},
        button=_("起草纪要摘录"),
        done=_("已起草，请核对文稿后送核。"),
        lead=_("由最近一次经确认的决定生成文稿，在公文里继续办理。"),
        then=lambda paper: paper_url(place, paper.public_id),
    )


@case_page(permissions.can_report_up)
def draft_report_up(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草报告: of the oldest action not yet reported, or the decision of the address."""
    waiting = [*queries.unreported(case), *queries.unreported_hearings(case)]
    wanted = {request.GET.get("decision", ""), request.GET.get("hearing", "")}
    asked = next((one for one in waiting if one.public_id in wanted), None)
    asked = asked or (waiting[0] if waiting else None)
    facts, which = [], {}
    if asked is not None:
        draft, action = told(case, asked)
        facts = [(_("标题"), draft.title), (_("所报行动"), action.words)]
        which = {"hearing" if isinstance(asked, CaseHearing) else "decision": asked}
    return case_act(
        request,
        place,
        case,
        BareForm,
        partial(actions.draft_report_up, **which),
        title=_("起草%(case)s的报告") % {"case": case.code},
        button=_("起草报告"),
        done=_("报告已起草，并列入报送清单。"),
        lead=_("主送和抄报对象按规则簿；报告不公开，查阅留痕。"),
        facts=facts,
        then=lambda filing: reverse("filings:filing", args=[place.code, filing.public_id]),
    )


@case_page(permissions.can_draft_papers)
def draft_notice(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草事先通知。"""
    course = Course(place, case)
    facts = [(_("通知谁"), unit_words(course))]
    if course.decision is not None:
        facts.append((_("决定"), course.decision.text))
    if course.plan is not None:
        facts.append((_("初稿期限"), due_words(course)))
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.draft_notice,
        title=_("起草%(case)s的通知") % {"case": case.code},
        button=_("起草通知"),
        done=_("通知已起草，请核对文稿后送核。"),
        lead=_("不搞突然袭击：先通知，再听取。印发以后由单位确认收悉，案件进入下一步。"),
        facts=facts,
        then=lambda notice: paper_url(place, notice.paper_id),
    )


@case_page(permissions.can_draft_papers)
def withdraw_notice(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """放弃未收悉的通知。"""
    return case_act(
        request,
        place,
        case,
        ReasonForm,
        actions.withdraw_notice,
        title=_("放弃%(case)s尚未收悉的通知") % {"case": case.code},
        button=_("放弃通知"),
        done=_("已放弃，可以另行起草。"),
        lead=_("通知的公文须先作废或撤回。"),
    )


@case_page(permissions.can_draft_papers)
def remind_unit(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """催办。"""
    course = Course(place, case)
    return case_act(
        request,
        place,
        case,
        RemindForm,
        actions.remind_unit,
        title=_("催办%(case)s") % {"case": case.code},
        button=_("催办"),
        done=_("已催办，联络员和单位负责人收到提醒。"),
        facts=[(_("催谁"), unit_words(course)), (_("期限"), due_words(course))],
    )


@case_page(permissions.can_draft_papers)
def add_evidence(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """添加证据。"""

    def run(*who: Any, file: Any, **data: Any) -> Any:
        upload = (file.name, file) if file else None
        return actions.add_evidence(*who, upload=upload, **data)

    return case_act(
        request,
        place,
        case,
        EvidenceForm,
        run,
        title=_("给%(case)s添加证据") % {"case": case.code},
        button=_("添加证据"),
        done=_("证据已列入案卷。"),
        warning=_("列入案卷的证据不能改，也不能撤下。"),
        initial={"on": today()},
    )
