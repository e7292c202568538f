"""项目: what was made of the proposals, how it was screened, and from which proposals it comes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.followups.models import TrackedItem
from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.collecting import Proposal
from oversight.projects.models.years import ProjectYear


class LivelihoodProject(TrackedItem):
    """民生实事项目 (procedures §1.4, §4): from the preliminary list to the finished work.

    ``unit`` is unknown until the project is argued. ``requirement`` is its content, ``target`` what can be
    measured. A project over several years is an exception: who allowed it
    and when, and what is finished this year.
    """

    STATES = [
        ("preliminary", _("初选项目")),
        ("rejected", _("未通过初选")),
        ("proposed", _("建议项目")),
        ("argued", _("已论证")),
        ("set_aside", _("论证后不提出")),
        ("candidate", _("候选项目")),
        ("returned", _("退回重新论证")),
        ("struck", _("未列入候选")),
        ("chosen", _("已选定")),
        ("reserve", _("备选项目")),
        ("not_chosen", _("未选定")),
        ("implementing", _("实施中")),
        ("suspended", _("已暂停")),
        ("terminated", _("已终止")),
        ("self_reported_done", _("自报完成，待核实")),
        ("verified_done", _("已核实完成")),
        ("accepted", _("已验收")),
        ("unfinished_tracking", _("未完成，继续跟踪")),
    ]
    CATEGORIES = [
        ("roads", _("道路交通")),
        ("water", _("饮水水利")),
        ("environment", _("环境卫生")),
        ("education", _("教育")),
        ("health", _("医疗卫生")),
        ("elderly", _("养老助残")),
        ("culture", _("文化体育")),
        ("safety", _("公共安全")),
        ("housing", _("住房改造")),
        ("other", pgettext_lazy("choice", "其他")),
    ]

    ORIGINS = [("proposals", _("由征集的建议形成")), ("government", _("政府提出"))]
    MARKS = [(number, str(number)) for number in range(1, 6)]

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="projects")
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "编号"))
    origin = models.CharField(
        pgettext_lazy("field", "来源"), max_length=10, choices=ORIGINS, default="proposals"
    )
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, null=True, blank=True,
        related_name="livelihood_projects",
        verbose_name=_("责任单位"),
    )  # fmt: skip
    category = models.CharField(
        pgettext_lazy("field", "类别"), max_length=12, choices=CATEGORIES, default="other"
    )
    where = models.CharField(pgettext_lazy("field", "地点"), max_length=200, blank=True)
    village = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, null=True, blank=True,
        related_name="livelihood_projects", verbose_name=_("村（社区）"),
    )  # fmt: skip
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    beneficiaries = models.CharField(_("受益群众"), max_length=200, blank=True)
    cost_yuan = models.PositiveBigIntegerField(_("估算投资（元）"), null=True, blank=True)
    money_sources = models.JSONField(_("资金来源"), default=list, blank=True)
    multi_year = models.BooleanField(_("跨年度项目"), default=False)
    multi_year_allowed_by = models.CharField(_("跨年度由谁同意"), max_length=200, blank=True)
    multi_year_allowed_on = models.DateField(_("同意跨年度的日期"), null=True, blank=True)
    this_year_goal = models.CharField(_("本年完成什么"), max_length=300, blank=True)
    urgency_mark = models.PositiveSmallIntegerField(
        _("急需程度"), choices=MARKS, null=True, blank=True
    )
    readiness_mark = models.PositiveSmallIntegerField(
        _("成熟程度"), choices=MARKS, null=True, blank=True
    )
    merit_mark = models.PositiveSmallIntegerField(
        _("好中选优"), choices=MARKS, null=True, blank=True
    )
    urgency = models.CharField(_("急需程度的理由"), max_length=300, blank=True)
    readiness = models.CharField(_("成熟程度的理由"), max_length=300, blank=True)
    merit = models.CharField(_("好中选优的理由"), max_length=300, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=20, choices=STATES, default="preliminary"
    )

    class Meta:
        verbose_name = _("民生实事项目")
        ordering = ["project_year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "number"], name="one_project_per_number"
            ),
            models.CheckConstraint(
                condition=models.Q(multi_year=False)
                | (~models.Q(multi_year_allowed_by="") & ~models.Q(this_year_goal="")),
                name="a_project_over_years_says_who_allowed_it",
            ),
        ]
        indexes = [models.Index(fields=["project_year", "state"])]


class ProposalLink(PlaceRecord):
    """归并: a proposal joined to a project. Undone it stays as a trace; all proposers are kept."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="links")
    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="links")
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    by_label = models.CharField(_("归并人"), max_length=100)
    undone_at = models.DateTimeField(_("拆分时间"), null=True, blank=True)
    undone_label = models.CharField(_("拆分人"), max_length=100, blank=True)
    undone_reason = models.CharField(_("拆分原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("建议归并")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(undone_at=None),
                name="a_proposal_belongs_to_one_project",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | ~models.Q(undone_reason=""),
                name="undoing_a_merger_needs_a_reason",
            ),
        ]


class Screening(PlaceRecord):
    """初选核对: the four principles with their reasons; another screening is another row.

    ``answers`` maps needed, affordable, small_and_broad, done_this_year to ``{"met": bool, "reason": str}``.
    """

    OUTCOMES = [
        ("preliminary", _("列入初选")),
        ("exception", _("作为跨年度项目列入")),
        ("rejected", _("未通过初选")),
    ]

    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, related_name="screenings"
    )
    answers = models.JSONField(_("四条原则"), default=dict)
    outcome = models.CharField(pgettext_lazy("field", "结果"), max_length=12, choices=OUTCOMES)
    reasons = models.JSONField(pgettext_lazy("field", "理由"), default=list, blank=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    by_label = models.CharField(_("核对人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("初选核对")
        ordering = ["pk"]
