"""会议的表单: planning, changing, the acts that need a reason or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PersonField, PlaceForm, RecordField
from oversight.institutions.models import Body, Jurisdiction, Person
from oversight.meetings import queries
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


class PresidingField(PersonField):
    """主持人: one of those with a seat in a body of the place; the name in full does for programs."""

    def to_python(self, value: Any) -> Person | None:
        name = str(value or "").strip()
        called = list(self.queryset.filter(name=name)[:2]) if name else []
        return called[0] if len(called) == 1 else super().to_python(value)


def who_may_preside(place: Jurisdiction) -> models.QuerySet[Person]:
    """Everybody with a seat in a body of the place that votes, in a presidium, or in the congress; the chair by office."""
    today = institutions.today()
    seats = institutions.memberships_in(place).on(today).exclude(role="staff")
    seated = models.Q(pk__in=seats.filter(body__kind__in=Body.DECIDING).values("person"))
    deputies = models.Q(pk__in=institutions.deputyships_in(place).on(today).values("person"))
    chairs = institutions.grants_in(place).on(today).filter(role="chair")
    by_office = models.Q(account__in=chairs.values("account"))
    return institutions.people_of(place).filter(seated | deputies | by_office).order_by("name")


def presided_by(place: Jurisdiction, name: str) -> dict[str, Any]:
    """The two fields of who presides as they are first shown: the person of the list, else the name as written."""
    called = list(who_may_preside(place).filter(name=name)[:2]) if name else []
    one = called[0] if len(called) == 1 else None
    return {"chair": one, "chair_other": "" if one is not None else name}


class WhereForm(PlaceForm):
    """What a meeting says beside its numbers."""

    starts_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("结束日期"), required=False, help_text=_("只开一天的不填。"))
    starts_at = clock()
    place_text = forms.CharField(label=_("会议地点"), max_length=200, required=False)
    chair = PresidingField(
        label=_("主持人"),
        required=False,
        empty_label=_("没有定"),
        help_text=_("从各机构的组成人员里选，可以输入姓名查找。"),
    )
    chair_other = forms.CharField(
        label=_("不在名册上的主持人"),
        max_length=60,
        required=False,
        help_text=_("上面的名单里没有的，才在这里写姓名。"),
    )
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
        self.fields["chair"].among(who_may_preside(self.place))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One name of who presides: of the list, else as written; who is on the list is not written."""
        data = super().clean() or {}
        chosen, written = data.get("chair"), str(data.pop("chair_other", "") or "").strip()
        if chosen is not None and written and written != chosen.name:
            self.add_error("chair_other", _("主持人只写一个：名单里选了的，这里不填。"))
        elif chosen is None and who_may_preside(self.place).filter(name=written).exists():
            text = gettext("%(name)s在名单里，请从上面的“主持人”选。") % {"name": written}
            self.add_error("chair_other", text)
        data["chair"] = chosen.name if chosen is not None else written
        return data


class BodySelect(forms.Select):
    """召开机构: every choice carries the number and the name of its next meeting (``meeting-number.ts``)."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-numbers": "meeting_no"})
        self.next: dict[str, tuple[int, str]] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        number, called = self.next.get(str(value), (0, ""))
        if number:
            option["attrs"] |= {"data-number": number, "data-name": called}
        return option


class MeetingForm(WhereForm):
    """登记会议。"""

    body = RecordField(label=_("召开机构"), widget=BodySelect)
    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"),
        choices=Meeting.KINDS,
        initial="session",
        help_text=_("预备会议和大会主席团会议只有人民代表大会有。"),
    )
    meeting_no = forms.IntegerField(
        label=_("第几次会议"), min_value=1, max_value=999, required=False
    )
    counted = forms.CharField(required=False, widget=forms.HiddenInput)
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
        field = self.fields["body"]
        field.among(deciding)  # type: ignore[attr-defined]
        self.next = {one.public_id: queries.next_number(self.place, one) for one in deciding}
        names = {
            one.public_id: queries.next_name(self.place, one, self.next[one.public_id])
            for one in deciding
        }
        field.widget.next = {key: (number, names[key]) for key, number in self.next.items()}
        listed = _("；").join(name for name in names.values() if name)
        self.fields["meeting_no"].help_text = (
            gettext("接着编的：%(names)s。换了机构没有改次数、或者留空的，按该机构接着编。")
            % {"names": listed}
            if listed
            else ""
        )

    def clean(self) -> dict[str, Any]:
        """The number follows the body: left open, or left as it was counted for another body, it is counted anew."""
        data = super().clean()
        body, counted = data.get("body"), str(data.pop("counted", "") or "")
        if body is None or "meeting_no" in self.errors:
            return data
        number, moved = data.get("meeting_no"), counted and counted != body.public_id
        if number is None or (moved and number == self.next.get(counted)):
            data["meeting_no"] = self.next[body.public_id]
        return data


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
