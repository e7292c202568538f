"""询问的表单: one per act; the office enters for others, members and deputies ask for themselves by telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Unit
from oversight.meetings.models import Answer, Meeting, Participant, Question
from oversight.meetings.queries import questions as queries


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CalledField(RecordField):
    """Somebody on the meeting's list, with title and capacity."""

    def label_from_instance(self, one: Participant) -> str:
        more = [part for part in (one.title, str(one.get_capacity_display())) if part]
        return f"{one.name}（{'，'.join(more)}）"


class UnitForm(PlaceForm):
    """A form that names a unit of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = institutions.units_of(self.place).on(institutions.today()).order_by("name")
        self.fields["unit"].among(units)  # type: ignore[attr-defined]


class EnterQuestionForm(UnitForm):
    """办公室代录: who asked in which capacity."""

    asker = CalledField(label=_("询问人"), required=False, empty_label=_("不在与会名单里，写姓名"))
    name = forms.CharField(label=_("询问人姓名"), max_length=60, required=False)
    capacity = forms.ChoiceField(
        label=pgettext_lazy("field", "身份"),
        required=False,
        help_text=_("不选就按名册认定。谁可以询问，写在规则簿“询问人”里。"),
    )
    unit = RecordField(label=_("请谁答复"), required=False)
    text = forms.CharField(label=_("问题"), widget=long_text(), max_length=1000)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        rows = meeting.participants.filter(capacity__in=queries.VOICE).exclude(leave="granted")
        self.fields["asker"].among(rows.order_by("name", "pk"))  # type: ignore[attr-defined]
        words = dict(Question.CAPACITIES)
        self.fields["capacity"].choices = [  # type: ignore[attr-defined]
            ("", _("按名册认定")),
            *((code, words[code]) for code in queries.capacities_of(meeting)),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asker, name = data.pop("asker", None), data.get("name", "").strip()
        if asker is None and not name:
            self.add_error("asker", _("选一位询问人，或者写姓名。"))
            return data
        person = asker.person if asker else None
        data["person"], data["name"] = person, asker.name if asker else name
        data["title"] = asker.title if asker else ""
        if not data.get("capacity"):
            data["capacity"] = queries.likely_capacity(self.meeting, person)
        return data


class OwnQuestionForm(UnitForm):
    """自己提出: the question and whom it is for."""

    text = forms.CharField(
        label=_("想问什么"),
        widget=long_text(6),
        max_length=1000,
        help_text=_("一次问一件事。法院、检察院、公安等正在办理的具体案件不能问。"),
    )
    unit = RecordField(label=_("请谁答复"), required=False, empty_label=_("由主持人指定"))


class AnswerForm(UnitForm):
    """登记答复."""

    unit = RecordField(label=_("答复单位"))
    official = forms.CharField(label=_("答复人"), max_length=60)
    official_title = forms.CharField(label=_("答复人的职务"), max_length=100)
    mode = forms.ChoiceField(
        label=_("答复方式"), choices=Answer.MODES, widget=forms.RadioSelect, initial="oral"
    )
    text = forms.CharField(label=_("答复内容"), widget=long_text(6), max_length=20_000)

    def __init__(self, *args: Any, only: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only is not None:  # who speaks for the unit answers in writing, for the unit alone
            chosen: Any = self.fields["unit"]
            chosen.among(chosen.queryset.filter(pk=only.pk))
            self.fields["mode"].choices = Answer.MODES[1:]  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """不予提问."""

    ground = forms.ChoiceField(label=_("情形"), choices=Question.GROUNDS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=pgettext_lazy("field", "说明"), widget=long_text(2), max_length=500, required=False
    )


class DeferForm(UnitForm):
    """转为书面答复."""

    unit = RecordField(label=_("请谁答复"))
    due = DayField(label=_("书面答复的期限"), required=False)
    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"),
        widget=long_text(2),
        max_length=500,
        help_text=_("例如：时间到了没有问到；数字要核实后答复。"),
    )


class FollowUpForm(forms.Form):
    """追问."""

    text = forms.CharField(label=_("追问"), widget=long_text(), max_length=1000)


class WithdrawForm(forms.Form):
    """撤回，可以不写原因."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(2), max_length=500, required=False
    )


class ReasonForm(forms.Form):
    """只写原因."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(2), max_length=500
    )


class PromiseForm(UnitForm):
    """标记承诺."""

    text = forms.CharField(
        label=pgettext_lazy("field", "承诺"),
        widget=long_text(),
        max_length=1000,
        help_text=_("照答复的原话写，写得能核实。"),
    )
    unit = RecordField(label=_("责任单位"))
    due = DayField(label=pgettext_lazy("field", "期限"), required=False)
