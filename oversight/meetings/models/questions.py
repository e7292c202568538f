"""询问和答复的表: questions at an item, what officials answered, what they promised.

State changes only in ``actions``; what is possible when stands in ``rules/questions.py``. Answers are never
changed; a correction is another answer.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem


class Question(PlaceRecord):
    """询问: one question of one asker in the asker's capacity, filed before the meeting or raised live.

    ``filed_at`` never changes, so that it stays known which questions were filed before (procedures §7 e).
    ``rulebook`` names what said that this capacity may ask.
    """

    MOMENTS = [
        ("before", pgettext_lazy("choice", "会前提出")),
        ("live", pgettext_lazy("choice", "当场提出")),
    ]
    CAPACITIES = [
        ("member", _("组成人员")),
        ("deputy", _("人大代表")),
        ("committee_member", _("专门委员会成员")),
        ("expert", _("受邀专家")),
        ("citizen", _("公民代表")),
    ]
    STATES = [
        ("filed", pgettext_lazy("question", "已提出")),
        ("ordered", pgettext_lazy("question", "已排序")),
        ("asked", pgettext_lazy("question", "正在答复")),
        ("deferred", pgettext_lazy("question", "待书面答复")),
        ("answered", pgettext_lazy("question", "已答复")),
        ("blocked", pgettext_lazy("question", "不予提问")),
        ("withdrawn", pgettext_lazy("question", "已撤回")),
    ]
    GROUNDS = [
        ("pending_case", _("涉及正在办理的案件")),
        ("person", _("涉及个人隐私或者指控个人")),
        ("state_secret", _("涉及国家秘密")),
        ("other_matter", _("与议题无关")),
    ]

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField(pgettext_lazy("field", "次序"), default=0)
    person = models.ForeignKey(
        "institutions.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("询问人"),
    )
    asker_name = models.CharField(_("询问人"), max_length=60)
    asker_title = models.CharField(pgettext_lazy("field", "职务"), max_length=100, blank=True)
    capacity = models.CharField(pgettext_lazy("field", "身份"), max_length=18, choices=CAPACITIES)
    moment = models.CharField(_("提出方式"), max_length=6, choices=MOMENTS)
    unit = models.ForeignKey(
        "institutions.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("请谁答复"),
    )
    text = models.CharField(_("问题"), max_length=1000)
    follow_up_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="follow_up"
    )
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="filed"
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    filed_label = models.CharField(_("登记人"), max_length=100)
    entered = models.BooleanField(_("代录"), default=False)
    filed_at = models.DateTimeField(_("提出时间"), default=timezone.now)
    asked_at = models.DateTimeField(_("提问时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    ground = models.CharField(_("不予提问的情形"), max_length=14, choices=GROUNDS, blank=True)
    reason = models.CharField(pgettext_lazy("field", "原因"), max_length=500, blank=True)
    basis = models.CharField(pgettext_lazy("field", "依据"), max_length=300, blank=True)
    written_due = models.DateField(_("书面答复的期限"), null=True, blank=True)
    rulebook = models.CharField(_("规则簿"), max_length=64, blank=True)
    rulebook_sha256 = models.CharField(_("规则簿校验值"), max_length=64, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "询问")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["item", "state"]), models.Index(fields=["person"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="blocked") | ~models.Q(ground=""),
                name="a_question_is_blocked_on_a_ground",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Answer(PlaceRecord):
    """答复: what a named official said or wrote, with the time."""

    MODES = [
        ("oral", pgettext_lazy("choice", "当场答复")),
        ("written", pgettext_lazy("choice", "书面答复")),
    ]

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("答复单位")
    )
    official = models.CharField(_("答复人"), max_length=60)
    official_title = models.CharField(pgettext_lazy("field", "职务"), max_length=100)
    is_head = models.BooleanField(_("主要负责人"), default=False)
    mode = models.CharField(pgettext_lazy("field", "方式"), max_length=8, choices=MODES)
    text = models.TextField(_("答复内容"))
    recorded_label = models.CharField(_("记录人"), max_length=100)
    at = models.DateTimeField(_("答复时间"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("record", "答复")
        ordering = ["at", "pk"]


class AnswerPromise(PlaceRecord):
    """答复中的承诺: marked by the office. It becomes a followup only by an act of the office."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="promises")
    unit = models.ForeignKey(
        "institutions.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )
    text = models.CharField(pgettext_lazy("field", "承诺"), max_length=1000)
    due = models.DateField(pgettext_lazy("field", "期限"), null=True, blank=True)
    marked_label = models.CharField(_("标记人"), max_length=100)
    marked_at = models.DateTimeField(_("标记时间"), default=timezone.now)
    followup = models.CharField(_("跟踪事项编号"), max_length=12, blank=True)
    followup_code = models.CharField(_("跟踪号"), max_length=40, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "答复中的承诺")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
