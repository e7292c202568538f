"""账号与授权的表单。"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries
from oversight.institutions.forms.base import DayField, PersonField, PlaceForm, RecordField
from oversight.institutions.models import Body, RoleGrant


class RoleFields(PlaceForm):
    """A role with its unit and days."""

    role = forms.ChoiceField(label=_("职务"), choices=RoleGrant.ROLES)
    unit = RecordField(
        label=_("所在单位"),
        required=False,
        help_text=_("联络员和单位负责人必须选。其他职务不选。"),
    )
    body = RecordField(
        label=_("所在委室"), required=False, help_text=_("委室工作人员必须选。其他职务不选。")
    )
    valid_to = DayField(label=_("授权到哪一天"), required=False, help_text=_("长期的不填。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.units_of(self.place).on(queries.today())
        self.fields["unit"].among(rows)  # type: ignore[attr-defined]
        offices = queries.bodies_of(self.place).filter(kind__in=Body.OFFICES).on(queries.today())
        self.fields["body"].among(offices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("unit") and cleaned.get("role") not in RoleGrant.OF_UNIT:
            self.add_error("unit", _("只有联络员和单位负责人要选所在单位。"))
        if cleaned.get("body") and cleaned.get("role") not in RoleGrant.OF_BODY:
            self.add_error("body", _("只有委室工作人员要选所在委室。"))
        return cleaned


class OpenAccountForm(RoleFields):
    """给人员开账号。"""

    person = PersonField(label=_("人员"), help_text=_("先在“代表与人员”登记。"))
    username = forms.CharField(
        label=_("用户名"),
        max_length=100,
        required=False,
        help_text=_("字母和数字。代表不填，凭登录卡登录。"),
    )
    field_order = ["person", "role", "unit", "body", "username", "valid_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.people_of(self.place).filter(account=None)
        self.fields["person"].among(rows)  # type: ignore[attr-defined]


class GrantForm(RoleFields):
    """授权。"""

    valid_from = DayField(label=_("自哪一天起"), required=False)
    field_order = ["role", "unit", "body", "valid_from", "valid_to"]


class KnownAccountForm(RoleFields):
    """给另一地开设的账号在本地授权。"""

    username = forms.CharField(label=_("用户名"), max_length=150, help_text=_("写全，区分大小写。"))
    field_order = ["username", "role", "unit", "body", "valid_to"]


class RevokeForm(PlaceForm):
    """收回授权。"""

    reason = forms.CharField(label=_("原因"), max_length=200)
