"""听取、表决和会后: the unit's report, what research found, each hearing with its result, what followed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases.models.cases import Case
from oversight.institutions.models.places import PlaceRecord


class CaseHearing(PlaceRecord):
    """听取 (procedures §5, 8–12): one hearing of the case; ``number`` 2 is the second hearing.

    ``item_id`` and ``meeting_id`` name item and meeting by value. The result is written once, from the
    announced poll, and never edited.
    """

    STATES = [
        ("placed", _("已列入议程")),
        ("passed", pgettext_lazy("vote", "通过")),
        ("failed", pgettext_lazy("vote", "未通过")),
        ("dropped", _("已撤下议程")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    decision = models.ForeignKey(
        "cases.CaseDecision", on_delete=models.PROTECT, related_name="hearings"
    )
    number = models.PositiveSmallIntegerField(_("第几次听取"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="placed"
    )
    item_id = models.CharField(_("议题"), max_length=12, unique=True)
    meeting_id = models.CharField(pgettext_lazy("field", "会议"), max_length=12)
    meeting_name = models.CharField(_("会议名称"), max_length=200)
    planned_id = models.CharField(_("会期"), max_length=12, blank=True)
    on = models.DateField(pgettext_lazy("field", "日期"))
    method = models.CharField(_("监督方式"), max_length=32)
    method_title = models.CharField(_("监督方式名称"), max_length=60)
    method_basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300)
    signers = models.JSONField(_("联名人"), default=list, blank=True)
    later_reason = models.CharField(_("不在下一次会议的理由"), max_length=300, blank=True)
    distributed_on = models.DateField(_("发给组成人员的日期"), null=True, blank=True)
    distributed_late = models.PositiveSmallIntegerField(_("发出晚几天"), default=0)
    poll_id = models.CharField(pgettext_lazy("field", "表决"), max_length=12, blank=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=120, blank=True)
    figures = models.JSONField(_("票数"), default=dict, blank=True)
    result_text = models.TextField(_("表决结果"), blank=True)
    announced_on = models.DateField(_("宣布日期"), null=True, blank=True)
    placed_label = models.CharField(_("办理人"), max_length=100)
    filing_id = models.CharField(_("报送记录"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("案件听取")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="placed"),
                name="one_hearing_ahead_per_case",
            ),
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=~models.Q(state="dropped"),
                name="one_hearing_per_number",
            ),
        ]

    @property
    def is_announced(self) -> bool:
        return self.state in {"passed", "failed"}


class UnitReport(PlaceRecord):
    """单位的报告: drafted by the liaison, handed in by the head; each version stays with its time (监督法 15).

    ``hearing_no`` says for which hearing; ``due`` and ``late_days`` are fixed when it is handed in.
    """

    PURPOSES = [
        ("special", _("专项工作报告")),
        ("reply", _("审议意见研究处理情况报告")),
    ]
    STEPS = [
        ("draft", pgettext_lazy("report", "初稿")),
        ("final", pgettext_lazy("report", "正式稿")),
    ]
    STATES = [
        ("drafted", _("待单位负责人报送")),
        ("submitted", pgettext_lazy("state", "已报送")),
        ("returned", pgettext_lazy("state", "已退回")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="unit_reports")
    purpose = models.CharField(pgettext_lazy("field", "种类"), max_length=8, choices=PURPOSES)
    hearing_no = models.PositiveSmallIntegerField(_("第几次听取"), default=1)
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "版本"))
    step = models.CharField(_("哪一稿"), max_length=6, choices=STEPS, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="drafted"
    )
    unit_name = models.CharField(_("单位名称"), max_length=100)
    text = models.TextField(_("报告内容"), blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_label = models.CharField(_("起草人"), max_length=100)
    drafted_at = models.DateTimeField(_("起草时间"))
    submitted_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_label = models.CharField(_("报送人"), max_length=100, blank=True)
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    received_on = models.DateField(_("收到日期"), null=True, blank=True)
    entered = models.BooleanField(_("代录"), default=False)
    due = models.DateField(pgettext_lazy("field", "期限"), null=True, blank=True)
    late_days = models.PositiveSmallIntegerField(_("晚几天"), default=0)
    return_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    returned_label = models.CharField(_("退回人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("单位的报告")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "purpose", "number"], name="one_report_per_version"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="drafted"),
                name="one_report_is_drafted_per_case",
            ),
        ]


class ResearchFinding(PlaceRecord):
    """调研发现: one numbered finding with its evidence, and what the unit answers to it (监督法 14)."""

    STAGES = [("pre", _("会前调研")), ("after", _("未通过后的专题调研"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    stage = models.CharField(pgettext_lazy("field", "阶段"), max_length=6, choices=STAGES)
    hearing_no = models.PositiveSmallIntegerField(_("第几次听取"), default=1)
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "序号"))
    title = models.CharField(pgettext_lazy("field", "问题"), max_length=200)
    text = models.TextField(_("情况和意见"))
    where = models.CharField(_("在哪里看到"), max_length=200, blank=True)
    on = models.DateField(pgettext_lazy("field", "日期"))
    evidence = models.ForeignKey(
        "cases.CaseEvidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_label = models.CharField(_("记录人"), max_length=100)
    sent_at = models.DateTimeField(_("交单位的时间"), null=True, blank=True)
    answer = models.TextField(_("单位的回应"), blank=True)
    answered_label = models.CharField(_("回应人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("回应时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("调研发现")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_finding_per_number")
        ]


class ReviewOpinions(PlaceRecord):
    """审议意见 (监督法 17): numbered opinions after a passed report, sent as a paper, answered in time, verified."""

    STATES = [
        ("drafted", _("已起草")),
        ("sent", _("已交办，待报告")),
        ("replied", _("已报告，待核实")),
        ("verified", pgettext_lazy("state", "已核实")),
        ("void", _("不再有效")),
    ]
    OUTCOMES = [
        ("done", _("已落实")),
        ("partly", _("部分落实")),
        ("not_done", _("没有落实")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="review_opinions")
    hearing = models.ForeignKey(CaseHearing, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="drafted"
    )
    items = models.JSONField(_("逐条意见"), default=list)
    paper_id = models.CharField(pgettext_lazy("field", "公文"), max_length=12)
    passed_by = models.CharField(_("通过的会议"), max_length=200, blank=True)
    passed_on = models.DateField(_("通过日期"), null=True, blank=True)
    hand_over_due = models.DateField(_("交办期限"), null=True, blank=True)
    sent_on = models.DateField(_("交办日期"), null=True, blank=True)
    reply_due = models.DateField(_("报告期限"), null=True, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    drafted_label = models.CharField(_("起草人"), max_length=100)
    outcomes = models.JSONField(_("逐条核实"), default=list, blank=True)
    verified_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_label = models.CharField(_("核实人"), max_length=100, blank=True)
    verified_on = models.DateField(_("核实日期"), null=True, blank=True)
    verified_text = models.TextField(_("核实情况"), blank=True)

    class Meta:
        verbose_name = _("审议意见")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing"],
                condition=~models.Q(state="void"),
                name="review_opinions_once_per_hearing",
            )
        ]


class CaseOption(PlaceRecord):
    """再次未通过后的选项: a draft with its basis that waits for the body; nothing happens by itself (§0.8)."""

    STATES = [
        ("draft", _("待会议决定")),
        ("taken", _("会议已采用")),
        ("declined", _("会议未采用")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="options")
    hearing = models.ForeignKey(CaseHearing, on_delete=models.PROTECT, related_name="options")
    code = models.CharField(_("监督方式"), max_length=32)
    title = models.CharField(pgettext_lazy("field", "名称"), max_length=60)
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300)
    text = models.TextField(_("建议稿"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="draft"
    )
    decision = models.ForeignKey(
        "cases.CaseDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("后续选项")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "code"], name="one_option_per_hearing")
        ]
