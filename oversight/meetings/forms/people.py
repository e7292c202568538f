"""与会人员的表单: adding, changing, receipts, leave, codes and tables."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    PeopleField,
    PersonField,
    PlaceForm,
    RecordField,
    RecordsField,
)
from oversight.meetings import queries
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.queries import leaves

SCAN = "application/pdf,image/jpeg,image/png,.pdf,.ofd,.jpg,.jpeg,.png"


class OneForm(PlaceForm):
    """What may be said of one who is called."""

    title = forms.CharField(label=pgettext_lazy("field", "职务"), max_length=100, required=False)
    capacity = forms.ChoiceField(
        label=pgettext_lazy("field", "身份"),
        choices=Participant.CAPACITIES,
        widget=forms.RadioSelect,
        help_text=_("出席的有表决权；列席的可以发言，没有表决权；旁听的两样都没有。"),
    )
    unit = RecordField(label=pgettext_lazy("field", "单位"), required=False)
    mode = forms.ChoiceField(
        label=pgettext_lazy("field", "方式"), choices=Participant.MODES, initial="hall"
    )
    group = RecordField(label=_("审议小组"), required=False)
    must_attend = forms.BooleanField(label=_("必须到会"), required=False)
    must_reason = forms.CharField(label=_("必须到会的原因"), max_length=200, required=False)
    phone = forms.CharField(label=pgettext_lazy("field", "电话"), max_length=40, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = institutions.units_of(self.place).on(institutions.today()).order_by("name")
        self.fields["unit"].among(units)  # type: ignore[attr-defined]
        self.fields["group"].among(queries.groups_of(meeting))  # type: ignore[attr-defined]


class AddForm(OneForm):
    """添加与会人员。"""

    person = PersonField(
        label=pgettext_lazy("field", "人员"),
        required=False,
        help_text=_("名册里有的人选在这里；没有的写姓名，只能列席或旁听。"),
    )
    name = forms.CharField(label=pgettext_lazy("field", "姓名"), max_length=60, required=False)
    field_order = ("person", "name", *OneForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = institutions.people_of(self.place).order_by("name")
        self.fields["person"].among(people)  # type: ignore[attr-defined]


class AddManyForm(PlaceForm):
    """添加一批与会人员: people of the register in one capacity, and units whose heads sit in."""

    people = PeopleField(label=pgettext_lazy("field", "人员"), required=False)
    capacity = forms.ChoiceField(
        label=_("所选人员的身份"),
        choices=Participant.CAPACITIES,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("出席的有表决权；列席的可以发言，没有表决权；旁听的两样都没有。"),
    )
    units = RecordsField(
        label=_("列席单位"),
        required=False,
        help_text=_("请单位的主要负责人列席；姓名和职务按名册，没有登记负责人的以后再改。"),
    )
    must_attend = forms.BooleanField(label=_("单位负责人必须到会"), required=False)
    must_reason = forms.CharField(label=_("必须到会的原因"), max_length=200, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.people_of(self.place).order_by("name", "pk")
        called = meeting.participants.exclude(person=None).values("person_id")
        self.fields["people"].among(rows.exclude(pk__in=called))  # type: ignore[attr-defined]
        units = institutions.units_of(self.place).on(institutions.today()).order_by("name")
        sitting = meeting.participants.exclude(unit=None).values("unit_id")
        self.fields["units"].among(units.exclude(pk__in=sitting))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rows as ``add_participants`` takes them."""
        found = super().clean() or {}
        people, units = list(found.get("people") or ()), list(found.get("units") or ())
        if not people and not units and not self.errors:
            raise forms.ValidationError(gettext("没有添加。选人员，或者选列席单位。"))
        if people and not found.get("capacity"):
            self.add_error("capacity", gettext("选所选人员的身份。"))
        must = bool(found.get("must_attend"))
        reason = found.get("must_reason", "") if must else ""
        rows = [{"person": one, "capacity": found.get("capacity")} for one in people]
        rows += [queries.head_row(one, must, reason) for one in units]
        return {"rows": rows}


class ReceiptForm(PlaceForm):
    """登记回执。"""

    state = forms.ChoiceField(
        label=pgettext_lazy("field", "回执"),
        choices=[("acknowledged", _("已回执")), ("phoned", _("已电话通知"))],
        widget=forms.RadioSelect,
        initial="acknowledged",
    )
    note = forms.CharField(label=pgettext_lazy("field", "说明"), max_length=200, required=False)


class LeaveForm(PlaceForm):
    """请假。"""

    reason = forms.CharField(label=_("请假原因"), max_length=300, widget=text_area(2))


class AnswerForm(PlaceForm):
    """批假: who approves answers in their own name; the clerk enters whose answer stands on the signed slip."""

    approver = PersonField(
        label=_("批假人"),
        help_text=_(
            "主任、副主任、秘书长（乡镇是主席、副主席）或者这次会议的主持人；不能是请假的人。"
        ),
    )
    note = forms.CharField(label=_("批假意见"), max_length=200, required=False)
    slip = forms.FileField(
        label=_("签字的请假条"),
        required=False,
        widget=forms.FileInput(attrs={"accept": SCAN}),
        help_text=_("批假人签过字的请假条：PDF、OFD 或照片。已经存档的可以只写文号。"),
    )
    slip_ref = forms.CharField(label=_("请假条文号"), max_length=200, required=False)

    def __init__(
        self, *args: Any, participant: Participant, own: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if own:
            for name in ("approver", "slip", "slip_ref"):
                del self.fields[name]
            return
        people = leaves.approvers_of(participant.meeting).exclude(pk=participant.person_id)
        self.fields["approver"].among(people)  # type: ignore[attr-defined]


class CodeForm(PlaceForm):
    """出席证码 or 签到码."""

    code = forms.CharField(
        label=_("出席证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text=_("用扫码枪读，或照证上的字母数字输入。"),
    )


class HallCodeForm(PlaceForm):
    """签到码."""

    code = forms.CharField(
        label=_("签到码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("会场屏幕上的六位数字。"),
    )


class SheetForm(PlaceForm):
    """填好的签到表。"""

    file = forms.FileField(label=_("填好的签到表"), help_text=_("从本页导出的 .xlsx。"))
