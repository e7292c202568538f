"""地址：各镇汇总."""

from django.urls import URLPattern, path

from oversight.projects.views import rollup

TOWNS = "w/<slug:place>/town-projects/"
urlpatterns: list[URLPattern] = [
    path(TOWNS, rollup.towns, name="towns"),
    path(TOWNS + "print/", rollup.towns_print, name="towns_print"),
    path(TOWNS + "export.<slug:form>", rollup.towns_export, name="towns_export"),
    path(
        "w/<slug:place>/projects/<int:year>/rollup/",
        rollup.propose_rollup,
        name="propose_rollup",
    ),
]
