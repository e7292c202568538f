"""页面外壳: what every page shows around its content – name, navigation, inbox, who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor, anyone
from oversight.inbox import queries as inbox
from oversight.institutions import permissions
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.ui.page import NavGroup, NavItem, Shell


def page_context(request: HttpRequest) -> Shell:
    """The shell of this request: navigation of the acting role, or of the public site."""
    actor: Actor = getattr(request, "actor", anyone())
    place = place_of(request, actor)
    profile = institutions.profile_of(place) if place else None
    name = (profile.screen_name if profile else "") or settings.BODY_NAME
    return Shell(
        body_name=name,
        demo=bool(profile and profile.demo),
        inbox_count=inbox.unread_count(actor) if actor.account_id else 0,
        inbox_url=reverse("inbox:list") if actor.account_id else "",
        account_label=account_label(actor),
        account_url=reverse("accounts:me") if actor.account_id else "",
        nav=staff_nav(request, actor, place) if place and actor.account_id else (),
    )


def place_of(request: HttpRequest, actor: Actor) -> Jurisdiction | None:
    """The place in the address, else that of the acting role."""
    match = request.resolver_match
    code = (match.kwargs.get("place") if match else None) or actor.place
    return institutions.place_by_code(code) if code else None


def account_label(actor: Actor) -> str:
    """``周砚清（经办人）``; empty without an account."""
    if actor.account_id is None:
        return ""
    role = dict(RoleGrant.ROLES).get(actor.role, "")
    return f"{actor.label}（{role}）" if role else actor.label


def staff_nav(request: HttpRequest, actor: Actor, place: Jurisdiction) -> tuple[NavGroup, ...]:
    """The side of the desk: only what the acting role may open."""
    code = place.code
    current = request.path

    def item(label: str, name: str, icon: str) -> NavItem:
        url = reverse(name, kwargs={"place": code})
        active = current == url if name == "portal:today" else current.startswith(url)
        return NavItem(label=label, url=url, icon=icon, active=active)

    groups = [NavGroup("", (item(_("今日"), "portal:today", "calendar-check"),))]
    if permissions.can_read_office(actor, place):
        groups.append(NavGroup(_("监督"), (item(_("热线分析"), "hotline:months", "telephone"),)))
        groups.append(
            NavGroup(
                _("机构与人员"),
                (
                    item(_("代表与人员"), "institutions:people", "people"),
                    item(_("单位"), "institutions:units", "building"),
                    item(_("机构与届次"), "institutions:bodies", "diagram-3"),
                ),
            )
        )
        groups.append(
            NavGroup(
                _("公开"),
                (
                    item(_("发布与存证"), "publications:desk", "broadcast"),
                    item(_("留痕"), "institutions:records", "journal-text"),
                ),
            )
        )
    if permissions.can_manage_accounts(actor, place):
        groups.append(
            NavGroup(
                _("设置"),
                (
                    item(_("账号与授权"), "institutions:accounts", "person-gear"),
                    item(_("办公设置"), "institutions:settings", "gear"),
                ),
            )
        )
    return tuple(groups)
