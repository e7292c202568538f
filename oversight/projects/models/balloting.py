"""票决: the measure adopted before the vote, and every round of it as the chair announced it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.candidates import CandidateList
from oversight.projects.models.years import ProjectYear


class BallotMeasure(PlaceRecord):
    """票决办法 (procedures §2.4): adopted by the congress before the vote; the ballot follows it alone.

    ``item_id`` is the agenda item that adopts it, ``poll_id`` the vote that did.
    """

    STATES = [
        ("drafted", pgettext_lazy("state", "已起草")),
        ("tabled", _("已提请大会")),
        ("adopted", pgettext_lazy("state", "已通过")),
        ("not_adopted", pgettext_lazy("state", "未通过")),
        ("replaced", _("已由新办法取代")),
    ]
    BALLOTS = [
        ("approve_each", _("逐项表示赞成、反对、弃权")),
        ("choose_up_to_k", _("最多选若干项")),
        ("exactly_k", _("恰好选若干项")),
        ("rank", _("按急需程度排序")),
    ]
    TIES = [
        ("revote_tied", _("只对并列的项目再次表决")),
        ("fewer", _("并列的都不入选")),
        ("all_tied", _("并列的都入选")),
    ]
    TOO_FEW = [
        ("vote_again", _("在本次会议另行表决")),
        ("next_meeting", _("在下次会议另行表决")),
        ("accept_fewer", _("少选，不再表决")),
    ]

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="measures")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="drafted"
    )
    title = models.CharField(pgettext_lazy("field", "名称"), max_length=120)
    ballot = models.CharField(_("票种"), max_length=16, choices=BALLOTS)
    places = models.PositiveSmallIntegerField(_("应选项数"))
    ties = models.CharField(_("得票相同"), max_length=16, choices=TIES, default="revote_tied")
    too_few = models.CharField(
        _("过半数的不足"), max_length=16, choices=TOO_FEW, default="vote_again"
    )
    majority = models.CharField(
        _("计票规则"), max_length=40, default="congress_more_than_half_of_all"
    )
    reserve = models.BooleanField(_("过半数而未入选的列为备选"), default=True)
    text = models.TextField(_("办法全文"), max_length=8000, blank=True)
    item_id = models.CharField(_("议题"), max_length=12, blank=True)
    poll_id = models.CharField(pgettext_lazy("field", "表决"), max_length=12, blank=True)
    adopted_on = models.DateField(_("通过日期"), null=True, blank=True)
    result_text = models.CharField(pgettext_lazy("field", "结果"), max_length=1000, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64)
    drafted_label = models.CharField(_("起草人"), max_length=100)

    class Meta:
        verbose_name = _("票决办法")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year"],
                condition=models.Q(state__in=["drafted", "tabled", "adopted"]),
                name="one_measure_in_force",
            )
        ]


class ProjectBallot(PlaceRecord):
    """一轮票决: what the chair announced, copied once and never changed.

    ``result`` as ``rules/balloting.py`` has it: chosen, tied, not chosen (public ids), open places, reasons.
    """

    measure = models.ForeignKey(BallotMeasure, on_delete=models.PROTECT, related_name="ballots")
    list = models.ForeignKey(CandidateList, on_delete=models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField(_("第几轮"), default=1)
    item_id = models.CharField(_("议题"), max_length=12)
    poll_id = models.CharField(pgettext_lazy("field", "表决"), max_length=12, unique=True)
    status = models.CharField(pgettext_lazy("field", "结果"), max_length=8)
    figures = models.JSONField(pgettext_lazy("field", "票数"), default=dict)
    result = models.JSONField(_("选定情况"), default=dict)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    announcement = models.TextField(_("宣布词"), blank=True)
    announced_on = models.DateField(_("宣布日期"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "票决")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "round"], name="one_ballot_per_round")
        ]
