"""征集的行为: the year, proposals of anybody, what waits, contacts, replies, deletion – change, record and refusal."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from oversight.audit import queries as audit
from oversight.audit.actors import anyone, system
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.files.tests.builders import PDF
from oversight.institutions import queries as institutions
from oversight.projects import receipts, similar
from oversight.projects.actions import collecting, contacts, deleting, handling, replying, years
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import Proposal, ProposalContact
from oversight.projects.queries.proposals import counts_of, public_numbers, untold
from oversight.projects.sealing import Contact
from oversight.projects.tests.builders_collecting import (
    Town,
    collected_before,
    human,
    make_town,
    on,
    open_now,
    proposed,
    upload,
)
from oversight.publications import queries as publications
from oversight.rulebooks.tests.builders import make_adopted

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(module_db) -> Town:
    return make_town()


def last_entry(place):
    return audit.entries_of(place.code).first()


def test_the_notice_waits_for_a_second_person_and_the_year_keeps_its_rulebook(town):
    year = town.year
    assert year.state == "collecting" and year.to_choose == 10 and year.rulebook
    waiting = publications.proposal_for(town.place, "project_notice", str(year.year))
    assert waiting is not None and waiting.content["to"] == year.collecting_to.isoformat()


def test_collecting_is_opened_once_long_enough_and_only_extended():
    town = make_town(collecting_for=0)
    with pytest.raises(Refused) as short:
        open_now(town, days=29)
    assert short.value.code == "too_short" and short.value.basis
    with pytest.raises(NotPermitted):
        years.end_collecting(town.actor("deputy"), town.place, town.year)
    open_now(town)
    with pytest.raises(Refused) as again:
        open_now(town)
    assert again.value.code == "opened_before"
    with pytest.raises(Refused) as early:
        years.end_collecting(town.actor(), town.place, town.year)
    assert early.value.code == "still_running"
    last = town.year.collecting_to + timedelta(days=10)
    year = years.extend_collecting(
        town.actor(), town.place, town.year, last=last, reason="雨季，村里开会晚。"
    )
    assert year.collecting_to == last
    assert last_entry(town.place).code in {"projects.extend_collecting", "publications.propose"}
    with pytest.raises(Refused) as twice:
        years.set_up_year(town.actor(), town.place, year=year.year)
    assert twice.value.code == "year_exists"


def test_after_the_last_day_the_office_ends_it_and_nothing_more_comes_in():
    town = collected_before()
    with pytest.raises(Refused) as over:
        proposed(town)
    assert over.value.code == "over"
    late = Wish("纸质表晚到的一条")
    collecting.enter_proposal(town.actor(), town.place, town.year, wish=late)
    year = years.end_collecting(town.actor(), town.place, town.year)
    assert year.collecting_ended_at and year.state == "collecting", "the list comes next"
    with pytest.raises(Refused) as ended:
        collecting.enter_proposal(town.actor(), town.place, town.year, wish=late)
    assert ended.value.code == "not_collecting"


def test_a_proposal_is_received_with_a_code_that_the_database_does_not_hold(town):
    found = proposed(
        town,
        text="路口天黑看不见。",
        where="供销社巷",
        village=town.villages[0],
        latitude=Decimal("36.7012345"),
        contact=Contact("李松和", "138 0533 1234"),
        photos=[upload(), upload("张三家.jpg")],
    )
    made = found.proposal
    assert made.state == "received" and made.number >= 1
    assert re.fullmatch(r"[0-9A-Z]{12}", found.code)
    assert collecting.with_code(town.place, receipts.tidy(receipts.grouped(found.code).lower()))
    everything = "\n".join(connection_dump())
    for secret in (found.code, "李松和", "13805331234", "张三家"):
        assert secret not in everything
    entry = audit.last_entry(town.place.code, "projects.propose")
    assert entry.facts["code"] == made.code and entry.facts["photos"] == 2
    for said in ("路口天黑", "供销社巷", "路灯", str(town.villages[0].pk) + '"village'):
        assert said not in str(entry.changes), "the record cannot forget, so it never learns"
    photo = made.photos.first().file
    assert photo.confined and photo.cleaned and b"Exif" not in blobs.read(photo.sha256)


def connection_dump() -> list[str]:
    """Everything that the tables of proposals, files and acts hold, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in (
            "projects_proposal",
            "projects_proposalcontact",
            "projects_proposalphoto",
            "files_storedfile",
            "audit_auditentry",
        ):
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(row) for row in cursor.fetchall()]
    return found


def test_the_same_form_sent_twice_is_one_proposal(town):
    sender = human()
    first = proposed(town, "修村口的桥", sender=sender)
    again = proposed(town, "修村口的桥", sender=sender)
    assert again.again and again.proposal.pk == first.proposal.pk and again.code == first.code


def test_what_looks_like_spam_is_received_and_waits_and_a_person_may_undo_either_way(town):
    first = proposed(town, "把村里的广场铺平")
    found = proposed(town, "把村里的广场 铺平！")
    assert found.proposal.state == "held" and found.code
    assert [one["code"] for one in found.proposal.held_reasons] == ["same_again"]
    assert first.proposal.state == "received"
    clerk = town.actor()
    spam = handling.mark_spam(clerk, town.place, found.proposal, reason="重复的广告")
    assert spam.state == "spam"
    assert handling.release(clerk, town.place, spam).state == "received"
    with pytest.raises(Refused) as wrong:
        handling.release(clerk, town.place, spam)
    assert wrong.value.code == "wrong_state"
    with pytest.raises(NotPermitted):
        handling.mark_spam(town.actor("deputy"), town.place, found.proposal, reason="x")


def test_no_sixth_photo_and_no_paper_as_a_photo(town):
    with pytest.raises(Invalid) as many:
        proposed(town, "照片太多", photos=[upload() for _ in range(6)])
    assert many.value.code == "too_many_photos"

    with pytest.raises(Invalid) as paper:
        proposed(town, "不是照片", photos=[SimpleUploadedFile("a.pdf", PDF)])
    assert paper.value.code == "no_picture"


def test_a_contact_is_sealed_opened_on_record_and_goes_when_it_has_served(town):
    found = proposed(town, "修水渠", contact=Contact("王二", "13900000000")).proposal
    sealed = ProposalContact.objects.in_scope(Scope.of(town.place)).get(proposal=found)
    assert "王二" not in sealed.sealed
    with pytest.raises(NotPermitted):
        contacts.open_contact(town.actor("reviewer"), town.place, found, purpose="看看")
    opened = contacts.open_contact(town.actor(), town.place, found, purpose="电话答复")
    assert opened == Contact("王二", "13900000000")
    entry = last_entry(town.place)
    assert entry.code == "projects.open_contact" and entry.note == "电话答复"
    assert "王二" not in str(entry.changes) + str(entry.facts)
    before = sealed.delete_after
    replying.reply(town.actor(), town.place, found, way="call", text="已电话说明。")
    sealed.refresh_from_db()
    assert sealed.delete_after < before
    with on(sealed.delete_after + timedelta(days=1)):
        assert contacts.forget_contacts(town.place) >= 1
    assert not ProposalContact.objects.in_scope(Scope.of(town.place)).filter(proposal=found)
    assert last_entry(town.place).actor_role == system().role


def test_whoever_holds_the_code_has_it_deleted_at_once_and_the_number_stays(town):
    found = proposed(
        town, "给我家门口修路", text="很难走", village=town.villages[0],
        contact=Contact("赵六", "1"), photos=[upload(kind="PNG", name="a.png")],
    )  # fmt: skip
    number, sha = found.proposal.number, found.proposal.photos.first().file.sha256
    with pytest.raises(NotPermitted):
        deleting.delete_by_code(anyone(), town.place, code="000000000000")
    gone = deleting.delete_by_code(anyone(), town.place, code=found.code)
    assert (gone.state, gone.number, gone.title, gone.text) == ("deleted", number, "", "")
    assert gone.village is None and not gone.photos.exists()
    assert not ProposalContact.objects.in_scope(Scope.of(town.place)).filter(proposal=gone)
    assert not StoredFile.objects.in_scope(Scope.of(town.place)).filter(sha256=sha).exists()
    assert collecting.with_code(town.place, found.code).state == "deleted"
    with pytest.raises(Refused) as twice:
        deleting.delete_by_code(anyone(), town.place, code=found.code)
    assert twice.value.code == "deleted"


def test_without_the_code_the_office_deletes_with_how_it_knew_them(town):
    found = proposed(town, "删我的").proposal
    with pytest.raises(NotPermitted):
        deleting.delete_on_request(town.actor("chair"), town.place, found, reason="核对身份证")
    gone = deleting.delete_on_request(town.actor(), town.place, found, reason="核对身份证")
    assert gone.state == "deleted" and last_entry(town.place).note == "核对身份证"


def test_a_bare_problem_becomes_a_project_proposal_each_naming_the_other(town):
    problem = proposed(town, "老人吃饭难", kind="problem").proposal
    made = handling.turn_problem(
        town.actor("deputy"), town.place, problem, wish=Wish("设三处老年食堂")
    )
    problem.refresh_from_db()
    assert problem.state == "turned" and made.turned_from_id == problem.pk
    assert made.kind == "project" and made.channel == "deputy"
    with pytest.raises(Refused):
        handling.turn_problem(town.actor(), town.place, made, wish=Wish("再来"))


def test_deleting_a_problem_takes_its_words_out_of_what_it_became(town):
    found = proposed(town, "我家门口积水", text="雨后进不了门", where="东街最里面", kind="problem")
    wish = Wish("疏通东街排水", "雨后进不了门", "东街")
    made = handling.turn_problem(town.actor(), town.place, found.proposal, wish=wish)
    deleting.delete_by_code(anyone(), town.place, code=found.code)
    made.refresh_from_db()
    assert (made.title, made.text, made.where) == ("疏通东街排水", "", "东街")


def test_not_taken_has_its_reason_and_everybody_is_told_one_way_or_another():
    town = make_town()
    rows = [proposed(town, f"不采纳的第{n}条").proposal for n in range(3)]
    clerk = town.actor()
    for row in rows:
        handling.not_take(clerk, town.place, row, reason="not_affordable", text="今年资金不够。")
    with pytest.raises(Invalid):
        handling.not_take(clerk, town.place, proposed(town, "另一条").proposal, reason="other")
    assert rows[0].replies.get().way == "code" and untold(town.year) == 3
    replying.reply(clerk, town.place, rows[0], way="letter", text="已书面答复。")
    meeting = replying.record_explanation(
        clerk, town.place, town.year, on=institutions.today(), where="柳湾村", people=40,
        text="讲了资金盘子。", proposals=rows[1:],
    )  # fmt: skip
    assert meeting.replies.count() == 2 and untold(town.year) == 0
    numbers = public_numbers(town.year)
    assert numbers["not_taken"] == 3
    assert [(row["code"], row["count"]) for row in numbers["reasons"]] == [("not_affordable", 3)]
    again = handling.reconsider(clerk, town.place, rows[0], reason="县里补了资金")
    assert again.state == "received" and again.not_taken_reason == ""


def test_one_forum_is_one_record_with_many_proposals_and_their_speakers(town):
    session, made = collecting.record_session(
        town.actor("deputy"), town.place, town.year,
        details={"kind": "forum", "on": institutions.today(), "where": "柳湾村委会", "led_by": "李代表",
                 "note": "张三说家里老人没人照看。"},
        wishes=[Wish("修渠", contact=Contact("张三", "")), Wish("老人难", kind="problem")],
    )  # fmt: skip
    assert [one.proposal.session_id for one in made] == [session.pk] * 2
    assert made[0].code == receipts.code_of(made[0].proposal.public_id), "it can be printed again"
    assert made[0].proposal.contact and made[0].proposal.seen_at
    collecting.add_to_session(town.actor(), town.place, session, wishes=[Wish("补一条")])
    assert session.proposals.count() == 3
    assert not [row for row in connection_dump() if "没人照看" in row], (
        "words of a forum stay out of the acts"
    )
    with pytest.raises(Invalid):
        collecting.record_session(
            town.actor(), town.place, town.year, wishes=[],
            details={"kind": "forum", "on": institutions.today() + timedelta(days=1), "where": "x", "led_by": "x"},
        )  # fmt: skip


def test_who_collects_is_the_rulebooks_to_say(town):
    found = proposed(town, "谁来办").proposal
    with pytest.raises(NotPermitted):
        handling.mark_spam(town.actor("liaison"), town.place, found, reason="政府不征集")
    with pytest.raises(NotPermitted):
        collecting.enter_proposal(town.actor("auditor"), town.place, town.year, wish=Wish("x"))
    with pytest.raises(NotPermitted):
        collecting.enter_proposal(town.actor("liaison"), town.place, town.year, wish=Wish("x"))
    make_adopted(town.place, projects={"collector": "government"})
    liaison = town.actor("liaison")
    made = collecting.enter_proposal(liaison, town.place, town.year, wish=Wish("政府录入的"))
    assert made.proposal.channel == "paper" and made.code
    listed = town.client("liaison").get(
        f"/w/{town.place.code}/projects/{town.year.year}/proposals/"
    )
    assert "录入一条建议" in listed.content.decode()


def test_similar_titles_are_shown_once_a_person_has_seen_them():
    town = make_town()
    row = proposed(town, "给背街小巷安装路灯").proposal
    personal = proposed(town, "给13805331234家装路灯").proposal
    assert similar.similar_to(town.year, "背街小巷装路灯") == []
    assert handling.look_through(town.actor(), town.place, [row, personal]) == 2
    found = similar.similar_to(town.year, "背街小巷装路灯")
    assert [one.title for one in found] == ["给背街小巷安装路灯"]
    assert similar.similar_to(town.year, "新建卫生院") == []
    handling.mark_spam(town.actor(), town.place, row, reason="试填")
    assert similar.similar_to(town.year, "背街小巷装路灯") == []


def test_counts_are_those_of_the_list():
    town = make_town()
    for n in range(3):
        proposed(town, f"第{n}条不同的愿望")
    proposed(town, "看 www.abc.com")
    counts = counts_of(town.year)
    assert (counts.counted, counts.held, counts.open, counts.unseen) == (3, 1, 3, 3)
    assert Proposal.objects.in_scope(Scope.of(town.place)).count() == 4
