"""会前送达: notice and candidates are with the deputies in the days of the rulebook, or it is said why not (procedures §4 c 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.models import Meeting
from oversight.projects.actions import tabling
from oversight.projects.actions.delivering import send_candidates
from oversight.projects.models import CandidateList, ProjectYear
from oversight.projects.queries import delivery as read
from oversight.projects.tests import builders_voting as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FOUR = b.NAMES[:4]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.make_town(12)


@pytest.fixture(scope="module")
def year(town: b.Town) -> ProjectYear:
    made = b.make_year(town, 2027)
    b.freeze(town, made, FOUR)
    return b.fresh(made)


def listed(year: ProjectYear) -> CandidateList:
    return year.lists.get(state="frozen")


def planned(town: b.Town, days: int) -> Meeting:
    """A session of the congress so many days from today."""
    return meetings.plan_meeting(
        town.clerk, town.place, body=town.bodies["congress"], meeting_no=1,
        starts_on=registers.today() + timedelta(days=days), place_text="镇政府会议室",
    )  # fmt: skip


def url(town: b.Town, name: str) -> str:
    return reverse(f"projects:{name}", args=[town.place.code, 2027])


def test_a_meeting_that_leaves_the_days_is_chosen_without_a_reason(
    town: b.Town, year: ProjectYear
) -> None:
    later = planned(town, 30)
    assert tabling.table_list(town.clerk, town.place, year, meeting=later).meeting == later
    found = listed(year)
    assert (found.late_reason, found.late_item) == ("", "")


def test_too_late_for_a_meeting_is_refused_or_explained(town: b.Town, year: ProjectYear) -> None:
    soon = planned(town, 2)
    with pytest.raises(Refused) as refused:
        tabling.table_list(town.clerk, town.place, year, meeting=soon)
    assert (refused.value.code, bool(refused.value.basis)) == ("delivered_late", True)
    item = b.table(town, year, soon, late_reason="台风过后临时召开。")
    found = listed(year)
    assert (found.late_reason, found.late_item) == ("台风过后临时召开。", item.public_id)
    entry = audit.last_entry(town.place.code, "projects.table_list")
    assert entry is not None
    assert (entry.note, entry.facts["late"]) == (
        "台风过后临时召开。",
        {"notice": 5, "candidates": 5},
    )
    page = make.signed_in(town.grants["clerk"]).get(url(town, "ballot")).content.decode()
    assert "台风过后临时召开。" in page
    assert "迟 5 天" in page


def test_the_vote_asks_whether_the_candidates_were_with_the_deputies(
    town: b.Town, year: ProjectYear
) -> None:
    """The day is recorded, never before the list was fixed; the first page of the clerk waits for it."""
    meeting = planned(town, 30)
    first_page = reverse("portal:today", args=[town.place.code])
    client = make.signed_in(town.grants["clerk"])
    assert url(town, "send_candidates") in client.get(first_page).content.decode()
    item = tabling.table_list(town.clerk, town.place, year, meeting=meeting)
    steps = read.deliveries(listed(year), meeting)
    assert [one.on for one in steps.steps] == [None, None]
    today = registers.today()
    with pytest.raises(Invalid) as early:
        frozen_today(town, year)
        send_candidates(
            town.clerk, town.place, listed(year), on=today - timedelta(days=3), how="发"
        )
    assert early.value.code == "before_freezing"
    sent = client.post(url(town, "send_candidates"), {"on": today.isoformat(), "how": "当面发"})
    assert (sent.status_code, listed(year).sent_on) == (302, today)
    found = {one.code: one.on for one in read.deliveries(listed(year), meeting).steps}
    assert found == {"notice": None, "candidates": today}
    assert url(town, "send_candidates") not in client.get(first_page).content.decode()
    assert item.meeting == meeting


def frozen_today(town: b.Town, year: ProjectYear) -> None:
    with act("projects.freeze_list", actor=operator(), place=town.place.code, permitted=True):
        found = listed(year)
        found.frozen_at = timezone.now()
        found.save()


def test_put_to_the_vote_only_when_sent_or_explained(town: b.Town, year: ProjectYear) -> None:
    meeting = b.in_session(town)  # called on the day
    made = b.fresh(year)
    b.take_up(town, b.table(town, made, meeting))
    b.adopt(town, b.draft(town, b.fresh(year), places=2), meeting)
    forget(town, year)
    with pytest.raises(Refused) as refused:
        b.put(town, b.fresh(year))
    assert refused.value.code == "candidates_not_sent"
    poll = b.put(town, b.fresh(year), late_reason="会上当面发。")
    assert poll.options == list(FOUR)
    assert listed(year).late_reason == "会上当面发。"


def forget(town: b.Town, year: ProjectYear) -> None:
    with act("projects.send_candidates", actor=operator(), place=town.place.code, permitted=True):
        found = listed(year)
        found.late_reason = found.late_item = ""
        found.save()
