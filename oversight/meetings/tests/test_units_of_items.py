"""议题所关的单位: carried from the proposal, or from the case, into the vote, so that its people keep out of it."""

from __future__ import annotations

import pytest

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.forms.items import VoteForm
from oversight.meetings.tests import builders as build
from oversight.rulebooks.tests.builders import make_adopted
from oversight.voting import queries as polls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house()


def test_the_people_of_the_unit_neither_watch_nor_preside_nor_rate(house: build.House):
    unit, head = make.make_unit(house.place), house.people[0]
    row = {"name": head.name, "person": head.public_id, "chief": True}
    grant = make.make_grant(house.place, "liaison", unit=unit)
    institutions.link_account(operator(), house.place, person=head, account=grant.account)
    meeting = build.in_session(house, build.make_meeting(house))
    with pytest.raises(Invalid) as unknown:
        build.placed(house, meeting, "报告", units=["nothing"])
    assert unknown.value.code == "unknown_unit"
    item = build.considered(
        house, meeting, "物业服务工作报告", kind="special_work_report", units=[unit.public_id]
    )
    assert VoteForm(place=house.place, item=item).initial["units"] == unit.public_id
    for more, code in (
        ({"scrutineers": [row]}, "scrutineer_of_the_unit"),
        ({"chair": head.name}, "chair_of_the_unit"),
    ):
        with pytest.raises(Refused) as refused:
            actions.put_to_vote(house.clerk, house.place, item, **more)
        assert refused.value.code == code
    poll = actions.put_to_vote(
        house.clerk, house.place, item, kind="satisfaction", rule="half_of_all_counts",
        method="hands", chair=house.people[1].name,
    )  # fmt: skip
    assert poll.units == [unit.public_id]
    assert (poll.voters, poll.quorum) == (house.committee.name, "standing_committee")
    assert [one.name for one in polls.recusals_of(poll)] == [head.name]


def test_the_form_offers_the_majority_of_the_body_and_the_rating_rules_it_adopted(module_db):
    house = build.make_house()
    meeting = build.in_session(house, build.make_meeting(house))
    item = build.considered(house, meeting)
    offered = dict(VoteForm(place=house.place, item=item).fields["rule"].choices)
    assert {"committee_more_than_half_of_all", "by_share", "rates_only", "points"} <= set(offered)
    assert "share_80_50" not in offered and "more_than_half_of_all" not in offered
    assert "满意 80% 以上为满意" in offered["by_share"]
    own = {
        "code": "rates_only", "body_kind": "standing_committee", "satisfied_from": 0,
        "basically_from": 0, "least_raters": 10, "basis": "《测评办法》", "text": "只公布比率",
    }  # fmt: skip
    make_adopted(house.place, ratings={"rows": [own]})
    offered = dict(VoteForm(place=house.place, item=item).fields["rule"].choices)
    assert "by_share" not in offered and "不到 10 人的不出结果" in offered["rates_only"]
    assert read.item_by_id(house.place, item.public_id).units == []
