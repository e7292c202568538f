"""审计查出问题整改台账的表: one row a problem; kept with the audit item and filled on after the meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem


class AuditProblem(PlaceRecord):
    """审计查出的一个问题: what was found, what was put right. Amounts in 万元; ``version`` tells conflicts."""

    STATES = [
        ("open", pgettext_lazy("audit", "未整改")),
        ("running", pgettext_lazy("audit", "整改中")),
        ("partly", pgettext_lazy("audit", "部分整改")),
        ("done", pgettext_lazy("audit", "已整改")),
        ("explained", pgettext_lazy("audit", "无法整改，已说明")),
    ]
    CLOSED = frozenset({"done", "explained"})

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="audit_problems")
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.CharField(pgettext_lazy("field", "问题"), max_length=1000)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    unit_name = models.CharField(_("责任单位"), max_length=100)
    amount = models.DecimalField(
        _("问题金额（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    requirement = models.CharField(_("整改要求"), max_length=1000, blank=True)
    due = models.DateField(_("整改期限"), null=True, blank=True)
    state = models.CharField(_("整改情况"), max_length=10, choices=STATES, default="open")
    rectified = models.DecimalField(
        _("已整改金额（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    measures = models.CharField(_("整改措施和结果"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"), default=1)

    class Meta:
        verbose_name = _("审计查出问题")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_audit_problem_per_number"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
