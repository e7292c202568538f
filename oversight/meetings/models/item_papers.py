"""议题材料的表: papers of an item with their versions, and the numbered copies that must come back (用后收回)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem


class ItemPaper(PlaceRecord):
    """议题材料: one paper of an item, e.g. the report; what it says stands in its versions."""

    KINDS = [
        ("report", pgettext_lazy("item paper", "报告")),
        ("draft", pgettext_lazy("item paper", "草案")),
        ("explanation", pgettext_lazy("item paper", "说明")),
        ("research", _("调研报告")),
        ("opinion", _("审查意见")),
        ("ledger", _("清单、台账")),
        ("nomination", _("提请函和简历")),
        ("other", pgettext_lazy("item paper", "其他")),
    ]

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=12, choices=KINDS)
    title = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("报送单位"),
    )
    lead_code = models.CharField(_("会前时限"), max_length=40, blank=True)
    to_return = models.BooleanField(_("用后收回"), default=False)
    dropped = models.BooleanField(_("不再使用"), default=False)
    dropped_reason = models.CharField(_("不再使用的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("议题材料")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class ItemPaperVersion(PlaceRecord):
    """材料的一稿: the file as it was received, on which day, due on which day; never changed."""

    paper = models.ForeignKey(ItemPaper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("第几稿"))
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    lead_code = models.CharField(_("会前时限"), max_length=40, blank=True)
    received_on = models.DateField(_("收到日期"))
    due = models.DateField(_("应收日期"), null=True, blank=True)
    late_days = models.PositiveSmallIntegerField(_("迟到天数"), default=0)
    waiver = models.CharField(_("不受时限限制的依据"), max_length=300, blank=True)
    note = models.CharField(_("改动说明"), max_length=300, blank=True)
    by_label = models.CharField(_("登记人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)
    rulebook = models.CharField(_("规则簿"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("材料的一稿")
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"], name="one_item_paper_version_per_number"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RuntimeError("a version of an item's paper is never changed")
        super().save(*args, **kwargs)


class PaperCopy(PlaceRecord):
    """收回的份: one numbered copy, who holds it, when it came back."""

    paper = models.ForeignKey(ItemPaper, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField(_("份号"))
    holder = models.CharField(_("领取人"), max_length=60)
    handed_label = models.CharField(_("发放人"), max_length=100)
    handed_at = models.DateTimeField(_("发放时间"), default=timezone.now)
    returned_at = models.DateTimeField(_("收回时间"), null=True, blank=True)
    returned_label = models.CharField(_("收回人"), max_length=100, blank=True)
    lost_note = models.CharField(_("没有收回的说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("要收回的份")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_paper_copy_per_number")
        ]
