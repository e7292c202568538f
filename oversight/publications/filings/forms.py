"""报送的表单: the words of a filing, sending, receipt, reply (批示) with its tasks, return."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import Scope
from oversight.institutions.forms.base import DayField, LinesField, PlaceForm
from oversight.institutions.queries import today, units_of
from oversight.publications.filings.recipients import Recipient
from oversight.publications.models import Filing, FilingRecipient, FilingReply

NO_SECRETS = _("国家秘密不得写入，也不得上传：本系统连着互联网。涉密的报告按涉密文件另行办理。")
ROLE_FIELDS = ("report_to", "copy_up", "copy_to")
NATIONAL = "state_secret"


class FilingForm(PlaceForm):
    """The words of a filing and whom it goes to."""

    title = forms.CharField(label=pgettext_lazy("field", "标题"), max_length=200)
    action = forms.CharField(
        label=_("所报的行动"),
        max_length=200,
        help_text=_("做了什么，例如：主任会议决定对县水利局开展专题询问。"),
    )
    action_on = DayField(label=_("行动日期"), required=False)
    number = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("有公文时照抄文号，写全：机关代字〔年份〕序号号。没有的空着。"),
    )
    report_to = LinesField(
        label=_("报告"), required=False, help_text=_("一行一个，例如县委。"), max_length=1000
    )
    copy_up = LinesField(label=_("抄报"), required=False, max_length=1000)
    copy_to = LinesField(label=_("抄送"), required=False, max_length=1000)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=NO_SECRETS,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["recipients"] = [
            Recipient(name, role) for role in ROLE_FIELDS for name in data.pop(role, None) or ()
        ]
        return data


class NewFilingForm(FilingForm):
    """A filing that begins: its kind and the record it is about."""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "种类"), choices=Filing.KINDS)
    about = forms.CharField(
        label=_("所报的事项"),
        max_length=100,
        help_text=_("案件、公文、单位等的名称或编号，须能唯一找到。"),
    )

    field_order = ("kind", "about", "title", "action", "action_on", "number", *ROLE_FIELDS, "text")


class SendForm(PlaceForm):
    """Sending, which happened on paper."""

    on = DayField(label=_("报送日期"))
    signed_by = forms.CharField(label=_("签发人"), max_length=60)
    by = forms.CharField(
        label=_("送达方式"), max_length=60, help_text=_("例如：专人送达、机要交换。")
    )
    number = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("照抄公文的文号，写全：机关代字〔年份〕序号号。没有的空着。"),
    )


class ReceiptForm(PlaceForm):
    """One recipient has signed for it."""

    recipient = forms.ModelChoiceField(
        queryset=None, to_field_name="public_id", label=_("谁签收"), empty_label=None
    )
    on = DayField(label=_("签收日期"))
    by = forms.CharField(
        label=_("签收人"), max_length=60, required=False, help_text=_("签收单上的姓名。")
    )

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = FilingRecipient.objects.in_scope(Scope.of(filing.jurisdiction_id))
        self.fields["recipient"].queryset = rows.filter(filing=filing, acknowledged_on=None)


class ReasonForm(PlaceForm):
    """Why it came back, or why it will not go out."""

    reason = forms.CharField(
        label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReplyForm(PlaceForm):
    """批示: who, holding which office, what, when; and ``rows`` rows of tasks."""

    who = forms.CharField(label=_("批示人"), max_length=60)
    office = forms.CharField(label=pgettext_lazy("field", "职务"), max_length=100, required=False)
    on = DayField(label=_("批示日期"))
    secrecy = forms.ChoiceField(
        label=_("保密要求"),
        choices=[*FilingReply.SECRECY, (NATIONAL, _("国家秘密（绝密、机密、秘密）"))],
        help_text=_("国家秘密不在这里登记，选了会被拒绝。"),
    )
    text = forms.CharField(
        label=_("批示内容"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_SECRETS,
    )

    def __init__(self, *args: Any, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        units = [("", _("待定")), *self.units()]
        for number in range(1, rows + 1):
            values = {"n": number}
            self.fields[f"task_{number}_text"] = forms.CharField(
                label=_("第 %(n)d 项任务") % values, max_length=500, required=False
            )
            self.fields[f"task_{number}_unit"] = forms.ChoiceField(
                label=_("第 %(n)d 项由谁办") % values, choices=units, required=False
            )
            self.fields[f"task_{number}_due"] = DayField(
                label=_("第 %(n)d 项办结期限") % values, required=False
            )
            for part in ("text", "unit", "due"):
                self.fields[f"task_{number}_{part}"].widget.attrs["class"] = "input"

    def units(self) -> list[tuple[str, str]]:
        """Units of today."""
        rows = units_of(self.place).on(today()).order_by("name")
        return list(rows.values_list("public_id", "name"))

    def main_fields(self) -> list[Any]:
        """The fields of the reply itself."""
        return [self[name] for name in ("who", "office", "on", "secrecy", "text")]

    def task_rows(self) -> list[tuple[int, Any, Any, Any]]:
        """The rows of the table: number, text, unit, due day."""
        return [
            (n, self[f"task_{n}_text"], self[f"task_{n}_unit"], self[f"task_{n}_due"])
            for n in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["tasks"] = [
            {part: data.pop(f"task_{n}_{part}", "") for part in ("text", "unit", "due")}
            for n in range(1, self.rows + 1)
        ]
        return data
