"""记名表决: who votes and who enters, what is told before the announcement, and the sheet that follows from the votes."""

from __future__ import annotations

import json

import pytest

from oversight.audit import queries as audit
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.voting import actions, queries
from oversight.voting.actions.named import check_value
from oversight.voting.models import NamedVote
from oversight.voting.queries import named
from oversight.voting.tests import named_builders as n

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FIRST, SECOND = n.OPTIONS


@pytest.fixture(scope="module")
def hall(module_db) -> n.Hall:
    return n.make_hall()


def cast(hall, poll, number: int, option: str, choice: str) -> NamedVote:
    who, place = hall.member(number), hall.office.place
    return actions.cast_by_name(who, place, poll, option=option, choice=choice)


def enter(hall, poll, name: str, option: str, choice: str) -> NamedVote:
    who, place = hall.office.actor("clerk"), hall.office.place
    return actions.enter_by_name(who, place, poll, name=name, option=option, choice=choice)


def last_cast(hall):
    return audit.last_entry(hall.office.place.code, "voting.cast_by_name")


def test_from_the_votes_to_the_announced_names(hall):
    poll = n.opened(hall)
    assert not poll.secret
    cast(hall, poll, 0, FIRST, "yes")
    cast(hall, poll, 0, SECOND, "no")
    cast(hall, poll, 1, FIRST, "abstain")
    for name in ("委员1", "委员2", "委员3"):
        enter(hall, poll, name, FIRST, "yes")
    assert (named.voted(poll), named.listed(poll)) == (1, [])
    poll = n.locked(hall, poll)
    assert (poll.state, queries.count_of(poll), queries.entries_of(poll)) == ("locked", None, [])
    sheet = queries.sheet_of(poll)
    rows = sheet.content["figures"]["rows"]
    assert rows == [
        {"name": FIRST, "yes": 4, "no": 0, "abstain": 1, "silent": 0},
        {"name": SECOND, "yes": 0, "no": 1, "abstain": 0, "silent": 4},
    ]
    assert named.listed(poll) == []  # nothing before the chair has announced it
    with pytest.raises(Refused, match="不重新计票"):
        actions.order_recount(
            hall.office.actor("clerk"), hall.office.place, poll, reason="重计", ordered_by="秦望川"
        )
    poll = n.announced(hall, poll)
    first, second = named.listed(poll)
    told = {one.code: list(one.names) for one in first.choices}
    assert told == {
        "yes": ["江叙", "委员1", "委员2", "委员3"], "no": [], "abstain": ["白露"], "silent": [],
    }  # fmt: skip
    assert list(second.choices[-1].names) == ["白露", "委员1", "委员2", "委员3"]
    outcome = queries.outcome_of(poll)
    assert outcome.passed == (FIRST,)
    assert "江叙" not in outcome.text and "记名表决" in outcome.text and "未表决 4" in outcome.text


def test_a_vote_changes_until_the_close_and_the_former_is_kept(hall):
    poll = n.opened(hall)
    one = cast(hall, poll, 0, FIRST, "yes")
    before = last_cast(hall)
    assert cast(hall, poll, 0, FIRST, "yes").pk == one.pk
    assert last_cast(hall) == before
    changed = cast(hall, poll, 0, FIRST, "no")
    assert (changed.pk, changed.choice) == (one.pk, "no")
    assert [each["choice"] for each in changed.earlier] == ["yes"]
    entry = last_cast(hall)
    assert entry.facts["check"] == check_value(changed) and entry.facts["changed"]
    kept = json.dumps([entry.facts, entry.changes])
    assert not {"yes", "no", "赞成", changed.salt} & {*kept.replace('"', " ").split(), kept}
    n.locked(hall, poll)
    assert cast(hall, poll, 0, FIRST, "no").pk == one.pk  # the same, sent once more after the close
    with pytest.raises(Refused) as refused:
        cast(hall, poll, 0, FIRST, "yes")
    assert refused.value.code == "wrong_state"


def test_only_who_is_there_and_each_for_oneself(hall):
    poll = n.opened(hall)
    place = hall.office.place
    values = {"option": FIRST, "choice": "yes"}
    with pytest.raises(NotPermitted, match="没有到会"):
        cast(hall, poll, 2, FIRST, "yes")
    for role in ("member", "clerk", "auditor"):  # of no row of the roll
        with pytest.raises(NotPermitted):
            actions.cast_by_name(hall.office.actor(role), place, poll, **values)
    with pytest.raises(NotPermitted):
        actions.enter_by_name(hall.member(0), place, poll, name="委员1", **values)
    with pytest.raises(NotPermitted, match="没有到会"):
        enter(hall, poll, "委员4", FIRST, "yes")
    cast(hall, poll, 0, FIRST, "no")
    with pytest.raises(Refused) as refused:
        enter(hall, poll, "江叙", FIRST, "yes")
    assert refused.value.code == "voted_on_the_own_account"
    enter(hall, poll, "白露", FIRST, "yes")
    again = cast(hall, poll, 1, FIRST, "yes")  # the own vote takes the place of what was called
    assert (again.way, [each["way"] for each in again.earlier]) == ("own", ["roll_call"])
    with pytest.raises(Invalid):
        cast(hall, poll, 0, "别的决定", "yes")
    with pytest.raises(Invalid):
        cast(hall, poll, 0, FIRST, "silent")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"matter": "appointment"}, "kept_secret"),
        ({"matter": "project_choice"}, "kept_secret"),
        ({"candidates": ["p1"]}, "kept_secret"),
        ({"kind": "choose", "k": 1}, "named_is_a_plain_vote"),
        ({"kind": "satisfaction", "rule": "half_of_all_counts"}, "named_is_a_plain_vote"),
    ],
)
def test_what_is_voted_in_secret_is_never_named(hall, more, code):
    with pytest.raises(Refused) as refused:
        n.prepared(hall, **more)
    assert refused.value.code == code


def test_without_scrutineers_nobody_would_sign(hall):
    with pytest.raises(Refused, match="监票人"):
        n.opened(hall, scrutineers=())
