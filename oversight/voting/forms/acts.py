"""表决与计票的表单: ballots declared, a count entered by hand or from a file, a cell corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm
from oversight.voting.models import CountEntry, Poll
from oversight.voting.pages.words import cell_word, column_words, head_word
from oversight.voting.queries import entry_form_of
from oversight.voting.rules.sheet_form import Part, heads

MOST = 1_000_000
FILE_TYPES = ".xlsx,.csv"


class BareForm(PlaceForm):
    """Nothing to fill in: the button alone."""


class ReasonForm(PlaceForm):
    """办理并写明原因."""

    reason = forms.CharField(
        label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class BallotsForm(PlaceForm):
    """发出、收回票数."""

    issued = forms.IntegerField(label=_("发出票数"), min_value=0, max_value=100_000)
    returned = forms.IntegerField(label=_("收回票数"), min_value=0, max_value=100_000)


class RecountForm(ReasonForm):
    """重新计票."""

    ordered_by = forms.CharField(
        label=_("由谁宣布"), max_length=60, help_text=_("总监票人的姓名。")
    )


@dataclass(frozen=True)
class EntryRow:
    """录入表的一行: each cell as the word of its column and its field."""

    number: int
    name: str
    cells: Sequence[tuple[str, Any]]
    recused: int = 0


@dataclass(frozen=True)
class EntryPart:
    """录入表的一部分."""

    title: str
    note: str
    words: Sequence[str]
    rows: Sequence[EntryRow]
    heads: Sequence[Any]


class EntryForm(PlaceForm):
    """录入计票: one field a cell, empty at first, since the other's figures are not shown."""

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll, self.sheet = poll, entry_form_of(poll)
        for cell in self.sheet.cells():
            label = label_of(self.sheet, cell)
            # Beside the table's heads the label is not drawn; the name is said all the same.
            attrs = {"inputmode": "numeric", "autocomplete": "off", "aria-label": label}
            self.fields[cell] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(attrs=attrs),
            )

    def parts(self) -> Iterator[EntryPart]:
        """The fields as the tables of the sheet."""
        codes = [column.code for column in self.sheet.columns]
        for part in self.sheet.parts:
            words = column_words(self.sheet, part)
            rows = []
            for number, name in enumerate(self.sheet.options):
                fields = [self[f"{part.method}.{number}.{code}"] for code in codes]
                cells = list(zip(words, fields, strict=True))
                rows.append(EntryRow(number + 1, name, cells, part.recused_from(number)))
            tops = [self[f"{part.method}.{head}"] for head in heads(part)]
            yield EntryPart(
                gettext(part.title),
                self.note(part),
                words,
                rows,
                tops,
            )

    def note(self, part: Part) -> str:
        """What the rows of the part should add up to."""
        if part.has_ballots:
            values = {"issued": self.sheet.issued, "returned": self.sheet.returned}
            return gettext("发出 %(issued)d 张，收回 %(returned)d 张") % values
        return gettext("%(count)d 人") % {"count": part.present}


def label_of(sheet: Any, cell: str) -> str:
    """示例路改造，赞成; 有效票."""
    parts = cell.split(".")
    if len(parts) == 2:
        return head_word(parts[1])
    return gettext("%(cell)s（%(name)s）") % {
        "cell": cell_word(sheet, cell),
        "name": sheet.options[int(parts[1])],
    }


class EntryFileForm(PlaceForm):
    """从表决系统或读票机的文件录入."""

    source = forms.ChoiceField(
        label=pgettext_lazy("field", "来源"),
        choices=[(code, word) for code, word in CountEntry.SOURCES if code != "hand"],
    )
    file = forms.FileField(
        label=pgettext_lazy("field", "文件"),
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
        help_text=_("XLSX 或 CSV，列名照计票报告单；文件不保存。"),
    )


class CorrectForm(PlaceForm):
    """改正一格."""

    side = forms.ChoiceField(
        label=_("改哪一次录入"),
        choices=[*CountEntry.SIDES, ("both", _("两次都改"))],
        widget=forms.RadioSelect,
    )
    value = forms.IntegerField(label=_("改为"), min_value=0, max_value=MOST)
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("例如“看原票”。"))
    witness = forms.CharField(label=_("在场监票人"), max_length=60)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if poll.scrutineers:
            names = [(one["name"], one["name"]) for one in poll.scrutineers]
            self.fields["witness"] = forms.ChoiceField(label=_("在场监票人"), choices=names)
