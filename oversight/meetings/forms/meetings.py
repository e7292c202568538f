"""会议的表单: planning, changing, the acts that need a reason or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, PresiderField, RecordField
from oversight.institutions.models import Body
from oversight.meetings.models import LinkedMeeting, Meeting


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def clock() -> forms.TimeField:
    """An hour of the day, picked or typed as 09:00."""
    return forms.TimeField(
        label=_("开会时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("写成 09:00 的样子。")},
    )


class BareForm(PlaceForm):
    """Nothing to fill in: the button alone."""


class CorrectionForm(PlaceForm):
    """拟公开: a version after the first says what it corrects."""

    note = forms.CharField(
        label=_("更正了什么"),
        max_length=300,
        required=False,
        help_text=_("第一次公开不填。"),
    )


class DutiesForm(PlaceForm):
    """给哪个单位交办: one of those that have something to do."""

    unit = forms.ChoiceField(label=_("承办单位"))

    def __init__(self, *args: Any, units: list[tuple[str, str]] = [], **kwargs: Any) -> None:  # noqa: B006
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = units


class WebAddressField(forms.URLField):
    """网址: https:// is added where it is left out, so the browser's own check does not stand in the way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=300,
            required=False,
            assume_scheme="https",
            widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
            error_messages={"invalid": _("不是网址。写成 https://www.example.com/live 的样子。")},
            **kwargs,
        )


class ReasonForm(PlaceForm):
    """办理并写明原因。"""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), max_length=300, widget=text_area(2)
    )


class WhereForm(PlaceForm):
    """What a meeting says beside its numbers."""

    starts_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("结束日期"), required=False, help_text=_("只开一天的不填。"))
    starts_at = clock()
    place_text = forms.CharField(label=_("会议地点"), max_length=200, required=False)
    chair = PresiderField(label=_("主持人"))
    live_url = WebAddressField(label=_("直播地址"))
    note = forms.CharField(
        label=pgettext_lazy("field", "说明"), max_length=1000, required=False, widget=text_area(2)
    )
    order_note = forms.CharField(
        label=_("次序说明"),
        max_length=200,
        required=False,
        help_text=_("次数在后、日期在前的才填：写明为什么。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].offer(self.place)  # type: ignore[attr-defined]


class MeetingForm(WhereForm):
    """登记会议。"""

    body = RecordField(label=_("召开机构"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"),
        choices=Meeting.KINDS,
        initial="session",
        help_text=_("预备会议和大会主席团会议只有人民代表大会有。"),
    )
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    sitting_no = forms.IntegerField(
        label=_("会中的第几次"),
        min_value=1,
        max_value=99,
        initial=1,
        help_text=_("主席团会议、联组会议在一次大会里开几次，从 1 编起。"),
    )
    field_order = ("body", "kind", "meeting_no", "sitting_no", *WhereForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = institutions.bodies_of(self.place).on(institutions.today())
        deciding = bodies.filter(kind__in=Body.DECIDING).order_by("pk")
        self.fields["body"].among(deciding)  # type: ignore[attr-defined]


class ChangeForm(WhereForm):
    """改会议信息。"""

    recording_url = WebAddressField(label=_("录像地址"))
    base_note = forms.CharField(
        label=_("基数说明"),
        max_length=300,
        required=False,
        help_text=_("全体代表或组成人员的人数有特殊情况的，写明依据。"),
    )
    reason = forms.CharField(
        label=_("改期的原因"),
        max_length=300,
        required=False,
        widget=text_area(2),
        help_text=_("已发通知的会议改日期必写，写的内容会告诉与会人员。"),
    )


class LinkedForm(PlaceForm):
    """登记联动会议。"""

    level = forms.ChoiceField(label=pgettext_lazy("field", "级别"), choices=LinkedMeeting.LEVELS)
    place_name = forms.CharField(label=_("地方名称"), max_length=100)
    title = forms.CharField(label=_("会议名称"), max_length=200)
    on = DayField(label=_("会议日期"), required=False)
    url = WebAddressField(label=_("网址"))
    note = forms.CharField(label=pgettext_lazy("field", "说明"), max_length=300, required=False)
