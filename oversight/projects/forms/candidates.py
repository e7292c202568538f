"""候选项目的表单: marks, the order, the presidium's study, the determination item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.meetings import queries as meetings
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import CandidateEntry, LivelihoodProject

IN_TABLE = {"class": "input"}
MARKS = [("", _("打分")), *((str(mark), str(mark)) for mark in range(5, 0, -1))]


def of_project(project: LivelihoodProject, what: str) -> str:
    """A field of a table as an error names it: 民2027-03　理由."""
    return f"{project.code}　{what}"


class MarkForm(PlaceForm):
    """打分: 急需、成熟、优."""

    urgency_mark = forms.TypedChoiceField(
        label=_("急需程度"), choices=MARKS, coerce=int, help_text=_("5 分最急需。")
    )
    urgency = forms.CharField(label=_("急需程度的理由"), max_length=300)
    readiness_mark = forms.TypedChoiceField(
        label=_("成熟程度"),
        choices=MARKS,
        coerce=int,
        help_text=_("5 分最成熟：资金、用地都已落实。"),
    )
    readiness = forms.CharField(label=_("成熟程度的理由"), max_length=300)
    merit_mark = forms.TypedChoiceField(
        label=_("好中选优"), choices=MARKS, coerce=int, help_text=_("5 分最优：受益面广、花钱少。")
    )
    merit = forms.CharField(label=_("好中选优的理由"), max_length=300)


class ReopenForm(PlaceForm):
    """重新确定候选项目。"""

    reason = forms.CharField(label=_("重新确定的原因"), max_length=300, widget=text_area(3))


@dataclass(frozen=True)
class ArrangeRow:
    """排次序的一行: a project with its fields, its proposed place and the marks."""

    project: LivelihoodProject
    place: int
    position: BoundField
    reserve: BoundField
    reason: BoundField


class ArrangeForm(PlaceForm):
    """排定次序: a number puts a project on the list, without one it is left out."""

    def __init__(
        self,
        *args: Any,
        projects: Sequence[tuple[LivelihoodProject, CandidateEntry | None, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.projects = projects
        for project, entry, _place in projects:
            key = project.public_id
            self.fields[f"position_{key}"] = forms.IntegerField(
                label=of_project(project, gettext("次序")), min_value=1, max_value=99,
                required=False, initial=entry.position if entry else None,
                widget=forms.NumberInput(attrs=IN_TABLE),
            )  # fmt: skip
            self.fields[f"reserve_{key}"] = forms.BooleanField(
                label=of_project(project, gettext("备选")),
                required=False,
                initial=bool(entry and entry.reserve),
            )
            self.fields[f"reason_{key}"] = forms.CharField(
                label=of_project(project, pgettext("field", "理由")), max_length=300,
                required=False, initial=entry.reason if entry else "",
                widget=forms.TextInput(attrs=IN_TABLE),
            )  # fmt: skip

    def rows(self) -> list[ArrangeRow]:
        """The lines of the table."""
        return [
            ArrangeRow(
                project,
                place,
                self[f"position_{project.public_id}"],
                self[f"reserve_{project.public_id}"],
                self[f"reason_{project.public_id}"],
            )
            for project, _entry, place in self.projects
        ]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        chosen = []
        for project, _entry, _place in self.projects:
            key = project.public_id
            if (position := data.get(f"position_{key}")) is not None:
                row = (project, bool(data.get(f"reserve_{key}")), data.get(f"reason_{key}", ""))
                chosen.append((position, row))
        numbers = [position for position, _row in chosen]
        if len(set(numbers)) < len(numbers):
            raise forms.ValidationError(gettext("有两个项目的次序相同。"), code="same_position")
        return {"wanted": [row for _position, row in sorted(chosen, key=lambda one: one[0])]}


class StudyForm(PlaceForm):
    """登记主席团研究: a meeting of the system, or by body, numbers and day."""

    meeting = RecordField(
        label=_("系统里的会议"),
        required=False,
        help_text=_("在系统里开的会议，选了就不用填下面四项。"),
    )
    body = RecordField(label=_("研究的机构"), required=False)
    term_no = forms.IntegerField(label=pgettext_lazy("field", "届"), min_value=1, required=False)
    meeting_no = forms.IntegerField(label=pgettext_lazy("field", "次"), min_value=1, required=False)
    on = DayField(label=_("研究日期"), required=False)
    text = forms.CharField(label=_("研究意见"), max_length=4000, widget=text_area(4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = meetings.meetings_of(self.place).exclude(
            state__in=["planned", "notified", "cancelled"]
        )
        self.fields["meeting"].among(held)
        bodies = institutions.bodies_of(self.place).on(institutions.today())
        self.fields["body"].among(
            bodies.filter(kind__in=["presidium", "chairpersons_meeting", "standing_committee"])
        )
        self.fields["body"].label_from_instance = lambda body: body.name


@dataclass(frozen=True)
class DetermineRow:
    """审定的一项."""

    entry: CandidateEntry
    decision: BoundField
    reason: BoundField


class DetermineForm(PlaceForm):
    """登记审定: item by item; what is left open waits for a further sitting."""

    party_meeting = forms.CharField(
        label=_("党委（扩大）会议"),
        max_length=120,
        help_text=_("例如：镇党委（扩大）会议 2026 年第 12 次。"),
    )
    on = DayField(label=_("审定日期"))
    minutes_number = forms.CharField(label=_("会议纪要文号"), max_length=60)
    minutes_file = forms.FileField(label=_("会议纪要（文件）"), required=False)

    def __init__(self, *args: Any, entries: Sequence[CandidateEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        for entry in entries:
            key = entry.public_id
            self.fields[f"decision_{key}"] = forms.ChoiceField(
                label=of_project(entry.project, gettext("审定意见")),
                choices=CandidateEntry.DETERMINATIONS,
                required=False,
                widget=forms.Select(attrs=IN_TABLE),
            )
            self.fields[f"reason_{key}"] = forms.CharField(
                label=of_project(entry.project, pgettext("field", "理由")),
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs=IN_TABLE),
            )

    def rows(self) -> list[DetermineRow]:
        """The lines of the table."""
        return [
            DetermineRow(one, self[f"decision_{one.public_id}"], self[f"reason_{one.public_id}"])
            for one in self.entries
        ]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        decisions = {}
        for entry in self.entries:
            decision = data.pop(f"decision_{entry.public_id}", "")
            reason = data.pop(f"reason_{entry.public_id}", "")
            if decision:
                decisions[entry.public_id] = (decision, reason)
        return {**data, "decisions": decisions}


class SentForm(PlaceForm):
    """登记候选项目表送到代表."""

    on = DayField(label=_("送到代表的日期"))
    how = forms.CharField(
        label=_("怎样送的"), max_length=200,
        help_text=_("例如：随会议通知发给全体代表；代表小组当面发。"),
    )  # fmt: skip


class NoteForm(PlaceForm):
    """拟公开。"""

    note = forms.CharField(
        label=_("更正说明"),
        max_length=300,
        required=False,
        help_text=_("以前公开过的，写明更正了什么。"),
    )
