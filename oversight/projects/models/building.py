"""实施: the plan of a chosen project, what the unit reports, what others verify, what the congress changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.projects import LivelihoodProject


class ImplementationPlan(PlaceRecord):
    """实施计划 (procedures §4 c 10): published before the work begins; a change by the congress is a new version."""

    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(pgettext_lazy("field", "版本"), default=1)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    leader = models.CharField(_("分管领导"), max_length=60)
    contact = models.CharField(_("现场负责人"), max_length=60, blank=True)
    starts_on = models.DateField(_("开工日期"))
    due = models.DateField(_("完工日期"))
    budget_yuan = models.PositiveBigIntegerField(_("预算（元）"))
    guarantee = models.CharField(_("保障措施"), max_length=500, blank=True)
    entered_label = models.CharField(_("编制人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("实施计划")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="one_plan_per_version"),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("starts_on")),
                name="a_plan_ends_after_it_begins",
            ),
        ]


class PlanNode(PlaceRecord):
    """计划节点: what is done by the end of a month, in percent of the whole, and the money spent by then."""

    plan = models.ForeignKey(ImplementationPlan, on_delete=models.PROTECT, related_name="nodes")
    by = models.DateField(_("完成时限"))
    title = models.CharField(_("节点内容"), max_length=120)
    percent = models.PositiveSmallIntegerField(_("累计进度"))
    yuan = models.PositiveBigIntegerField(_("累计支出（元）"), null=True, blank=True)

    class Meta:
        verbose_name = _("计划节点")
        ordering = ["by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="a_node_up_to_the_whole"
            ),
            models.UniqueConstraint(fields=["plan", "by"], name="one_node_per_day"),
        ]


class ProgressReport(PlaceRecord):
    """月度进展 (procedures §1.4): append-only; a correction is another report of the same month."""

    KINDS = [
        ("progress", pgettext_lazy("choice", "进展")),
        ("done", _("自报完成")),
        ("accepted", pgettext_lazy("choice", "验收")),
        ("unfinished", _("未完成说明")),
    ]

    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=10, choices=KINDS, default="progress"
    )
    month = models.CharField(_("报告月份"), max_length=7)
    percent = models.PositiveSmallIntegerField(_("累计进度"))
    yuan = models.PositiveBigIntegerField(_("累计支出（元）"), null=True, blank=True)
    text = models.TextField(pgettext_lazy("field", "内容"), max_length=2000)
    late_reason = models.CharField(_("晚于节点的原因"), max_length=500, blank=True)
    cost_reason = models.CharField(_("超出预算的原因"), max_length=500, blank=True)
    new_due = models.DateField(_("新的时限"), null=True, blank=True)
    certificate = models.CharField(_("验收报告文号"), max_length=80, blank=True)
    entered = models.BooleanField(_("代录"), default=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reported_label = models.CharField(_("报告人"), max_length=100)
    unit_name = models.CharField(_("单位名称"), max_length=100, blank=True)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("项目进展")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="a_report_up_to_the_whole"
            )
        ]


class ProgressEvidence(PlaceRecord):
    """进展的佐证材料."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(pgettext_lazy("field", "说明"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("进展佐证")
        ordering = ["pk"]


class ProjectVerification(PlaceRecord):
    """核实: another's finding on a self-report that the project is done; neither unit nor reporter may."""

    OUTCOMES = [("verified", _("核实完成")), ("sent_back", _("退回继续实施"))]

    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, related_name="verifications"
    )
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(pgettext_lazy("field", "结果"), max_length=10, choices=OUTCOMES)
    text = models.TextField(pgettext_lazy("field", "情况"), max_length=2000)
    group = models.ForeignKey(
        "projects.SupervisionGroup", on_delete=models.PROTECT, null=True, blank=True,
        related_name="verifications",
    )  # fmt: skip
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_label = models.CharField(_("核实人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = pgettext_lazy("record", "项目核实")
        ordering = ["pk"]


class ProjectChange(PlaceRecord):
    """调整、暂停、恢复、终止、补选 (procedures §4 c 12, §4 e): asked by the government, decided by the congress alone.

    ``replaces``: the ended project whose place one from the reserve takes; none where the ballot left a place open.
    """

    KINDS = [
        ("adjust", pgettext_lazy("choice", "调整")),
        ("suspend", pgettext_lazy("choice", "暂停")),
        ("resume", pgettext_lazy("choice", "恢复实施")),
        ("terminate", pgettext_lazy("choice", "终止")),
        ("take_from_reserve", pgettext_lazy("choice", "补选")),
    ]
    STATES = [
        ("asked", _("已申请，待大会决定")),
        ("decided", _("大会已同意")),
        ("refused", _("大会未同意")),
        ("withdrawn", _("已撤回")),
    ]
    CAUSES = [
        ("force_majeure", _("不可抗力")),
        ("policy_change", _("政策调整")),
        ("other", _("其他原因")),
    ]

    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=20, choices=KINDS)
    replaces = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, null=True, blank=True,
        related_name="replacements", verbose_name=_("补哪个项目的名额"),
    )  # fmt: skip
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="asked"
    )
    cause = models.CharField(pgettext_lazy("field", "原因"), max_length=14, choices=CAUSES)
    text = models.TextField(pgettext_lazy("field", "理由"), max_length=2000)
    wanted = models.JSONField(_("调整成什么"), default=dict, blank=True)
    asked_label = models.CharField(_("申请人"), max_length=100)
    asked_at = models.DateTimeField(_("申请时间"))
    item_id = models.CharField(_("议题"), max_length=12, blank=True)
    meeting_name = models.CharField(_("在哪次会议"), max_length=120, blank=True)
    poll_id = models.CharField(pgettext_lazy("field", "表决"), max_length=12, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    decision_text = models.CharField(pgettext_lazy("field", "决定"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("项目调整")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="asked"),
                name="one_change_waits_per_project",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=models.Q(state__in=["asked", "decided"]),
                name="an_ended_project_is_replaced_once",
            ),
        ]
