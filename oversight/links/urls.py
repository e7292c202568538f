"""地址: pages of this app."""

from django.urls import URLPattern, path

from oversight.links import views

app_name = "links"
LINKS = "w/<slug:place>/links/"
urlpatterns: list[URLPattern] = [
    path(LINKS + "<slug:key>/remove/", views.link_remove, name="link_remove"),
    path(LINKS + "<slug:kind>/<slug:key>/", views.record, name="record"),
    path(LINKS + "<slug:kind>/<slug:key>/new/", views.link_new, name="link_new"),
]
