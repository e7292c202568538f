"""后续动作清单: act code → functions, run by the worker from the audit table, each idempotent.

This list is written by hand. What in law is an act of somebody stays an explicit act and is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oversight.audit.outbox import Reaction
from oversight.cases import reactions as cases
from oversight.documents import reactions as documents
from oversight.followups import reactions as followups
from oversight.meetings import reactions as meetings
from oversight.meetings import reactions_items as meeting_items
from oversight.projects import reactions as projects
from oversight.projects import reactions_building as projects_building
from oversight.voting.secret import publishing as ballots

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "calendar.cancel_meeting": (meetings.on_planned_cancelled,),
    "calendar.move_meeting": (meetings.on_planned_moved,),
    "documents.acknowledge_receipt": (cases.on_receipt,),
    "documents.issue": (cases.on_issue,),
    "documents.sign": (documents.on_sign,),
    "filings.record_reply": (followups.on_reply,),
    "followups.assign": (meeting_items.on_assigned,),
    "meetings.cancel_meeting": (
        cases.on_meeting_cancelled,
        projects.on_item_gone,
        projects_building.on_meeting_over,
    ),
    "meetings.change_meeting": (cases.on_meeting_moved,),
    "meetings.close_meeting": (projects_building.on_meeting_over,),
    "meetings.decide_item_without_vote": (cases.on_item_gone,),
    "meetings.do_not_put": (
        cases.on_item_gone,
        projects.on_item_gone,
        projects_building.on_item_gone,
    ),
    "meetings.follow_calendar": (cases.on_meeting_moved,),
    "meetings.start_consideration": (projects.on_considered,),
    "meetings.withdraw_item": (
        cases.on_item_gone,
        projects.on_item_gone,
        projects_building.on_item_gone,
    ),
    "voting.announce": (
        meetings.on_announced,
        meeting_items.on_announced,
        cases.on_announced,
        projects.on_announced,
        projects_building.on_announced,
        ballots.on_announced,
    ),
    "voting.freeze_ballot": (ballots.on_frozen,),
    "voting.declare_collected": (projects.on_declared,),
}
