"""冻结与拟公开的页面: what a freeze fixes, then the freeze; the summary as it would be published, then the proposal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import actions, permissions, queries, summaries
from oversight.hotline.actions.publishing import KIND
from oversight.hotline.forms import ProposeForm
from oversight.hotline.pages.freeze import freeze_page, month_crumbs, month_url
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.ui.page import Page

ANY = ["GET", "HEAD", "POST"]


@require_http_methods(ANY)
@place_page(permissions.can_freeze)
def freeze(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """冻结一个月。"""
    if request.method == "POST":
        try:
            job = actions.request_freeze(actor_of(request), place, month=month)
        except Refused as error:
            context = vars(freeze_page(place, month))
            return refusal(request, error, "hotline/freeze.html", context)
        return redirect("jobs:job", place=place.code, public_id=job.public_id)
    return render(request, "hotline/freeze.html", vars(freeze_page(place, month)))


@require_http_methods(ANY)
@place_page(permissions.can_propose_summary)
def propose(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """拟稿公开摘要。"""
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = propose_context(place, month, form)
        return render(request, "hotline/propose.html", context, status=status)
    try:
        version = actions.propose_summary(
            actor_of(request), place, month=month, note=form.cleaned_data["note"]
        )
    except Refused as error:
        return refusal(request, error, "hotline/propose.html", propose_context(place, month, form))
    return redirect("publications:review", place=place.code, version_id=version.public_id)


def propose_context(place: Jurisdiction, month: int, form: ProposeForm) -> dict[str, Any]:
    """The summary as it would be published, and what stands in the way."""
    last = queries.latest_freeze(place, month)
    body = ""
    if last is not None:
        content = {"content": summaries.summary_content(place, last)}
        # Our own template, which escapes; the same that publishing renders.
        body = mark_safe(render_to_string("hotline/public_summary.html", content))  # noqa: S308
    name = format_month(month)
    values = {"month": formats.month(month)}
    title = _("拟稿公开%(month)s热线办理情况") if last else _("%(month)s还没有冻结，不能公开")
    return {
        "page": Page(
            title=title % values,
            lead=_("由另一人审核后公开；公开的内容不能改，更正另出一版"),
            crumbs=month_crumbs(place, month, _("拟公开稿")),
            window_title=_("拟公开稿"),
        ),
        "place": place,
        "month": month,
        "last": last,
        "form": form,
        "body": body,
        "published": publications.published_under(place, KIND, name),
        "waiting": publications.proposal_for(place, KIND, name),
        "back_url": month_url(place, month),
    }
