"""任职授权: which account may act in which role, for which place and unit, from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import DatedPlaceRecord
from oversight.institutions.models.units import Unit


class RoleGrant(DatedPlaceRecord):
    """授权: the bridge between an account and a role in a place (separation of duties, procedures §9)."""

    ROLES = [
        ("clerk", _("经办人")),
        ("reviewer", _("审核人")),
        ("chair", _("主任（主席）")),
        ("office", _("委室工作人员")),
        ("member", pgettext_lazy("choice", "委员")),
        ("deputy", pgettext_lazy("choice", "代表")),
        ("liaison", _("联络员")),
        ("unit_head", _("单位负责人")),
        ("auditor", _("审计员")),
        ("admin", _("系统管理员")),
    ]

    OF_UNIT = frozenset({"liaison", "unit_head"})
    OF_BODY = frozenset({"office"})

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(pgettext_lazy("field", "职务"), max_length=12, choices=ROLES)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )

    body = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )

    end_reason = models.CharField(_("终止原因"), max_length=200, blank=True)

    @property
    def title(self) -> str:
        """The role as the place calls it."""
        return self.jurisdiction.leader if self.role == "chair" else str(self.get_role_display())

    class Meta:
        verbose_name = pgettext_lazy("record", "授权")
        ordering = ["jurisdiction__code", "role"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=["liaison", "unit_head"])
                | models.Q(unit__isnull=False),
                name="who_speaks_for_a_unit_has_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="office") | models.Q(body__isnull=False),
                name="office_staff_belong_to_an_office",
            ),
        ]
