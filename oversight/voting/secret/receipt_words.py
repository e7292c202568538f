"""核对回执: whether a receipt is ours and of this vote, and what became of its ballot, or of its card's."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.receipts import check_receipt, read_receipt, read_receipt_key

from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, BoardBallot, RejectedBallot
from oversight.voting.secret import receipts


def receipt_word(box: BallotBox, typed: str, card: str = "") -> tuple[bool, str]:
    """Whether the receipt holds and its ballot was found, and the words for it.

    card  check value of the card, SHA-256 of its public credential: where it may vote again, what it cast before
          may have been replaced before anybody could read it
    """
    try:
        receipt = read_receipt(typed)
        check_receipt(receipt, read_receipt_key(receipts.public_key()))
    except BallotError as error:
        english = (get_language() or "").startswith("en")
        return False, error.finding.text_en if english else error.text
    if receipt.uuid != box.uuid:
        return False, _("这张回执不是这次投票的（选举编号 %(uuid)s）。") % {"uuid": receipt.uuid}
    digest = receipt.digest.hex()
    on_board = BoardBallot.objects.filter(box=box, hash=digest).values_list("card", flat=True)
    own = on_board.first()
    if own is not None:
        return True, counted_word(box, digest, own)
    rows = RejectedBallot.objects.in_scope(Scope.of(box.jurisdiction_id))
    if rows.filter(box=box, hash=digest).exists():
        return True, _("签名正确，这张选票核验不过，列在下面的无效选票里，没有计入。")
    return missing_word(box, card) if box.may_revote else (False, missing())


def last_of(box: BallotBox, card: str) -> str:
    """The SHA-256 of the ballot that counts of a card, "" where it has none."""
    rows = BoardBallot.objects.filter(box=box, card=card).order_by("-batch")
    return rows.values_list("hash", flat=True).first() or ""


def counted_word(box: BallotBox, digest: str, card: str) -> str:
    """Of a ballot in the archive: whether it counts, or a later one of its card."""
    counted = last_of(box, card) if box.may_revote and card else digest
    if counted == digest:
        return _("签名正确，这张选票在投票档案里，已计入总和。")
    text = _(
        "签名正确，这张选票在投票档案里；同一张卡后来又投了一张，以最后一次为准，这一张不计入。计入的追踪码：%(tracker)s"
    )
    return text % {"tracker": tracker(counted)}


def missing_word(box: BallotBox, card: str) -> tuple[bool, str]:
    """Of a ballot that is not in the archive where a card may vote again."""
    if not card:
        return False, _(
            "签名正确，选票不在投票档案里。这次可以重投：同一张卡后来又投过的，前一张可能在公示以前就被代替，请填上卡的校验值，再核对一次。没有重投过的，请带着回执找监票人，并通知办公室。"
        )
    counted = last_of(box, card.lower())
    if not counted:
        return False, _(
            "签名正确，选票不在投票档案里，档案里也没有这张卡的选票：请带着回执找监票人，并通知办公室。"
        )
    text = _(
        "签名正确。这张选票不在投票档案里，这张卡计入的是另一张，追踪码：%(tracker)s。"
        "重投过的，前一张不计入；没有重投过的，请带着回执找监票人，并通知办公室。"
    )
    return True, text % {"tracker": tracker(counted)}


def missing() -> str:
    return _("签名正确，选票却不在投票档案里：请带着回执找监票人，并通知办公室。")


def tracker(digest: str) -> str:
    """A hash as the voter has it."""
    return receipts.tracker_of(bytes.fromhex(digest))
