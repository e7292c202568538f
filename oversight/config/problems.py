"""出错的样子: every error under /api/ is problem+json (RFC 9457) with our stable ``code``, however it arose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from oversight.ui.views import bad_request

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
SCHEMA = {
    "title": "Problem",
    "description": "Problem details. `code` is stable; `basis` cites the article; `where` names the field.",
    "type": "object",
    "required": ["type", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "basis": {"type": "string"},
        "where": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "text"],
                "properties": {"where": {"type": "string"}, "text": {"type": "string"}},
            },
        },
    },
}
WORDS = {
    400: ("bad_request", "The request cannot be read."),
    401: ("not_authenticated", "No valid token."),
    403: ("not_permitted", "The token or its role may not do this."),
    404: ("not_found", "There is no such place or record."),
    405: ("method_not_allowed", "The address has no such method."),
    409: ("conflict", "The act is refused as things stand; `code` says why."),
    413: ("too_large", "The request is too large."),
    422: ("invalid", "The content is wrong; `where` or `errors` says where."),
    429: ("rate_limited", "Too many requests with this token."),
    500: ("error", "A mistake of the server."),
}


def problem(status: int, code: str, detail: str, **extra: Any) -> HttpResponse:
    """One error as the API says it."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail, **extra}
    return JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def code_of(status: int) -> str:
    """The code of an error that says nothing more."""
    return WORDS.get(status, ("error", ""))[0]


class ProblemMiddleware:
    """Answers that Django itself gave under /api/ (unknown address, wrong method, crash) get our shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What no database can hold (U+0000, a text longer than its column) is the sender's mistake.

        PostgreSQL alone refuses it; SQLite takes it in.
        """
        return bad_request(request, error) if isinstance(error, DataError) else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not request.path.startswith(PREFIX) or answer.status_code < 400:
            return answer
        if answer.get("Content-Type") == MEDIA_TYPE:
            return answer
        shaped = problem(
            answer.status_code, code_of(answer.status_code), _detail(answer.status_code)
        )
        if "Allow" in answer:
            shaped["Allow"] = answer["Allow"]
        return shaped


def _detail(status: int) -> str:
    texts = {
        404: _("没有这个接口地址。"),
        405: _("这个地址不用这种方法。"),
        500: _("服务器出错，没有写入。"),
    }
    return texts.get(status, _("没有办理。"))


def documented(schema: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the errors that each operation can give."""
    schema["components"].setdefault("schemas", {})["Problem"] = SCHEMA
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for status in statuses(path, method, operation):
                operation["responses"].setdefault(status, answer_of(status))
    return schema


def statuses(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    """Which errors an operation can give."""
    found: list[int] = []
    if "requestBody" in operation:
        found += [400, 413]
    if operation.get("security"):
        found += [401, 403, 429]
    if "{" in path:
        found.append(404)
    if method != "get":
        found.append(409)
    if "requestBody" in operation or operation.get("parameters") or method != "get":
        found.append(422)
    return sorted(found)


def answer_of(status: int) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": WORDS[status][1], "content": {MEDIA_TYPE: {"schema": reference}}}
