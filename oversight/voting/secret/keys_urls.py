"""地址: pages of the scrutineers' keys; the name of an act is the name of its address."""

from django.urls import URLPattern, path

from oversight.voting.secret import keys_own_views as own
from oversight.voting.secret import keys_views as views

SETS = "w/<slug:place>/voting/keys/"
SET = SETS + "<slug:key>/"
OWN = "p/<slug:place>/keys/"
urlpatterns: list[URLPattern] = [
    path(SETS, views.key_sets, name="key_sets"),
    path(SETS + "new/", views.make_key_set, name="make_key_set"),
    path(SET, views.key_set, name="key_set"),
    path(SET + "live/", views.key_set_live, name="key_set_live"),
    path(SET + "codes/", views.issue_ceremony_code, name="issue_ceremony_code"),
    path(SET + "activate/", views.activate_keys, name="activate_keys"),
    path(SET + "end/", views.end_keys, name="end_keys"),
    path(OWN, own.own_key, name="own_key"),
    path(OWN + "files/<str:name>", own.own_key_file, name="own_key_file"),
    path(OWN + "<str:code>/", own.own_key_link, name="own_key_link"),
]
