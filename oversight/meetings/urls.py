"""地址: pages of this app; the name of an act is the name of its address."""

from django.urls import URLPattern, path

from oversight.meetings import urls_drafts, urls_items
from oversight.meetings.hall import urls as urls_hall
from oversight.meetings.views import (
    closing,
    course,
    desk,
    groups,
    item_votes,
    items,
    leaves,
    lists,
    meeting,
    own,
    people,
    people_acts,
    placing,
    plan_acts,
    plans,
)

app_name = "meetings"
MEETINGS = "w/<slug:place>/meetings/"
OWN = "w/<slug:place>/my-meetings/"
PLANS = MEETINGS + "plans/"
PLAN = PLANS + "<slug:key>/"
MEETING = MEETINGS + "<slug:key>/"
ITEM = MEETING + "items/<slug:item>/"
PERSON = MEETING + "people/<slug:one>/"
GROUP = MEETING + "groups/<slug:group>/"
urlpatterns: list[URLPattern] = [
    path(MEETINGS, lists.meetings, name="meetings"),
    path(MEETINGS + "export.<slug:form>", lists.export, name="export"),
    path(MEETINGS + "new/", course.plan_meeting, name="plan_meeting"),
    path(OWN, own.own_meetings, name="own_meetings"),
    path(OWN + "<slug:key>/", own.own_meeting, name="own_meeting"),
    path(OWN + "<slug:key>/sign-in/", own.own_sign_in, name="own_sign_in"),
    path(OWN + "<slug:key>/receipt/", own.own_receipt, name="own_receipt"),
    path(OWN + "<slug:key>/leave/", own.own_leave, name="own_leave"),
    path(OWN + "<slug:key>/papers/<slug:paper>.pdf", own.own_paper, name="own_paper"),
    path(PLANS, plans.plans, name="plans"),
    path(PLANS + "import/", plan_acts.import_plan, name="import_plan"),
    path(PLAN, plans.plan, name="plan"),
    path(PLAN + "export.<slug:form>", plans.plan_export, name="plan_export"),
    path(PLAN + "adopt/", plan_acts.adopt_plan, name="adopt_plan"),
    path(PLAN + "items/new/", plan_acts.add_plan_item, name="add_plan_item"),
    path(PLAN + "items/<slug:item>/", plans.plan_item, name="plan_item"),
    path(
        PLAN + "items/<slug:item>/changes/<slug:change>/minutes/",
        plans.plan_minutes,
        name="plan_minutes",
    ),
    path(PLAN + "items/<slug:item>/state/", plan_acts.set_plan_item, name="set_plan_item"),
    path(
        PLAN + "items/<slug:item>/propose/",
        plan_acts.propose_plan_change,
        name="propose_plan_change",
    ),
    path(
        PLAN + "items/<slug:item>/decide/", plan_acts.decide_plan_change, name="decide_plan_change"
    ),
    path(MEETING, meeting.meeting, name="meeting"),
    path(MEETING + "agenda.<slug:form>", meeting.agenda_export, name="agenda_export"),
    path(MEETING + "agenda/print/", meeting.agenda_print, name="agenda_print"),
    path(MEETING + "change/", course.change_meeting, name="change_meeting"),
    path(MEETING + "notify/", course.notify, name="notify"),
    path(MEETING + "convene/", course.convene, name="convene"),
    path(MEETING + "open/", course.open_session, name="open_session"),
    path(MEETING + "close/", course.close_meeting, name="close_meeting"),
    path(MEETING + "cancel/", course.cancel_meeting, name="cancel_meeting"),
    path(MEETING + "archive/", closing.archive_meeting, name="archive_meeting"),
    path(MEETING + "notice/", course.draft_notice, name="draft_notice"),
    path(MEETING + "minutes/", course.draft_minutes, name="draft_minutes"),
    path(MEETING + "papers/", closing.papers, name="papers"),
    path(MEETING + "papers/packet.pdf", closing.packet_pdf, name="packet_pdf"),
    path(MEETING + "linked/new/", closing.link_meeting, name="link_meeting"),
    path(MEETING + "linked/<slug:linked>/remove/", closing.unlink_meeting, name="unlink_meeting"),
    path(MEETING + "items/new/", items.propose_item, name="propose_item"),
    path(MEETING + "items/order/", items.order_items, name="order_items"),
    path(MEETING + "items/place/", placing.place_items, name="place_items"),
    path(ITEM, items.item, name="item"),
    path(ITEM + "change/", items.change_item, name="change_item"),
    path(ITEM + "place/", placing.place_item, name="place_item"),
    path(ITEM + "consider/", items.start_consideration, name="start_consideration"),
    path(ITEM + "vote/", item_votes.put_to_vote, name="put_to_vote"),
    path(ITEM + "vote/again/", item_votes.vote_again, name="vote_again"),
    path(ITEM + "vote/settle/", item_votes.settle_item, name="settle_item"),
    path(ITEM + "decide/", item_votes.decide_item_without_vote, name="decide_item_without_vote"),
    path(ITEM + "put-off/", item_votes.do_not_put, name="do_not_put"),
    path(ITEM + "withdraw/", placing.withdraw_item, name="withdraw_item"),
    path(MEETING + "people/", people.people, name="people"),
    path(MEETING + "people/export.<slug:form>", people.people_export, name="people_export"),
    path(MEETING + "people/call/", course.call_members, name="call_members"),
    path(MEETING + "people/new/", people_acts.add_participant, name="add_participant"),
    path(MEETING + "people/calls/", people.calls, name="calls"),
    path(PERSON + "change/", people_acts.change_participant, name="change_participant"),
    path(PERSON + "remove/", people_acts.remove_participant, name="remove_participant"),
    path(PERSON + "receipt/", people_acts.record_receipt, name="record_receipt"),
    path(PERSON + "leave/", leaves.ask_leave, name="ask_leave"),
    path(PERSON + "leave/grant/", leaves.grant_leave, name="grant_leave"),
    path(PERSON + "leave/refuse/", leaves.refuse_leave, name="refuse_leave"),
    path(PERSON + "leave/signed-slip/", leaves.signed_slip, name="signed_slip"),
    path(MEETING + "desk/", desk.desk, name="desk"),
    path(MEETING + "desk/card/", desk.sign_in_by_code, name="sign_in_by_code"),
    path(MEETING + "desk/wall/", desk.hall_code, name="hall_code"),
    path(MEETING + "desk/cards/", desk.cards_print, name="cards_print"),
    path(MEETING + "desk/print/", desk.attendance_print, name="attendance_print"),
    path(MEETING + "desk/attendance.xlsx", desk.attendance_export, name="attendance_export"),
    path(MEETING + "desk/import/", desk.import_attendance, name="import_attendance"),
    path(MEETING + "groups/", groups.groups, name="groups"),
    path(MEETING + "groups/new/", groups.add_group, name="add_group"),
    path(MEETING + "groups/brief/", groups.draft_brief, name="draft_brief"),
    path(GROUP + "note/", groups.note_speech, name="note_speech"),
    path(GROUP + "brief/", groups.draft_group_brief, name="draft_group_brief"),
    *urls_drafts.urlpatterns,
    *urls_hall.urlpatterns,
    *urls_items.urlpatterns,
]
