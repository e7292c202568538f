"""人员: persons, deputyships, memberships and posts, all dated. A person is not an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.bodies import Body, Constituency, Delegation, Term
from oversight.institutions.models.places import DatedPlaceRecord, PlaceRecord
from oversight.institutions.models.units import Unit


class Person(PlaceRecord):
    """人员: a natural person known to this place. One person may hold several posts and deputyships."""

    audit_masked = frozenset({"phone"})

    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    gender = models.CharField(
        pgettext_lazy("field", "性别"),
        max_length=6,
        blank=True,
        choices=[
            ("female", pgettext_lazy("choice", "女")),
            ("male", pgettext_lazy("choice", "男")),
        ],
    )
    birth_year = models.PositiveSmallIntegerField(_("出生年份"), null=True, blank=True)
    phone = models.CharField(pgettext_lazy("field", "手机"), max_length=30, blank=True)
    note = models.CharField(pgettext_lazy("field", "备注"), max_length=300, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )

    class Meta:
        verbose_name = pgettext_lazy("record", "人员")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Deputyship(DatedPlaceRecord):
    """代表任职: one person's mandate in one term. ``counts_in_base`` may be off only with a reason."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputyships")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="deputyships")
    constituency = models.ForeignKey(
        Constituency, on_delete=models.PROTECT, null=True, blank=True, related_name="deputyships"
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="deputyships"
    )
    counts_in_base = models.BooleanField(_("计入全体代表"), default=True)
    base_reason = models.CharField(_("不计入的原因"), max_length=200, blank=True)
    end_reason = models.CharField(_("终止原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("代表任职")
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "term"], name="one_mandate_per_term"),
            models.CheckConstraint(
                condition=models.Q(counts_in_base=True) | ~models.Q(base_reason=""),
                name="leaving_the_base_needs_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.term}"


class Membership(DatedPlaceRecord):
    """组成人员: a person's seat in a body."""

    ROLES = [
        ("chair", _("主任（主席）")),
        ("vice_chair", _("副主任（副主席）")),
        ("secretary", _("秘书长")),
        ("member", pgettext_lazy("choice", "委员")),
        ("staff", _("工作人员")),
    ]
    LEADING = ("chair", "vice_chair", "secretary")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        pgettext_lazy("field", "职务"), max_length=12, choices=ROLES, default="member"
    )
    end_reason = models.CharField(_("终止原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("组成人员")
        ordering = ["body", "role", "person__name"]

    @property
    def title(self) -> str:
        """The office as lists and papers call it: a presidium has a 主席, any other body a 主任."""
        leads = {
            "chair": (pgettext_lazy("post", "主席"), pgettext_lazy("post", "主任")),
            "vice_chair": (pgettext_lazy("post", "副主席"), pgettext_lazy("post", "副主任")),
        }
        if self.role not in leads:
            return str(self.get_role_display())
        of_presidium, of_others = leads[self.role]
        return str(of_presidium if self.body.kind == "presidium" else of_others)


class Post(DatedPlaceRecord):
    """职务: what a person is in a supervised unit."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(pgettext_lazy("field", "职务"), max_length=60)
    end_reason = models.CharField(_("终止原因"), max_length=200, blank=True)
    is_head = models.BooleanField(_("主要负责人"), default=False)

    class Meta:
        verbose_name = _("单位职务")
        ordering = ["unit__name", "-is_head", "person__name"]
