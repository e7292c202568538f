"""再次表决的表单: by which method, since a meeting that gave up cards goes on with another one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm
from oversight.meetings import queries
from oversight.meetings.forms.items import VoteForm, offer_cards
from oversight.meetings.models import AgendaItem
from oversight.meetings.rules.kinds import kind_of


class AgainForm(PlaceForm):
    """再次表决: the method of the vote before, after cards that were cancelled paper."""

    method = forms.ChoiceField(
        label=_("表决方式"), choices=VoteForm.METHODS, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs["initial"] = {"method": method_again(item)} | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        if kind_of(item.kind).secret:
            method.choices = [one for one in VoteForm.METHODS if one[0] != "named"]
        offer_cards(method, item)


def method_again(item: AgendaItem) -> str:
    """The method offered first."""
    polls = queries.polls_of(item)
    if not polls:
        return ""
    last = polls[-1]
    return "paper" if last.method == "cards" and last.state == "cancelled" else last.method
