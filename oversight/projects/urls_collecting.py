"""地址：征集."""

from django.urls import URLPattern

YEARS = "w/<slug:place>/projects/"
YEAR = YEARS + "<int:year>/"
urlpatterns: list[URLPattern] = []
