"""询问、专题询问、质询案的表单: one per act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.actors import Actor
from oversight.institutions.forms.base import (
    DayField,
    PeopleField,
    PersonField,
    PlaceForm,
    RecordField,
)
from oversight.meetings.forms.people import SCAN
from oversight.meetings.forms.questions import UnitForm, long_text
from oversight.meetings.models import InquiryMotion
from oversight.meetings.queries import inquiries as queries


class InquiryForm(UnitForm):
    """登记询问、专题询问或质询案."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"),
        choices=InquiryMotion.KINDS,
        widget=forms.RadioSelect,
        initial="interpellation",
        help_text=_("三种不同：询问在审议议题时提出；专题询问由主任会议决定；质询案须联名。"),
    )
    meeting = RecordField(label=_("向哪次会议提出"))
    unit = RecordField(
        label=_("受询问的机关"),
        help_text=_("本级人民政府及其部门、监察委员会、法院、检察院；乡镇的质询案只针对镇政府。"),
    )
    title = forms.CharField(label=pgettext_lazy("field", "题目"), max_length=200)
    questions = forms.CharField(
        label=_("问题和内容"),
        widget=long_text(6),
        max_length=20_000,
        help_text=_("质询案写明质询的对象、问题和内容。"),
    )

    def __init__(self, *args: Any, starter: Actor | None = None, **kwargs: Any) -> None:
        """Of a ``starter`` on the telephone: their own meetings, and what one signs."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].among(queries.addressees_of(self.place))  # type: ignore[attr-defined]
        meetings = (
            queries.own_meetings_for(starter, self.place)
            if starter
            else queries.meetings_for(self.place)
        )
        self.fields["meeting"].among(meetings)  # type: ignore[attr-defined]
        if starter:  # the leaders decide on a special inquiry; nobody signs one
            kinds = [one for one in InquiryMotion.KINDS if one[0] != "special_inquiry"]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TakenBackField(forms.FileField):
    """The paper by which somebody who signed takes it back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("本人签字的纸"),
            widget=forms.FileInput(attrs={"accept": SCAN}),
            help_text=_(
                "联名人同意退出或者撤回、亲笔签字的纸：PDF、OFD 或照片。本人也可以用自己的账号退出。"
            ),
            **kwargs,
        )


class WithdrawForm(forms.Form):
    """撤回; where somebody has signed, with the paper of those who did."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    paper = TakenBackField()

    def __init__(self, *args: Any, motion: InquiryMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not queries.signers_of(motion).exists():
            del self.fields["paper"]


class SignersForm(PlaceForm):
    """登记纸上的联名."""

    people = PeopleField(label=_("联名的人"))
    paper = forms.FileField(
        label=_("联名签字的纸"),
        widget=forms.FileInput(attrs={"accept": SCAN}),
        help_text=_("有联名人亲笔签字的质询案：PDF、OFD 或照片。本人也可以用自己的账号联名。"),
    )

    def __init__(self, *args: Any, motion: InquiryMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].among(queries.could_sign(motion))  # type: ignore[attr-defined]


class UnsignForm(PlaceForm):
    """退出联名."""

    person = PersonField(label=_("退出的人"))
    paper = TakenBackField()

    def __init__(self, *args: Any, motion: InquiryMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = queries.signers_of(motion).values("person_id")
        people = queries.institutions.people_of(self.place).filter(pk__in=signed)
        self.fields["person"].among(people.order_by("name"))  # type: ignore[attr-defined]


class BareForm(forms.Form):
    """没有要填的."""


class DecideForm(forms.Form):
    """决定交办."""

    decided_by = forms.CharField(
        label=_("决定的会议"), max_length=200, help_text=_("例如：第二十三次主任会议。")
    )
    decided_on = DayField(label=_("决定日期"))
    form = forms.ChoiceField(
        label=_("答复方式"), choices=InquiryMotion.FORMS, widget=forms.RadioSelect
    )
    answer_at = forms.CharField(
        label=_("在什么会议上答复"),
        max_length=200,
        required=False,
        help_text=_("口头答复的须写；书面答复的不写。"),
    )
    answer_due = DayField(label=_("答复期限"), required=False)
    on_agenda = forms.BooleanField(label=_("同时向会议提出议题"), required=False)

    def __init__(self, *args: Any, may_propose: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_propose:
            del self.fields["on_agenda"]


class RefuseForm(forms.Form):
    """不予交办."""

    decided_by = forms.CharField(label=_("决定的会议"), max_length=200)
    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(3), max_length=500
    )


class InquiryAnswerForm(forms.Form):
    """登记机关的答复."""

    official = forms.CharField(
        label=_("答复人"),
        max_length=60,
        help_text=_("专题询问、质询案由名录里登记的机关负责人答复；书面答复由其签署。"),
    )
    official_title = forms.CharField(label=_("答复人的职务"), max_length=100)
    form = forms.ChoiceField(
        label=_("答复方式"), choices=InquiryMotion.FORMS, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("答复内容"), widget=long_text(6), max_length=20_000)
    scan = forms.FileField(
        label=_("负责人签署的书面答复"),
        required=False,
        widget=forms.FileInput(attrs={"accept": SCAN}),
        help_text=_("质询案书面答复的须附。PDF、OFD 或照片。"),
    )


class DemandForm(forms.Form):
    """要求再作答复."""

    unsatisfied = forms.IntegerField(label=_("不满意的人数"), min_value=0, max_value=1000)
    decided_by = forms.CharField(label=_("决定的会议"), max_length=200)


class AcceptForm(forms.Form):
    """办结."""

    unsatisfied = forms.IntegerField(
        label=_("不满意的人数"),
        min_value=0,
        max_value=1000,
        help_text=_("逐个征求联名人的意见以后填；都满意的填 0。"),
    )
    reason = forms.CharField(
        label=_("不再要求答复的原因"),
        widget=long_text(2),
        max_length=500,
        required=False,
        help_text=_("不满意的人数够要求再作答复、联名人又不再要求的，写明原因。"),
    )

    def __init__(self, *args: Any, motion: InquiryMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not queries.signers_of(motion).exists():
            del self.fields["unsatisfied"]
        if motion.kind != "interpellation":
            del self.fields["reason"]


class ReasonForm(forms.Form):
    """撤回."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(3), max_length=500
    )
