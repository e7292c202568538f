"""月报表: figures per unit and month where a place is handed tables instead of tickets."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import ScopedManager
from oversight.institutions.models.places import PlaceRecord


class MonthlyTable(PlaceRecord):
    """报表: one table taken in, with what in it cannot be true."""

    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    mapping = models.TextField(pgettext_lazy("field", "映射"), blank=True)
    file_name = models.CharField(_("文件名"), max_length=255)
    file_sha256 = models.CharField(_("文件校验值"), max_length=64)
    rows = models.JSONField(pgettext_lazy("field", "行"), default=list)
    findings = models.JSONField(_("核对发现"), default=list)
    present = models.JSONField(_("有的列"), default=list)
    months = models.JSONField(pgettext_lazy("field", "月份"), default=list)
    imported_by = models.CharField(_("导入人"), max_length=100)
    imported_at = models.DateTimeField(_("导入时间"))

    class Meta:
        verbose_name = _("月报表")
        ordering = ["-pk"]


class MonthlyFigure(models.Model):
    """报表数字: the counts of one unit in one month, in the lists of some revisions like a store file."""

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )
    table = models.ForeignKey(MonthlyTable, on_delete=models.PROTECT, related_name="figures")
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    month = models.IntegerField(_("月份序号"))
    unit = models.CharField(pgettext_lazy("field", "单位"), max_length=200)
    counts = models.JSONField(pgettext_lazy("field", "数字"))
    total = models.BooleanField(_("全地合计"), default=False)
    added_in = models.PositiveIntegerField(_("自修订"))
    removed_in = models.PositiveIntegerField(_("至修订"), null=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("报表数字")
        indexes = [models.Index(fields=["jurisdiction", "removed_in", "month"])]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "source", "month", "unit"],
                condition=models.Q(removed_in=None),
                name="one_current_figure_per_unit_and_month",
            )
        ]
