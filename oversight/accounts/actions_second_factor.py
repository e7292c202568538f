"""双重验证的行为: enrol, remove, reset for somebody who lost the telephone, renew recovery codes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from oversight.accounts import permissions, policy, second_factor
from oversight.accounts.models import Account
from oversight.accounts.ownership import chain_of, require_home
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused


def enrol_second_factor(actor: Actor, account: Account, *, key: str, typed: str) -> None:
    """启用双重验证。 Only with a code that the new device shows, so that nobody locks himself out."""
    with act(
        "accounts.enrol_second_factor",
        actor=actor,
        place=chain_of(actor, account),
        permitted=permissions.can_change_own(actor, account),
    ) as running:
        if second_factor.is_enrolled(account):
            raise Refused("already_enrolled", _("没有启用。双重验证已经启用，换手机先停用。"))
        step = second_factor.step_of(key, typed)
        if step is None:
            raise Invalid(
                "wrong_code",
                _("没有启用。动态码不对。核对手机时间，再输入现在显示的 6 位数字。"),
                where="code",
            )
        second_factor.keep_key(account, key, step)
        running.facts = {"account": account.public_id}


def remove_second_factor(actor: Actor, account: Account, *, password: str) -> None:
    """停用双重验证，例如换手机。 Where the office requires it, enrolling again is the next step."""
    with act(
        "accounts.remove_second_factor",
        actor=actor,
        place=chain_of(actor, account),
        permitted=permissions.can_change_own(actor, account),
    ) as running:
        _require_password(account, password)
        second_factor.drop(account)
        running.facts = {
            "account": account.public_id,
            "required": policy.totp_required(account),
        }


def renew_recovery_codes(actor: Actor, account: Account, *, password: str) -> list[str]:
    """换发备用码。 Returns the new ones."""
    with act(
        "accounts.renew_recovery_codes",
        actor=actor,
        place=chain_of(actor, account),
        permitted=permissions.can_change_own(actor, account),
    ) as running:
        _require_password(account, password)
        if not second_factor.is_enrolled(account):
            raise Refused("not_enrolled", _("没有换发。还没有启用双重验证。"))
        second_factor.renew_recovery_codes(account)
        running.facts = {"account": account.public_id}
    return second_factor.recovery_codes(account)


def reset_second_factor(
    actor: Actor, place_code: str, *, account: Account, permitted: bool
) -> None:
    """解除他人的双重验证: for somebody who lost telephone and recovery codes, after seeing who asks."""
    with act(
        "accounts.reset_second_factor", actor=actor, place=place_code, permitted=permitted
    ) as running:
        require_home(actor, account, place_code)
        second_factor.drop(account)
        running.facts = {"account": account.public_id}


def use_recovery_code(account: Account, typed: str) -> bool:
    """用备用码登录。 True when the code was right; the entry says how many are left."""
    actor = Actor(account.pk, str(account), "anyone", account.place)
    with transaction.atomic():
        if not second_factor.check_recovery_code(account, typed):
            return False
        with act(
            "accounts.use_recovery_code", actor=actor, place=account.place, permitted=True
        ) as running:
            running.facts = {
                "account": account.public_id,
                "left": len(second_factor.recovery_codes(account)),
            }
    return True


def _require_password(account: Account, password: str) -> None:
    if not account.check_password(password):
        raise Invalid("wrong_password", _("没有改动。密码不对。"), where="password")
