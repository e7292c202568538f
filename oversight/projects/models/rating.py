"""测评: how the deputies rated each project of the year at their next meeting, as the chair announced it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.projects import LivelihoodProject
from oversight.projects.models.years import ProjectYear


class CompletionReport(PlaceRecord):
    """完成情况书面报告: the government's written report to the meeting that rates (procedures §4 c 13–14)."""

    project_year = models.ForeignKey(
        ProjectYear, on_delete=models.PROTECT, related_name="completion_reports"
    )
    version = models.PositiveSmallIntegerField(pgettext_lazy("field", "版本"), default=1)
    text = models.TextField(pgettext_lazy("field", "内容"), max_length=12000, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(_("报送日期"))
    submitted_label = models.CharField(_("报送人"), max_length=100)
    entered = models.BooleanField(_("代录"), default=False)

    class Meta:
        verbose_name = _("完成情况报告")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "version"], name="one_completion_report_per_version"
            )
        ]


class ProjectRating(PlaceRecord):
    """民生实事项目满意度测评: one poll over every project of the year; the result is copied once."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="ratings")
    item_id = models.CharField(_("议题"), max_length=12)
    poll_id = models.CharField(pgettext_lazy("field", "表决"), max_length=12, unique=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    figures = models.JSONField(pgettext_lazy("field", "票数"), default=dict)
    announcement = models.TextField(_("宣布词"), blank=True)
    announced_on = models.DateField(_("宣布日期"), null=True, blank=True)
    paper_id = models.CharField(_("评议报告"), max_length=12, blank=True)
    filing_id = models.CharField(_("报送"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("项目测评")
        ordering = ["pk"]


class RatedProject(PlaceRecord):
    """一个项目的测评结果: grade and counts; unfinished and carried-over projects are rated too."""

    GRADES = [
        ("", _("不出结果")),
        ("satisfied", pgettext_lazy("grade", "满意")),
        ("basically_satisfied", pgettext_lazy("grade", "基本满意")),
        ("dissatisfied", pgettext_lazy("grade", "不满意")),
    ]

    rating = models.ForeignKey(ProjectRating, on_delete=models.PROTECT, related_name="rows")
    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="ratings")
    grade = models.CharField(
        pgettext_lazy("field", "等次"), max_length=20, choices=GRADES, blank=True
    )
    counts = models.JSONField(pgettext_lazy("field", "票数"), default=dict)

    class Meta:
        verbose_name = _("项目测评结果")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "project"], name="a_project_is_rated_once")
        ]
