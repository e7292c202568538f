"""会议的表: a meeting of a body, and the meetings of other levels that it is linked with.

State changes only in ``actions``; what is possible when stands in ``rules/stages.py``.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.models.places import PlaceRecord
from oversight.institutions.naming import meeting_name


class Meeting(PlaceRecord):
    """会议 (procedures §1.2): one meeting of a body, numbered by term and number.

    ``planned_meeting`` names the calendar's entry by value; ``sitting_no`` counts the presidium's and joint
    meetings inside one session. ``base_note`` says what the base of this meeting rests on, ``order_note`` why its
    day does not follow the order of the numbers.
    """

    KINDS = [
        ("session", pgettext_lazy("choice", "会议")),
        ("preparatory", _("预备会议")),
        ("presidium", _("主席团会议")),
        ("joint_group", _("联组会议")),
    ]
    STATES = [
        ("planned", pgettext_lazy("state", "筹备中")),
        ("notified", pgettext_lazy("state", "已通知")),
        ("convened", pgettext_lazy("state", "报到中")),
        ("in_session", pgettext_lazy("state", "开会中")),
        ("closed", pgettext_lazy("state", "已闭会")),
        ("archived", pgettext_lazy("state", "已归档")),
        ("cancelled", pgettext_lazy("state", "不再召开")),
    ]

    body = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=_("召开机构"),
    )
    term_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "届"))
    meeting_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "次"))
    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=12, choices=KINDS, default="session"
    )
    sitting_no = models.PositiveSmallIntegerField(_("第几次"), default=1)
    title = models.CharField(_("会议名称"), max_length=200)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    starts_at = models.TimeField(_("开会时间"), null=True, blank=True)
    place_text = models.CharField(_("会议地点"), max_length=200, blank=True)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="planned"
    )
    planned_meeting = models.CharField(_("会期编号"), max_length=12, blank=True)
    live_url = models.URLField(_("直播地址"), max_length=300, blank=True)
    recording_url = models.URLField(_("录像地址"), max_length=300, blank=True)
    base_note = models.CharField(_("基数说明"), max_length=300, blank=True)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=1000, blank=True)
    hall_code = models.CharField(_("签到码"), max_length=6, blank=True)
    reason = models.CharField(_("改期或取消的原因"), max_length=300, blank=True)
    order_note = models.CharField(_("次序说明"), max_length=200, blank=True)
    notified_on = models.DateField(_("通知日期"), null=True, blank=True)
    opened_at = models.DateTimeField(_("开会的时刻"), null=True, blank=True)
    closed_at = models.DateTimeField(_("闭会的时刻"), null=True, blank=True)
    opening_present = models.PositiveIntegerField(_("开会时实到"), null=True, blank=True)
    opening_base = models.PositiveIntegerField(_("开会时应到"), null=True, blank=True)

    audit_masked = frozenset({"hall_code"})

    class Meta:
        verbose_name = pgettext_lazy("record", "会议")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "term_no", "meeting_no", "kind", "sitting_no"],
                condition=~models.Q(state="cancelled"),
                name="one_meeting_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_meeting_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "state", "starts_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def number_name(self) -> str:
        """The name that follows from body, numbers and kind."""
        name = meeting_name(self.body, self.term_no, self.meeting_no)
        if self.kind == "session":
            return name
        if self.kind == "preparatory":
            return gettext("%(meeting)s预备会议") % {"meeting": name}
        values = {"meeting": name, "number": self.sitting_no}
        if self.kind == "presidium":
            return gettext("%(meeting)s主席团第%(number)d次会议") % values
        return gettext("%(meeting)s第%(number)d次联组会议") % values


class LinkedMeeting(PlaceRecord):
    """联动会议: a meeting of another level on the same matter, named by value; nobody commands it from here."""

    LEVELS = [
        ("upper", pgettext_lazy("choice", "上级")),
        ("lower", pgettext_lazy("choice", "下级")),
        ("same", pgettext_lazy("choice", "同级")),
    ]

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="linked")
    level = models.CharField(pgettext_lazy("field", "级别"), max_length=5, choices=LEVELS)
    place_code = models.CharField(_("地方代码"), max_length=64, blank=True)
    place_name = models.CharField(_("地方名称"), max_length=100)
    title = models.CharField(_("会议名称"), max_length=200)
    on = models.DateField(_("会议日期"), null=True, blank=True)
    url = models.URLField(_("网址"), max_length=300, blank=True)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("联动会议")
        ordering = ["on", "pk"]
