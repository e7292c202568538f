"""密钥仪式的接口: what a scrutineer's own tool asks and tells, by ceremony code (Authorization: Bearer …)."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from oversight.accounts import attempts, codes
from oversight.accounts.tokens import TooManyRequests
from oversight.audit.errors import Refused
from oversight.ui.formats import short_moment
from oversight.voting.models import KeyHolder, KeySet
from oversight.voting.rules.key_stages import PARTS
from oversight.voting.secret import ceremony_boxes as boxes
from oversight.voting.secret import keys, keys_actions

ATTEMPT = "ceremony"
RAW: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {}}}}
}


class UnknownCode(Refused):
    """A ceremony code that is none, or that has ended."""

    status = 401


class CeremonyAuth(HttpBearer):
    """``Authorization: Bearer <ceremony code>``; wrong ones are counted, after too many the origin waits."""

    def authenticate(self, request: HttpRequest, token: str) -> KeyHolder | None:
        if not codes.tidy(token):
            return None
        return holder_for(request, token)


def holder_for(request: HttpRequest, typed: str) -> KeyHolder:
    """The holder of a code as typed; refuses what is none, and an origin that has guessed too often."""
    origin = attempts.origin_of_request(request)
    if until := attempts.blocked_until(ATTEMPT, origin):
        text = _("输错太多次，%(time)s 以后再试。") % {"time": short_moment(until)}
        raise TooManyRequests("rate_limited", text)
    holder = keys.holder_by_code(typed)
    if holder is None:
        attempts.note_failure(ATTEMPT, origin)
        text = _("没有这个仪式码，或者已经换发。核对以后再输一次。")
        raise UnknownCode("unknown_code", text, where="code")
    if not keys.code_runs(holder):
        text = _("仪式码过了期限，请办公室另发。")
        raise UnknownCode("code_expired", text, where="code")
    return holder


class MemberOut(Schema):
    """What one holder has told; never the part itself before its time."""

    number: int
    name: str
    certificate: bool
    commitment: bool
    polynomial: bool
    share: bool


class CeremonyOut(Schema):
    """密钥仪式 as one holder sees it; a part of all is null until everybody has told it."""

    set: str
    title: str
    place: str
    group: str
    threshold: int
    number: int
    name: str
    stage: str
    members: list[MemberOut]
    certificates: list[Any] | None
    commitments: list[str] | None
    received: dict[str, Any] | None
    trustees: str | None
    fingerprint: str | None
    sealed: str | None


class BoxOut(Schema):
    """电子票箱: ``ballots`` on the board so far, final once it is closed and all proofs are checked."""

    uuid: str
    title: str
    trial: bool
    state: str
    ballots: int


class BoxesOut(Schema):
    """The boxes that this holder's key helps to open."""

    boxes: list[BoxOut]


class HeadOut(Schema):
    """收票承诺: ``leaves`` are commitments to what came since the head before, null where a head only counts."""

    number: int
    ballots: int
    leaves: list[str] | None
    signature: str


class HeadsOut(Schema):
    """What was signed while the box received; ``rejected`` ballots and ``proof`` once its total is sealed."""

    key: str
    heads: list[HeadOut]
    rejected: list[str] | None
    proof: dict[str, Any] | None


class MissingOut(Schema):
    """How many holders have to open the total yet."""

    missing: int


class RecoveryOut(Schema):
    """The holder's sealed share of the key of what was received, after a power cut."""

    sealed: str | None


class RecoveredOut(Schema):
    """Whether enough shares are there, so that what was received can be read again."""

    recovered: bool


class ShareIn(Schema):
    """A share as opened by its holder, a decimal number."""

    share: str


router = Router(tags=["key-ceremony"], auth=CeremonyAuth())


def holder_of(request: HttpRequest) -> KeyHolder:
    holder: KeyHolder = request.auth  # type: ignore[attr-defined]
    return holder


@router.get("", response=CeremonyOut)
def get_ceremony(request: HttpRequest) -> Any:
    """密钥仪式: whose turn it is, and what is needed for one's own next step."""
    return ceremony(holder_of(request))


def ceremony(holder: KeyHolder) -> dict[str, Any]:
    """Everything that this holder may know now."""
    key_set: KeySet = holder.key_set
    everybody = keys.holders_of(key_set)
    told = keys.told(everybody, key_set)
    return {
        "set": key_set.public_id,
        "title": key_set.title,
        "place": key_set.jurisdiction.name,
        "group": key_set.group,
        "threshold": key_set.threshold,
        "number": holder.number,
        "name": holder.name,
        "stage": key_set.stage,
        "members": [
            {
                "number": one.number,
                "name": one.name,
                **{part: bool(getattr(one, part)) for part in PARTS},
            }
            for one in everybody
        ],
        "certificates": told.certificates if keys.past(key_set, "certificate") else None,
        "commitments": told.commitments if keys.past(key_set, "commitment") else None,
        "received": keys.received(holder),
        "trustees": key_set.trustees or None,
        "fingerprint": key_set.fingerprint or None,
        "sealed": holder.sealed or None,
    }


@router.get("/boxes", response=BoxesOut)
def get_boxes(request: HttpRequest) -> Any:
    """电子票箱, those of trials too."""
    return {"boxes": boxes.listed(holder_of(request).key_set)}


@router.get("/boxes/{uuid}/archive")
def get_archive(request: HttpRequest, uuid: str) -> HttpResponse:
    """投票档案 so far, as bytes; ``Range: bytes=n-`` gives what came after."""
    return boxes.archive(request, boxes.box_for(holder_of(request), uuid))


@router.get("/boxes/{uuid}/heads", response=HeadsOut)
def get_heads(request: HttpRequest, uuid: str, after: int = 0) -> Any:
    """收票承诺 behind so many: signed counts and commitments, at most one in five seconds; the proof once it is sealed."""
    return boxes.heads_of(boxes.box_for(holder_of(request), uuid), after)


@router.post("/boxes/{uuid}/decryption", response=MissingOut, openapi_extra=RAW)
def post_decryption(request: HttpRequest, uuid: str) -> Any:
    """部分开启: what the holder's tool made of the closed total."""
    holder = holder_of(request)
    return {"missing": boxes.decrypt(holder, boxes.box_for(holder, uuid), request.body)}


@router.get("/boxes/{uuid}/recovery", response=RecoveryOut)
def get_recovery(request: HttpRequest, uuid: str) -> Any:
    """The sealed share of the key of what was received; asked for only after the server lost its memory."""
    holder = holder_of(request)
    return {"sealed": boxes.sealed_share(holder, boxes.box_for(holder, uuid))}


@router.post("/boxes/{uuid}/recovery", response=RecoveredOut)
def post_recovery(request: HttpRequest, uuid: str, body: ShareIn) -> Any:
    """The share as opened by its holder; with enough of them what was received can be read again."""
    holder = holder_of(request)
    return {"recovered": boxes.recover(holder, boxes.box_for(holder, uuid), body.share)}


@router.post("/{part}", response=CeremonyOut, openapi_extra=RAW)
def tell_key_part(
    request: HttpRequest, part: Literal["certificate", "commitment", "polynomial", "share"]
) -> Any:
    """报密钥的一部分: the JSON value that the tool writes; told again it changes nothing."""
    holder = holder_of(request)
    keys_actions.tell_key_part(holder, part, request.body)
    told = keys.holder_by_digest(holder.digest)
    return ceremony(told or holder)
