"""与会人员的表: who is called, in which capacity, whether told, on leave, present."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.groups import MeetingGroup
from oversight.meetings.models.meetings import Meeting


class Participant(PlaceRecord):
    """与会人员: 出席 votes, 列席 speaks without a vote, 旁听 does neither (procedures §1.2).

    ``card_code`` is the code on the attendance card; ``phone`` is kept for the telephone list only.
    ``leave_asked_by`` and ``leave_entered_by`` name who entered the request or the answer for somebody else.
    """

    CAPACITIES = [
        ("attend", pgettext_lazy("choice", "出席")),
        ("sit_in", pgettext_lazy("choice", "列席")),
        ("gallery", pgettext_lazy("choice", "旁听")),
    ]
    MODES = [
        ("hall", pgettext_lazy("choice", "现场")),
        ("video", pgettext_lazy("choice", "视频")),
    ]
    RECEIPTS = [
        ("", pgettext_lazy("choice", "未通知")),
        ("sent", _("已发通知，未回执")),
        ("phoned", _("已电话通知")),
        ("acknowledged", pgettext_lazy("choice", "已回执")),
    ]
    LEAVES = [
        ("", pgettext_lazy("choice", "没有请假")),
        ("asked", _("请假待批")),
        ("granted", pgettext_lazy("choice", "准假")),
        ("refused", pgettext_lazy("choice", "不准假")),
    ]
    ATTENDANCE = [
        ("", pgettext_lazy("choice", "未到")),
        ("present", pgettext_lazy("choice", "到会")),
        ("left", pgettext_lazy("choice", "已离会")),
        ("absent", pgettext_lazy("choice", "缺席")),
    ]
    HOW = [
        ("", ""),
        ("desk", _("签到台登记")),
        ("sheet", _("表格导入")),
        ("card", _("出席证签到")),
        ("phone", _("手机签到")),
    ]

    audit_masked = frozenset({"phone", "card_code"})

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        "institutions.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    title = models.CharField(pgettext_lazy("field", "职务"), max_length=100, blank=True)
    capacity = models.CharField(pgettext_lazy("field", "身份"), max_length=8, choices=CAPACITIES)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("field", "单位"),
    )
    group = models.ForeignKey(
        MeetingGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("审议小组"),
    )
    mode = models.CharField(
        pgettext_lazy("field", "方式"), max_length=5, choices=MODES, default="hall"
    )
    must_attend = models.BooleanField(_("必须到会"), default=False)
    must_reason = models.CharField(_("必须到会的原因"), max_length=200, blank=True)
    phone = models.CharField(pgettext_lazy("field", "电话"), max_length=40, blank=True)
    card_code = models.CharField(_("出席证码"), max_length=8, blank=True)

    receipt = models.CharField(
        pgettext_lazy("field", "回执"), max_length=12, choices=RECEIPTS, blank=True
    )
    receipt_note = models.CharField(_("回执说明"), max_length=200, blank=True)
    receipt_label = models.CharField(_("登记人"), max_length=100, blank=True)
    receipt_at = models.DateTimeField(_("回执时间"), null=True, blank=True)

    leave = models.CharField(
        pgettext_lazy("field", "请假"), max_length=8, choices=LEAVES, blank=True
    )
    leave_reason = models.CharField(_("请假原因"), max_length=300, blank=True)
    leave_asked_by = models.CharField(_("请假登记人"), max_length=100, blank=True)
    leave_by = models.CharField(_("批假人"), max_length=100, blank=True)
    leave_approver = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leave_entered_by = models.CharField(_("批假代录人"), max_length=100, blank=True)
    leave_slip = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("签字的请假条"),
    )
    leave_slip_ref = models.CharField(_("请假条文号"), max_length=200, blank=True)
    leave_answer = models.CharField(_("批假意见"), max_length=200, blank=True)
    leave_at = models.DateTimeField(_("批假时间"), null=True, blank=True)

    attendance = models.CharField(
        pgettext_lazy("field", "到会"), max_length=8, choices=ATTENDANCE, blank=True
    )
    attendance_how = models.CharField(_("登记方式"), max_length=6, choices=HOW, blank=True)
    attendance_label = models.CharField(_("登记人"), max_length=100, blank=True)
    attendance_at = models.DateTimeField(_("到会时间"), null=True, blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"), default=1)

    class Meta:
        verbose_name = _("与会人员")
        ordering = ["capacity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=models.Q(person__isnull=False),
                name="a_person_is_called_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "card_code"],
                condition=~models.Q(card_code=""),
                name="one_card_code_per_meeting",
            ),
            models.CheckConstraint(
                condition=~models.Q(capacity="attend") | models.Q(person__isnull=False),
                name="who_attends_is_known_by_person",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "capacity"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_present(self) -> bool:
        return self.attendance == "present"
