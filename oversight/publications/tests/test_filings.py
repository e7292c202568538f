"""报送: from draft to reply, who may know what, every opening written down, no national secret comes in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.queries import actor_for
from oversight.institutions.tests.builders import (
    clerk_of,
    make_bodies,
    make_grant,
    make_place,
    make_unit,
    signed_in,
)
from oversight.publications.filings import actions, queries
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.rules.markings import national_secret_marking
from oversight.publications.tests.builders import make_filing, make_sent, send_filing
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Numbering

pytestmark = pytest.mark.django_db
SYSTEM = Actor(None, "系统", "system")
DAY = date(2026, 7, 9)
REPLY = {"who": "程远山", "text": "请县水利局抓紧整改。", "on": DAY}


def said_in_the_chain(place: Any) -> str:
    entries = audit.entries_of(place.code)
    return json.dumps([[e.changes, e.facts, e.note, e.basis] for e in entries], ensure_ascii=False)


def test_a_report_goes_from_draft_to_the_committees_reply():
    place = make_place()
    filing = make_filing(place)
    assert (filing.state, filing.issuer.kind) == ("draft", "party_group")
    filing = send_filing(place, filing)
    committee, government, _organisation = filing.recipients.all()
    filing = actions.acknowledge(SYSTEM, place, filing, recipient=government, on=DAY, by="收发室")
    assert filing.state == "sent"
    filing = actions.acknowledge(SYSTEM, place, filing, recipient=committee, on=DAY)
    assert filing.state == "acknowledged"
    reply = actions.record_reply(SYSTEM, place, filing, **REPLY)
    assert (queries.filing_by_id(place, filing.public_id).state, reply.secrecy) == (
        "replied",
        "internal",
    )
    facts = audit.last_entry(place.code, "filings.record_reply").facts
    assert facts == {"filing": filing.public_id, "reply": reply.public_id, "tasks": 0}


@pytest.mark.parametrize(
    "number",
    [
        "3",
        "临人党组报[2026]3号",
        "临人党组报〔2026〕第3号",
        "临人党组报〔2026〕03号",
        "〔2026〕3号",
    ],
)
def test_a_number_is_written_as_the_body_numbers_its_papers(number):
    place = make_place()
    filing = make_filing(place)
    with pytest.raises(Invalid) as refused:
        send_filing(place, filing, number=number)
    assert (refused.value.code, refused.value.where) == ("bad_number", "number")
    word = rulebooks.in_force(place).of(Numbering).word("party_group", "report", place.name)
    assert f"{word}〔" in refused.value.text
    assert send_filing(place, filing, number=f"{word} 〔2026〕 3号").number == f"{word}〔2026〕3号"


def test_the_words_stay_out_of_the_record_of_acts():
    place = make_place()
    filing = make_sent(place)
    actions.record_reply(SYSTEM, place, filing, **REPLY, tasks=[{"text": "清理渠道"}])
    back = make_sent(place, action=action("b"))
    actions.return_filing(SYSTEM, place, back, "缺附件清单")
    said = said_in_the_chain(place)
    for word in ("专题询问", "农村饮水", "抓紧整改", "清理渠道", "程远山", "缺附件"):
        assert word not in said
    assert "临人常党〔2026〕3号" in said
    assert "县委组织部" in said


def action(key: str) -> ActionTaken:
    return ActionTaken("case", "casecasecase", key, "发出预先通知", date(2026, 7, 8))


@pytest.mark.parametrize(
    "words",
    [
        {"secrecy": "state_secret"},
        {"text": "机密★10年\n请阅"},
        {"tasks": [{"text": "按密级：秘密的文件办理"}]},
    ],
)
def test_a_reply_that_is_a_national_secret_is_refused_with_the_reason(words: dict[str, Any]):
    place = make_place()
    filing = make_sent(place)
    with pytest.raises(Invalid) as refusal:
        actions.record_reply(SYSTEM, place, filing, **REPLY | words)
    assert refusal.value.code == "national_secret"
    assert "国家秘密不得进入互联网系统" in refusal.value.text
    assert queries.replies_to(filing).count() == 0


def test_a_reply_sent_twice_is_recorded_once():
    place = make_place()
    filing = make_sent(place)
    words = {"who": "示例书记", "text": "请研究整改。", "on": DAY}
    actions.record_reply(SYSTEM, place, filing, **words)
    with pytest.raises(Refused) as refusal:
        actions.record_reply(SYSTEM, place, filing, **words)
    assert refusal.value.code == "already_recorded" and filing.replies.count() == 1


def test_a_draft_with_the_marking_of_a_national_secret_is_refused():
    place = make_place()
    with pytest.raises(Invalid) as refusal:
        make_filing(place, text="绝密\n关于……")
    assert (refusal.value.code, refusal.value.where) == ("national_secret", "text")


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("机密★5年", "机密★"),
        ("密级：秘密", "密级：秘密"),
        ("（绝密）", "（绝密）"),
        ("第一段\n秘密\n第二段", "秘密"),
        ("按机密级管理", "机密级"),
        ("不分秘密级别", ""),
        ("内部资料", ""),
        ("属于工作秘密", ""),
        ("关于保护商业秘密的报告", ""),
    ],
)
def test_markings_are_read_and_other_secrets_are_not(text: str, marking: str):
    assert national_secret_marking(["无", text]) == marking


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"text": "", "unit": "x"}, "task_text"),
        ({"text": "整改", "unit": "nowhere"}, "task_unit"),
        ({"text": "整改", "due": "2026-07-01"}, "task_due"),
        ({"text": "整改", "due": "月底"}, "task_due"),
    ],
)
def test_a_task_names_what_a_unit_of_the_place_can_do_in_time(task: dict[str, str], code: str):
    place = make_place()
    filing = make_sent(place)
    with pytest.raises(Invalid) as refusal:
        actions.record_reply(SYSTEM, place, filing, **REPLY, tasks=[task])
    assert refusal.value.code == code


def test_tasks_are_kept_with_unit_and_day_and_empty_rows_left_out():
    place = make_place()
    unit = make_unit(place, "县水利局")
    filing = make_sent(place)
    tasks = [{"text": "清渠", "unit": unit.public_id, "due": date(2026, 9, 1)}, {"text": ""}]
    reply = actions.record_reply(SYSTEM, place, filing, **REPLY, tasks=tasks)
    assert reply.tasks == [{"text": "清渠", "unit": unit.public_id, "due": "2026-09-01"}]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda p, f: actions.record_reply(SYSTEM, p, f, **REPLY), "draft"),
        (lambda p, f: actions.return_filing(SYSTEM, p, f, "缺页"), "draft"),
        (lambda p, f: actions.mark_filed(SYSTEM, p, f), "draft"),
        (lambda p, f: send_filing(p, f), "sent"),
        (lambda p, f: actions.withdraw(SYSTEM, p, f, "重复"), "sent"),
        (lambda p, f: actions.mark_filed(SYSTEM, p, f), "sent"),
        (
            lambda p, f: actions.change_draft(
                SYSTEM, p, f, title="改", action="改", recipients=[("县委", "report_to")]
            ),
            "sent",
        ),
    ],
)
def test_an_act_in_the_wrong_state_is_refused(act: Any, state: str):
    place = make_place()
    filing = make_filing(place) if state == "draft" else make_sent(place)
    with pytest.raises(Refused) as refusal:
        act(place, filing)
    assert refusal.value.code == "wrong_state"


def test_what_came_back_is_mended_and_sent_again():
    place = make_place()
    filing = make_sent(place)
    first = filing.recipients.all()[0]
    actions.acknowledge(SYSTEM, place, filing, recipient=first, on=DAY)
    filing = actions.return_filing(SYSTEM, place, filing, "缺附件")
    assert all(one.acknowledged_on is None for one in filing.recipients.all())
    filing = actions.change_draft(
        SYSTEM,
        place,
        filing,
        title="补正后的报告",
        action="主任会议决定专题询问",
        recipients=[("县委", "report_to")],
    )
    assert send_filing(place, filing, DAY).state == "sent"


def test_a_filing_for_the_record_ends_as_filed_and_a_report_does_not():
    place = make_place()
    make_bodies(place)
    filing = actions.draft_filing(
        SYSTEM,
        place,
        kind="filing",
        title="票决结果备案报告",
        about=("body", "congress1234"),
        action="票决民生实事项目",
        recipients=[{"name": "县人大常委会", "role": "report_to"}],
    )
    filing = send_filing(place, filing)
    [only] = filing.recipients.all()
    filing = actions.acknowledge(SYSTEM, place, filing, recipient=only, on=DAY)
    assert actions.mark_filed(SYSTEM, place, filing).state == "filed"


@pytest.mark.parametrize(
    ("recipients", "code"),
    [
        ([], "no_recipients"),
        ([("县政府", "copy_up")], "nobody_reported_to"),
        ([("县委", "report_to"), ("县委", "copy_up")], "recipient_twice"),
        ([("县委", "to")], "unknown_recipient_role"),
    ],
)
def test_a_report_goes_to_somebody_just_once(recipients: list[Any], code: str):
    with pytest.raises(Invalid) as refusal:
        make_filing(make_place(), recipients=recipients)
    assert refusal.value.code == code


def test_actions_not_reported_up_are_those_without_a_filing_on_its_way():
    place = make_place()
    taken = [action("a"), action("b"), action("c")]
    make_sent(place, action=taken[0])
    draft = make_filing(place, action=taken[1])
    missing = queries.missing_reports(place, taken)
    assert [(each.action.key, each.filing) for each in missing] == [("b", draft), ("c", None)]
    with pytest.raises(Refused) as refusal:
        make_filing(place, action=taken[1])
    assert refusal.value.code == "already_drafted"
    actions.withdraw(SYSTEM, place, draft, "并入另一件")
    again = make_filing(place, action=taken[1])
    assert queries.missing_reports(place, taken)[0].filing == again


def test_other_places_see_nothing():
    place, other = make_place(), make_place()
    filing = make_filing(place)
    assert queries.filing_by_id(other, filing.public_id) is None
    stranger = Actor(1, "某人", "clerk", place=other.code)
    with pytest.raises(NotPermitted):
        actions.open_filing(stranger, place, filing, "page")


def test_every_opening_leaves_who_and_when_and_chair_and_auditor_see_it():
    place = make_place()
    filing = make_filing(place)
    address = f"/w/{place.code}/filings/{filing.public_id}/"
    clerk = make_grant(place)
    signed_in(clerk).get(address)
    signed_in(clerk).get(address + "print/")
    name = actor_for(clerk).label
    ways = [(each.label, each.way) for each in queries.accesses_of(filing)]
    assert ways == [(name, "print"), (name, "page")]
    assert audit.last_entry(place.code, "filings.open").actor_label == name
    chair = clerk_of(place, "chair").get(address)
    assert name in chair.content.decode()
    assert "查阅记录" in chair.content.decode()
    assert "查阅记录" not in clerk_of(place).get(address).content.decode()


def test_the_auditor_knows_that_a_filing_exists_but_not_what_it_says():
    place = make_place()
    filing = make_sent(place)
    actions.record_reply(SYSTEM, place, filing, **REPLY, tasks=[{"text": "清渠"}])
    auditor = clerk_of(place, "auditor")
    base = f"/w/{place.code}/filings/"
    for address in (base, f"{base}{filing.public_id}/", f"{base}{filing.public_id}/print/"):
        page = auditor.get(address).content.decode()
        assert "临人常党〔2026〕3号" in page
        assert "县委组织部" in page
        for word in ("专题询问", "农村饮水", "抓紧整改", "清渠", "程远山"):
            assert word not in page
    assert auditor.get(base, {"q": "专题询问"}).context["listing"].paginator.count == 0
    record = audit.last_entry(place.code, "filings.record_reply")
    shown = auditor.get(f"/w/{place.code}/records/{record.seq}/").content.decode()
    assert "抓紧整改" not in shown


@pytest.mark.parametrize("role", ["office", "member", "deputy", "liaison", "unit_head", "admin"])
def test_no_other_role_sees_anything(role: str):
    place = make_place()
    filing = make_filing(place)
    client = clerk_of(place, role)
    assert client.get(f"/w/{place.code}/filings/").status_code == 403
    assert client.get(f"/w/{place.code}/filings/{filing.public_id}/").status_code == 403
    assert queries.accesses_of(filing).count() == 0


def test_the_list_is_filtered_and_its_export_holds_no_words():
    place = make_place()
    make_sent(place)
    make_filing(place, action=action("b"), title="关于预先通知的报告")
    client = clerk_of(place)
    base = f"/w/{place.code}/filings/"
    sent = client.get(base, {"state": "sent", "recipient": "县政府", "year": "2026"})
    assert [row.filing.state for row in sent.context["rows"]] == ["sent"]
    assert client.get(base, {"q": "预先"}).context["listing"].paginator.count == 1
    text = client.get(base + "export.csv").content.decode("utf-8-sig")
    assert "临人常党〔2026〕3号" in text
    assert "报告县委、抄报县政府" in text
    assert "专题询问" not in text
    assert client.get(base + "export.xlsx").status_code == 200
    assert client.get(base + "export.exe").status_code == 404


def test_a_reply_is_recorded_by_its_form_with_rows_of_tasks():
    place = make_place()
    unit = make_unit(place, "县水利局")
    filing = make_sent(place)
    client, address = clerk_of(place), f"/w/{place.code}/filings/{filing.public_id}/reply/"
    sent = {
        "who": "程远山",
        "on": "2026-07-09",
        "secrecy": "internal",
        "text": "抓紧",
        "rows": "3",
        "task_1_text": "清渠",
        "task_1_unit": unit.public_id,
        "task_1_due": "2026-09-01",
    }
    more = client.post(address, sent | {"more": "1"})
    assert (more.status_code, more.context["form"].rows) == (200, 6)
    assert 'value="清渠"' in more.content.decode()
    refused = client.post(address, sent | {"secrecy": "state_secret"})
    assert refused.status_code == 422
    assert "国家秘密不得进入互联网系统" in refused.content.decode()
    assert client.post(address, sent).status_code == 302
    assert queries.replies_to(filing).get().tasks[0]["text"] == "清渠"


def test_a_filing_is_drafted_by_its_form_about_a_record_that_is_found():
    place = make_place()
    make_bodies(place)
    unit = make_unit(place, "县水利局")
    client, address = clerk_of(place), f"/w/{place.code}/filings/new/"
    sent = {
        "kind": "report_up",
        "about": "县水利局",
        "title": "关于询问的报告",
        "action": "专题询问",
        "report_to": "县委",
        "copy_up": "县政府\n县纪委",
    }
    assert client.get(address).status_code == 200
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    filing = queries.filings_of(place).get()
    assert (filing.about_kind, filing.about_id) == ("unit", unit.public_id)
    lost = client.post(address, sent | {"about": "没有的单位"})
    assert (lost.status_code, "没有找到" in lost.content.decode()) == (422, True)
