"""页面外壳: what every page shows around its content – name, navigation, inbox, who is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor, anyone
from oversight.config.navigation import staff_nav
from oversight.inbox import queries as inbox
from oversight.institutions import queries as institutions
from oversight.institutions.actions.place_ends import ended_words
from oversight.institutions.models import Jurisdiction, PlaceProfile, RoleGrant
from oversight.projects.queries.years import years_of
from oversight.search.permissions import can_search
from oversight.ui.page import NavItem, Shell


def page_context(request: HttpRequest) -> Shell:
    """The shell of this request: navigation of the acting role, or of the public site."""
    actor: Actor = getattr(request, "actor", anyone())
    place = place_of(request, actor)
    profile = institutions.profile_of(place) if place else None
    named = profile or institutions.only_root_profile()
    signed_in = actor.account_id is not None
    return Shell(
        body_name=(named.screen_name if named else "") or settings.BODY_NAME,
        home_url=home_url(request, actor, place),
        public_name=public_name(place, profile),
        phone_name=_("%(place)s人大代表") % {"place": place.name} if place else "",
        public_nav=public_nav(request, place) if place else (),
        public_links=public_links(place),
        demo=is_demo(profile),
        search_url=search_url(actor, place) if place and signed_in else "",
        search_label=_("查案件、单位、公文、人员"),
        inbox_count=inbox.unread_count(actor) if signed_in else None,
        inbox_url=reverse("inbox:list") if signed_in else "",
        account_label=account_label(actor, place),
        account_url=reverse("accounts:me") if signed_in else "",
        account_links=role_links(actor),
        sign_out_url=reverse("accounts:sign_out") if signed_in else "",
        sign_in_url=reverse("portal:entrance"),
        nav=staff_nav(request, actor, place) if place and signed_in else (),
        **gone(actor, place),
    )


def gone(actor: Actor, place: Jurisdiction | None) -> dict[str, Any]:
    """地方已撤并: the sentence and the way to the place that carries on, for who works there to its desk."""
    if place is None or getattr(place, "succession", None) is None:
        return {}
    heir = institutions.heir_of(place) or place
    page = "portal:today" if actor.place == heir.code else "portal:public_home"
    url = reverse(page, kwargs={"place": heir.code})
    label = _("去%(place)s") % {"place": heir.name}
    return {"gone": ended_words(place), "gone_to": NavItem(label, url)}


def home_url(request: HttpRequest, actor: Actor, place: Jurisdiction | None) -> str:
    """The desk's first page for who works here, else the place's public front page."""
    if request.path.startswith("/p/") and place:
        return reverse("portal:public_home", kwargs={"place": place.code})
    if actor.place:
        return reverse("portal:today", kwargs={"place": actor.place})
    return reverse("portal:index")


def search_url(actor: Actor, place: Jurisdiction) -> str:
    """The search of this place, for whoever works here."""
    if not can_search(actor, place):
        return ""
    return reverse("search:search", kwargs={"place": place.code})


def is_demo(profile: PlaceProfile | None) -> bool:
    """Whether 演示数据 is shown: by the place's profile, on pages without a place by any place's."""
    return profile.demo if profile else institutions.any_demo_place()


def public_name(place: Jurisdiction | None, profile: PlaceProfile | None) -> str:
    """The congress's name on public pages."""
    if profile and profile.body_name:
        return profile.body_name
    return place.name if place else ""


def public_nav(request: HttpRequest, place: Jurisdiction) -> tuple[NavItem, ...]:
    """The row under the name on public pages."""
    wanted = [
        (_("首页"), "portal:public_home"),
        (_("公开内容"), "publications:publication_list"),
        (_("热线办理"), "hotline:public_months"),
    ]
    if place.level == "town" or has_projects(place):
        wanted.append((_("民生实事"), "projects:public_projects"))
    found = []
    for label, name in wanted:
        url = reverse(name, kwargs={"place": place.code})
        here = request.path == url if name == "portal:public_home" else request.path.startswith(url)
        found.append(NavItem(label=label, url=url, active=here))
    return tuple(found)


def has_projects(place: Jurisdiction) -> bool:
    """Whether a place above the towns runs a year of its own: a county may, and many do not."""
    return place.level == "county" and years_of(place).exclude(opened_at=None).exists()


def public_links(place: Jurisdiction | None) -> tuple[NavItem, ...]:
    """Beside the switch for large type."""
    if place is None:
        return ()
    return (NavItem(_("开放数据"), reverse("portal:open_data", kwargs={"place": place.code})),)


def role_links(actor: Actor) -> tuple[NavItem, ...]:
    """The menu under the account's name."""
    if not actor.place:
        return ()
    public = reverse("portal:public_home", kwargs={"place": actor.place})
    return (NavItem(_("公众页面"), public),)


def place_of(request: HttpRequest, actor: Actor) -> Jurisdiction | None:
    """The place in the address, else that of the acting role."""
    match = request.resolver_match
    code = (match.kwargs.get("place") if match else None) or actor.place
    known: Jurisdiction | None = getattr(request, "place", None)
    if known is not None and known.code == code:
        return known
    return institutions.place_by_code(code) if code else None


def account_label(actor: Actor, place: Jurisdiction | None) -> str:
    """``周砚清（经办人）``; empty without an account."""
    if actor.account_id is None:
        return ""
    role = dict(RoleGrant.ROLES).get(actor.role, "")
    if actor.role == "chair" and place is not None:
        role = place.leader
    return f"{actor.label}（{role}）" if role else actor.label
