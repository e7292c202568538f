"""地址: pages of this app."""

from django.urls import URLPattern

app_name = "calendar"
urlpatterns: list[URLPattern] = []
