"""留痕里的改动: before and after of every record an act changed, in the words of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from oversight.institutions.queries.record_values import Said, field_of, shown, words


@dataclass(frozen=True)
class Change:
    """变动: one field of one record, before and after, in words."""

    field: str
    before: Said
    after: Said


@dataclass(frozen=True)
class ChangedRecord:
    """涉及的记录: what kind, whether made, changed or removed, and its fields."""

    kind: str
    how: str
    changes: list[Change]


def changes_of(entry: Any) -> list[ChangedRecord]:
    """Before and after of an entry, in the words of the tables."""
    return [_changed_record(change) for change in readable_changes(entry)]


def readable_changes(entry: Any) -> list[dict[str, Any]]:
    """The changes as they may be read: what a table keeps out of the record is blank in earlier entries too."""
    return [
        {**change, "before": _readable(change, "before"), "after": _readable(change, "after")}
        for change in entry.changes
    ]


def _readable(change: dict[str, Any], side: str) -> Any:
    hidden = getattr(_model(change["model"]), "audit_exclude", frozenset())
    values = change[side]
    return values and {name: "" if name in hidden else one for name, one in values.items()}


def readable_facts(entry: Any) -> dict[str, Any]:
    """The facts as they may be read; see ``HIDDEN_FACTS``."""
    hidden = words("HIDDEN_FACTS").get(entry.code, frozenset())
    return {name: "" if name in hidden else one for name, one in entry.facts.items()}


def _model(label: str) -> type[models.Model] | None:
    """The table that an entry speaks of; None where there is none of that name any more."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _changed_record(change: dict[str, Any]) -> ChangedRecord:
    model = _model(change["model"])
    before, after = change["before"] or {}, change["after"] or {}
    how = _("新增") if not change["before"] else _("删除") if not change["after"] else _("更改")
    names = list(dict.fromkeys([*before, *after]))
    fields = [
        Change(
            _field_label(model, name),
            shown(model, name, before.get(name)),
            shown(model, name, after.get(name)),
        )
        for name in names
        if name not in {"public_id", "jurisdiction_id"}
    ]
    kind = str(model._meta.verbose_name) if model else change["model"]
    return ChangedRecord(kind, how, fields)


def _field_label(model: type[models.Model] | None, name: str) -> str:
    field = field_of(model, name)
    if field is None:
        return name
    label = str(field.verbose_name)
    if field.related_model and label == field.name.replace("_", " "):
        who = field_of(model, f"{field.name.removesuffix('_by')}_label")
        if field.name.endswith("_by") and who is not None:
            return _("%(who)s的账号") % {"who": who.verbose_name}
        return str(field.related_model._meta.verbose_name)
    return label
