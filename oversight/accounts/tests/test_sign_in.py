"""登录: password, second factor, lockout, safe redirects, sessions that end at the next request."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from oversight.accounts import actions, attempts, second_factor, signing_in
from oversight.accounts.actions_second_factor import reset_second_factor, use_recovery_code
from oversight.accounts.cleaning import clean_sign_in
from oversight.accounts.models import DeviceSession, FailedAttempt
from oversight.accounts.tests.builders import PASSWORD, PLACE, make_account
from oversight.audit.actors import Actor, operator
from oversight.audit.queries import entries_of
from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob

pytestmark = pytest.mark.django_db
LOGIN, SECOND, ME = "/account/login/", "/account/second-step/", "/account/"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


def sign_in(client, account, password=PASSWORD, **more):
    return client.post(LOGIN, {"username": account.username, "password": password, **more})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_of(key: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def enrol(account) -> str:
    key = second_factor.generate_totp_secret()
    second_factor.keep_key(account, key, 0)
    return key


def codes_in_chain() -> list[str]:
    return [entry.code for entry in entries_of(PLACE)]


def test_a_right_password_signs_in_and_binds_the_device(client):
    account = make_account()
    client.defaults["HTTP_USER_AGENT"] = CHROME
    before = client.session
    before["planted"] = 1
    before.save()
    answer = sign_in(client, account, next="/account/tokens/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/tokens/")
    assert signed_in(client)
    device = DeviceSession.objects.get()
    assert device.session_key == client.session.session_key != before.session_key
    assert (device.account, device.device, device.method) == (account, "chrome windows", "password")


def test_a_wrong_password_says_so_without_saying_which_was_wrong(client):
    account = make_account()
    wrong = sign_in(client, account, "not-the-one")
    unknown = client.post(LOGIN, {"username": "nobody", "password": "not-the-one"})
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["problem"] == unknown.context["problem"]
    assert not signed_in(client)


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "", " "],
)
def test_sign_in_leads_nowhere_else(client, target):
    account = make_account()
    answer = sign_in(client, account, next=target)
    assert answer["Location"] == "/w/"


def test_five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(client):
    account = make_account()
    answers = [sign_in(client, account, f"wrong-{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert answers[-1].templates[0].name == "accounts/locked.html"
    assert 0 < int(answers[-1]["Retry-After"]) <= 900
    right = sign_in(client, account)
    assert right.status_code == 429
    assert not signed_in(client)
    assert codes_in_chain().count("accounts.lock_sign_in") == 1
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, account).status_code == 302


def test_the_lock_is_for_this_name_only_and_a_reset_lifts_it(client):
    account, other = make_account(), make_account()
    for _number in range(5):
        sign_in(client, account, "wrong")
    assert sign_in(Client(), other).status_code == 302
    _same, initial = actions.reset_password(operator(), PLACE, account=account, permitted=True)
    assert sign_in(client, account, initial).status_code == 302


def test_a_lock_on_an_unknown_name_leaves_no_entry(client):
    for _number in range(5):
        answer = client.post(LOGIN, {"username": "nobody", "password": "wrong"})
    assert answer.status_code == 429
    assert codes_in_chain() == []


def test_an_address_that_guesses_many_names_is_stopped(client):
    account = make_account()
    FailedAttempt.objects.bulk_create(
        FailedAttempt(kind="sign_in", origin=attempts._hashed("127.0.0.1")) for _n in range(60)
    )
    assert sign_in(client, account).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.0.0.8"), account).status_code == 302


def test_old_failures_are_dropped(client):
    FailedAttempt.objects.create(kind="sign_in", origin="x")
    FailedAttempt.objects.update(at=timezone.now() - timedelta(days=2))
    sign_in(client, make_account(), "wrong")
    assert not FailedAttempt.objects.filter(origin="x").exists()


def test_an_enrolled_account_needs_the_code_of_the_telephone(client):
    account = make_account()
    key = enrol(account)
    answer = sign_in(client, account, next="/account/tokens/")
    assert answer["Location"] == SECOND
    assert not signed_in(client)
    assert client.get(ME).status_code == 302
    assert client.post(SECOND, {"code": "000000"}).status_code == 422
    assert not signed_in(client)
    answer = client.post(SECOND, {"code": code_of(key)})
    assert answer["Location"] == "/account/tokens/"
    assert DeviceSession.objects.get().method == "totp"


def test_a_code_is_accepted_once(client):
    account = make_account()
    key = enrol(account)
    code = code_of(key)
    assert second_factor.check_code(account, code)
    assert not second_factor.check_code(account, code)
    sign_in(client, account)
    assert client.post(SECOND, {"code": code}).status_code == 422


def test_a_clock_half_a_minute_off_is_forgiven_and_more_is_not():
    account = make_account()
    key = enrol(account)
    assert not second_factor.check_code(account, code_of(key, 3))
    assert not second_factor.check_code(account, code_of(key, -3))
    assert second_factor.check_code(account, code_of(key, 1))


def test_a_recovery_code_works_once_and_is_recorded(client):
    account = make_account()
    enrol(account)
    code = second_factor.recovery_codes(account)[3]
    sign_in(client, account)
    assert client.post(SECOND, {"code": f"{code[:4]}-{code[4:]}"}).status_code == 302
    assert codes_in_chain()[0] == "accounts.use_recovery_code"
    assert entries_of(PLACE)[0].facts["left"] == 9
    again = Client()
    sign_in(again, account)
    assert again.post(SECOND, {"code": code}).status_code == 422


def test_a_recovery_code_is_used_up_only_with_its_entry(monkeypatch):
    account = make_account()
    enrol(account)
    code = second_factor.recovery_codes(account)[0]

    def broken(*_args, **_named):
        raise RuntimeError("the chain is away")

    with monkeypatch.context() as away:
        away.setattr("oversight.accounts.actions_second_factor.act", broken)
        with pytest.raises(RuntimeError):
            use_recovery_code(account, code)
    assert code in second_factor.recovery_codes(account)


def test_five_wrong_codes_close_the_second_step(client):
    account = make_account()
    key = enrol(account)
    sign_in(client, account)
    for _number in range(5):
        client.post(SECOND, {"code": "000000"})
    assert client.post(SECOND, {"code": code_of(key)}).status_code == 429
    assert codes_in_chain().count("accounts.lock_sign_in") == 1
    assert not signed_in(client)


def test_the_second_step_must_be_taken_within_ten_minutes(client):
    account = make_account()
    key = enrol(account)
    sign_in(client, account)
    session = client.session
    session[signing_in.PENDING_KEY] |= {"at": int(time.time()) - 601}
    session.save()
    answer = client.post(SECOND, {"code": code_of(key)})
    assert answer["Location"] == LOGIN
    assert not signed_in(client)


def test_a_password_changed_meanwhile_ends_the_second_step(client):
    account = make_account()
    key = enrol(account)
    sign_in(client, account)
    actions.reset_password(operator(), PLACE, account=account, permitted=True)
    assert client.post(SECOND, {"code": code_of(key)})["Location"] == LOGIN


def test_the_second_step_alone_leads_to_sign_in(client):
    assert client.get(SECOND)["Location"] == LOGIN


def test_the_key_is_not_readable_in_the_database():
    account = make_account()
    key = enrol(account)
    stored = str(list(account.authenticator_set.values_list("data", flat=True)))
    assert key not in stored
    assert code_of(key)  # and still usable
    assert second_factor.check_code(account, code_of(key))


def test_enrolment_is_the_first_step_where_the_office_requires_it(client, totp_required):
    account = make_account()
    sign_in(client, account)
    for page in ("/w/", ME, "/account/tokens/", "/inbox/"):
        assert client.get(page)["Location"] == "/account/second-factor/enrol/"
    page = client.get("/account/second-factor/enrol/")
    assert "<svg" in page.content.decode()
    key = client.session[second_factor.NEW_KEY]
    assert client.post("/account/second-factor/enrol/", {"code": "000000"}).status_code == 422
    assert not second_factor.is_enrolled(account)
    answer = client.post("/account/second-factor/enrol/", {"code": code_of(key)})
    assert answer["Location"] == "/account/second-factor/recovery-codes/"
    shown = client.get(answer["Location"])
    assert len(shown.context["codes"]) == 10
    assert shown["Cache-Control"].count("no-store")
    assert client.get(answer["Location"]).context["codes"] == []
    assert client.get(ME).status_code == 200
    assert codes_in_chain()[0] == "accounts.enrol_second_factor"
    assert key not in str([entry.changes for entry in entries_of(PLACE)])


def test_removing_the_second_factor_asks_for_the_password(client):
    account = make_account()
    enrol(account)
    client.force_login(account)
    page = "/account/second-factor/remove/"
    assert client.post(page, {"password": "wrong"}).status_code == 422
    assert second_factor.is_enrolled(account)
    assert client.post(page, {"password": PASSWORD}).status_code == 302
    assert not second_factor.is_enrolled(account)
    assert codes_in_chain()[0] == "accounts.remove_second_factor"


def test_renewed_recovery_codes_replace_the_old_ones(client):
    account = make_account()
    enrol(account)
    old = second_factor.recovery_codes(account)
    client.force_login(account)
    page = "/account/second-factor/recovery-codes/"
    assert client.get(page).context["codes"] == []
    assert client.post(page, {"password": PASSWORD}).status_code == 302
    assert len(client.get(page).context["codes"]) == 10
    assert not set(old) & set(second_factor.recovery_codes(account))


def test_the_office_can_free_somebody_who_lost_the_telephone(client):
    account = make_account()
    enrol(account)
    clerk = Actor(999, "王经办", "admin", PLACE)
    reset_second_factor(clerk, PLACE, account=account, permitted=True)
    assert sign_in(client, account)["Location"] == "/w/"


def test_a_first_password_is_changed_before_anything_else(client):
    account, initial = actions.create_account(
        operator(), PLACE, permitted=True, username="lin", display_name="林知微"
    )
    sign_in(client, account, initial)
    assert client.get("/w/")["Location"] == "/account/password/"
    page = "/account/password/"
    assert client.get(page).status_code == 200
    new = {"new_password": "qiu-shui-5518", "again": "qiu-shui-5518"}
    assert client.post(page, {"current_password": "wrong", **new}).status_code == 422
    bad = {"current_password": initial, "new_password": "short", "again": "short"}
    assert client.post(page, bad).status_code == 422
    differing = {"current_password": initial, **new, "again": "other-than-5518"}
    assert client.post(page, differing).status_code == 422
    assert client.post(page, {"current_password": initial, **new})["Location"] == ME
    assert client.get(ME).status_code == 200
    assert [row.revoked_at for row in DeviceSession.objects.all()] == [None]


def test_wrong_passwords_inside_are_counted_too(client):
    account = make_account()
    client.force_login(account)
    form = {"current_password": "wrong", "new_password": "qiu-shui-5518", "again": "qiu-shui-5518"}
    for _number in range(5):
        client.post("/account/password/", form)
    answer = client.post("/account/password/", {**form, "current_password": PASSWORD})
    assert answer.status_code == 429
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_changing_the_password_signs_the_other_device_out(client):
    account, other = make_account(), Client()
    sign_in(client, account)
    sign_in(other, account)
    form = {"current_password": PASSWORD, "new_password": "qiu-shui-5518"}
    client.post("/account/password/", {**form, "again": "qiu-shui-5518"})
    assert client.get(ME).status_code == 200
    assert other.get(ME).status_code == 302


def test_a_revoked_device_is_out_at_its_next_request(client):
    account, other = make_account(), Client()
    sign_in(client, account)
    sign_in(other, account)
    assert other.get(ME).status_code == 200
    device = DeviceSession.objects.get(session_key=other.session.session_key)
    assert client.post(f"/account/devices/{device.public_id}/revoke/").status_code == 302
    answer = other.get(ME)
    assert answer.status_code == 302
    assert not signed_in(other)
    assert "由本人在另一台设备上退出" in other.get(LOGIN).content.decode()
    assert client.get(ME).status_code == 200
    assert codes_in_chain()[0] == "accounts.revoke_device"


def test_all_other_devices_can_be_signed_out(client):
    account = make_account()
    others = [Client(), Client()]
    for each in (client, *others):
        sign_in(each, account)
    client.post("/account/devices/others/revoke/")
    assert [each.get(ME).status_code for each in (client, *others)] == [200, 302, 302]


def test_nobody_ends_the_device_of_another(client):
    account, stranger = make_account(), make_account()
    client.force_login(stranger)
    mine = DeviceSession.objects.create(account=account, session_key="k")
    assert client.post(f"/account/devices/{mine.public_id}/revoke/").status_code == 404
    mine.refresh_from_db()
    assert mine.revoked_at is None


def test_a_disabled_account_is_out_at_its_next_request(client):
    account = make_account()
    sign_in(client, account)
    actions.disable_account(operator(), PLACE, account=account, permitted=True)
    assert client.get(ME).status_code == 302
    assert sign_in(client, account).status_code == 422


def test_signing_out_is_a_post_and_ends_the_device(client):
    sign_in(client, make_account())
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/")["Location"] == LOGIN
    assert DeviceSession.objects.get().ending == "signed_out"
    assert not signed_in(client)


def test_forms_are_protected_against_foreign_pages():
    account = make_account()
    strict = Client(enforce_csrf_checks=True)
    for page in (LOGIN, "/account/code/", "/account/sign-out/", "/account/language/"):
        assert strict.post(page, {"username": account.username}).status_code == 403


def test_pages_of_the_account_ask_for_sign_in(client):
    for page in (ME, "/account/tokens/", "/account/password/", "/account/second-factor/enrol/"):
        assert client.get(page)["Location"] == f"{LOGIN}?next={page}"


def test_the_page_of_the_account_names_roles_devices_and_this_one(client):
    account = make_account(display_name="周砚清")
    client.defaults["HTTP_USER_AGENT"] = CHROME
    sign_in(client, account)
    page = client.get(ME).content.decode()
    for words in ("周砚清", "青石镇 经办人", "Chrome 内核浏览器，Windows 电脑", "本机"):
        assert words in page


def test_the_language_is_chosen_by_post_and_stays_with_us(client):
    answer = client.post("/account/language/", {"language": "en", "next": "//evil.example"})
    assert answer.cookies["language"].value == "en"
    assert "evil" not in answer["Location"]
    assert client.get("/account/language/").status_code == 405


def test_every_night_old_traces_go_and_living_sessions_stay(client):
    account = make_account()
    sign_in(client, account)
    long_ago = timezone.now() - timedelta(days=100)
    DeviceSession.objects.create(account=account, session_key="gone")
    DeviceSession.objects.update(seen_at=long_ago)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    sign_in(Client(), account, "wrong")
    FailedAttempt.objects.update(at=long_ago)
    AccessAttempt.objects.update(attempt_time=long_ago)
    job = RunningJob(Job(kind="accounts.clean"))
    clean_sign_in(job)
    assert job.result == {"devices": 1, "sessions": 1, "failures": 1, "addresses": 1}
    assert client.get(ME).status_code == 200
