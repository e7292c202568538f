"""会议的行为: every write of this app by subject; the list below is its public face."""

from oversight.meetings.actions.attendance import (
    record_attendance,
    sign_in_by_code,
    sign_in_by_phone,
)
from oversight.meetings.actions.items import (
    change_item,
    decide_item_without_vote,
    do_not_put,
    order_items,
    place_item,
    propose_item,
    put_to_vote,
    start_consideration,
    withdraw_item,
)
from oversight.meetings.actions.meetings import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    convene,
    notify,
    open_session,
    plan_meeting,
)
from oversight.meetings.actions.participants import (
    add_participants,
    ask_leave,
    call_members,
    change_participant,
    grant_leave,
    record_receipt,
    refuse_leave,
    remove_participant,
)

__all__ = [
    "add_participants",
    "ask_leave",
    "call_members",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_participant",
    "close_meeting",
    "convene",
    "decide_item_without_vote",
    "do_not_put",
    "grant_leave",
    "notify",
    "open_session",
    "order_items",
    "place_item",
    "plan_meeting",
    "propose_item",
    "put_to_vote",
    "record_attendance",
    "record_receipt",
    "refuse_leave",
    "remove_participant",
    "sign_in_by_code",
    "sign_in_by_phone",
    "start_consideration",
    "withdraw_item",
]
