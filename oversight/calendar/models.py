"""日历的表: days off and adjusted working days by place and year; meetings that are planned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models import Body
from oversight.institutions.models.places import PlaceRecord
from oversight.institutions.naming import meeting_name


class CalendarYear(PlaceRecord):
    """年度放假安排: one year as this place holds it; a year that is not stored is read from the shipped table."""

    SOURCES = [
        ("shipped", _("随系统提供的表")),
        ("copied", _("照上级的登记")),
        ("entered", _("本地录入")),
    ]

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=8, choices=SOURCES)
    notice = models.CharField(_("通知的文号或名称"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("年度放假安排")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="one_calendar_per_year")
        ]

    def __str__(self) -> str:
        return str(self.year)


class SpecialDay(PlaceRecord):
    """放假或调休的一天: a day off, or a weekend day that is worked."""

    KINDS = [("off", pgettext_lazy("choice", "放假")), ("on", pgettext_lazy("choice", "上班"))]

    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(pgettext_lazy("field", "日期"))
    kind = models.CharField(pgettext_lazy("field", "安排"), max_length=3, choices=KINDS)
    name = models.CharField(_("节日或原因"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("放假或调休的一天")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["year", "day"], name="one_arrangement_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class PlannedMeeting(PlaceRecord):
    """会期: a meeting of a body that is planned, until the meeting itself has a record."""

    STATES = [("planned", _("已定会期")), ("cancelled", pgettext_lazy("state", "不再召开"))]

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="planned_meetings")
    term_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "届"))
    meeting_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "次"))
    on = models.DateField(_("会议日期"))
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=300, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=9, choices=STATES, default="planned"
    )
    reason = models.CharField(_("改期或取消的原因"), max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField(_("改动次数"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("record", "会期")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "term_no", "meeting_no"],
                condition=models.Q(state="planned"),
                name="one_planned_meeting_per_number",
            )
        ]

    def __str__(self) -> str:
        return meeting_name(self.body, self.term_no, self.meeting_no)
