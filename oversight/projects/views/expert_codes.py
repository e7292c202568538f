"""专家邀请的页面: given out and ended by the office; the code and its QR picture stand on the page once."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from oversight.accounts import codes
from oversight.accounts.qr import qr_svg
from oversight.audit.errors import Refused
from oversight.institutions.forms.base import PlaceForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects.actions import expert_codes as actions
from oversight.projects.models import GroupMember, TaskGroup
from oversight.projects.queries import experts as read
from oversight.projects.views.groups import group_page
from oversight.projects.views.year_pages import crumbs, url_of
from oversight.ui.page import Crumb, Page


def expert_or_404(group: TaskGroup, key: str) -> GroupMember:
    """The expert of the address."""
    found = group.members.filter(public_id=key, capacity="expert").first()
    if found is None:
        raise Http404(key)
    return found


@never_cache
@group_page(permissions.can_form_groups)
def issue_expert_code(
    request: HttpRequest, place: Jurisdiction, group: TaskGroup, member: str
) -> HttpResponse:
    """发邀请码: asked first, then shown this once with its QR picture."""
    one, year = expert_or_404(group, member), group.project_year
    title = _("邀请专家%(name)s") % {"name": one.name}
    back = url_of(place, year, "group", group.public_id)
    context: dict[str, Any] = {"given": None}
    status = 200
    if request.method == "POST":
        try:
            given, code = actions.issue_expert_code(actor_of(request), place, one)
            context = {"given": given, **shown_once(request, place, code)}
        except Refused as error:
            context, status = {"given": None, "refused": error}, error.status
    listed = Crumb(_("论证"), url_of(place, year, "groups"))
    context |= {
        "page": Page(
            title=title,
            lead=f"{group.name}　{one.field}",
            crumbs=crumbs(place, year, listed, Crumb(group.name, back), title),
        ),
        "member": one,
        "now": read.invitation_of(one),
        "projects": read.argued_by(one),
        "back_url": back,
    }
    return render(request, "projects/expert/code.html", context, status=status)


def shown_once(request: HttpRequest, place: Jurisdiction, code: str) -> dict[str, Any]:
    """The code in groups, as a QR picture, and where it is typed."""
    link = request.build_absolute_uri(reverse("projects:expert_link", args=[place.code, code]))
    return {
        "code": codes.grouped(code),
        "qr": qr_svg(link),
        "typed_at": request.build_absolute_uri(reverse("projects:expert", args=[place.code])),
    }


@group_page(permissions.can_form_groups)
def end_expert_invitation(
    request: HttpRequest, place: Jurisdiction, group: TaskGroup, member: str
) -> HttpResponse:
    """作废邀请."""
    one, year = expert_or_404(group, member), group.project_year
    back, title = url_of(place, year, "group", group.public_id), _("作废邀请")
    page = ActPage(
        title=title,
        button=title,
        back_url=back,
        crumbs=crumbs(place, year, Crumb(group.name, back), title),
        lead=f"{group.name}　{one.name}",
        warning=_("作废以后，这位专家的手机不能再登记；已经登记的核查和踏看不变。"),
        done=_("已作废。"),
        obstacle="" if read.invitation_of(one) else _("没有有效的邀请。"),
    )
    run = partial(actions.end_expert_invitation, actor_of(request), place, one)
    return form_act(request, place, page, PlaceForm, run)
