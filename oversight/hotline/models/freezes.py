"""月度冻结: a month's tickets fixed as a version, and the results computed from them then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.institutions.models.places import PlaceRecord


class MonthFreeze(PlaceRecord):
    """冻结: one version of a month. The same content gets no new version."""

    FORMATS = [("snapshot-1", _("工单快照")), ("counts-1", _("报表快照"))]

    month = models.IntegerField("月份序号")
    version = models.PositiveIntegerField("版本")
    format = models.CharField("格式", max_length=12, choices=FORMATS, default="snapshot-1")
    revision = models.PositiveIntegerField("修订号")
    cube_generation = models.PositiveIntegerField("汇总代次", null=True)
    sha256 = models.CharField("校验值", max_length=64)
    tickets = models.PositiveIntegerField("件数")
    sources = models.JSONField("来源", default=list)
    frozen_at = models.DateTimeField("冻结时间")
    frozen_by = models.CharField("冻结人", max_length=100)
    rule = models.CharField("规则", max_length=64)
    parameters_sha256 = models.CharField("参数校验值", max_length=64)

    class Meta:
        verbose_name = "月度冻结"
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "month", "version"], name="one_freeze_per_version"
            )
        ]


class FrozenResult(PlaceRecord):
    """冻结结果: the analysis as computed at the freeze, one per grouping, window and kinds."""

    audit_exclude = frozenset({"result"})

    freeze = models.ForeignKey(MonthFreeze, on_delete=models.PROTECT, related_name="results")
    by = models.CharField("分组", max_length=12)
    window = models.CharField("期间", max_length=8)
    kinds = models.CharField("诉求类别", max_length=100, default="all")
    result = models.JSONField("结果")
    sha256 = models.CharField("结果校验值", max_length=64)

    class Meta:
        verbose_name = "冻结结果"
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "by", "window", "kinds"], name="one_result_per_question"
            )
        ]
