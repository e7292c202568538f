"""留痕里的改动: before and after of every record an act changed, in the words of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

MOST_LINES = 20


@dataclass(frozen=True)
class Said:
    """A value in words: one text, or lines where it has parts."""

    text: str
    lines: tuple[str, ...] = ()


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


def words(name: str) -> Any:
    """One of the vocabularies for nested values, as the project assembles them for all apps."""
    return import_string(
        f"{getattr(settings, 'RECORD_WORDS', 'oversight.config.record_words')}.{name}"
    )


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


def _shown(model: type[models.Model] | None, name: str, value: Any) -> Said:
    """A value in words: choices by their label, other records by their name, parts as lines."""
    if value is None or value in ("", [], {}):
        return Said("–")
    field = _field(model, name)
    if field is not None and field.choices:
        return Said(str(dict(field.flatchoices).get(value, value)))
    if field is not None and field.related_model:
        named = field.related_model._base_manager.filter(pk=value).first()
        return Said(str(named) if named is not None else str(value))
    return Said("", lines_of(name, value)) if nested(value) else Said(in_words(name, value))


def nested(value: Any) -> bool:
    """Whether a value has parts with names of their own."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )


def lines_of(name: str, value: Any) -> tuple[str, ...]:
    """One line a part, of long lists the first ones."""
    if isinstance(value, dict):
        found = [
            f"{word_of(key)}：{in_words(key, part)}"
            for key, part in value.items()
            if key not in words("LEFT_OUT") and part not in (None, "", [], {})
        ]
    else:
        found = [in_words(name, part) for part in value]
    if len(found) > MOST_LINES:
        more = _("还有 %(count)d 项，见原样") % {"count": len(found) - MOST_LINES}
        found = [*found[:MOST_LINES], more]
    return tuple(found)


def word_of(key: str) -> str:
    """What a key is called; the key itself where nobody has named it."""
    named: Mapping[str, Any] = words("KEYS")
    return str(named.get(key, key))


def in_words(name: str, value: Any) -> str:
    """A part in one line: yes and no, codes by their words, parts of parts in brackets."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return "，".join(lines_of(name, value))
    if isinstance(value, list):
        parts = [in_words(name, one) for one in value]
        return "；".join(f"（{one}）" for one in parts) if nested(value) else "、".join(parts)
    codes: Mapping[str, Mapping[str, Any]] = words("CODES")
    return str(codes.get(name, {}).get(value, value))
