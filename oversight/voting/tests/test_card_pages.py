"""投票卡的页面: a whole vote through pages alone, what is said beforehand, nothing of a result early, verified after."""

from __future__ import annotations

import hashlib
import json
import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from secret_ballot.verify import verify

from oversight.files import blobs
from oversight.institutions.tests import builders as make
from oversight.jobs.models import Job
from oversight.publications import queries as published
from oversight.voting import actions, queries
from oversight.voting.announcing import announcement
from oversight.voting.models import Poll
from oversight.voting.pages.course import facts
from oversight.voting.pages.words import basis_word
from oversight.voting.secret import journal, publishing
from oversight.voting.secret.offering import offer
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_boxes import spoiled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)
CHOICES = [[[1, 1, 0]]] * 3 + [[[0, 1, 1]]]


@pytest.fixture
def built(monkeypatch):
    """A booth page as if it were built."""
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def keys(office):
    return s.make_keys(office)


@pytest.fixture(scope="module")
def clients(office: b.Office) -> dict[str, Client]:
    return {role: make.signed_in(office.grants[role]) for role in b.ROLES}


def url(poll: Poll, name: str = "poll") -> str:
    return reverse(f"voting:{name}", args=[poll.jurisdiction.code, poll.public_id])


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def plain(answer) -> str:
    """The words alone: commands are set word by word."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def step_of(client: Client, poll: Poll) -> str:
    """The title of the next step."""
    found = re.search(r'class="next__title">(.*?)</h2>', text_of(client.get(url(poll))))
    return found[1] if found else ""


def post(client: Client, address: str, data: dict[str, object] | None = None) -> str:
    answer = client.post(address, data or {})
    assert answer.status_code == 302, re.findall(
        r"field__error.*?</div>|refusal.*?</p>", text_of(answer)
    )
    return str(answer["Location"])


def list_file(box, codes) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.json", s.listed(box, codes))


def prepared(office: b.Office, **more: object) -> Poll:
    values = {
        "title": "民生实事项目票决", "kind": "choose", "options": s.OPTIONS, "k": 2,
        "rule": "congress_more_than_half_of_all", "method": "cards", "roll": b.roll(20, 15),
        "measure": s.MEASURE, "matter": "project_choice",
    }  # fmt: skip
    return b.make_poll(office, **{**values, **more})


def test_a_ballot_is_frozen_listed_and_tried_by_pages_alone(office, keys, clients):
    clerk, member = clients["clerk"], clients["member"]
    poll = prepared(office)
    assert step_of(clerk, poll) == "冻结电子票"
    early = clerk.get(url(poll, "fix_cards"))
    assert early.status_code == 409 and "还没有冻结电子票" in text_of(early)
    data = {"key_set": keys.public_id, "trial": "on", "note_0": "长 1.2 公里"}
    sound = {"audio_0": SimpleUploadedFile("念.wav", WAV)}
    seen = clerk.post(url(poll, "freeze_ballot"), {**data, **sound, "preview": "1"})
    page = text_of(seen)
    assert seen.status_code == 200 and "预览：投票页会这样显示" in page and "长 1.2 公里" in page
    ref = re.search(r'name="audio_0_ref" value="([\w-]+)"', page)
    media = re.search(r'<audio[^>]*src="([^"]+)"', page)
    assert ref and media and clerk.get(media[1])["Content-Type"] == "audio/wav"
    wrong = {"photo_1": SimpleUploadedFile("念.wav", WAV)}
    assert clerk.post(url(poll, "freeze_ballot"), {**data, **wrong}).status_code == 422
    post(clerk, url(poll, "freeze_ballot"), {**data, "audio_0_ref": ref[1]})
    hall = s.Hall(office, keys, b.fresh(poll), [s.new_private_credential() for _ in range(12)])
    assert hall.box.sheets[0]["answers"][0]["audio"].startswith("/media/")
    assert "长 1.2 公里" in text_of(member.get(url(poll, "ballot_preview")))
    numbers = {"printed": 15, "left_over": 2, "spoiled": 1, "surrendered": 0, "handed_out": 12}
    for which, box in (("trial", hall.trial), ("main", hall.box)):
        given = {**numbers, "which": which, "credentials": list_file(hall.trial, hall.codes)}
        if which == "main":
            trials = text_of(clerk.post(url(poll, "fix_cards"), given))
            assert "这是试投的名单" in trials and "不用再选" not in trials
        given["credentials"] = list_file(box, hall.codes)
        off = clerk.post(url(poll, "fix_cards"), {**given, "left_over": 3})
        assert off.status_code == 409 and "不等于发出 12" in text_of(off)
        kept = re.search(r'name="kept" value="([^"]+)"', page := text_of(off))
        assert "票证组生成的名单文件</label>" in page  # given already, not "可不填"
        assert kept and "12 个凭证，不用再选" in page and 'data-kept="12"' in page
        assert " required" not in re.findall(r'<input[^>]*name="credentials"[^>]*>', page)[0]
        del given["credentials"]
        assert clerk.post(url(poll, "fix_cards"), given).status_code == 422  # no file, no note
        post(clerk, url(poll, "fix_cards"), {**given, "kept": kept[1]})
        if which == "trial":
            assert step_of(clerk, poll) == "开始试投"
            post(clerk, url(poll, "open_trial"))
            cast(hall.trial.uuid, hall.ballot(0, [[1, 0, 0]], trial=True))
            post(clerk, url(poll, "close_trial"))
            hall.work(trial=True)
            assert step_of(clerk, poll) == "持钥人开启试投的总和"
            hall.decrypt(1, 2, trial=True)
            assert "示例路改造 1" in text_of(member.get(url(poll)))
            assert step_of(clerk, poll) == "确定投票卡名单"
    assert step_of(clerk, poll) == "开始表决"


def test_a_vote_is_opened_closed_and_verified_by_pages_alone(office, keys, clients):
    clerk, chair, member = (clients[role] for role in ("clerk", "chair", "member"))
    hall = s.make_hall(office, keys, matter="project_choice")
    hall.try_out()
    hall.fix_cards()
    poll = hall.poll
    post(clerk, url(poll, "open_poll"))
    post(clerk, url(poll, "show_close"), {"minutes": "5"})
    assert hall.box.closes_at is not None and "仅供参考" in text_of(clerk.get(url(poll)))
    post(clerk, url(poll, "show_close"), {"minutes": ""})
    assert hall.box.closes_at is None
    for voter, chosen in enumerate(CHOICES):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    live = clerk.get(url(poll, "cards_live"), {"was": "prepared"})
    assert live["HX-Refresh"] == "true"
    post(clerk, url(poll, "close_poll"))
    assert step_of(clerk, poll) == "逐票核验"
    waits = chair.get(url(poll, "declare_collected"))
    assert waits.status_code == 409 and "还没有逐票核验完毕" in text_of(waits)
    hall.work()
    page = text_of(chair.get(url(poll, "declare_collected")))
    assert "收回选票</dt><dd>4 张" in page and 'name="issued"' not in page
    post(chair, url(poll, "declare_collected"))
    assert step_of(clerk, poll) == "持钥人开启总和"
    page = plain(clerk.get(url(poll)))
    assert f"jiannuo-ballot trustee decrypt {hall.box.uuid}.bel" in page and "0 / 2 人" in page
    address = reverse("voting:box_archive", args=[office.place.code, poll.public_id, hall.box.uuid])
    assert b"".join(clerk.get(address).streaming_content).startswith(b"BELENIOS")
    bad = {"holder": f"{hall.box.uuid}:1", "file": SimpleUploadedFile("d.json", b"{}")}
    assert clerk.post(url(poll, "add_decryption"), bad).status_code == 422
    for number in (1, 3):
        file = SimpleUploadedFile("d.json", hall.decryption(number))
        post(
            clerk,
            url(poll, "add_decryption"),
            {"holder": f"{hall.box.uuid}:{number}", "file": file},
        )
    poll = hall.fresh()
    assert poll.state == "locked" and step_of(clerk, poll) == "在计票报告单上签字"
    assert clerk.get(address).status_code == 403, "opened, it would tell the result too early"
    assert (
        Client()
        .get(reverse("voting:verify_vote", args=[office.place.code, poll.public_id]))
        .status_code
        == 404
    )
    announced_and_verified(office, hall, member)


def announced_and_verified(office: b.Office, hall: s.Hall, member: Client) -> None:
    """Signed and announced, then verified by somebody without account."""
    place, poll = office.place, hall.poll
    for signer in queries.signers_of(poll):
        actions.sign_by_code(
            office.actor("clerk"), place, poll, name=signer.name, drawing=b.DRAWING
        )
    b.announced(office, hall.fresh())
    entry = SimpleNamespace(place=place.code, facts={"poll": poll.public_id})
    for _twice in range(2):
        publishing.on_frozen(entry)
        publishing.on_announced(entry)
    box, anybody = hall.box, Client()
    keys = [place.code, poll.public_id]
    page = plain(anybody.get(reverse("voting:verify_vote", args=keys)))
    shown = " ".join(box.archive[at : at + 4] for at in range(0, 64, 4))
    assert shown in page and f"jiannuo-ballot verify {box.uuid}.bel" in page
    assert "没有。收到的每一张选票都核验通过" in page and "自行验证" in text_of(
        member.get(url(poll))
    )
    raw = b"".join(anybody.get(reverse("voting:vote_archive", args=keys)).streaming_content)
    assert hashlib.sha256(raw).hexdigest() == box.archive and verify(raw).valid
    part = anybody.get(reverse("voting:vote_archive", args=keys), headers={"Range": "bytes=0-9"})
    assert part.status_code == 206 and b"".join(part.streaming_content) == raw[:10]
    fixed = published.published_under(place, "ballot_archive", poll.public_id)
    assert fixed is not None and fixed.content["archive_sha256"] == box.archive
    assert "voters" not in str(fixed.content) and published.published_under(
        place, "booth_page", box.bundle
    )
    booth = anybody.get(reverse("voting:booth_page", args=keys))
    assert hashlib.sha256(b"".join(booth.streaming_content)).hexdigest() == box.bundle
    taken = cast(box.uuid, bytes(box.board.first().raw))
    other = "A" if taken.receipt[-20] != "A" else "B"
    for typed, status, words in (
        (taken.receipt, 200, "已计入总和"),
        (taken.receipt[:-20] + other + taken.receipt[-19:], 422, "exclamation"),
        ("", 422, "exclamation"),
    ):
        answer = anybody.post(reverse("voting:verify_vote", args=keys), {"receipt": typed})
        assert answer.status_code == status and words in text_of(answer)


def test_a_rejected_ballot_a_power_cut_and_another_method_are_said_plainly(office, keys, clients):
    clerk = clients["clerk"]
    hall = s.make_hall(office, keys, trial=False)
    hall.fix_cards()
    hall.open()
    bad = spoiled(hall, 1)
    cast(hall.box.uuid, bad)
    journal.forget_key(hall.box.uuid)
    page = plain(clerk.get(url(hall.poll)))
    assert "断电以后，持钥人恢复收票" in page and "已交 0 份" in page and "trustee watch" in page
    hall = s.make_hall(office, keys, trial=False)
    hall.fix_cards()
    hall.open()
    cast(hall.box.uuid, spoiled(hall, 1))
    hall.close()
    hall.work()
    assert step_of(clerk, hall.poll) == "监票人认定核验不过的选票"
    early = clerk.get(url(hall.poll, "sign_invalid"))
    assert early.status_code == 409 and "亲自认定" in text_of(early)
    ballot = hall.box.rejected.get().hash
    assert clerk.post(url(hall.poll, "sign_invalid"), {"ballot": ballot}).status_code == 403
    Job.rows.update(state=Job.DONE)
    for name in ("秦望川", "沈清和"):
        assert "给监票人发签字码" in text_of(clerk.get(url(hall.poll)))
        signed_by_telephone(clerk, hall, name, ballot)
    assert Job.rows.filter(kind="voting.watch_box", state=Job.WAITING).exists()
    hall.work()
    page = text_of(clerk.get(url(hall.poll)))
    assert "总监票人秦望川" in page and "监票人沈清和" in page and "在本人手机上手写签字" in page
    assert "在本人手机上认定选票无效：沈清和" in page, "the record names who signed"
    data = {"reason": "会场网络中断", "decided_by": "主席团"}
    post(clerk, url(hall.poll, "change_method"), data)
    assert step_of(clerk, hall.poll) == "再次表决" and hall.box.state == "sealed"
    again = {"method": "paper", "body": "", "absent": "", "video": ""}
    post(clerk, url(hall.poll, "hold_again"), again)


def signed_by_telephone(clerk, hall, name, ballot):
    """The code is used on a telephone, which then shows the ballot and why, and takes the drawn name."""
    place = hall.office.place
    _phone, code = actions.issue_signing_code(
        hall.office.actor("clerk"), place, hall.fresh(), name=name
    )
    here, telephone = reverse("voting:signing", args=[place.code]), Client()
    assert telephone.post(here, {"code": code}).status_code == 302
    page = text_of(telephone.get(here))
    assert "等你亲自认定" in page and f'value="{ballot}"' in page
    phone = hall.poll.phones.filter(name=name).get().public_id
    data = {"phone": phone, "ballot": ballot, "drawing": json.dumps(b.DRAWING)}
    assert telephone.post(here, {**data, "drawing": "[]"}).status_code == 422
    assert Client().post(here, data).status_code == 403
    assert telephone.post(here, data).status_code == 302
    assert "等你亲自认定" not in text_of(telephone.get(here))


def test_a_page_reads_roll_and_boxes_once(office, keys, clients):
    hall = s.make_hall(office, keys)
    hall.fix_cards()
    for path in (url(hall.poll), url(hall.poll, "cards_live")):
        with CaptureQueriesContext(connection) as asked:
            clients["clerk"].get(path)
        told = [one["sql"] for one in asked]
        assert sum('"roll_rows"' in one for one in told) <= 2, path
        assert sum('FROM "voting_ballotbox"' in one for one in told) <= 2, path


def test_cards_are_offered_where_rulebook_and_hall_allow_them(office, keys, clients):
    page = text_of(clients["clerk"].get(reverse("voting:prepare_poll", args=[office.place.code])))
    assert 'value="cards"' in page and "须写明会议通过的表决办法和条款" in page
    place = office.place
    for matters, there, words in (
        (("dismissal",), {}, "规则簿没有允许"),
        (("decision",), {"in_hall": 9}, "不到 10 人"),
        (("decision",), {"in_hall": 30, "by_video": 1}, "以视频参加"),
    ):
        found = offer(place, matters, **there)
        assert not found.allowed and words in found.text
        assert "cards" not in dict(found.choices(Poll.METHODS))
    both = offer(place, ("dismissal", "rating"), in_hall=30)
    assert both.allowed and "cards" in dict(both.choices([("paper", "纸质票")]))


def test_cards_are_made_first_and_too_few_are_said_until_the_vote_is_declared(
    office, keys, clients
):
    clerk, hall = clients["clerk"], s.make_hall(office, keys, cards=7, trial=False)
    never = "怎样投都不能通过"
    page = plain(clerk.get(url(hall.poll)))
    assert "jiannuo-ballot cards make --number 17" in page and never not in page
    assert f"--bundle {hall.box.bundle}" in page
    hall.fix_cards()
    said = f"发出 7 张，通过需要 11 票：{never}"
    fixed = plain(clerk.get(url(hall.poll)))
    assert fixed.count(said) == 2 and "cards make" not in fixed  # the next step, and the list
    assert said in plain(clerk.get(url(hall.poll, "open_poll")))
    assert dict(facts(hall.fresh()))["不能通过"] == said  # as the page of the declaration has it


def test_the_law_stands_before_the_measure_that_was_typed(office):
    poll = b.make_poll(office, measure="本次会议表决办法第八条")
    law, measure = "《地方组织法》第五十一条", "《本次会议表决办法》第八条"
    assert basis_word(poll) == f"{law}；{measure}"
    outcome = queries.outcome_of(b.through(office, poll, [(23, 9, 4, 2)]))
    assert f"依据{law}和{measure}，按" in announcement(b.fresh(poll), outcome)
    assert basis_word(b.make_poll(office, measure="《地方组织法》第五十一条、办法")) == (
        "《地方组织法》第五十一条、办法"
    )
