"""检索的表: what can be found, and how far the record of acts has been read. All of it can be made anew.

The terms themselves stand in the table ``search_terms`` of the engine (``engines.py``), by the key of the
entry. Neither is a legal thing: they repeat what other tables hold, and are written by the worker.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SearchEntry(models.Model):
    """检索条目: one record that can be found, named by kind and public id within its place."""

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=20)
    public_id = models.CharField(_("公开编号"), max_length=40)
    day = models.DateField(pgettext_lazy("field", "日期"), null=True)
    sha256 = models.CharField(_("校验值"), max_length=64)

    rows = models.Manager()

    class Meta:
        verbose_name = _("检索条目")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "public_id"], name="a_record_is_indexed_once"
            )
        ]


class SearchCursor(models.Model):
    """检索进度: up to which entry of a place's record of acts the index has been brought."""

    place = models.CharField(_("行政区划代码"), max_length=64, unique=True)
    seq = models.PositiveBigIntegerField(pgettext_lazy("field", "序号"), default=0)

    rows = models.Manager()

    class Meta:
        verbose_name = _("检索进度")
