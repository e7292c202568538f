"""机构与届次的表单: bodies, terms, counters, constituencies, delegations, stations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Body, Constituency, Delegation
from oversight.institutions.rules.bodies import kinds_for


class BodyForm(PlaceForm):
    """设立或更正机构; offers only the kinds that the place may have."""

    kind = forms.ChoiceField(label=_("类别"))
    name = forms.CharField(label=_("机构名称"), max_length=100)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    parent = RecordField(label=_("所属机构"), required=False)
    quota = forms.IntegerField(
        label=_("名额"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("批准的名额，本届不变。"),
    )
    valid_from = DayField(label=_("设立日期"), required=False)
    valid_to = DayField(label=_("终止日期"), required=False)

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = kinds_for(self.place.level, self.place.kind)
        kinds = [(code, word) for code, word in Body.KINDS if code in allowed]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        rows = queries.bodies_of(self.place)
        if body is not None:
            rows = rows.exclude(pk=body.pk)
        self.fields["parent"].among(rows)  # type: ignore[attr-defined]


class TermForm(PlaceForm):
    """登记一届。"""

    term_no = forms.IntegerField(label=_("第几届"), min_value=1, max_value=200)
    valid_from = DayField(label=_("第一次会议的日期"), required=False)
    valid_to = DayField(
        label=_("本届的最后一天"),
        required=False,
        help_text=_("下一届第一次会议的前一天；还没有开的不填。"),
    )


class CounterForm(PlaceForm):
    """定下一次会议的次数。"""

    body = RecordField(label=_("机构"))
    term = RecordField(label=_("届次"))
    next_meeting_no = forms.IntegerField(label=_("下一次是第几次"), min_value=1, max_value=999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.bodies_of(self.place).filter(kind__in=Body.DECIDING)
        self.fields["body"].among(rows)  # type: ignore[attr-defined]
        self.fields["term"].among(queries.terms_of(self.place))  # type: ignore[attr-defined]


class ConstituencyForm(PlaceForm):
    """更正选区。"""

    name = forms.CharField(label=_("名称"), max_length=100)
    kind = forms.ChoiceField(label=_("类别"), choices=Constituency.KINDS)
    seats = forms.IntegerField(label=_("应选名额"), min_value=1, max_value=500, required=False)


class NewConstituencyForm(ConstituencyForm):
    """登记选区。"""

    term = RecordField(label=_("届次"))
    field_order = ["term", "name", "kind", "seats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].among(queries.terms_of(self.place))  # type: ignore[attr-defined]


class DelegationForm(PlaceForm):
    """更正代表团或小组。"""

    name = forms.CharField(label=_("名称"), max_length=100)
    kind = forms.ChoiceField(label=_("类别"), choices=Delegation.KINDS)


class NewDelegationForm(DelegationForm):
    """登记代表团或小组。"""

    term = RecordField(label=_("届次"))
    field_order = ["term", "name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].among(queries.terms_of(self.place))  # type: ignore[attr-defined]


class StationForm(PlaceForm):
    """设立或更正联络站。"""

    name = forms.CharField(label=_("名称"), max_length=100)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("公开电话"), max_length=40, required=False)
    opening = forms.CharField(
        label=_("接待时间"),
        max_length=200,
        required=False,
        help_text=_("例如：每月10日上午9点至11点。"),
    )
    valid_from = DayField(label=_("设立日期"), required=False)
    valid_to = DayField(label=_("撤销日期"), required=False)
