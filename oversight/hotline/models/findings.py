"""处置: what became of each unit that rose on both counts in a frozen month; exactly one for each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.hotline.models.freezes import MonthFreeze
from oversight.institutions.models.places import PlaceRecord


class FindingDisposition(PlaceRecord):
    """发现的处置 (procedures §5): open a case, watch, or leave out with a reason that stands in the minutes.

    ``row`` is the unit's line of the frozen result as it was when somebody decided; a later version of the
    month has dispositions of its own, carried over where nothing of the unit changed.
    """

    DISPOSITIONS = [
        ("open_case", pgettext_lazy("disposition", "立案")),
        ("watch", pgettext_lazy("disposition", "继续观察")),
        ("left_out", pgettext_lazy("disposition", "不列入")),
    ]

    freeze = models.ForeignKey(MonthFreeze, on_delete=models.PROTECT, related_name="dispositions")
    unit_name = models.CharField(_("单位名称"), max_length=200)
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    direction = models.CharField(_("双升"), max_length=8)
    disposition = models.CharField(
        pgettext_lazy("field", "处置"), max_length=10, choices=DISPOSITIONS
    )
    reason = models.CharField(pgettext_lazy("field", "理由"), max_length=1000, blank=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    row = models.JSONField(_("当时的数字"), default=dict, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    decided_by = models.CharField(_("处置人"), max_length=100)
    decided_at = models.DateTimeField(_("处置时间"))
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )

    class Meta:
        verbose_name = _("发现的处置")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "unit_name"], name="one_disposition_per_finding"
            ),
            models.CheckConstraint(
                condition=models.Q(disposition="open_case") | ~models.Q(reason=""),
                name="leaving_a_finding_out_needs_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="open_case") | models.Q(case__isnull=False),
                name="an_opened_finding_has_its_case",
            ),
        ]
