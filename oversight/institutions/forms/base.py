"""表单的共同部分: a form of a place, days, and choices that name records by their public id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, Person


class PlaceForm(forms.Form):
    """A form whose choices are those of one place."""

    def __init__(self, *args: Any, place: Jurisdiction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place


class DayField(forms.DateField):
    """A legal day, picked or typed as 2026-07-05."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": _("写成 2026-07-05 的样子。")})
        super().__init__(**kwargs)


class RecordField(forms.ModelChoiceField):
    """A choice among records of the place, addressed by public id."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", pgettext_lazy("choice", "选一个"))
        super().__init__(queryset=None, to_field_name="public_id", **kwargs)

    def among(self, rows: models.QuerySet[Any]) -> None:
        """Offer these rows."""
        self.queryset = rows


class PersonField(RecordField):
    """A choice among people; the birth year tells namesakes apart."""

    def label_from_instance(self, person: Person) -> str:
        return label_of_person(person)


class RecordsField(forms.ModelMultipleChoiceField):
    """Several records of the place, as boxes in columns; long lists can be searched (``picker.ts``)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}))
        super().__init__(queryset=None, to_field_name="public_id", **kwargs)

    def among(self, rows: models.QuerySet[Any]) -> None:
        """Offer these rows."""
        self.queryset = rows


class PeopleField(RecordsField):
    """Several people; the birth year tells namesakes apart."""

    def label_from_instance(self, person: Person) -> str:
        return label_of_person(person)


def label_of_person(person: Person) -> str:
    """张三（1972）."""
    return f"{person.name}（{person.birth_year}）" if person.birth_year else person.name


class SuggestingInput(forms.TextInput):
    """A line that offers names to pick, as the browser does it; any other may be typed."""

    names: Sequence[str] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        key = f"{(attrs or {}).get('id', name)}_names"
        more = {"list": key} if self.names else {}
        field = super().render(name, value, {**(attrs or {}), **more}, renderer)
        if not self.names:
            return field
        rows = ((one,) for one in self.names)
        options = format_html_join("", '<option value="{}"></option>', rows)
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


class PresiderField(forms.CharField):
    """主持人: picked among those who lead the bodies of the place, or typed."""

    widget = SuggestingInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, "required": False} | kwargs)

    def offer(self, place: Jurisdiction) -> None:
        """Offer who leads a body of the place today."""
        names = queries.leading_seats(place).order_by("person__name")
        self.widget.names = list(names.values_list("person__name", flat=True).distinct())


class LinesField(forms.CharField):
    """Several names, one a line or divided by 、; gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:
        text = super().to_python(value) or ""
        parts = text.replace("、", "\n").replace("；", "\n").splitlines()
        return [part.strip() for part in parts if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class EndForm(PlaceForm):
    """Ending a dated record."""

    on = DayField(label=_("最后一天"), help_text=_("这一天仍算在内。"))


class EndWithReasonForm(EndForm):
    """Ending with the reason."""

    reason = forms.CharField(label=_("原因"), max_length=200)
