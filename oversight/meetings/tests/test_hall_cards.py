"""大屏上的投票卡: the booth's address while it may be used, numbers by fives of seconds, never a choice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from oversight.files import blobs
from oversight.meetings.hall import cards, trials
from oversight.meetings.hall.earlier import options_of
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
    options = options_of(poll, 18)
    show = SimpleNamespace(poll=poll, cards=shown, reached=True, options=options, how="")
    return words_of("cards", {"show": show, "booth": BOOTH})


def words_of(template: str, context: dict[str, Any]) -> str:
    text = render_to_string(f"meetings/hall/{template}.html", context)
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


def test_a_trial_is_shown_as_a_result_is_until_the_vote_begins(office, hall):
    hall.fix_cards(trial=True)
    secret.open_trial(office.actor("clerk"), office.place, hall.poll)
    for voter, chosen in enumerate(([1, 1, 0], [0, 1, 0])):
        cast(hall.trial.uuid, hall.ballot(voter, [chosen], trial=True))
    secret.close_trial(office.actor("clerk"), office.place, hall.poll)
    hall.work(trial=True)
    assert "试投" in cards.shown(hall.fresh(), timezone.now()).stage + wall(hall)
    assert trials.opened_trial(hall.fresh()) is None
    hall.decrypt(1, 2, trial=True)
    trial = trials.opened_trial(hall.fresh())
    assert trial is not None
    shown = trials.shown(trial, timezone.now())
    assert shown.bars is not None and [bar.count for bar in shown.bars.rows] == [1, 2, 0]
    assert shown.bars.rows[1].share == round(100 * 2 / 12, 2) and not shown.bars.rows[1].word
    said = words_of("result", {"show": shown})
    assert "发出 12" in said and "收到 2" in said and "用同一张投票卡再投一次" in said
    assert "评定" not in said and "试投结果（不计票）" in shown.title
    hall.fix_cards()
    hall.open()
    assert trials.opened_trial(hall.fresh()) is None


def test_paper_beside_the_cards_and_voting_again_are_named(office, hall, monkeypatch):
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))
    mixed = s.make_hall(office, hall.keys, 10, revote_clause="票决办法第六条")
    numbers = {"printed": 30, "left_over": 2, "spoiled": 13, "handed_out": 10, "surrendered": 5}
    mixed.fix_cards(trial=True, **numbers)
    mixed.fix_cards(**numbers)
    mixed.open()
    said = wall(mixed)
    assert "投票卡 10 张，另有纸质票 5 张" in said and "以最后一次为准" in said
    assert "重投" not in wall(hall)
    mixed.close()
    assert "纸质票 5 张" in wall(mixed) and "重投" not in wall(mixed)


def test_what_was_decided_before_keeps_its_place_with_its_state(office):
    about = ("agenda_item", "abcdefghjkmn")
    first = b.make_poll(office, options=["甲路改造", "乙路改造", "丙路改造"], about=about)
    b.through(office, first, [(30, 4, 2, 2), (20, 10, 4, 4), (10, 20, 4, 4)])
    again = b.make_poll(office, options=["乙路改造", "丙路改造"], about=about)
    shown = options_of(again, 18)
    assert [(one.name, one.number) for one in shown] == [
        ("乙路改造", 1),
        ("丙路改造", 2),
        ("甲路改造", None),
    ]
    assert shown[2].good and not shown[0].word
    assert [one.name for one in options_of(again, 2)] == ["乙路改造", "丙路改造"]
