"""公众的表单: what a citizen writes, the code by which they look it up and have it deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import PlaceForm, RecordField
from oversight.institutions.forms.points import TAP, PointField, PointMixin
from oversight.institutions.queries.boundaries import village_at
from oversight.institutions.queries.villages import villages_of
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import Proposal


class ProposeForm(PointMixin, PlaceForm):
    """我要提建议: the words first; photos are added where it is looked over before sending."""

    title = forms.CharField(
        label=_("希望办什么事"),
        max_length=80,
        help_text=_("一句话，例如：给背街小巷装路灯。"),
    )
    kind = forms.ChoiceField(
        label=_("这是"),
        choices=[
            ("project", _("建议办一个项目")),
            ("problem", _("反映一个问题，怎么办请工作人员想")),
        ],
        widget=forms.RadioSelect,
        initial="project",
    )
    text = forms.CharField(
        label=_("具体说明"),
        max_length=2000,
        required=False,
        widget=text_area(5),
        help_text=_("现在怎么样，大家受什么影响，希望怎样。不写别人的姓名和电话。"),
    )
    where = forms.CharField(
        label=_("在什么地方"), max_length=120, required=False, help_text=_("例如：镇卫生院门口。")
    )
    village = RecordField(label=_("村（社区）"), required=False, empty_label=_("不选"))
    point = PointField(
        label=_("在图上标出"),
        required=False,
        help_text=_("可不用。只把经纬度随这条建议保存，公众看不到。"),
    )
    name = forms.CharField(
        label=pgettext_lazy("field", "姓名"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=pgettext_lazy("field", "电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    agreed = forms.BooleanField(label=_("同意用姓名和电话联系我答复这条建议"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = villages_of(self.place)
        self.fields["village"].among(villages)  # type: ignore[attr-defined]
        if not villages.exists():
            del self.fields["village"]
        self.place_point(needs_map=False)

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if (data.get("name") or data.get("phone")) and not data.get("agreed"):
            text = _("留姓名或者电话的，请勾选同意；不想留的，把两栏清空。")
            self.add_error("agreed", text)
        if data.get("kind") not in dict(Proposal.KINDS):
            data["kind"] = "project"
        data = self.located(data)
        if data["latitude"] is not None and "village" in self.fields and not data["village"]:
            data["village"] = village_at(self.place, data["longitude"], data["latitude"])
        return data

    @property
    def tapped(self) -> bool:
        """Whether the map was tapped, which sends the form without a script."""
        return TAP[0] in self.data

    def with_point(self) -> ProposeForm:
        """The same words unsent, with the pin where the map was tapped and the village it lies in."""
        initial: dict[str, Any] = {name: self.data.get(name, "") for name in self.fields}
        point = self["point"].value()
        try:
            latitude, longitude = self.fields["point"].to_python(point[:2])
        except (TypeError, forms.ValidationError):
            return ProposeForm(place=self.place, initial=initial)
        village = village_at(self.place, longitude, latitude)
        initial |= {"point": point[:2], "village": village.public_id if village else ""}
        return ProposeForm(place=self.place, initial=initial)

    @property
    def place_fields(self) -> list[Any]:
        return [self[name] for name in ("where", "point", "village") if name in self.fields]


class CodeForm(forms.Form):
    """回执码。"""

    code = forms.CharField(
        label=_("回执码"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "7QK4-M2XD-9RTA",
            }
        ),
        help_text=_("12 个字符，大小写、横线都不要紧。"),
    )
