"""每日摘要: one mail a day, titles only, never without a server or against the choice."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from oversight.inbox import actions
from oversight.inbox.digest import send_digests
from oversight.inbox.models import DigestChoice, Notice
from oversight.inbox.tests.builders import acting, make_notice, make_place, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://rd.example/"


@pytest.fixture
def reader():
    account = make_staff(make_place())
    account.email = "zhou@rd.example"
    account.save()
    return account


def run() -> dict:
    running = SimpleNamespace(
        check_stop=lambda: None, progress=lambda *_: None, result=None, payload={}
    )
    send_digests(running)
    return running.result


def test_one_mail_names_all_unread_titles_and_no_content(reader):
    make_notice(reader, "市水务局已答复", key="1", text="张某某来电")
    make_notice(reader, "6月热线数据已冻结", key="2")
    assert run()["sent"] == 1
    (sent,) = mail.outbox
    assert sent.to == ["zhou@rd.example"] and "2 件新通知" in sent.subject
    assert "- 市水务局已答复" in sent.body and "张某某" not in sent.body
    assert "https://rd.example/inbox/" in sent.body


def test_a_second_run_that_day_sends_nothing_and_the_next_day_only_what_is_new(reader):
    make_notice(reader, key="1", title="第一件")
    run()
    make_notice(reader, key="2", title="第二件")
    assert run()["sent"] == 0
    DigestChoice.objects.update(sent_on=timezone.localdate() - timedelta(days=1))
    assert run()["sent"] == 1
    assert "第二件" in mail.outbox[1].body and "第一件" not in mail.outbox[1].body


def test_no_mail_without_address_choice_unread_notices_or_server(reader, settings):
    place = make_place("other", "他镇")
    make_notice(make_staff(place))
    assert run()["sent"] == 0
    notice = make_notice(reader)
    actions.choose_digest(acting(reader), wanted=False)
    assert run()["sent"] == 0
    actions.choose_digest(acting(reader), wanted=True)
    settings.EMAIL_HOST = ""
    assert run()["sent"] == 0
    settings.EMAIL_HOST = "mail.example"
    actions.mark_read(acting(reader), notice)
    assert run()["sent"] == 0 and not mail.outbox


def test_a_mail_that_was_refused_is_tried_again(reader, monkeypatch):
    make_notice(reader)

    def refuse(*_args):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("oversight.inbox.digest.send_mail", refuse)
        assert run() == {"sent": 0, "failed": 1}
    assert Notice.rows.get().mailed_at is None
    assert run() == {"sent": 1, "failed": 0}


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_mail_server(reader, monkeypatch):
    make_notice(reader)
    open_ones = []
    monkeypatch.setattr(
        "oversight.inbox.digest.send_mail", lambda *_: open_ones.append(connection.in_atomic_block)
    )
    assert run()["sent"] == 1
    assert open_ones == [False]


def test_a_long_list_is_cut_and_says_so(reader):
    for number in range(25):
        make_notice(reader, f"第{number}件", key=str(number))
    run()
    assert "另有 5 件" in mail.outbox[0].body and mail.outbox[0].body.count("\n- ") == 19
