"""地址: papers of the office under papers/, what a unit received under received/."""

from django.urls import path

from oversight.documents.views import papers, received

app_name = "documents"
DESK = "w/<slug:place>/papers/"
PAPER = DESK + "<slug:public_id>/"
RECEIVED = "w/<slug:place>/received/"
urlpatterns = [
    path(DESK, papers.papers, name="papers"),
    path(PAPER, papers.paper, name="paper"),
    path(RECEIVED + "<slug:public_id>/", received.received_paper, name="received_paper"),
]
