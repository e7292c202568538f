"""地址：初选、论证、候选项目."""

from django.urls import URLPattern

YEARS = "w/<slug:place>/projects/"
YEAR = YEARS + "<int:year>/"
urlpatterns: list[URLPattern] = []
