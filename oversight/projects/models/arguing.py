"""论证: the task group, its checks, its visits, what it found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.projects import LivelihoodProject
from oversight.projects.models.years import ProjectYear


class TaskGroup(PlaceRecord):
    """工作专班: deputies and experts who argue whether a project can be done (procedures §4 b)."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=80)
    formed_on = models.DateField(_("成立日期"))
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("工作专班")
        ordering = ["pk"]


class GroupMember(PlaceRecord):
    """专班成员: a deputy of the register, or an expert by name and field."""

    CAPACITIES = [
        ("deputy", pgettext_lazy("choice", "代表")),
        ("expert", pgettext_lazy("choice", "行业专家")),
        ("staff", pgettext_lazy("choice", "工作人员")),
    ]

    group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    capacity = models.CharField(pgettext_lazy("field", "身份"), max_length=8, choices=CAPACITIES)
    field = models.CharField(_("专业或单位"), max_length=100, blank=True)
    leads = models.BooleanField(pgettext_lazy("field", "组长"), default=False)
    left_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("专班成员")
        ordering = ["-leads", "pk"]


class ExpertInvitation(PlaceRecord):
    """专家邀请: how an expert without an account takes part, on the one telephone that used the code (procedures §4 c 3).

    ``digest`` is of the code that was given out, ``secret`` of what the browser keeps that used it; both keyed.
    It holds while the year's projects are argued, the expert is of the group and the office has not ended it.
    """

    audit_exclude = frozenset({"digest", "secret"})

    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="invitations")
    digest = models.CharField(_("邀请码的校验值"), max_length=64, unique=True)
    secret = models.CharField(_("手机的校验值"), max_length=64, blank=True)
    issued_label = models.CharField(_("发码人"), max_length=100)
    issued_at = models.DateTimeField(_("发码时间"))
    expires_at = models.DateTimeField(_("启用的期限"))
    claimed_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    ended_label = models.CharField(_("作废人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("专家邀请")
        ordering = ["pk"]


class Argument(PlaceRecord):
    """论证报告: one project argued by one group; finished it stands, a later one is another row."""

    CONCLUSIONS = [
        ("feasible", pgettext_lazy("choice", "可行")),
        ("with_conditions", _("有条件可行")),
        ("not_feasible", pgettext_lazy("choice", "不可行")),
    ]

    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, related_name="arguments"
    )
    group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="arguments")
    conclusion = models.CharField(
        pgettext_lazy("field", "结论"), max_length=16, choices=CONCLUSIONS, blank=True
    )
    text = models.TextField(_("论证意见"), max_length=8000, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_on = models.DateField(_("开始日期"))
    finished_on = models.DateField(_("完成日期"), null=True, blank=True)
    finished_label = models.CharField(_("完成人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("论证")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(finished_on=None),
                name="one_argument_runs_per_project",
            )
        ]


class ArgumentCheck(PlaceRecord):
    """论证核查: money, land, environment, safety, legality – one row each.

    ``member`` is the expert whose check it is; where the office entered it, ``sheet`` is what the expert signed.
    """

    KINDS = [
        ("money", pgettext_lazy("choice", "资金")),
        ("land", pgettext_lazy("choice", "用地")),
        ("environment", pgettext_lazy("choice", "环境影响")),
        ("safety", pgettext_lazy("choice", "安全")),
        ("legality", _("合法性审查")),
    ]
    RESULTS = [
        ("met", pgettext_lazy("choice", "符合")),
        ("problem", pgettext_lazy("choice", "有问题")),
        ("not_needed", pgettext_lazy("choice", "不涉及")),
    ]

    argument = models.ForeignKey(Argument, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(pgettext_lazy("field", "核查"), max_length=12, choices=KINDS)
    result = models.CharField(pgettext_lazy("field", "结果"), max_length=10, choices=RESULTS)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=500, blank=True)
    paper = models.CharField(_("依据的文件"), max_length=200, blank=True)
    by_label = models.CharField(_("核查人"), max_length=100)
    member = models.ForeignKey(
        GroupMember, on_delete=models.PROTECT, null=True, blank=True, related_name="checks"
    )
    entered_label = models.CharField(_("代录人"), max_length=100, blank=True)
    sheet = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(pgettext_lazy("field", "日期"))

    class Meta:
        verbose_name = _("论证核查")
        constraints = [
            models.UniqueConstraint(fields=["argument", "kind"], name="one_check_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(result="met") | ~models.Q(note=""),
                name="a_check_not_met_says_why",
            ),
        ]


class SiteVisit(PlaceRecord):
    """实地踏看: who went when, what they saw."""

    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(pgettext_lazy("field", "日期"))
    people = models.CharField(_("参加人员"), max_length=300)
    found = models.TextField(_("看到的情况"), max_length=4000)
    entered_label = models.CharField(_("录入人"), max_length=100)
    member = models.ForeignKey(
        GroupMember, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    sheet = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("实地踏看")
        ordering = ["on", "pk"]


class SiteVisitPhoto(PlaceRecord):
    """踏看照片."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(pgettext_lazy("field", "说明"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("踏看照片")
        ordering = ["pk"]
