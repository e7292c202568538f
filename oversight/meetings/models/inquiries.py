"""询问、专题询问、质询案的表: each with its own signers, addressee, decision and answers.

Which steps a kind has, who must sign and when a new answer may be demanded stand in ``rules/inquiries.py``.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.meetings import Meeting


class InquiryMotion(PlaceRecord):
    """询问、专题询问或质询案: a matter put to one organ at a meeting."""

    KINDS = [
        ("inquiry", pgettext_lazy("choice", "询问")),
        ("special_inquiry", pgettext_lazy("choice", "专题询问")),
        ("interpellation", pgettext_lazy("choice", "质询案")),
    ]
    STATES = [
        ("signing", pgettext_lazy("inquiry", "联名中")),
        ("submitted", pgettext_lazy("inquiry", "已提出，待决定")),
        ("decided", pgettext_lazy("inquiry", "已交办，待答复")),
        ("answered", pgettext_lazy("inquiry", "已答复")),
        ("again", pgettext_lazy("inquiry", "要求再作答复")),
        ("accepted", pgettext_lazy("inquiry", "已办结")),
        ("refused", pgettext_lazy("inquiry", "不予交办")),
        ("withdrawn", pgettext_lazy("inquiry", "已撤回")),
    ]
    FORMS = [
        ("oral", _("口头答复")),
        ("written", _("书面答复")),
    ]

    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=16, choices=KINDS)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="inquiries")
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("受询问的机关"),
    )
    title = models.CharField(pgettext_lazy("field", "题目"), max_length=200)
    questions = models.TextField(_("问题和内容"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="signing"
    )
    item = models.CharField(_("议题编号"), max_length=12, blank=True)
    needed = models.PositiveSmallIntegerField(_("须联名人数"), default=0)
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    started_label = models.CharField(_("登记人"), max_length=100)
    started_at = models.DateTimeField(_("登记时间"), default=timezone.now)
    submitted_at = models.DateTimeField(_("提出时间"), null=True, blank=True)
    decided_by = models.CharField(_("决定的会议"), max_length=200, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    form = models.CharField(_("答复方式"), max_length=8, choices=FORMS, blank=True)
    answer_at = models.CharField(_("在什么会议上答复"), max_length=200, blank=True)
    answer_due = models.DateField(_("答复期限"), null=True, blank=True)
    reason = models.CharField(pgettext_lazy("field", "原因"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64, blank=True)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("询问、专题询问和质询案")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["jurisdiction", "kind", "state"])]

    def __str__(self) -> str:
        return self.title


class InquirySigner(PlaceRecord):
    """联名人: a member or deputy who signs; one who takes the name back is no longer counted.

    Signed in the own account, or ``entered`` by the office from the signed ``paper``; what the office takes
    back on somebody's behalf rests on a signed ``drop_paper`` as well.
    """

    motion = models.ForeignKey(InquiryMotion, on_delete=models.PROTECT, related_name="signers")
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("联名人")
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    signed_at = models.DateTimeField(_("联名时间"), default=timezone.now)
    entered_label = models.CharField(_("登记人"), max_length=100)
    entered = models.BooleanField(_("代录"), default=False)
    paper = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("联名签字的纸"),
    )
    by_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(_("退出时间"), null=True, blank=True)
    drop_paper = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("同意退出或者撤回的纸"),
    )

    class Meta:
        verbose_name = _("联名人")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["motion", "person"],
                condition=models.Q(dropped_at=None),
                name="a_person_signs_once",
            )
        ]


class InquiryAnswer(PlaceRecord):
    """对询问的答复: round 1, after a demand round 2; with how many of the askers it does not satisfy."""

    motion = models.ForeignKey(InquiryMotion, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(_("第几次"), default=1)
    official = models.CharField(_("答复人"), max_length=60)
    official_title = models.CharField(pgettext_lazy("field", "职务"), max_length=100)
    is_head = models.BooleanField(_("机关负责人"), default=True)
    form = models.CharField(_("答复方式"), max_length=8, choices=InquiryMotion.FORMS)
    text = models.TextField(_("答复内容"))
    scan = models.ForeignKey(
        "files.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("负责人签署的书面答复"),
    )
    recorded_label = models.CharField(_("记录人"), max_length=100)
    at = models.DateTimeField(_("答复时间"), default=timezone.now)
    asked_count = models.PositiveSmallIntegerField(_("征求意见的提出人数"), null=True, blank=True)
    unsatisfied = models.PositiveSmallIntegerField(_("不满意人数"), null=True, blank=True)

    class Meta:
        verbose_name = _("对询问的答复")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "round"], name="one_answer_per_round")
        ]
