"""走遍: every URL pattern of the project by name, every API operation, and one request whose writes are undone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from oversight.config.api import api


def url_patterns() -> dict[str, URLPattern]:
    """Every named pattern outside the API's operations, as ``app:name``."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _walk(entry, space)
        elif prefix != "api:" or entry.name in {"openapi-json", "api-root"}:
            yield f"{prefix}{entry.name}", entry


def operations() -> list[str]:
    """Every API operation as ``GET /hotline/{place}/…``."""
    paths = api.get_openapi_schema()["paths"]
    return [
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in paths.items()
        for method in methods
    ]


def ask(client: Client, method: str, path: str, **more: Any) -> HttpResponse:
    """The answer; whatever the request wrote is rolled back, the client stays signed in."""
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method.lower())(path, **more)
        transaction.set_rollback(True)
    client.cookies = kept
    return answer
