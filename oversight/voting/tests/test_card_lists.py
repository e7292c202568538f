"""投票卡名单弄错了: whose a list is, what is refused, and how a wrong one is replaced before its box opens."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.audit import queries as audit
from oversight.audit.errors import Refused
from oversight.files import blobs
from oversight.institutions.tests import builders as make
from oversight.voting.secret import actions as secret
from oversight.voting.secret import archives, queries
from oversight.voting.secret.ceremony_boxes import has_begun
from oversight.voting.secret.receiving import NotTaken, cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_api import Program
from oversight.voting.tests.test_card_pages import plain, text_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]


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
def clerk(office: b.Office) -> Client:
    return make.signed_in(office.grants["clerk"])


def refused(hall: s.Hall, **given: object) -> str:
    with pytest.raises(Refused) as error:
        hall.fix_cards(**given)
    return f"{error.value.code} {error.value.text}"


def sent(hall: s.Hall, which: str, name: str, raw: bytes) -> dict[str, object]:
    """What the office sends from the page of the list."""
    out = len(hall.codes)
    numbers = {"printed": out + 3, "left_over": 2, "spoiled": 1, "surrendered": 0}
    file = SimpleUploadedFile(name, raw)
    return {**numbers, "handed_out": out, "which": which, "credentials": file}


def test_the_name_of_a_file_says_whose_its_list_is(office, keys):
    hall, elsewhere = s.make_hall(office, keys, cards=4), s.make_hall(office, keys, cards=4)
    trial, main = hall.trial.uuid, hall.box.uuid
    lists = s.listed(hall.trial, hall.codes), s.listed(hall.box, hall.codes)
    for name in (f"{main}.json", f"名单{main} (1).json", f"copy_of_{main}x.json"):
        said = refused(hall, trial=True, credentials=lists[1], name=name)
        assert said.startswith("list_of_another 这是正式投票的名单")
        assert f"试投用不上：请选编号 {trial} 的那一份" in said
    said = refused(hall, trial=True, credentials=lists[0], name=f"{elsewhere.box.uuid}.json")
    assert "这是“" in said and elsewhere.box.uuid in said
    said = refused(hall, credentials=lists[0], uuid=trial)
    assert "这是试投的名单" in said and main in said
    assert "这不是正式投票的名单" in refused(hall, credentials=lists[1], uuid="x" * 14)
    hall.fix_cards(credentials=lists[1], uuid=main, name=f"{main} {trial}.json")
    hall.fix_cards(trial=True, credentials=lists[0], name="名单.json")


def test_a_list_is_replaced_until_its_box_opens_and_the_one_before_lets_nobody_vote(office, keys):
    hall = s.make_hall(office, keys, cards=4)
    right, wrong = s.listed(hall.box, hall.codes), s.listed(hall.trial, hall.codes)
    with pytest.raises(Refused, match="还没有确定投票卡名单"):
        hall.fix_cards(again=True)
    hall.fix_cards(credentials=wrong)
    before = queries.cards_of(hall.box).sha256
    assert refused(hall, credentials=right).startswith("listed_already")
    said = refused(hall, trial=True, credentials=wrong)
    assert "已经登记为正式投票的名单" in said and "先更换正式投票的名单" in said
    with pytest.raises(NotTaken, match="not_open"):
        cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]]))  # keeps nothing of the list at hand
    assert not has_begun(hall.box)
    assert "cards_do_not_add_up" in refused(hall, again=True, credentials=right, left_over=1)
    assert queries.cards_of(hall.box).sha256 == before
    hall.fix_cards(again=True, credentials=right, printed=8, left_over=3)
    row = queries.cards_of(hall.box)
    assert (row.printed, row.left_over) == (8, 3) and row.sha256 != before
    done = audit.last_entry(office.place.code, "voting.replace_cards")
    assert done is not None and done.facts["before"] == before
    hall.fix_cards(trial=True, credentials=wrong)
    hall.open()
    assert cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]])).is_new
    assert has_begun(hall.box) and right in archives.archive_bytes(hall.box)
    assert refused(hall, again=True, credentials=right)


def test_a_trial_without_a_ballot_does_not_lock_the_list_of_the_vote(office, keys):
    for voters in (0, 1):
        hall = s.make_hall(office, keys, cards=4)
        given = s.listed(hall.trial if voters else hall.box, hall.codes)
        hall.fix_cards(trial=True, credentials=given)
        secret.open_trial(office.actor("clerk"), office.place, hall.poll)
        if voters:
            cast(hall.trial.uuid, hall.ballot(0, [[1, 0, 0]], trial=True))
        secret.close_trial(office.actor("clerk"), office.place, hall.poll)
        assert refused(hall, trial=True, again=True).startswith("wrong_state")
        if voters:
            hall.work(trial=True)
            hall.decrypt(1, 2, trial=True)
            assert "这是试投的名单" in refused(hall, credentials=given)
        else:
            hall.fix_cards(credentials=given)
            hall.open()
            assert cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]])).is_new


def test_the_pages_say_which_number_is_which_and_offer_the_way_out(office, keys, clerk):
    hall = s.make_hall(office, keys, cards=4)
    trial, main, poll = hall.trial.uuid, hall.box.uuid, hall.poll
    page = plain(clerk.get(url(poll)))
    assert f"试投是 {trial}，正式投票是 {main}" in page and page.count("cards list --codes") == 1
    assert f"--uuid {trial} --uuid {main} --trial {trial}" in page
    form = plain(clerk.get(url(poll, "fix_cards")))
    assert f"试投，编号 {trial}" in form and f"正式投票，编号 {main}" in form
    assert clerk.get(url(poll, "replace_cards")).status_code == 409
    wrong = s.listed(hall.box, hall.codes)
    answer = clerk.post(url(poll, "fix_cards"), sent(hall, "trial", f"{main}.json", wrong))
    assert answer.status_code == 422 and "这是正式投票的名单" in text_of(answer)
    answer = clerk.post(
        url(poll, "fix_cards"), sent(hall, "trial", "名单.json", wrong), follow=True
    )
    assert "文件名里没有编号" in text_of(answer) and f"编号 {trial} 的那一份" in text_of(answer)
    assert url(poll, "replace_cards") in text_of(answer)
    answer = clerk.post(url(poll, "fix_cards"), sent(hall, "trial", "名单.json", wrong))
    assert answer.status_code == 422  # somebody has fixed it meanwhile: never replaced unasked
    right = sent(hall, "trial", f"{trial}.json", s.listed(hall.trial, hall.codes))
    again = clerk.get(url(poll, "replace_cards"))
    assert "各数重填" in text_of(again) and not re.search(
        r'name="printed"[^>]*value=', text_of(again)
    )
    answer = clerk.post(url(poll, "replace_cards"), right, follow=True)
    assert "投票卡名单已更换" in text_of(answer) and "文件名里没有编号" not in text_of(answer)
    assert "更换投票卡名单" in plain(answer)


def test_the_interface_checks_the_number_and_replaces(office, keys):
    hall, program = s.make_hall(office, keys, cards=4), Program(office, "clerk")
    root = f"{program.root}/{hall.poll.public_id}/cards"
    for act, box, name, uuid, status in (
        ("", hall.trial, "list.json", hall.box.uuid, 422),
        ("", hall.trial, f"{hall.box.uuid}.json", "", 422),
        ("", hall.trial, "list.json", hall.trial.uuid, 200),
        ("", hall.trial, "list.json", hall.trial.uuid, 409),
        ("/replace", hall.trial, "list.json", hall.box.uuid, 422),
        ("/replace", hall.trial, f"{hall.trial.uuid}.json", "", 200),
        ("/replace", hall.box, "list.json", "", 409),
    ):
        data = sent(hall, "", name, s.listed(box, hall.codes))
        data["file"] = data.pop("credentials")
        body = {**data, "trial": box.trial, "uuid": uuid}
        answer = program.client.post(f"{root}{act}", body)
        assert answer.status_code == status, (act, name, answer.content.decode())
    assert "replace_cards" in program.get(f"/{hall.poll.public_id}").json()["possible"]
