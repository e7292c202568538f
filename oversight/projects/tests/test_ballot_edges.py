"""票决的边界情形 (procedures §4 e): who is on which roll, who helps, who scrutinises, what a full result shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.projects.actions import balloting
from oversight.projects.actions.announcing import course_of
from oversight.projects.papers_voting import announcement
from oversight.projects.publishing_voting import result_content
from oversight.projects.queries import ballots as read
from oversight.projects.queries import delivery
from oversight.projects.tests import builders_voting as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FOUR = b.NAMES[:4]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.make_town(12)


def test_a_deputy_leaves_before_the_second_round_and_the_quorum_is_asked_again(
    town: b.Town,
) -> None:
    year, meeting = b.ready(town, FOUR)
    b.count_all(town, b.put(town, year), (11, 9, 9, 3))
    b.attend(town, meeting, 7)  # eight of twelve are two thirds
    with pytest.raises(Refused) as refused:
        balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert refused.value.code == "no_quorum"
    assert (b.fresh(year).state, len(read.ballots_of(year))) == ("voted", 1)
    b.attend(town, meeting, 8)
    assert balloting.vote_again(town.clerk, town.place, b.fresh(year)).present == 8


def test_a_deputy_replaced_between_candidate_stage_and_vote_is_on_the_roll_of_that_day(
    town: b.Town,
) -> None:
    """The roll is of the day of the vote: who resigned is off it, who was elected since is on it."""
    made = b.make_year(town, 2028)
    b.freeze(town, made, FOUR)
    today = registers.today()
    leaver = town.people[7]
    seat = registers.deputyships_in(town.place).filter(person=leaver).get()
    institutions.end_deputyship(
        operator(), town.place, deputyship=seat, on=today - today.resolution, reason="辞职"
    )
    elected = make.make_person(town.place, "补选的代表")
    institutions.add_deputyship(operator(), town.place, person=elected, term=seat.term)
    meeting = b.in_session(town, 2)
    b.take_up(town, b.table(town, made, meeting))
    b.adopt(town, b.draft(town, b.fresh(made)), meeting)
    poll = b.put(town, b.fresh(made))
    names = {row.name for row in poll.roll.rows if row.counts_in_base}
    assert (leaver.name in names, elected.name in names, poll.base) == (False, True, 12)


def test_the_head_of_a_benefiting_village_votes_and_never_scrutinises(town: b.Town) -> None:
    """No law asks for recusal from a vote on projects; counting is another matter."""
    year, _meeting = b.ready(town, FOUR, year=2029)
    village = make.make_place(
        f"{town.place.code}-east", "village", parent=town.place, name="东山村"
    )
    committee = make.make_unit(town.place, "东山村民委员会")
    head = town.people[3]
    institutions.add_post(operator(), town.place, person=head, unit=committee, title="主任")
    with act("projects.change_project", actor=operator(), place=town.place.code, permitted=True):
        project = year.projects.get(title=FOUR[0])
        project.village = village
        project.save()
    rows = [{"name": head.name, "person": head.public_id, "chief": True}]
    with pytest.raises(Refused) as refused:
        b.put(town, year, scrutineers=rows)
    assert refused.value.code == "scrutineer_of_the_unit"
    poll = b.put(town, year)
    assert head.name in {row.name for row in poll.roll.rows if row.counts_in_base}
    assert poll.recusals == []


def test_papers_filled_by_a_helper_count_like_any(town: b.Town) -> None:
    """The measure says whom a deputy who cannot write may ask; the count knows no such ballot."""
    year, _meeting = b.ready(town, FOUR, year=2030)
    measure = read.adopted_measure(year)
    assert measure is not None
    assert "请自己信任的人代写" in measure.text
    poll = b.count_all(town, b.put(town, year), (12, 11, 3, 1))
    assert {row["name"] for row in read.ballots_of(year)[0].figures["rows"]} == set(FOUR)
    assert poll.is_announced


def test_a_hundred_percent_result_shows_the_raw_counts(town: b.Town) -> None:
    year, meeting = b.ready(town, FOUR[:3], year=2031)
    b.count_all(town, b.put(town, year), (12, 12, 0))
    course = course_of(b.fresh(year))
    content = result_content(year, course.measure, course.ballots, course.meeting)
    figures = content["rounds"][0]["figures"]
    assert (figures["base"], figures["issued"], figures["valid"]) == (12, 12, 12)
    assert [row["yes"] for row in content["rounds"][0]["rows"]] == [12, 12, 0]
    text = announcement(year, course.measure, course.ballots, str(meeting)).text
    assert "应到代表12人，实到12人" in text
    assert "%" not in text


def test_weather_moves_the_meeting_and_the_days_are_counted_anew(town: b.Town) -> None:
    made = b.make_year(town, 2032)
    found = b.freeze(town, made, FOUR)
    soon = registers.today() + timedelta(days=3)
    meeting = meetings.plan_meeting(
        town.clerk, town.place, body=town.bodies["congress"], starts_on=soon, meeting_no=6,
        place_text="镇政府会议室",
    )  # fmt: skip
    assert [one.late for one in delivery.deliveries(found, meeting).steps] == [4, 4]
    later = soon + timedelta(days=20)
    meeting = meetings.change_meeting(
        town.clerk, town.place, meeting, reason="台风", starts_on=later, ends_on=later
    )
    steps = delivery.deliveries(found, meeting).steps
    assert [(one.late, one.due) for one in steps] == [(0, later - timedelta(days=7))] * 2
