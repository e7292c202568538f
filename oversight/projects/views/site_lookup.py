"""凭回执码看反映的结果, and having the own report deleted. The code is never in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from oversight.accounts import attempts
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, public_page
from oversight.projects import receipts
from oversight.projects.actions.site_deleting import delete_site_report_by_code
from oversight.projects.forms.public import CodeForm
from oversight.projects.models import SiteReport
from oversight.projects.pages.supervision import site_badge
from oversight.projects.queries import supervising
from oversight.ui import formats
from oversight.ui.page import Page

ATTEMPT = "receipt"


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def site_lookup(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """凭回执码看反映的结果."""
    form, found, status = CodeForm(request.POST or None), None, 200
    if request.method == "POST":
        found, status = asked_for(request, place, form)
    return code_page(request, place, form, found, status)


def code_page(
    request: HttpRequest,
    place: Jurisdiction,
    form: CodeForm,
    found: SiteReport | None,
    status: int = 200,
    title: str = "",
    sure: bool = False,
) -> HttpResponse:
    """Where the code is typed; with the report of the code what became of it; before deleting what goes and stays."""
    title = title or _("凭回执码看结果")
    context: dict[str, Any] = {
        "page": Page(title=title, lead=_("现场反映"), window_title=title),
        "place": place,
        "form": form,
        "found": found,
        "asks": sure,
        "code": receipts.tidy(form.cleaned_data["code"]) if found else "",
        "badge": site_badge(found) if found else "",
        "told": told(found) if found else "",
    }
    return render(request, "projects/public/site_lookup.html", context, status=status)


@never_cache
@sensitive_post_parameters("code")
@require_POST
@public_page
def delete_my_report(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """删除我的反映: first what goes and what stays, then at once."""
    form = CodeForm(request.POST)
    found, status = asked_for(request, place, form)
    if found is None:
        return code_page(request, place, form, None, status)
    if found.state != "deleted" and not request.POST.get("sure"):
        return code_page(request, place, form, found, title=_("删除这条反映"), sure=True)
    if found.state != "deleted":
        code = form.cleaned_data["code"]
        found = delete_site_report_by_code(actor_of(request), place, code=code)
    return code_page(request, place, form, found, title=_("已经删除"))


def asked_for(
    request: HttpRequest, place: Jurisdiction, form: CodeForm
) -> tuple[SiteReport | None, int]:
    """The report of the code; wrong ones are counted, and after too many the page waits."""
    origin = attempts.origin_of_request(request)
    if until := attempts.blocked_until(ATTEMPT, origin):
        text = _("输错太多次，%(time)s 以后再试。") % {"time": formats.short_moment(until)}
        form.add_error(None, text) if form.is_valid() else None
        return None, 429
    if not form.is_valid():
        return None, 422
    code = receipts.tidy(form.cleaned_data["code"])
    found = supervising.site_report_with(place, receipts.digest(code)) if code else None
    if found is None:
        attempts.note_failure(ATTEMPT, origin)
        form.add_error("code", _("没有这个回执码。核对以后再输一次。"))
        return None, 422
    return found, 200


def told(found: SiteReport) -> str:
    """The state in words for whoever sent it."""
    return {
        "held": _("已收到，等工作人员查看。"),
        "received": _("已收到，等工作人员转给监督小组或者答复。"),
        "handed": _("已转给监督小组，到现场看了再答复。"),
        "answered": _("已答复，写在下面。"),
        "dismissed": _("没有受理，原因写在下面。"),
        "deleted": _("内容和照片已应本人要求删除，只留收到的日期和答复。"),
    }[found.state]
