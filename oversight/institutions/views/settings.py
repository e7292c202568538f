"""办公设置: the office's profile, changed by a recorded act; the ending of a place below."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms.settings import PlaceEndForm, SettingsForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, bound, explain, place_act
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page


@place_page(permissions.can_change_settings)
def settings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """办公设置。"""
    profile = queries.profile_of(place)
    initial = {name: getattr(profile, name) for name in SettingsForm.base_fields}
    form = bound(SettingsForm, request, place=place, initial=initial, zone=profile.timezone)
    status = 200
    if request.method == "POST":
        status = save(request, place, form)
        if status == 200:
            messages.success(request, _("办公设置已更改。"))
            return redirect("institutions:settings", place=place.code)
    context: dict[str, Any] = {
        "page": Page(
            title=_("%(place)s的办公设置") % {"place": place.name},
            lead=_("每次更改都留痕。"),
            crumbs=(Crumb(_("办公设置")),),
        ),
        "form": form,
        "place": place,
        "entries": history(request.actor, place, profile) if profile.pk else [],  # type: ignore[attr-defined]
        "above": list(reversed(place.ancestors())),
        "below": list(queries.all_places().filter(parent=place).select_related("succession")),
        "endings": list(queries.place_successions().filter(jurisdiction=place)),
        "may_end": permissions.can_manage_institutions(actor_of(request), place),
    }
    return render(request, "institutions/settings.html", context, status=status)


def save(request: HttpRequest, place: Jurisdiction, form: Any) -> int:
    """Run the act; the status of the page that follows."""
    if not form.is_valid():
        return 422
    try:
        actions.change_settings(request.actor, place, **form.cleaned_data)  # type: ignore[attr-defined]
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return error.status
    return 200


@place_page(permissions.can_manage_institutions)
def place_end(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记下级地方的撤并。"""
    back, button = reverse("institutions:settings", args=[place.code]), _("登记撤并")
    page = ActPage(
        _("登记%(place)s下级地方的撤并") % {"place": place.name},
        button,
        back,
        (Crumb(_("办公设置"), back), Crumb(button)),
        lead=_("只登记已经批准的撤并。"),
        warning=_(
            "登记以后，撤销的地方不再设立项目年、登记会议、收建议；原来的页面照旧看得到，"
            "没有办完的民生实事项目由并入的地方接着办。登记不能撤回。"
        ),
        done=_("撤并已登记。"),
    )
    return place_act(request, place, page, PlaceEndForm, actions.end_place)
