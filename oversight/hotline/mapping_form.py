"""对照表的表单: which of the file's columns is which of ours, how dates are written, what values mean."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from hotline_analytics import inspect
from hotline_analytics.mapping import Mapping, MappingError, parse_mapping
from hotline_analytics.tickets import ENUMERATIONS, REQUIRED

from oversight.hotline.mapping_heads import Look
from oversight.hotline.mapping_words import COLUMNS, VALUES

WHOLE_ROW = "__row__"
"""The choice for a ticket id made from the whole row."""
MISSING = _("必需。选出文件里的这一列，没有它不能导入。")
FIXED = ("unit", "kind", "channel")
"""Columns for which a fixed value may be given where the file has none."""


class MappingForm(forms.Form):
    """新做一份对照表。"""

    use_required_attribute = (
        False  # a fixed unit stands for its column; the server says what is missing
    )

    name = forms.CharField(
        label=_("来源名称"), max_length=200, help_text=_("同一来源每月用同一个名称，如“12345”。")
    )
    dates = forms.CharField(
        label=_("日期写法"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一种，如 %Y/%m/%d %H:%M。2026-06-01 09:00:00 这样的不用写。"),
    )
    timezone = forms.CharField(label=_("时区"), max_length=64)
    policy = forms.ChoiceField(
        label=_("没见过的单位"),
        choices=[
            ("auto", _("登记为新单位，工单照收")),
            ("known", _("隔离，等登记了单位再导")),
        ],
        widget=forms.RadioSelect,
        initial="auto",
    )

    def __init__(self, look: Look, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.look = look
        self.moved: list[str] = []
        self.value_places: dict[str, list[tuple[str, str]]] = {}
        for ours in COLUMNS:
            self.fields[f"col_{ours}"] = self.column_field(ours)
        for ours in FIXED:
            self.fields[f"fix_{ours}"] = self.fixed_field(ours)
        for ours in ENUMERATIONS:
            self.add_values(ours)

    def column_field(self, ours: str) -> forms.ChoiceField:
        """The choice of a column of the file."""
        guess = self.look.head.guesses.get(ours, "")
        choices: list[tuple[str, Any]] = [("", _("（没有这一列）"))]
        if ours == "ticket_id":
            choices.append((WHOLE_ROW, _("（由整行内容生成）")))
        choices += [(code, " ".join(name.split())) for code, name in self.look.choices.items()]
        title, hint = COLUMNS[ours]
        fixed = self.is_bound and self.data.get(f"fix_{ours}")
        return forms.ChoiceField(
            label=title,
            required=ours in REQUIRED and not fixed,
            error_messages={"required": MISSING},
            choices=choices,
            initial=self.look.code_of(guess),
            help_text=hint,
        )

    def fixed_field(self, ours: str) -> forms.Field:
        """A fixed value for all rows."""
        label = _("%(column)s全部是") % {"column": COLUMNS[ours][0]}
        if ours in VALUES:
            choices = [("", _("（不固定）")), *VALUES[ours]]
            return forms.ChoiceField(label=label, required=False, choices=choices)
        return forms.CharField(label=label, required=False, max_length=200)

    def chosen(self, ours: str) -> str:
        """The column that is chosen now: as sent, else as suggested."""
        field = self.fields[f"col_{ours}"]
        code = self.data.get(f"col_{ours}", "") if self.is_bound else field.initial
        return self.look.choices.get(str(code or ""), "")

    def code(self, ours: str) -> str:
        """Its code."""
        return self.look.code_of(self.chosen(ours))

    def add_values(self, ours: str) -> None:
        """One choice for every value of the chosen column; guessed anew where the column changed."""
        column = self.chosen(ours)
        guesses = inspect.guess_values(ours, self.look.cells(column)) if column else {}
        if self.is_bound and self.data.get(f"for_{ours}", "") != self.code(ours):
            self.moved.append(ours)
        self.fields[f"for_{ours}"] = forms.CharField(
            required=False,
            initial=self.code(ours),
            widget=forms.HiddenInput,
            label=COLUMNS[ours][0],
        )
        places = []
        for number, (text, guess) in enumerate(guesses.items()):
            name = f"val_{ours}_{number}"
            self.fields[name] = forms.ChoiceField(
                label=text[:60], choices=VALUES[ours], required=False, initial=guess
            )
            places.append((name, text))
        self.value_places[ours] = places

    def values_of(self, ours: str) -> dict[str, str]:
        """Source value → ours as chosen; as guessed where the column has just changed."""
        guesses = {name: self.fields[name].initial for name, _text in self.value_places[ours]}
        fresh = ours in self.moved
        return {
            text: (None if fresh else self.cleaned_data.get(name)) or guesses[name]
            for name, text in self.value_places[ours]
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for ours in FIXED:
            if cleaned.get(f"col_{ours}") and cleaned.get(f"fix_{ours}"):
                self.add_error(f"fix_{ours}", _("已经选了列，不能再写固定值。"))
        if not self.errors:
            self.check_mapping()
        return cleaned

    def check_mapping(self) -> None:
        """Read the mapping as an import would; say where it is wrong."""
        try:
            self.mapping()
        except MappingError as error:
            field = {"formats.datetime": "dates", "formats.timezone": "timezone", "name": "name"}
            self.add_error(field.get(error.where), error.text)

    def columns(self) -> dict[str, str]:
        """Ours → the file's column."""
        chosen = {ours: self.cleaned_data.get(f"col_{ours}", "") for ours in COLUMNS}
        return {ours: "" if name == WHOLE_ROW else name for ours, name in chosen.items() if name}

    def constants(self) -> dict[str, str]:
        """Ours → the fixed value."""
        given = {ours: self.cleaned_data.get(f"fix_{ours}", "").strip() for ours in FIXED}
        return {ours: text for ours, text in given.items() if text}

    def toml(self) -> str:
        """The mapping as text."""
        cleaned = self.cleaned_data
        values: dict[str, Table[str, str]] = {
            ours: pairs for ours in ENUMERATIONS if (pairs := self.values_of(ours))
        }
        return inspect.to_toml(
            cleaned["name"].strip(),
            self.columns(),
            constants=self.constants(),
            date_formats=[line.strip() for line in cleaned["dates"].splitlines() if line.strip()],
            timezone=cleaned["timezone"].strip(),
            values=values,
            policy=cleaned["policy"],
        )

    def mapping(self) -> Mapping:
        """The mapping as read back."""
        return parse_mapping(self.toml())
