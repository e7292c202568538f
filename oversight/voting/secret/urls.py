"""地址: pages of a vote by card; the name of an act is the name of its address."""

from django.urls import URLPattern, path

from oversight.voting.secret import freezing_views, public, views

POLL = "w/<slug:place>/voting/<slug:key>/"
PUBLIC = "p/<slug:place>/votes/<slug:key>/"
urlpatterns: list[URLPattern] = [
    path(POLL + "freeze/", freezing_views.freeze_ballot, name="freeze_ballot"),
    path(POLL + "cards/preview/", freezing_views.ballot_preview, name="ballot_preview"),
    path(POLL + "cards/media/<slug:sha256>/", freezing_views.ballot_media, name="ballot_media"),
    path(POLL + "cards/live/", views.cards_live, name="cards_live"),
    path(POLL + "cards/list/", views.fix_cards, name="fix_cards"),
    path(POLL + "cards/replace/", views.replace_cards, name="replace_cards"),
    path(POLL + "cards/trial/open/", views.open_trial, name="open_trial"),
    path(POLL + "cards/trial/close/", views.close_trial, name="close_trial"),
    path(POLL + "cards/countdown/", views.show_close, name="show_close"),
    path(POLL + "cards/rejected/", views.sign_invalid, name="sign_invalid"),
    path(POLL + "cards/decryption/", views.add_decryption, name="add_decryption"),
    path(POLL + "cards/change/", views.change_method, name="change_method"),
    path(POLL + "cards/<slug:uuid>.bel", views.box_archive, name="box_archive"),
    path(PUBLIC, public.verify_vote, name="verify_vote"),
    path(PUBLIC + "archive.bel", public.vote_archive, name="vote_archive"),
    path(PUBLIC + "booth.html", public.booth_page, name="booth_page"),
]
