"""条款的表单: fields and rows made from a section's own list, so that form, page and check never disagree.

Rows for other kinds of places are not shown; they stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.rulebooks.pages.words import said, shown
from oversight.rulebooks.sections import SECTIONS, Item, Problem, Section, SectionError

LONGEST = 300
MOST_ROWS = 200


class IntegersField(forms.CharField):
    """Whole numbers divided by 、; gives a list."""

    def to_python(self, value: Any) -> list[int]:
        text = super().to_python(value) or ""
        for sign in "，,；;　":
            text = text.replace(sign, "、")
        try:
            return [int(part) for part in text.replace(" ", "、").split("、") if part]
        except ValueError as error:
            raise ValidationError(gettext_lazy("写成“30、10、3”的样子。")) from error

    def prepare_value(self, value: Any) -> Any:
        return "、".join(str(one) for one in value) if isinstance(value, (list, tuple)) else value


def form_field(item: Item, in_row: bool, with_basis: bool = False) -> forms.Field:
    """The form's field of one item; the unit stands in the label, the basis in the hint where asked for."""
    label = said(item.label) + (_("（%(unit)s）") % {"unit": said(item.unit)} if item.unit else "")
    hints = [said(item.hint), basis_words(item) if with_basis else ""]
    common: dict[str, Any] = {
        "label": label,
        "help_text": "；".join(hint for hint in hints if hint),
        "required": not item.blank and item.kind != "yes_no",
    }
    if item.kind == "integer":
        return forms.IntegerField(min_value=item.least, max_value=item.most, **common)
    if item.kind == "number":
        widget = forms.NumberInput(attrs={"step": "any"})
        return forms.FloatField(min_value=item.least, max_value=item.most, widget=widget, **common)
    if item.kind == "yes_no":
        return forms.BooleanField(**common)
    choices = [(code, said(word)) for code, word in item.choices]
    if item.kind == "choice":
        blank = [("", "—")] if in_row else []
        return forms.ChoiceField(choices=[*blank, *choices], **common)
    if item.kind == "choices":
        widget_class = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget_class, **common)
    if item.kind == "integers":
        return IntegersField(max_length=LONGEST, **common)
    rows = forms.Textarea(attrs={"rows": 2}) if item.kind == "text" else forms.TextInput()
    return forms.CharField(max_length=LONGEST, widget=rows, **common)


def basis_words(item: Item) -> str:
    """依据…"""
    return _("依据：%(basis)s") % {"basis": said(item.basis)} if item.basis else ""


class FieldsForm(forms.Form):
    """The single fields of a section, and the check value of the draft as the writer saw it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, section: type[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_already = {section.BASIS}  # the page says it on top; a basis is said once
        for item in section.ITEMS:
            if item.kind != "rows":
                fresh = item.basis not in said_already
                said_already.add(item.basis)
                self.fields[item.name] = form_field(item, in_row=False, with_basis=fresh)


class RowForm(forms.Form):
    """One row; the columns that name it for the program are shown, never typed."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        for column in item.columns:
            if not column.fixed:
                self.fields[column.name] = form_field(column, in_row=True)

    @property
    def heading(self) -> str:
        """What the row is about, where it was there before."""
        initial = self.initial or {}
        called = [column for column in self.item.columns if column.name in self.item.keys]
        if "code" in self.item.keys:
            return str(initial.get("text") or initial.get("code") or "")
        words = [shown(one, initial[one.name]) for one in called if initial.get(one.name)]
        return " · ".join(words)


class SectionForms:
    """一章的表单: the fields, and for each table a set of row forms over the rows that apply here."""

    def __init__(
        self,
        section: type[Section],
        values: Mapping[str, Any],
        level: str,
        kind: str,
        seen: str,
        data: Any = None,
    ) -> None:
        values = section.whole(values)
        self.section, self.values = section, values
        single = {item.name: values[item.name] for item in section.ITEMS if item.kind != "rows"}
        self.fields = FieldsForm(data, section=section, initial={"seen": seen, **single})
        narrowed = section.from_dict(values).narrowed(level, kind).to_dict()
        self.tables = [
            RowForms(item, values[item.name], narrowed[item.name], data)
            for item in section.ITEMS
            if item.kind == "rows"
        ]

    def is_valid(self) -> bool:
        """Fields, rows and what they may not say together."""
        parts = [self.fields.is_valid(), *[table.is_valid() for table in self.tables]]
        if not all(parts):
            return False
        try:
            self.section.from_dict(self.cleaned())
        except SectionError as error:
            for problem in error.problems:
                self.add(problem)
            return False
        return True

    def cleaned(self) -> dict[str, Any]:
        """The section as plain values."""
        single = {name: one for name, one in self.fields.cleaned_data.items() if name != "seen"}
        return {**single, **{table.item.name: table.rows() for table in self.tables}}

    def add(self, problem: Problem) -> None:
        """Put a problem at the field it speaks of, with its article."""
        text = _(problem.text) % (problem.values or {})
        if problem.basis:
            text = f"{text}（{_(problem.basis)}）"
        name, _dot, rest = problem.where.partition(".")
        for table in self.tables:
            if table.item.name == name and table.add(rest, text):
                return
        self.fields.add_error(name if name in self.fields.fields else None, text)

    @property
    def errors(self) -> bool:
        """Whether anything is marked."""
        return bool(self.fields.errors) or any(table.errors for table in self.tables)


class RowForms:
    """一张表的表单: rows that apply to the place, two empty ones where rows may be added."""

    def __init__(
        self,
        item: Item,
        values: Sequence[Mapping[str, Any]],
        applying: Sequence[Mapping[str, Any]],
        data: Any,
    ) -> None:
        self.item, self.values = item, list(values)
        self.shown = [number for number, row in enumerate(self.values) if row in applying]
        kind = forms.formset_factory(
            RowForm,
            extra=2 if item.open else 0,
            can_delete=item.open,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
        )
        self.formset = kind(
            data,
            prefix=item.name,
            initial=[self.values[number] for number in self.shown],
            form_kwargs={"item": item},
        )
        for form in self.formset.forms:
            if "DELETE" in form.fields:
                form.fields["DELETE"].label = _("删去这一行")
        self.placed: dict[int, forms.Form] = {}

    @property
    def title(self) -> str:
        return said(self.item.label)

    @property
    def hidden(self) -> int:
        """Rows for other kinds of places."""
        return len(self.values) - len(self.shown)

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid())

    @property
    def errors(self) -> bool:
        return bool(self.formset.total_error_count())

    def rows(self) -> list[dict[str, Any]]:
        """All rows in their order: the shown ones as typed, the others as they were, new ones last."""
        given = list(self.formset.forms)
        typed = dict(zip(self.shown, given, strict=False))
        found: list[dict[str, Any]] = []
        self.placed = {}
        for number, row in enumerate(self.values):
            form = typed.get(number)
            if form is None:
                found.append(dict(row))
            elif not form.cleaned_data.get("DELETE"):
                self.placed[len(found)] = form
                found.append({**row, **columns_of(form)})
        for form in given[len(self.shown) :]:
            if form.has_changed() and not form.cleaned_data.get("DELETE"):
                self.placed[len(found)] = form
                found.append(columns_of(form))
        return found

    def add(self, where: str, text: str) -> bool:
        """Put an error at ``3.days``; False where no shown row is meant."""
        number, _dot, column = where.partition(".")
        form = self.placed.get(int(number)) if number.isdigit() else None
        if form is None:
            return False
        form.add_error(column if column in form.fields else None, text)
        return True


def columns_of(form: forms.Form) -> dict[str, Any]:
    """The columns of a row as typed."""
    return {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}


def section_of(name: str) -> type[Section] | None:
    """The section of an address."""
    return SECTIONS.get(name)
