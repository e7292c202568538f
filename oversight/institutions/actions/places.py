"""地方与办公设置: opening a place, changing its office's settings."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import assign, put
from oversight.institutions.models import Jurisdiction, PlaceProfile

PROFILE_FIELDS = frozenset(
    {
        "screen_name",
        "body_name",
        "small_office",
        "require_totp",
        "demo",
        "modules",
        "timezone",
    }
)


def create_place(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    level: str | None = None,
    parent: Jurisdiction | None = None,
    **profile: Any,
) -> Jurisdiction:
    """开设一个地方: a place with its profile; the first entry of its audit chain."""
    with act(
        "institutions.create_place",
        actor=actor,
        place=code,
        permitted=permissions.can_set_up(actor, None),
    ) as running:
        if queries.place_by_code(code):
            text = _("代码“%(code)s”已经有了。换一个代码。") % {"code": code}
            raise Invalid("place_exists", text, where="code")
        level = level or Jurisdiction.LEVEL_OF_KIND.get(kind, "city")
        place = Jurisdiction(code=code, name=name, kind=kind, level=level, parent=parent)
        put(place)
        profile.setdefault("modules", [module for module, _label in PlaceProfile.MODULES])
        put(PlaceProfile(jurisdiction=place, **profile))
        running.facts = {"code": code, "name": name}
    return place


def change_settings(actor: Actor, place: Jurisdiction, **changes: Any) -> PlaceProfile:
    """更改办公设置: the name on the screen, the small office, double verification, modules, zone."""
    with act(
        "institutions.change_settings",
        actor=actor,
        place=place.code,
        permitted=permissions.can_change_settings(actor, place),
    ):
        profile = queries.profile_of(place)
        assign(profile, changes, PROFILE_FIELDS)
        if profile.timezone not in zoneinfo.available_timezones():
            text = _("没有“%(zone)s”这个时区。") % {"zone": profile.timezone}
            raise Invalid("unknown_timezone", text, where="timezone")
        profile.modules = profile.clean_modules()
        put(profile)
    return profile
