"""办表决的行为: preparing, opening, declaring, another round, cancelling, each with its entry in the record and its refusal."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries, rolls
from oversight.voting.models import Poll
from oversight.voting.pages.listing import poll_cells
from oversight.voting.tests import builders as b
from oversight.voting.values import Roll, RollRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


def refused(code: str, error: pytest.ExceptionInfo[Refused]) -> bool:
    return error.value.code == code


def last(office: b.Office, code: str):
    entry = audit.last_entry(office.place.code, code)
    assert entry is not None
    return entry


def test_preparing_freezes_the_roll_and_keeps_the_rulebook(office: b.Office):
    poll = b.make_poll(office, about=("agenda_item", "abc"))
    assert (poll.state, poll.base, poll.present) == ("prepared", 45, 38)
    assert (poll.rule_version, len(poll.roll.rows)) == ("committee_more_than_half_of_all@1", 45)
    assert poll.rulebook and poll.rulebook_sha256
    facts = last(office, "voting.prepare_poll").facts
    assert (facts["about_kind"], facts["base"]) == ("agenda_item", 45)
    assert queries.polls_about(office.place, "agenda_item", "abc") == [poll]
    with pytest.raises(NotPermitted):
        actions.name_scrutineers(office.actor("member"), office.place, poll, scrutineers=[])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "election"}, "unknown_kind"),
        ({"rule": "points"}, "rule_does_not_fit"),
        ({"options": []}, "no_options"),
        ({"options": ["甲", "甲"]}, "option_twice"),
        ({"k": 1}, "no_places_here"),
        ({"kind": "choose", "options": ["甲", "乙"], "k": 3}, "bad_places"),
        ({"method": "keypad", "roll": b.roll(45, 38, 2)}, "video_needs_hands"),
        ({"method": "mixed"}, "nothing_to_mix"),
        ({"roll": Roll(())}, "empty_roll"),
        ({"roll": Roll((RollRow("", "甲", counts_in_base=False), RollRow("", "乙")))}, "no_base_reason"),
        ({"roll": Roll((RollRow("", "甲"), RollRow("", "甲")))}, "on_the_roll_twice"),
        ({"scrutineers": [{"name": b.REPORT, "chief": True}]}, "scrutineer_is_candidate"),
        ({"kind": "satisfaction", "rule": "rates_only"}, "no_such_key"),
    ],
)  # fmt: skip
def test_what_cannot_be_prepared_says_why(office: b.Office, more, code: str):
    with pytest.raises(Refused) as error:
        b.make_poll(office, **more)
    assert refused(code, error)


def test_whoever_holds_a_post_in_the_unit_does_not_scrutinise(office: b.Office):
    unit = make.make_unit(office.place, "市水利局")
    person = make.make_person(office.place, "程予安")
    institutions.add_post(operator(), office.place, person=person, unit=unit, title="局长")
    rows = rolls.scrutineers_of(office.place, ["程予安"])
    assert rows[0]["person"] == person.public_id
    with pytest.raises(Refused) as error:
        b.make_poll(office, units=[unit.public_id], scrutineers=rows)
    assert refused("scrutineer_of_the_unit", error)
    with pytest.raises(Refused) as error:
        b.make_poll(office, options=["市水利局"], scrutineers=rows)
    assert refused("scrutineer_of_the_unit", error)


def test_no_quorum_no_vote(office: b.Office):
    few = b.make_poll(office, roll=b.roll(45, 22))
    with pytest.raises(Refused) as error:
        actions.open_poll(office.actor("clerk"), office.place, few)
    assert refused("not_quorate", error) and "五十一" in error.value.basis
    town = {"rule": "congress_more_than_half_of_all"}
    actions.open_poll(
        office.actor("clerk"), office.place, b.make_poll(office, roll=b.roll(60, 40), **town)
    )
    with pytest.raises(Refused):
        actions.open_poll(
            office.actor("clerk"), office.place, b.make_poll(office, roll=b.roll(60, 39), **town)
        )


def test_paper_needs_scrutineers(office: b.Office):
    poll = b.make_poll(office, method="paper", scrutineers=[])
    clerk = office.actor("clerk")
    with pytest.raises(Refused) as error:
        actions.open_poll(clerk, office.place, poll)
    assert refused("no_scrutineers", error)
    actions.name_scrutineers(clerk, office.place, poll, scrutineers=b.SCRUTINEERS, chair="陆景行")
    assert last(office, "voting.name_scrutineers").facts["names"] == ["秦望川", "沈清和"]
    poll = actions.open_poll(clerk, office.place, poll)
    assert poll.state == "opened" and last(office, "voting.open_poll").facts["poll"]
    with pytest.raises(Refused) as error:
        actions.name_scrutineers(clerk, office.place, poll, scrutineers=[])
    assert refused("wrong_state", error)


def test_a_closed_poll_never_reopens(office: b.Office):
    poll = b.at_state(office, "closed")
    assert poll.closed_at and last(office, "voting.close_poll").facts["poll"] == poll.public_id
    with pytest.raises(Refused) as error:
        actions.open_poll(office.actor("clerk"), office.place, poll)
    assert refused("wrong_state", error)


@pytest.mark.parametrize(
    ("returned", "state"), [(39, "collected"), (40, "collected"), (41, "void")]
)
def test_more_returned_than_issued_is_void(office: b.Office, returned: int, state: str):
    poll = b.at_state(office, "closed")
    chair = office.actor("chair")
    poll = actions.declare_collected(chair, office.place, poll, issued=40, returned=returned)
    assert poll.state == state
    assert last(office, "voting.declare_collected").facts["valid"] is (state == "collected")
    closed = b.at_state(office, "closed")
    for role in ("member", "office"):
        with pytest.raises(NotPermitted):
            actions.declare_collected(
                office.actor(role), office.place, closed, issued=40, returned=40
            )


def test_no_ballot_for_who_is_not_in_the_hall(office: b.Office):
    poll = b.make_poll(office, method="paper", roll=b.roll(45, 38, 2))
    actions.open_poll(office.actor("clerk"), office.place, poll)
    actions.close_poll(office.actor("clerk"), office.place, poll)
    with pytest.raises(Invalid) as error:
        actions.declare_collected(office.actor("chair"), office.place, poll, issued=37, returned=37)
    assert refused("issued_above_present", error)


def test_only_the_tied_are_voted_on_again_with_a_fresh_roll(office: b.Office):
    first = b.at_state(office, "announced")
    before = Poll.objects.in_scope(registers.ALL_PLACES).filter(pk=first.pk).values().get()
    replaced = Roll(
        tuple(
            RollRow("", "新代表" if row.name == "委员1" else row.name, present=row.present)
            for row in first.roll.rows
        )
    )
    clerk = office.actor("clerk")
    again = actions.hold_again(clerk, office.place, first, roll=replaced)
    assert (again.round, again.options, again.k) == (2, ["社区食堂", "公交候车亭"], 1)
    assert again.roll.rows[0].name == "新代表"
    assert Poll.objects.in_scope(registers.ALL_PLACES).filter(pk=first.pk).values().get() == before
    assert queries.rounds_of(first) == queries.rounds_of(again) == [first, again]
    assert last(office, "voting.hold_again").facts["previous"] == first.public_id
    with pytest.raises(Refused) as error:
        actions.hold_again(clerk, office.place, first, roll=replaced)
    assert refused("held_again_already", error)


def test_a_void_vote_is_held_again_on_everything(office: b.Office):
    void = b.at_state(office, "void")
    again = actions.hold_again(office.actor("clerk"), office.place, void, roll=b.roll(45, 41))
    assert (again.options, again.k, again.present) == (void.options, 2, 41)
    assert b.fresh(void).state == "void"


def test_what_passed_is_not_voted_on_again(office: b.Office):
    poll = b.through(office, b.make_poll(office), [(23, 9, 4, 2)])
    with pytest.raises(Refused) as error:
        actions.hold_again(office.actor("clerk"), office.place, poll, roll=b.roll())
    assert refused("nothing_open", error)


def test_cancelling_keeps_the_record_with_its_reason(office: b.Office):
    poll = b.at_state(office, "opened")
    with pytest.raises(Invalid):
        actions.cancel_poll(office.actor("clerk"), office.place, poll, reason=" ")
    poll = actions.cancel_poll(office.actor("clerk"), office.place, poll, reason="表决器故障")
    assert (poll.state, poll.end_reason) == ("cancelled", "表决器故障")
    assert last(office, "voting.cancel_poll").note == "表决器故障"
    with pytest.raises(Refused):
        actions.cancel_poll(
            office.actor("clerk"), office.place, b.at_state(office, "collected"), reason="晚了"
        )


def test_a_show_of_hands_is_not_secret(office: b.Office):
    poll = b.make_poll(office, method="hands")
    assert poll.secret is False
    outcome = queries.outcome_of(b.through(office, poll, [(23, 9, 4, 2)]))
    assert outcome is not None and outcome.passed == (b.REPORT,)
    assert outcome.figures["cast"] == [36]


def test_the_roll_of_a_body_is_its_members_of_today(office: b.Office):
    body = registers.body_of_kind(office.place, "standing_committee")
    people = [make.make_person(office.place, name) for name in ("宋知行", "顾怀远", "葛青禾")]
    for person in people:
        institutions.add_membership(operator(), office.place, person=person, body=body)
    roll = rolls.attended(rolls.roll_of(office.place, body), ["顾怀远"], ["葛青禾"])
    assert (roll.base, roll.present, roll.present_by_video) == (3, 2, 1)
    with pytest.raises(Invalid):
        rolls.attended(roll, ["不在册"], [])


def test_a_cancelled_vote_is_no_round(office: b.Office):
    first = b.make_poll(office)
    actions.cancel_poll(office.actor("clerk"), office.place, first, reason="票印错")
    again = actions.hold_again(office.actor("clerk"), office.place, b.fresh(first), roll=first.roll)
    assert again.round == 1
    address = reverse("voting:poll", args=[office.place.code, again.public_id])
    page = make.signed_in(office.grants["clerk"]).get(address).content.decode()
    assert "取消，不算一轮" in page and "第 1 轮（这一次）" in page and "第 2 轮" not in page
    assert poll_cells(b.fresh(first))[2] is None


def test_who_is_of_a_unit_under_its_former_name_or_of_a_body_does_not_watch(office: b.Office):
    place = office.place
    unit = make.make_unit(place, "县市场监督管理局", aliases=["县工商局"], short_name="县市监局")
    body = registers.bodies_of(place).get(kind="general_office")
    people = [make.make_person(place) for _ in range(2)]
    institutions.add_post(operator(), place, person=people[0], unit=unit, title="科长")
    institutions.add_membership(operator(), place, person=people[1], body=body)
    for person, option in ((0, "县工商局"), (0, "县市监局"), (1, body.name)):
        one = people[person]
        watch = {"name": one.name, "person": one.public_id, "chief": True}
        with pytest.raises(Refused) as refused:
            b.make_rating(office, options=[option, "县水利局"], scrutineers=[watch])
        assert refused.value.code == "scrutineer_of_the_unit"
