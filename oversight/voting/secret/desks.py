"""浏览器台 (desks): what the scrutineers' and the ticket office's own tools do, in a browser; off unless a setting says so.

Their code comes from the server that they are to guard against, so they are a convenience: `docs/decisions/0012-…`.
They lie on the booth's host, where no cookie comes, each one file under the address of its content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from oversight.voting.secret.bundle import NotBuilt
from oversight.voting.secret.showing import booth_address

BUILT = Path(__file__).parent / "data" / "desks"
CARDS, TRUSTEE = "cards", "trustee"
CEREMONY = "/api/v1/key-ceremony"
"""What the scrutineer's desk asks: the same addresses and answers as the tool's, no second way to the server."""


@dataclass(frozen=True)
class Desk:
    """What is served at ``/desks/<name>/<sha256>``."""

    sha256: str
    path: Path
    csp: str


def are_on() -> bool:
    """Whether this installation offers them at all."""
    return bool(settings.BROWSER_DESKS and settings.BOOTH_HOST)


def takes(path: str) -> bool:
    """Whether the booth's host hands a request on to the interface of the ceremony."""
    return are_on() and (path == CEREMONY or path.startswith(f"{CEREMONY}/"))


def address(request: HttpRequest, name: str) -> str:
    """Where a desk is opened; "" where there are none."""
    return f"{booth_address(request)}desks/{name}" if are_on() else ""


@lru_cache
def built(name: str) -> Desk:
    """A desk of this installation; raises ``NotBuilt``."""
    folder = BUILT / name
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotBuilt(f"no desk in {folder}: run `make setup`") from None
    # A page cannot say by itself in which frames it may stand.
    return Desk(told["sha256"], folder / told["file"], f"{told['policy']}; frame-ancestors 'none'")


def found(name: str) -> Desk:
    """The same, or nothing at all where desks are off."""
    if not are_on():
        raise Http404
    return built(name)


@require_GET
def start(request: HttpRequest, name: str) -> HttpResponse:
    """To the desk under the address of its content."""
    response = HttpResponse(status=302)
    response.headers["Location"] = f"/desks/{name}/{found(name).sha256}"
    return response


@require_GET
def page(request: HttpRequest, name: str, sha256: str) -> HttpResponse:
    """A desk, which nobody keeps: once the setting is off it is gone."""
    desk = found(name)
    if sha256 != desk.sha256:
        raise Http404
    response = HttpResponse(desk.path.read_bytes(), content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = desk.csp
    return response
