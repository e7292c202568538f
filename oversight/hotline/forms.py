"""表单: choosing a file to import, handing over, freezing and proposing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from hotline_analytics.tickets import parse_month

from oversight.hotline import handovers, mapping_choices, queries_imports
from oversight.institutions.models import Jurisdiction

LARGEST_FILE = 2 * 1024**3
LARGEST_TABLE = 20 * 1024**2
LARGEST_MAPPING = 512 * 1024


def file_name_of(upload: Any) -> str:
    """The name of an upload as it is kept: one line, no more than the column holds."""
    name = "".join(c for c in (upload.name or "") if c.isprintable())
    return name[-255:] or "upload"


class FileField(forms.FileField):
    """An upload of a limited size; the content is judged later, by what it is."""

    def __init__(self, *, largest: int, accept: str, **kwargs: Any) -> None:
        self.largest = largest
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload and upload.size is not None and upload.size > self.largest:
            limit = {"limit": self.largest // 1024**2}
            raise forms.ValidationError(_("文件超过 %(limit)d MB，请分成几份。") % limit)
        return upload


class ImportForm(forms.Form):
    """导入热线数据。"""

    file = FileField(
        label=_("工单文件"),
        help_text=_(
            "表格（CSV、XLSX）或数据文件（Parquet），不超过 2 GB。同一份再导一次不会重复计数。"
        ),
        largest=LARGEST_FILE,
        accept=".csv,.txt,.tsv,.xlsx,.parquet",
    )
    mapping = forms.ChoiceField(
        label=_("对照表"), help_text=_("哪一列是受理时间、哪一列是承办单位，写在对照表里。")
    )

    def __init__(self, place: Jurisdiction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = mapping_choices.ticket_choices(place)
        self.fields["mapping"].choices = choices  # type: ignore[attr-defined]
        self.fields["mapping"].initial = choices[0][1][0][0]


class TableForm(forms.Form):
    """导入月度统计表。"""

    file = FileField(
        label=_("统计表"),
        help_text=_("每个单位每月一行，表格（CSV 或 XLSX），不超过 20 MB。上传不等于导入。"),
        largest=LARGEST_TABLE,
        accept=".csv,.xlsx",
    )
    month = forms.CharField(
        label=_("月份"),
        required=False,
        max_length=7,
        help_text=_("表里没有月份列的才填，写作 2026-06。"),
    )
    mapping = forms.ChoiceField(
        label=_("对照表"),
        required=False,
        help_text=_("用模板填的、表头是常用说法的，不用选。"),
    )

    def __init__(self, place: Jurisdiction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = queries_imports.mappings_of(place, "table")
        rows = [(one.public_id, one.name) for one in saved]
        self.fields["mapping"].choices = [("", _("按表头认")), *rows]  # type: ignore[attr-defined]

    def clean_month(self) -> int | None:
        text = self.cleaned_data["month"].strip()
        if not text:
            return None
        try:
            return parse_month(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class HandoverForm(forms.Form):
    """登记数据交接。"""

    source = forms.ChoiceField(label=_("来源"))
    handed_by = forms.CharField(
        label=_("移交单位和人"), max_length=100, help_text=_("如：市民投诉中心　王某某")
    )
    received_by = forms.CharField(label=_("接收单位和人"), max_length=100)
    handed_on = forms.DateField(
        label=_("交接日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=300)

    def __init__(self, place: Jurisdiction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = handovers.source_names(place)
        self.fields["source"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    """拟公开摘要。"""

    note = forms.CharField(
        label=_("更正说明"),
        required=False,
        max_length=300,
        help_text=_("已经公开过一版的，写明更正了什么，公众能看到。"),
    )


class TomlForm(forms.Form):
    """上传对照表。"""

    file = FileField(
        label=_("对照表文件（TOML）"), largest=LARGEST_MAPPING, accept=".toml,text/plain"
    )
    subject = forms.ChoiceField(
        label=_("用于"),
        choices=[("tickets", _("工单")), ("table", _("月度统计表"))],
        initial="tickets",
    )


class HeadForm(forms.Form):
    """看文件新做对照表。"""

    file = FileField(
        label=_("一个工单文件"),
        help_text=_("表格（CSV、XLSX）或数据文件（Parquet），只看开头两千行，看完一天内删去。"),
        largest=LARGEST_FILE,
        accept=".csv,.txt,.tsv,.xlsx,.parquet",
    )
