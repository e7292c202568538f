"""地址: items of a place under followups/, the one desk of who speaks for units under duties/."""

from django.urls import path

from oversight.followups.views import items

app_name = "followups"
DESK = "w/<slug:place>/followups/"
urlpatterns = [
    path(DESK + "<slug:key>/", items.followup, name="followup"),
]
