"""会议的行为: every write of this app by subject; the list below is its public face."""

from oversight.meetings.actions.attendance import (
    import_attendance,
    record_attendance,
    sign_in_by_code,
    sign_in_by_phone,
)
from oversight.meetings.actions.closing import archive_meeting, link_meeting, unlink_meeting
from oversight.meetings.actions.groups import (
    add_delegations,
    add_group,
    arrange_group,
    note_speech,
)
from oversight.meetings.actions.hall import show_on_wall
from oversight.meetings.actions.item_votes import (
    count_present,
    decide_item_without_vote,
    do_not_put,
    put_to_vote,
    settle_item,
    vote_again,
)
from oversight.meetings.actions.items import (
    change_item,
    order_items,
    propose_item,
    start_consideration,
)
from oversight.meetings.actions.leaves import ask_leave, grant_leave, refuse_leave
from oversight.meetings.actions.meetings import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    convene,
    notify,
    open_session,
    plan_meeting,
)
from oversight.meetings.actions.papers import draft_brief, draft_minutes, draft_notice
from oversight.meetings.actions.participants import (
    add_participants,
    call_members,
    change_participant,
    record_receipt,
    remove_participant,
)
from oversight.meetings.actions.placing import place_item, place_items, withdraw_item
from oversight.meetings.actions.plan_changes import decide_plan_change, propose_plan_change
from oversight.meetings.actions.plan_drafts import (
    change_plan_item,
    discard_plan,
    remove_plan_item,
)
from oversight.meetings.actions.plan_meetings import Met
from oversight.meetings.actions.plans import (
    add_plan_item,
    adopt_plan,
    import_plan,
    set_plan_item,
)
from oversight.meetings.actions.publishing import (
    propose_item_publication,
    propose_plan_publication,
)
from oversight.meetings.actions.working_papers import (
    draft_item_paper,
    draft_leave_slip,
    draft_meeting_paper,
    draft_report_up,
)

__all__ = [
    "Met",
    "add_delegations",
    "add_group",
    "add_participants",
    "add_plan_item",
    "adopt_plan",
    "archive_meeting",
    "arrange_group",
    "ask_leave",
    "call_members",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_participant",
    "change_plan_item",
    "close_meeting",
    "convene",
    "count_present",
    "decide_item_without_vote",
    "decide_plan_change",
    "discard_plan",
    "do_not_put",
    "draft_brief",
    "draft_item_paper",
    "draft_leave_slip",
    "draft_meeting_paper",
    "draft_minutes",
    "draft_notice",
    "draft_report_up",
    "grant_leave",
    "import_attendance",
    "import_plan",
    "link_meeting",
    "note_speech",
    "notify",
    "open_session",
    "order_items",
    "place_item",
    "place_items",
    "plan_meeting",
    "propose_item",
    "propose_item_publication",
    "propose_plan_change",
    "propose_plan_publication",
    "put_to_vote",
    "record_attendance",
    "record_receipt",
    "refuse_leave",
    "remove_participant",
    "remove_plan_item",
    "set_plan_item",
    "settle_item",
    "show_on_wall",
    "sign_in_by_code",
    "sign_in_by_phone",
    "start_consideration",
    "unlink_meeting",
    "vote_again",
    "withdraw_item",
]
