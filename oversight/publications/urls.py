"""地址: public pages under /p/, the desk under /w/."""

from django.urls import path

from oversight.publications.views import public, staff

app_name = "publications"
PUBLIC = "p/<slug:place>/publications/"
DESK = "w/<slug:place>/publications/"
urlpatterns = [
    path(PUBLIC, public.publication_list, name="publication_list"),
    path(PUBLIC + "<slug:public_id>/", public.publication, name="publication"),
    path(PUBLIC + "<slug:public_id>/verify/", public.how_to_verify, name="how_to_verify"),
    path(
        PUBLIC + "<slug:public_id>/v<int:number>/", public.publication, name="publication_version"
    ),
    path(PUBLIC + "<slug:public_id>/v<int:number>/bundle.json", public.bundle, name="bundle"),
    path(DESK, staff.desk, name="desk"),
    path(DESK + "<slug:version_id>/", staff.review, name="review"),
    path(DESK + "<slug:version_id>/publish/", staff.publish, name="publish"),
    path(DESK + "<slug:version_id>/send-back/", staff.send_back, name="send_back"),
    path(DESK + "<slug:version_id>/take-down/", staff.take_down, name="take_down"),
]
