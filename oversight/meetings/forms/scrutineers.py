"""监票人的选定: the chief and the others, from those called with a vote who are not voted on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import RecordField, RecordsField
from oversight.meetings import queries
from oversight.meetings.models import AgendaItem, Participant
from oversight.meetings.queries.appointments import coming_to_vote


class WatchedForm(forms.Form):
    """付表决时选监票人: both may be left open until the vote begins; gives rows as the vote takes them."""

    chief = RecordField(label=_("总监票人"), required=False, empty_label=_("以后再定"))
    scrutineers = RecordsField(
        label=_("监票人"),
        required=False,
        help_text=_("纸质票须有监票人，其中一名总监票人。人选本人、被表决单位的人不能担任。"),
    )

    def offer(self, item: AgendaItem) -> None:
        """Offer those who are there with a vote and not voted on themselves."""
        candidates = list(coming_to_vote(item))
        people = [one.person_id for one in candidates if one.person_id is not None]
        rows = queries.participants_of(item.meeting).filter(capacity="attend", attendance="present")
        rows = rows.exclude(name__in=[one.name for one in candidates])
        rows = rows.order_by("name", "pk")
        for name in ("chief", "scrutineers"):
            field: Any = self.fields[name]
            field.among(rows.exclude(pk__in=rows.filter(person__in=people).order_by().values("pk")))

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
