"""记录 (Record): a table whose every change leaves its before and after in the audit entry of the act.

``Record`` is an abstract base; it reads the row as stored before writing, so the trace holds what was
really there, and refuses to be saved outside ``act()``.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from oversight.audit.context import require_act
from oversight.audit.scoping import ScopedManager

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    """A random public id of 12 characters (59 bits), never sequential."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Record(models.Model):
    """Base of every legal thing: public id, recorded changes."""

    recorded = True
    audit_exclude: frozenset[str] = frozenset()
    audit_masked: frozenset[str] = frozenset()

    public_id = models.CharField(
        _("公开编号"), max_length=12, unique=True, default=new_public_id, editable=False
    )

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        act = require_act(type(self).__name__)
        before = stored_state(self)
        super().save(*args, **kwargs)
        act.changed(self, before, state_of(self))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        act = require_act(type(self).__name__)
        before, key = stored_state(self), self.pk
        done = super().delete(*args, **kwargs)
        self.pk = key
        act.changed(self, before, None)
        self.pk = None
        return done


def state_of(record: models.Model) -> dict[str, Any]:
    """The column values of a record as JSON can hold them, without what must not be kept."""
    exclude = getattr(record, "audit_exclude", frozenset())
    encoder = DjangoJSONEncoder()
    values: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.name in exclude or field.primary_key:
            continue
        value = field.value_from_object(record)
        if not isinstance(value, (str, int, float, bool, list, dict, type(None))):
            value = encoder.default(value) if not isinstance(value, bytes) else value.hex()
        if value and field.name in getattr(record, "audit_masked", frozenset()):
            value = masked(value)
        values[field.attname] = value
    return values


def masked(value: Any) -> str:
    """A keyed mark that shows whether a value changed and never what it was; the chain cannot forget."""
    mark = salted_hmac("oversight.audit.masked", str(value), algorithm="sha256").hexdigest()
    return f"•{mark[:8]}"


def stored_state(record: models.Model) -> dict[str, Any] | None:
    """The state as it stands in the database, locked until the act ends; None where the record is new."""
    if record._state.adding or record.pk is None:
        return None
    rows = type(record)._base_manager.select_for_update()
    # A model's own order may join another table, and PostgreSQL locks no outer join.
    stored = rows.filter(pk=record.pk).order_by().first()
    return state_of(stored) if stored is not None else None
