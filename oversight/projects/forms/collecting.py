"""征集的表单: setting up a year, its notice, what staff and deputies enter, how proposals are handled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import DayField, PlaceForm, RecordField, RecordsField
from oversight.institutions.forms.points import PointField, PointMixin
from oversight.institutions.queries.villages import villages_of
from oversight.projects.models import CollectingSession, Proposal, ProposalReply

WAN = 10_000


def text_area(rows: int = 4, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class FrameForm(PlaceForm):
    """项数和资金盘子。"""

    to_choose = forms.IntegerField(
        label=_("拟选定项数"),
        min_value=1,
        max_value=50,
        help_text=_("规则簿里的应选项数已经填好。"),
    )
    frame_wan = forms.IntegerField(
        label=_("资金盘子（万元）"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        help_text=_("本年用于民生实事项目的资金，选项目时作对照。"),
    )
    contact_phone = forms.CharField(label=_("咨询电话"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        wan = data.pop("frame_wan", None)
        data["frame_yuan"] = wan * WAN if wan else None
        return data


class YearForm(FrameForm):
    """设立项目年。"""

    field_order = ("year", "to_choose", "frame_wan", "contact_phone")
    year = forms.IntegerField(
        label=_("哪一年的项目"),
        min_value=2015,
        max_value=2100,
        help_text=_("项目实施的年份；一般在上一年第三季度开始征集。"),
    )


class OpenForm(PlaceForm):
    """发布征集公告。"""

    first = DayField(label=_("征集从"))
    last = DayField(label=_("征集到"), help_text=_("这一天仍可以提。"))
    notice_title = forms.CharField(label=_("公告标题"), max_length=120)
    notice_text = forms.CharField(label=_("公告内容"), max_length=4000, widget=text_area(10))
    contact_phone = forms.CharField(label=_("咨询电话"), max_length=40, required=False)


class ExtendForm(PlaceForm):
    """延长征集。"""

    last = DayField(label=_("新的截止日"))
    reason = forms.CharField(label=_("延长的原因"), max_length=300, widget=text_area(2))


class NoticeForm(PlaceForm):
    """拟公开公告。"""

    note = forms.CharField(
        label=_("更正了什么"),
        max_length=300,
        required=False,
        widget=text_area(2),
        help_text=_("公告已经公开过、这次是更正的必填。"),
    )


class BareForm(PlaceForm):
    """Nothing to fill in: the button alone."""


class ReasonForm(PlaceForm):
    """办理并写明原因。"""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), max_length=300, widget=text_area(2)
    )


class PurposeForm(PlaceForm):
    """打开联系方式。"""

    purpose = forms.CharField(
        label=_("用途"), max_length=200, help_text=_("例如：电话答复未采纳的原因。")
    )


class WishForm(PlaceForm):
    """一条建议，由工作人员或代表录入。"""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"),
        choices=Proposal.KINDS,
        widget=forms.RadioSelect,
        initial="project",
    )
    title = forms.CharField(label=_("希望办什么事"), max_length=80)
    text = forms.CharField(
        label=_("具体说明"), max_length=2000, required=False, widget=text_area(5)
    )
    where = forms.CharField(label=_("在什么地方"), max_length=120, required=False)
    village = RecordField(label=_("村（社区）"), required=False, empty_label=_("不选"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = villages_of(self.place)
        self.fields["village"].among(villages)  # type: ignore[attr-defined]
        if not villages.exists():
            del self.fields["village"]


class EnterForm(PointMixin, WishForm):
    """录入一条建议: from a paper form, with its scan and the proposer's name where they agreed."""

    field_order = ("kind", "title", "text", "where", "point", "village")
    point = PointField(label=_("在图上标出"), required=False)
    name = forms.CharField(label=_("建议人姓名"), max_length=30, required=False)
    phone = forms.CharField(label=_("建议人电话"), max_length=30, required=False)
    agreed = forms.BooleanField(
        label=_("建议人在纸质表上同意留下联系方式，用于答复"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_point(needs_map=True)

    def clean(self) -> dict[str, Any]:
        data = self.located(dict(super().clean() or {}))
        if (data.get("name") or data.get("phone")) and not data.get("agreed"):
            self.add_error("agreed", _("没有本人同意，不留姓名和电话。"))
        return data


class SessionForm(PlaceForm):
    """座谈、走访、站点接待的记录。"""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "种类"), choices=CollectingSession.KINDS)
    on = DayField(label=pgettext_lazy("field", "日期"))
    where = forms.CharField(label=pgettext_lazy("field", "地点"), max_length=120)
    led_by = forms.CharField(label=_("主持或走访的人"), max_length=200)
    people = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=100_000, required=False)
    note = forms.CharField(
        label=pgettext_lazy("field", "记录"), max_length=4000, required=False, widget=text_area(4)
    )
    file = forms.FileField(label=_("记录的扫描件"), required=False, help_text=_("PDF 或照片。"))
    agreed = forms.BooleanField(
        label=_("发言人同意留下姓名和电话，用于答复"),
        required=False,
        help_text=_("没有同意的，不填发言人和电话。"),
    )


class SessionWishForm(WishForm):
    """座谈中的一条建议和发言人。"""

    text = forms.CharField(
        label=_("具体说明"), max_length=2000, required=False, widget=text_area(2)
    )
    name = forms.CharField(label=_("发言人"), max_length=30, required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)


class NotTakeForm(PlaceForm):
    """不采纳。"""

    reason = forms.ChoiceField(
        label=_("未采纳的原因"), choices=Proposal.REASONS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("原因说明"),
        max_length=400,
        required=False,
        widget=text_area(3),
        help_text=_("建议人凭回执码能看到。不写其他人的姓名和电话。"),
    )


class ReplyForm(PlaceForm):
    """答复建议人。"""

    way = forms.ChoiceField(
        label=_("答复方式"),
        choices=[one for one in ProposalReply.WAYS if one[0] != "meeting"],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("答复内容"), max_length=500, widget=text_area(4))


class ExplanationForm(PlaceForm):
    """登记宣讲会。"""

    on = DayField(label=pgettext_lazy("field", "日期"))
    where = forms.CharField(label=pgettext_lazy("field", "地点"), max_length=120)
    people = forms.IntegerField(label=_("到会人数"), min_value=1, max_value=100_000)
    text = forms.CharField(label=_("解释了什么"), max_length=4000, widget=text_area(5))
    file = forms.FileField(label=_("签到表或记录"), required=False)
    proposals = RecordsField(
        label=_("向哪些建议的提出人作了解释"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("列出未采纳而还没有当面、电话或书面答复的建议。"),
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposals"].among(rows)  # type: ignore[attr-defined]
        self.fields["proposals"].label_from_instance = label_of  # type: ignore[attr-defined]


def label_of(proposal: Proposal) -> str:
    return f"{proposal.code} {proposal.title}"


class TurnForm(WishForm):
    """把问题写成一个项目。"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class ImportSessionForm(SessionForm):
    """座谈记录和填好的表。"""

    sheet = forms.FileField(label=_("填好的表格（XLSX）"))


class AddSheetForm(PlaceForm):
    """补录: by the rows of the form, or a table that was filled in."""

    sheet = forms.FileField(
        label=_("填好的表格（XLSX）"), required=False, help_text=_("也可以不用表，写在下面。")
    )
    agreed = forms.BooleanField(label=_("发言人同意留下姓名和电话，用于答复"), required=False)
