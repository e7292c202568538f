"""走遍: every URL pattern of the project by name, every API operation, and one request whose writes are undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.utils import normalize_path

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
    """Every API operation as ``GET /hotline/{place}/…``, without building the document, which takes seconds."""
    return [
        f"{method} {re.sub('{[^}:]+:', '{', normalize_path('/'.join(['', *parts])))}"
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for parts in [[part for part in (router.prefix, path) if part]]
        for operation in view.operations
        for method in operation.methods
    ]


def ask(client: Client, method: str, path: str, **more: Any) -> HttpResponse:
    """The answer; whatever the request wrote is rolled back, the client stays signed in."""
    kept = copy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method.lower())(path, **more)
        transaction.set_rollback(True)
    client.cookies = kept
    return answer
