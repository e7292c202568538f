"""票决办法的规定: item by item with places, just so many choices, and what the measure says of ties and open places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.errors import Refused
from oversight.institutions.tests import builders as make
from oversight.voting import actions
from oversight.voting import queries as read
from oversight.voting.actions.support import poll_url
from oversight.voting.models import Poll
from oversight.voting.tests import builders as b
from oversight.voting.values import Terms, Voters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
NAMES = ("修路", "供水", "路灯", "养老")
TOWN = Voters("镇人大", "congress")


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


def ballot(office: b.Office, **more: Any) -> Poll:
    """Four projects, two places, 45 deputies, 38 present."""
    values: dict[str, Any] = {
        "kind": "vote", "options": NAMES, "k": 2, "method": "paper", "voters": TOWN,
        "rule": "congress_more_than_half_of_all", "terms": Terms(), "title": "民生实事项目票决",
    }  # fmt: skip
    return b.make_poll(office, **{**values, **more})


def counted(office: b.Office, poll: Poll, yes: Sequence[int], valid: int = 38) -> Poll:
    """Entered by both, all others abstaining."""
    poll = b.collected(office, poll, issued=38, returned=38)
    rows = [[count, 0, valid - count, 0] for count in yes]
    return b.entered(office, poll, b.figures(poll, rows, valid=valid, invalid=38 - valid))


def announced(office: b.Office, poll: Poll, yes: Sequence[int]) -> Poll:
    return b.announced(office, b.signed(office, counted(office, poll, yes)))


def test_item_by_item_the_best_of_those_with_a_majority_are_chosen_for_the_places(
    office: b.Office,
) -> None:
    poll = announced(office, ballot(office), (30, 28, 26, 10))
    outcome = read.outcome_of(poll)
    assert outcome is not None
    assert (outcome.passed, outcome.open_places) == (("修路", "供水"), 0)
    assert "“路灯”" in poll.announcement
    assert "未入选" in poll.announcement


def test_a_ballot_with_fewer_choices_than_the_measure_asks_for_is_not_counted_as_valid(
    office: b.Office,
) -> None:
    poll = counted(office, ballot(office, kind="choose", terms=Terms(exact=True)), (30, 28, 10, 7))
    with pytest.raises(Refused) as refused:
        actions.lock_sheet(office.actor("clerk"), office.place, poll)
    assert refused.value.code == "sums_do_not_hold"
    again = counted(office, ballot(office, kind="choose", terms=Terms(exact=True)), (30, 28, 10, 8))
    actions.lock_sheet(office.actor("clerk"), office.place, again)


def test_among_the_tied_more_votes_win_without_a_majority_of_all(office: b.Office) -> None:
    first = announced(office, ballot(office), (30, 28, 28, 10))
    place = office.place
    again = actions.hold_again(office.actor("clerk"), place, first, roll=b.roll())
    assert (again.rule, again.options, again.k) == ("most_votes", ["供水", "路灯"], 1)
    outcome = read.outcome_of(announced(office, again, (20, 17)))
    assert outcome is not None
    assert outcome.passed == ("供水",)


@pytest.mark.parametrize(
    ("terms", "yes", "says"),
    [
        (Terms(ties="fewer"), (30, 28, 28, 10), "都不入选"),
        (Terms(ties="all_tied"), (30, 28, 28, 10), "都入选"),
        (Terms(too_few="accept_fewer"), (30, 22, 20, 10), "少选"),
        (Terms(too_few="next_meeting"), (30, 22, 20, 10), "下次会议"),
    ],
)
def test_the_meeting_votes_again_only_where_the_measure_says_so(
    office: b.Office, terms: Terms, yes: Sequence[int], says: str
) -> None:
    poll = announced(office, ballot(office, terms=terms), yes)
    assert says in poll.announcement.splitlines()[-1]
    with pytest.raises(Refused) as refused:
        actions.hold_again(office.actor("clerk"), office.place, poll, roll=b.roll())
    assert refused.value.code == "not_by_the_measure"
    client = make.signed_in(office.grants["clerk"])
    again = reverse("voting:hold_again", args=[office.place.code, poll.public_id])
    assert again not in client.get(poll_url(poll)).content.decode()
    assert client.post(again, {"method": "paper"}).status_code == 409


def test_the_rule_of_a_round_among_the_tied_is_offered_to_no_first_vote(office: b.Office) -> None:
    with pytest.raises(Refused) as refused:
        ballot(office, rule="most_votes")
    assert refused.value.code == "of_another_round"
