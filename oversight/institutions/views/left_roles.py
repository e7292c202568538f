"""撤并地方留下的授权: who still holds what there, what is proposed, and what the administrator decides."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import permissions
from oversight.institutions.actions.left_roles import settle_left_roles
from oversight.institutions.forms.left_roles import LeftRolesForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.left_roles import left_roles as read_left
from oversight.institutions.views.act_forms import explain, sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page


@place_page(permissions.can_manage_accounts)
def left_roles(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """逐项决定: the proposal stands in each row; nothing is done before the form is sent."""
    actor, left, status = actor_of(request), read_left(place), 200
    back = reverse("institutions:left_roles", args=[place.code])
    form = LeftRolesForm(
        request.POST if request.method == "POST" else None, place=place, left=left, actor=actor
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                return sent_once(
                    request,
                    lambda: settle_left_roles(actor, place, **data),
                    back,
                    _("已办理。转入的今天起在本地有效，原来的授权昨天截止。"),
                )
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    listed = reverse("institutions:accounts", args=[place.code])
    title = ngettext(
        "撤并的地方还有 %(count)d 项授权没有处理",
        "撤并的地方还有 %(count)d 项授权没有处理",
        len(left),
    ) % {"count": len(left)}
    page = Page(
        title=title if left else _("撤并的地方没有留下授权"),
        lead=_("系统只提出建议，逐项由你决定；没有选的不动。"),
        crumbs=(Crumb(_("账号与授权"), listed), Crumb(_("撤并留下的授权"))),
        window_title=_("撤并留下的授权"),
    )
    context = {"page": page, "place": place, "form": form, "back_url": listed}
    return render(request, "institutions/left_roles.html", context, status=status)
