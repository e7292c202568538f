"""审议小组和归档的表单."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import PlaceForm, RecordField, RecordsField
from oversight.meetings import queries
from oversight.meetings.actions.closing import RETENTIONS
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.models import Meeting


class GroupForm(PlaceForm):
    """设审议小组。"""

    delegation = RecordField(
        label=_("代表团（小组）"),
        required=False,
        help_text=_("选了代表团的，其中请到会的代表都列入。"),
    )
    name = forms.CharField(
        label=pgettext_lazy("field", "名称"),
        max_length=100,
        required=False,
        help_text=_("不填的，用代表团的名称。"),
    )
    convener = forms.CharField(label=_("召集人"), max_length=60, required=False)
    recorder = forms.CharField(label=_("记录人"), max_length=60, required=False)
    place_text = forms.CharField(
        label=pgettext_lazy("field", "地点"), max_length=200, required=False
    )
    members = RecordsField(label=_("另外列入的人"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delegations = institutions.delegations_of(self.place)
        rows = delegations.filter(term__term_no=meeting.term_no)
        self.fields["delegation"].among(institutions.in_order(rows))  # type: ignore[attr-defined]
        free = queries.participants_of(meeting).filter(group=None).exclude(capacity="gallery")
        self.fields["members"].among(free.order_by("name", "pk"))  # type: ignore[attr-defined]


class ArrangeGroupForm(PlaceForm):
    """改审议小组。"""

    name = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=100)
    convener = forms.CharField(label=_("召集人"), max_length=60, required=False)
    recorder = forms.CharField(label=_("记录人"), max_length=60, required=False)
    place_text = forms.CharField(
        label=pgettext_lazy("field", "地点"), max_length=200, required=False
    )


class NoteForm(PlaceForm):
    """记录审议发言。"""

    speaker = forms.CharField(label=_("发言人"), max_length=60)
    item = RecordField(label=pgettext_lazy("field", "议题"), required=False)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"), max_length=4000, widget=text_area(6)
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = queries.items_of(meeting).exclude(state__in=["proposed", "withdrawn"])
        self.fields["item"].among(items)  # type: ignore[attr-defined]


class ArchiveForm(PlaceForm):
    """会议归档。"""

    retention = forms.ChoiceField(
        label=_("保管期限"), choices=[(one, one) for one in RETENTIONS], initial="永久"
    )
