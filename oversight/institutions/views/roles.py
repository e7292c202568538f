"""选用职务: an account with several roles acts in one at a time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from oversight.institutions import queries
from oversight.institutions.middleware import GRANT_KEY
from oversight.ui.page import Crumb, Page


@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """选用职务: the roles of the account; choosing one goes to its place."""
    grants = queries.grants_of(request.user)
    refused = False
    if request.method == "POST":
        chosen = request.POST.get("grant", "")
        for grant in grants:
            if grant.public_id == chosen:
                request.session[GRANT_KEY] = chosen
                return HttpResponseRedirect(address_after(request, grant.jurisdiction.code))
        refused = True
    context = {
        "page": Page(
            title=_("以哪一项职务办理"),
            lead=_("一次只用一项职务；办理的记录上写明当时的职务。"),
            crumbs=(Crumb(_("我的账号"), reverse("accounts:me")), Crumb(_("选用职务"))),
        ),
        "grants": grants,
        "current": current_key(request, [grant.public_id for grant in grants]),
        "refused": refused,
    }
    return render(request, "institutions/roles.html", context, status=422 if refused else 200)


def address_after(request: HttpRequest, place: str) -> str:
    """The page of this place that asked for the role, else the place's first page."""
    wanted = request.POST.get("next", "")
    if wanted.startswith(f"/w/{place}/") and url_has_allowed_host_and_scheme(wanted, None):
        return wanted
    return reverse("portal:today", kwargs={"place": place})


def current_key(request: HttpRequest, keys: list[str]) -> str:
    """The grant in use: the chosen one, else the first."""
    chosen = request.session.get(GRANT_KEY)
    return chosen if chosen in keys else (keys[0] if keys else "")
