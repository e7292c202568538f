"""月度冻结: a month's tickets fixed as a version, and the results computed from them then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class MonthFreeze(PlaceRecord):
    """冻结: one version of a month. The same content gets no new version."""

    FORMATS = [("snapshot-1", _("工单快照")), ("counts-1", _("报表快照"))]

    month = models.IntegerField(_("月份序号"))
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    format = models.CharField(
        pgettext_lazy("field", "格式"), max_length=12, choices=FORMATS, default="snapshot-1"
    )
    revision = models.PositiveIntegerField(_("修订号"))
    cube_generation = models.PositiveIntegerField(_("汇总代次"), null=True)
    sha256 = models.CharField(_("校验值"), max_length=64)
    tickets = models.PositiveIntegerField(pgettext_lazy("field", "件数"))
    sources = models.JSONField(pgettext_lazy("field", "来源"), default=list)
    frozen_at = models.DateTimeField(_("冻结时间"))
    frozen_by = models.CharField(_("冻结人"), max_length=100)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    parameters_sha256 = models.CharField(_("参数校验值"), max_length=64)
    rulebook = models.CharField(_("规则簿"), max_length=64, blank=True)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("月度冻结")
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
    by = models.CharField(pgettext_lazy("field", "分组"), max_length=12)
    window = models.CharField(pgettext_lazy("field", "期间"), max_length=8)
    kinds = models.CharField(_("诉求类别"), max_length=100, default="all")
    result = models.JSONField(pgettext_lazy("field", "结果"))
    sha256 = models.CharField(_("结果校验值"), max_length=64)

    class Meta:
        verbose_name = _("冻结结果")
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "by", "window", "kinds"], name="one_result_per_question"
            )
        ]
