"""同一份证据给几件事: one file or photograph, several items, one act."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.followups import actions, forms, permissions, queries
from oversight.followups.models import Followup
from oversight.followups.presenting import url_of
from oversight.followups.views.shared import form_of, item_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb


@place_page(permissions.can_report)
def shared_evidence(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """附同一份证据; ``?item=`` names those that are ticked already."""
    back = reverse("followups:duties", args=[place.code])
    if "pick" in request.POST:
        query = urlencode([("item", item) for item in request.POST.getlist("item")])
        return redirect(f"{reverse('followups:shared_evidence', args=[place.code])}?{query}")
    rows = queries.carried_by(place, actor_of(request).unit_id).exclude(
        state__in=("verified", "withdrawn")
    )
    page = ActPage(
        _("给几件事附同一份证据"),
        _("附上证据"),
        back,
        (Crumb(_("承办事项"), back), Crumb(_("附上证据"))),
        lead=_("一份文件或照片只上传一次，列在每一件事下面。有一件不能附的，都不附。"),
        done=_("证据已附上。"),
    )
    form = bound(
        forms.SharedEvidenceForm,
        request,
        rows=rows.order_by("due", "pk"),
        initial={"items": request.GET.getlist("item")},
    )

    def run(data: dict[str, Any]) -> str:
        items = list(data["items"])
        actions.attach_evidence(
            actor_of(request), place, items, files=data["files"], text=data["text"]
        )
        return url_of(place, items[0]) if len(items) == 1 else back

    return act_page(request, page, form, run)


@item_page(permissions.can_report, permissions.may_report, "attach_evidence")
def evidence(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """补充一件事的证据."""

    def run(data: dict[str, Any]) -> None:
        actions.attach_evidence(
            actor_of(request), place, [found], files=data["files"], text=data["text"]
        )

    return form_of(
        request,
        place,
        found,
        bound(forms.EvidenceForm, request),
        run,
        _("补充证据"),
        _("附上证据"),
        _("证据已附上。"),
    )
