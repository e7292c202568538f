"""记名表决一项议题: where it is refused, a counter on the wall, names in count sheet and minutes, totals alone in public."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.actors import operator, system
from oversight.audit.errors import Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as register
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.actions.item_votes import record_outcome
from oversight.meetings.forms.items import VoteForm
from oversight.meetings.hall.picture import picture
from oversight.meetings.tests import builders as build
from oversight.voting import actions as voting
from oversight.voting import queries as polls
from oversight.voting.queries.named import open_to
from oversight.voting.tests import builders as ballots

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
DECISION = "关于加强物业监督的决定"


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house(members=5)


def test_the_names_of_a_vote_on_an_item(house):
    place, clerk = house.place, house.clerk
    meeting = build.make_meeting(house, chair="组成人员01")
    item = build.placed(house, meeting, DECISION, kind="decision")
    meeting = build.in_session(house, meeting, 4)
    item = actions.start_consideration(clerk, place, item)
    poll = actions.put_to_vote(clerk, place, item, method="named", scrutineers=ballots.SCRUTINEERS)
    assert not poll.secret
    grant = make.make_grant(place, "member")
    institutions.link_account(operator(), place, person=house.people[0], account=grant.account)
    voting.open_poll(clerk, place, poll)
    member = register.actor_for(grant)
    assert [one.pk for one in open_to(member, place)] == [poll.pk]
    (option,) = poll.options
    voting.cast_by_name(member, place, poll, option=option, choice="yes")
    for name, choice in (("组成人员02", "yes"), ("组成人员03", "yes"), ("组成人员04", "no")):
        voting.enter_by_name(clerk, place, poll, name=name, option=option, choice=choice)
    seen = picture(meeting)
    assert (seen.scene, seen.show.voted) == ("vote", 4)
    url = reverse("meetings:hall_picture", args=[place.code, meeting.public_id])
    page = make.signed_in(house.grants["clerk"]).get(url).content.decode()
    assert "只显示人数，不显示怎样表决" in page and "组成人员02" not in page
    voting.close_poll(clerk, place, poll)
    voting.declare_collected(member, place, poll)
    for one in poll.scrutineers:
        voting.sign_by_code(clerk, place, poll, name=one["name"], drawing=ballots.DRAWING)
    voting.announce(member, place, ballots.fresh(poll))
    outcome = polls.outcome_of(ballots.fresh(poll))
    item = read.item_by_id(place, item.public_id)
    record_outcome(
        system(), place, item, poll=poll.public_id, adopted=bool(outcome.passed), text=outcome.text
    )
    item = read.item_by_id(place, item.public_id)
    assert item.state == "adopted" and "组成人员02" not in item.result_text
    sheet = actions.draft_item_paper(clerk, place, item, kind="count_sheet").text
    for words in (
        "【表决方式】记名表决",
        "赞成3人：组成人员01、组成人员02、组成人员03。",
        "反对1人：组成人员04。",
    ):
        assert words in sheet
    public = actions.draft_item_paper(clerk, place, item, kind="announcement").text
    assert "赞成3票" in public and "组成人员02" not in public
    script = actions.draft_meeting_paper(clerk, place, meeting, kind="script").text
    assert "本次表决采用记名方式" in script
    closed = actions.close_meeting(clerk, place, read.meeting_by_id(place, meeting.public_id))
    minutes = actions.draft_minutes(clerk, place, closed).text
    assert "记名表决：\n赞成3人：组成人员01" in minutes


@pytest.mark.parametrize("kind", ["appointment", "dismissal", "appraisal"])
def test_what_is_voted_in_secret_is_offered_no_names(house, kind):
    meeting = build.in_session(house, build.make_meeting(house, meeting_no=40 + len(kind)), 4)
    item = build.placed(house, meeting, f"关于{kind}的事项", kind=kind)
    form = VoteForm(place=house.place, item=item)
    assert "named" not in [code for code, _word in form.fields["method"].choices]
    item = actions.start_consideration(house.clerk, house.place, item)
    with pytest.raises(Refused) as refused:
        actions.put_to_vote(house.clerk, house.place, item, method="named")
    assert refused.value.code in {"kept_secret", "no_persons"}
