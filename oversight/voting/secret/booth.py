"""投票页的服务 (booth): everything under the booth's own host, without account, cookie, session or trace of who asked.

Addresses and answers are those that `frontend/booth/page` asks for. Errors are problem+json with a stable code.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, re_path
from django.views.decorators.http import require_GET

from oversight.audit.scoping import Scope
from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.voting.models import BallotBox
from oversight.voting.secret import bundle, desks, receipts
from oversight.voting.secret.line import Away, in_line, looked_up, with_a_place
from oversight.voting.secret.opened_boxes import at_hand as box_at_hand
from oversight.voting.secret.opened_boxes import opened_box
from oversight.voting.secret.receiving import ANYBODY, NotTaken, Taken, cast, standing

log = logging.getLogger("oversight.voting")
PROBLEM = "application/problem+json"
LARGEST = 4 * 1024 * 1024
FILLING = b" "
"""What a booth fills its ballot with to the length of all: on the network none is told from another."""
STATUS = {
    "no_election": 404,
    "not_listed": 403,
    "ballot_signature": 403,
    "not_open": 409,
    "closed": 409,
    "voted_already": 409,
    "voted_too_often": 409,
    "too_large": 413,
}
WAITING, OPEN, CLOSED, ANNOUNCED = "waiting", "open", "closed", "announced"


class BoothHost:
    """Answers the booth's host by the addresses below, before any middleware that knows people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from django.conf import settings

        host = name_of(request.get_host())
        if not settings.BOOTH_HOST or host != settings.BOOTH_HOST.lower():
            return self.get_response(request)
        if desks.takes(request.path_info):
            return self.get_response(request)
        return answered(request)


def looks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page or an answer that is only read, in the line of those who look."""
    return lambda request, *given, **named: looked_up(view, request, *given, **named)


def name_of(host: str) -> str:
    """The name in a Host header, without port, in the one spelling of it: the main pages never answer for the booth."""
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.lower().rstrip(".")


def answered(request: HttpRequest) -> HttpResponse:
    """One answer of the booth, with the heads that every one has."""
    from django.urls import Resolver404, get_resolver

    try:
        found = get_resolver(__name__).resolve(request.path_info)
        work = found.func if found.func is ballots else looks(found.func)
        response = work(request, *found.args, **found.kwargs)
    except (Resolver404, Http404):
        response = problem("not_found", 404)
    except Away:
        response = problem("busy", 429)
        response.headers["Retry-After"] = "1"
    except Exception as error:  # its message might name a ballot, where it happened does not
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("booth: %s\n%s", type(error).__name__, where)
        response = problem("failed", 500)
    # Django would write the address of a refusal down, and it may name a ballot.
    response._has_been_logged = True
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'; sandbox")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    return response


def problem(code: str, status: int, where: str = "") -> JsonResponse:
    """An error by its code: the page has the words, in the voter's language."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": code}
    return JsonResponse(
        body | ({"where": where} if where else {}), status=status, content_type=PROBLEM
    )


def at_hand() -> QuerySet[BallotBox]:
    """Boxes that are open, or wait to be opened."""
    now = ("prepared", "opened")
    rows = BallotBox.objects.in_scope(ANYBODY)
    return rows.filter(state__in=now, poll__state__in=now)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the page that is voted with today, under the address of its content: that of a running vote first."""
    # "opened" before "prepared", the newest first
    frozen = at_hand().order_by("state", "-pk").values_list("bundle", flat=True).first()
    response = HttpResponse(status=302)
    wanted = frozen if frozen and is_frozen(frozen) else bundle.current().sha256
    response.headers["Location"] = f"/{wanted}"
    return response


@require_GET
def page(request: HttpRequest, sha256: str) -> HttpResponse:
    """The booth page; its address is its check value, so it never changes."""
    found = bundle.current()
    if sha256 == found.sha256:
        content, policy = found.path.read_bytes(), found.csp
    elif is_frozen(sha256):
        content = blobs.read(sha256)
        policy = bundle.policy_of(content)
    else:
        raise Http404
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = policy
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def is_frozen(sha256: str) -> bool:
    """Whether a ballot was frozen with a page of an earlier build, which was published and kept then."""
    boxes = BallotBox.objects.in_scope(ANYBODY).filter(bundle=sha256)
    return boxes.exists() and blobs.exists(sha256)


@require_GET
def elections(request: HttpRequest) -> HttpResponse:
    """The ballots of now: open, or waiting to be opened."""
    rows = at_hand().select_related("poll", "jurisdiction")
    boxes = list(rows.defer("election", "sheets", "sealed_key", "poll__roll_rows").order_by("pk"))
    trials = {box.poll_id for box in boxes if box.trial and box.poll.state == "prepared"}
    shown = [box for box in boxes if (box.poll_id in trials) == box.trial]
    return JsonResponse(
        {
            "elections": [
                {
                    "uuid": box.uuid,
                    "title": box.poll.title,
                    "place": box.jurisdiction.name,
                    "trial": box.trial,
                    "state": state_of(box),
                }
                for box in shown
            ]
        }
    )


def state_of(box: BallotBox) -> str:
    if box.poll.state == "announced":
        return ANNOUNCED
    return {"prepared": WAITING, "opened": OPEN}.get(box.state, CLOSED)


@require_GET
def election(request: HttpRequest, uuid: str) -> HttpResponse:
    """What is voted on, byte for byte, and how the page shows it."""
    rows = BallotBox.objects.in_scope(ANYBODY).select_related("poll", "jurisdiction")
    box = rows.defer("sealed_key", "poll__roll_rows").filter(uuid=uuid).first()
    if box is None:
        return problem("no_election", 404)
    return JsonResponse(
        {
            "uuid": box.uuid,
            "title": box.poll.title,
            "place": box.jurisdiction.name,
            "trial": box.trial,
            "state": state_of(box),
            "election": box.election,
            "fingerprint": box.fingerprint,
            "configuration": box.configuration,
            "bundle": box.bundle,
            "receipt_key": receipts.public_key(),
            "sheets": box.sheets,
            "capitals": box.capitals,
            "ballot_size": box.ballot_size,
            "revote_clause": box.revote_clause,
            "cards": opened_box(box).marks.sha256 if box.state == "opened" else "",
            "close_at": box.closes_at.isoformat() if box.closes_at else None,
        }
    )


def ballots(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take a ballot in."""
    if request.method != "POST":
        return problem("method_not_allowed", 405)
    length, known = request.headers.get("Content-Length", ""), box_at_hand(uuid)
    if not length.isdigit() or int(length) > (known.size if known else LARGEST):
        return problem("too_large", 413)
    try:
        taken = with_a_place(lambda: cast(uuid, request.body.rstrip(FILLING), turn=in_line))
    except NotTaken as refused:
        return problem(refused.code, STATUS.get(refused.code, 400), refused.where)
    return JsonResponse(as_json(taken), status=201 if taken.is_new else 200)


def as_json(taken: Taken) -> dict[str, Any]:
    """A digit says whether an earlier ballot of the card no longer counts: answers are all of one length."""
    found = {"receipt": taken.receipt, "tracker": taken.tracker, "state": taken.state}
    return found | {"again": int(taken.again)}


@require_GET
def ballot(request: HttpRequest, uuid: str, ballot_hash: str) -> HttpResponse:
    """How a ballot stands: received, verified, on the board, rejected, replaced."""
    try:
        found = standing(uuid, ballot_hash)
    except NotTaken as refused:
        return problem(refused.code, STATUS.get(refused.code, 400))
    return problem("not_found", 404) if found is None else JsonResponse(as_json(found))


@require_GET
def cards(request: HttpRequest, uuid: str, sha256: str) -> HttpResponse:
    """The marks of the listed cards, under their check value: a device looks its card up by itself, unasked."""
    rows = BallotBox.objects.in_scope(ANYBODY).filter(uuid=uuid, state="opened")
    box = rows.defer("sheets", "sealed_key").first()
    marks = opened_box(box).marks if box is not None else None
    if marks is None or marks.sha256 != sha256:
        raise Http404
    response = HttpResponse(marks.raw, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_GET
def media(request: HttpRequest, sha256: str) -> HttpResponse:
    """A photo or a spoken text that a ballot of now shows, and no other file."""
    rows = at_hand().filter(sheets__icontains=f"/media/{sha256}")
    box = rows.only("pk", "jurisdiction_id").order_by("pk").first()
    if box is None:
        raise Http404
    scope = Scope.of(box.jurisdiction_id)
    file = StoredFile.objects.in_scope(scope).filter(sha256=sha256).first()
    if file is None:
        raise Http404
    response = FileResponse(blobs.open(sha256), content_type=file.media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns = [
    path("", start),
    re_path(r"^(?P<sha256>[0-9a-f]{64})$", page),
    path("elections", elections),
    re_path(r"^elections/(?P<uuid>[0-9A-Za-z]{1,32})$", election),
    re_path(r"^elections/(?P<uuid>[0-9A-Za-z]{1,32})/cards/(?P<sha256>[0-9a-f]{64})$", cards),
    re_path(r"^elections/(?P<uuid>[0-9A-Za-z]{1,32})/ballots$", ballots),
    re_path(
        r"^elections/(?P<uuid>[0-9A-Za-z]{1,32})/ballots/(?P<ballot_hash>[0-9a-f]{64})$", ballot
    ),
    re_path(r"^media/(?P<sha256>[0-9a-f]{64})$", media),
    re_path(r"^desks/(?P<name>cards|trustee)$", desks.start),
    re_path(r"^desks/(?P<name>cards|trustee)/(?P<sha256>[0-9a-f]{64})$", desks.page),
]
