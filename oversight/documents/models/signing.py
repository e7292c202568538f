"""会签、回执与归档: what others do to a paper."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents import addressing
from oversight.documents.models.papers import Paper
from oversight.institutions.models.places import PlaceRecord


class Cosignature(PlaceRecord):
    """会签: one office asked for its opinion on one round of the text."""

    STATES = [
        ("asked", _("待会签")),
        ("signed", _("已会签")),
        ("void", _("退回后失效")),
        ("dropped", _("不再会签")),
    ]

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="cosignatures")
    office = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, related_name="cosignatures"
    )
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="asked"
    )
    asked_label = models.CharField(_("送会签人"), max_length=100)
    asked_at = models.DateTimeField(_("送会签时间"))
    due = models.DateField(_("会签期限"), null=True)
    opinion = models.CharField(_("会签意见"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("会签的版本"), null=True)
    signed_by = models.BigIntegerField(_("会签账号"), null=True)
    signed_label = models.CharField(_("会签人"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("会签时间"), null=True)
    reason = models.CharField(pgettext_lazy("field", "原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "会签")
        ordering = ["paper", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "office"],
                condition=models.Q(state__in=["asked", "signed"]),
                name="an_office_cosigns_a_paper_once",
            )
        ]

    @property
    def audit_masked(self) -> frozenset[str]:  # type: ignore[override]
        return frozenset({"opinion", "reason"}) if self.paper.paper_kind.restricted else frozenset()


class Receipt(PlaceRecord):
    """通知回执: one addressee of an issued paper, until somebody has acknowledged it."""

    STATES = [
        ("sent", _("已发出，未回执")),
        ("phoned", _("已电话通知，未回执")),
        ("acknowledged", _("已收悉")),
    ]
    VIAS = [
        ("online", _("网上确认")),
        ("phone", _("电话确认")),
        ("paper", _("纸质签收")),
    ]

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, null=True, related_name="receipts"
    )
    addressee = models.JSONField(_("收文单位"))
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    copy = models.BooleanField(_("抄送"), default=False)
    required = models.BooleanField(_("须回执"), default=True)
    due = models.DateField(_("回执期限"), null=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="sent"
    )
    sent_at = models.DateTimeField(_("发出时间"))
    phoned_at = models.DateTimeField(_("电话时间"), null=True)
    phoned_note = models.CharField(_("电话情况"), max_length=200, blank=True)
    via = models.CharField(_("确认方式"), max_length=8, blank=True, choices=VIAS)
    acknowledged_at = models.DateTimeField(_("确认时间"), null=True)
    acknowledged_name = models.CharField(_("确认人"), max_length=100, blank=True)
    acknowledged_by = models.BigIntegerField(_("确认账号"), null=True)
    recorded_label = models.CharField(_("登记人"), max_length=100, blank=True)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("通知回执")
        ordering = ["paper", "copy", "pk"]
        indexes = [
            models.Index(fields=["jurisdiction", "state", "due"]),
            models.Index(fields=["unit", "state"]),
        ]

    @property
    def copy_label(self) -> str:
        """Whether the copy went as 抄报 or 抄送."""
        return addressing.label_of(self.addressee, self.paper.copies_label)


class ArchiveEntry(PlaceRecord):
    """归档: catalogue number, how long it is kept, and the hash over content, scan, attachments and receipts."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="archive_entry")
    catalogue = models.CharField(pgettext_lazy("field", "档号"), max_length=80)
    year = models.PositiveSmallIntegerField(_("归档年度"))
    retention = models.CharField(_("保管期限"), max_length=20)
    rulebook = models.CharField(_("规则簿"), max_length=64, blank=True)
    contents = models.JSONField(_("卷内文件"), default=list)
    sha256 = models.CharField(_("校验值"), max_length=64)
    archived_at = models.DateTimeField(_("归档时间"))
    archived_label = models.CharField(_("归档人"), max_length=100)

    class Meta:
        verbose_name = pgettext_lazy("record", "归档")
        ordering = ["-year", "catalogue"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "catalogue"], name="one_paper_per_catalogue_number"
            )
        ]

    @property
    def audit_masked(self) -> frozenset[str]:  # type: ignore[override]
        return frozenset({"contents"}) if self.paper.paper_kind.restricted else frozenset()
