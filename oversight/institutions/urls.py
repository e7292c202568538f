"""地址: pages of this app."""

from django.urls import path

from oversight.institutions.views import (
    account_acts,
    accounts,
    bodies,
    body_acts,
    boundaries,
    cards,
    imports,
    left_roles,
    people,
    people_acts,
    records,
    roles,
    settings,
    tie_acts,
    unit_acts,
    units,
    villages,
)

app_name = "institutions"

UNIT = "w/<slug:place>/units/<slug:key>/"
PERSON = "w/<slug:place>/people/<slug:key>/"
BODIES = "w/<slug:place>/bodies/"
BOUNDARIES = "w/<slug:place>/boundaries/"
VILLAGES = "w/<slug:place>/villages/"
ACCOUNTS = "w/<slug:place>/accounts/"
RECORDS = "w/<slug:place>/records/"
SHEETS = "w/<slug:place>/sheets/<slug:subject>/"

urlpatterns = [
    path("account/roles/", roles.roles, name="roles"),
    path("w/<slug:place>/units/", units.units, name="units"),
    path("w/<slug:place>/units/print/", units.units_print, name="units_print"),
    path("w/<slug:place>/units/new/", unit_acts.unit_new, name="unit_new"),
    path(UNIT, units.unit, name="unit"),
    path(UNIT + "print/", units.unit_print, name="unit_print"),
    path(UNIT + "correct/", unit_acts.unit_correct, name="unit_correct"),
    path(UNIT + "rename/", unit_acts.unit_rename, name="unit_rename"),
    path(UNIT + "merge/", unit_acts.unit_merge, name="unit_merge"),
    path(UNIT + "split/", unit_acts.unit_split, name="unit_split"),
    path(UNIT + "abolish/", unit_acts.unit_abolish, name="unit_abolish"),
    path(UNIT + "succession/", unit_acts.unit_succession, name="unit_succession"),
    path(UNIT + "posts/new/", unit_acts.unit_post_new, name="unit_post_new"),
    path(UNIT + "liaisons/new/", unit_acts.unit_liaison_new, name="unit_liaison_new"),
    path(UNIT + "office/", unit_acts.unit_office, name="unit_office"),
    path("w/<slug:place>/posts/<slug:key>/end/", tie_acts.post_end, name="post_end"),
    path("w/<slug:place>/members/<slug:key>/end/", tie_acts.membership_end, name="membership_end"),
    path("w/<slug:place>/liaisons/<slug:key>/end/", tie_acts.liaison_end, name="liaison_end"),
    path(
        "w/<slug:place>/liaisons/<slug:key>/hand-over/",
        tie_acts.liaison_hand_over,
        name="liaison_hand_over",
    ),
    path(
        "w/<slug:place>/offices/<slug:key>/end/",
        tie_acts.correspondence_end,
        name="correspondence_end",
    ),
    path("w/<slug:place>/people/", people.people, name="people"),
    path("w/<slug:place>/people/print/", people.people_print, name="people_print"),
    path("w/<slug:place>/people/new/", people_acts.person_new, name="person_new"),
    path(PERSON, people.person, name="person"),
    path(PERSON + "correct/", people_acts.person_correct, name="person_correct"),
    path(PERSON + "deputyships/new/", people_acts.deputyship_new, name="deputyship_new"),
    path(PERSON + "members/new/", people_acts.membership_new, name="membership_new"),
    path(PERSON + "posts/new/", people_acts.post_new, name="post_new"),
    path(
        "w/<slug:place>/deputyships/<slug:key>/",
        people_acts.deputyship_change,
        name="deputyship_change",
    ),
    path(
        "w/<slug:place>/deputyships/<slug:key>/end/",
        people_acts.deputyship_end,
        name="deputyship_end",
    ),
    path(
        "w/<slug:place>/deputyships/<slug:key>/base/",
        people_acts.deputyship_base,
        name="deputyship_base",
    ),
    path(BOUNDARIES, boundaries.boundaries, name="boundaries"),
    path(BOUNDARIES + "import/", boundaries.boundaries_import, name="boundaries_import"),
    path(BOUNDARIES + "file/", boundaries.boundaries_file, name="boundaries_file"),
    path("p/<slug:place>/map.svg", boundaries.place_map, name="place_map"),
    path(VILLAGES, villages.villages, name="villages"),
    path(VILLAGES + "add/", villages.villages_add, name="villages_add"),
    path(VILLAGES + "<slug:key>/rename/", villages.village_rename, name="village_rename"),
    path(VILLAGES + "<slug:key>/end/", villages.village_end, name="village_end"),
    path(BODIES, bodies.bodies, name="bodies"),
    path(BODIES + "new/", body_acts.body_new, name="body_new"),
    path(BODIES + "standard/", body_acts.bodies_standard, name="bodies_standard"),
    path(BODIES + "counter/", body_acts.counter_set, name="counter_set"),
    path(BODIES + "<slug:key>/", bodies.body, name="body"),
    path(BODIES + "<slug:key>/correct/", body_acts.body_correct, name="body_correct"),
    path(BODIES + "<slug:key>/end/", body_acts.body_end, name="body_end"),
    path("w/<slug:place>/terms/new/", body_acts.term_new, name="term_new"),
    path("w/<slug:place>/terms/<slug:key>/", body_acts.term_correct, name="term_correct"),
    path("w/<slug:place>/constituencies/new/", body_acts.constituency_new, name="constituency_new"),
    path(
        "w/<slug:place>/constituencies/<slug:key>/",
        body_acts.constituency_correct,
        name="constituency_correct",
    ),
    path("w/<slug:place>/delegations/new/", body_acts.delegation_new, name="delegation_new"),
    path(
        "w/<slug:place>/delegations/<slug:key>/",
        body_acts.delegation_correct,
        name="delegation_correct",
    ),
    path("w/<slug:place>/stations/new/", body_acts.station_new, name="station_new"),
    path("w/<slug:place>/stations/<slug:key>/", body_acts.station_correct, name="station_correct"),
    path(ACCOUNTS, accounts.accounts, name="accounts"),
    path(ACCOUNTS + "taken-over/", left_roles.left_roles, name="left_roles"),
    path(ACCOUNTS + "new/", account_acts.account_new, name="account_new"),
    path(ACCOUNTS + "known/", account_acts.account_known, name="account_known"),
    path(ACCOUNTS + "cards/", cards.cards, name="cards"),
    path(ACCOUNTS + "<slug:key>/", accounts.account, name="account"),
    path(ACCOUNTS + "<slug:key>/grant/", account_acts.grant_new, name="grant_new"),
    path(ACCOUNTS + "<slug:key>/password/", account_acts.account_password, name="account_password"),
    path(ACCOUNTS + "<slug:key>/state/", account_acts.account_state, name="account_state"),
    path(
        "w/<slug:place>/grants/<slug:key>/revoke/", account_acts.grant_revoke, name="grant_revoke"
    ),
    path("w/<slug:place>/settings/", settings.settings, name="settings"),
    path("w/<slug:place>/places/end/", settings.place_end, name="place_end"),
    path(RECORDS, records.records, name="records"),
    path(RECORDS + "check/", records.records_check, name="records_check"),
    path(RECORDS + "export/", records.records_export, name="records_export"),
    path(RECORDS + "<int:seq>/", records.record, name="record"),
    path(SHEETS + "template/", imports.template, name="template"),
    path(SHEETS + "export/", imports.export, name="export"),
    path(SHEETS + "import/", imports.upload, name="import"),
    path("w/<slug:place>/imports/<slug:key>/", imports.import_preview, name="import_preview"),
    path(
        "w/<slug:place>/imports/<slug:key>/refused/",
        imports.import_refused,
        name="import_refused",
    ),
]
