"""记名表决的表单: the own choice, and what was said when a name was called."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import PlaceForm
from oversight.voting.models import NamedVote


class ChoiceForm(PlaceForm):
    """一项怎样表决."""

    option = forms.CharField(label=_("表决的一项"), max_length=100)
    choice = forms.ChoiceField(label=_("怎样表决"), choices=NamedVote.CHOICES)


class CalledForm(ChoiceForm):
    """唱名登记的一人; ``name`` as on the roll or the public id."""

    name = forms.CharField(label=pgettext_lazy("field", "姓名"), max_length=200)
