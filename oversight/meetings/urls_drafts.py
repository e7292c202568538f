"""地址: drafting the papers of a meeting, of an item, of one who asked for leave."""

from django.urls import path

from oversight.meetings.views import drafts

MEETING = "w/<slug:place>/meetings/<slug:key>/"

urlpatterns = [
    path(
        MEETING + "papers/new/<slug:kind>/", drafts.draft_meeting_paper, name="draft_meeting_paper"
    ),
    path(MEETING + "papers/report/", drafts.draft_report_up, name="draft_report_up"),
    path(
        MEETING + "items/<slug:item>/papers/<slug:kind>/",
        drafts.draft_item_paper,
        name="draft_item_paper",
    ),
    path(
        MEETING + "items/<slug:item>/publish/",
        drafts.propose_item_publication,
        name="propose_item_publication",
    ),
    path(MEETING + "people/<slug:one>/slip/", drafts.draft_leave_slip, name="draft_leave_slip"),
]
