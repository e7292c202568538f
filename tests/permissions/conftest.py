"""One world for all rows: building it takes longer than asking."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from tests.permissions.world import World, build


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker):
    """The database for all tests here in one transaction, undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def world(db, tmp_path_factory) -> World:
    """Four places with an account for every role, each on a device already known."""
    built = build(tmp_path_factory.mktemp("world"))
    for client in built.clients.values():
        client.get("/healthz")
    connection.run_on_commit.clear()  # never comes, and every undone request would look through it
    return built


@pytest.fixture(scope="module", autouse=True)
def remembered(world, everybody_remembered):
    """Everybody's standing stays as the world was built."""


@pytest.fixture(autouse=True)
def bare_refusals(monkeypatch):
    """Most answers are refusals; their full pages are tested elsewhere and would take most of the time."""
    for status in (403, 404):
        monkeypatch.setattr(
            f"oversight.config.urls.handler{status}",
            lambda request, exception, status=status: HttpResponse(status=status),
        )


@pytest.fixture(autouse=True)
def without_rate_limit(monkeypatch):
    """The walk asks more often than a program may, with more tokens than an account may have."""
    monkeypatch.setattr("oversight.accounts.tokens.PER_MINUTE", 10**6)
    monkeypatch.setattr("oversight.accounts.actions_tokens.MOST_TOKENS", 10**3)
