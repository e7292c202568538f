"""旧内核停用页。 Sends the IE engine to a plain page before anything else is rendered for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

IE_ENGINE = re.compile(r"\bMSIE \d|\bTrident/")


def is_ie_engine(request: HttpRequest) -> bool:
    """Whether the browser names itself as the IE engine (so do others in their compatibility mode)."""
    return bool(IE_ENGINE.search(request.headers.get("User-Agent", "")))


class OldEngineMiddleware:
    """停用页: pages for the IE engine are answered with what to do; files and the API pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wants_page = request.method == "GET" and "html" in request.headers.get("Accept", "html")
        if wants_page and is_ie_engine(request) and not request.path.startswith("/api/"):
            return HttpResponse(render_to_string("ui/old_browser.html"))
        return self.get_response(request)
