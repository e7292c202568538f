"""地址: work pages under /w/PLACE/, public pages under /p/PLACE/, the API under /api/v1/."""

from django.urls import include, path

from oversight.config import health
from oversight.config.api import api

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("ui/", include("oversight.ui.urls")),
    path("", include("oversight.accounts.urls")),
    path("inbox/", include("oversight.inbox.urls")),
    path("", include("oversight.files.urls")),
    path("", include("oversight.jobs.urls")),
    path("", include("oversight.institutions.urls")),
    path("", include("oversight.rulebooks.urls")),
    path("", include("oversight.calendar.urls")),
    path("", include("oversight.links.urls")),
    path("", include("oversight.search.urls")),
    path("", include("oversight.publications.urls")),
    path("", include("oversight.publications.filings.urls")),
    path("", include("oversight.documents.urls")),
    path("", include("oversight.voting.urls")),
    path("", include("oversight.meetings.urls")),
    path("", include("oversight.followups.urls")),
    path("", include("oversight.cases.urls")),
    path("", include("oversight.hotline.urls")),
    path("", include("oversight.projects.urls")),
    path("", include("oversight.portal.urls")),
]

handler400 = "oversight.ui.views.bad_request"
handler403 = "oversight.ui.views.forbidden"
handler404 = "oversight.ui.views.not_found"
handler500 = "oversight.ui.views.server_error"
