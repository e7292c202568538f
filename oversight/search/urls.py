"""地址: pages of this app."""

from django.urls import path

from oversight.search import views

app_name = "search"
urlpatterns = [path("w/<slug:place>/search/", views.search, name="search")]
