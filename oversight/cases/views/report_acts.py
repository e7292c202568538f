"""单位报告和调研的表单: draft, hand in, enter, send back; record, send and answer findings; give out the file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.cases import actions, days, permissions, queries_hearing
from oversight.cases.forms import BareForm, ReasonForm
from oversight.cases.forms_hearing import AnswerForm, EnterReportForm, FindingForm, ReportForm
from oversight.cases.models import Case
from oversight.cases.pages.course import Course
from oversight.cases.pages.next_card import unit_words
from oversight.cases.rules import hearing
from oversight.cases.views.shared import case_act, case_or_404, case_page
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.web import actor_of, place_page
from oversight.ui import formats


def unit_case(request: HttpRequest, place: Jurisdiction, key: str) -> Case:
    """The case to act on for the unit that answers."""
    case = case_or_404(request, place, key)
    if not permissions.speaks_for(actor_of(request), case):
        raise PermissionDenied
    return case


def reports_url(place: Jurisdiction, case: Case) -> str:
    return reverse("cases:reports", args=[place.code, case.public_id])


def uploaded(file: Any) -> tuple[str, Any] | None:
    return (file.name, file) if file else None


def report_word(case: Case) -> str:
    """Which report is asked for now."""
    purpose = queries_hearing.purpose_now(case)
    return str(_("审议意见研究处理情况报告") if purpose == "reply" else _("专项工作报告"))


def due_facts(case: Case) -> list[tuple[str, str]]:
    """Which version comes next and until when."""
    purpose = queries_hearing.purpose_now(case)
    rows = queries_hearing.reports_now(case, purpose)
    step = hearing.step_of(one.step for one in rows if one.state == "submitted")
    due, basis = days.report_due(case, purpose, step)
    found = []
    if purpose == "special":
        found.append((_("哪一稿"), str(_("初稿") if step == "draft" else _("正式稿"))))
    if due is not None:
        found.append((_("期限"), formats.day(due)))
    if basis:
        found.append((_("依据"), _(basis)))
    return found


@case_page(permissions.can_draft_report, unit_case)
def draft_report(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """起草报告。"""
    known = queries_hearing.draft_now(case)

    def run(*who: Any, text: str, file: Any) -> Any:
        kept = known.file if known is not None and not file else None
        return actions.draft_report(*who, text=text, file=kept, upload=uploaded(file))

    return case_act(
        request,
        place,
        case,
        ReportForm,
        run,
        title=_("起草%(report)s") % {"report": report_word(case)},
        button=_("保存报告稿"),
        done=_("已保存，等单位负责人报送。"),
        facts=due_facts(case),
        initial={"text": known.text if known else ""},
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_submit_report, unit_case)
def submit_report(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """报送报告。"""
    known = queries_hearing.draft_now(case)
    facts = due_facts(case)
    if known is not None:
        facts.append((_("起草人"), known.drafted_label))
        facts.append((_("内容"), known.text[:300] or _("见报告文件")))
        if known.file is not None:
            facts.append((_("报告文件"), known.file.name))
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.submit_report,
        title=_("报送%(report)s") % {"report": report_word(case)},
        button=_("报送报告"),
        done=_("已报送，时间已记录。"),
        warning=_("报送以后不能改；要改的，报送下一稿。"),
        facts=facts,
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_draft_papers)
def enter_report(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """登记收到纸质报告。"""

    def run(*who: Any, file: Any, **data: Any) -> Any:
        return actions.enter_report(*who, upload=uploaded(file), **data)

    return case_act(
        request,
        place,
        case,
        EnterReportForm,
        run,
        title=_("登记收到的纸质%(report)s") % {"report": report_word(case)},
        button=_("登记收到"),
        done=_("已登记，与单位在线报送的同等。"),
        facts=[(_("单位"), unit_words(Course(place, case))), *due_facts(case)],
        initial={"received_on": today()},
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_draft_papers)
def return_report(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """退回报告。"""
    return case_act(
        request,
        place,
        case,
        ReasonForm,
        actions.return_report,
        title=_("退回%(case)s的报告") % {"case": case.code},
        button=_("退回报告"),
        done=_("已退回，单位收到原因。"),
        lead=_("退回的那一稿连同原因留在案卷里，期限不变。"),
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_draft_papers)
def record_finding(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """记录调研发现。"""

    def run(*who: Any, file: Any, **data: Any) -> Any:
        return actions.record_finding(*who, upload=uploaded(file), **data)

    return case_act(
        request,
        place,
        case,
        FindingForm,
        run,
        title=_("记录%(case)s的调研发现") % {"case": case.code},
        button=_("记录发现"),
        done=_("已记录。全部记完以后，一并交单位回应。"),
        initial={"on": today()},
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_draft_papers)
def send_findings(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """把发现交单位。"""
    waiting = [one for one in queries_hearing.findings_of(case) if one.sent_at is None]
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.send_findings,
        title=_("把%(case)s的调研发现交单位") % {"case": case.code},
        button=_("交单位回应"),
        done=_("已交单位，联络员和单位负责人收到通知。"),
        lead=_("单位逐条回应，并在报告中说明；交出以后不能改。"),
        facts=[(_("第 %(number)d 条") % {"number": one.number}, one.title) for one in waiting],
        then=lambda _made: reports_url(place, case),
    )


@case_page(permissions.can_draft_report, unit_case)
def answer_finding(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """回应调研发现: the one of the address, else the first that waits."""
    rows = [one for one in queries_hearing.findings_of(case) if one.sent_at and not one.answer]
    wanted = request.GET.get("finding", "")
    finding = next((one for one in rows if one.public_id == wanted), rows[0] if rows else None)
    finding = finding or next(iter(queries_hearing.findings_of(case)), None)
    facts = [(_("问题"), finding.title), (_("情况和意见"), finding.text)] if finding else []
    return case_act(
        request,
        place,
        case,
        AnswerForm,
        lambda *who, text: actions.answer_finding(*who, finding, text=text),
        title=_("回应%(case)s的调研发现") % {"case": case.code},
        button=_("回应"),
        done=_("已回应，办公室收到通知。"),
        facts=facts,
        then=lambda _made: reports_url(place, case),
    )


@require_safe
@place_page(permissions.can_see)
def report_file(
    request: HttpRequest, place: Jurisdiction, key: str, report_id: str
) -> HttpResponse:
    """下载报告文件: for the office what was handed in, for the unit its own drafts too."""
    case = case_or_404(request, place, key)
    rows = queries_hearing.reports_of(case)
    found = next((one for one in rows if one.public_id == report_id and one.file), None)
    own = permissions.speaks_for(actor_of(request), case)
    if found is None or found.file is None or (found.state == "drafted" and not own):
        raise Http404(report_id)
    return sent(found.file, inline=False)
