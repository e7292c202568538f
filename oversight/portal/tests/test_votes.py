"""今日的表决: each is told of the votes that wait for them, and of no others."""

from __future__ import annotations

import pytest

from oversight.institutions.queries import today
from oversight.institutions.tests.builders import signed_in
from oversight.portal.matters.votes import own_vote_matters, own_votes, vote_matters
from oversight.voting import actions
from oversight.voting.tests import builders as b
from oversight.voting.tests import named_builders as n

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


def told(office: b.Office, role: str) -> list[str]:
    found = vote_matters(office.actor(role), office.place, today())
    return [str(one.matter.act.label) for one in found]


def test_a_vote_waits_for_one_after_the_other():
    office = b.make_office()
    poll = b.make_poll(office)
    assert (told(office, "clerk"), told(office, "member")) == (["开始表决"], [])
    poll = b.collected(office, poll)
    cells = b.figures(poll, [(22, 10, 4, 2)])
    actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    assert (told(office, "clerk"), told(office, "reviewer")) == ([], ["录入计票"])
    actions.enter_counts(office.actor("reviewer"), office.place, poll, figures=cells)
    assert (told(office, "clerk"), told(office, "office")) == (["核对计票报告单"], [])
    b.signed(office, poll)
    assert (told(office, "chair"), told(office, "clerk")) == (["宣布结果"], [])
    b.announced(office, poll)
    assert told(office, "chair") == []


def test_a_vote_by_name_waits_for_who_takes_part_in_it():
    hall = n.make_hall()
    place, member = hall.office.place, hall.member(0)
    poll = n.opened(hall)
    first, second = n.OPTIONS

    def left() -> list[int]:
        waiting = [one.left for one in own_votes(member, place)]
        assert len(list(own_vote_matters(member, place, today()))) == sum(map(bool, waiting))
        return waiting

    assert (left(), own_votes(hall.member(2), place)) == ([2], [])
    page = signed_in(hall.grants[0]).get(f"/w/{place.code}/").content.decode()
    assert f"/voting/{poll.public_id}/vote/" in page
    actions.cast_by_name(member, place, poll, option=first, choice="yes")
    assert left() == [1]
    actions.cast_by_name(member, place, poll, option=second, choice="no")
    assert left() == [0]
    actions.close_poll(hall.office.actor("clerk"), place, poll)
    assert left() == []
