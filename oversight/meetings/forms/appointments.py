"""任免的表单: one per act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.files.kinds import ACCEPT
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    DayField,
    PersonField,
    PlaceForm,
    PresiderField,
    RecordField,
)
from oversight.meetings.forms.items import offer_cards
from oversight.meetings.forms.questions import UnitForm, long_text
from oversight.meetings.forms.scrutineers import WatchedForm
from oversight.meetings.models import AgendaItem, Appointment


class NominationForm(UnitForm):
    """登记任免提请."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"), choices=Appointment.KINDS, widget=forms.RadioSelect
    )
    person = PersonField(label=_("名册里的人"), required=False, empty_label=_("名册里没有，写姓名"))
    name = forms.CharField(label=pgettext_lazy("field", "姓名"), max_length=60, required=False)
    unit = RecordField(label=pgettext_lazy("field", "单位"), required=False, empty_label=_("没有"))
    post = forms.CharField(
        label=pgettext_lazy("field", "职务"), max_length=100, help_text=_("例如：局长。")
    )
    nominator = forms.CharField(
        label=_("提请人"), max_length=100, help_text=_("例如：县长、主任会议、检察长。")
    )
    nominated_on = DayField(label=_("提请日期"))
    letter_number = forms.CharField(label=_("提请函文号"), max_length=60, required=False)
    letter = forms.FileField(
        label=_("提请函和简历"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("只在这里看得到。"),
    )
    reasons = forms.CharField(
        label=_("理由"),
        widget=long_text(),
        max_length=20_000,
        required=False,
        help_text=_("撤职案必须写明撤职的理由。"),
    )
    needs_exam = forms.BooleanField(label=_("表决前须法律知识考试合格"), required=False)
    needs_statement = forms.BooleanField(label=_("表决前须作任职发言"), required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.among(institutions.people_of(self.place).order_by("name"))
        of_dismissal = item.kind == "dismissal"
        kinds = [one for one in Appointment.KINDS if (one[0] == "dismissal") == of_dismissal]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0][0]
        if of_dismissal:
            self.fields["reasons"].required = True
            del self.fields["needs_exam"], self.fields["needs_statement"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not data.get("name", "").strip():
            self.add_error("name", _("选名册里的人，或者写姓名。"))
        return data


class IntroduceForm(forms.Form):
    """介绍情况."""

    introduced_by = forms.CharField(label=_("介绍人"), max_length=60)
    text = forms.CharField(label=_("介绍的情况"), widget=long_text(), max_length=20_000)


class ExamForm(forms.Form):
    """登记法律知识考试."""

    passed = forms.TypedChoiceField(
        label=pgettext_lazy("field", "结果"),
        choices=(("yes", _("合格")), ("no", _("不合格"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("考试日期"))
    note = forms.CharField(label=_("考试情况"), max_length=200, required=False)


class StatementForm(forms.Form):
    """登记任职发言."""

    text = forms.CharField(label=_("任职发言要点"), widget=long_text(), max_length=20_000)


class DefenceForm(forms.Form):
    """登记申辩."""

    how = forms.ChoiceField(
        label=pgettext_lazy("field", "申辩"),
        choices=Appointment.DEFENCES[1:],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("申辩要点"),
        widget=long_text(),
        max_length=20_000,
        required=False,
        help_text=_("放弃申辩的可以不写。"),
    )


class VotePersonsForm(WatchedForm):
    """逐人付表决."""

    field_order = ("method", "measure", "chair")

    METHODS = (
        ("paper", _("纸质票")),
        ("keypad", _("表决器")),
        ("mixed", _("会场按表决器、视频参加人员举手")),
    )

    method = forms.ChoiceField(label=_("表决方式"), choices=METHODS, widget=forms.RadioSelect)
    measure = forms.CharField(label=_("表决办法"), max_length=200, required=False)
    chair = PresiderField(label=_("主持表决"))

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(item)
        self.fields["chair"].offer(item.jurisdiction)  # type: ignore[attr-defined]
        if item.kind == "dismissal":
            self.fields["method"].choices = self.METHODS[:1]  # type: ignore[attr-defined]
        offer_cards(self.fields["method"], item)


class NumberedForm(forms.Form):
    """公告、任命书: a number and a day."""

    number = forms.CharField(label=pgettext_lazy("field", "编号"), max_length=60)
    on = DayField(label=pgettext_lazy("field", "日期"))


class OathForm(forms.Form):
    """宪法宣誓."""

    on = DayField(label=_("宣誓日期"))
    leader = forms.CharField(label=_("监誓人"), max_length=60)


class ReasonForm(forms.Form):
    """撤回."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(2), max_length=500
    )


class ListPaperForm(PlaceForm):
    """起草任免名单."""

    issuer = RecordField(label=_("发文机关"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = institutions.bodies_of(self.place).on(institutions.today())
        self.fields["issuer"].among(bodies.order_by("kind", "name"))  # type: ignore[attr-defined]
