"""流式应答: under ASGI files and long tables leave part by part without blocking other readers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

END = object()


class AsyncStreamMiddleware:
    """An asynchronous server gets an asynchronous iterator; under WSGI and in tests the answer stays as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response: Any = self.get_response(request)
        streams = isinstance(response, StreamingHttpResponse) and not response.is_async
        if streams and isinstance(request, ASGIRequest):
            response.streaming_content = parts_of(response.streaming_content)
        return response


async def parts_of(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    """The same parts, each fetched in a thread."""
    iterator = iter(parts)
    while True:
        part: Any = await sync_to_async(next)(iterator, END)
        if part is END:
            return
        yield part
