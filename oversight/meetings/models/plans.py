"""年度工作计划的表: what the body means to do in a year, and what became of each line."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.meetings import Meeting


class AnnualPlan(PlaceRecord):
    """年度工作要点 or 年度监督工作计划 (监督法 art. 63): adopted by the chairpersons' meeting, adjustable."""

    STATES = [
        ("draft", pgettext_lazy("state", "草案")),
        ("adopted", pgettext_lazy("state", "已通过")),
    ]

    body = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        related_name="annual_plans",
        verbose_name=_("制定机构"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    title = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="draft"
    )
    adopted_on = models.DateField(_("通过日期"), null=True, blank=True)
    adopted_by = models.CharField(_("通过的会议"), max_length=200, blank=True)
    source_name = models.CharField(_("原文件"), max_length=200, blank=True)
    source_sha256 = models.CharField(_("原文件校验值"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("年度计划")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "body", "year", "title"], name="one_plan_per_year_and_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanItem(PlaceRecord):
    """计划中的一项: kept as it was written; what was done is linked to it."""

    STATES = [
        ("open", pgettext_lazy("state", "未开始")),
        ("running", pgettext_lazy("state", "进行中")),
        ("done", pgettext_lazy("state", "已完成")),
        ("adjusted", pgettext_lazy("state", "已调整")),
        ("dropped", pgettext_lazy("state", "不再进行")),
    ]
    PROGRESS = frozenset({"open", "running", "done"})

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(pgettext_lazy("field", "次序"))
    section = models.CharField(pgettext_lazy("field", "部分"), max_length=200, blank=True)
    text = models.CharField(pgettext_lazy("field", "内容"), max_length=1000)
    office = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任委室"),
    )
    office_name = models.CharField(_("责任委室原文"), max_length=200, blank=True)
    due_text = models.CharField(_("时间安排"), max_length=100, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="open"
    )
    state_note = models.CharField(_("完成情况"), max_length=1000, blank=True)
    state_on = models.DateField(_("状态日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("计划事项")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class PlanChange(PlaceRecord):
    """计划的调整: proposed by an office, decided by a meeting of the body that adopted the plan (监督法 art. 63).

    What was proposed stays in ``proposed_*``; kind, text and reason are those of the decision once there is one.
    ``meeting`` is the one held in the system; one of before stands by its numbers with its minutes as ``paper``.
    """

    KINDS = [
        ("adjusted", pgettext_lazy("plan", "调整")),
        ("dropped", pgettext_lazy("plan", "不再进行")),
        ("added", pgettext_lazy("plan", "增加")),
    ]
    STATES = [
        ("proposed", _("待会议决定")),
        ("decided", _("会议已决定")),
        ("declined", _("会议没有同意")),
    ]

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=8, choices=KINDS)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="proposed"
    )
    text = models.CharField(_("调整以后的内容"), max_length=1000, blank=True)
    reason = models.CharField(_("调整的原因和依据"), max_length=300)
    proposed_label = models.CharField(_("提出人"), max_length=100, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_on = models.DateField(_("提出日期"), null=True, blank=True)
    proposed_kind = models.CharField(_("提出的种类"), max_length=8, choices=KINDS, blank=True)
    proposed_text = models.CharField(_("提出的内容"), max_length=1000, blank=True)
    proposed_reason = models.CharField(_("提出的原因"), max_length=300, blank=True)
    body = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("作出决定的机构"),
    )
    term_no = models.PositiveSmallIntegerField(_("第几届"), null=True, blank=True)
    meeting_no = models.PositiveSmallIntegerField(_("第几次会议"), null=True, blank=True)
    on = models.DateField(_("会议日期"), null=True, blank=True)
    meeting_name = models.CharField(_("作出决定的会议"), max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("会议纪要"),
    )
    paper_ref = models.CharField(_("会议纪要文号"), max_length=200, blank=True)
    recorded_label = models.CharField(_("登记人"), max_length=100, blank=True)

    @property
    def reworded(self) -> bool:
        """Whether the meeting decided otherwise than was proposed."""
        proposed = (self.proposed_kind, self.proposed_text, self.proposed_reason)
        return bool(self.proposed_kind) and proposed != (self.kind, self.text, self.reason)

    class Meta:
        verbose_name = _("计划的调整")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="proposed"),
                name="one_plan_change_waits_per_line",
            )
        ]
