"""询问、专题询问、质询案的行为表单: start, sign, submit, decide, answer, demand a new answer, close, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, obstacle_of
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import inquiries as actions
from oversight.meetings.actions.inquiries.support import allow
from oversight.meetings.forms import inquiries as forms
from oversight.meetings.models import InquiryMotion
from oversight.meetings.pages.inquiries import row_of
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.rules.inquiries import STEPS
from oversight.meetings.views.inquiries import inquiry_or_404, meetings_crumb
from oversight.ui.page import Crumb


@place_page(permissions.can_keep_matters)
def start(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记一件."""
    back = reverse("meetings:inquiries", args=[place.code])
    return start_page(request, place, back, forms.InquiryForm, "meetings:inquiry")


@place_page(permissions.can_ask)
def my_start(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """自己发起，自己先联名."""
    back = reverse("meetings:my_inquiries", args=[place.code])
    starter = actor_of(request)
    return start_page(request, place, back, forms.InquiryForm, "meetings:my_inquiry", starter)


def start_page(
    request: HttpRequest,
    place: Jurisdiction,
    back: str,
    form_class: type[django_forms.Form],
    then: str,
    starter: Actor | None = None,
) -> HttpResponse:
    """The form for a new matter."""
    page = ActPage(
        _("登记询问或质询"),
        _("登记"),
        back,
        (Crumb(_("询问和质询"), back), Crumb(_("登记"))),
        lead=_("登记以后联名；人数够了再提出。"),
        done=_("已登记。"),
    )
    form = bound(form_class, request, place=place, starter=starter)

    def run(data: dict[str, Any]) -> str:
        made = actions.start_inquiry(actor_of(request), place, **data)
        return reverse(then, args=[place.code, made.public_id])

    return act_page(request, page, form, run)


def inquiry_form(
    request: HttpRequest,
    place: Jurisdiction,
    motion: InquiryMotion,
    form: django_forms.Form,
    run: Callable[[dict[str, Any]], Any],
    title: str,
    button: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act on a matter, with whom it is put to and how many signed."""
    back = reverse("meetings:inquiry", args=[place.code, motion.public_id])
    listed = Crumb(_("询问和质询"), reverse("meetings:inquiries", args=[place.code]))
    row = row_of(place, motion)
    facts = [
        (pgettext("field", "种类"), str(motion.get_kind_display())),
        (pgettext("field", "题目"), motion.title),
        (_("受询问的机关"), motion.unit.name),
    ]
    if motion.needed:
        values = {"signed": row.signed, "needed": motion.needed}
        facts.append((_("联名"), _("%(signed)d 人，须 %(needed)d 人以上") % values))
    page = ActPage(
        title=title,
        button=button,
        back_url=back,
        crumbs=(meetings_crumb(place), listed, Crumb(motion.title, back), Crumb(button)),
        done=done,
        facts=facts,
        obstacle=obstacle(request, motion),
        **more,
    )

    def carried(data: dict[str, Any]) -> str:
        run(data)
        return back

    return act_page(request, page, form, carried)


def obstacle(request: HttpRequest, motion: InquiryMotion) -> str:
    """Why the act of this address is not possible now; what the form itself decides is judged with it."""
    act = request.resolver_match.url_name.removeprefix("inquiry_") if request.resolver_match else ""
    if act not in STEPS or (act != "submit" and motion.state in STEPS[act]):
        return ""
    return obstacle_of(lambda: allow(act, motion))


@place_page(permissions.can_keep_matters)
def sign(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记纸上的联名."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.SignersForm, request, place=place, motion=found),
        lambda data: actions.sign_inquiry(actor_of(request), place, found, **data),
        _("登记纸上的联名"),
        _("登记联名"),
        _("已登记联名。"),
    )


@place_page(permissions.can_keep_matters)
def unsign(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记退出联名."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.UnsignForm, request, place=place, motion=found),
        lambda data: actions.unsign_inquiry(actor_of(request), place, found, **data),
        _("登记退出联名"),
        _("退出联名"),
        _("已登记退出。"),
    )


@place_page(permissions.can_keep_matters)
def submit(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """提出."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.BareForm, request),
        lambda data: actions.submit_inquiry(actor_of(request), place, found),
        _("提出：%(title)s") % {"title": found.title},
        _("提出"),
        _("已提出。"),
        warning=_("提出以后不能再联名或者退出。"),
    )


@place_page(permissions.can_decide_matters)
def decide(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记交办的决定."""
    found = inquiry_or_404(request, place, key)
    may = meeting_permissions.can_propose(actor_of(request), place)
    form = bound(
        forms.DecideForm,
        request,
        may_propose=may,
        initial={
            "decided_on": institutions.today(),
            "answer_at": found.meeting.title,
            "on_agenda": True,
        },
    )
    return inquiry_form(
        request,
        place,
        found,
        form,
        lambda data: actions.decide_inquiry(actor_of(request), place, found, **data),
        _("登记主任会议（主席团）的决定"),
        _("登记决定"),
        _("已登记，受询问的机关已收到通知。"),
    )


@place_page(permissions.can_decide_matters)
def refuse(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """不予交办."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.RefuseForm, request),
        lambda data: actions.refuse_inquiry(actor_of(request), place, found, **data),
        _("不予交办：%(title)s") % {"title": found.title},
        _("不予交办"),
        _("已登记。"),
        warning=_("登记以后不能恢复，要提的另行提出。"),
    )


@place_page(permissions.can_keep_matters)
def answer(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记机关的答复."""
    found = inquiry_or_404(request, place, key)
    head = institutions.posts_of(found.unit).filter(is_head=True).first()
    initial = {
        "official": head.person.name if head else "",
        "official_title": head.title if head else "",
        "form": found.form or "oral",
    }
    heads = "、".join(queries.heads_of(found)) or _("没有登记；先在单位里登记负责人")
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.InquiryAnswerForm, request, initial=initial),
        lambda data: actions.answer_inquiry(actor_of(request), place, found, **data),
        _("登记%(unit)s的答复") % {"unit": found.unit.name},
        _("登记答复"),
        _("已登记答复。接着征求提出人的意见。"),
        lead=_("名录里的负责人：%(names)s") % {"names": heads},
    )


@place_page(permissions.can_decide_matters)
def demand(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """要求再作答复."""
    found = inquiry_or_404(request, place, key)
    congress = found.meeting.body.kind == "congress"
    lead = (
        _("代表大会：提出的代表半数以上不满意的，可以要求再作答复。")
        if congress
        else _("常务委员会：提出的组成人员过半数不满意的，可以要求再作答复。")
    )
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.DemandForm, request),
        lambda data: actions.demand_again(actor_of(request), place, found, **data),
        _("要求%(unit)s再作答复") % {"unit": found.unit.name},
        _("要求再作答复"),
        _("已登记，受询问的机关已收到通知。"),
        lead=lead,
    )


@place_page(permissions.can_keep_matters)
def accept(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """办结."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.AcceptForm, request, motion=found),
        lambda data: actions.accept_answer(actor_of(request), place, found, **data),
        _("办结：%(title)s") % {"title": found.title},
        _("办结"),
        _("已办结。"),
    )


@place_page(permissions.can_keep_matters)
def withdraw(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记撤回."""
    found = inquiry_or_404(request, place, key)
    return inquiry_form(
        request,
        place,
        found,
        bound(forms.WithdrawForm, request, motion=found),
        lambda data: actions.withdraw_inquiry(actor_of(request), place, found, **data),
        _("撤回：%(title)s") % {"title": found.title},
        _("登记撤回"),
        _("已撤回。"),
        warning=_("撤回以后不能恢复，要提的另行提出。"),
    )
