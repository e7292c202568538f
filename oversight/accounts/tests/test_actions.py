"""账号的行为: the change, the entry, the refusal."""

from __future__ import annotations

import json

import pytest

from oversight.accounts import actions, codes, queries
from oversight.accounts.actions_second_factor import reset_second_factor
from oversight.accounts.models import Account, DeviceSession
from oversight.accounts.tests import roles
from oversight.accounts.tests.builders import (
    PASSWORD,
    PLACE,
    make_account,
    make_code,
    make_deputy,
    make_token,
)
from oversight.audit.actors import Actor, operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import entries_of, verify_chains

pytestmark = pytest.mark.django_db


def clerk_of(place: str) -> Actor:
    return Actor(9_999, "王经办", "clerk", place)


def own(account: Account, **changes) -> Actor:
    return Actor(account.pk, str(account), "clerk", account.place, **changes)


def codes_in_chain(place: str = PLACE) -> list[str]:
    return [entry.code for entry in entries_of(place)]


def everything_recorded(place: str = PLACE) -> str:
    return json.dumps(
        [[entry.facts, entry.changes, entry.note] for entry in entries_of(place)],
        ensure_ascii=False,
    )


def test_a_new_staff_account_gets_a_first_password_that_must_be_changed():
    account, initial = actions.create_account(
        clerk_of(PLACE), PLACE, permitted=True, username="lin", display_name="林知微"
    )
    assert account.check_password(initial)
    assert account.must_change_password
    assert account.place == PLACE
    assert codes_in_chain() == ["accounts.create_account"]
    assert initial not in everything_recorded()
    assert account.password not in everything_recorded()


def test_a_deputy_account_has_no_password():
    account, code = make_deputy()
    assert not account.has_usable_password()
    assert account.username.startswith("d-")
    assert queries.live_code(codes.digest(code)).account == account


def test_nobody_makes_accounts_without_permission():
    with pytest.raises(NotPermitted):
        actions.create_account(
            clerk_of("other"), PLACE, permitted=False, username="lin", display_name="林知微"
        )
    assert not Account.objects.exists()
    assert codes_in_chain() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": ""}, "blank_username"),
        ({"username": "有 空格"}, "bad_username"),
        ({"username": "TAKEN"}, "username_taken"),
        ({"display_name": " "}, "blank_name"),
        ({"kind": "robot"}, "unknown_kind"),
        ({"password": "1234567890"}, "weak_password"),
    ],
)
def test_an_account_that_cannot_be_is_refused(changes, code):
    make_account("taken")
    wanted = {"username": "lin", "display_name": "林知微", **changes}
    with pytest.raises(Invalid) as refusal:
        actions.create_account(clerk_of(PLACE), PLACE, permitted=True, **wanted)
    assert refusal.value.code == code
    assert Account.objects.count() == 1


def test_a_reset_password_ends_every_device_and_must_be_changed():
    account = make_account()
    DeviceSession.objects.create(account=account, session_key="a" * 32)
    _same, initial = actions.reset_password(clerk_of(PLACE), PLACE, account=account, permitted=True)
    account.refresh_from_db()
    assert account.check_password(initial)
    assert account.must_change_password
    assert DeviceSession.objects.get().ending == "password"
    assert entries_of(PLACE)[0].facts["devices_ended"] == 1


def test_only_the_place_that_opened_an_account_may_take_it_over():
    account, _code = make_deputy(place="upper")
    staff = make_account(place="upper")
    here = clerk_of(PLACE)
    attempts = [
        lambda: actions.reset_password(here, PLACE, account=staff, permitted=True),
        lambda: actions.disable_account(here, PLACE, account=staff, permitted=True),
        lambda: actions.issue_login_code(here, PLACE, account=account, permitted=True),
        lambda: reset_second_factor(here, PLACE, account=staff, permitted=True),
    ]
    for attempt in attempts:
        with pytest.raises(NotPermitted) as refusal:
            attempt()
        assert refusal.value.code == "account_of_another_place"
    staff.refresh_from_db()
    assert staff.is_active
    assert staff.check_password(PASSWORD)


def test_an_account_of_no_place_is_taken_over_by_no_office():
    servers_own = make_account(place="")
    with pytest.raises(NotPermitted) as refusal:
        actions.reset_password(clerk_of(PLACE), PLACE, account=servers_own, permitted=True)
    assert refusal.value.code == "account_of_another_place"
    servers_own.refresh_from_db()
    assert servers_own.check_password(PASSWORD)


def test_changing_ones_password_keeps_this_device_and_ends_the_others():
    account = make_account()
    for key in ("here", "there"):
        DeviceSession.objects.create(account=account, session_key=key)
    actions.change_password(
        own(account), account, current=PASSWORD, new="qiu-shui-5518", keep_session="here"
    )
    account.refresh_from_db()
    assert account.check_password("qiu-shui-5518")
    assert DeviceSession.objects.get(session_key="here").revoked_at is None
    assert DeviceSession.objects.get(session_key="there").ending == "password"
    assert codes_in_chain()[0] == "accounts.change_password"
    assert "qiu-shui-5518" not in everything_recorded()


def test_a_password_is_changed_by_its_owner_only():
    account, other = make_account(), make_account()
    with pytest.raises(NotPermitted):
        actions.change_password(own(other), account, current=PASSWORD, new="qiu-shui-5518")
    with pytest.raises(Invalid) as refusal:
        actions.change_password(own(account), account, current="wrong", new="qiu-shui-5518")
    assert refusal.value.code == "wrong_password"


def test_a_disabled_account_ends_everything_and_can_be_restored():
    account, code = make_deputy()
    DeviceSession.objects.create(account=account, session_key="a")
    actions.disable_account(clerk_of(PLACE), PLACE, account=account, permitted=True)
    assert queries.live_code(codes.digest(code)) is None
    assert DeviceSession.objects.get().ending == "disabled"
    actions.enable_account(clerk_of(PLACE), PLACE, account=account, permitted=True)
    assert queries.live_code(codes.digest(code)) is not None


def test_nobody_disables_the_account_in_use():
    account = make_account()
    with pytest.raises(Invalid) as refusal:
        actions.disable_account(own(account), PLACE, account=account, permitted=True)
    assert refusal.value.code == "own_account"


def test_a_new_code_ends_the_old_one_and_its_device():
    account, first = make_deputy()
    old = queries.live_code(codes.digest(first))
    DeviceSession.objects.create(account=account, session_key="a", login_code=old)
    _record, second = make_code(account)
    assert queries.live_code(codes.digest(first)) is None
    assert queries.live_code(codes.digest(second)).account == account
    assert DeviceSession.objects.get().ending == "code_revoked"
    assert first not in everything_recorded()
    assert codes.digest(first) not in everything_recorded()


def test_staff_get_no_login_code():
    with pytest.raises(Invalid) as refusal:
        make_code(make_account())
    assert refusal.value.code == "not_a_deputy"


def test_a_revoked_code_signs_nobody_in():
    account, plain = make_deputy()
    code = queries.live_code(codes.digest(plain))
    with pytest.raises(NotPermitted):
        actions.revoke_login_code(clerk_of(PLACE), PLACE, code=code, permitted=False)
    with pytest.raises(Refused):
        actions.revoke_login_code(clerk_of("other"), "other", code=code, permitted=True)
    actions.revoke_login_code(clerk_of(PLACE), PLACE, code=code, permitted=True)
    assert queries.live_codes_of(account) == []
    with pytest.raises(Refused):
        actions.use_login_code(code, session_key="a", device="")


def test_a_token_needs_a_role_that_is_held_and_known_scopes():
    account = make_account()
    with pytest.raises(Invalid) as refusal:
        make_token(account, role="chair")
    assert refusal.value.code == "role_not_held"
    for scopes, code in (["everything:write"], "unknown_scope"), ([], "no_scope"):
        with pytest.raises(Invalid) as refusal:
            make_token(account, scopes=scopes)
        assert refusal.value.code == code
    token, plain = make_token(account, scopes=["hotline:write", "hotline:read"])
    assert token.scopes == ["hotline:read", "hotline:write"]
    assert plain not in everything_recorded()
    roles.STRANGERS.add(account.pk)
    with pytest.raises(Invalid):
        make_token(account)


def test_a_token_cannot_make_a_wider_one():
    account = make_account()
    actor = own(account, scopes=frozenset({"accounts:write"}))
    with pytest.raises(NotPermitted):
        actions.issue_token(
            actor,
            PLACE,
            account=account,
            role="clerk",
            unit_key=None,
            name="x",
            scopes=["hotline:write"],
            days=1,
            permitted=True,
        )


def test_the_chain_of_the_place_holds():
    account, _code = make_deputy()
    make_code(account)
    actions.disable_account(operator(), PLACE, account=account, permitted=True)
    assert [(state.place, state.valid) for state in verify_chains(PLACE)] == [(PLACE, True)]
