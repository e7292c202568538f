"""投票页内容清单: what a vote is about → who knows what the booth shows beside each name, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from oversight.meetings import queries as meetings
from oversight.meetings.rules import notes
from oversight.projects.ballot_contents import of_list
from oversight.voting.models import Poll
from oversight.voting.secret.contents import LONGEST_NOTE, Shown, Source


def of_item(poll: Poll) -> Mapping[str, Shown]:
    """Of a vote on an agenda item: what the item is about, else the item's own 说明 where it is the only answer."""
    item = meetings.item_by_id(poll.jurisdiction, poll.about_id)
    if item is None:
        return {}
    if item.about_kind == "project_list":
        return of_list(poll.jurisdiction, item.about_id)
    if len(poll.options) != 1 or not item.note:
        return {}
    return {poll.options[0]: Shown(note=notes.within(item.note, LONGEST_NOTE))}


CONTENTS: Mapping[str, Source] = {"agenda_item": of_item}
