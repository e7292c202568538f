"""投票页内容清单: what a vote is about → who knows what the booth shows beside each name, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from oversight.meetings import queries as meetings
from oversight.projects.ballot_contents import of_list
from oversight.voting.models import Poll
from oversight.voting.secret.contents import Shown, Source


def of_item(poll: Poll) -> Mapping[str, Shown]:
    """Of a vote on an agenda item: what the item is about."""
    item = meetings.item_by_id(poll.jurisdiction, poll.about_id)
    if item is None or item.about_kind != "project_list":
        return {}
    return of_list(poll.jurisdiction, item.about_id)


CONTENTS: Mapping[str, Source] = {"agenda_item": of_item}
