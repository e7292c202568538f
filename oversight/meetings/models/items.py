"""议题的表: what a meeting has on its agenda, from proposal to adoption."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.meetings import Meeting


class AgendaItem(PlaceRecord):
    """议题 (procedures §1.2). ``about_*`` names by value the record that it is about, e.g. a case.

    ``units`` are public ids of those whose report or work it is about.
    """

    STATES = [
        ("proposed", pgettext_lazy("state", "已提出")),
        ("placed", pgettext_lazy("state", "已列入议程")),
        ("considered", pgettext_lazy("state", "审议中")),
        ("put_to_vote", pgettext_lazy("state", "已付表决")),
        ("not_put", _("暂不付表决")),
        ("adopted", pgettext_lazy("state", "通过")),
        ("not_adopted", pgettext_lazy("state", "未通过")),
        ("withdrawn", pgettext_lazy("state", "已撤回")),
    ]
    ENDED = frozenset({"not_put", "adopted", "not_adopted", "withdrawn"})

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(pgettext_lazy("field", "次序"), default=0)
    title = models.CharField(pgettext_lazy("field", "议题"), max_length=200)
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=32)
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    about_kind = models.CharField(_("来源种类"), max_length=20, blank=True)
    about_id = models.CharField(_("来源编号"), max_length=12, blank=True)
    proposer = models.CharField(_("提请人"), max_length=200, blank=True)
    reporter = models.CharField(_("报告人"), max_length=100, blank=True)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=1000, blank=True)
    units = models.JSONField(_("所关的单位"), default=list, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="proposed"
    )
    rule = models.CharField(_("表决规则"), max_length=64, blank=True)
    without_vote = models.BooleanField(_("不经表决器表决"), default=False)
    placed_on = models.DateField(_("列入议程的日期"), null=True, blank=True)
    placed_by = models.CharField(_("决定列入的机构"), max_length=100, blank=True)
    result_text = models.CharField(pgettext_lazy("field", "结果"), max_length=1000, blank=True)
    result_poll = models.CharField(_("表决编号"), max_length=12, blank=True)
    state_reason = models.CharField(_("状态的原因"), max_length=500, blank=True)
    consent = models.CharField(_("同意撤回的机构"), max_length=100, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "议题")
        ordering = ["order", "pk"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(fields=["meeting", "order"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED
