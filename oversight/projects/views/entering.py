"""录入建议的页面: from a paper form, by a deputy on the telephone; the receipt to print and hand over."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.web import actor_of
from oversight.projects import receipts
from oversight.projects.actions import collecting as actions
from oversight.projects.actions.drafting import MOST_PHOTOS, Wish
from oversight.projects.actions.support import may_enter
from oversight.projects.forms import collecting as forms
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.sealing import Contact
from oversight.projects.views.proposals import proposal_or_404
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Crumb, Page

CONTACT = ("name", "phone", "agreed")


def wish_of(data: dict[str, Any], agreed: bool) -> Wish:
    """What a form says of one wish; the contact only where its owner agreed."""
    kept = {name: value for name, value in data.items() if name not in CONTACT}
    contact = Contact(data.get("name", ""), data.get("phone", "")) if agreed else Contact()
    return Wish(**kept, contact=contact)


@year_page(may_enter)
def enter(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """录入一条建议; a deputy's own needs no paper, everybody else copies a paper form."""
    actor = actor_of(request)
    deputy = actor.role in {"deputy", "member"}
    form = bound(forms.EnterForm, request, place=place)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return carried_out(request, place, year, form.cleaned_data, deputy)
            except Refused as error:
                explain(form, error)
                form.add_error(None, error.text) if not form.errors else None
                status = error.status
    title = _("录入一条建议")
    context = {
        "page": Page(title=title, lead=str(year), crumbs=crumbs(place, year, title)),
        "place": place,
        "year": year,
        "form": form,
        "deputy": deputy,
        "most_photos": MOST_PHOTOS,
        "back_url": url_of(place, year),
    }
    template = (
        "projects/collecting/my_enter.html" if actor.role == "deputy" else "projects/enter.html"
    )
    return render(request, template, context, status=status)


def carried_out(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, data: dict[str, Any], deputy: bool
) -> HttpResponse:
    """Enter it once, and on to its receipt."""
    made: list[actions.Received] = []
    photos = request.FILES.getlist("photos")

    def run() -> None:
        made.append(
            actions.enter_proposal(
                actor_of(request),
                place,
                year,
                wish=wish_of(data, bool(data.get("agreed"))),
                channel="deputy" if deputy and not request.POST.get("paper") else "paper",
                photos=photos,
            )
        )

    listed = url_of(place, year, "proposals")
    answer = sent_once(request, run, listed, _("已录入。"))
    if made:
        answer["Location"] = url_of(place, year, "proposal_receipt", made[0].proposal.public_id)
    return answer


@require_safe
@year_page(may_enter)
def proposal_receipt(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """回执: number and code of a proposal that the office entered, to print and hand over.

    The code of a proposal that came by the web is nobody's but its sender's.
    """
    found = proposal_or_404(place, year, key)
    if found.channel == "web" or found.state == "deleted":
        raise PermissionDenied
    return receipts_page(request, place, year, [found])


def receipts_page(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, rows: list[Proposal]
) -> HttpResponse:
    """The receipts of one or many, one slip each."""
    lookup = request.build_absolute_uri(reverse("projects:lookup", args=[place.code]))
    back = Crumb(_("建议"), url_of(place, year, "proposals"))
    context = {
        "page": Page(
            title=_("回执 %(n)d 份") % {"n": len(rows)},
            lead=_("打印后交给建议人，凭回执码查看结果"),
            crumbs=crumbs(place, year, back, _("回执")),
            window_title=_("回执"),
        ),
        "place": place,
        "year": year,
        "slips": [(one, receipts.grouped(receipts.code_of(one.public_id))) for one in rows],
        "lookup_url": lookup,
        "back_url": back.url,
        "print_address": lookup,
    }
    deputy = actor_of(request).role == "deputy"
    template = "projects/collecting/my_receipt.html" if deputy else "projects/receipts_print.html"
    answer = render(request, template, context)
    answer["Cache-Control"] = "no-store"
    return answer
