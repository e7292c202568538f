"""地址: pages of this app, under /inbox/."""

from django.urls import path

from oversight.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.inbox_list, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("settings/", views.settings_page, name="settings"),
    path("<slug:public_id>/", views.notice, name="notice"),
    path("<slug:public_id>/read/", views.read, name="read"),
]
