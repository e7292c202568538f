"""认定无效的读取: which rejected ballots wait for whose signature, and on which telephone.

Every scrutineer of the vote signs, as under the count sheet: by the own account, or drawn on the own telephone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, InvalidSignature, Poll, RejectedBallot, SigningPhone
from oversight.voting.queries.counts import Signer, is_self, signers_of, signs_by_account
from oversight.voting.queries.phones import phone_of
from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.drawing import path
from oversight.voting.secret.queries import rejected_of

OWN_HAND = gettext_noop(
    "每名监票人亲自认定：有账号的用自己的账号，没有账号的凭签字码在自己的手机上签字。"
)


@dataclass(frozen=True)
class Signed:
    """核验不过的选票和它的签字: ``signatures`` with their drawings as data of a path, ``missing`` who has not signed."""

    row: RejectedBallot
    signatures: tuple[tuple[InvalidSignature, str], ...]
    missing: tuple[Signer, ...]


def scrutineers_of(poll: Poll) -> list[Signer]:
    """Who must sign: the chief scrutineer and every other of the vote."""
    return [one for one in signers_of(poll) if one.capacity != "teller"]


def missing_for(row: RejectedBallot, poll: Poll) -> list[Signer]:
    """Whose signature a rejected ballot still waits for; nobody's once it is settled."""
    if row.signed_at is not None:
        return []
    done = {one.name for one in row.signatures.all()}
    return [one for one in scrutineers_of(poll) if one.name not in done]


def signed_of(box: BallotBox) -> list[Signed]:
    """Every rejected ballot of a box with who has signed it and who has not."""
    found = []
    for row in rejected_of(box).prefetch_related("signatures"):
        signatures = tuple((one, path(one.drawing)) for one in row.signatures.all())
        found.append(Signed(row, signatures, tuple(missing_for(row, box.poll))))
    return found


def waiting_in(poll: Poll, signer: Signer | None = None) -> list[RejectedBallot]:
    """The ballots of closed boxes that wait to be signed, of one signer's those that wait for that one."""
    rows = RejectedBallot.objects.in_scope(Scope.of(poll.jurisdiction_id))
    rows = rows.filter(box__poll=poll, box__state="closed", signed_at=None)
    found = list(rows.select_related("box").order_by("-box__trial", "hash"))
    if signer is None:
        return found
    return [row for row in found if signer in missing_for(row, poll)]


def own_signer(actor: Actor, poll: Poll) -> Signer | None:
    """As which scrutineer of the vote the acting account signs; None where it is nobody's own."""
    return next((one for one in scrutineers_of(poll) if is_self(actor, poll, one)), None)


def signature_of(row: RejectedBallot | None, signer: Signer | None) -> InvalidSignature | None:
    """The signature that is there already."""
    if row is None or signer is None:
        return None
    return row.signatures.filter(name=signer.name).first()


def rejected_by_hash(poll: Poll, ballot: str) -> RejectedBallot | None:
    """The rejected ballot of this SHA-256, of the vote or its trial."""
    rows = RejectedBallot.objects.in_scope(Scope.of(poll.jurisdiction_id))
    return rows.filter(box__poll=poll, hash=ballot).select_related("box").first()


def signer_on(phone: SigningPhone) -> Signer | None:
    """As whom this telephone signs: a scrutineer of its vote who has no account to sign with."""
    named = (one for one in scrutineers_of(phone.poll) if one.name == phone.name)
    return next((one for one in named if not signs_by_account(phone.poll, one)), None)


def awaited_on(phone: SigningPhone) -> RejectedBallot | None:
    """The ballot that waits for the signature of this telephone; None where none does."""
    if phone.poll.method != "cards" or (signer := signer_on(phone)) is None:
        return None
    return next(iter(waiting_in(phone.poll, signer)), None)


def needs_code(poll: Poll) -> bool:
    """Whether somebody who must sign has neither an account nor a telephone in use."""
    for row in waiting_in(poll):
        for one in missing_for(row, poll):
            phone = None if signs_by_account(poll, one) else phone_of(poll, one.name)
            if not signs_by_account(poll, one) and (phone is None or phone.claimed_at is None):
                return True
    return False


def require_own(actor: Actor, poll: Poll) -> None:
    """Refuse who has nothing to sign here, and say who signs and how."""
    signer = own_signer(actor, poll)
    if signer is None:
        raise Refused("not_your_signature", _(OWN_HAND))
    if not waiting_in(poll, signer):
        raise Refused("signed_already", _("你已经签过，等其他监票人。"))
