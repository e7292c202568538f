"""今日的表决: each is told of the votes that wait for them, and of no others."""

from __future__ import annotations

import pytest

from oversight.institutions.queries import today
from oversight.portal.matters.votes import vote_matters
from oversight.voting import actions
from oversight.voting.tests import builders as b

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
