"""区划与办公设置的数据格式。 Places and the settings of their office."""

from __future__ import annotations

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

    @staticmethod
    def resolve_parent(place: Any) -> str | None:
        return place.parent.code if place.parent_id else None


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
