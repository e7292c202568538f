"""代表登录卡: choosing deputies, issuing codes, and the sheet to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.accounts.cards import login_card, login_cards_page
from oversight.accounts.queries import codes_of_place
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions, permissions, queries
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.listing import word
from oversight.institutions.web import place_page, refusal
from oversight.ui.page import Crumb, Page

TEMPLATE = "institutions/cards.html"


@place_page(permissions.can_manage_accounts)
def cards(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """印代表登录卡: a list to tick, then the printed sheet."""
    context = cards_context(request, place)
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    try:
        made = issue_cards(request, place, context["mandates"])
    except Refused as error:
        return refusal(request, error, TEMPLATE, context)
    back = reverse("institutions:cards", args=[place.code])
    return login_cards_page(request, made, back_url=back)


def issue_cards(request: HttpRequest, place: Jurisdiction, mandates: list[Any]) -> list[Any]:
    """A new code for each ticked deputy, each in an act of its own."""
    ticked = set(request.POST.getlist("deputy"))
    chosen = [m for m in mandates if m.public_id in ticked or "all" in request.POST]
    if not chosen:
        raise Invalid("nobody_chosen", _("没有印。先勾选代表，或者选“印全部”。"), where="deputies")
    name = queries.profile_of(place).body_name or place.name
    made = []
    for mandate in chosen:
        record, plain = actions.issue_deputy_code(request.actor, place, mandate=mandate)  # type: ignore[attr-defined]
        made.append(login_card(request, record, plain, name))
    return made


def cards_context(request: HttpRequest, place: Jurisdiction) -> dict[str, Any]:
    """Deputies of the running term with the state of their code."""
    term = queries.current_term(place)
    parts = list(queries.in_order(queries.delegations_of(place).filter(term=term)))
    delegations = [(part.public_id, part.name) for part in parts]
    delegation = word(request, "delegation", dict(delegations))
    state = word(request, "state", {"without", "with"})
    rows = queries.deputyships_in(place).filter(term=term).on(queries.today())
    rows = rows.select_related("person__account", "delegation").order_by("person__name", "pk")
    if delegation:
        rows = rows.filter(delegation__public_id=delegation)
    live = live_codes(place)
    mandates = [m for m in rows if m.person.account is None or m.person.account.kind == "deputy"]
    for mandate in mandates:
        mandate.code = live.get(mandate.person.account_id)
    if state:
        mandates = [m for m in mandates if bool(m.code) == (state == "with")]
    return {
        "page": Page(
            title=ngettext(
                "给 %(count)d 位代表印登录卡", "给 %(count)d 位代表印登录卡", len(mandates)
            )
            % {"count": len(mandates)},
            lead=_("登录码只在印出的卡上，本系统不留底。重印的，旧卡随即作废。"),
            crumbs=(
                Crumb(_("账号与授权"), reverse("institutions:accounts", args=[place.code])),
                Crumb(_("代表登录卡")),
            ),
        ),
        "place": place,
        "mandates": mandates,
        "delegation": delegation,
        "delegations": delegations,
        "state": state,
        "states": [("without", _("没有登录卡")), ("with", _("已有登录卡"))],
    }


def live_codes(place: Jurisdiction) -> dict[int, Any]:
    """The code that still signs in, by account."""
    rows = codes_of_place(place.code).filter(revoked_at=None, expires_at__gt=timezone.now())
    return {code.account_id: code for code in rows}
