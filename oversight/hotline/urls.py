"""地址: pages of this app."""

from django.urls import URLPattern, path

from oversight.hotline.urls_findings import finding_urls
from oversight.hotline.urls_imports import import_urls
from oversight.hotline.views import figures, months, tickets, units, versions

app_name = "hotline"
month_urls: list[URLPattern] = [
    path("w/<slug:place>/hotline/", months.months, name="months"),
    path("w/<slug:place>/hotline/method/", figures.method, name="method"),
    path("w/<slug:place>/hotline/units/<slug:unit_id>/", units.unit, name="unit"),
    path("w/<slug:place>/hotline/<month:month>/", months.month, name="month"),
    path("w/<slug:place>/hotline/<month:month>/print/", months.month_print, name="month_print"),
    path(
        "w/<slug:place>/hotline/<month:month>/tables/<slug:table>.<slug:form>",
        months.month_export,
        name="month_export",
    ),
    path(
        "w/<slug:place>/hotline/<month:month>/figures/<slug:code>/", figures.figure, name="figure"
    ),
    path("w/<slug:place>/hotline/<month:month>/tickets/", tickets.tickets, name="tickets"),
    path("w/<slug:place>/hotline/<month:month>/ticket/", tickets.ticket, name="ticket"),
    path(
        "w/<slug:place>/hotline/<month:month>/tickets.<slug:form>",
        tickets.tickets_export,
        name="tickets_export",
    ),
    path("w/<slug:place>/hotline/<month:month>/versions/", versions.versions, name="versions"),
    path("w/<slug:place>/hotline/<month:month>/compare/", versions.compare, name="compare"),
    path("w/<slug:place>/hotline/<month:month>/recompute/", versions.recompute, name="recompute"),
]
urlpatterns: list[URLPattern] = [*month_urls, *finding_urls, *import_urls]
