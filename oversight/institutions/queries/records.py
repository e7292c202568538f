"""读留痕: the record of acts of a place in words, and the history of one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oversight.audit import queries as audit
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.places import profile_of
from oversight.institutions.queries.searching import search_text

EARLIEST, LATEST = date(1970, 1, 1), date(9000, 1, 1)
"""Days beyond these cannot be turned into instants of every zone."""


@dataclass(frozen=True)
class Change:
    """变动: one field of one record, before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRecord:
    """涉及的记录: what kind, whether made, changed or removed, and its fields."""

    kind: str
    how: str
    changes: list[Change]


def act_labels() -> Mapping[str, Any]:
    """Act code → its words, as the project assembles them from all apps."""
    path = getattr(settings, "ACT_CODES", "oversight.config.act_codes.ACTS")
    labels: Mapping[str, Any] = import_string(path)
    return labels


def act_label(code: str) -> str:
    """The words for an act; the code itself where it is unknown."""
    return str(act_labels().get(code, code))


def role_label(code: str, place: Jurisdiction) -> str:
    """The words for an acting role, as the place calls it."""
    if code == "chair":
        return place.leader
    extra = {"system": _("系统"), "operator": _("命令行"), "anyone": _("公众")}
    return str(dict(RoleGrant.ROLES).get(code) or extra.get(code, code))


def entries_in(
    place: Jurisdiction,
    *,
    code: str = "",
    who: str = "",
    first: date | None = None,
    last: date | None = None,
) -> models.QuerySet[Any]:
    """The place's chain, newest first, narrowed by act, name and days of the place's zone."""
    rows = audit.entries_of(place.code)
    code = search_text(code)
    if code:
        rows = rows.filter(code=code)
    who = search_text(who)
    if who:
        rows = rows.filter(actor_label__icontains=who)
    zone = ZoneInfo(profile_of(place).timezone)
    if first:
        first = max(first, EARLIEST)
        rows = rows.filter(at__gte=datetime.combine(first, time.min, zone))
    if last:
        last = min(max(last, EARLIEST), LATEST)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        rows = rows.filter(at__lt=end)
    return rows


def codes_in(place: Jurisdiction) -> list[tuple[str, str]]:
    """The acts that occur in the place's chain, with their words."""
    codes = audit.entries_of(place.code).order_by().values_list("code", flat=True).distinct()
    return sorted(((code, act_label(code)) for code in codes), key=lambda pair: pair[1])


def changes_of(entry: Any) -> list[ChangedRecord]:
    """Before and after of an entry, in the words of the tables."""
    return [_changed_record(change) for change in entry.changes]


def _changed_record(change: dict[str, Any]) -> ChangedRecord:
    try:
        model = apps.get_model(change["model"])
    except (LookupError, ValueError):
        model = None
    before, after = change["before"] or {}, change["after"] or {}
    how = _("新增") if not change["before"] else _("删除") if not change["after"] else _("更改")
    names = list(dict.fromkeys([*before, *after]))
    fields = [
        Change(
            _field_label(model, name),
            _shown(model, name, before.get(name)),
            _shown(model, name, after.get(name)),
        )
        for name in names
        if name not in {"public_id", "jurisdiction_id"}
    ]
    kind = str(model._meta.verbose_name) if model else change["model"]
    return ChangedRecord(kind, how, fields)


def _field(model: type[models.Model] | None, name: str) -> Any:
    """The column that a name in an entry speaks of; None where the table has changed since."""
    columns = model._meta.concrete_fields if model else ()
    return next((field for field in columns if name in (field.attname, field.name)), None)


def _field_label(model: type[models.Model] | None, name: str) -> str:
    field = _field(model, name)
    if field is None:
        return name
    label = str(field.verbose_name)
    if field.related_model and label == field.name.replace("_", " "):
        return str(field.related_model._meta.verbose_name)
    return label


def _shown(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A value in words: choices by their label, other records by their name."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    field = _field(model, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field is not None and field.related_model:
        named = field.related_model._base_manager.filter(pk=value).first()
        return str(named) if named is not None else str(value)
    return str(value)
