"""地址: pages of this app."""

from django.urls import URLPattern, path

from oversight.rulebooks.views import adoption, comparing, drafts, versions

app_name = "rulebooks"
LIST = "w/<slug:place>/rulebooks/"
ONE = LIST + "<slug:key>/"

urlpatterns: list[URLPattern] = [
    path(LIST, versions.rulebooks, name="list"),
    path(LIST + "export.<slug:form>", versions.export, name="export"),
    path(LIST + "new/", drafts.new, name="new"),
    path(LIST + "copy/", drafts.copy, name="copy"),
    path(LIST + "template/", versions.template, name="template"),
    path(LIST + "deviations/", comparing.deviations, name="deviations"),
    path(LIST + "deviations/<slug:child>/", comparing.deviation, name="deviation"),
    path(ONE, versions.version, name="version"),
    path(ONE + "content.json", versions.canonical, name="canonical"),
    path(ONE + "compare/", comparing.compare, name="compare"),
    path(ONE + "sections/<slug:name>/", drafts.section_edit, name="section_edit"),
    path(ONE + "simulate/<slug:name>/", comparing.simulate, name="simulate"),
    path(ONE + "adopt/", adoption.adopt, name="adopt"),
    path(ONE + "withdraw/", drafts.withdraw, name="withdraw"),
    path(ONE + "end/", adoption.end, name="end"),
]
