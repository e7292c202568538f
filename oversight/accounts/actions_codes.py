"""登录码的行为: issue and revoke a deputy's code, and use it on a device.

One code, one device at a time: where the code is used on a second device, the first is signed out. So a
lost phone is answered by using the card again, and a copied card shows itself to its owner.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import codes, queries
from oversight.accounts.actions_devices import end_devices
from oversight.accounts.models import Account, LoginCode
from oversight.accounts.ownership import require_home
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused

DEFAULT_DAYS = 365
MOST_DAYS = 366 * 5


def issue_login_code(
    actor: Actor,
    place_code: str,
    *,
    account: Account,
    permitted: bool,
    days: int = DEFAULT_DAYS,
) -> tuple[LoginCode, str]:
    """印发登录码。 Returns the record and the code in clear, shown once; earlier codes end."""
    with act(
        "accounts.issue_login_code", actor=actor, place=place_code, permitted=permitted
    ) as running:
        require_home(actor, account, place_code)
        _require_deputy(account)
        if not 1 <= days <= MOST_DAYS:
            raise Invalid(
                "bad_days",
                _("没有印发。有效期写 1 到 %(most)d 天。") % {"most": MOST_DAYS},
                where="days",
            )
        replaced = [_revoke(code) for code in queries.live_codes_of(account)]
        plain = codes.new_code()
        code = LoginCode(
            place=place_code,
            account=account,
            digest=codes.digest(plain),
            hint=plain[-4:],
            expires_at=timezone.now() + timedelta(days=days),
        )
        code.save()
        running.facts = {
            "account": account.public_id,
            "days": days,
            "codes_ended": len(replaced),
        }
    return code, plain


def revoke_login_code(actor: Actor, place_code: str, *, code: LoginCode, permitted: bool) -> None:
    """作废登录码。 The device signed in with it is signed out."""
    with act(
        "accounts.revoke_login_code", actor=actor, place=place_code, permitted=permitted
    ) as running:
        if code.place != place_code:
            raise Refused("code_of_another_place", _("没有作废。这个登录码由另一个地方印发。"))
        running.facts = {"account": code.account.public_id, "devices_ended": _revoke(code)}


def use_login_code(code: LoginCode, *, session_key: str, device: str) -> None:
    """用登录码登录: binds the code to this device and signs out the one that used it before."""
    deputy = Actor(code.account_id, str(code.account), "deputy", code.place)
    with act(
        "accounts.sign_in_with_code", actor=deputy, place=code.place, permitted=True
    ) as running:
        locked = queries.locked_code(code)
        if locked is None:
            raise Refused("code_ended", _("没有登录。这个登录码已经作废或过期。"))
        if locked.used_at is None:
            locked.used_at = timezone.now()
            locked.save(update_fields=["used_at"])
        ended = end_devices(code.account, "replaced", keep_session=session_key, code=locked)
        running.facts = {"code": code.public_id, "device": device, "devices_ended": ended}


def _require_deputy(account: Account) -> None:
    if account.kind != "deputy":
        raise Invalid(
            "not_a_deputy",
            _("没有印发。登录码只给代表用，工作人员用密码和动态码登录。"),
            where="account",
        )
    if not account.is_active:
        raise Refused("account_disabled", _("没有印发。这个账号已经停用。"))


def _revoke(code: LoginCode) -> int:
    """End the code and its device; part of another act."""
    if code.revoked_at is None:
        code.revoked_at = timezone.now()
        code.save()
    return end_devices(code.account, "code_revoked", code=code)
