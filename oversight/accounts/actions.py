"""账号的行为: open, disable, reset, change one's password. Codes, tokens, devices, second factor: ``actions_*``.

Whether the office may act on other people's accounts depends on roles, which this app does not know: the
caller passes its judgement as ``permitted``. One thing is kept here: only the place that opened an account
may reset or disable it, so that no place can take over the roles that another one gave.
"""

from __future__ import annotations

import secrets

from axes.utils import reset as lift_lockout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oversight.accounts import permissions
from oversight.accounts.actions_codes import issue_login_code, revoke_login_code, use_login_code
from oversight.accounts.actions_devices import end_devices, revoke_device, revoke_other_devices
from oversight.accounts.actions_tokens import issue_token, revoke_token
from oversight.accounts.models import Account
from oversight.accounts.ownership import chain_of, require_home
from oversight.audit.actors import Actor, system
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid
from oversight.audit.records import ALPHABET, state_of

__all__ = [
    "change_password",
    "create_account",
    "disable_account",
    "enable_account",
    "issue_login_code",
    "issue_token",
    "record_lockout",
    "reset_password",
    "revoke_device",
    "revoke_login_code",
    "revoke_other_devices",
    "revoke_token",
    "use_login_code",
]


def create_account(
    actor: Actor,
    place_code: str,
    *,
    permitted: bool,
    display_name: str,
    kind: str = "staff",
    username: str = "",
    password: str | None = None,
) -> tuple[Account, str]:
    """开设账号。 Returns the account and its first password, shown once; deputies have none, they use a code."""
    with act(
        "accounts.create_account", actor=actor, place=place_code, permitted=permitted
    ) as running:
        account = Account(
            username=_free_username(username, kind),
            display_name=_checked_name(display_name),
            kind=_checked_kind(kind),
            place=place_code,
        )
        initial = "" if kind == "deputy" and password is None else password or new_password()
        _set_password(actor, account, initial)
        account.must_change_password = bool(initial) and password is None
        _store(running, account)
        running.facts = {"account": account.public_id, "kind": kind}
    return account, initial


def reset_password(
    actor: Actor, place_code: str, *, account: Account, permitted: bool
) -> tuple[Account, str]:
    """重置密码。 A new first password, shown once; every device is signed out, a lockout is lifted."""
    with act(
        "accounts.reset_password", actor=actor, place=place_code, permitted=permitted
    ) as running:
        require_home(actor, account, place_code)
        if account.kind == "deputy":
            raise Invalid(
                "deputy_has_no_password",
                _("没有重置。代表用登录码登录，没有密码。请重新印发登录码。"),
            )
        initial = new_password()
        account.set_password(initial)
        account.must_change_password = True
        _store(running, account)
        running.facts = {
            "account": account.public_id,
            "devices_ended": end_devices(account, "password"),
        }
    lift_lockout(username=account.username)
    return account, initial


def change_password(
    actor: Actor, account: Account, *, current: str, new: str, keep_session: str = ""
) -> None:
    """修改本人密码。 Signs out every other device of the account."""
    with act(
        "accounts.change_password",
        actor=actor,
        place=chain_of(actor, account),
        permitted=permissions.can_change_own(actor, account),
    ) as running:
        if not account.check_password(current):
            raise Invalid(
                "wrong_password", _("没有修改。现在的密码不对。"), where="current_password"
            )
        if current == new:
            raise Invalid(
                "same_password", _("没有修改。新密码与现在的密码相同。"), where="new_password"
            )
        _check_strength(account, new)
        account.set_password(new)
        account.must_change_password = False
        _store(running, account)
        running.facts = {
            "account": account.public_id,
            "devices_ended": end_devices(account, "password", keep_session=keep_session),
        }


def disable_account(actor: Actor, place_code: str, *, account: Account, permitted: bool) -> None:
    """停用账号。 Devices are signed out, codes and tokens stop working at once."""
    _set_active(actor, place_code, account, permitted, False)


def enable_account(actor: Actor, place_code: str, *, account: Account, permitted: bool) -> None:
    """恢复账号。"""
    _set_active(actor, place_code, account, permitted, True)


def record_lockout(account: Account, reason: str) -> None:
    """登录暂停: too many wrong attempts on this account; the reason is a code, never an address."""
    with act(
        "accounts.lock_sign_in", actor=system(), place=account.place, permitted=True
    ) as running:
        running.facts = {"account": account.public_id, "reason": reason}


def new_password() -> str:
    """A first password of twelve characters in three groups (59 bits), easy to read out."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def _set_active(
    actor: Actor, place_code: str, account: Account, permitted: bool, active: bool
) -> None:
    code = "accounts.enable_account" if active else "accounts.disable_account"
    with act(code, actor=actor, place=place_code, permitted=permitted) as running:
        require_home(actor, account, place_code)
        if not active and actor.account_id == account.pk:
            raise Invalid("own_account", _("没有停用。不能停用自己正在用的账号，请另一人办理。"))
        account.is_active = active
        _store(running, account)
        running.facts = {"account": account.public_id}
        if not active:
            running.facts["devices_ended"] = end_devices(account, "disabled")


def _store(running: Act, account: Account) -> None:
    """Save the account and note the change; the password hash itself is never kept in the record."""
    stored = Account.objects.filter(pk=account.pk).first()
    before = state_of(stored) if stored is not None else None
    account.save()
    running.changed(account, before, state_of(account))


def _free_username(username: str, kind: str) -> str:
    name = Account.normalize_username(username).strip()
    if not name and kind == "deputy":
        name = "d-" + "".join(secrets.choice(ALPHABET) for _ in range(10))
    if not name:
        raise Invalid("blank_username", _("没有开设账号。没有写用户名。"), where="username")
    try:
        Account.username_validator(name)
    except ValidationError as error:
        raise Invalid(
            "bad_username",
            _("没有开设账号。用户名只用字母、数字和 @ . + - _。"),
            where="username",
        ) from error
    if Account.objects.filter(username__iexact=name).exists():
        raise Invalid(
            "username_taken",
            _("没有开设账号。用户名“%(name)s”已有人用。") % {"name": name},
            where="username",
        )
    return name


def _checked_name(display_name: str) -> str:
    name = display_name.strip()
    if not name:
        raise Invalid("blank_name", _("没有开设账号。没有写姓名。"), where="display_name")
    return name


def _checked_kind(kind: str) -> str:
    if kind not in dict(Account.KINDS):
        raise Invalid(
            "unknown_kind",
            _("没有开设账号。没有“%(kind)s”这类账号。") % {"kind": kind},
            where="kind",
        )
    return kind


def _set_password(actor: Actor, account: Account, password: str) -> None:
    """The command line may set any password; people's choices are checked."""
    if not password:
        account.set_unusable_password()
        return
    if not permissions.operates_the_server(actor):
        _check_strength(account, password)
    account.set_password(password)


def _check_strength(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        text = "".join(error.messages)
        raise Invalid(
            "weak_password", _("密码没有保存。%(why)s") % {"why": text}, where="new_password"
        ) from error
