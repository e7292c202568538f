"""电子票的接口: freeze, list of cards, trial, countdown, rejected ballots, opening by file, and how a box stands."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, UploadedFile

from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.files.models import StoredFile
from oversight.files.permissions import can_read_file
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.voting import permissions
from oversight.voting.api import schemas as s
from oversight.voting.api.routing import POLL, poll_for, router
from oversight.voting.api.writing import detail
from oversight.voting.models import BallotBox, CardList
from oversight.voting.secret import actions, heads, keys, receipts
from oversight.voting.secret import api_schemas as c
from oversight.voting.secret.actions.cards import LONGEST
from oversight.voting.secret.contents import Shown
from oversight.voting.secret.freezing_forms import FAMILIES, refused_as
from oversight.voting.secret.invalid import Signed, signed_of
from oversight.voting.secret.possible import boxes, required
from oversight.voting.secret.queries import cards_of, read_boxes, replaced_of, standing_of
from oversight.voting.secret.showing import booth_address, counted, journal_is_lost, opening_of


@router.get(POLL + "/boxes", response=c.BoxesOut)
def get_boxes(request: HttpRequest, place: str, key: str) -> Any:
    """票箱: how the vote by cards stands; never a choice of the vote itself."""
    _found, poll = poll_for(request, place, key, permissions.can_read)
    poll = read_boxes(poll)
    return {
        "booth": booth_address(request),
        "receipt_key": receipts.public_key(),
        "boxes": [box_out(box) for box in boxes(poll)],
    }


def box_out(box: BallotBox) -> dict[str, Any]:
    """One box."""
    standing, opening = standing_of(box), opening_of(box)
    return {
        "trial": box.trial,
        "election": box.uuid,
        "state": box.state,
        "fingerprint": box.fingerprint,
        "configuration": box.configuration,
        "bundle": box.bundle,
        "key_set": box.key_set.public_id,
        "opened_at": box.opened_at,
        "closed_at": box.closed_at,
        "close_at": box.closes_at,
        "cards": list_out(cards_of(box)),
        "received": counted(box) if box.state != "prepared" else 0,
        "last_head": head_out(box),
        # while it is open, how far the checking is would tell when a single ballot came in
        "unchecked": standing.waiting.unchecked if box.state == "closed" else 0,
        "checked": standing.waiting.checked if box.state == "closed" else 0,
        "ballots": box.ballots,
        "replaced": replaced_of(box),
        "revote_clause": box.revote_clause,
        "rejected": [rejected_out(one) for one in signed_of(box)],
        "threshold": opening.needed,
        "missing": standing.missing,
        "holders": [
            {"number": one.number, "name": one.name, "given": given}
            for one, given in opening.holders
        ],
        "journal_lost": journal_is_lost(box),
        "archive_sha256": box.archive,
        "result": box.result if box.trial else None,
    }


def head_out(box: BallotBox) -> dict[str, Any] | None:
    """The last commitment to what was received."""
    last = heads.last_of(box)
    return asdict(last) if last is not None else None


def rejected_out(one: Signed) -> dict[str, Any]:
    """A rejected ballot with who has signed it invalid and who has not."""
    names = c.InvalidSignatureOut.model_fields
    return {
        "ballot": one.row.hash,
        "code": one.row.code,
        "where": one.row.where,
        "signed_by": one.row.signed_label,
        "signed_at": one.row.signed_at,
        "signatures": [
            {name: getattr(each, name) for name in names} for each, _line in one.signatures
        ],
        "missing": [each.name for each in one.missing],
    }


def list_out(row: CardList | None) -> dict[str, Any] | None:
    names = c.CardListOut.model_fields
    return {name: getattr(row, name) for name in names} if row is not None else None


@router.post(POLL + "/freeze", response=s.PollDetail)
def freeze_ballot(request: HttpRequest, place: str, key: str, body: c.FreezeIn) -> Any:
    """冻结电子票."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    key_set = keys.key_set_by_id(found, body.key_set)
    if key_set is None:
        raise Http404(body.key_set)
    shown = {
        one.option: Shown(
            one.note, *(file_of(request, found, getattr(one, kind), kind) for kind in FAMILIES)
        )
        for one in body.shown
    }
    values = body.dict(include={"trial", "capitals", "revote_clause"})
    actions.freeze_ballot(actor_of(request), found, poll, key_set=key_set, shown=shown, **values)
    return detail(request, found, key)


def file_of(request: HttpRequest, place: Jurisdiction, key: str, kind: str) -> StoredFile | None:
    """An upload of the place by id, of the right kind and size; None where none is named."""
    if not key:
        return None
    file = StoredFile.objects.in_scope(Scope.of(place)).filter(public_id=key).first()
    if file is None or not can_read_file(actor_of(request), file):
        raise Http404(key)
    if why := refused_as(kind, file.name, file.size):
        raise Invalid("not_for_a_ballot", why, where=kind)
    return file


@router.post(POLL + "/cards", response=s.PollDetail)
def fix_cards(
    request: HttpRequest, place: str, key: str, body: Form[c.CardsIn], file: File[UploadedFile]
) -> Any:
    """确定投票卡名单: the ticket office's public list with the numbers that must add up."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.fix_cards(actor_of(request), found, poll, **list_in(body, file))
    return detail(request, found, key)


@router.post(POLL + "/cards/replace", response=s.PollDetail)
def replace_cards(
    request: HttpRequest, place: str, key: str, body: Form[c.CardsIn], file: File[UploadedFile]
) -> Any:
    """更换投票卡名单: until the box is opened, with every number anew."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.replace_cards(actor_of(request), found, poll, **list_in(body, file))
    return detail(request, found, key)


def list_in(body: c.CardsIn, file: UploadedFile) -> dict[str, Any]:
    """A list as it was sent; the name of its file may tell for which election it is."""
    return {**body.dict(), "credentials": file.read(LONGEST + 1), "name": file.name or ""}


@router.post(POLL + "/trial/open", response=s.PollDetail)
def open_trial(request: HttpRequest, place: str, key: str) -> Any:
    """开始试投."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.open_trial(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/trial/close", response=s.PollDetail)
def close_trial(request: HttpRequest, place: str, key: str) -> Any:
    """结束试投."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.close_trial(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/countdown", response=s.PollDetail)
def show_close(request: HttpRequest, place: str, key: str, body: c.CountdownIn) -> Any:
    """显示、延长或者撤下倒计时."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    at = body.at
    if at is not None and at.tzinfo is None:
        raise Invalid("no_zone", _("时间要带时区，例如 +08:00。"), where="at")
    actions.show_close(actor_of(request), found, poll, at=at)
    return detail(request, found, key)


@router.post(POLL + "/rejected", response=s.PollDetail)
def sign_invalid(request: HttpRequest, place: str, key: str, body: c.InvalidIn) -> Any:
    """监票人用自己的账号认定选票无效; sent again it changes nothing."""
    found, poll = poll_for(request, place, key, permissions.can_sign)
    actions.sign_invalid(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/decryption", response=s.PollDetail)
def add_decryption(
    request: HttpRequest, place: str, key: str, body: Form[c.DecryptionIn], file: File[UploadedFile]
) -> Any:
    """代交部分开启: for a holder whose machine has no network; the proof says whose it is."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    box = required(poll, trial=body.trial)
    holder = box.key_set.holders.filter(number=body.holder).first()
    if holder is None:
        raise Http404(str(body.holder))
    actions.add_decryption(actor_of(request), box, holder, file.read(LONGEST + 1))
    return detail(request, found, key)


@router.post(POLL + "/change-method", response=s.PollDetail)
def change_method(request: HttpRequest, place: str, key: str, body: c.ChangeIn) -> Any:
    """会议决定改用其他方式: what was cast stays sealed."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.change_method(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)
