"""任免的行为表单: nominated, introduced, heard, voted one by one, announced, certified, sworn in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import permissions as document_permissions
from oversight.documents.kinds import KINDS as PAPER_KINDS
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, obstacle_of
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings import queries as meetings
from oversight.meetings.actions import appointments as actions
from oversight.meetings.actions.appointment_support import allow
from oversight.meetings.drafts.appointments import DECIDED, list_text, list_title
from oversight.meetings.forms import appointments as forms
from oversight.meetings.models import Appointment
from oversight.meetings.pages.appointments import decided_words, row_of
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules.appointments import STEPS
from oversight.meetings.views.appointments import appointment_or_404, list_url, one_url
from oversight.meetings.views.item_pages import item_crumbs, item_or_404
from oversight.meetings.views.shared import open_questions
from oversight.ui.page import Crumb


@place_page(permissions.can_keep_matters)
def appointment_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记提请."""
    item = item_or_404(place, key)
    back = list_url(place, item)
    page = ActPage(
        _("登记任免提请"),
        _("登记提请"),
        back,
        item_crumbs(place, item, Crumb(_("任免"), back), Crumb(_("登记提请"))),
        done=_("已登记。"),
        facts=((pgettext("record", "议题"), item.title),),
    )
    form = bound(
        forms.NominationForm,
        request,
        place=place,
        item=item,
        initial={"nominated_on": institutions.today()},
    )

    def run(data: dict[str, Any]) -> str:
        return one_url(place, actions.nominate(actor_of(request), place, item, **data))

    return act_page(request, page, form, run)


ACTS = {"exam": "examine", "statement": "state", "defence": "hear_defence", "oath": "swear"}
"""Acts that the address calls otherwise than the rules do."""


def obstacle(request: HttpRequest, one: Appointment) -> str:
    """Why the act of this address is not possible with the person's matter now."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    name = name.removeprefix("appointment_")
    act = ACTS.get(name, name)
    return obstacle_of(lambda: allow(act, one)) if act in STEPS else ""


def one_form(
    request: HttpRequest,
    place: Jurisdiction,
    key: str,
    form: django_forms.Form,
    act: Callable[..., Any],
    button: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act on a person's matter."""
    one = appointment_or_404(place, key)
    back = one_url(place, one)
    page = ActPage(
        title=_("%(act)s：%(name)s") % {"act": button, "name": one.name},
        button=button,
        back_url=back,
        crumbs=item_crumbs(
            place,
            one.item,
            Crumb(_("任免"), list_url(place, one.item)),
            Crumb(one.name, back),
            Crumb(button),
        ),
        done=_("已登记。"),
        facts=(
            (pgettext("field", "种类"), str(one.get_kind_display())),
            (pgettext("field", "职务"), row_of(place, one).post),
        ),
        obstacle=obstacle(request, one),
        **more,
    )

    def run(data: dict[str, Any]) -> str:
        act(actor_of(request), place, one, **data)
        return back

    return act_page(request, page, form, run)


@place_page(permissions.can_keep_matters)
def introduce(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记介绍情况."""
    form = bound(forms.IntroduceForm, request)
    return one_form(request, place, key, form, actions.introduce, _("登记介绍情况"))


@place_page(permissions.can_keep_matters)
def exam(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记考试."""
    form = bound(forms.ExamForm, request, initial={"on": institutions.today()})
    return one_form(request, place, key, form, actions.record_exam, _("登记考试"))


@place_page(permissions.can_keep_matters)
def statement(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记任职发言."""
    form = bound(forms.StatementForm, request)
    return one_form(request, place, key, form, actions.record_statement, _("登记任职发言"))


@place_page(permissions.can_keep_matters)
def defence(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记申辩."""
    form = bound(forms.DefenceForm, request)
    lead = _("被提出撤职的人有权在会议上申辩，或者书面提出申辩意见，由主任会议决定印发会议。")
    return one_form(request, place, key, form, actions.hear_defence, _("登记申辩"), lead=lead)


@place_page(permissions.can_keep_matters)
def announce(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记公告."""
    form = bound(forms.NumberedForm, request, initial={"on": institutions.today()})
    lead = decided_words(appointment_or_404(place, key))
    return one_form(request, place, key, form, actions.announce, _("登记公告"), lead=lead)


@place_page(permissions.can_keep_matters)
def certify(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """颁发任命书, with the number that its paper was signed under."""
    number = queries.certificate_number(appointment_or_404(place, key))
    initial = {"on": institutions.today(), "number": number}
    form = bound(forms.NumberedForm, request, initial=initial)
    return one_form(request, place, key, form, actions.certify, _("颁发任命书"))


@place_page(permissions.can_keep_matters)
def oath(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记宣誓."""
    form = bound(forms.OathForm, request, initial={"on": institutions.today()})
    return one_form(request, place, key, form, actions.record_oath, _("登记宣誓"))


@place_page(permissions.can_keep_matters)
def withdraw(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤回提请."""
    form = bound(forms.ReasonForm, request)
    warning = _("撤回以后不能恢复，要提请的另行登记。")
    return one_form(request, place, key, form, actions.withdraw, _("撤回提请"), warning=warning)


@place_page(meeting_permissions.can_run)
def vote(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """逐人付表决."""
    item = item_or_404(place, key)
    back = list_url(place, item)
    quorum = meetings.quorum_of(item.meeting)
    names = "、".join(queries.option_of(one) for one in queries.coming_to_vote(item))
    values = {"base": quorum.base, "present": quorum.present, "needed": quorum.needed}
    page = ActPage(
        _("逐人付表决"),
        _("付表决"),
        back,
        item_crumbs(place, item, Crumb(_("任免"), back), Crumb(_("付表决"))),
        lead=_("每人一行，分别计票；无记名。"),
        warning=_("名册一经冻结，这次表决就按它计算；后到的人参加下一次表决。"),
        done=_("已付表决，名册按现在的到会情况冻结。"),
        facts=(
            (_("表决的人"), names),
            (
                _("到会"),
                _("应到 %(base)d 人，实到 %(present)d 人，须 %(needed)d 人") % values,
            ),
        ),
        others=open_questions(place, item.meeting, item),
    )
    form = bound(
        forms.VotePersonsForm,
        request,
        item=item,
        initial={"method": "paper", "chair": item.meeting.chair},
    )

    def run(data: dict[str, Any]) -> str:
        poll = actions.put_appointments_to_vote(actor_of(request), place, item, **data)
        return reverse("voting:poll", args=[place.code, poll.public_id])

    return act_page(request, page, form, run)


@place_page(document_permissions.can_draft)
def paper(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """起草任免名单: goes to the paper, whose sign-off is that of every paper."""
    item = item_or_404(place, key)
    back = list_url(place, item)
    page = ActPage(
        _("起草任免名单"),
        _("起草"),
        back,
        item_crumbs(place, item, Crumb(_("任免"), back), Crumb(_("起草任免名单"))),
        lead=_("名单按通过的各项写成，起草后按公文办理。"),
        facts=((pgettext("record", "议题"), item.title),),
    )
    form = bound(
        forms.ListPaperForm, request, place=place, initial={"issuer": item.meeting.body.public_id}
    )

    def run(data: dict[str, Any]) -> str:
        if not queries.appointments_of(item).filter(state__in=DECIDED).exists():
            raise Refused("nobody_adopted", _("没有起草。还没有通过的任免。"))
        kind = "announcement" if "announcement" in PAPER_KINDS else "notice"
        made = documents.draft_paper(
            actor_of(request),
            place,
            kind=kind,
            issuer=data["issuer"],
            title=list_title(item),
            text=list_text(item),
            about=("agenda_item", item.public_id),
        )
        return reverse("documents:paper", args=[place.code, made.public_id])

    return act_page(request, page, form, run)
