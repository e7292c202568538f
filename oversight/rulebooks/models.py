"""规则簿的表: dated versions of a place's rules. A version in force is never edited; a change is the next one."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.models.places import PlaceRecord


class Rulebook(PlaceRecord):
    """规则簿的一版: drafted by the office, in force only by a recorded act of the body that adopted it.

    content    canonical JSON (RFC 8785) of all sections; ``sha256`` is over its UTF-8 bytes
    number     within the year of adoption; a draft has none
    valid_to   inclusive; set when a later version begins or the body ends this one
    """

    STATES = [
        ("draft", pgettext_lazy("rulebook", "草稿")),
        ("in_force", pgettext_lazy("rulebook", "已通过")),
        ("superseded", pgettext_lazy("rulebook", "已被取代")),
        ("ended", pgettext_lazy("rulebook", "已废止")),
        ("withdrawn", pgettext_lazy("rulebook", "已撤回")),
    ]
    ADOPTED = frozenset({"in_force", "superseded", "ended"})

    audit_exclude = frozenset({"content"})  # the acts keep what was changed, and the hash

    body = models.ForeignKey("institutions.Body", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="draft"
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("年内版次"), null=True, blank=True)
    content = models.TextField(pgettext_lazy("field", "内容"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    note = models.CharField(_("起草说明"), max_length=300, blank=True)
    based_on = models.CharField(_("以哪一版为底稿"), max_length=64)
    copied_from = models.CharField(_("参照上级的哪一版"), max_length=64, blank=True)
    drafted_by = models.BigIntegerField(_("起草账号"), null=True, blank=True)
    drafted_label = models.CharField(_("起草人"), max_length=100)
    drafted_at = models.DateTimeField(_("起草时间"))
    valid_from = models.DateField(_("施行日期"), null=True, blank=True)
    valid_to = models.DateField(_("有效至"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    term_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "届"), null=True, blank=True)
    meeting_no = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "次"), null=True, blank=True
    )
    adopted_on = models.DateField(_("通过日期"), null=True, blank=True)
    paper_number = models.CharField(_("通过的文号"), max_length=60, blank=True)
    recorded_label = models.CharField(_("登记人"), max_length=100, blank=True)
    confirmed_by_chair = models.BooleanField(_("小机关由主任（主席）确认"), default=False)
    ended_reason = models.CharField(_("废止或撤回的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("规则簿")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "year", "number"], name="one_rulebook_per_number"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction"],
                condition=models.Q(state="draft"),
                name="one_open_rulebook_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(
                    number__isnull=False,
                    valid_from__isnull=False,
                    adopted_by__isnull=False,
                    adopted_on__isnull=False,
                ),
                name="a_rulebook_in_force_was_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """2026年第1版, or 草稿."""
        if self.number is None:
            return str(self.get_state_display())
        return gettext("%(year)d年第%(number)d版") % {"year": self.year, "number": self.number}

    @property
    def reference(self) -> str:
        """How a decision names this version: ``public_id@number``; drafts have no number and bind nobody."""
        return f"{self.public_id}@{self.number or 0}"

    @property
    def adopted(self) -> bool:
        """Whether a body adopted it, now in force or not."""
        return self.state in self.ADOPTED

    def holds_on(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        if not self.adopted or self.valid_from is None:
            return False
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
