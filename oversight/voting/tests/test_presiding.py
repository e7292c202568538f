"""主持和法定人数: who is voted on lets another preside; the account of who presides; whose quorum a vote needs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries
from oversight.voting.forms.preparing import ScrutineersForm
from oversight.voting.tests import builders as b
from oversight.voting.values import Voters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
COMMITTEE = Voters("县人大常委会", "standing_committee")


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def deputy_chair(office: b.Office):
    """A deputy chair who signs in as a member."""
    grant = office.grants["member"]
    person = make.make_person(office.place, grant.account.display_name)
    return institutions.link_account(operator(), office.place, person=person, account=grant.account)


def test_nobody_presides_over_a_vote_on_themselves_or_on_their_unit(office: b.Office):
    unit, person = make.make_unit(office.place), make.make_person(office.place)
    institutions.add_post(operator(), office.place, person=person, unit=unit, title="局长")
    for more, code in (
        ({"candidates": [person.public_id]}, "chair_is_candidate"),
        ({"units": [unit.public_id]}, "chair_of_the_unit"),
        ({"options": [person.name]}, "chair_is_candidate"),
    ):
        with pytest.raises(Refused) as refused:
            b.make_poll(office, chair=person.name, **more)
        assert (refused.value.code, refused.value.where) == (code, "chair")
    poll = b.make_poll(office, units=[unit.public_id])
    with pytest.raises(Refused) as refused:
        actions.name_presider(office.actor("clerk"), office.place, poll, name=person.name)
    assert refused.value.code == "chair_of_the_unit"


def test_who_leads_a_body_is_offered_to_preside_and_any_other_may_be_typed(office: b.Office):
    body = registers.body_of_kind(office.place, "chairpersons_meeting")
    named = [make.make_person(office.place, name) for name in ("沈副主任", "顾委员")]
    for person, role in zip(named, ("vice_chair", "member"), strict=True):
        institutions.add_membership(operator(), office.place, person=person, body=body, role=role)
    form = ScrutineersForm({"chair": "另一人"}, place=office.place)
    field = str(form["chair"])
    assert 'list="id_chair_names"' in field and '<datalist id="id_chair_names">' in field
    assert f'<option value="{named[0].name}">' in field and named[1].name not in field
    assert form.is_valid() and form.cleaned_data["chair"] == "另一人"


def test_the_chair_who_is_voted_on_neither_declares_nor_announces(office: b.Office):
    own = b.make_office()
    grant = own.grants["chair"]
    person = make.make_person(own.place, "冯启明")
    institutions.link_account(operator(), own.place, person=person, account=grant.account)
    poll = b.make_poll(own, chair="", candidates=[person.public_id])
    actions.open_poll(own.actor("clerk"), own.place, poll)
    actions.close_poll(own.actor("clerk"), own.place, poll)
    with pytest.raises(Refused) as refused:
        actions.declare_collected(own.actor("chair"), own.place, poll)
    assert refused.value.code == "chair_is_candidate" and b.fresh(poll).state == "closed"


def test_who_presides_with_an_account_alone_declares_and_announces(office: b.Office, deputy_chair):
    poll = b.make_poll(office, chair="")
    clerk, member, place = office.actor("clerk"), office.actor("member"), office.place
    actions.name_presider(clerk, place, poll, name=deputy_chair.name, reason="主任请假")
    entry = audit.last_entry(place.code, "voting.name_presider")
    assert (entry.note, entry.facts["name"]) == ("主任请假", deputy_chair.name)
    actions.open_poll(clerk, place, poll)
    actions.close_poll(clerk, place, poll)
    told = Notice.rows.filter(key__startswith=f"voting:{poll.public_id}:declare")
    assert [one.account_id for one in told] == [member.account_id]
    for role in ("chair", "clerk"):
        with pytest.raises(NotPermitted):
            actions.declare_collected(office.actor(role), place, poll)
    poll = actions.declare_collected(member, place, poll)
    assert (poll.declared_label, poll.declared_entered_by) == (deputy_chair.name, "")
    b.entered(office, poll, b.figures(poll, [(23, 9, 4, 2)]))
    poll = b.signed(office, poll)
    assert queries.may_see_count(member, poll)
    assert not queries.may_see_count(office.actor("chair"), poll)
    client = make.signed_in(office.grants["member"])
    url = reverse("voting:announce", args=[place.code, poll.public_id])
    assert "现在宣布" in client.get(url).content.decode()
    assert make.signed_in(office.grants["chair"]).get(url).status_code == 403
    assert client.post(url).status_code == 302
    assert b.fresh(poll).announced_label == deputy_chair.name


def test_who_presides_is_of_the_body_that_votes_and_why_is_said_once_it_is_opened(office: b.Office):
    clerk, place = office.actor("clerk"), office.place
    body = registers.body_of_kind(place, "standing_committee")
    chair, outsider = make.make_person(place, "祁连山"), make.make_person(place)
    institutions.add_membership(operator(), place, person=chair, body=body)
    voters = Voters(body.name, body.kind)
    with pytest.raises(Refused) as refused:
        b.make_poll(office, voters=voters, chair=outsider.name)
    assert (refused.value.code, refused.value.where) == ("not_of_the_voters", "chair")
    poll = b.make_poll(office, voters=voters, chair="主任祁连山")
    assert (poll.chair, poll.chair_person) == ("主任祁连山", chair.public_id)
    assert actions.name_presider(clerk, place, poll, name="委员2").chair == "委员2"
    poll = actions.open_poll(clerk, place, b.fresh(poll))
    for name, reason, code in (
        (outsider.name, "主任请假", "not_of_the_voters"),
        (chair.name, " ", "no_reason"),
    ):
        with pytest.raises((Invalid, Refused)) as refused:
            actions.name_presider(clerk, place, poll, name=name, reason=reason)
        assert refused.value.code == code
    url = reverse("voting:name_presider", args=[place.code, poll.public_id])
    client = make.signed_in(office.grants["clerk"])
    assert client.post(url, {"name": chair.name}).status_code == 422
    assert client.post(url, {"name": chair.name, "reason": "主任到会"}).status_code == 302
    assert b.fresh(poll).chair_person == chair.public_id
    assert b.make_poll(office, voters=Voters("群众代表"), chair=outsider.name).chair


def test_the_chair_presides_by_office_named_or_not_and_who_lost_the_seat_declares_nothing():
    office = b.make_office()
    clerk, place = office.actor("clerk"), office.place
    body = registers.body_of_kind(place, "standing_committee")
    voters, chair = Voters(body.name, body.kind), office.grants["chair"].account.display_name
    named = b.make_poll(office, voters=voters, chair=chair)
    unnamed = b.make_poll(office, voters=voters, chair="")
    for poll in (named, unnamed):
        actions.close_poll(clerk, place, actions.open_poll(clerk, place, poll))
        declared = actions.declare_collected(office.actor("chair"), place, b.fresh(poll))
        assert (declared.declared_label, declared.declared_entered_by) == (chair, "")
    member = make.make_person(place, "祁连山")
    today = registers.today()
    seat = institutions.add_membership(
        operator(), place, person=member, body=body, valid_from=today - timedelta(days=9)
    )
    poll = b.make_poll(office, voters=voters, chair=member.name)
    actions.close_poll(clerk, place, actions.open_poll(clerk, place, poll))
    institutions.end_membership(
        operator(), place, membership=seat, on=today - timedelta(days=1), reason="辞职"
    )
    with pytest.raises(Refused) as refused:
        actions.declare_collected(clerk, place, b.fresh(poll))
    assert refused.value.code == "not_of_the_voters"


def test_the_chair_with_a_title_before_the_name_has_the_own_account(office: b.Office):
    chair = office.grants["chair"].account
    poll = b.make_poll(office, chair=f"主任{chair.display_name}")
    assert queries.way_of_presiding(office.actor("chair"), poll) == "own"
    assert not queries.way_of_presiding(office.actor("clerk"), poll)
    other = b.make_poll(office, chair=f"{chair.display_name}同")
    assert queries.way_of_presiding(office.actor("clerk"), other) == "on_behalf"


def test_who_entered_a_count_set_aside_does_not_announce_with_the_own_account_either():
    office = b.make_office()
    place, clerk = office.place, office.actor("clerk")
    second = make.make_grant(place, "member", account=office.grants["office"].account)
    person = make.make_person(place, second.account.display_name)
    institutions.link_account(operator(), place, person=person, account=second.account)
    poll = b.collected(office, b.make_poll(office))
    good = b.figures(poll, [(23, 9, 4, 2)])
    actions.enter_counts(office.actor("office"), place, poll, figures=good)
    actions.enter_counts(clerk, place, poll, figures=good)
    asked = {"reason": "录错行", "ordered_by": "秦望川"}
    actions.order_recount(clerk, place, b.fresh(poll), **asked)
    b.entered(office, b.fresh(poll), good)
    poll = b.signed(office, b.fresh(poll))
    poll = actions.name_presider(clerk, place, poll, name=person.name, reason="主任请假")
    with pytest.raises(NotPermitted):
        actions.announce(registers.actor_for(second), place, poll)
    actions_of = make.signed_in(second).get(
        reverse("voting:announce", args=[place.code, poll.public_id])
    )
    assert actions_of.status_code == 403 and b.fresh(poll).state == "signed"


def test_for_a_chair_without_account_another_than_who_counted_enters_it(office: b.Office):
    poll = b.collected(office, b.make_poll(office))
    assert (poll.declared_label, poll.declared_entered_by) == (
        "陆景行",
        office.actor("chair").label,
    )
    b.entered(office, poll, b.figures(poll, [(23, 9, 4, 2)]))
    poll = b.signed(office, poll)
    with pytest.raises(NotPermitted):
        actions.announce(office.actor("clerk"), office.place, poll)
    small = b.make_office(small_office=True)
    own = b.collected(small, b.make_poll(small))
    b.entered(small, own, b.figures(own, [(23, 9, 4, 2)]))
    own = actions.announce(small.actor("clerk"), small.place, b.signed(small, own))
    assert own.announced_entered_by == small.actor("clerk").label
    page = make.signed_in(small.grants["auditor"]).get(
        reverse("voting:poll", args=[small.place.code, own.public_id])
    )
    assert f"陆景行（{own.announced_entered_by}代为登记）" in page.content.decode()


@pytest.mark.parametrize(
    ("voters", "more", "present", "quorate"),
    [
        (COMMITTEE, {"rule": "more_than_half_of_all"}, 22, False),
        (COMMITTEE, {"rule": "more_than_half_of_all"}, 23, True),
        (COMMITTEE, {"kind": "satisfaction", "rule": "half_of_all_counts"}, 22, False),
        (Voters("县人民代表大会", "congress"), {"kind": "satisfaction", "rule": "by_share"}, 29, False),
        (Voters("县人民代表大会", "congress"), {"kind": "satisfaction", "rule": "by_share"}, 30, True),
        (Voters("主席团", "presidium", "by_custom"), {"rule": "more_than_half_of_all"}, 22, False),
        (Voters("群众代表"), {"kind": "satisfaction", "rule": "by_share"}, 3, True),
        (Voters(), {}, 22, False),  # the rule itself is the committee's
    ],
)  # fmt: skip
def test_a_body_needs_its_quorum_whatever_the_rule(
    office: b.Office, voters: Voters, more, present: int, quorate: bool
):
    poll = b.make_poll(office, voters=voters, roll=b.roll(45, present), **more)
    if quorate:
        assert actions.open_poll(office.actor("clerk"), office.place, poll).state == "opened"
        return
    with pytest.raises(Refused) as refused:
        actions.open_poll(office.actor("clerk"), office.place, poll)
    assert refused.value.code == "not_quorate" and refused.value.basis


def test_where_the_voters_are_no_body_page_and_outcome_say_that_no_quorum_applies():
    office = b.make_office()
    clerk = make.signed_in(office.grants["clerk"])
    address = reverse("voting:prepare_poll", args=[office.place.code])
    data = {
        "title": "群众满意度测评", "kind": "satisfaction", "options": "县民政局", "rule": "by_share",
        "method": "hands", "chair": "陆景行",
    }  # fmt: skip
    unsaid = clerk.post(address, data)
    assert unsaid.status_code == 422 and {"voters", "raters"} <= set(unsaid.context["form"].errors)
    raters = "、".join(f"群众代表{n}" for n in range(1, 6))
    sent = clerk.post(address, {**data, "voters": "群众代表", "raters": raters})
    assert sent.status_code == 302
    poll = queries.poll_by_id(office.place, sent["Location"].rstrip("/").rpartition("/")[2])
    assert (poll.voters, poll.quorum, poll.base) == ("群众代表", "none", 5)
    page = re.sub(r"\s+", "", clerk.get(sent["Location"]).content.decode())
    assert "参加的不是一个机构，不适用法定人数" in page
    outcome = queries.outcome_of(b.through(office, poll, [(4, 1, 0, 0)]))
    assert outcome.figures["quorum"] == {"code": "none", "needed": None}
    assert "应到 5 人，实到 5 人。参加的不是一个机构，不适用法定人数。" in outcome.text


def test_another_round_takes_the_quorum_of_its_body(office: b.Office):
    poll = b.make_poll(office, voters=COMMITTEE, rule="more_than_half_of_all")
    poll = actions.cancel_poll(office.actor("clerk"), office.place, poll, reason="改期")
    again = actions.hold_again(office.actor("clerk"), office.place, poll, roll=b.roll(45, 22))
    assert (again.quorum, again.voters) == ("standing_committee", "县人大常委会")
    with pytest.raises(Refused):
        actions.open_poll(office.actor("clerk"), office.place, again)
    page = make.signed_in(office.grants["clerk"]).get(
        reverse("voting:poll", args=[office.place.code, again.public_id])
    )
    assert "23 人（《地方组织法》第五十一条）" in page.content.decode()
