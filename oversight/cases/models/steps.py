"""案件的各步: what the two offices think, what the body decided, how the unit was told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases.models.cases import Case
from oversight.institutions.models.places import PlaceRecord
from oversight.institutions.naming import meeting_name


class OfficeOpinion(PlaceRecord):
    """研判意见: one office's view of a case; signed it stands, and each round has two."""

    SIDES = [("general", _("办公室")), ("committee", _("对口联系委室"))]
    CAUSES = [
        ("real_rise", _("问题确实增多")),
        ("single_event", _("个别事件集中反映")),
        ("season", _("季节或节假日影响")),
        ("reclassified", _("诉求分类改变")),
        ("reassigned", _("承办单位改变")),
        ("repeat_callers", _("重复来电")),
        ("intake", _("受理口径或渠道改变")),
        ("other", _("其他原因")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField(_("研判轮次"))
    side = models.CharField(pgettext_lazy("field", "哪一方"), max_length=10, choices=SIDES)
    office = models.ForeignKey(
        "institutions.Body",
        verbose_name=pgettext_lazy("field", "委室"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    causes = models.JSONField(pgettext_lazy("field", "原因"), default=list, blank=True)
    cause_text = models.TextField(_("原因分析"), max_length=4000)
    comparison_text = models.TextField(_("与未入选单位比较"), max_length=2000, blank=True)
    other_matters_text = models.TextField(_("本年其他安排"), max_length=2000, blank=True)
    method = models.CharField(_("建议方式"), max_length=32)
    text = models.TextField(pgettext_lazy("field", "意见"), max_length=4000)
    seen = models.JSONField(_("所据事实"), default=dict, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    written_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_label = models.CharField(_("起草人"), max_length=100)
    signed_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_label = models.CharField(_("签署人"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("签署时间"), null=True, blank=True)
    confirmed_by_chair = models.BooleanField(_("小机关由主任确认"), default=False)

    class Meta:
        verbose_name = _("研判意见")
        ordering = ["round", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round", "side"], name="one_opinion_per_office_and_round"
            )
        ]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class CaseDecision(PlaceRecord):
    """决定: what the chairpersons' meeting (in a town the presidium) decided on a case.

    Recorded by the office, it counts once the chair has confirmed the record. Rulebook, rule version and
    facts are kept, so that the check can be replayed.
    """

    KINDS = [
        ("action", _("采取监督措施")),
        ("no_action", _("不采取行动")),
        ("back", _("退回重新研判")),
        ("withdraw", pgettext_lazy("choice", "撤案")),
        ("merge", pgettext_lazy("choice", "并案")),
        ("finish", pgettext_lazy("choice", "结案")),
    ]
    STATES = [
        ("recorded", _("待确认")),
        ("confirmed", _("已确认")),
        ("refused", _("记录被退回")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="recorded"
    )
    kind = models.CharField(pgettext_lazy("field", "决定"), max_length=10, choices=KINDS)
    body = models.ForeignKey(
        "institutions.Body",
        verbose_name=_("作出决定的机构"),
        on_delete=models.PROTECT,
        related_name="case_decisions",
    )
    term_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "届"))
    meeting_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "次"))
    on = models.DateField(pgettext_lazy("field", "日期"))
    members = models.PositiveSmallIntegerField(_("应到"))
    present = models.PositiveSmallIntegerField(_("实到"))
    yes = models.PositiveSmallIntegerField(_("赞成"), null=True, blank=True)
    method = models.CharField(_("监督方式"), max_length=32, blank=True)
    method_title = models.CharField(_("监督方式名称"), max_length=60, blank=True)
    method_basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    heard_at = models.CharField(_("听取的会议"), max_length=12, blank=True)
    heard_name = models.CharField(_("听取的会议名称"), max_length=200, blank=True)
    heard_on = models.DateField(_("听取的日期"), null=True, blank=True)
    waiver_reason = models.CharField(_("不受时限的理由"), max_length=300, blank=True)
    merge_into = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("决定内容"), max_length=4000)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=120)
    facts = models.JSONField(_("所据事实"), default=dict, blank=True)
    reasons = models.JSONField(pgettext_lazy("field", "理由"), default=list, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_label = models.CharField(_("记录人"), max_length=100)
    confirmed_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_label = models.CharField(_("确认人"), max_length=100, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    refusal_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    filing_id = models.CharField(_("报送记录"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("案件决定")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="recorded"),
                name="one_decision_waits_per_case",
            )
        ]

    @property
    def meeting_name(self) -> str:
        """云川市第十六届人大常委会第七次主任会议."""
        return meeting_name(self.body, self.term_no, self.meeting_no)


class AdvanceNotice(PlaceRecord):
    """事先通知: the paper that tells the unit what was decided, before anything is held (不搞突然袭击)."""

    STATES = [
        ("drafted", _("已起草")),
        ("acknowledged", _("已收悉")),
        ("void", _("不再有效")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    decision = models.ForeignKey(CaseDecision, on_delete=models.PROTECT, related_name="notices")
    paper_id = models.CharField(_("通知公文"), max_length=12)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="drafted"
    )
    drafted_by = models.CharField(_("起草人"), max_length=100)
    acknowledged_by = models.CharField(_("收悉人"), max_length=100, blank=True)
    acknowledged_at = models.DateTimeField(_("收悉时间"), null=True, blank=True)
    reminded_on = models.DateField(_("最近催办"), null=True, blank=True)

    class Meta:
        verbose_name = _("事先通知")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=["drafted", "acknowledged"]),
                name="one_notice_in_force_per_case",
            )
        ]
