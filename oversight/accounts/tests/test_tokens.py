"""接口令牌: what a token may, what ends it, and the API of one's own account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from oversight.accounts import actions, queries, tokens
from oversight.accounts.models import ApiToken, DeviceSession
from oversight.accounts.tests import roles
from oversight.accounts.tests.builders import PASSWORD, PLACE, make_account, make_token
from oversight.audit.actors import operator

pytestmark = pytest.mark.django_db
API = "/api/v1/accounts"


def client_with(plain: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {plain}"})


def status_of(plain: str) -> int:
    return client_with(plain).get(f"{API}/me").status_code


def test_a_token_acts_in_its_role_within_its_scopes():
    account = make_account("lin", display_name="林知微")
    token, plain = make_token(account, scopes=["hotline:read"])
    answer = client_with(plain).get(f"{API}/me")
    assert answer.json() == {
        "id": account.public_id,
        "username": "lin",
        "display_name": "林知微",
        "kind": "staff",
        "role": "clerk",
        "place": PLACE,
        "unit_key": None,
        "scopes": ["hotline:read"],
        "expires_at": answer.json()["expires_at"],
    }
    actor = tokens.actor_of(token)
    assert actor.may_use("hotline:read")
    assert not actor.may_use("hotline:write")


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Bearer jn_wrong", "Basic jn_x"])
def test_without_a_valid_token_the_answer_is_401(client, header):
    headers = {"Authorization": header} if header else {}
    answer = client.get(f"{API}/me", headers=headers)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_authenticated"


def test_a_session_cookie_is_no_token(client):
    client.force_login(make_account())
    assert client.get(f"{API}/me").status_code == 401


def test_a_token_ends_with_its_day_its_role_its_account_and_its_revocation():
    account = make_account()
    token, plain = make_token(account)
    assert status_of(plain) == 200
    roles.STRANGERS.add(account.pk)
    assert status_of(plain) == 401
    roles.STRANGERS.clear()
    actions.disable_account(operator(), PLACE, account=account, permitted=True)
    assert status_of(plain) == 401
    actions.enable_account(operator(), PLACE, account=account, permitted=True)
    assert status_of(plain) == 200
    ApiToken._base_manager.update(expires_at=timezone.now())
    assert status_of(plain) == 401
    ApiToken._base_manager.update(expires_at=timezone.now() + timedelta(days=1))
    actions.revoke_token(
        operator(), PLACE, token=queries.token_of(account, token.public_id), permitted=True
    )
    assert status_of(plain) == 401


def test_the_time_of_last_use_is_kept():
    token, plain = make_token(make_account())
    assert token.last_used_at is None
    status_of(plain)
    token.refresh_from_db()
    assert timezone.now() - token.last_used_at < timedelta(minutes=1)


def test_a_token_that_asks_too_often_must_wait(monkeypatch):
    monkeypatch.setattr(tokens, "PER_MINUTE", 3)
    monkeypatch.setattr(tokens.time, "time", lambda: 1_800_000_000.0)
    account = make_account()
    _token, plain = make_token(account)
    assert [status_of(plain) for _n in range(4)] == [200, 200, 200, 429]
    _other, second = make_token(account)
    assert status_of(second) == 200


def test_reading_and_writing_need_their_scopes():
    account = make_account()
    _t, reader = make_token(account, scopes=["accounts:read"])
    _t, writer = make_token(account, scopes=["accounts:write"])
    device = DeviceSession.objects.create(account=account, session_key="k")
    wanted = {"name": "x", "scopes": ["accounts:read"], "days": 1}
    for plain, reads, writes in (reader, 200, 403), (writer, 403, 201):
        client = client_with(plain)
        assert client.get(f"{API}/sessions").status_code == reads
        assert client.get(f"{API}/tokens").status_code == reads
        made = client.post(f"{API}/tokens", wanted, content_type="application/json")
        assert made.status_code in (writes, 403)
    assert client_with(reader).post(f"{API}/sessions/{device.public_id}/revoke").status_code == 403
    assert client_with(writer).post(f"{API}/sessions/{device.public_id}/revoke").status_code == 200
    device.refresh_from_db()
    assert device.ending == "revoked"


def test_a_token_makes_only_narrower_and_shorter_ones():
    account = make_account()
    used, plain = make_token(account, scopes=["accounts:write", "hotline:read"])
    client = client_with(plain)
    wide = {"name": "宽", "scopes": ["hotline:write"], "days": 1}
    assert client.post(f"{API}/tokens", wide, content_type="application/json").status_code == 403
    narrow = {"name": "窄", "scopes": ["hotline:read"], "days": 366}
    answer = client.post(f"{API}/tokens", narrow, content_type="application/json")
    assert answer.status_code == 201
    made = queries.token_of(account, answer.json()["id"])
    assert made.expires_at == used.expires_at
    assert status_of(answer.json()["token"]) == 200


def test_lists_show_no_secret_and_only_ones_own():
    account = make_account()
    _token, plain = make_token(account, scopes=["accounts:read", "accounts:write"])
    strange, _plain = make_token(make_account())
    client = client_with(plain)
    listed = client.get(f"{API}/tokens")
    assert [row["hint"] for row in listed.json()] == [plain[-4:]]
    assert plain not in listed.content.decode()
    assert client.post(f"{API}/tokens/{strange.public_id}/revoke").status_code == 404
    assert client.post(f"{API}/sessions/nothing/revoke").status_code == 404


def test_a_token_can_revoke_itself():
    token, plain = make_token(make_account(), scopes=["accounts:write"])
    answer = client_with(plain).post(f"{API}/tokens/{token.public_id}/revoke")
    assert answer.status_code == 200
    assert status_of(plain) == 401


def test_the_list_of_scopes_is_public(client):
    answer = client.get(f"{API}/scopes")
    assert {"scope": "hotline:read", "label": "读热线分析和工单"} in answer.json()


def test_the_page_makes_a_token_shows_it_once_and_revokes_it(client):
    account = make_account()
    client.force_login(account)
    page = "/account/tokens/"
    form = {"name": "月报取数", "role": "k1", "scopes": ["hotline:read"], "days": "90"}
    refused = client.post(page, {**form, "password": "wrong"})
    assert refused.status_code == 422
    assert not queries.tokens_of(account).exists()
    made = client.post(page, {**form, "password": PASSWORD})
    plain = made.context["plain"]
    assert plain in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert status_of(plain) == 200
    assert plain not in client.get(page).content.decode()
    token = queries.tokens_of(account).get()
    assert client.post(f"{page}{token.public_id}/revoke/").status_code == 302
    assert status_of(plain) == 401


def test_a_form_with_an_unheld_role_or_unknown_scope_makes_nothing(client):
    account = make_account()
    client.force_login(account)
    form = {
        "name": "x",
        "role": "k1",
        "scopes": ["hotline:read"],
        "days": "90",
        "password": PASSWORD,
    }
    for change in (
        {"role": "k9"},
        {"scopes": ["all"]},
        {"scopes": []},
        {"days": "9999"},
        {"name": ""},
    ):
        assert client.post("/account/tokens/", {**form, **change}).status_code == 422
    assert not queries.tokens_of(account).exists()
    strange, _plain = make_token(make_account())
    assert client.post(f"/account/tokens/{strange.public_id}/revoke/").status_code == 404
