"""数据交接单: what was handed over for a month and a source, by whom to whom (procedures §5 c, step 1)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class DataHandover(PlaceRecord):
    """交接单: counts, period and check value of one source's month, as the store held them then.

    ``first_received`` and ``last_received`` are microseconds UTC.
    """

    month = models.IntegerField(_("月份序号"))
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    tickets = models.PositiveIntegerField(pgettext_lazy("field", "件数"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    revision = models.PositiveIntegerField(_("修订号"))
    first_received = models.BigIntegerField(_("最早受理"), null=True)
    last_received = models.BigIntegerField(_("最晚受理"), null=True)
    handed_by = models.CharField(_("移交单位和人"), max_length=100)
    received_by = models.CharField(_("接收单位和人"), max_length=100)
    handed_on = models.DateField(_("交接日期"))
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=300, blank=True)
    recorded_by = models.CharField(_("登记人"), max_length=100)
    recorded_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("数据交接单")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["jurisdiction", "month"])]
