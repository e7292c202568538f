"""跟踪事项的表单: one per act. Files and photographs may be several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.files.kinds import ACCEPT
from oversight.followups.models import Followup
from oversight.institutions import queries
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField, RecordsField
from oversight.institutions.models import Body

ANY_FILE = f"image/jpeg,image/png,image/webp,{ACCEPT}"
SCAN = "application/pdf,image/jpeg,image/png,.pdf,.ofd,.jpg,.jpeg,.png"


class FilesInput(forms.ClearableFileInput):
    """Several files in one field; a telephone offers its camera."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The uploaded files as a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ANY_FILE}))
        kwargs.setdefault("help_text", _("照片、PDF、文档、表格，可以一次选几个。"))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(each, initial) for each in given]


class ScanField(forms.FileField):
    """The report with the head's signature, scanned or photographed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": SCAN}))
        kwargs.setdefault("help_text", _("单位负责人签字、盖章的报告，PDF、OFD 或照片。"))
        super().__init__(**kwargs)


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def evidence() -> FilesField:
    return FilesField(label=pgettext_lazy("field", "证据"), required=False)


class AssignForm(PlaceForm):
    """交办."""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "种类"), choices=Followup.KINDS)
    unit = RecordField(label=_("责任单位"))
    title = forms.CharField(label=pgettext_lazy("field", "事项"), max_length=200)
    requirement = forms.CharField(
        label=pgettext_lazy("field", "要求"),
        widget=long_text(),
        max_length=4000,
        help_text=_("做什么、做到什么程度，写得能核实。"),
    )
    target = forms.CharField(
        label=_("目标"), max_length=300, required=False, help_text=_("能数的写数，例如 12 条线路。")
    )
    due = DayField(label=pgettext_lazy("field", "期限"))
    starts_on = DayField(
        label=_("交办日期"), required=False, help_text=_("补登记以前的文件时填文件的日期。")
    )
    basis = forms.CharField(
        label=pgettext_lazy("field", "依据"),
        max_length=300,
        required=False,
        help_text=_("决定、文号或批示。"),
    )
    leader = forms.CharField(label=_("分管领导"), max_length=60, required=False)
    office = RecordField(
        label=_("跟踪委室"), required=False, empty_label=_("对口联系的委室，没有的由办公室跟踪")
    )
    co_units = RecordsField(label=_("协办单位"), required=False)
    sealed = forms.BooleanField(label=_("完成报告须由单位负责人签字"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = queries.today()
        units = queries.units_of(self.place).on(today).order_by("name")
        self.fields["unit"].among(units)  # type: ignore[attr-defined]
        self.fields["co_units"].among(units)  # type: ignore[attr-defined]
        offices = queries.bodies_of(self.place).on(today).filter(kind__in=Body.OFFICES)
        self.fields["office"].among(offices.order_by("kind", "name"))  # type: ignore[attr-defined]


class ProgressForm(forms.Form):
    """报告进展."""

    text = forms.CharField(
        label=_("进展情况"),
        widget=long_text(),
        max_length=4000,
        help_text=_("做了什么，还差什么。"),
    )
    percent = forms.IntegerField(
        label=_("完成比例"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("0 至 100，单位自己估计，不作核实。"),
    )
    files = evidence()


class DoneForm(forms.Form):
    """自报完成."""

    text = forms.CharField(
        label=_("完成情况"),
        widget=long_text(),
        max_length=4000,
        help_text=_("对照要求写做了什么、结果怎样，核实的人照着去看。"),
    )
    files = evidence()
    scan = ScanField(label=_("负责人签字的报告"), required=False)
    parts_reason = forms.CharField(
        label=_("科室没有办完而报告的原因"), max_length=300, required=False
    )

    def __init__(self, *args: Any, sealed: bool, open_parts: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sealed:
            del self.fields["scan"]
        if not open_parts:
            del self.fields["parts_reason"]


class EnterForm(forms.Form):
    """代录完成报告."""

    text = forms.CharField(label=_("完成情况"), widget=long_text(), max_length=4000)
    scan = ScanField(label=_("负责人签字的报告"))
    files = evidence()


class SignForm(forms.Form):
    """附上负责人签字."""

    scan = ScanField(label=_("负责人签字的报告"))
    note = forms.CharField(label=pgettext_lazy("field", "说明"), max_length=500, required=False)


class ReasonForm(forms.Form):
    """只写原因."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(3), max_length=500
    )


class VerifyForm(forms.Form):
    """核实完成."""

    text = forms.CharField(label=_("怎样核实、看到什么"), widget=long_text(), max_length=2000)
    files = FilesField(
        label=_("现场照片或材料"),
        required=False,
        help_text=_("手机上可以直接拍照；拍摄地点和设备的信息会去掉。"),
    )


class SendBackForm(forms.Form):
    """退回继续办理."""

    reason = forms.CharField(
        label=_("退回的原因"), widget=long_text(), max_length=500, help_text=_("写明差在哪里。")
    )
    due = DayField(label=_("新的期限"), required=False, help_text=_("不填仍按原来的期限。"))
    files = FilesField(label=_("现场照片或材料"), required=False)


class ExtensionForm(forms.Form):
    """申请延期."""

    due = DayField(label=_("申请延期至"))
    reason = forms.CharField(label=_("申请理由"), widget=long_text(3), max_length=500)
    files = evidence()


class AnswerForm(forms.Form):
    """答复延期."""

    ANSWERS = (("granted", _("同意延期")), ("refused", _("不同意延期")))

    answer = forms.ChoiceField(
        label=pgettext_lazy("field", "答复"), choices=ANSWERS, widget=forms.RadioSelect
    )
    due = DayField(label=_("延期至"), required=False, help_text=_("不同意的不填。"))
    reason = forms.CharField(label=_("答复理由"), widget=long_text(3), max_length=500)


class UrgeForm(forms.Form):
    """催办."""

    note = forms.CharField(
        label=_("要说的话"),
        widget=long_text(2),
        max_length=300,
        required=False,
        help_text=_("不填就只写事项和期限。"),
    )


class SlipForm(PlaceForm):
    """起草督办单."""

    issuer = RecordField(label=_("发文机关"))
    note = forms.CharField(
        label=_("其他要求"), widget=long_text(3), max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = queries.bodies_of(self.place).on(queries.today()).filter(kind__in=Body.OFFICES)
        self.fields["issuer"].among(offices.order_by("kind", "name"))  # type: ignore[attr-defined]


class ReassignForm(PlaceForm):
    """改定责任单位."""

    unit = RecordField(label=_("由哪个单位办理"))
    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(3), max_length=500
    )

    def __init__(self, *args: Any, followup: Followup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = queries.units_of(self.place).on(queries.today()).exclude(pk=followup.unit_id)
        self.fields["unit"].among(units.order_by("name"))  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """分给科室."""

    section = forms.CharField(label=pgettext_lazy("field", "科室"), max_length=60)
    task = forms.CharField(label=pgettext_lazy("field", "任务"), max_length=300, required=False)
    person = forms.CharField(label=_("经办"), max_length=60, required=False)
    due = DayField(label=_("科室的期限"), required=False, help_text=_("不晚于事项的期限。"))


class PartNoteForm(forms.Form):
    """科室办完."""

    note = forms.CharField(label=_("办理情况"), widget=long_text(2), max_length=300, required=False)


class EvidenceForm(forms.Form):
    """补充证据."""

    files = FilesField(label=_("文件或照片"))
    text = forms.CharField(
        label=pgettext_lazy("field", "说明"), widget=long_text(2), max_length=500, required=False
    )


class ItemsField(forms.ModelMultipleChoiceField):
    """Several items, by number and title."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, to_field_name="public_id", **kwargs)

    def label_from_instance(self, followup: Followup) -> str:
        return f"{followup.code}　{followup.title}"


class SharedEvidenceForm(forms.Form):
    """给几件事附同一份证据."""

    items = ItemsField(label=_("哪几件事"))
    files = FilesField(label=_("文件或照片"))
    text = forms.CharField(
        label=pgettext_lazy("field", "说明"), widget=long_text(2), max_length=500, required=False
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = rows  # type: ignore[attr-defined]
