"""认定无效: every scrutineer has seen that the proofs of a ballot do not hold, and signs it by the own hand.

By the own account, or drawn on the own telephone, as under the count sheet; nobody signs for another. Only with the
last signature may the total be sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.counting import accounts_of_scrutineers
from oversight.voting.actions.finishing import drawn
from oversight.voting.actions.phones import holder
from oversight.voting.actions.support import locked, tell
from oversight.voting.models import (
    BallotBox,
    InvalidSignature,
    Poll,
    RejectedBallot,
    SigningPhone,
)
from oversight.voting.queries.counts import Signer
from oversight.voting.queries.phones import phones_known
from oversight.voting.rules import drawing as drawings
from oversight.voting.secret import invalid as read
from oversight.voting.secret.actions.running import watch
from oversight.voting.secret.actions.support import locked_box, require_state
from oversight.voting.secret.queries import unsigned


def sign_invalid(actor: Actor, place: Jurisdiction, poll: Poll, *, ballot: str) -> InvalidSignature:
    """认定无效 by the scrutineer's own account; a second press changes nothing.

    ballot  SHA-256 of the rejected ballot
    """
    signer = read.own_signer(actor, poll)
    may = permissions.can_sign(actor, place) and signer is not None
    before = read.signature_of(read.rejected_by_hash(poll, ballot), signer)
    if may and before is not None:
        return before
    with act(
        "voting.sign_invalid",
        actor=actor,
        place=place.code,
        permitted=may,
        refusal=_(read.OWN_HAND),
    ) as running:
        poll = locked(place, poll)
        signer = read.own_signer(actor, poll)
        if signer is None:
            raise NotPermitted(_(read.OWN_HAND))
        signature = InvalidSignature(
            jurisdiction=place,
            way="own",
            signed_by_id=actor.account_id,
            signed_label=actor.label[:100],
        )
        running.facts = put_invalid(poll, ballot, signer, signature)
    return signature


def sign_invalid_on_phone(
    phone: SigningPhone,
    *,
    secret: str,
    ballot: str,
    drawing: Sequence[Sequence[Sequence[int]]],
) -> InvalidSignature:
    """在本人手机上认定无效: drawn on the telephone that the signing code was used on; again it changes nothing."""
    place, poll = phone.jurisdiction, phone.poll
    known = phones_known(place, {phone.public_id: secret})
    before = read.signature_of(read.rejected_by_hash(poll, ballot), read.signer_on(phone))
    if known and before is not None:
        return before
    with act(
        "voting.sign_invalid_on_phone",
        actor=holder(phone),
        place=place.code,
        permitted=bool(known),
        refusal=_("这部手机没有启用签字码，或者签字码已经作废。"),
    ) as running:
        poll = locked(place, poll)
        now = next(iter(phones_known(place, {phone.public_id: secret})), None)
        signer = read.signer_on(now) if now is not None else None
        if now is None or signer is None:
            raise NotPermitted(_(read.OWN_HAND))
        strokes = drawn(drawing)
        signature = InvalidSignature(jurisdiction=place, way="phone", signed_label=now.issued_label)
        running.facts = put_invalid(poll, ballot, signer, signature, strokes)
    return signature


def put_invalid(
    poll: Poll,
    ballot: str,
    signer: Signer,
    signature: InvalidSignature,
    strokes: drawings.Strokes = (),
) -> dict[str, Any]:
    """Keep one signature under a rejected ballot; with the last the total may be sealed. Returns what the act keeps."""
    row = read.rejected_by_hash(poll, ballot)
    if row is None:
        raise Invalid("unknown_ballot", _("没有这张核验不过的选票。"), where="ballot")
    box = locked_box(row.box)
    require_state(box, "closed")
    if signer not in read.missing_for(row, poll):
        raise Refused("signed_already", _("%(name)s已经签字。") % {"name": signer.name})
    signature.rejected, signature.capacity, signature.name = row, signer.capacity, signer.name
    signature.drawing = [[list(point) for point in stroke] for stroke in strokes]
    signature.signed_at = timezone.now()
    put(signature)
    settle(poll, row, box)
    return {
        "poll": poll.public_id,
        "hash": ballot,
        "capacity": signer.capacity,
        "scrutineer": signer.name,
        "way": signature.way,
        "entered_by": "" if signature.way == "own" else signature.signed_label,
        "drawing": drawings.check_value(strokes) if strokes else "",
    }


def settle(poll: Poll, row: RejectedBallot, box: BallotBox) -> None:
    """The ballot is invalid once all have signed; the worker, which had nothing left to do, goes on."""
    if read.missing_for(row, poll) or not row.signatures.exists():
        return
    names = row.signatures.order_by("pk").values_list("name", flat=True)
    row.signed_label, row.signed_at = "、".join(names)[:100], timezone.now()
    put(row)
    if not unsigned(box).exists():
        watch(box, after=row.hash)


def settle_all(poll: Poll) -> None:
    """After other scrutineers were named: of a trial a ballot may wait for nobody any more."""
    for row in read.waiting_in(poll):
        settle(poll, row, row.box)


def tell_scrutineers(box: BallotBox) -> None:
    """Tell those who sign by account, and the office, which gives out codes; never more than that a ballot waits."""
    poll = box.poll
    title = _("%(title)s：有选票核验不过，等监票人认定") % {"title": poll.title}
    key = f"rejected:{box.public_id}"
    tell(poll, ("clerk", "reviewer"), key, title, accounts=accounts_of_scrutineers(poll))
