"""留痕里的值: dates, codes and other records as words, parts as lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oversight.ui import formats

MOST_LINES = 20
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)")
PUBLIC_ID = re.compile(r"([a-z2-9]{12})(@\d+)?")


@dataclass(frozen=True)
class Said:
    """A value in words: one text, or lines where it has parts."""

    text: str
    lines: tuple[str, ...] = ()


def words(name: str) -> Any:
    """One of the vocabularies for nested values, as the project assembles them for all apps."""
    return import_string(
        f"{getattr(settings, 'RECORD_WORDS', 'oversight.config.record_words')}.{name}"
    )


def field_of(model: type[models.Model] | None, name: str) -> Any:
    """The column that a name in an entry speaks of; None where the table has changed since."""
    columns = model._meta.concrete_fields if model else ()
    return next((field for field in columns if name in (field.attname, field.name)), None)


def shown(model: type[models.Model] | None, name: str, value: Any) -> Said:
    """A value in words: choices by their label, other records by their name, parts as lines."""
    if value is None or value in ("", [], {}):
        return Said("–")
    field = field_of(model, name)
    if field is not None and field.choices:
        return Said(str(dict(field.flatchoices).get(value, value)))
    if field is not None and field.related_model:
        found = field.related_model._base_manager.filter(pk=value).first()
        return Said(name_of(found) if found is not None else str(value))
    key = f"{model._meta.label}.{name}" if model else name
    return Said("", lines_of(key, value)) if nested(value) else Said(in_words(key, value))


def name_of(record: models.Model) -> str:
    """A record by its name; where its table has none, by the table's word and what tells it apart."""
    if type(record).__str__ is not models.Model.__str__:
        return str(record)
    kind = str(record._meta.verbose_name)
    columns = {one.attname for one in record._meta.fields}
    columns -= getattr(record, "audit_exclude", frozenset())
    name = next((one for one in words("TELLING") if one in columns and getattr(record, one)), None)
    if name is None:
        return kind
    value = shown(type(record), name, getattr(record, name)).text
    return _("%(kind)s（%(name)s）") % {"kind": kind, "name": value}


def nested(value: Any) -> bool:
    """Whether a value has parts with names of their own."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )


def lines_of(name: str, value: Any) -> tuple[str, ...]:
    """One line a part, of long lists the first ones."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and isinstance(value.get("values"), dict):
            return (reason_of(value),)
        left_out = words("LEFT_OUT")
        if words("NAMES") & value.keys():
            left_out |= words("KEYS_BESIDE_A_NAME")
        found = [
            f"{word_of(key)}：{in_words(key, part)}"
            for key, part in value.items()
            if key not in left_out and part not in (None, "", [], {})
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
    column = name.rpartition(".")[2]
    found = codes.get(name, {}).get(value, codes.get(column, {}).get(value))
    return str(found) if found is not None else one_value(column, value)


def one_value(column: str, value: Any) -> str:
    """Days and moments as pages write them, a public id by the name of its record."""
    if isinstance(value, datetime | date):
        return formats.moment(value)
    text = str(value)
    with suppress(ValueError):  # digits that are no day stay as they are
        if MOMENT.fullmatch(text):
            return formats.moment(parse_datetime(text))
        if DAY.fullmatch(text):
            return formats.day(text)
    key = PUBLIC_ID.fullmatch(text)
    if key and column not in words("IDS_AS_KEPT"):
        for label in words("RECORDS"):
            found = apps.get_model(label)._base_manager.filter(public_id=key[1]).first()
            if found is not None:
                return name_of(found)
    return text


def reason_of(reason: Mapping[str, Any]) -> str:
    """A reason that a rule gave, with its numbers in its sentence and its basis behind."""
    try:
        text = _(reason["text"]) % reason["values"]
    except (KeyError, TypeError, ValueError):
        text = reason["text"]
    return f"{text}（{_(reason['basis'])}）" if reason.get("basis") else text
