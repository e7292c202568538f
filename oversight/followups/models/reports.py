"""报告、核实、延期、分工的表: what the unit says, what another found, append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.followups.models.items import Followup
from oversight.institutions.models.places import PlaceRecord


class FollowupReport(PlaceRecord):
    """进展报告: never changed; a correction is another report (procedures §1.4)."""

    KINDS = [
        ("progress", pgettext_lazy("choice", "进展")),
        ("evidence", _("补充证据")),
        ("done", _("自报完成")),
        ("signed", _("负责人签字")),
    ]

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=10, choices=KINDS)
    text = models.TextField(pgettext_lazy("field", "内容"), blank=True)
    percent = models.PositiveSmallIntegerField(_("完成比例"), null=True, blank=True)
    parts_reason = models.CharField(_("分工未完而报告的原因"), max_length=300, blank=True)
    entered = models.BooleanField(_("代录"), default=False)
    unit_name = models.CharField(_("单位名称"), max_length=100, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reported_label = models.CharField(_("报告人"), max_length=100)
    reported_role = models.CharField(pgettext_lazy("field", "职务"), max_length=12)
    at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)

    class Meta:
        verbose_name = _("进展报告")
        ordering = ["at", "pk"]


class Verification(PlaceRecord):
    """核实: another person's finding on a report that it is done."""

    OUTCOMES = [
        ("verified", _("核实完成")),
        ("sent_back", _("退回继续办理")),
    ]

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="verifications")
    report = models.ForeignKey(FollowupReport, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(pgettext_lazy("field", "结果"), max_length=10, choices=OUTCOMES)
    text = models.TextField(pgettext_lazy("field", "情况"), blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_label = models.CharField(_("核实人"), max_length=100)
    verified_role = models.CharField(pgettext_lazy("field", "职务"), max_length=12)
    at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("record", "核实")
        ordering = ["at", "pk"]


class Evidence(PlaceRecord):
    """证据: a stored file under a report or a verification; one file may serve several items."""

    PURPOSES = [
        ("evidence", pgettext_lazy("choice", "证据")),
        ("sealed", _("负责人签字的扫描件")),
        ("site", _("现场核实")),
    ]

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="evidence")
    report = models.ForeignKey(
        FollowupReport, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    verification = models.ForeignKey(
        Verification, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(
        pgettext_lazy("field", "用途"), max_length=10, choices=PURPOSES, default="evidence"
    )

    class Meta:
        verbose_name = pgettext_lazy("record", "证据")
        ordering = ["pk"]


class ExtensionRequest(PlaceRecord):
    """延期申请: asked by the unit, granted or refused by the office, with reasons of both."""

    STATES = [
        ("waiting", _("待答复")),
        ("granted", pgettext_lazy("state", "同意")),
        ("refused", pgettext_lazy("state", "不同意")),
        ("dropped", _("事项办结，不再答复")),
    ]

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="extensions")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="waiting"
    )
    due_then = models.DateField(_("当时的期限"), null=True, blank=True)
    asked_due = models.DateField(_("申请延期至"))
    reason = models.CharField(_("申请理由"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_label = models.CharField(_("申请人"), max_length=100)
    asked_at = models.DateTimeField(_("申请时间"), default=timezone.now)
    granted_due = models.DateField(_("延期至"), null=True, blank=True)
    answer = models.CharField(_("答复理由"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_label = models.CharField(_("答复人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    rulebook = models.CharField(_("规则簿版本"), max_length=64, blank=True)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64, blank=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["followup"],
                condition=models.Q(state="waiting"),
                name="one_waiting_extension_per_followup",
            )
        ]


class FollowupPart(PlaceRecord):
    """科室分工: how the unit divides an item among its sections; its own affair, seen by the office."""

    STATES = [
        ("open", pgettext_lazy("state", "办理中")),
        ("done", pgettext_lazy("state", "已完成")),
        ("dropped", pgettext_lazy("state", "已取消")),
    ]

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(pgettext_lazy("field", "科室"), max_length=60)
    person = models.CharField(_("经办"), max_length=60, blank=True)
    task = models.CharField(pgettext_lazy("field", "任务"), max_length=300, blank=True)
    due = models.DateField(pgettext_lazy("field", "期限"), null=True, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="open"
    )
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=300, blank=True)
    closed_label = models.CharField(_("办理人"), max_length=100, blank=True)
    closed_at = models.DateTimeField(pgettext_lazy("field", "时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("科室分工")
        ordering = ["due", "pk"]
