"""地址：征集."""

from django.urls import URLPattern, path

from oversight.projects.views import (
    entering,
    handling,
    lookup,
    proposals,
    public,
    session_acts,
    sessions,
    walls,
    years,
)

YEARS = "w/<slug:place>/projects/"
YEAR = YEARS + "<int:year>/"
PROPOSALS = YEAR + "proposals/"
PROPOSAL = PROPOSALS + "<slug:key>/"
SESSIONS = YEAR + "sessions/"
SESSION = SESSIONS + "<slug:key>/"
PUBLIC = "p/<slug:place>/projects/"
urlpatterns: list[URLPattern] = [
    path(PUBLIC, public.public_projects, name="public_projects"),
    path(PUBLIC + "propose/", public.propose_now, name="propose_now"),
    path(PUBLIC + "mine/", lookup.lookup, name="lookup"),
    path(PUBLIC + "mine/delete/", lookup.delete_mine, name="delete_mine"),
    path(PUBLIC + "wall/", walls.promise_wall, name="promise_wall"),
    path(PUBLIC + "wall/picture/", walls.promise_picture, name="promise_picture"),
    path(PUBLIC + "numbers/", lookup.numbers, name="public_numbers"),
    path(PUBLIC + "<int:year>/propose/", public.propose, name="propose"),
    path(PUBLIC + "<int:year>/similar/", public.similar, name="similar"),
    path(YEARS, years.years, name="years"),
    path(YEARS + "new/", years.set_up_year, name="set_up_year"),
    path(YEAR, years.year, name="year"),
    path(YEAR + "change/", years.change_year, name="change_year"),
    path(YEAR + "collecting/open/", years.open_collecting, name="open_collecting"),
    path(YEAR + "collecting/extend/", years.extend_collecting, name="extend_collecting"),
    path(YEAR + "collecting/end/", years.end_collecting, name="end_collecting"),
    path(YEAR + "collecting/notice/", years.propose_notice, name="propose_notice"),
    path(PROPOSALS, proposals.proposals, name="proposals"),
    path(PROPOSALS + "new/", entering.enter, name="enter"),
    path(PROPOSALS + "look-through/", proposals.look_through_proposals, name="look_through"),
    path(PROPOSALS + "explanation/", handling.record_explanation, name="record_explanation"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(PROPOSAL + "receipt/", entering.proposal_receipt, name="proposal_receipt"),
    path(PROPOSAL + "photos/<slug:file>/", proposals.photo, name="proposal_photo"),
    path(PROPOSAL + "release/", handling.release, name="release"),
    path(PROPOSAL + "spam/", handling.mark_spam, name="mark_spam"),
    path(PROPOSAL + "turn/", handling.turn_problem, name="turn_problem"),
    path(PROPOSAL + "not-take/", handling.not_take, name="not_take"),
    path(PROPOSAL + "reconsider/", handling.reconsider, name="reconsider"),
    path(PROPOSAL + "reply/", handling.reply, name="reply"),
    path(PROPOSAL + "contact/", handling.open_contact, name="open_contact"),
    path(PROPOSAL + "delete/", handling.delete_proposal, name="delete_proposal"),
    path(SESSIONS, sessions.sessions, name="sessions"),
    path(SESSIONS + "new/", session_acts.record_session, name="record_session"),
    path(SESSIONS + "import/", session_acts.import_session, name="import_session"),
    path(SESSIONS + "template/", sessions.session_template, name="session_template"),
    path(SESSION, sessions.session, name="session"),
    path(SESSION + "file/", sessions.session_file, name="session_file"),
    path(SESSION + "receipts/", sessions.session_receipts, name="session_receipts"),
    path(SESSION + "add/", session_acts.add_to_session, name="add_to_session"),
    path(SESSION + "refused/", sessions.session_refused, name="session_refused"),
]
