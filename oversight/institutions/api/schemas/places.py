"""区划与办公设置的数据格式。 Places and the settings of their office."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from oversight.institutions.api.schemas.base import Given


class PlaceOut(Schema):
    """行政区划: a place of the tree."""

    code: str
    name: str
    level: str
    kind: str
    parent: str | None
    has_congress: bool
    ended_on: date | None
    successor: str | None

    @staticmethod
    def resolve_parent(place: Any) -> str | None:
        return place.parent.code if place.parent_id else None

    @staticmethod
    def resolve_ended_on(place: Any) -> date | None:
        found = getattr(place, "succession", None)
        return found.on if found else None

    @staticmethod
    def resolve_successor(place: Any) -> str | None:
        found = getattr(place, "succession", None)
        return found.successor.code if found else None


class PlaceEndIn(Given):
    """登记撤并: both places by their codes; ``decided_on`` is the day of the approving paper ``basis``."""

    predecessor: str
    successor: str
    on: date
    basis: str
    decided_on: date


class PlaceEndOut(Schema):
    """地方撤并: from ``on`` the successor carries on."""

    predecessor: str
    successor: str
    on: date
    basis: str
    decided_on: date

    @staticmethod
    def resolve_predecessor(found: Any) -> str:
        return str(found.predecessor.code)

    @staticmethod
    def resolve_successor(found: Any) -> str:
        return str(found.successor.code)


class SettingsOut(Schema):
    """办公设置。"""

    screen_name: str
    body_name: str
    small_office: bool
    require_totp: bool
    demo: bool
    modules: list[str]
    timezone: str


class SettingsPatch(Given):
    """更改办公设置: only what is given."""

    screen_name: str | None = None
    body_name: str | None = None
    small_office: bool | None = None
    require_totp: bool | None = None
    modules: list[str] | None = None
    timezone: str | None = None
