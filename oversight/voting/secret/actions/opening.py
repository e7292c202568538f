"""开启: after the close the total is sealed by workers; holders open it with their own tools once the chair has declared it valid."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import encode, hex_hash
from secret_ballot.v1.elections import Election, read_election
from secret_ballot.v1.tally import Factors, Tally, combine, count_up, read_decryption
from secret_ballot.v1.trustees import Trustees, read_trustees

from oversight.audit.actors import Actor, system
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put
from oversight.voting import permissions
from oversight.voting.actions.support import KEPT_IN, locked, tell_presider
from oversight.voting.models import (
    BallotBox,
    Decryption,
    KeyHolder,
    Poll,
)
from oversight.voting.secret import archives, journal
from oversight.voting.secret.actions.support import locked_box, require_state
from oversight.voting.secret.keys import speaks_for
from oversight.voting.secret.queries import box_of, cards_collected, papers_beside, unsigned
from oversight.voting.secret.sharing import joined
from oversight.voting.secret.sheets import lock_cards
from oversight.voting.secret.showing import journal_is_lost

ENOUGH = "opened_already"


def seal_total(box: BallotBox) -> BallotBox:
    """封存总和: every ballot is checked and put up, nothing is open; workers do it, the bytes follow from the rows."""
    with act(
        "voting.seal_total", actor=system(), place=box.jurisdiction.code, permitted=True
    ) as running:
        box = locked_box(box)
        require_state(box, "closed")
        if unsigned(box).exists():
            raise Refused("rejected_waiting", _("有核验不过的选票还没有由监票人认定。"))
        total = archives.total_of(box)
        election = read_election(box.election.encode())
        sealed = encode(total.as_json(election.suite))
        box.total, box.tally = sealed.decode(), hex_hash(sealed)
        box.ballots, box.state = total.ballots, "tallied"
        box.sealed_key = []  # with it the holders' seeds would tell for ever what the forgotten key told
        put(box)
        running.facts = {
            "poll": box.poll.public_id,
            "trial": box.trial,
            "ballots": total.ballots,
            "tally": box.tally,
        }
        if not box.trial:
            title = _("%(title)s：逐票核验完毕，请宣布表决是否有效") % {"title": box.poll.title}
            tell_presider(box.poll, "sealed", title)
    return box


def add_decryption(actor: Actor, box: BallotBox, holder: KeyHolder, raw: bytes) -> Decryption:
    """交来部分开启: by the holder's own code, or by the office for one who works by files; the proof says whose it is.

    With enough of them the counts are known and the sheet is locked. The same holder's again changes nothing. Refused
    before the chair has declared the vote valid.
    """
    place = box.jurisdiction
    of_this_box = holder.key_set_id == box.key_set_id
    by_the_office = of_this_box and permissions.can_prepare(actor, place)
    may = by_the_office or speaks_for(actor, holder, box)
    before = box.decryptions.filter(holder=holder).first()
    if may and before is not None:
        return before
    with act(
        "voting.add_decryption",
        actor=actor,
        place=place.code,
        permitted=may,
        refusal=_("不是这个票箱的持钥人，或者仪式码已经换发、过期。"),
    ) as running:
        poll = locked(place, box.poll)
        box = locked_box(box)
        if (meanwhile := box.decryptions.filter(holder=holder).first()) is not None:
            return meanwhile  # asked again while the first was still being judged
        check_opening(poll, box)
        election, trustees, total = protocol_of(box)
        factors = judged(election, trustees, total, holder, raw)
        row = Decryption(
            jurisdiction=place,
            box=box,
            holder=holder,
            raw=raw.decode(),
            given_at=timezone.now(),
        )
        put(row)
        running.facts = {"poll": poll.public_id, "holder": holder.name, "trial": box.trial}
        if box.decryptions.count() >= box.key_set.threshold:
            open_total(poll, box, (election, trustees, total), {holder.number: factors})
    return row


def check_opening(poll: Poll, box: BallotBox) -> None:
    """A sealed total, and of a vote the chair's word that it is valid."""
    if box.state == "decrypted":
        raise Refused(ENOUGH, _("已经开启，不再需要。"))
    require_state(box, "tallied")
    if not box.trial and poll.state not in {"collected", "counted"}:
        raise Refused("not_declared", _("主持人还没有宣布表决有效，不能开启。"))


def protocol_of(box: BallotBox) -> tuple[Election, Trustees, Tally]:
    """What a decryption is judged by."""
    election = read_election(box.election.encode())
    trustees = read_trustees(election.suite, box.key_set.trustees.encode())
    return election, trustees, archives.sealed_total(box)


def judged(
    election: Election, trustees: Trustees, total: Tally, holder: KeyHolder, raw: bytes
) -> Factors:
    """The factors with proofs that hold; refused where they do not."""
    try:
        key = trustees.keys[holder.number - 1]
        return read_decryption(election, key, total.cells, raw)
    except (BallotError, UnicodeDecodeError) as error:
        code = getattr(error, "code", "shape")
        text = _("这份开启的证明不成立（%(code)s），没有采用。") % {"code": code}
        raise Invalid("bad_decryption", text, where="decryption") from error


def open_total(
    poll: Poll,
    box: BallotBox,
    protocol: tuple[Election, Trustees, Tally],
    factors: Mapping[int, Factors],
) -> None:
    """The counts of the whole; of a vote the sheet follows from them.

    factors  by holder's number those whose proofs were checked just now; what was kept before is checked once more
    """
    election, trustees, total = protocol
    rows = box.decryptions.select_related("holder").order_by("holder__number")
    factors = {
        each.holder.number: factors.get(each.holder.number)
        or judged(election, trustees, total, each.holder, each.raw.encode())
        for each in rows
    }
    opened = combine(election, trustees, total.cells, factors)
    box.result = count_up(election, total, opened)
    box.state = "decrypted"
    put(box)
    if not box.trial and not papers_beside(poll):
        with translation.override(KEPT_IN):
            lock_cards(poll)


def recover_journal(actor: Actor, box: BallotBox, holder: KeyHolder, share: str) -> bool:
    """恢复收票密钥: after a power cut, by the holder's own code alone; True once enough have given their share.

    Where the key is there nothing is taken and nothing changes.
    """
    with act(
        "voting.recover_journal",
        actor=actor,
        place=box.jurisdiction.code,
        permitted=speaks_for(actor, holder, box),
        refusal=_("不是这个票箱的持钥人，或者仪式码已经换发、过期。"),
    ) as running:
        box = locked_box(box)
        require_state(box, "opened", "closed")
        running.facts = {"poll": box.poll.public_id, "holder": holder.name}
        if not journal_is_lost(box):
            return True
        key = joined(box, holder, share)
        if key is None:
            return False
        journal.keep_key(box.uuid, key)
    shutil.rmtree(journal.shares_folder(box.uuid), ignore_errors=True)
    return True


def ballots_collected(
    poll: Poll, issued: int | None, returned: int | None
) -> tuple[int | None, int | None]:
    """发出、收回 of a vote by cards: those of the cards follow from the box, on paper beside them they are given.

    Refused before every ballot is checked and the total sealed.
    """
    box = box_of(poll)
    if box is None or box.state != "tallied":
        raise Refused("not_sealed", _("电子票还没有逐票核验完毕，不能宣布。"))
    cards_out, cards_in = cards_collected(poll)
    beside = papers_beside(poll)
    if not beside:
        return cards_out, cards_in
    if issued is not None and issued > beside:
        text = _("换领纸质票的有 %(beside)d 人，发出的纸质票不能多于它。")
        raise Invalid("issued_above_surrendered", text % {"beside": beside}, where="issued")
    if issued is None or returned is None:
        return issued, returned
    return cards_out + issued, cards_in + returned
