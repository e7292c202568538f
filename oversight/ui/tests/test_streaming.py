"""流式应答. Under ASGI what streams is an asynchronous iterator; the test client reads it as before."""

from __future__ import annotations

import asyncio

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

from oversight.ui.streaming import AsyncStreamMiddleware

PARTS = ["甲,乙\n", "1,2\n"]


def answered(request: HttpRequest) -> StreamingHttpResponse:
    streams = AsyncStreamMiddleware(lambda _: StreamingHttpResponse(iter(PARTS)))  # type: ignore[arg-type]
    return streams(request)


async def read(response: StreamingHttpResponse) -> list[bytes]:
    return [part async for part in response]


def test_an_asynchronous_server_gets_an_asynchronous_iterator():
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    response = answered(ASGIRequest(scope, None))
    assert response.is_async
    assert b"".join(asyncio.run(read(response))).decode() == "".join(PARTS)


def test_the_answer_stays_as_it_is_elsewhere():
    response = answered(HttpRequest())
    assert not response.is_async and response.getvalue().decode() == "".join(PARTS)
