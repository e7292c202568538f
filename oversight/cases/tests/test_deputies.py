"""代表的看法的行为: who is asked, whose unit it is, what earlier acts are read as, which rows are one deputy's."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.queries import last_entry
from oversight.cases import actions
from oversight.cases.models import Case
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.institutions import actions as institutions
from oversight.institutions import queries as institutions_read
from oversight.institutions.queries import today
from oversight.institutions.queries.record_changes import readable_changes, readable_facts
from oversight.institutions.tests.builders import make_deputy, make_grant, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def tracking(office: b.Office) -> Case:
    return h.tracking(office)


def test_only_who_holds_a_mandate_or_a_seat_today_says_a_view(office, tracking):
    place, grant = office.place, make_grant(office.place, "deputy")
    mandate = make_deputy(place)
    institutions.link_account(operator(), place, person=mandate.person, account=grant.account)
    deputy = institutions_read.actor_for(grant)
    actions.give_view(deputy, place, tracking, view="solved")
    institutions.end_deputyship(
        operator(), place, deputyship=mandate, on=today() - timedelta(days=1), reason="resigned"
    )
    with pytest.raises(Invalid) as refused:
        actions.give_view(deputy, place, tracking, view="partly")
    assert refused.value.code == "not_a_deputy"


@pytest.mark.parametrize("role", ["post", "account"])
def test_people_of_the_unit_say_nothing_of_it(office, tracking, role: str):
    place, unit = office.place, tracking.unit
    grant = make_grant(place, "member")
    person = h.joined(place, grant)
    if role == "post":
        institutions.add_post(operator(), place, person=person, unit=unit, title="科长")
    else:
        make_grant(place, "liaison", unit=unit, account=grant.account)
    with pytest.raises(Refused) as refused:
        actions.give_view(institutions_read.actor_for(grant), place, tracking, view="solved")
    assert refused.value.code == "own_unit" and person.name in refused.value.text
    with pytest.raises(Refused) as refused:
        actions.enter_view(
            office.actor("clerk"), place, tracking, people=[person, *h.deputies(office, 2)],
            solved=3, file=h.scan(office),
        )  # fmt: skip
    assert refused.value.code == "own_unit"


def test_what_earlier_acts_kept_of_a_view_is_blank_wherever_it_is_read(office):
    place, row = office.place, {"name": "张三", "view": "unsolved", "text": "漏水"}
    with act("cases.give_view", actor=operator(), place=place.code, permitted=True) as running:
        running.facts = {"case": "A-1", "view": "unsolved"}
        running.changes.append(
            {"model": "cases.DeputyView", "key": 1, "before": None, "after": row}
        )
    entry: Any = last_entry(place.code, "cases.give_view")
    assert entry.facts["view"] == "unsolved"
    assert readable_facts(entry) == {"case": "A-1", "view": ""}
    assert readable_changes(entry)[0]["after"] == {"name": "张三", "view": "", "text": ""}
    client = signed_in(make_grant(place, "auditor"))
    page = client.get(reverse("institutions:record", args=[place.code, entry.seq]))
    book = client.get(reverse("institutions:records_export", args=[place.code])).content
    cells = str(list(openpyxl.load_workbook(BytesIO(book)).active.values))
    for read in (page.content.decode(), cells):
        assert "张三" in read and "漏水" not in read and "unsolved" not in read
