"""票决的表单: the measure, tabling, who scrutinises, printing, the filing of the result."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm, RecordField
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.forms.scrutineers import WatchedForm
from oversight.meetings.models import AgendaItem, Meeting
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import BallotMeasure
from oversight.projects.printing.ballots import PAPERS
from oversight.ui import formats

MOST_COPIES = 600


class MeasureForm(PlaceForm):
    """票决办法; the majority is the law's and is not asked for."""

    title = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=120)
    ballot = forms.ChoiceField(
        label=_("选票样式"), choices=BallotMeasure.BALLOTS, widget=forms.RadioSelect
    )
    places = forms.IntegerField(label=_("应选项数"), min_value=1, max_value=50)
    ties = forms.ChoiceField(
        label=_("最后一名并列时"), choices=BallotMeasure.TIES, widget=forms.RadioSelect
    )
    too_few = forms.ChoiceField(
        label=_("通过的不足应选数时"), choices=BallotMeasure.TOO_FEW, widget=forms.RadioSelect
    )
    reserve = forms.BooleanField(
        label=_("过半数而未入选的列为备选"),
        required=False,
        help_text=_("备选项目不自动递补，须大会另作决定。"),
    )
    text = forms.CharField(
        label=_("办法全文"),
        max_length=8000,
        required=False,
        widget=text_area(16),
        help_text=_(
            "不填的，按上面的选择用模板起草；起草以后可以逐字修改。改了选择的，清空全文重新起草。"
        ),
    )


class SessionField(RecordField):
    """A session of the congress that is not over, with its day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        values = {"name": str(meeting), "day": formats.day(meeting.starts_on)}
        return gettext("%(name)s，%(day)s") % values


def late_field() -> forms.CharField:
    """Why notice or candidates come too late before the meeting."""
    return forms.CharField(
        label=_("没有按会前天数送到的原因"),
        max_length=300,
        required=False,
        widget=text_area(2),
        help_text=_(
            "会议通知或者候选项目表赶不上规则簿的天数、仍在这次会议办的，必须写；记入办理记录。"
        ),
    )


def register_first(place: Jurisdiction) -> SafeString:
    """Which meetings are offered, and the way to the form that registers another."""
    return format_html(
        '{} <a href="{}">{}</a>',
        gettext("人民代表大会会议，没有闭会的。"),
        reverse("meetings:plan_meeting", args=[place.code]),
        gettext("没有列出的，先登记会议"),
    )


class TableForm(PlaceForm):
    """提请大会。"""

    meeting = SessionField(label=_("在哪次会议"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = meetings.meetings_of(self.place).filter(body__kind="congress", kind="session")
        rows = rows.exclude(state__in=["closed", "archived", "cancelled"]).order_by("starts_on")
        self.fields["meeting"].among(rows)  # type: ignore[attr-defined]
        self.fields["meeting"].initial = rows.first()
        self.fields["meeting"].help_text = register_first(self.place)


class TableListForm(TableForm):
    """候选项目提请大会, with the reason where the deputies have it too late."""

    late_reason = late_field()


class HallForm(WatchedForm, PlaceForm):
    """谁监票、谁主持: picked from those who are there; without an agenda item there is nobody to pick."""

    field_order = ("chief", "scrutineers", "chair", "late_reason")

    chair = forms.CharField(
        label=_("主持"),
        max_length=60,
        required=False,
        help_text=_("不填的为会议的主持人。提出、承办项目的单位的人不主持。"),
    )

    def __init__(
        self, *args: Any, item: AgendaItem | None, units: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if item is None:
            for name in ("chief", "scrutineers"):
                del self.fields[name]
            return
        self.offer(item, units)
        self.fields["chair"].initial = item.meeting.chair


class PutForm(HallForm):
    """付票决: everything else comes from the list and the measure."""

    field_order = ("method", *HallForm.field_order)

    method = forms.ChoiceField(
        label=_("用什么票"),
        choices=[("paper", _("纸质票")), ("cards", _("投票卡（电子无记名投票）"))],
        initial="paper",
        help_text=_("投票卡须票决办法写明可以用，由票证组制卡，监票人先建好密钥；人少的用纸质票。"),
    )
    late_reason = late_field()


class RatingForm(HallForm):
    """付测评; by card only under what the meeting adopted."""

    field_order = ("method", "measure", *HallForm.field_order)

    method = forms.ChoiceField(
        label=_("用什么票"),
        choices=[("paper", _("纸质票")), ("cards", _("投票卡（电子无记名投票）"))],
        initial="paper",
        help_text=_("有人对某一项回避的，用纸质票。"),
    )
    measure = forms.CharField(
        label=_("所依据的测评办法"),
        max_length=200,
        required=False,
        help_text=_("用投票卡的须写明会议通过的办法和条款。"),
    )


class PrintForm(forms.Form):
    """印选票: how many and on which paper; every copy is the same."""

    copies = forms.IntegerField(min_value=1, max_value=MOST_COPIES, required=False)
    paper = forms.ChoiceField(choices=[(one, one) for one in PAPERS], required=False)


class FilingForm(PlaceForm):
    """报送备案; what was issued here needs no upload."""

    number = forms.CharField(label=_("报告文号"), max_length=60, required=False)
    text = forms.CharField(
        label=_("报告内容"), max_length=4000, required=False, widget=text_area(5),
        help_text=_("票决的结果和票数由系统附上，不用抄写。"),
    )  # fmt: skip
    announcement = forms.FileField(
        label=_("公告"), required=False,
        help_text=_("公告已在公文里印发的不用上传，系统附上印发的那一份。"),
    )  # fmt: skip
    count_sheet = forms.FileField(
        label=_("计票报告单"), required=False,
        help_text=_("计票报告单已在公文里成文的不用上传；有签字扫描件的可以上传扫描件。"),
    )  # fmt: skip
    other = forms.FileField(label=_("其他附件"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        other = data.pop("other", None)
        return data | {"others": [other] if other else []}


class ReturnForm(PlaceForm):
    """退回补正。"""

    reason = forms.CharField(label=_("要补什么"), max_length=500, widget=text_area(4))


class FileForm(PlaceForm):
    """备案。"""

    number = forms.CharField(
        label=_("备案编号"), max_length=60, help_text=_("本级备案登记簿上的编号。")
    )


class NoteForm(PlaceForm):
    """拟公开票决结果; a correction says what it corrects."""

    note = forms.CharField(
        label=_("更正了什么"), max_length=300, required=False,
        help_text=_("第一次公开不填。"),
    )  # fmt: skip
