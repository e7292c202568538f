"""表决: one vote with its rule, its options and the roll as frozen for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.voting.rules.states import ENDED
from oversight.voting.values import Roll, Terms


class Poll(PlaceRecord):
    """表决 (procedures §2): prepared with a frozen roll, closed once and for all, announced by the chair.

    ``about_kind`` and ``about_id`` name what is voted on by value; ``units`` and ``candidates`` are public
    ids of those voted on, who may not scrutinise. Figures are never kept here before the announcement.

    option_units  by option the units whose work it rates, where it names none: of a rating of projects
    terms     what the measure says of ties and open places, as ``values.Terms``; {} where none said anything
    rating    what the rulebook adds to ``rule`` for a rating: limits in percent, least raters
    matter    which matter of the rulebook's section on secret ballots it is, "" where nobody said
    quorum    a code of ``rules.bases.QUORUMS``, none where the voters are no body, "" in older votes
    recusals  who leaves the denominator of which option and why, as ``rules.recusal`` has it
    """

    # Why the ballots were counted again may tell figures; it is read with the count, not with the acts.
    audit_exclude = frozenset({"recounts"})

    KINDS = [
        ("vote", _("赞成、反对、弃权")),
        ("satisfaction", _("满意度测评")),
        ("choose", _("差额选择")),
        ("ranking", _("排序票")),
    ]
    METHODS = [
        ("paper", _("纸质票")),
        ("keypad", _("表决器")),
        ("hands", _("举手")),
        ("mixed", _("会场按表决器、视频参加人员举手")),
        ("cards", _("投票卡（电子无记名投票）")),
        ("named", _("记名表决")),
    ]
    STATES = [
        ("prepared", _("已准备")),
        ("opened", _("表决中")),
        ("closed", _("已结束，待宣布有效")),
        ("collected", _("计票中")),
        ("counted", _("核对中")),
        ("locked", _("待签字")),
        ("signed", _("待宣布")),
        ("announced", _("已宣布")),
        ("void", _("无效")),
        ("cancelled", _("已取消")),
    ]

    title = models.CharField(pgettext_lazy("field", "表决事项"), max_length=200)
    kind = models.CharField(_("表决种类"), max_length=12, choices=KINDS)
    method = models.CharField(_("表决方式"), max_length=8, choices=METHODS)
    secret = models.BooleanField(_("无记名"), default=True)
    options = models.JSONField(_("表决的各项"), default=list)
    k = models.PositiveSmallIntegerField(_("应选几项"), null=True, blank=True)
    rule = models.CharField(_("计票规则"), max_length=40)
    rule_version = models.CharField(_("计票规则版本"), max_length=48)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    rating = models.JSONField(_("测评规则的参数"), default=dict, blank=True)
    measure = models.CharField(_("所依据的表决办法"), max_length=200, blank=True)
    matter = models.CharField(_("哪类事项"), max_length=16, blank=True)
    terms = models.JSONField(_("表决办法的规定"), default=dict, blank=True)
    about_kind = models.CharField(_("所关事项类别"), max_length=24, blank=True)
    about_id = models.CharField(_("所关事项"), max_length=64, blank=True)
    units = models.JSONField(_("被表决的单位"), default=list, blank=True)
    option_units = models.JSONField(_("各项所关的单位"), default=dict, blank=True)
    candidates = models.JSONField(_("被表决的人"), default=list, blank=True)
    round = models.PositiveSmallIntegerField(_("第几轮"), default=1)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_round"
    )
    roll_rows = models.JSONField(_("名册"), default=list)
    base = models.PositiveIntegerField(_("全体人数"))
    present = models.PositiveIntegerField(_("实到人数"))
    in_hall = models.PositiveIntegerField(_("会场出席人数"))
    by_video = models.PositiveIntegerField(_("视频出席人数"), default=0)
    recusals = models.JSONField(_("回避"), default=list, blank=True)
    voters = models.CharField(_("表决人"), max_length=100, blank=True)
    quorum = models.CharField(_("法定人数的规则"), max_length=20, blank=True)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    chair_person = models.CharField(_("主持人的编号"), max_length=64, blank=True)
    scrutineers = models.JSONField(_("监票人"), default=list, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="prepared"
    )
    prepared_at = models.DateTimeField(_("准备时间"))
    opened_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("发出票数"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("收回票数"), null=True, blank=True)
    declared_at = models.DateTimeField(_("宣布有效或无效的时间"), null=True, blank=True)
    declared_label = models.CharField(_("宣布人"), max_length=100, blank=True)
    declared_entered_by = models.CharField(_("代为登记宣布的人"), max_length=100, blank=True)
    count_no = models.PositiveSmallIntegerField(_("第几次计票"), default=1)
    recounts = models.JSONField(_("重新计票"), default=list, blank=True)
    end_reason = models.CharField(_("无效或取消的原因"), max_length=300, blank=True)
    announced_at = models.DateTimeField(_("宣布结果的时间"), null=True, blank=True)
    announced_label = models.CharField(_("宣布结果的人"), max_length=100, blank=True)
    announced_entered_by = models.CharField(_("代为登记宣布结果的人"), max_length=100, blank=True)
    announcement = models.TextField(_("宣布词"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "表决")
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present__lte=models.F("base")), name="present_within_the_base"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["void", "cancelled"]) | ~models.Q(end_reason=""),
                name="a_vote_without_result_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "state"]),
            models.Index(fields=["jurisdiction", "about_kind", "about_id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def roll(self) -> Roll:
        """名册 as frozen when the poll was prepared."""
        return Roll.of(self.roll_rows)

    @property
    def ballot_terms(self) -> Terms:
        """What the adopted measure says; as usual where it says nothing."""
        return Terms(**self.terms)

    @property
    def chooses(self) -> bool:
        """Whether so many of the options are chosen, not each one passed by itself."""
        return self.k is not None

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_announced(self) -> bool:
        return self.state == "announced"
