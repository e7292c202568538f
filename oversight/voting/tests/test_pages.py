"""表决的页面: the comparison as drawn, the way from preparing to the result through forms alone, the papers."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.institutions import actions as institutions
from oversight.institutions.queries import body_of_kind
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.test_sending_once import key_in
from oversight.voting import actions, queries
from oversight.voting.models import Poll
from oversight.voting.paper_signatures import drawn_on_sheet
from oversight.voting.tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
NAMES = ("宋知行", "顾怀远", "葛青禾", "陆景行", "秦望川")


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    found = b.make_office()
    body = body_of_kind(found.place, "standing_committee")
    for name in NAMES:
        person = make.make_person(found.place, name)
        institutions.add_membership(operator(), found.place, person=person, body=body)
    return found


@pytest.fixture(scope="module")
def clients(office: b.Office) -> dict[str, Client]:
    return {role: make.signed_in(office.grants[role]) for role in b.ROLES}


def url(poll: Poll, name: str = "poll") -> str:
    return reverse(f"voting:{name}", args=[poll.jurisdiction.code, poll.public_id])


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_comparison_shows_both_figures_the_gap_and_a_lock_that_is_off(office, clients):
    options = ["县民政局", "县住房和城乡建设局", "县卫生健康局"]
    more = {"kind": "satisfaction", "method": "paper", "rule": "half_of_all_counts"}
    poll = b.make_poll(office, options=options, roll=b.roll(240, 226), **more)
    poll = b.collected(office, poll, 224, 223)
    rows = [(198, 20, 3, 1), (121, 78, 22, 1), (95, 27, 0, 0)]
    cells = b.figures(poll, rows, valid=222, invalid=1)
    poll = b.entered(office, poll, cells, {**cells, "paper.1.basically_satisfied": 87})
    page = text_of(clients["clerk"].get(url(poll, "count")))
    assert 'id="cell-paper-1-basically_satisfied"' in page
    assert 'href="#cell-paper-1-basically_satisfied">第 2 行“基本满意”</a>：甲 78，乙 87' in page
    assert 'href="#row-paper-2">第 3 行</a>：95+27+0+0=122，有效票 222，少 100' in page
    assert "122，差 100" in page and "发出选票 224 张，不多于会场实到 226 人" in page
    assert re.search(r"<button[^>]* disabled[^>]*>锁定并送监票人签字", page)
    sent = clients["clerk"].post(url(poll, "lock_sheet"))
    assert sent.status_code == 409 and "两次录入有 1 格不同" in sent.content.decode()


def post(client: Client, address: str, data: dict[str, object] | None = None) -> str:
    answer = client.post(address, data or {})
    assert answer.status_code == 302, re.findall(r"field__error.*?</div>", text_of(answer))
    return str(answer["Location"])


def test_a_vote_from_preparing_to_the_result_by_forms_alone(office, clients):
    clerk, reviewer, chair = (clients[role] for role in ("clerk", "reviewer", "chair"))
    body = body_of_kind(office.place, "standing_committee")
    address = post(
        clerk,
        reverse("voting:prepare_poll", args=[office.place.code]),
        {
            "title": "关于供水情况的报告", "kind": "vote", "options": "关于供水情况的报告",
            "rule": "committee_more_than_half_of_all", "method": "mixed",
            "body": body.public_id, "absent": "宋知行", "video": "葛青禾", "chair": "陆景行",
            "names": "秦望川",
        },
    )  # fmt: skip
    poll = queries.poll_by_id(office.place, address.rstrip("/").rpartition("/")[2])
    assert (poll.base, poll.in_hall, poll.by_video) == (5, 3, 1)
    post(clerk, url(poll, "open_poll"))
    post(clerk, url(poll, "close_poll"))
    post(chair, url(poll, "declare_collected"))
    cells = b.figures(poll, [(2, 1, 0, 0), (1, 0, 0, 0)])
    once = {**cells, "form_key": key_in(clerk.get(url(poll, "enter_counts")))}
    for _twice in range(2):
        assert post(clerk, url(poll, "enter_counts"), once) == url(poll)
    assert poll.entries.count() == 1
    assert "已录入。接着由另一名计票人录入" in text_of(clerk.get(url(poll)))
    blind = text_of(reviewer.get(url(poll, "enter_counts")))
    assert 'name="keypad.0.yes"' in blind and 'value="2"' not in blind
    other = {**cells, "hands.0.yes": 0, "hands.0.no": 1}
    assert post(reviewer, url(poll, "enter_counts"), other) == url(poll, "count")
    compared = text_of(reviewer.get(url(poll, "count")))
    assert "两次录入有 2 格不同。接着看原票改正" in compared
    change = {"side": "second", "reason": "看录像", "witness": "秦望川"}
    for cell, value in (("hands.0.yes", 1), ("hands.0.no", 0)):
        post(reviewer, f"{url(poll, 'correct_cell')}?cell={cell}", {**change, "value": value})
    post(clerk, url(poll, "lock_sheet"))
    names = [office.actor(role).label for role in ("clerk", "reviewer")]
    sign = url(poll, "sign_sheet")
    chief = {"signer": "chief_scrutineer:秦望川"}
    page = text_of(clerk.get(f"{sign}?signer={chief['signer']}"))
    assert '<strong class="sign__name">秦望川</strong>' in page and 'type="file"' in page
    assert "data-sign-surface" not in page and "秦望川没有账号：发签字码" in page
    typed = clerk.post(sign, {**chief, "name": "秦望川", "drawing": json.dumps(b.DRAWING)})
    assert typed.status_code == 422 and not poll.sheets.get().signatures.exists()
    by_telephone(clerk, poll, "秦望川")
    assert poll.sheets.get().signatures.count() == 1
    assert drawn_on_sheet(office.place, {"poll": poll.public_id}) == {}, "nothing is announced yet"
    other_teller = clerk.post(sign, {"signer": f"teller:{names[1]}"})
    assert other_teller.status_code == 422 and "scan" in other_teller.context["form"].errors
    for client, name in zip((clerk, reviewer), names, strict=True):
        post(client, sign, {"signer": f"teller:{name}"})
    assert "签字齐全。接着由主持人宣布结果" in text_of(reviewer.get(url(poll, "count")))
    sheet = text_of(clerk.get(url(poll, "count_print")))
    assert 'd="M100 80L400 80M250 40L250 300"' in sheet and f"签字码由{names[0]}发出" in sheet
    assert clerk.get(url(poll, "announce")).status_code == 403, "who counted speaks for no chair"
    words = text_of(chair.get(url(poll, "announce")))
    assert "会场 3 人按表决器，视频参加的 1 人举手" in words
    assert "现在宣布" not in text_of(clients["member"].get(url(poll)))
    post(chair, url(poll, "announce"))
    page = text_of(clients["member"].get(url(poll)))
    assert "关于供水情况的报告，通过。" in page and "看录像" in page and "现在宣布" not in page
    signed = ["在本人手机上签字：秦望川", *(f"在计票报告单上签字：{name}" for name in names)]
    assert all(text in page for text in signed), "the record has every signature"
    assert page.count("改正计票录入的一格") == 2
    printed = text_of(clients["member"].get(url(poll, "result_print")))
    assert 'd="M100 80L400 80M250 40L250 300"' in printed
    assert f"陆景行（{office.actor('chair').label}代为登记）" in printed
    assert "3 人（《地方组织法》第五十一条）" in printed
    assert "看录像" in printed and "会场按表决器，3 人" in printed and "合计，4 人" in printed
    assert "关于供水情况的报告，通过。" in printed and "现在宣布" not in printed
    on_paper = drawn_on_sheet(office.place, {"poll": poll.public_id})
    assert on_paper == {("总监票人", "秦望川"): b.DRAWING}


def by_telephone(clerk: Client, poll: Poll, name: str) -> None:
    """The office gives out a code; on a telephone without an account it is used once, then the name drawn."""
    given = text_of(clerk.post(url(poll, "issue_signing_code"), {"name": name}))
    code = re.search(r'class="sign__typed">([0-9A-Z-]+)<', given)
    assert code and "还没有发签字码" not in given
    place, here = poll.jurisdiction.code, reverse("voting:signing", args=[poll.jurisdiction.code])
    telephone, other = Client(), Client()
    wrong = telephone.post(here, {"code": "0000-0000-0000"})
    assert wrong.status_code == 422 and "没有这个签字码" in text_of(wrong)
    link = reverse("voting:signing_link", args=[place, code[1].replace("-", "")])
    assert telephone.get(link)["Location"] == here
    assert f"你是监票人{name}本人的" in text_of(telephone.get(here))
    assert telephone.post(here, {}).status_code == 302
    late = other.post(here, {"code": code[1]})
    assert late.status_code == 409 and "已经在一部手机上启用" in text_of(late)
    page = text_of(telephone.get(here))
    assert "data-sign-surface" in page and "计票报告单" in page
    phone = poll.phones.get().public_id
    drawing = {"phone": phone, "drawing": json.dumps(b.DRAWING)}
    assert other.post(here, drawing).status_code == 403
    nothing = telephone.post(here, {**drawing, "drawing": "[]"})
    assert nothing.status_code == 422 and "没有签上" in text_of(nothing)
    assert telephone.post(here, drawing).status_code == 302
    assert "已签字。可以关上这一页" in text_of(telephone.get(here))


def test_the_paper_ballot_has_no_number_and_the_empty_sheet_every_line(office, clients):
    poll = b.at_state(office, "prepared")
    ballot = text_of(clients["clerk"].get(url(poll, "ballot")))
    assert poll.public_id not in ballot.partition("<main")[2].partition("返回")[2]
    assert "多于 2 项的整张票无效" in ballot
    empty = text_of(clients["clerk"].get(url(poll, "count_form")))
    assert empty.count("计票人") == 2 and all(name in empty for name in poll.options)


def test_a_file_with_wrong_cells_names_them(office, clients):
    poll = b.at_state(office, "collected")
    file = SimpleUploadedFile("a.csv", "项目,赞成,反对,弃权,未填\n示例路改造,x,1,1,1\n".encode())
    sent = clients["clerk"].post(url(poll, "enter_file"), {"source": "reader_file", "file": file})
    assert sent.status_code == 422 and "B2" in sent.content.decode()
    assert not poll.entries.exists()


def test_a_ranking_from_the_form_to_the_vote_on_those_tied(office, clients):
    """Seven ballots, two places: 路 in, 灯 and 亭 tied; one entry by ballots from a file, one by hand."""
    clerk, place = clients["clerk"], office.place
    data = {
        "title": "实事项目排序", "kind": "ranking", "options": "路\n灯\n亭", "k": 2, "rule": "points",
        "method": "paper", "raters": "\n".join(f"代表{n}" for n in range(1, 8)), "voters": "代表",
        "chair": "陆景行", "names": "秦望川",
    }  # fmt: skip
    address = post(clerk, reverse("voting:prepare_poll", args=[place.code]), data)
    poll = queries.poll_by_id(place, address.rstrip("/").rpartition("/")[2])
    assert "写 1 至 2" in text_of(clerk.get(url(poll, "ballot")))
    assert "第 2 位" in text_of(clerk.get(url(poll, "count_form")))
    b.collected(office, poll, 7, 7)
    ballots = "第 1 位,第 2 位\n路,灯\n1,3\n路,灯\n路,亭\n灯,亭\n亭,灯\n"
    for text, status in ((f"{ballots}桥,灯\n", 422), (f"{ballots}无效,\n", 302)):
        file = SimpleUploadedFile("a.csv", text.encode())
        sent = clerk.post(url(poll, "enter_file"), {"source": "reader_file", "file": file})
        assert sent.status_code == status, text_of(sent)
    cells = b.figures(poll, [(4, 0, 2), (1, 3, 2), (1, 3, 2)], valid=6, invalid=1)
    assert "第 1 位" in text_of(clients["reviewer"].get(url(poll, "enter_counts")))
    assert post(clients["reviewer"], url(poll, "enter_counts"), cells) == url(poll, "count")
    b.signed(office, b.fresh(poll))
    post(clients["chair"], url(poll, "announce"))
    page = text_of(clients["member"].get(url(poll)))
    assert "“路”8 分" in page and "“灯”5 分" in page and "灯、亭得票相同" in page
    assert "灯、亭" in text_of(clerk.get(url(poll, "hold_again")))
    address = post(clerk, url(poll, "hold_again"), {"method": "paper"})
    again = queries.poll_by_id(place, address.rstrip("/").rpartition("/")[2])
    assert (again.kind, again.options, again.k, again.round) == ("ranking", ["灯", "亭"], 1, 2)


def test_what_cannot_be_done_now_is_said_before_anything_is_filled_in(office, clients):
    poll = b.make_poll(office, roll=b.roll(45, 22))
    page = clients["clerk"].get(url(poll, "open_poll"))
    assert page.status_code == 409 and "现在不能办理" in text_of(page)
    assert "过半数" in text_of(page) and 'type="submit"' not in text_of(page).split("<main")[1]
    page = clients["clerk"].get(url(poll, "enter_counts"))
    assert page.status_code == 409 and "主持人宣布有效以后才能录入" in text_of(page)
    poll = b.at_state(office, "collected")
    cells = b.figures(poll, [(30, 5, 3, 1)] * 3, valid=39, invalid=1)
    actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    page = clients["clerk"].get(url(poll, "enter_file"))
    assert page.status_code == 409 and "另一次须由另一人录入" in text_of(page)
    assert clients["reviewer"].get(url(poll, "enter_counts")).status_code == 200
