"""地址: pages of this app."""

from django.urls import path

from oversight.files import views

app_name = "files"
FILE = "w/<slug:place>/files/<slug:public_id>/"
urlpatterns = [
    path("w/<slug:place>/files/", views.files, name="files"),
    path("w/<slug:place>/files/upload/", views.upload, name="upload"),
    path(FILE, views.file, name="file"),
    path(FILE + "download/", views.download, name="download"),
    path(FILE + "image/", views.image, name="image"),
]
