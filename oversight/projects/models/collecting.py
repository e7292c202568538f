"""征集: what citizens wished for, who may be told, and how they were answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import ScopedManager
from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.years import ProjectYear


class CollectingSession(PlaceRecord):
    """座谈、走访、站点的记录: one occasion at which many spoke; each wish is a proposal of its own.

    The record of acts keeps no word of what was said, since it cannot forget.
    """

    audit_exclude = frozenset({"note"})

    KINDS = [
        ("forum", _("座谈会")),
        ("visit", _("走访入户")),
        ("station", _("代表联络站接待")),
    ]

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=8, choices=KINDS)
    on = models.DateField(pgettext_lazy("field", "日期"))
    where = models.CharField(pgettext_lazy("field", "地点"), max_length=120)
    led_by = models.CharField(_("主持或走访的人"), max_length=200)
    people = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    note = models.TextField(_("记录"), max_length=4000, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_label = models.CharField(_("录入人"), max_length=100)

    class Meta:
        verbose_name = _("征集记录")
        ordering = ["-on", "-pk"]


class Proposal(PlaceRecord):
    """征集到的建议 (建议表): a project wished for, or a bare problem; the proposer is kept apart.

    ``receipt`` is the keyed digest of the code that the proposer holds; the code itself is never stored.
    The record of acts keeps neither text nor place, since it cannot forget: both go when the proposer
    asks for deletion, and the number stays. ``text_mark`` is a keyed digest of what it says, to know the same
    text again; ``seen_at`` says that a person has looked at it, before which nobody else is shown its title.
    """

    audit_exclude = frozenset(
        {"title", "text", "where", "village", "latitude", "longitude", "receipt", "text_mark"}
    )

    CHANNELS = [
        ("web", _("网上提出")),
        ("paper", _("纸质建议表")),
        ("session", _("座谈、走访记录")),
        ("deputy", _("代表提出")),
    ]
    KINDS = [
        ("project", pgettext_lazy("choice", "项目建议")),
        ("problem", pgettext_lazy("choice", "反映问题")),
    ]
    STATES = [
        ("received", _("已收到")),
        ("held", _("待人工查看")),
        ("spam", _("不作为建议")),
        ("turned", _("已转化为项目建议")),
        ("taken", _("已列入初选")),
        ("not_taken", _("未采纳")),
        ("deleted", _("应本人要求删除")),
    ]
    REASONS = [
        ("not_needed", _("群众需求不足")),
        ("not_affordable", _("财政难以承担")),
        ("too_narrow", _("受益面过窄")),
        ("not_this_year", _("当年不能完工")),
        ("not_ours", _("不属于本级职责")),
        ("planned_already", _("已列入其他计划")),
        ("one_matter", _("个别诉求，已告知拨打 12345")),
        ("unclear", _("内容不清，无法联系")),
        ("other", pgettext_lazy("choice", "其他")),
    ]

    project_year = models.ForeignKey(
        ProjectYear, on_delete=models.PROTECT, related_name="proposals"
    )
    number = models.PositiveIntegerField(pgettext_lazy("field", "编号"))
    receipt = models.CharField(_("回执校验值"), max_length=64, unique=True)
    channel = models.CharField(_("提出方式"), max_length=8, choices=CHANNELS, default="web")
    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=8, choices=KINDS, default="project"
    )
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=80)
    text = models.TextField(pgettext_lazy("field", "内容"), max_length=2000, blank=True)
    where = models.CharField(pgettext_lazy("field", "地点"), max_length=120, blank=True)
    village = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name=_("村（社区）"),
    )  # fmt: skip
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    session = models.ForeignKey(
        CollectingSession, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    turned_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="turned_into",
        verbose_name=_("由哪个问题转化"),
    )  # fmt: skip
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="received"
    )
    text_mark = models.CharField(_("内容标记"), max_length=64, blank=True, db_index=True)
    seen_at = models.DateTimeField(_("查看时间"), null=True, blank=True)
    held_reasons = models.JSONField(_("待查看的原因"), default=list, blank=True)
    not_taken_reason = models.CharField(
        _("未采纳的原因"), max_length=16, choices=REASONS, blank=True
    )
    not_taken_text = models.CharField(_("原因说明"), max_length=500, blank=True)
    entered_on_behalf = models.BooleanField(_("代录"), default=False)
    entered_label = models.CharField(_("录入人"), max_length=100, blank=True)
    received_at = models.DateTimeField(_("收到时间"))
    decided_at = models.DateTimeField(_("答复决定时间"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("删除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("征集到的建议")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "number"], name="one_proposal_per_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_taken") | ~models.Q(not_taken_reason=""),
                name="a_proposal_not_taken_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="deleted") | models.Q(title="", text="", where=""),
                name="a_deleted_proposal_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["project_year", "state", "-received_at"]),
            models.Index(fields=["project_year", "-received_at"]),
            models.Index(fields=["project_year", "village", "state"]),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def code(self) -> str:
        """编号, e.g. 征2027-0113."""
        return f"征{self.project_year.year}-{self.number:04d}"


class ProposalContact(models.Model):
    """联系方式: encrypted with a key outside the database, read by name only where somebody is to be told.

    No ``Record``: the chain of acts never sees it. It goes when the proposer asks or when it has served.
    """

    scope_path = "proposal__jurisdiction"
    recorded = False

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="contact")
    sealed = models.TextField(_("加密的姓名和电话"))
    agreed_at = models.DateTimeField(_("同意时间"))
    delete_after = models.DateField(_("到期删除"))

    objects = ScopedManager()

    class Meta:
        verbose_name = _("建议人联系方式")


class ProposalPhoto(PlaceRecord):
    """建议所附照片; confined, without the data of the camera."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("建议所附照片")
        ordering = ["pk"]


class ExplanationMeeting(PlaceRecord):
    """宣讲会: where those whose proposals were not taken were told why, all at once (procedures §4 c 2)."""

    project_year = models.ForeignKey(
        ProjectYear, on_delete=models.PROTECT, related_name="explanations"
    )
    on = models.DateField(pgettext_lazy("field", "日期"))
    where = models.CharField(pgettext_lazy("field", "地点"), max_length=120)
    people = models.PositiveIntegerField(_("到会人数"))
    text = models.TextField(_("解释了什么"), max_length=4000)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_label = models.CharField(_("录入人"), max_length=100)

    class Meta:
        verbose_name = _("宣讲会")
        ordering = ["-on", "-pk"]


class ProposalReply(PlaceRecord):
    """答复: how and when a proposer was told what became of the proposal; never changed."""

    WAYS = [
        ("code", _("凭回执码查看")),
        ("letter", pgettext_lazy("choice", "书面答复")),
        ("call", pgettext_lazy("choice", "电话答复")),
        ("meeting", _("宣讲会")),
    ]

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="replies")
    way = models.CharField(pgettext_lazy("field", "方式"), max_length=8, choices=WAYS)
    text = models.CharField(pgettext_lazy("field", "内容"), max_length=500)
    meeting = models.ForeignKey(
        ExplanationMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    by_label = models.CharField(_("答复人"), max_length=100)

    class Meta:
        verbose_name = pgettext_lazy("record", "对建议的答复")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way="meeting") | models.Q(meeting__isnull=False),
                name="a_reply_at_a_meeting_names_it",
            )
        ]
