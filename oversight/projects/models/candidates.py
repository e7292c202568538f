"""候选项目表: what the presidium studied, the enlarged Party committee meeting determined, and the ballot takes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.projects.models.projects import LivelihoodProject
from oversight.projects.models.years import ProjectYear


class CandidateList(PlaceRecord):
    """候选项目表的一个版本: frozen it never changes; a later change repeats every step in a new version.

    ``content`` is what was frozen, row by row, ``sha256`` its digest (RFC 8785); ballots are printed from it.
    ``sent_on``: when the frozen list was with the deputies; ``late_reason`` why too late, for ``late_item``.
    """

    STATES = [
        ("drafting", _("起草中")),
        ("studied", _("主席团已研究")),
        ("determining", _("党委扩大会议审定中")),
        ("determined", _("已审定")),
        ("frozen", _("已确定")),
        ("replaced", _("已由新版本取代")),
    ]

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="lists")
    version = models.PositiveSmallIntegerField(pgettext_lazy("field", "版本"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="drafting"
    )
    reopened_reason = models.CharField(_("重新确定的原因"), max_length=300, blank=True)
    study_body = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("研究的机构"),
    )  # fmt: skip
    study_term_no = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "届"), null=True, blank=True
    )
    study_meeting_no = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "次"), null=True, blank=True
    )
    study_on = models.DateField(_("研究日期"), null=True, blank=True)
    study_meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("研究的会议"),
    )  # fmt: skip
    study_text = models.TextField(_("研究意见"), max_length=4000, blank=True)
    party_meeting = models.CharField(_("党委（扩大）会议"), max_length=120, blank=True)
    party_on = models.DateField(_("审定日期"), null=True, blank=True)
    minutes_number = models.CharField(_("会议纪要文号"), max_length=60, blank=True)
    minutes_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(_("确定的内容"), default=list, blank=True)
    sha256 = models.CharField(_("校验值"), max_length=64, blank=True)
    frozen_at = models.DateTimeField(_("确定时间"), null=True, blank=True)
    frozen_label = models.CharField(_("确定人"), max_length=100, blank=True)
    sent_on = models.DateField(_("送到代表的日期"), null=True, blank=True)
    sent_how = models.CharField(_("怎样送的"), max_length=200, blank=True)
    late_reason = models.CharField(_("没有按会前天数送到的原因"), max_length=300, blank=True)
    late_item = models.CharField(_("议题"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("候选项目表")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "version"], name="one_candidate_list_per_version"
            ),
            models.UniqueConstraint(
                fields=["project_year"],
                condition=~models.Q(state="replaced"),
                name="one_candidate_list_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="frozen") | ~models.Q(sha256=""),
                name="a_frozen_list_has_its_digest",
            ),
        ]


class CandidateEntry(PlaceRecord):
    """候选项目表的一项: its place, why there, and what the Party committee meeting determined on it."""

    DETERMINATIONS = [
        ("", _("待审定")),
        ("approve", pgettext_lazy("choice", "同意")),
        ("return", _("退回重新论证")),
        ("strike", pgettext_lazy("choice", "不列入")),
    ]

    list = models.ForeignKey(CandidateList, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(LivelihoodProject, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(_("排列次序"))
    reserve = models.BooleanField(_("备选"), default=False)
    reason = models.CharField(_("排序理由"), max_length=300, blank=True)
    determination = models.CharField(
        _("审定意见"), max_length=8, choices=DETERMINATIONS, blank=True
    )
    determination_reason = models.CharField(_("审定理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("候选项目")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "project"], name="a_project_is_listed_once"),
            models.CheckConstraint(
                condition=models.Q(determination__in=["", "approve"])
                | ~models.Q(determination_reason=""),
                name="what_is_not_approved_says_why",
            ),
        ]
