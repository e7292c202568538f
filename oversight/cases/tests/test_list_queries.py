"""清单的读数: the pages of cases ask the database the same number of times for one and for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oversight.cases import actions
from oversight.cases.tests.builders import (
    decide,
    decided,
    judged,
    make_case,
    make_meeting,
    make_office,
)
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db
LISTS = ("cases", "queue", "unreported")


def asked(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_lists_of_cases_cost_the_same_for_one_and_for_many():
    office = make_office()
    addresses = [reverse(f"cases:{name}", args=[office.place.code]) for name in LISTS]
    addresses.append(f"{addresses[0]}?mine=1")

    def more(days: int) -> None:
        """A case of another unit, a judged one, two decided ones with their own meetings and papers."""
        make_case(office, unit=make.make_unit(office.place), lead_office=office.office)
        judged(office, make_case(office))
        actions.draft_notice(office.actor("office"), office.place, decided(office))
        case = judged(office, make_case(office))
        decide(office, case, heard_at=make_meeting(office, days=days).public_id)

    more(50)
    clerk = make.signed_in(office.grants["clerk"])
    few = {address: asked(clerk, address) for address in addresses}
    more(60)
    more(70)
    assert {address: asked(clerk, address) for address in addresses} == few
