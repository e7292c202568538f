"""回避和保密: nobody counts a vote on their own unit, a name alone opens no count, no handful is counted apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries
from oversight.voting.queries.counts import scrutinises
from oversight.voting.tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
ROWS = [(30, 5, 3, 0)]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


def person_of(office: b.Office, role: str):
    """The person who signs in as this role."""
    grant = office.grants[role]
    person = make.make_person(office.place, grant.account.display_name)
    return institutions.link_account(operator(), office.place, person=person, account=grant.account)


def test_nobody_counts_a_vote_on_the_own_unit_or_on_themselves(office: b.Office):
    unit = make.make_unit(office.place)
    clerk, reviewer = person_of(office, "clerk"), person_of(office, "reviewer")
    institutions.add_post(operator(), office.place, person=clerk, unit=unit, title="科长")
    poll = b.collected(
        office, b.make_poll(office, units=[unit.public_id], candidates=[reviewer.public_id])
    )
    for role, code in (("clerk", "teller_of_the_unit"), ("reviewer", "teller_is_candidate")):
        with pytest.raises(Refused) as refused:
            actions.enter_counts(
                office.actor(role), office.place, poll, figures=b.figures(poll, ROWS)
            )
        assert refused.value.code == code
    actions.enter_counts(office.actor("office"), office.place, poll, figures=b.figures(poll, ROWS))


def test_a_name_that_the_register_knows_opens_no_count_without_its_person(office: b.Office):
    poll = b.make_poll(office)
    namesake = replace(office.actor("deputy"), label="秦望川")
    assert scrutinises(namesake, poll), "nobody of this name is in the register"
    make.make_person(office.place, "秦望川")
    assert not scrutinises(namesake, poll)
    assert not queries.may_see_count(namesake, poll)


def test_a_handful_in_the_hall_is_not_counted_apart_in_secret(office: b.Office):
    roll = b.roll(8, 6, 2)
    with pytest.raises(Invalid) as invalid:
        b.make_poll(office, method="mixed", roll=roll)
    assert invalid.value.code == "part_too_small"
    assert b.make_poll(office, method="mixed", roll=roll, secret=False).method == "mixed"
