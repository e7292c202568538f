"""出错的样子: what the database cannot hold is the sender's mistake, on pages and over HTTP alike."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from oversight.audit.actors import anyone
from oversight.config.problems import ProblemMiddleware


def asked(path: str) -> HttpRequest:
    """A request as it reaches the middleware."""
    request = RequestFactory().get(path)
    request.user, request.actor = AnonymousUser(), anyone()
    return request


@pytest.mark.django_db
def test_what_no_database_can_hold_is_a_bad_request() -> None:
    request = asked("/p/yun/publications/?q=%00")
    middleware = ProblemMiddleware(lambda _request: HttpResponse())
    answer = middleware.process_exception(request, DataError("NUL in a text"))
    assert answer is not None and answer.status_code == 400
    assert middleware.process_exception(request, ValueError("a mistake of ours")) is None


@pytest.mark.django_db
def test_over_http_it_is_a_problem_document() -> None:
    request = asked("/api/v1/publications/yun?kind=%00")

    def refused(request: HttpRequest) -> HttpResponse:
        answer = ProblemMiddleware(HttpResponse).process_exception(request, DataError())
        assert answer is not None
        return answer

    answer = ProblemMiddleware(refused)(request)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == "bad_request"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=%00", "kind=%00"])
def test_odd_words_in_an_address_are_no_crash(client, query: str) -> None:
    from oversight.institutions.tests.builders import make_place

    place = make_place("yun")
    for path in (f"/p/{place.code}/publications/", f"/api/v1/publications/{place.code}"):
        assert client.get(f"{path}?{query}").status_code in {200, 400}
