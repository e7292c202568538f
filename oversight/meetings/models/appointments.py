"""任免的表: one row a person and post, from the nomination letter to the oath.

State changes only in ``actions``; what is possible when stands in ``rules/appointments.py``.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem


class Appointment(PlaceRecord):
    """任免的一项: appointment, removal from a post, acceptance of a resignation, or dismissal (撤职)."""

    KINDS = [
        ("appoint", pgettext_lazy("choice", "任命")),
        ("remove", pgettext_lazy("choice", "免职")),
        ("resignation", _("接受辞职")),
        ("dismissal", pgettext_lazy("choice", "撤职")),
    ]
    STATES = [
        ("nominated", pgettext_lazy("appointment", "已提请")),
        ("introduced", pgettext_lazy("appointment", "已介绍情况")),
        ("examined", pgettext_lazy("appointment", "已考试")),
        ("stated", pgettext_lazy("appointment", "已作发言")),
        ("put_to_vote", pgettext_lazy("appointment", "已付表决")),
        ("adopted", pgettext_lazy("appointment", "通过")),
        ("not_adopted", pgettext_lazy("appointment", "没有通过")),
        ("certified", pgettext_lazy("appointment", "已颁发任命书")),
        ("sworn", pgettext_lazy("appointment", "已宣誓")),
        ("withdrawn", pgettext_lazy("appointment", "已撤回")),
    ]
    DEFENCES = [
        ("", pgettext_lazy("choice", "未办")),
        ("heard", _("到会申辩")),
        ("written", _("书面申辩，已印发会议")),
        ("declined", _("本人书面放弃申辩")),
    ]

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="appointments")
    order = models.PositiveSmallIntegerField(pgettext_lazy("field", "次序"), default=0)
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=12, choices=KINDS)
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("field", "单位"),
    )
    post = models.CharField(pgettext_lazy("field", "职务"), max_length=100)
    nominator = models.CharField(_("提请人"), max_length=100)
    letter = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提请函"),
    )
    letter_number = models.CharField(_("提请函文号"), max_length=60, blank=True)
    reasons = models.TextField(_("理由"), blank=True)
    needs_exam = models.BooleanField(_("须考试"), default=False)
    needs_statement = models.BooleanField(_("须作任职发言"), default=False)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="nominated"
    )
    nominated_on = models.DateField(_("提请日期"))
    introduced_by = models.CharField(_("介绍人"), max_length=60, blank=True)
    introduction = models.TextField(_("介绍的情况"), blank=True)
    introduced_at = models.DateTimeField(_("介绍时间"), null=True, blank=True)
    exam_passed = models.BooleanField(_("考试合格"), null=True, blank=True)
    exam_note = models.CharField(_("考试情况"), max_length=200, blank=True)
    exam_on = models.DateField(_("考试日期"), null=True, blank=True)
    statement = models.TextField(_("任职发言要点"), blank=True)
    stated_at = models.DateTimeField(_("发言时间"), null=True, blank=True)
    defence = models.CharField(
        pgettext_lazy("field", "申辩"), max_length=8, choices=DEFENCES, blank=True
    )
    defence_text = models.TextField(_("申辩要点"), blank=True)
    defence_at = models.DateTimeField(_("申辩时间"), null=True, blank=True)
    poll = models.CharField(_("表决编号"), max_length=12, blank=True)
    option = models.CharField(_("表决的一行"), max_length=200, blank=True)
    result_text = models.CharField(pgettext_lazy("field", "结果"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("宣布时间"), null=True, blank=True)
    announced_on = models.DateField(_("公告日期"), null=True, blank=True)
    announcement = models.CharField(_("公告编号"), max_length=60, blank=True)
    certificate = models.CharField(_("任命书编号"), max_length=60, blank=True)
    certified_on = models.DateField(_("颁发日期"), null=True, blank=True)
    sworn_on = models.DateField(_("宣誓日期"), null=True, blank=True)
    oath_leader = models.CharField(_("监誓人"), max_length=60, blank=True)
    state_reason = models.CharField(_("状态的原因"), max_length=500, blank=True)
    created_label = models.CharField(_("登记人"), max_length=100)
    created_at = models.DateTimeField(_("登记时间"), default=timezone.now)

    class Meta:
        verbose_name = _("任免的一项")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["item", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "kind", "name", "post"],
                condition=~models.Q(state="withdrawn"),
                name="a_person_and_post_are_proposed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"
