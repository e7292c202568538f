"""人员的表单: the person, mandates, seats, posts, the account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import queries
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Membership


class PersonForm(PlaceForm):
    """登记或更正人员。"""

    name = forms.CharField(label=_("姓名"), max_length=60)
    gender = forms.ChoiceField(
        label=_("性别"),
        required=False,
        choices=[
            ("", _("不填")),
            ("female", pgettext_lazy("choice", "女")),
            ("male", pgettext_lazy("choice", "男")),
        ],
    )
    birth_year = forms.IntegerField(
        label=_("出生年份"), required=False, help_text=_("四位数，用来区分同名的人。")
    )
    phone = forms.CharField(
        label=_("手机"), max_length=30, required=False, help_text=_("只有本地办事机构看得到。")
    )
    note = forms.CharField(label=_("备注"), max_length=300, required=False)
    namesake = forms.BooleanField(
        label=_("是同名同年的另一个人"), required=False, help_text=_("不勾选，重名的不登记。")
    )


class DeputyshipForm(PlaceForm):
    """登记代表任职。"""

    term = RecordField(label=_("届次"))
    constituency = RecordField(label=_("选区或选举单位"), required=False)
    delegation = RecordField(label=_("代表团或小组"), required=False)
    valid_from = DayField(
        label=_("任职起始"), required=False, help_text=_("不填的，从本届开始算起。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("term", queries.terms_of(self.place))
        self._offer("constituency", queries.in_order(queries.constituencies_of(self.place)))
        self._offer("delegation", queries.in_order(queries.delegations_of(self.place)))

    def _offer(self, name: str, rows: Any) -> None:
        if name in self.fields:
            self.fields[name].among(rows)  # type: ignore[attr-defined]


class ChangeDeputyshipForm(DeputyshipForm):
    """更改代表任职的登记。"""

    term = None  # type: ignore[assignment]


class BaseForm(PlaceForm):
    """是否计入全体代表。"""

    counts = forms.TypedChoiceField(
        label=_("计入全体代表"),
        choices=[("1", _("计入")), ("0", _("不计入"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("不计入的原因"),
        max_length=200,
        required=False,
        help_text=_("例如主席团决定暂停执行代表职务，写明决定的日期。"),
    )


class MembershipForm(PlaceForm):
    """登记组成人员。"""

    body = RecordField(label=_("机构"))
    role = forms.ChoiceField(label=_("职务"), choices=Membership.ROLES, initial="member")
    valid_from = DayField(label=_("任职起始"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.bodies_of(self.place).on(queries.today())
        self.fields["body"].among(rows)  # type: ignore[attr-defined]


class PostForm(PlaceForm):
    """登记单位职务。"""

    unit = RecordField(
        label=_("单位"),
        help_text=_(
            "常委会组成人员可以兼任企业、事业单位、团体、村（社区）的职务，测评这些单位时回避。"
        ),
    )
    title = forms.CharField(label=_("职务"), max_length=60)
    is_head = forms.BooleanField(label=_("主要负责人"), required=False)
    valid_from = DayField(label=_("任职起始"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.units_of(self.place).on(queries.today())
        self.fields["unit"].among(rows)  # type: ignore[attr-defined]
