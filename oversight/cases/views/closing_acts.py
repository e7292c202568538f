"""会后的表单: deputies' views on paper, calls, figures, closing, publication."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import actions, permissions, queries_hearing
from oversight.cases.forms import BareForm, ReasonForm
from oversight.cases.forms_hearing import (
    CallsForm,
    ClosingForm,
    EnterViewForm,
    PublicationForm,
    VerifyClosingForm,
)
from oversight.cases.models import Case
from oversight.cases.pages.course import Course
from oversight.cases.pages.possible import not_by_proposer
from oversight.cases.publishing import WHATS
from oversight.cases.rules import closing
from oversight.cases.views.hearing_acts import to_outcome
from oversight.cases.views.report_acts import uploaded
from oversight.cases.views.shared import case_act, case_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today


@case_page(permissions.can_draft_papers)
def enter_view(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """代录代表的看法。"""

    def run(*who: Any, file: Any, **data: Any) -> Any:
        return actions.enter_view(*who, upload=uploaded(file), **data)

    return case_act(
        request,
        place,
        case,
        EnterViewForm,
        run,
        title=_("代录代表对%(case)s的书面意见") % {"case": case.code},
        button=_("代录"),
        done=_("已代录，与代表在手机上说的同等。"),
        warning=_(
            "一名代表只计一次，已经在手机上说过的不再代录。只记谁交来了意见和各项几张，不记谁说了什么；"
            "不足 3 张的，收齐再一起录：张数太少，看得出是谁说的。"
        ),
        then=to_outcome(place, case),
    )


@case_page(permissions.can_draft_papers)
def record_calls(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """登记回访。"""
    return case_act(
        request,
        place,
        case,
        CallsForm,
        actions.record_calls,
        title=_("登记%(case)s投诉人的回访") % {"case": case.code},
        button=_("登记回访"),
        done=_("回访已登记。"),
        lead=_("由热线平台或办公室回访，只登记人数和回答摘要，不登记是谁。"),
        initial={"on": today()},
        then=to_outcome(place, case),
    )


@case_page(permissions.can_draft_papers)
def take_figures(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """取会后数字。"""
    return case_act(
        request,
        place,
        case,
        BareForm,
        actions.take_figures,
        title=_("取%(case)s听取以后的数字") % {"case": case.code},
        button=_("取会后数字"),
        done=_("已取数，列在结案所据里。"),
        lead=_("取听取以后各个冻结月份的件数，与不采取行动时的预期范围比较；结案至少要三个月。"),
        then=to_outcome(place, case),
    )


def check_facts(case: Case) -> list[tuple[str, str]]:
    """What a closing rests on, one line each."""
    found = closing.checks(queries_hearing.closing_facts(case))
    words = {True: _("具备"), False: _("不具备")}
    return [(words[one.holds], _(one.text) % dict(one.values)) for one in found]


@case_page(permissions.can_draft_papers)
def propose_closing(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """提出结案。"""
    return case_act(
        request,
        place,
        case,
        ClosingForm,
        actions.propose_closing,
        title=_("提出%(case)s结案") % {"case": case.code},
        button=_("提出结案"),
        done=_("已提出，等另一人核实。"),
        lead=_("各项都具备才能提出；不具备的，由会议作出结案的决定并写明理由。"),
        facts=check_facts(case),
        then=to_outcome(place, case),
    )


def why_not_verified(actor: Actor, place: Jurisdiction, case: Case) -> str:
    """Who proposed it is told who may verify, before anything is filled in."""
    return not_by_proposer(Course(place, case), actor)


@case_page(permissions.can_verify, why_not=why_not_verified)
def verify_closing(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """核实结案。"""
    made = queries_hearing.closing_ahead(case)
    facts = [(_("结案理由"), made.text), (_("提出人"), made.proposed_label)] if made else []
    return case_act(
        request,
        place,
        case,
        VerifyClosingForm,
        actions.verify_closing,
        title=_("核实%(case)s结案") % {"case": case.code},
        button=_("核实结案"),
        done=_("案件已结案。"),
        warning=_("结案以后不再办理。"),
        facts=[*facts, *check_facts(case)],
        then=to_outcome(place, case),
    )


@case_page(permissions.can_verify)
def refuse_closing(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """不予结案。"""
    return case_act(
        request,
        place,
        case,
        ReasonForm,
        actions.refuse_closing,
        title=_("不予%(case)s结案") % {"case": case.code},
        button=_("不予结案"),
        done=_("已记录，案件继续跟踪。"),
        then=to_outcome(place, case),
    )


@case_page(permissions.can_publish)
def propose_publication(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """拟公开。"""
    course = Course(place, case)
    ready = [code for code in WHATS if course.verdict("propose_publication", code).allowed]
    return case_act(
        request,
        place,
        case,
        PublicationForm,
        actions.propose_publication,
        title=_("拟公开%(case)s的内容") % {"case": case.code},
        button=_("拟公开"),
        done=_("已拟稿，由另一人审核后公开。"),
        lead=_("公开的内容不含人名、电话和住址，票数只有合计。"),
        initial={"what": ready[0] if ready else ""},
        offered={"ready": ready or list(WHATS)},
        then=lambda made: reverse("publications:review", args=[place.code, made.public_id]),
    )
