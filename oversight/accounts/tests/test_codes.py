"""登录码: forgiving when typed, one device at a time, no trace in addresses or logs."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from oversight.accounts import actions, attempts, codes, queries
from oversight.accounts.cards import login_card, login_cards_page
from oversight.accounts.log_filter import CutLoginCodes
from oversight.accounts.models import DeviceSession, FailedAttempt, LoginCode
from oversight.accounts.tests.builders import PLACE, make_code, make_deputy
from oversight.audit.actors import operator
from oversight.audit.queries import entries_of

CODE, ME = "/account/code/", "/account/"
WECHAT = "Mozilla/5.0 (Linux; Android 12) Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.40"


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def record_of(plain: str) -> LoginCode:
    return queries.live_code(codes.digest(plain))


def test_codes_have_sixty_bits_and_are_printed_in_groups():
    assert len(set(codes.ALPHABET)) == 32
    assert not set("ILOU") & set(codes.ALPHABET)
    code = codes.new_code()
    assert len(code) == 12
    assert codes.tidy(codes.grouped(code)) == code
    assert len({codes.new_code() for _n in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        "7QK4-M2XD-90V1",
        "7qk4m2xd90v1",
        " 7QK4 M2XD 9OUI ",
        "7qk4.m2xd.9oul",
        "７ＱＫ４－Ｍ２ＸＤ－９０Ｖ１",
        "7QK4—M2XD—90v1",
        "7QK4，M2XD，90V1",
    ],
)
def test_what_is_typed_is_read_as_meant(typed):
    assert codes.tidy(typed) == "7QK4M2XD90V1"


@pytest.mark.parametrize(
    "typed", ["", "7QK4-M2XD", "7QK4-M2XD-90V12", "七七七七七七七七七七七七", "x" * 5000]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.tidy(typed) == ""


@pytest.mark.django_db
def test_scanning_signs_nobody_in_until_the_button_is_pressed(client):
    _account, plain = make_deputy("李松和")
    answer = client.get(f"/d/{plain}")
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not signed_in(client)
    assert record_of(plain).used_at is None
    page = client.get(CODE)
    assert "李松和代表，在这台设备上登录" in page.content.decode()
    assert plain not in page.content.decode()
    assert client.post(CODE).status_code == 302
    assert signed_in(client)
    assert record_of(plain).used_at is not None
    assert entries_of(PLACE)[0].code == "accounts.sign_in_with_code"


@pytest.mark.django_db
def test_the_session_keeps_the_hash_only(client):
    _account, plain = make_deputy()
    client.get(f"/d/{plain}")
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert codes.digest(plain) in kept
    assert plain not in kept


@pytest.mark.django_db
def test_a_typed_code_signs_in_for_half_a_year(client):
    _account, plain = make_deputy()
    client.defaults["HTTP_USER_AGENT"] = WECHAT
    old_key = client.session.session_key
    answer = client.post(CODE, {"code": codes.grouped(plain).lower()})
    assert answer["Location"] == "/w/"
    assert client.session.session_key != old_key
    assert client.session.get_expiry_age() == 180 * 86400
    device = DeviceSession.objects.get()
    assert (device.method, device.device) == ("code", "wechat android")
    assert device.login_code == record_of(plain)


@pytest.mark.django_db
def test_the_long_session_slides_with_use(client):
    _account, plain = make_deputy()
    client.post(CODE, {"code": plain})
    key = client.session.session_key
    soon = timezone.now() + timedelta(days=10)
    Session.objects.filter(session_key=key).update(expire_date=soon)
    client.get(ME)
    assert Session.objects.get(session_key=key).expire_date == soon
    DeviceSession.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    answer = client.get(ME)
    assert Session.objects.get(session_key=key).expire_date > timezone.now() + timedelta(days=179)
    assert answer.cookies["sessionid"]["max-age"] == 180 * 86400


@pytest.mark.django_db
def test_a_second_device_signs_the_first_out_and_the_list_says_so(client):
    _account, plain = make_deputy()
    other = Client(HTTP_USER_AGENT=WECHAT)
    client.post(CODE, {"code": plain})
    assert client.get(ME).status_code == 200
    other.post(CODE, {"code": plain})
    assert other.get(ME).status_code == 200
    answer = client.get(ME)
    assert answer.status_code == 302
    assert not signed_in(client)
    words = "同一登录码已在另一台设备上登录"
    assert client.get(answer["Location"])["Location"].startswith(CODE)
    assert words in client.get(CODE).content.decode()
    assert words in other.get(ME).content.decode()
    client.post(CODE, {"code": plain})
    assert client.get(ME).status_code == 200
    assert other.get(ME).status_code == 302


@pytest.mark.django_db
def test_a_revoked_card_ends_its_device_at_once(client):
    _account, plain = make_deputy()
    client.post(CODE, {"code": plain})
    actions.revoke_login_code(operator(), PLACE, code=record_of(plain), permitted=True)
    assert client.get(ME).status_code == 302
    assert client.post(CODE, {"code": plain}).status_code == 422
    assert not signed_in(client)


@pytest.mark.django_db
def test_an_expired_card_or_a_stopped_account_signs_nobody_in(client):
    account, plain = make_deputy()
    LoginCode._base_manager.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(CODE, {"code": plain}).status_code == 422
    client.get(f"/d/{plain}")
    page = client.get(CODE)
    assert page.status_code == 422
    assert "作废或过期" in page.content.decode()
    _record, fresh = make_code(account)
    actions.disable_account(operator(), PLACE, account=account, permitted=True)
    assert client.post(CODE, {"code": fresh}).status_code == 422
    assert not signed_in(client)


@pytest.mark.django_db
def test_a_code_revoked_between_scan_and_button_signs_nobody_in(client):
    _account, plain = make_deputy()
    client.get(f"/d/{plain}")
    actions.revoke_login_code(operator(), PLACE, code=record_of(plain), permitted=True)
    assert client.post(CODE).status_code == 422
    assert not signed_in(client)


@pytest.mark.django_db
def test_guessing_is_stopped_for_the_address_that_guesses(client):
    _account, plain = make_deputy()
    for _number in range(attempts.LIMITS["code"]):
        client.post(CODE, {"code": codes.new_code()})
    assert client.post(CODE, {"code": plain}).status_code == 429
    assert client.get(f"/d/{plain}").status_code == 429
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert elsewhere.post(CODE, {"code": plain}).status_code == 302


@pytest.mark.django_db
def test_while_many_guess_a_clean_address_still_gets_in_and_a_guessing_one_sooner_stops(client):
    _account, plain = make_deputy()
    FailedAttempt.objects.bulk_create(
        FailedAttempt(kind="code", origin=f"o{number}") for number in range(attempts.UNDER_PRESSURE)
    )
    guessing = Client(REMOTE_ADDR="10.0.0.7")
    answers = [guessing.post(CODE, {"code": codes.new_code()}).status_code for _n in range(4)]
    assert answers == [422, 422, 422, 429]
    assert client.post(CODE, {"code": plain}).status_code == 302


@pytest.mark.django_db
def test_scanning_wrong_codes_counts_as_guessing(client):
    for _number in range(attempts.LIMITS["code"]):
        client.get(f"/d/{codes.new_code()}")
        client.get(CODE)
    assert client.get(CODE).status_code == 429


@pytest.mark.django_db
def test_a_typing_slip_is_explained_and_not_counted(client):
    make_deputy()
    answer = client.post(CODE, {"code": "7QK4-M2XD"})
    assert answer.status_code == 422
    assert "12 个字符" in answer.context["problem"]
    assert not FailedAttempt.objects.exists()


@pytest.mark.django_db
def test_the_printed_address_takes_no_post(client):
    _account, plain = make_deputy()
    assert client.post(f"/d/{plain}").status_code == 405


def test_logs_do_not_hold_the_code():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "Error: %s", ("/d/7QK4M2XD90V1?x=1",), None
    )
    CutLoginCodes().filter(record)
    assert record.getMessage() == "Error: /d/…?x=1"


@pytest.mark.django_db
def test_the_printed_card_carries_name_place_code_and_drawing():
    account, _plain = make_deputy("李松和")
    request = RequestFactory().get("/")
    request.user = account
    record, plain = make_code(account)
    card = login_card(request, record, plain, "青石镇人民代表大会")
    page = login_cards_page(request, [card] * 5)
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert text.count(codes.grouped(plain)) == 5
    assert text.count("<svg") >= 5
    for words in ("李松和代表", "青石镇人民代表大会", "http://testserver/account/code/"):
        assert words in text
    assert "style=" not in text
