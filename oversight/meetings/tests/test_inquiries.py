"""询问、专题询问、质询案: signed, submitted, decided, answered – by act, page and telephone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as places
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as actions_of_meetings
from oversight.meetings import queries as read
from oversight.meetings.actions import inquiries as actions
from oversight.meetings.models import InquiryMotion
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    house = build.make_house(members=5, deputies=12)
    account = house.grants["member"].account
    institutions.link_account(
        build.operator(), house.place, person=house.people[0], account=account
    )
    unit = make.make_unit(house.place, "县水利局")
    head = make.make_person(house.place, "陆景行")
    institutions.add_post(
        build.operator(), house.place, person=head, unit=unit, title="局长", is_head=True
    )
    make.make_unit(house.place, "县水务集团", kind="enterprise")
    build.make_meeting(house, days=10)
    return house


def code_of(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def unit_named(house: build.House, name: str) -> Any:
    return places.units_of(house.place).get(name=name)


def started(house: build.House, kind: str = "interpellation", **more: Any) -> InquiryMotion:
    more.setdefault("unit", unit_named(house, "县水利局"))
    more.setdefault("meeting", read.meetings_of(house.place).first())
    more.setdefault("title", "关于老旧管网改造进度")
    return actions.start_inquiry(
        house.clerk, house.place, kind=kind, questions="为什么没有按期完成？", **more
    )


def decided(house: build.House, motion: InquiryMotion, form: str = "oral") -> InquiryMotion:
    return actions.decide_inquiry(
        house.actor("chair"),
        house.place,
        motion,
        decided_by="第二十三次主任会议",
        decided_on=places.today(),
        form=form,
        answer_at="本次会议全体会议" if form == "oral" else "",
    )


def answered(house: build.House, motion: InquiryMotion, **more: Any) -> Any:
    values = {
        "official": "陆景行",
        "official_title": "局长",
        "form": "oral",
        "text": "因征地推迟，明年六月完成。",
    }
    return actions.answer_inquiry(house.clerk, house.place, motion, **{**values, **more})


def signed(house: build.House, motion: InquiryMotion, people: list[Any]) -> InquiryMotion:
    """The office enters signatures from a signed paper."""
    return actions.sign_inquiry(
        house.clerk, house.place, motion, people=people, paper=photo("联名.png")
    )


def test_two_members_of_a_county_are_too_few_and_three_enough(house):
    place, clerk = house.place, house.clerk
    motion = started(house)
    assert (motion.needed, "第五十一条" in motion.basis) == (3, True)
    signed(house, motion, house.people[:2])
    assert code_of(lambda: actions.submit_inquiry(clerk, place, motion)) == "too_few_signers"
    call = lambda: signed(house, motion, [house.people[7]])  # noqa: E731
    assert code_of(call) == "no_seat", "a deputy who is no member"
    signed(house, motion, [house.people[2]])
    assert actions.submit_inquiry(clerk, place, motion).state == "submitted"
    assert code_of(lambda: actions.unsign_inquiry(clerk, place, motion)) == "not_decided"


def test_a_committee_demands_a_new_answer_by_more_than_half(house):
    place, clerk, chair = house.place, house.clerk, house.actor("chair")
    motion = started(house)
    signed(house, motion, house.people[:4])
    actions.submit_inquiry(clerk, place, motion)
    decided(house, motion)
    assert code_of(lambda: answered(house, motion, official="沈副局长")) == "head_must_answer"
    assert code_of(lambda: answered(house, motion, form="written")) == "no_scan"
    answered(house, motion)
    again = {"unsatisfied": 2, "decided_by": "第二十四次主任会议"}
    call = lambda: actions.demand_again(chair, place, motion, **again)  # noqa: E731
    assert code_of(call) == "too_few_unsatisfied"
    assert actions.demand_again(chair, place, motion, **{**again, "unsatisfied": 3}).state == (
        "again"
    )
    second = answered(house, motion, form="written", scan=photo("答复.png"))
    assert (second.round, second.scan.confined) == (2, True)
    assert code_of(lambda: actions.accept_answer(clerk, place, motion)) == "not_asked"
    close = lambda **more: actions.accept_answer(clerk, place, motion, **more)  # noqa: E731
    assert code_of(lambda: close(unsatisfied=3)) == "why_not_again"
    done = close(unsatisfied=1)
    assert done.state == "accepted"
    assert [one.unsatisfied for one in done.answers.order_by("round")] == [3, 1]


def test_ten_deputies_interpellate_at_a_congress(house):
    place, clerk = house.place, house.clerk
    congress = build.make_meeting(house, days=20, body="congress")
    motion = started(house, meeting=congress)
    assert motion.needed == 10
    signed(house, motion, house.people[:9])
    assert code_of(lambda: actions.submit_inquiry(clerk, place, motion)) == "too_few_signers"
    signed(house, motion, [house.people[9]])
    assert actions.submit_inquiry(clerk, place, motion).state == "submitted"


def test_nothing_new_is_put_to_a_meeting_that_is_given_up(house):
    gone = build.make_meeting(house, days=33)
    actions_of_meetings.cancel_meeting(house.clerk, house.place, gone, reason="改期另定")
    assert code_of(lambda: started(house, meeting=gone)) == "meeting_cancelled"


def test_one_of_several_signers_does_not_withdraw_for_all(house):
    place, member = house.place, house.actor("member")
    motion = started(house)
    signed(house, motion, house.people[:3])
    call = lambda: actions.withdraw_inquiry(member, place, motion, reason="不提了")  # noqa: E731
    assert code_of(call) == "others_signed"
    agreed = {"reason": "联名人都同意撤回"}
    call = lambda: actions.withdraw_inquiry(house.clerk, place, motion, **agreed)  # noqa: E731
    assert code_of(call) == "no_signed_paper"
    gone = actions.withdraw_inquiry(house.clerk, place, motion, paper=photo("撤回.png"), **agreed)
    assert gone.state == "withdrawn"
    assert {one.drop_paper.name for one in gone.signers.all()} == {"撤回.png"}


def test_the_office_takes_a_signature_back_by_the_signed_paper_only(house):
    place, clerk = house.place, house.clerk
    motion = started(house)
    signed(house, motion, house.people[:3])
    call = lambda: actions.unsign_inquiry(clerk, place, motion, person=house.people[0])  # noqa: E731
    assert (
        code_of(call) == "no_signed_paper" and motion.signers.filter(dropped_at=None).count() == 3
    )
    client = make.signed_in(house.grants["clerk"])
    url = reverse("meetings:inquiry_unsign", args=[place.code, motion.public_id])
    asked = {"person": house.people[0].public_id}
    assert client.post(url, asked).status_code == 422
    assert client.post(url, {**asked, "paper": photo("退出.png")}).status_code == 302
    gone = motion.signers.exclude(dropped_at=None).get()
    page = client.get(reverse("meetings:inquiry", args=[place.code, motion.public_id]))
    assert f"{gone.public_id}/?of=drop" in page.content.decode()
    paper = reverse(
        "meetings:inquiry_signatures", args=[place.code, motion.public_id, gone.public_id]
    )
    assert client.get(f"{paper}?of=drop").status_code == 200


def test_an_enterprise_is_not_interpellated_and_a_congress_has_no_special_inquiry(house):
    unit = unit_named(house, "县水务集团")
    for kind in ("interpellation", "special_inquiry", "inquiry"):
        assert code_of(lambda kind=kind: started(house, kind, unit=unit)) == "not_an_organ"
    form = make.signed_in(house.grants["clerk"]).get(
        reverse("meetings:inquiry_new", args=[house.place.code])
    )
    assert "县水利局" in form.content.decode() and "县水务集团" not in form.content.decode()
    congress = build.make_meeting(house, days=21, body="congress")
    assert code_of(lambda: started(house, "special_inquiry", meeting=congress)) == "committee_only"


def test_a_signature_is_ones_own_or_entered_from_the_signed_paper(house):
    place, clerk = house.place, house.clerk
    motion = started(house)
    call = lambda: actions.sign_inquiry(clerk, place, motion, people=house.people[1:3])  # noqa: E731
    assert code_of(call) == "no_signed_paper"
    actions.sign_inquiry(house.actor("member"), place, motion)
    signed(house, motion, house.people[1:3])
    own, *entered = queries.signers_of(motion)
    assert (own.entered, own.paper, {one.entered for one in entered}) == (False, None, {True})
    client = make.signed_in(house.grants["clerk"])
    page = client.get(reverse("meetings:inquiry", args=[place.code, motion.public_id]))
    file = reverse(
        "meetings:inquiry_signatures", args=[place.code, motion.public_id, entered[0].public_id]
    )
    text = page.content.decode()
    assert "本人联名" in text and f"{clerk.label}代录" in text and file in text
    assert client.get(file).status_code == 200


def test_an_organ_without_a_registered_head_registers_one_first(house):
    bare = make.make_unit(house.place, "县信访局")
    motion = started(house, unit=bare)
    signed(house, motion, house.people[:3])
    actions.submit_inquiry(house.clerk, house.place, motion)
    decided(house, motion)
    assert code_of(lambda: answered(house, motion)) == "head_unknown"


def test_a_plain_question_needs_neither_signatures_nor_a_decision(house):
    motion = started(house, "inquiry")
    assert actions.submit_inquiry(house.clerk, house.place, motion).state == "decided"
    answered(house, motion, official="沈副局长")
    motion.refresh_from_db()
    assert motion.state == "answered"


def test_the_decision_puts_a_special_inquiry_on_the_agenda(house):
    place, clerk = house.place, house.clerk
    motion = actions.submit_inquiry(clerk, place, started(house, "special_inquiry"))
    motion = actions.decide_inquiry(
        clerk,
        place,
        motion,
        decided_by="第二十三次主任会议",
        decided_on=places.today(),
        form="oral",
        answer_at="联组会议",
        on_agenda=True,
    )
    item = read.items_about(place, "inquiry", motion.public_id).get()
    assert (item.kind, motion.item) == ("special_inquiry", item.public_id)
    assert code_of(lambda: answered(house, motion, official="沈副局长")) == "head_must_come"


def test_what_the_leaders_refuse_keeps_its_reason(house):
    motion = actions.submit_inquiry(house.clerk, house.place, started(house, "special_inquiry"))
    chair = house.actor("chair")
    with pytest.raises(Invalid):
        actions.refuse_inquiry(chair, house.place, motion, decided_by="主任会议", reason=" ")
    with pytest.raises(NotPermitted):
        actions.refuse_inquiry(
            house.actor("member"), house.place, motion, decided_by="甲", reason="乙"
        )
    done = actions.refuse_inquiry(
        chair, house.place, motion, decided_by="第二十三次主任会议", reason="已列入下半年计划"
    )
    assert (done.state, done.reason) == ("refused", "已列入下半年计划")


def test_a_member_starts_signs_and_submits_by_telephone(house):
    place = house.place
    member, clerk = make.signed_in(house.grants["member"]), make.signed_in(house.grants["clerk"])
    new = reverse("meetings:my_inquiry_new", args=[place.code])
    data = {
        "kind": "interpellation",
        "meeting": read.meetings_of(place)
        .filter(body__kind="standing_committee")
        .first()
        .public_id,
        "unit": unit_named(house, "县水利局").public_id,
        "title": "关于供水水质",
        "questions": "检测结果为什么不公开？",
    }
    made = member.post(new, data)
    assert made.status_code == 302
    motion = queries.inquiries_of(place).get(title="关于供水水质")
    assert "还差 2 人" in member.get(made.url).content.decode()
    sign = reverse("meetings:inquiry_sign", args=[place.code, motion.public_id])
    people = [one.public_id for one in house.people[1:3]]
    assert clerk.post(sign, {"people": people, "paper": photo("联名.png")}).status_code == 302
    assert member.post(made.url, {"step": "submit"}).status_code == 302
    motion.refresh_from_db()
    assert motion.state == "submitted"
    page = clerk.get(reverse("meetings:inquiry", args=[place.code, motion.public_id]))
    assert page.context["offers"][0].label == "登记决定"
    acts = [one.text for one in page.context["entries"]]
    assert "联名" in acts, "signatures entered by the office stand in the record of the matter"
    listed = reverse("meetings:inquiries", args=[place.code])
    assert "关于供水水质" in clerk.get(f"{listed}?kind=interpellation&q=水质").content.decode()
    assert clerk.get(f"{listed}?form=csv").status_code == 200
    stranger = make.signed_in(make.make_grant(place, "liaison", unit=unit_named(house, "县水利局")))
    url = reverse("meetings:inquiry", args=[place.code, motion.public_id])
    assert stranger.get(url).status_code == 403, "the organ does not read what is not yet put to it"
    decided(house, motion)
    assert stranger.get(url).status_code == 200


def test_who_has_no_seat_is_not_led_into_a_form_that_refuses(house):
    place = house.place
    deputy = make.signed_in(house.grants["deputy"]) if "deputy" in house.grants else None
    member = make.signed_in(house.grants["member"])
    listed = reverse("meetings:my_inquiries", args=[place.code])
    assert member.get(listed).context["may_start"]
    assert deputy is not None and not deputy.get(listed).context["may_start"]
    form = deputy.get(reverse("meetings:my_inquiry_new", args=[place.code])).context["form"]
    assert not list(form.fields["meeting"].queryset)
