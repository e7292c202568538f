"""案件: one matter under supervision, from whatever gave rise to it; its number and its evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases.numbers import case_code
from oversight.institutions.models.places import PlaceRecord


class CaseCounter(PlaceRecord):
    """案号计数: the next number of a place and year; drawn inside the act that opens a case, so no gap."""

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    next_number = models.PositiveIntegerField(_("下一个号"), default=1)

    class Meta:
        verbose_name = _("案号计数")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "year"], name="one_case_counter_per_year"
            )
        ]


class Case(PlaceRecord):
    """监督案件 (procedures §5): opened by a person, decided by a body; nothing opens by itself.

    ``unit`` is the unit as it was called when the case was opened; who answers today is found through
    its successors. ``round`` counts the joint judgments, since a body may send a case back.
    """

    ORIGINS = [
        ("hotline_finding", _("热线双升")),
        ("annual_plan", _("年度监督计划")),
        ("bill", _("代表议案")),
        ("report", _("报告反映")),
        ("signatures", _("代表或组成人员联名")),
        ("petition", _("信访反映")),
    ]
    STATES = [
        ("judging", _("研判中")),
        ("judged", _("待决定")),
        ("decided", _("已决定，待通知")),
        ("notified", _("已通知，会前准备")),
        ("placed", _("已列入会议议程")),
        ("failed", _("表决未通过，会后调研")),
        ("failed_twice", _("再次未通过，待决定")),
        ("passed", _("表决通过，待交审议意见")),
        ("tracking", _("审议意见已交，跟踪落实")),
        ("resolved", _("已结案")),
        ("closed", _("不采取行动")),
        ("withdrawn", _("已撤案")),
        ("merged", _("已并案")),
    ]
    ENDED = frozenset({"resolved", "closed", "withdrawn", "merged"})

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    number = models.PositiveIntegerField(pgettext_lazy("field", "案号"))
    origin = models.CharField(pgettext_lazy("field", "来源"), max_length=20, choices=ORIGINS)
    origin_id = models.CharField(_("来源记录"), max_length=64, blank=True)
    origin_facts = models.JSONField(_("来源事实"), default=dict, blank=True)
    unit = models.ForeignKey("institutions.Unit", on_delete=models.PROTECT, related_name="cases")
    subject = models.CharField(pgettext_lazy("field", "案由"), max_length=200)
    lead_office = models.ForeignKey(
        "institutions.Body",
        verbose_name=_("牵头委室"),
        on_delete=models.PROTECT,
        related_name="led_cases",
    )
    handler = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    handler_label = models.CharField(_("经办人"), max_length=100)
    opened_on = models.DateField(_("立案日期"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="judging"
    )
    round = models.PositiveSmallIntegerField(_("研判轮次"), default=1)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    end_reason = models.CharField(_("结束原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("监督案件")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "year", "number"], name="one_case_per_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
                name="a_merged_case_names_its_case",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["resolved", "closed", "withdrawn", "merged"])
                | ~models.Q(end_reason=""),
                name="ending_a_case_needs_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "state"])]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    @property
    def code(self) -> str:
        """案号, e.g. 案〔2026〕7号."""
        return case_code(self.year, self.number)

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED


class CaseEvidence(PlaceRecord):
    """证据: something added to the case file beside the figures of its origin; it is never changed."""

    KINDS = [
        ("document", _("文件材料")),
        ("visit", _("现场查看")),
        ("statement", _("情况说明")),
        ("figure", _("统计数字")),
        ("other", pgettext_lazy("choice", "其他")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=12, choices=KINDS, default="document"
    )
    title = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=1000, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(pgettext_lazy("field", "日期"))
    added_by = models.CharField(_("添加人"), max_length=100)

    class Meta:
        verbose_name = _("案件证据")
        ordering = ["pk"]
