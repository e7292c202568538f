"""审计整改台账的表单: one problem with what was put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import DayField, PlaceForm
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.models import AuditProblem


def money(label: Any) -> forms.DecimalField:
    """An amount in 万元; open where no money is concerned."""
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, required=False)


class ProblemForm(PlaceForm):
    """改台账的一行; ``version`` is the one that the reader began with."""

    number = forms.IntegerField(label=_("序号"), min_value=1, max_value=9999)
    text = forms.CharField(
        label=pgettext_lazy("field", "问题"), max_length=1000, widget=text_area(3)
    )
    unit_name = forms.CharField(label=_("责任单位"), max_length=100)
    amount = money(_("问题金额（万元）"))
    requirement = forms.CharField(
        label=_("整改要求"), max_length=1000, required=False, widget=text_area(2)
    )
    due = DayField(label=_("整改期限"), required=False)
    state = forms.ChoiceField(label=_("整改情况"), choices=AuditProblem.STATES)
    rectified = money(_("已整改金额（万元）"))
    measures = forms.CharField(
        label=_("整改措施和结果"),
        max_length=1000,
        required=False,
        widget=text_area(3),
        help_text=_("整改中以上的须写。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
