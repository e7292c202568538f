"""报备: the result of a town's vote filed with the county's standing committee, and what came with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.years import ProjectYear


class ResultFiling(PlaceRecord):
    """票决结果的备案 (procedures §1.5, §4 c 9): of the town, addressed to the county; filing is no approval.

    ``content`` is what was sent, all that the county reads of the town; ``course`` every step of it, added only.
    """

    STATES = [
        ("draft", pgettext_lazy("state", "未报")),
        ("submitted", _("已报，等回执")),
        ("received", _("已回执，等备案")),
        ("returned", _("退回补正")),
        ("filed", pgettext_lazy("state", "已备案")),
    ]

    project_year = models.OneToOneField(
        ProjectYear, on_delete=models.PROTECT, related_name="result_filing"
    )
    county = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+",
        verbose_name=_("报给哪里"),
    )  # fmt: skip
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="draft"
    )
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)
    number = models.CharField(_("报告文号"), max_length=60, blank=True)
    text = models.TextField(_("报告内容"), max_length=4000, blank=True)
    content = models.JSONField(_("报送的内容"), default=dict, blank=True)
    due = models.DateField(_("应报日期"), null=True, blank=True)
    submissions = models.PositiveSmallIntegerField(_("报送次数"), default=0)
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    received_on = models.DateField(_("回执日期"), null=True, blank=True)
    returned_reason = models.CharField(_("退回的原因"), max_length=500, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filed_number = models.CharField(_("备案编号"), max_length=60, blank=True)
    course = models.JSONField(_("经过"), default=list, blank=True)

    class Meta:
        verbose_name = _("票决结果备案")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="returned") | ~models.Q(returned_reason=""),
                name="a_returned_filing_says_why",
            )
        ]
        indexes = [models.Index(fields=["county", "state"])]


class FilingAttachment(PlaceRecord):
    """备案的附件: the announcement, the count sheet, what was asked for; sent once it stays."""

    KINDS = [
        ("announcement", pgettext_lazy("paper", "公告")),
        ("count_sheet", _("计票报告单")),
        ("other", pgettext_lazy("choice", "其他")),
    ]

    filing = models.ForeignKey(ResultFiling, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=12, choices=KINDS)
    label = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    submission = models.PositiveSmallIntegerField(_("第几次报送"), default=1)

    class Meta:
        verbose_name = _("备案附件")
        ordering = ["pk"]
