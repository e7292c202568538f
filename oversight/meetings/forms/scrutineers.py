"""监票人的选定: the chief and the others, from those called with a vote who are not voted on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import RecordField, RecordsField
from oversight.meetings import queries
from oversight.meetings.models import AgendaItem, Participant
from oversight.meetings.queries.appointments import coming_to_vote
from oversight.voting.interests import kept_from_watching, kept_words


class WatchedForm(forms.Form):
    """付表决时选监票人: both may be left open until the vote begins; gives rows as the vote takes them."""

    chief = RecordField(label=_("总监票人"), required=False, empty_label=_("以后再定"))
    scrutineers = RecordsField(
        label=_("监票人"),
        required=False,
        help_text=_("纸质票须有监票人，其中一名总监票人。人选本人、被表决单位的人不能担任。"),
    )

    def offer(self, item: AgendaItem, units: Collection[str] = ()) -> None:
        """Offer those who are there with a vote, not voted on themselves and of no unit voted on.

        ``units``: those voted on besides the ones the item is about. Who is left out for that is named with why.
        """
        candidates = list(coming_to_vote(item))
        people = [one.person_id for one in candidates if one.person_id is not None]
        rows = queries.participants_of(item.meeting).filter(capacity="attend", attendance="present")
        rows = rows.exclude(name__in=[one.name for one in candidates])
        there = {
            one.person.public_id: one.name for one in rows.select_related("person") if one.person
        }
        voted_on = {*item.units, *units}
        kept = kept_from_watching(item.jurisdiction, there, voted_on)
        out = Q(person__in=people) | Q(person__public_id__in=kept) | Q(unit__public_id__in=voted_on)
        rows = rows.exclude(pk__in=rows.filter(out).order_by().values("pk")).order_by("name", "pk")
        for name in ("chief", "scrutineers"):
            field: Any = self.fields[name]
            field.among(rows)
        if kept:
            self.fields["scrutineers"].help_text = format_lazy(
                "{}{}{}",
                self.fields["scrutineers"].help_text,
                _("没有列出："),
                kept_words(there, kept) + "。",
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chief, others = data.pop("chief", None), data.pop("scrutineers", None) or ()
        rows = [row_of(chief, chief=True)] if chief else []
        rows += [row_of(one) for one in others if one != chief]
        return data | {"scrutineers": rows}


def row_of(one: Participant, chief: bool = False) -> dict[str, Any]:
    """One of them as the vote keeps it."""
    return {
        "name": one.name,
        "person": one.person.public_id if one.person else "",
        "chief": chief,
        "units": [one.unit.public_id] if one.unit else [],
    }
