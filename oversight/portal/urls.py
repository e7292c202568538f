"""地址: the door, the front page of a place, the first page of the desk."""

from django.urls import path

from oversight.portal.views import desk, public

app_name = "portal"
urlpatterns = [
    path("", public.index, name="index"),
    path("p/<slug:place>/", public.public_home, name="public_home"),
    path("p/<slug:place>/data/", public.open_data, name="open_data"),
    path("w/", desk.entrance, name="entrance"),
    path("w/<slug:place>/", desk.today, name="today"),
]
