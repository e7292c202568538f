"""凭回执码: what became of a proposal, and deleting it. The code is never in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import actor_of, public_page
from oversight.projects import queries, receipts
from oversight.projects.actions.deleting import delete_by_code
from oversight.projects.forms.public import CodeForm
from oversight.projects.lookups import by_code
from oversight.projects.models import Proposal
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.told import told_of
from oversight.projects.queries.proposals import has_contact, project_of, public_numbers
from oversight.ui.page import Page


def shown(place: Jurisdiction, found: Proposal) -> dict[str, Any]:
    """What the holder of a code reads: state in words, answers, what project it became."""
    into = found.turned_into.select_related("project_year").first()
    project = project_of(into or found)
    return {
        "proposal": found,
        "year": found.project_year,
        "told": told_of(found, into, project),
        "replies": list(found.replies.all()),
        "project": project,
        "into": into,
        "photos": found.photos.count(),
        "contact": has_contact(place, found),
        "map": map_of_record(place, found),
    }


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def lookup(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """凭回执码查看."""
    if request.method != "POST":
        return code_page(request, place, CodeForm(), 200)
    form = CodeForm(request.POST)
    found, status = asked_for(request, place, form)
    if found is None:
        return code_page(request, place, form, status)
    title = found.title or _("应本人要求删除")
    context = {
        **shown(place, found),
        "page": Page(title=title, lead=found.code, window_title=found.code),
        "place": place,
        "code": receipts.tidy(form.cleaned_data["code"]),
    }
    return render(request, "projects/public/mine.html", context)


def asked_for(
    request: HttpRequest, place: Jurisdiction, form: CodeForm
) -> tuple[Proposal | None, int]:
    """The proposal of the code, or what is said at the field and under which status."""
    if not form.is_valid():
        return None, 422
    try:
        return by_code(request, place, form.cleaned_data["code"]), 200
    except Refused as error:
        explain(form, error)
        return None, error.status


def code_page(
    request: HttpRequest, place: Jurisdiction, form: CodeForm, status: int
) -> HttpResponse:
    """Where the code is typed."""
    page = Page(title=_("凭回执码查看"), lead=_("民生实事"), window_title=_("凭回执码查看"))
    return render(
        request,
        "projects/public/lookup.html",
        {"page": page, "place": place, "form": form},
        status=status,
    )


@never_cache
@sensitive_post_parameters("code")
@require_POST
@public_page
def delete_mine(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """删除我的建议: first what goes and what stays, then at once."""
    form = CodeForm(request.POST)
    found, status = asked_for(request, place, form)
    if found is None:
        return code_page(request, place, form, status)
    code = receipts.tidy(form.cleaned_data["code"])
    title = _("删除这条建议")
    sure = bool(request.POST.get("sure"))
    if sure and found.state != "deleted":
        found = delete_by_code(actor_of(request), place, code=code)
    if found.state == "deleted":
        title = _("已经删除")
    context = {
        **shown(place, found),
        "page": Page(title=title, lead=found.code, window_title=title),
        "place": place,
        "code": code,
    }
    return render(request, "projects/public/delete.html", context)


@require_safe
@public_page
def numbers(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """采纳和未采纳: how many, and why not, year by year."""
    years = [one for one in queries.years_of(place) if one.opened_at is not None]
    page = Page(
        title=_("提了多少，采纳多少，\n为什么没有采纳。"),
        lead=_("民生实事"),
        window_title=_("采纳和未采纳"),
    )
    context = {"page": page, "place": place, "numbers": [public_numbers(one) for one in years]}
    return render(request, "projects/public/numbers.html", context)
