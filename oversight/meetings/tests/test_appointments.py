"""任免: each person a line of their own, and a dismissal after the defence and in secret."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import Invalid, Refused
from oversight.audit.outbox import run_pending
from oversight.config.reactions import REACTIONS
from oversight.documents.queries import papers_about
from oversight.institutions import queries as places
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.actions import appointments as actions
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.queries import appointments as queries
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import photo
from oversight.publications import actions as publications
from oversight.voting.tests import builders as votes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    house = build.make_house(members=5)
    meeting = build.make_meeting(house)
    make.make_unit(house.place, "县水利局")
    build.placed(house, meeting, "人事任免", kind="appointment")
    build.placed(house, meeting, "关于撤销某某职务的议案", kind="dismissal")
    build.in_session(house, meeting, how_many=5)
    return house


def item_of(house: build.House, kind: str, considered: bool = True) -> AgendaItem:
    item = meetings_item(house, kind)
    if considered:
        meetings.start_consideration(house.clerk, house.place, item)
        item.refresh_from_db()
    return item


def meetings_item(house: build.House, kind: str) -> AgendaItem:
    return build.read.items_in(house.place).get(kind=kind)


def code_of(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def published(house: build.House, item: AgendaItem) -> str:
    """The page that everybody reads, once two people have published the result."""
    place = house.place
    made = meetings.propose_item_publication(house.clerk, place, item)
    public = publications.publish(make.make_actor(place, "reviewer"), place, made)
    keys = {"place": place.code, "public_id": public.publication.public_id}
    page = Client().get(reverse("publications:publication", kwargs=keys))
    assert page.status_code == 200
    return page.content.decode()


def nominated(house: build.House, item: AgendaItem, name: str, **more: Any) -> Appointment:
    unit = places.units_of(house.place).get(name="县水利局")
    values = {"kind": "appoint", "post": "局长", "nominator": "县长", "unit": unit}
    return actions.nominate(house.clerk, house.place, item, name=name, **{**values, **more})


def introduced(house: build.House, one: Appointment) -> Appointment:
    return actions.introduce(
        house.clerk, house.place, one, introduced_by="人事代表工委主任", text="简历和表现。"
    )


def counted(house: build.House, poll: Any, rows: list[tuple[int, int, int]]) -> None:
    """The poll is held on paper and announced, with these yes, no, abstain of five present."""
    office = votes.Office(house.place, house.grants)
    votes.through(office, poll, [(*row, 0) for row in rows], ballots=5)
    run_pending(REACTIONS, limit=1000)


def test_each_person_has_a_line_and_a_result_of_their_own(house):
    place, clerk = house.place, house.clerk
    item = item_of(house, "appointment")
    first = introduced(house, nominated(house, item, "陆景行", letter=photo("提请函.png")))
    second = introduced(house, nominated(house, item, "秦望川", kind="remove", post="副局长"))
    assert first.letter.confined
    poll = actions.put_appointments_to_vote(clerk, place, item, scrutineers=votes.SCRUTINEERS)
    assert poll.options == ["任命陆景行为县水利局局长", "免去秦望川县水利局副局长职务"]
    assert poll.secret
    counted(house, poll, [(4, 1, 0), (2, 2, 1)])
    notice = meetings.draft_item_paper(clerk, place, item, kind="announcement").text
    assert "会议决定：\n任命陆景行为县水利局局长。" in notice
    assert "没有通过：\n免去秦望川县水利局副局长职务。" in notice
    public = published(house, item)
    assert "任命陆景行为县水利局局长" in public and "没有通过" in public
    assert all(one.name not in public for one in poll.roll.rows)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("adopted", "not_adopted")
    oath = {"on": places.today(), "leader": "周主任"}
    assert code_of(lambda: actions.record_oath(clerk, place, first, **oath)) == "not_certified"
    tomorrow = places.today() + timedelta(days=1)
    assert code_of(lambda: actions.announce(clerk, place, first, number="第12号", on=tomorrow)) == (
        "day_to_come"
    )
    actions.announce(clerk, place, first, number="第12号", on=places.today())
    actions.certify(clerk, place, first, number="任字第7号", on=places.today())
    done = actions.record_oath(clerk, place, first, **oath)
    assert (done.state, done.announcement, done.certificate) == ("sworn", "第12号", "任字第7号")
    assert code_of(
        lambda: actions.certify(clerk, place, second, number="甲", on=places.today())
    ) == ("only_appointed")
    client = make.signed_in(house.grants["clerk"])
    issuer = house.committee.public_id
    paper = reverse("meetings:appointments_paper", args=[place.code, item.public_id])
    assert client.post(paper, {"issuer": issuer}).status_code == 302
    papers = papers_about(place, "agenda_item", item.public_id)
    text = papers.get(title__endswith="任免名单").text
    assert "陆景行" in text and "秦望川" not in text
    page = client.get(reverse("meetings:appointment", args=[place.code, first.public_id]))
    assert "周主任监誓" in page.content.decode()
    assert "会议决定任命陆景行为县水利局局长。" in page.content.decode()


def test_nobody_is_put_to_the_vote_before_examination_and_statement(house):
    place, clerk = house.place, house.clerk
    item = item_of(house, "appointment")
    one = nominated(house, item, "陆景行", needs_exam=True, needs_statement=True)
    vote = lambda: actions.put_appointments_to_vote(clerk, place, item)  # noqa: E731
    assert code_of(vote) == "not_introduced"
    introduced(house, one)
    assert code_of(vote) == "no_exam"
    actions.record_exam(clerk, place, one, passed=False, on=places.today())
    assert code_of(vote) == "no_exam"
    actions.record_exam(clerk, place, one, passed=True, on=places.today())
    assert code_of(vote) == "no_statement"
    actions.record_statement(clerk, place, one, text="恪尽职守。")
    vote()
    one.refresh_from_db()
    assert one.state == "put_to_vote"
    assert code_of(lambda: actions.withdraw(clerk, place, one, reason="晚了")) == "at_the_vote"


def test_a_dismissal_waits_for_the_defence_and_is_never_on_the_keypad(house):
    place, clerk = house.place, house.clerk
    item = item_of(house, "dismissal")
    with pytest.raises(Invalid):
        nominated(house, item, "甲", kind="dismissal")
    with pytest.raises(Invalid):
        nominated(house, item, "甲", kind="appoint")
    one = introduced(
        house, nominated(house, item, "甲", kind="dismissal", reasons="失职，附调查报告。")
    )

    def vote(method: str) -> Any:
        return actions.put_appointments_to_vote(clerk, place, item, method=method)

    assert code_of(lambda: vote("paper")) == "defence_not_heard"
    with pytest.raises(Invalid):
        actions.hear_defence(clerk, place, one, how="heard", text=" ")
    actions.hear_defence(clerk, place, one, how="heard", text="当时已经报告。")
    with pytest.raises(Refused) as refused:
        vote("keypad")
    assert (refused.value.code, "第六十二条" in refused.value.basis) == ("not_by_keypad", True)
    assert vote("paper").secret


def test_the_plain_page_of_a_vote_leads_past_nobody(house):
    place, clerk = house.place, house.clerk
    item = item_of(house, "appointment")
    plain = lambda **more: meetings.put_to_vote(clerk, place, item, **more)  # noqa: E731
    assert code_of(plain) == "no_nominations"
    one = introduced(house, nominated(house, item, "陆景行"))
    assert code_of(plain) == "one_by_one"
    ballot = {"options": [queries.option_of(one)]}
    assert code_of(lambda: plain(**ballot, kind="satisfaction")) == "poll_kind_does_not_fit"
    assert code_of(lambda: plain(**ballot, rule="more_than_half_of_all")) == "other_rule"
    assert code_of(lambda: plain(**ballot, method="hands")) == "hands_are_not_secret"
    poll = plain(**ballot)
    one.refresh_from_db()
    assert (one.state, one.poll) == ("put_to_vote", poll.public_id)


def test_the_office_registers_and_puts_to_the_vote_by_page(house):
    place = house.place
    item = item_of(house, "appointment")
    client = make.signed_in(house.grants["clerk"])
    new = reverse("meetings:appointment_new", args=[place.code, item.public_id])
    today = places.today().isoformat()
    data = {"kind": "appoint", "post": "局长", "nominator": "县长", "nominated_on": today}
    assert client.post(new, data).status_code == 422
    made = client.post(new, {**data, "name": "陆景行"})
    assert made.status_code == 302
    listed = reverse("meetings:appointments", args=[place.code, item.public_id])
    assert "还没有向会议介绍情况" in client.get(listed).content.decode()
    intro = {"introduced_by": "工委主任", "text": "简历。"}
    assert client.post(made.url + "introduce/", intro).status_code == 302
    vote = client.get(listed).context["vote_url"]
    assert vote in client.get(made.url).content.decode(), "the page of the person leads there"
    member = make.signed_in(house.grants["member"])
    page = member.get(made.url).content.decode()
    assert vote not in page and "可以付表决：由主持人决定" in page
    assert "任命陆景行为局长" in client.get(vote).content.decode()
    assert client.post(vote, {"method": "paper"}).status_code == 302
