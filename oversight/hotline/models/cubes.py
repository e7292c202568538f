"""汇总 (cubes): additive counts per month that pages read instead of tickets. Derived; can be built again.

A build is a generation. The cells of a month belong to every generation from ``since`` up to, but not
including, ``until``; readers take one generation and so see whole builds only.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import ScopedManager, ScopedQuerySet


class CubeMonthQuerySet(ScopedQuerySet):
    """Months as they stood in a generation."""

    def at(self, generation: int) -> Self:
        return self.filter(
            models.Q(until=None) | models.Q(until__gt=generation), since__lte=generation
        )


CubeMonthManager = models.Manager.from_queryset(CubeMonthQuerySet, "CubeMonthManager")


class CubeMonth(models.Model):
    """一个月的汇总: which generations it serves, and as of which instant it was counted."""

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )
    month = models.IntegerField(_("月份序号"))
    since = models.PositiveIntegerField(_("自代次"))
    until = models.PositiveIntegerField(_("至代次"), null=True)
    revision = models.PositiveIntegerField(_("修订号"))
    as_of = models.DateTimeField(pgettext_lazy("field", "截至"))

    objects = CubeMonthManager()
    derived = models.Manager()  # noqa: DJ012 (a manager, for builds)

    class Meta:
        verbose_name = _("月度汇总")
        indexes = [models.Index(fields=["jurisdiction", "month", "since"])]


class Counts(models.Model):
    """The additive integers of one cell; the repeats in four, by what must agree."""

    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    kind = models.CharField(_("诉求类别"), max_length=16)
    count = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    overdue_open = models.PositiveIntegerField(default=0)
    responded = models.PositiveIntegerField(default=0)
    resolved_yes = models.PositiveIntegerField(default=0)
    resolved_partly = models.PositiveIntegerField(default=0)
    resolved_no = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    basically_satisfied = models.PositiveIntegerField(default=0)
    dissatisfied = models.PositiveIntegerField(default=0)
    with_caller = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    repeat = models.PositiveIntegerField(default=0)
    repeat_same_kind = models.PositiveIntegerField(default=0)
    repeat_same_source = models.PositiveIntegerField(default=0)
    repeat_same_both = models.PositiveIntegerField(default=0)

    objects = ScopedManager()
    derived = models.Manager()  # noqa: DJ012 (a manager, for builds)
    scope_path = "cube__jurisdiction"
    recorded = False

    class Meta:
        abstract = True


class UnitCell(Counts):
    """按单位: a month's counts per unit, kind and source."""

    cube = models.ForeignKey(CubeMonth, on_delete=models.CASCADE, related_name="unit_cells")
    unit = models.TextField(pgettext_lazy("field", "单位"))

    class Meta:
        verbose_name = _("单位汇总")


class CategoryCell(Counts):
    """按分类: a month's counts per category, kind and source; no category is null."""

    cube = models.ForeignKey(CubeMonth, on_delete=models.CASCADE, related_name="category_cells")
    category = models.TextField(pgettext_lazy("field", "分类"), null=True)  # noqa: DJ001 (no category is not an empty one)

    class Meta:
        verbose_name = _("分类汇总")


class CubeCell(Counts):
    """最细汇总: a month's counts per unit, category, kind and source."""

    cube = models.ForeignKey(CubeMonth, on_delete=models.CASCADE, related_name="cells")
    unit = models.TextField(pgettext_lazy("field", "单位"))
    category = models.TextField(pgettext_lazy("field", "分类"), null=True)  # noqa: DJ001 (no category is not an empty one)

    class Meta:
        verbose_name = _("汇总格")


class FlowCell(models.Model):
    """流向: tickets of a month by kind and unit, at intake and now."""

    cube = models.ForeignKey(CubeMonth, on_delete=models.CASCADE, related_name="flow_cells")
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    kind_at_intake = models.CharField(_("受理时类别"), max_length=16, null=True)  # noqa: DJ001
    kind = models.CharField(_("诉求类别"), max_length=16)
    first_unit = models.TextField(_("首派单位"), null=True)  # noqa: DJ001 (not recorded is not empty)
    unit = models.TextField(pgettext_lazy("field", "单位"))
    count = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    closed_within_hour = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    back_within_30_days = models.PositiveIntegerField(default=0)

    objects = ScopedManager()
    derived = models.Manager()  # noqa: DJ012 (a manager, for builds)
    scope_path = "cube__jurisdiction"

    class Meta:
        verbose_name = _("流向格")


class MapCell(models.Model):
    """位置: tickets of a month per square of a hundredth of a degree."""

    cube = models.ForeignKey(CubeMonth, on_delete=models.CASCADE, related_name="map_cells")
    lat_hundredths = models.SmallIntegerField(_("纬度百分之一度"))
    lon_hundredths = models.SmallIntegerField(_("经度百分之一度"))
    count = models.PositiveIntegerField(default=0)

    objects = ScopedManager()
    derived = models.Manager()  # noqa: DJ012 (a manager, for builds)
    scope_path = "cube__jurisdiction"

    class Meta:
        verbose_name = _("位置格")
