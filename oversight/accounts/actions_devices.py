"""设备的行为: sign one device out, or all others."""

from __future__ import annotations

from django.utils import timezone

from oversight.accounts import permissions
from oversight.accounts.models import Account, DeviceSession, LoginCode
from oversight.accounts.ownership import chain_of
from oversight.audit.actors import Actor
from oversight.audit.acts import act


def end_devices(
    account: Account, ending: str, *, keep_session: str = "", code: LoginCode | None = None
) -> int:
    """Mark open sessions as ended; the device learns it at its next request. Part of another act."""
    open_ones = DeviceSession.objects.filter(account=account, revoked_at=None)
    if keep_session:
        open_ones = open_ones.exclude(session_key=keep_session)
    if code is not None:
        open_ones = open_ones.filter(login_code=code)
    return open_ones.update(revoked_at=timezone.now(), ending=ending)


def revoke_device(actor: Actor, device: DeviceSession) -> None:
    """退出一台设备。"""
    with act(
        "accounts.revoke_device",
        actor=actor,
        place=chain_of(actor, device.account),
        permitted=permissions.can_change_own(actor, device.account),
    ) as running:
        running.facts = {"device": device.public_id, "described": device.device}
        if device.revoked_at is None:
            device.revoked_at, device.ending = timezone.now(), "revoked"
            device.save(update_fields=["revoked_at", "ending"])


def revoke_other_devices(actor: Actor, account: Account, *, keep_session: str) -> int:
    """退出其他所有设备。 Returns how many were signed out."""
    with act(
        "accounts.revoke_other_devices",
        actor=actor,
        place=chain_of(actor, account),
        permitted=permissions.can_change_own(actor, account),
    ) as running:
        ended = end_devices(account, "revoked", keep_session=keep_session)
        running.facts = {"devices_ended": ended}
    return ended
