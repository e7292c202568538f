"""行为的表单: what each act of the sign-off asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oversight.documents.kind_values import SERIES
from oversight.documents.models import Receipt
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField, RecordsField
from oversight.institutions.models import Body


def offices_of(place: Any) -> Any:
    """Offices that may be asked to cosign."""
    rows = institutions.bodies_of(place).on(institutions.today())
    return rows.filter(kind__in=Body.OFFICES).order_by("kind", "name")


class PlainForm(PlaceForm):
    """An act that asks nothing more."""


class NoteForm(PlaceForm):
    """An act with a word, if any."""

    note = forms.CharField(label=_("意见"), max_length=300, required=False)


class ReasonForm(PlaceForm):
    """An act with its reason."""

    reason = forms.CharField(
        label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(ReasonForm):
    """退回: to whom and why."""

    WORDS = {"drafter": _("退给拟稿人"), "checker": _("退给核稿人")}

    to = forms.ChoiceField(label=_("退给谁"), widget=forms.RadioSelect)
    field_order = ["to", "reason"]

    def __init__(self, *args: Any, receivers: Sequence[str] = ("drafter",), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(code, self.WORDS[code]) for code in receivers]  # type: ignore[attr-defined]
        self.fields["to"].initial = receivers[0]


class OfficesForm(PlaceForm):
    """送会签。"""

    offices = RecordsField(label=_("会签委室"))
    due = DayField(label=_("会签期限"), required=False)

    def __init__(self, *args: Any, asked: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = offices_of(self.place).exclude(pk__in=list(asked))
        self.fields["offices"].among(rows)  # type: ignore[attr-defined]


class CheckForm(OfficesForm):
    """核稿通过: on to the offices, if any."""

    note = forms.CharField(label=_("核稿意见"), max_length=300, required=False)
    field_order = ["note", "offices", "due"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offices"].required = False
        self.fields["offices"].help_text = _("不选就直接送签发；已经送会签的不用再选。")


class CosignForm(PlaceForm):
    """会签。"""

    opinion = forms.CharField(
        label=_("会签意见"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不写就是“同意”。不同意的，办“退回”并写明原因。"),
    )


class FileForm(PlaceForm):
    """A file and, for attachments, its name on the paper."""

    file = forms.FileField(label=_("文件"))


class AttachForm(FileForm):
    """附上附件。"""

    label = forms.CharField(
        label=_("附件名称"),
        max_length=200,
        required=False,
        help_text=_("印在附件说明里；不写就用文件名。"),
    )


class ArchiveForm(PlaceForm):
    """归档。"""

    RETENTIONS = [("永久", _("永久")), ("30年", _("30年")), ("10年", _("10年"))]

    retention = forms.ChoiceField(label=_("保管期限"), choices=RETENTIONS)
    catalogue = forms.CharField(
        label=_("档号"), max_length=80, required=False, help_text=_("不写就接着上一件编。")
    )


class PhoneReceiptForm(PlaceForm):
    """登记对方的确认: who said so, when, how."""

    name = forms.CharField(label=_("对方谁确认的"), max_length=100)
    at = forms.DateTimeField(
        label=_("什么时候"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    via = forms.ChoiceField(
        label=_("怎样确认"), choices=[pair for pair in Receipt.VIAS if pair[0] != "online"]
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localtime().replace(second=0, microsecond=0, tzinfo=None)
        self.fields["at"].initial = now


class CallForm(PlaceForm):
    """登记电话。"""

    note = forms.CharField(
        label=_("打给谁，结果怎样"),
        max_length=200,
        help_text=_("例如：打给程予安，无人接听，下午再打。"),
    )


class CarryInForm(PlaceForm):
    """带入已用的文号。"""

    issuer = RecordField(label=_("发文机关"), empty_label=None)
    series = forms.ChoiceField(
        label=_("序列"), choices=[(each.code, each.title) for each in SERIES.values()]
    )
    year = forms.IntegerField(label=_("年份"), min_value=1949, max_value=9999)
    prefix = forms.CharField(
        label=_("机关代字"), max_length=30, help_text=_("例如“云人常办”，不带年份和号。")
    )
    last = forms.IntegerField(
        label=_("已经用到几号"), min_value=0, max_value=99_999, help_text=_("还没有用过的填 0。")
    )
    reason = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如：原登记簿第12页。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = institutions.bodies_of(self.place).on(institutions.today())
        self.fields["issuer"].among(bodies.order_by("kind", "name"))  # type: ignore[attr-defined]
        self.fields["year"].initial = institutions.today().year
