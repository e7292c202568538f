"""测试总则: under CI nothing may be skipped; what tests that ask thousands of times share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Speed is measured by `make bench`; a busy machine fails no test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Tables straight from the models, which is ten times as fast; with ``--migrations`` as an office gets them.

    What no model describes is made here as its migration makes it.
    """
    if not request.config.getoption("nomigrations"):
        return
    from importlib import import_module

    from django.db import connection

    index = import_module("oversight.search.migrations.0001_initial")
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


@pytest.fixture
def without_rate_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk asks more often than a program may."""
    monkeypatch.setattr("oversight.accounts.tokens.PER_MINUTE", 10**6)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped:
        terminalreporter.write_line(f"CI: {len(skipped)} tests were skipped", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and session.exitstatus == 0:
        session.exitstatus = 1
