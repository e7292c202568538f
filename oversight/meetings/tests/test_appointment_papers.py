"""任免文书: the nomination and the certificate say what the record says, and come only when they may."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, Refused
from oversight.documents import actions as documents
from oversight.documents.models import Paper
from oversight.documents.rendering import docx_of, pdf_of
from oversight.institutions import queries as places
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.actions import appointments as actions
from oversight.meetings.actions.appointment_papers import draft_appointment_paper
from oversight.meetings.models import Appointment
from oversight.meetings.papers import day
from oversight.meetings.queries import appointments as queries
from oversight.meetings.tests import builders as build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    house = build.make_house(members=5)
    meeting = build.make_meeting(house)
    make.make_unit(house.place, "县水利局")
    for kind, title in (("appointment", "人事任免"), ("dismissal", "撤职案")):
        build.placed(house, meeting, title, kind=kind)
    build.in_session(house, meeting, how_many=5)
    for item in build.read.items_in(house.place):
        meetings.start_consideration(house.clerk, house.place, item)
    return house


def nominated(house: build.House, kind: str = "appoint", **more: Any) -> Appointment:
    item_kind = "dismissal" if kind == "dismissal" else "appointment"
    values = {
        "name": "陆景行",
        "post": "局长",
        "nominator": "县长",
        "unit": places.units_of(house.place).get(name="县水利局"),
        "letter_number": "云政人〔2026〕3号",
    }
    item = build.read.items_in(house.place).get(kind=item_kind)
    return actions.nominate(house.clerk, house.place, item, kind=kind, **{**values, **more})


def adopted(house: build.House, one: Appointment) -> Appointment:
    clerk, place = house.clerk, house.place
    actions.introduce(clerk, place, one, introduced_by="工委主任", text="简历。")
    poll = actions.put_appointments_to_vote(clerk, place, one.item)
    return actions.record_result(
        system(), place, one, poll=poll.public_id, passed=True, text="赞成4票。"
    )


def drafted(house: build.House, one: Appointment, kind: str) -> Paper:
    return draft_appointment_paper(house.clerk, house.place, one, kind=kind)


def code_of(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


@pytest.mark.parametrize(
    ("kind", "asked", "law"),
    [
        ("appoint", "任命陆景行为县水利局局长", "组织法》第五十条"),
        ("remove", "免去陆景行县水利局局长职务", "组织法》第五十条"),
        ("resignation", "接受陆景行辞去县水利局局长职务的请求", "组织法》第五十条"),
        ("dismissal", "撤销陆景行县水利局局长职务", "监督法》第六十条"),
    ],
)
def test_a_nomination_says_who_proposes_whom_for_which_post_at_which_meeting(
    house, kind, asked, law
):
    one = nominated(house, kind, reasons="失职。" if kind == "dismissal" else "")
    paper = drafted(house, one, "nomination")
    meeting = one.item.meeting
    assert paper.title == f"关于提请{asked}的议案"
    for fact in (
        law,
        f"现提请{asked}。",
        f"请{meeting.title}审议。",
        f"【提请日期】{day(one.nominated_on)}",
        "【文号】云政人〔2026〕3号",
        "【提请人】县长\n\n【签字】",
    ):
        assert fact in paper.text
    assert ("理由：失职。" in paper.text) == (kind == "dismissal")
    assert (paper.paper_kind.direction, paper.paper_kind.is_working_paper) == ("up", True)
    assert [each["name"] for each in paper.addressees] == [meeting.body.name]
    assert code_of(lambda: drafted(house, one, "nomination")) == "paper_exists"


def test_a_certificate_says_which_meeting_adopted_whom_when_and_on_whose_proposal(house):
    one = nominated(house)
    assert code_of(lambda: drafted(house, one, "certificate")) == "not_introduced"
    one = adopted(house, one)
    paper = drafted(house, one, "certificate")
    title = one.item.meeting.title
    assert paper.title == "任命书"
    told = f"根据县长的提请，{title}于{day(places.today())}表决通过，任命陆景行为县水利局局长。"
    assert told in paper.text and "【签字】主任：" in paper.text
    assert (paper.issuer, paper.facts["name"]) == (house.committee, "陆景行")
    assert paper.paper_kind.series == "certificate"
    assert code_of(lambda: drafted(house, one, "nomination")) == "already_adopted"
    assert docx_of(house.place, paper)[:2] == b"PK" and pdf_of(house.place, paper)[:4] == b"%PDF"


def signed(house: build.House, paper: Paper) -> Paper:
    place = house.place
    paper = documents.submit_for_check(house.clerk, place, paper=paper)
    paper = documents.approve_check(house.actor("reviewer"), place, paper=paper)
    return documents.sign(house.actor("chair"), place, paper=paper)


def test_a_certificate_is_numbered_when_it_is_signed_and_a_nomination_never(house):
    one = nominated(house)
    assert signed(house, drafted(house, one, "nomination")).number == ""
    paper = signed(house, drafted(house, adopted(house, one), "certificate"))
    assert "任〔" in paper.number and paper.number.endswith("1号")
    client = make.signed_in(house.grants["clerk"])
    url = reverse("meetings:appointment_certify", args=[house.place.code, one.public_id])
    assert client.get(url).context["form"]["number"].value() == paper.number


def test_only_who_was_appointed_gets_a_certificate(house):
    one = adopted(house, nominated(house, "remove"))
    assert code_of(lambda: drafted(house, one, "certificate")) == "only_appointed"
    with pytest.raises(Invalid):
        drafted(house, one, "letter")


def test_the_proposer_that_is_a_body_of_the_place_issues_itself(house):
    assert (
        drafted(house, nominated(house, nominator="主任会议"), "nomination").issuer
        == (house.bodies["chairpersons_meeting"])
    )


def test_the_page_offers_what_can_be_drafted_and_shows_what_was(house):
    one = nominated(house)
    client = make.signed_in(house.grants["clerk"])
    url = reverse("meetings:appointment", args=[house.place.code, one.public_id])
    assert "起草提请任免的议案" in client.get(url).content.decode()
    made = client.post(f"{url}papers/nomination/")
    paper = queries.papers_of_appointment(one).get()
    assert (made.status_code, paper.public_id in made.url) == (302, True)
    text = client.get(url).content.decode()
    assert paper.title in text and "起草提请任免的议案" not in text
    assert client.post(f"{url}papers/letter/").status_code == 404
