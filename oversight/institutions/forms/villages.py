"""村和社区的表单: a list of names, a new name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import LinesField, PlaceForm
from oversight.institutions.rules.villages import MOST_CHARACTERS


class VillagesForm(PlaceForm):
    """登记村和社区: one line each, as pasted from a list."""

    names = LinesField(
        label=pgettext_lazy("field", "名称"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("一行写一个，可以整份粘贴。名称以“社区”“居委会”结尾的记为社区，其余记为村。"),
    )


class VillageNameForm(PlaceForm):
    """村（社区）更名。"""

    name = forms.CharField(label=_("新名称"), max_length=MOST_CHARACTERS)
