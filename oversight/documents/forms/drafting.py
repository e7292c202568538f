"""起草的表单: whatever was written comes back with the errors; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.documents import addressing
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import LinesField, PlaceForm, RecordField, RecordsField
from oversight.institutions.models import Jurisdiction

TEXT_HINT = _(
    "每行一段。“一、”“（一）”“1.”“（1）”开头的按公文层次排；表格每行写成 | 甲 | 乙 |；表单的栏写成【栏名】内容。"
)


class DraftForm(PlaceForm):
    """起草、修改文稿。"""

    title = forms.CharField(label=_("标题"), max_length=200)
    issuer = RecordField(label=_("发文机关"), empty_label=None)
    units = RecordsField(label=_("主送单位"), required=False)
    others = LinesField(
        label=_("主送其他机关"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不在单位登记里的，每行一个，例如“市委”。"),
    )
    text = forms.CharField(
        label=_("正文"), widget=forms.Textarea(attrs={"rows": 22}), help_text=TEXT_HINT
    )
    contact = forms.CharField(
        label=_("联系人和电话"),
        max_length=100,
        required=False,
        help_text=_("印在正文下面的附注里。"),
    )
    copy_units = RecordsField(label=_("抄送单位"), required=False)
    copy_others = LinesField(
        label=_("抄送其他机关"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    copies_label = forms.ChoiceField(
        label=_("抄送写法"),
        choices=Paper._meta.get_field("copies_label").choices,
        required=False,
        help_text=_("上级机关用抄报，其他用抄送。起草时已分清抄报、抄送的对象，各按各的写法。"),
    )
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=Paper.URGENCIES, required=False)
    security = forms.ChoiceField(
        label=_("范围"),
        choices=Paper.SECURITIES,
        required=False,
        help_text=_("国家秘密不得进入本系统，按保密规定另行办理。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = institutions.today()
        units = institutions.units_of(self.place).on(today).order_by("name")
        bodies = institutions.bodies_of(self.place).on(today).order_by("kind", "name")
        self.fields["units"].among(units)  # type: ignore[attr-defined]
        self.fields["copy_units"].among(units)  # type: ignore[attr-defined]
        self.fields["issuer"].among(bodies)  # type: ignore[attr-defined]

    def written(self) -> dict[str, Any]:
        """What the acts take: addressees and copies as values beside the fields."""
        data = dict(self.cleaned_data)
        data["addressees"] = [*data.pop("units"), *data.pop("others")]
        data["copies"] = [*data.pop("copy_units"), *data.pop("copy_others")]
        data["copies_label"] = data["copies_label"] or "抄送"
        data.pop("version", None)
        return data


class EditForm(DraftForm):
    """修改文稿: with the version that the editor began with, and a word on what was changed."""

    note = forms.CharField(
        label=_("改了什么"), max_length=200, required=False, help_text=_("写在版本记录里。")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["issuer"]

    def written(self) -> dict[str, Any]:
        expected = self.cleaned_data["version"]
        return {**super().written(), "expected_version": expected}


def initial_of(place: Jurisdiction, paper: Paper) -> dict[str, Any]:
    """The form's first values from a paper."""
    return {
        "title": paper.title,
        "text": paper.text,
        "contact": paper.contact,
        "copies_label": paper.copies_label,
        "urgency": paper.urgency,
        "security": paper.security,
        "version": paper.version,
        "units": unit_ids(paper.addressees),
        "others": other_names(paper.addressees),
        "copy_units": unit_ids(paper.copies),
        "copy_others": other_names(paper.copies),
    }


def unit_ids(addressees: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["id"] for each in addressees if each["kind"] == "unit"]


def other_names(addressees: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["name"] for each in addressees if each["kind"] != "unit"]


def kept_records(before: Sequence[Mapping[str, Any]], given: Sequence[Any]) -> list[Any]:
    """Plain words that name a body or place of the paper as it was stay that record; a copy keeps its word."""
    kept = [one for one in before if one["kind"] in {"body", "place"} or one.get("label")]
    known = {one["name"]: one for one in kept}
    return [known.get(getattr(each, "name", each), each) for each in given]


def words_of(
    form: DraftForm, before: Sequence[Mapping[str, Any]]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Addressees and lines of copies of a form that is only previewed, as they would stand on the paper."""
    data = form.written()
    place = form.place
    copies = addressing.checked(place, kept_records(before, data["copies"]), "copy_units")
    return (
        addressing.words(addressing.checked(place, data["addressees"], "units")),
        addressing.copy_lines(copies, data["copies_label"]),
    )
