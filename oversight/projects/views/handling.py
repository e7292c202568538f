"""办理建议的页面: one form for each act on a proposal, and the explanation meeting for many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, bound, explain, form_act
from oversight.institutions.web import Predicate, View, actor_of
from oversight.projects import permissions, queries
from oversight.projects.actions import contacts, deleting, handling, replying
from oversight.projects.actions.drafting import Wish
from oversight.projects.actions.support import may_enter, may_handle
from oversight.projects.forms import collecting as forms
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.queries.proposals import of_state
from oversight.projects.views.proposals import proposal_or_404
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Crumb, Page

MOST_AT_ONCE = 300


def proposal_page(opens: Predicate) -> Callable[[View], View]:
    """A page of one act on a proposal: a ``year_page`` that gives its view the proposal."""

    def decorate(view: View) -> View:
        @year_page(opens)
        def page(
            request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
        ) -> HttpResponse:
            return view(request, place, proposal_or_404(place, year, key))

        return page

    return decorate


def trail(place: Jurisdiction, found: Proposal, last: str) -> tuple[Crumb, ...]:
    """From the list to the proposal and the act on it."""
    year = found.project_year
    listed = Crumb(_("建议"), url_of(place, year, "proposals"))
    own = Crumb(found.code, url_of(place, year, "proposal", found.public_id))
    return crumbs(place, year, listed, own, last)


def proposal_act(
    request: HttpRequest,
    place: Jurisdiction,
    found: Proposal,
    form_class: type[django_forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The form of one act on a proposal: ``act(actor, place, proposal, **the form)``, then back to it."""
    back = url_of(place, found.project_year, "proposal", found.public_id)
    facts = [(_("建议"), f"{found.code}　{found.title}")]
    if found.text:
        facts.append((_("内容"), found.text))
    page = ActPage(
        title=title,
        button=more.pop("button", title),
        back_url=back,
        crumbs=trail(place, found, title),
        lead=found.code,
        warning=more.pop("warning", ""),
        done=done,
        facts=facts,
    )

    def run(**data: Any) -> Any:
        return act(actor_of(request), place, found, **data)

    return form_act(request, place, page, form_class, run, **more)


@proposal_page(may_handle)
def release(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """收为建议."""
    return proposal_act(
        request, place, found, forms.BareForm, handling.release,
        title=_("收为建议"), done=_("已收为建议。"),
    )  # fmt: skip


@proposal_page(may_handle)
def mark_spam(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """不作为建议."""
    return proposal_act(
        request, place, found, forms.ReasonForm, handling.mark_spam,
        title=_("不作为建议"), done=_("已记为不作为建议，可以收回。"),
        warning=_("广告、谩骂、试填的才不作为建议。办不到的，用“不采纳”并说明原因。"),
    )  # fmt: skip


@proposal_page(may_handle)
def not_take(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """不采纳."""
    return proposal_act(
        request, place, found, forms.NotTakeForm, handling.not_take,
        title=_("不采纳"), done=_("已记为未采纳，建议人凭回执码能看到原因。"),
    )  # fmt: skip


@proposal_page(may_handle)
def reconsider(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """重新考虑."""
    return proposal_act(
        request, place, found, forms.ReasonForm, handling.reconsider,
        title=_("重新考虑"), done=_("已重新列为待定。"),
    )  # fmt: skip


@proposal_page(may_handle)
def reply(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """答复建议人."""
    return proposal_act(
        request, place, found, forms.ReplyForm, replying.reply,
        title=_("答复建议人"), done=_("已登记答复。"), warning=_("答复登记以后不能改。"),
    )  # fmt: skip


@proposal_page(permissions.can_read_contacts)
def delete_proposal(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """应本人要求删除: where the proposer has lost the code."""
    return proposal_act(
        request, place, found, forms.ReasonForm, deleting.delete_on_request,
        title=_("应本人要求删除"), done=_("已删除，编号保留。"),
        warning=_("内容、地点、照片和联系方式立即删除，不能恢复。写明怎样核实是本人要求。"),
    )  # fmt: skip


@proposal_page(may_enter)
def turn_problem(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """把问题转化为项目建议, by staff or a deputy."""

    def run(actor: Any, place: Jurisdiction, found: Proposal, **data: Any) -> Proposal:
        data.pop("kind", None)
        return handling.turn_problem(actor, place, found, wish=Wish(**data))

    initial = {
        "title": found.title,
        "text": found.text,
        "where": found.where,
        "village": found.village,
    }
    return proposal_act(
        request, place, found, forms.TurnForm, run,
        title=_("转化为项目建议"), done=_("已转化，两条互相写明。"), initial=initial,
        then=lambda made: url_of(place, found.project_year, "proposal", made.public_id),
    )  # fmt: skip


@proposal_page(permissions.can_read_contacts)
def open_contact(request: HttpRequest, place: Jurisdiction, found: Proposal) -> HttpResponse:
    """打开联系方式: shown once, on this answer alone; who opened it and what for is on record."""
    form = bound(forms.PurposeForm, request, place=place)
    contact, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                contact, status = (
                    contacts.open_contact(actor_of(request), place, found, **form.cleaned_data),
                    200,
                )
            except Refused as error:
                explain(form, error)
                status = error.status
    title = _("打开联系方式")
    context = {
        "page": Page(title=title, lead=found.code, crumbs=trail(place, found, title)),
        "form": form,
        "contact": contact,
        "back_url": url_of(place, found.project_year, "proposal", found.public_id),
        "reply_url": url_of(place, found.project_year, "reply", found.public_id),
    }
    answer = render(request, "projects/contact.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@year_page(may_handle)
def record_explanation(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """登记宣讲会: one meeting covers many proposals."""
    rows = of_state(queries.proposals_of(year), "untold").order_by("number")[:MOST_AT_ONCE]
    keys = [one.pk for one in rows]
    offered = queries.proposals_of(year).filter(pk__in=keys).order_by("number")
    return year_act(
        request, place, year, forms.ExplanationForm, replying.record_explanation,
        title=_("登记宣讲会"), done=_("已登记，所选建议记为已答复。"), offered={"rows": offered},
    )  # fmt: skip
