"""项目年: one year of livelihood projects of a place, and the numbers drawn in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class ProjectYear(PlaceRecord):
    """民生实事项目年 (procedures §4 c): from the public notice to the rating at the next meeting.

    ``year`` is the year in which the projects are built. What is possible in which state stands in
    ``rules/stages.py``; who collects, screens and tables the list is the place's rulebook.
    """

    STATES = [
        ("prepared", _("筹备中")),
        ("collecting", _("征集中")),
        ("preliminary", _("初选项目已定，论证中")),
        ("proposed", _("建议项目已定，候选项目审定中")),
        ("candidate", _("候选项目已确定")),
        ("considered", _("大会审议中")),
        ("measure_adopted", _("票决办法已通过")),
        ("voted", _("已票决，待公告")),
        ("announced", _("已公告，待报备")),
        ("filed", _("已备案")),
        ("implementing", _("实施中")),
        ("supervised", _("实施中，监督小组在督导")),
        ("completed", _("已报告，全部核实完成")),
        ("unfinished", _("已报告，有未完成项目")),
        ("rated", _("已测评")),
    ]

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=16, choices=STATES, default="prepared"
    )
    to_choose = models.PositiveSmallIntegerField(_("拟选定项数"), null=True, blank=True)
    frame_yuan = models.PositiveBigIntegerField(_("资金盘子（元）"), null=True, blank=True)
    collecting_from = models.DateField(_("征集开始"), null=True, blank=True)
    collecting_to = models.DateField(_("征集截止"), null=True, blank=True)
    notice_title = models.CharField(_("公告标题"), max_length=120, blank=True)
    notice_text = models.TextField(_("公告内容"), max_length=4000, blank=True)
    contact_phone = models.CharField(_("咨询电话"), max_length=40, blank=True)
    opened_at = models.DateTimeField(_("公告时间"), null=True, blank=True)
    collecting_ended_at = models.DateTimeField(_("征集结束时间"), null=True, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)

    class Meta:
        verbose_name = _("民生实事项目年")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="one_project_year"),
            models.CheckConstraint(
                condition=models.Q(collecting_from=None)
                | models.Q(collecting_to=None)
                | models.Q(collecting_to__gte=models.F("collecting_from")),
                name="collecting_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(year)d年民生实事项目") % {"year": self.year})

    @property
    def state_word(self) -> str:
        """The state as readers say it: collecting that was ended is over although the screening goes on."""
        if self.state == "collecting" and self.collecting_ended_at is not None:
            return str(_("征集已结束"))
        return str(self.get_state_display())


class ProjectCounter(PlaceRecord):
    """编号计数: the next number of a year's proposals, and of its projects; drawn inside the act."""

    SERIES = [("proposal", _("建议")), ("project", _("项目"))]

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="counters")
    series = models.CharField(pgettext_lazy("field", "种类"), max_length=10, choices=SERIES)
    next_number = models.PositiveIntegerField(_("下一个号"), default=1)

    class Meta:
        verbose_name = _("民生实事编号")
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "series"], name="one_project_counter_per_series"
            )
        ]
