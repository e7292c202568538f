"""会议文书的起草: which papers a meeting or an item can have now, and the page of drafting each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents.kinds import KINDS
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.rules.verdicts import Verdict
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.working_papers import OF_ITEM, OF_MEETING
from oversight.meetings.forms.meetings import BareForm, CorrectionForm, DutiesForm
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.queries import drafts as read
from oversight.meetings.rules import drafts as rules
from oversight.meetings.rules import stages
from oversight.meetings.views.course import paper_url
from oversight.meetings.views.shared import (
    item_or_404,
    item_url,
    meeting_form,
    meeting_or_404,
    participant_or_404,
    people_url,
)
from oversight.publications.permissions import can_propose as can_publish
from oversight.ui.page import Act


@dataclass(frozen=True)
class Offer:
    """可以起草的一种: its name, what it is for, its address, or why not yet."""

    label: str
    note: str
    url: str
    refusal: str = ""


def offers(actor: Actor, place: Jurisdiction, meeting: Meeting) -> list[Offer]:
    """Every paper of a meeting, with the reason where there is nothing to write yet."""
    if not permissions.can_arrange(actor, place):
        return []
    keys, facts = [place.code, meeting.public_id], read.meeting_facts(meeting)
    stage = queries.facts_of(meeting)
    found = [
        offer(
            "notice",
            reverse("meetings:draft_notice", args=keys),
            stages.meeting_permits("draft_notice", stage),
        )
    ]
    for kind in OF_MEETING:
        url = reverse("meetings:draft_meeting_paper", args=[*keys, kind])
        found.append(offer(kind, url, rules.meeting_paper(kind, facts)))
    found += [
        offer(
            "minutes",
            reverse("meetings:draft_minutes", args=keys),
            stages.meeting_permits("draft_minutes", stage),
        ),
        offer(
            "report_up",
            reverse("meetings:draft_report_up", args=keys),
            rules.meeting_paper("report_up", facts),
        ),
    ]
    return found


def offer(kind: str, url: str, verdict: Verdict) -> Offer:
    """One kind in words."""
    found = KINDS[kind]
    refusal = "" if verdict.allowed else _(verdict.text)
    return Offer(str(found.title), str(found.note), url, refusal)


def item_offers(actor: Actor, place: Jurisdiction, item: AgendaItem) -> list[Act]:
    """The papers of an item that there are facts for now."""
    if not permissions.can_arrange(actor, place):
        return []
    facts = read.item_facts(item)
    keys = [place.code, item.meeting.public_id, item.public_id]
    papers = [
        Act(
            _("起草%(kind)s") % {"kind": KINDS[kind].title},
            reverse("meetings:draft_item_paper", args=[*keys, kind]),
        )
        for kind in OF_ITEM
        if rules.item_paper(kind, facts).allowed
    ]
    if facts.announced and can_publish(actor, place):
        url = reverse("meetings:propose_item_publication", args=keys)
        papers.append(Act(_("拟公开表决结果"), url))
    return papers


@place_page(permissions.can_arrange)
def draft_meeting_paper(
    request: HttpRequest, place: Jurisdiction, key: str, kind: str
) -> HttpResponse:
    """起草议程、名册、签到表、主持词。"""
    if kind not in OF_MEETING:
        raise Http404(kind)
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    title = _("起草%(kind)s") % {"kind": KINDS[kind].title}
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_meeting_paper(actor, place, meeting, kind=kind),
        title=title,
        button=title,
        done=_("已起草，请核对文稿；可以下载 DOCX 或 PDF。"),
        lead=_("按会议现在的情况成稿。会议有变动的，作废旧稿，再起草一份。"),
        facts=[(_("用途"), str(KINDS[kind].note))],
        then=paper_url(place),
    )


@place_page(permissions.can_arrange)
def draft_report_up(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """起草会议情况报告。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_report_up(actor, place, meeting),
        title=_("起草会议情况报告"),
        button=_("起草会议情况报告"),
        done=_("报告已起草，并列入报送清单。"),
        lead=_("主送和抄报对象按规则簿；报告不公开，查阅留痕。"),
        then=lambda filing: reverse("filings:filing", args=[place.code, filing.public_id]),
    )


@place_page(permissions.can_arrange)
def draft_item_paper(
    request: HttpRequest, place: Jurisdiction, key: str, item: str, kind: str
) -> HttpResponse:
    """起草计票报告单、公告、交办单、调研报告封面。"""
    if kind not in OF_ITEM:
        raise Http404(kind)
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    title = _("起草%(kind)s") % {"kind": KINDS[kind].title}
    units: dict[str, Any] = {}
    form_class: type[forms.Form] = BareForm
    if kind == "assignment_slip":
        units = {"units": [(one.public_id, one.name) for one in read.units_with_duties(found)]}
        form_class = DutiesForm

    def run(unit: str = "") -> Any:
        of = institutions.units_of(place).filter(public_id=unit).first() if unit else None
        return actions.draft_item_paper(actor, place, found, kind=kind, unit=of)

    return meeting_form(
        request,
        place,
        found.meeting,
        form_class,
        run,
        title=title,
        button=title,
        done=_("已起草，请核对文稿；可以下载 DOCX 或 PDF。"),
        facts=[(_("议题"), found.title), (_("用途"), str(KINDS[kind].note))],
        offered=units,
        back=item_url(place, found),
        then=paper_url(place),
    )


@place_page(permissions.can_arrange)
def propose_item_publication(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """拟公开表决结果。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return meeting_form(
        request,
        place,
        found.meeting,
        CorrectionForm,
        lambda note: actions.propose_item_publication(actor, place, found, note=note),
        title=_("拟公开表决结果"),
        button=_("拟公开表决结果"),
        done=_("已提交，由另一人审核公开。"),
        lead=_("公开主持人宣布的票数、规则和决定；任免写明姓名和职务。"),
        facts=[(_("议题"), found.title)],
        back=item_url(place, found),
        then=lambda made: reverse("publications:review", args=[place.code, made.public_id]),
    )


@place_page(permissions.can_arrange)
def draft_leave_slip(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """起草请假条。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    found = participant_or_404(meeting, one)
    found.meeting = meeting
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_leave_slip(actor, place, found),
        title=_("起草请假条"),
        button=_("起草请假条"),
        done=_("已起草，请核对文稿；可以下载 DOCX 或 PDF。"),
        facts=[(_("人员"), found.name), (_("请假原因"), found.leave_reason)],
        back=people_url(place, meeting),
        then=paper_url(place),
    )
