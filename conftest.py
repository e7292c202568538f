"""测试总则: under CI nothing may be skipped; what tests that ask thousands of times share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Thousands of tests and all models live to the end: looking through them for garbage again and again finds none.
gc.disable()

# Speed is measured by `make bench`; a busy machine fails no test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Tables straight from the models, which is ten times as fast; ``tests/test_migrations.py`` compares the two.

    What no model describes is made here as its migration makes it.
    """
    if not request.config.getoption("nomigrations"):
        return
    from importlib import import_module

    from django.db import connection

    index = import_module("oversight.search.migrations.0001_tables")
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        index.create_terms(None, editor)


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for all tests of a module in one transaction, undone at the end: its world is built once.

    Needs the marker ``django_db`` beside it, which also undoes what each test writes.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_remembered_in_memory() -> None:
    """What one test did from an address or with a token does not count in the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals without their pages, where thousands are asked for their status alone; the pages have tests."""
    from django.http import HttpResponse

    from oversight.institutions.views import act_forms

    def bare(status: int) -> Any:
        return lambda request, exception: HttpResponse(status=status)

    def form_or_bare(request: Any, page: Any, form: Any, status: int) -> HttpResponse:
        return HttpResponse(status=409) if status == 409 else whole(request, page, form, status)

    whole = act_forms._render
    monkeypatch.setattr(act_forms, "_render", form_or_bare)
    for status in (403, 404):
        monkeypatch.setattr(f"oversight.config.urls.handler{status}", bare(status))


def pytest_collection_finish() -> None:
    """What was imported and collected is never garbage; what tests leave behind is looked for more seldom."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@contextmanager
def who_asks_is_remembered() -> Iterator[None]:
    """Session, device, account, roles and token of who asks, the place asked for and the view of an address are
    found once each, not for every one of thousands of requests.

    For walks whose requests are all undone, so that nobody's standing changes; how it is read has tests of its own.
    """
    from copy import copy, deepcopy

    from django.contrib.auth.backends import ModelBackend
    from django.contrib.sessions.backends.db import SessionStore
    from django.urls import get_resolver

    from oversight.accounts import policy, queries, tokens
    from oversight.accounts.middleware import DeviceSessionMiddleware
    from oversight.institutions import queries as institutions

    def once(read: Any, key: Any, handed: Any) -> Any:
        kept: dict[Any, Any] = {}

        def remembered(*asked: Any, **more: Any) -> Any:
            if (name := key(*asked, **more)) not in kept:
                kept[name] = read(*asked, **more)
            # What is not there may still come.
            return kept.pop(name) if kept[name] is None else handed(kept[name])

        return remembered

    def as_asked(*asked: Any) -> Any:
        return asked

    patch = pytest.MonkeyPatch()
    load = once(SessionStore.load, lambda store: store.session_key, deepcopy)
    patch.setattr(SessionStore, "load", lambda store: load(store))
    get_user = once(ModelBackend.get_user, lambda backend, user_id: user_id, copy)
    patch.setattr(ModelBackend, "get_user", lambda backend, user_id: get_user(backend, user_id))
    grants = once(institutions.acting_grants, lambda account: account.pk, list)
    patch.setattr(institutions, "acting_grants", grants)
    patch.setattr(queries, "live_token", once(queries.live_token, as_asked, copy))
    holds = once(policy.role_still_held, lambda account, *role: (account.pk, *role), bool)
    patch.setattr(tokens, "role_still_held", holds)
    bound = DeviceSessionMiddleware.check
    check = once(
        lambda layer, request: (bound(layer, request), True)[1],
        lambda layer, request: request.session.session_key,
        bool,
    )
    patch.setattr(DeviceSessionMiddleware, "check", lambda layer, request: check(layer, request))
    place_by_code = once(institutions.place_by_code, as_asked, copy)
    patch.setattr(institutions, "place_by_code", place_by_code)
    resolve = once(get_resolver().resolve, as_asked, lambda match: match)
    patch.setattr(get_resolver(), "resolve", resolve)
    yield
    patch.undo()


@pytest.fixture
def without_rate_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk asks more often than a program may."""
    monkeypatch.setattr("oversight.accounts.tokens.PER_MINUTE", 10**6)


@pytest.fixture(scope="module")
def everybody_remembered() -> Iterator[None]:
    """For a module whose accounts are all made before its tests."""
    with who_asks_is_remembered():
        yield


@pytest.fixture
def many_requests(bare_refusals: None, without_rate_limit: None) -> Iterator[None]:
    """What a test of many undone requests leaves out."""
    with who_asks_is_remembered():
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped:
        terminalreporter.write_line(f"CI: {len(skipped)} tests were skipped", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    gc.unfreeze()  # or libraries complain at the end of what is still there
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and session.exitstatus == 0:
        session.exitstatus = 1
