"""事项的表: what a unit promised or was told to do, until another person has verified it.

State changes only in ``actions``; what is possible when stands in ``rules/progress.py``.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import ScopedManager
from oversight.institutions.models.places import PlaceRecord


class TrackedItem(PlaceRecord):
    """可跟踪事项: the fields that everything tracked has in common (procedures §1.4)."""

    code = models.CharField(_("跟踪号"), max_length=40)
    title = models.CharField(pgettext_lazy("field", "事项"), max_length=200)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    leader = models.CharField(_("分管领导"), max_length=60, blank=True)
    requirement = models.TextField(pgettext_lazy("field", "要求"))
    target = models.CharField(_("目标"), max_length=300, blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    due = models.DateField(pgettext_lazy("field", "期限"), null=True, blank=True)
    state_reason = models.CharField(_("状态的原因"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Followup(TrackedItem):
    """跟踪事项: 承诺、整改或交办. ``about_*`` names by value the record that gave rise to it."""

    KINDS = [
        ("promise", pgettext_lazy("choice", "承诺")),
        ("rectification", pgettext_lazy("choice", "整改")),
        ("instruction", pgettext_lazy("choice", "交办")),
    ]
    STATES = [
        ("assigned", pgettext_lazy("state", "待签收")),
        ("accepted", pgettext_lazy("state", "已签收")),
        ("in_progress", pgettext_lazy("state", "办理中")),
        ("to_sign", _("待负责人签字")),
        ("reported_done", _("自报完成，待核实")),
        ("sent_back", _("已退回，继续办理")),
        ("verified", pgettext_lazy("state", "已核实")),
        ("withdrawn", pgettext_lazy("state", "已撤回")),
    ]
    CLOSED = ("verified", "withdrawn")
    WITH_UNIT = ("assigned", "accepted", "in_progress", "to_sign", "sent_back")

    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=14, choices=KINDS)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=14, choices=STATES, default="assigned"
    )
    office = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("跟踪委室"),
    )
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    about_kind = models.CharField(_("来源种类"), max_length=20, blank=True)
    about_id = models.CharField(_("来源编号"), max_length=12, blank=True)
    about_label = models.CharField(pgettext_lazy("field", "来源"), max_length=200, blank=True)
    sealed = models.BooleanField(_("须负责人签字"), default=False)
    original_due = models.DateField(_("原定期限"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("完成比例"), null=True, blank=True)
    progress = models.TextField(_("进展情况"), blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"), default=1)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    assigned_label = models.CharField(_("交办人"), max_length=100)
    assigned_at = models.DateTimeField(_("交办时间"), default=timezone.now)
    accepted_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    reported_at = models.DateTimeField(_("自报完成时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    urged_at = models.DateTimeField(_("最近催办"), null=True, blank=True)

    class Meta:
        verbose_name = _("跟踪事项")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code"], name="one_followup_per_number"
            ),
            models.CheckConstraint(
                condition=models.Q(percent=None) | models.Q(percent__lte=100),
                name="followup_percent_up_to_100",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "state", "due"]),
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["about_kind", "about_id"]),
        ]

    @property
    def is_open(self) -> bool:
        return self.state not in self.CLOSED

    @property
    def is_extended(self) -> bool:
        """Whether the deadline was moved with the office's consent."""
        return self.due != self.original_due


class CoUnit(PlaceRecord):
    """协办单位: a unit that helps; it reads the item and does not report it done."""

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="co_units")
    unit = models.ForeignKey("institutions.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("协办单位")
        constraints = [
            models.UniqueConstraint(fields=["followup", "unit"], name="a_unit_assists_once")
        ]


class FollowupCounter(PlaceRecord):
    """跟踪号: the last number of a place in a year; drawn inside the act of assigning."""

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    last = models.PositiveIntegerField(_("最近一号"), default=0)

    class Meta:
        verbose_name = _("跟踪号")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "year"], name="one_followup_counter_per_year"
            )
        ]


class FollowupVersion(models.Model):
    """各版本的内容: what a spreadsheet showed when it was taken out, to tell conflicts from changes."""

    scope_path = "followup__jurisdiction"
    recorded = False

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    content = models.JSONField(pgettext_lazy("field", "内容"), default=dict)
    by_label = models.CharField(_("办理人"), max_length=100, blank=True)
    at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["followup", "number"], name="one_content_per_version")
        ]
