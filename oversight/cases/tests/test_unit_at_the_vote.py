"""被听取的单位: the case hands its unit to the agenda, so that the unit's people keep out of the vote on it."""

from __future__ import annotations

import pytest

from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.meetings import queries as meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


def test_the_item_of_a_hearing_names_the_unit_of_its_case(module_db):
    case = h.placed(b.make_office())
    item = meetings.item_by_id(case.jurisdiction, h.hearing(case).item_id)
    assert item is not None and item.units == [case.unit.public_id]
