"""地址: the wall of a meeting, its picture alone, where it is directed from."""

from django.urls import path

from oversight.meetings.hall import views

HALL = "w/<slug:place>/meetings/<slug:key>/hall/"

urlpatterns = [
    path(HALL, views.hall, name="hall"),
    path(HALL + "picture/", views.hall_picture, name="hall_picture"),
    path(HALL + "control/", views.hall_control, name="hall_control"),
]
