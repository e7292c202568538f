"""监督: who watches which projects, what they saw, what the unit and the government answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.projects import LivelihoodProject
from oversight.projects.models.years import ProjectYear


class SupervisionGroup(PlaceRecord):
    """监督小组: deputies of city, district and town of the area; each watches some projects (procedures §4 b)."""

    project_year = models.ForeignKey(
        ProjectYear, on_delete=models.PROTECT, related_name="supervision_groups"
    )
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=80)
    formed_on = models.DateField(_("成立日期"))
    topic = models.CharField(_("监督选题"), max_length=200, blank=True)
    projects = models.ManyToManyField(
        LivelihoodProject, related_name="supervision_groups", through="projects.GroupProject"
    )

    class Meta:
        verbose_name = _("监督小组")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class GroupProject(PlaceRecord):
    """监督小组跟踪的项目."""

    group = models.ForeignKey(SupervisionGroup, on_delete=models.PROTECT, related_name="watched")
    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, related_name="watched_by"
    )

    class Meta:
        verbose_name = _("小组跟踪的项目")
        constraints = [
            models.UniqueConstraint(fields=["group", "project"], name="a_group_watches_once")
        ]


class Supervisor(PlaceRecord):
    """监督员: a member of a group, by the register or by name; 民生实事项目监督员 need be no deputy."""

    group = models.ForeignKey(
        SupervisionGroup, on_delete=models.PROTECT, related_name="supervisors"
    )
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    capacity = models.CharField(pgettext_lazy("field", "身份"), max_length=100)
    leads = models.BooleanField(pgettext_lazy("field", "组长"), default=False)
    left_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督员")
        ordering = ["-leads", "pk"]


class SupervisionRecord(PlaceRecord):
    """监督记录: the three steps of the year (选题, 年中督导, 年终询问), visits, collective inspections, guidance."""

    KINDS = [
        ("topic", _("年初选题")),
        ("midyear", _("年中督导")),
        ("year_end", _("年终询问")),
        ("visit", _("日常踏看")),
        ("inspection", _("集中视察")),
        ("guidance", _("上级指导")),
    ]

    project_year = models.ForeignKey(
        ProjectYear, on_delete=models.PROTECT, related_name="supervision_records"
    )
    group = models.ForeignKey(
        SupervisionGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, null=True, blank=True,
        related_name="supervision_records",
    )  # fmt: skip
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=10, choices=KINDS)
    on = models.DateField(pgettext_lazy("field", "日期"))
    people = models.CharField(_("参加人员"), max_length=300)
    text = models.TextField(_("看到的情况"), max_length=4000)
    entered_label = models.CharField(_("录入人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("监督记录")
        ordering = ["on", "pk"]


class SupervisionPhoto(PlaceRecord):
    """监督记录的照片."""

    record = models.ForeignKey(SupervisionRecord, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(pgettext_lazy("field", "说明"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("监督照片")
        ordering = ["pk"]


class SupervisionFinding(PlaceRecord):
    """监督发现的问题: handed to the unit or the government, answered, then found solved by the group."""

    STATES = [
        ("found", _("待交办")),
        ("handed", _("已交办，待答复")),
        ("answered", _("已答复，待确认")),
        ("solved", _("已解决")),
        ("open", _("答复不满意，继续督办")),
    ]

    record = models.ForeignKey(SupervisionRecord, on_delete=models.PROTECT, related_name="findings")
    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("交给哪个单位"),
    )  # fmt: skip
    text = models.TextField(pgettext_lazy("field", "问题"), max_length=2000)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="found"
    )
    handed_at = models.DateTimeField(_("交办时间"), null=True, blank=True)
    due = models.DateField(pgettext_lazy("field", "期限"), null=True, blank=True)
    answer = models.TextField(pgettext_lazy("field", "答复"), max_length=2000, blank=True)
    answered_label = models.CharField(_("答复人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    judged_text = models.CharField(_("确认意见"), max_length=500, blank=True)
    judged_label = models.CharField(_("确认人"), max_length=100, blank=True)
    judged_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督发现")
        ordering = ["pk"]


class SiteReport(PlaceRecord):
    """路过的人的反映: sent from the plate on the site; read by the office before it goes anywhere."""

    audit_exclude = frozenset({"text", "receipt", "text_mark"})

    STATES = [
        ("held", _("待人工查看")),
        ("received", _("已收到")),
        ("handed", _("已转监督小组")),
        ("answered", pgettext_lazy("state", "已答复")),
        ("dismissed", _("没有受理")),
        ("deleted", _("应本人要求删除")),
    ]
    OPEN = ("held", "received", "handed")

    project = models.ForeignKey(
        LivelihoodProject, on_delete=models.PROTECT, related_name="site_reports"
    )
    text = models.TextField(pgettext_lazy("field", "内容"), max_length=1000, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="received"
    )
    receipt = models.CharField(_("回执校验值"), max_length=64, unique=True)
    text_mark = models.CharField(_("文字校验值"), max_length=64, blank=True)
    held_reasons = models.JSONField(_("待查看的原因"), default=list, blank=True)
    group = models.ForeignKey(
        SupervisionGroup, on_delete=models.PROTECT, null=True, blank=True,
        related_name="site_reports",
    )  # fmt: skip
    reason = models.CharField(_("不受理的原因"), max_length=300, blank=True)
    answer = models.CharField(pgettext_lazy("field", "答复"), max_length=500, blank=True)
    handled_label = models.CharField(_("经办人"), max_length=100, blank=True)
    handled_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("现场反映")
        ordering = ["-at", "-pk"]


class SiteReportPhoto(PlaceRecord):
    """现场反映的照片."""

    report = models.ForeignKey(SiteReport, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("现场反映的照片")
        ordering = ["pk"]
