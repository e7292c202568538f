"""大屏上的投票卡: the booth's address while it may be used, numbers by fives of seconds, never a choice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from oversight.files import blobs
from oversight.meetings.hall import cards
from oversight.voting.secret import actions as secret
from oversight.voting.secret import journal, showing
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
BOOTH = "https://piao.example.gov.cn/"


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture
def hall(office, monkeypatch) -> s.Hall:
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))
    return s.make_hall(office, s.make_keys(office))


def wall(hall: s.Hall) -> str:
    """The words of the wall now."""
    poll = hall.fresh()
    shown = cards.shown(poll, timezone.now())
    show = SimpleNamespace(poll=poll, cards=shown, reached=True, options=poll.options, how="")
    text = render_to_string("meetings/hall/cards.html", {"show": show, "booth": BOOTH})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_wall_follows_a_vote_by_card(office, hall):
    said = wall(hall)
    assert "准备投票" in said and BOOTH in said and "开始前清点确定" in said
    marks = showing.marks_of(hall.box)  # as many groups as on a card and in the booth
    for whole in (marks.bundle, marks.election):
        assert " ".join(whole[at : at + 4] for at in range(0, 16, 4)) in said
    hall.fix_cards(trial=True)
    secret.open_trial(office.actor("clerk"), office.place, hall.poll)
    assert "试投中" in wall(hall) and "已试投 0 / 发出 12" in wall(hall)
    secret.close_trial(office.actor("clerk"), office.place, hall.poll)
    hall.work(trial=True)
    hall.fix_cards()
    hall.open()
    at = timezone.now() + timedelta(minutes=2, seconds=30)
    secret.show_close(office.actor("clerk"), office.place, hall.poll, at=at)
    cast(hall.box.uuid, hall.ballot(0, [[1, 1, 0]]))
    said = wall(hall)
    assert "已投票 1 / 发出 12" in said and re.search(r"02:(29|30)", said)
    key = journal.read_key(hall.box.uuid)
    journal.forget_key(hall.box.uuid)
    assert "投票暂停" in wall(hall) or "断电" in cards.stage_words(hall.fresh(), hall.box)[1]
    journal.keep_key(hall.box.uuid, key)
    hall.close()
    assert "正在逐票核验" in wall(hall) and BOOTH not in wall(hall)
    hall.work()
    assert "等待主持人宣布有效" in wall(hall)
    hall.declare()
    hall.decrypt(1)
    assert "已交 1 人，共须 2 人" in wall(hall)
    hall.decrypt(2)
    said = wall(hall)
    assert "监票人签字" in said and not re.search(r"示例路改造\s*[:：]?\s*1", said)


def test_the_number_stands_still_for_five_seconds(hall, monkeypatch):
    hall.fix_cards()
    hall.open()
    start = datetime(2026, 1, 16, 9, 30, 0, tzinfo=UTC)
    seen = []
    for voter, seconds in enumerate((0, 2, 4, 5)):
        moment = start + timedelta(seconds=seconds)
        monkeypatch.setattr(showing.timezone, "now", lambda moment=moment: moment)
        cast(hall.box.uuid, hall.ballot(voter, [[1, 0, 0]]))
        seen.append(showing.counted(hall.box))
    assert seen == [1, 1, 1, 4]
