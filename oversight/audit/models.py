"""记录链与待办信箱: the append-only chain of entries, one per jurisdiction, and the outbox for reactions.

These tables are reached only through ``acts`` and ``queries`` of this app.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppendOnlyError(RuntimeError):
    """An audit entry is never changed or deleted."""


class AuditChain(models.Model):
    """链头: the last number and hash of one jurisdiction's chain ("" is the installation's own)."""

    place = models.CharField(_("行政区划代码"), max_length=64, unique=True)
    seq = models.PositiveBigIntegerField(pgettext_lazy("field", "序号"), default=0)
    hash = models.CharField(_("校验值"), max_length=64, default="")


class AuditEntry(models.Model):
    """留痕: one act as it happened (who, in which role, when, under which rule, before and after)."""

    place = models.CharField(_("行政区划代码"), max_length=64)
    seq = models.PositiveBigIntegerField(pgettext_lazy("field", "序号"))
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    code = models.CharField(pgettext_lazy("field", "行为"), max_length=64)
    actor_account = models.BigIntegerField(pgettext_lazy("field", "账号"), null=True)
    actor_label = models.CharField(pgettext_lazy("field", "姓名"), max_length=100)
    actor_role = models.CharField(pgettext_lazy("field", "职务"), max_length=32)
    actor_place = models.CharField(_("任职地"), max_length=64, blank=True)
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64, blank=True)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=500, blank=True)
    facts = models.JSONField(pgettext_lazy("field", "事实"), default=dict)
    changes = models.JSONField(pgettext_lazy("field", "变动"), default=list)
    previous_hash = models.CharField(_("前一条校验值"), max_length=64, blank=True)
    hash = models.CharField(_("校验值"), max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "seq"], name="audit_entry_number")]
        indexes = [
            models.Index(fields=["place", "-seq"]),
            models.Index(fields=["code", "at"]),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("an audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("an audit entry is never deleted")


class AuditSubject(models.Model):
    """涉及的记录: which records an entry changed, for the history of each record."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="subjects")
    model = models.CharField(max_length=100)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["model", "key", "-entry"])]


class Outbox(models.Model):
    """待办信箱: entries whose reactions have not all run. The worker empties it."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="outbox")
    attempts = models.PositiveSmallIntegerField(pgettext_lazy("field", "次数"), default=0)
    run_after = models.DateTimeField(_("不早于"), null=True)
    done = models.JSONField(_("已完成"), default=list)
    error = models.TextField(pgettext_lazy("field", "错误"), blank=True)
    failed = models.BooleanField(_("停止重试"), default=False)
