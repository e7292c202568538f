"""清单的读数: the pages of papers ask the database the same number of times for one and for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oversight.documents.tests.builders import Office, at_state, make_office
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db
LISTS = ("papers", "papers_export", "phone_list", "registers")


def asked(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def addresses(office: Office) -> list[str]:
    return [reverse(f"documents:{name}", args=[office.place.code]) for name in LISTS]


def test_the_lists_of_papers_cost_the_same_for_one_and_for_many():
    office = make_office()
    states = ("draft", "returned", "checking", "cosigning", "signing", "sealed", "issued")
    for state in states:
        at_state(office, state)
    clerk = make.signed_in(office.grants["clerk"])
    few = {address: asked(clerk, address) for address in addresses(office)}
    for state in states:
        at_state(office, state)
        at_state(office, state)
    many = {address: asked(clerk, address) for address in addresses(office)}
    assert many == few


def test_the_list_of_a_unit_costs_the_same_for_one_and_for_many():
    office = make_office()
    at_state(office, "issued")
    liaison = make.signed_in(office.grants["liaison"])
    address = reverse("documents:received", args=[office.place.code])
    few = asked(liaison, address)
    for _number in range(4):
        at_state(office, "issued")
    assert asked(liaison, address) == few
