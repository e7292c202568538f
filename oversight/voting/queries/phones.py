"""签字手机的读取: on which telephone each scrutineer without an account signs, and by what it is known again."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from oversight.accounts import codes
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import Poll, SigningPhone
from oversight.voting.queries.counts import Signer, missing_signers, signers_of, signs_by_account


def digest_of(text: str) -> str:
    """The keyed hash under which a code or a secret is kept."""
    return salted_hmac("oversight.voting.signing_phone", text, algorithm="sha256").hexdigest()


def signers_by_phone(poll: Poll) -> list[Signer]:
    """The scrutineers who have no account of their own to sign with."""
    watching = (one for one in signers_of(poll) if one.capacity != "teller")
    return [one for one in watching if not signs_by_account(poll, one)]


def phone_of(poll: Poll, name: str) -> SigningPhone | None:
    """The telephone, or the code that waits for one, of this scrutineer."""
    return poll.phones.filter(name=name, ended_at=None).last()


def phone_by_code(place: Jurisdiction, typed: str) -> SigningPhone | None:
    """The code as typed, whether or not it may still be used."""
    code = codes.tidy(typed)
    if not code:
        return None
    rows = SigningPhone.objects.in_scope(Scope.of(place)).select_related("poll")
    return rows.filter(digest=digest_of(code), ended_at=None).first()


def may_be_claimed(phone: SigningPhone) -> bool:
    return phone.claimed_at is None and phone.expires_at > timezone.now()


def phones_known(place: Jurisdiction, kept: Mapping[str, str]) -> list[SigningPhone]:
    """The telephones that a browser is, by the secrets it keeps: public id → secret."""
    rows = SigningPhone.objects.in_scope(Scope.of(place)).select_related("poll")
    found = rows.filter(public_id__in=list(kept), ended_at=None).exclude(claimed_at=None)
    return [
        one
        for one in found.order_by("-pk")
        if constant_time_compare(one.secret, digest_of(str(kept[one.public_id])))
    ]


def awaited(phone: SigningPhone) -> Signer | None:
    """The signature that this telephone may give now; None before the sheet is locked and once it is given."""
    if phone.poll.state != "locked":
        return None
    return next((one for one in missing_by_phone(phone.poll) if one.name == phone.name), None)


def missing_by_phone(poll: Poll) -> list[Signer]:
    """Who of those that sign by telephone has not signed."""
    by_phone = signers_by_phone(poll)
    return [one for one in missing_signers(poll) if one in by_phone]
