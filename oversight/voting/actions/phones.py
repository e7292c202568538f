"""签字手机的写: a code given out, used once on the scrutineer's own telephone, and the signature drawn there.

A drawing on a teller's device would be a signature in the hand of who counted (procedures §9: nobody counts
and scrutinises); the code binds one telephone before the sheet is locked, in the presence of its owner.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import codes
from oversight.audit.actors import ANYONE, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.finishing import drawn, put_signature
from oversight.voting.actions.support import locked, require
from oversight.voting.models import Poll, SheetSignature, SigningPhone
from oversight.voting.queries import phones as read

HOURS = 12
"""How long a code may be used on a telephone: from the naming of the scrutineers to the end of the day's count."""


def issue_signing_code(
    actor: Actor, place: Jurisdiction, poll: Poll, *, name: str
) -> tuple[SigningPhone, str]:
    """发签字码: for a scrutineer without an account; the code in clear is shown once, an earlier one ends."""
    with act(
        "voting.issue_signing_code",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("issue_signing_code", poll)
        if name not in [one.name for one in read.signers_by_phone(poll)]:
            text = _("签字码只发给没有账号的监票人；有账号的，登录自己的账号签字。")
            raise Invalid("not_by_phone", text, where="name")
        if poll.state == "locked" and name not in [one.name for one in read.missing_by_phone(poll)]:
            raise Refused("signed_already", _("%(name)s已经签字。") % {"name": name})
        now, plain = timezone.now(), codes.new_code()
        earlier = read.phone_of(poll, name)
        if earlier is not None:
            earlier.ended_at = now
            put(earlier)
        phone = SigningPhone(
            jurisdiction=place,
            poll=poll,
            name=name,
            digest=read.digest_of(plain),
            issued_by_id=actor.account_id,
            issued_label=actor.label[:100],
            issued_at=now,
            expires_at=now + timedelta(hours=HOURS),
        )
        put(phone)
        running.facts = {
            "poll": poll.public_id,
            "name": name,
            "ended": "" if earlier is None else ("phone" if earlier.claimed_at else "code"),
        }
    return phone, plain


def claim_signing_code(place: Jurisdiction, code: str) -> tuple[SigningPhone, str]:
    """启用签字码: on the telephone of who holds it, once. Returns the secret that the telephone keeps."""
    found = read.phone_by_code(place, code)
    if found is None:
        raise Invalid(
            "unknown_code", _("没有这个签字码，或者已经作废。核对以后再输一次。"), where="code"
        )
    with act(
        "voting.claim_signing_code", actor=holder(found), place=place.code, permitted=True
    ) as running:
        poll = locked(place, found.poll)
        phone = read.phone_by_code(place, code)
        if phone is None or phone.claimed_at is not None:
            text = _(
                "这个签字码已经在一部手机上启用。不是你本人启用的，立即告诉总监票人，请办公室另发。"
            )
            raise Refused("claimed_already", text)
        if not read.may_be_claimed(phone):
            raise Refused("code_expired", _("签字码过了启用的期限，请办公室另发。"))
        secret = secrets.token_urlsafe(24)
        phone.secret, phone.claimed_at = read.digest_of(secret), timezone.now()
        put(phone)
        running.facts = {"poll": poll.public_id, "name": phone.name}
    return phone, secret


def holder(phone: SigningPhone) -> Actor:
    """Who acts on the telephone: the scrutineer by name, without an account."""
    return Actor(None, phone.name, ANYONE, phone.jurisdiction.code)


def sign_on_phone(
    phone: SigningPhone, *, secret: str, drawing: Sequence[Sequence[Sequence[int]]]
) -> SheetSignature:
    """在本人手机上签字: the strokes drawn on the telephone that the code was used on."""
    place = phone.jurisdiction
    with act(
        "voting.sign_on_phone", actor=holder(phone), place=place.code, permitted=True
    ) as running:
        poll = locked(place, phone.poll)
        known = read.phones_known(place, {phone.public_id: secret})
        if not known:
            raise NotPermitted(_("这部手机没有启用签字码，或者签字码已经作废。"))
        require("sign_sheet", poll)
        now = known[0]
        now.poll = poll
        signer = read.awaited(now)
        if signer is None:
            raise Refused("signed_already", _("%(name)s已经签字。") % {"name": phone.name})
        strokes = drawn(drawing)
        signature = SheetSignature(
            jurisdiction=place,
            capacity=signer.capacity,
            name=signer.name,
            way="phone",
            signed_label=now.issued_label,
        )
        running.facts = put_signature(poll, signature, strokes)
    return signature


def sign_by_code(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    name: str,
    drawing: Sequence[Sequence[Sequence[int]]],
) -> SheetSignature:
    """The three steps one after another, as the demonstration and the tests take them."""
    _phone, code = issue_signing_code(actor, place, poll, name=name)
    phone, secret = claim_signing_code(place, code)
    return sign_on_phone(phone, secret=secret, drawing=drawing)
