"""地址: pages of this app."""

from django.urls import path

from oversight.ui import views

app_name = "ui"
urlpatterns = [
    path("large-type/", views.large_type, name="large_type"),
    path("language/", views.language, name="language"),
    path("old-browser/", views.old_browser, name="old_browser"),
    path("components/", views.gallery, name="gallery"),
]
