"""浏览器测试的共同部分: one demonstration, one server, one browser for the whole run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.hands import Mouse
from tests.browser.people import Visitor
from tests.browser.serving import CHECKOUT, Site, run, served

CHROMIUM = Path("/usr/bin/chromium")
DIST = CHECKOUT / "oversight/ui/static/dist/manifest.json"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    if not DIST.exists():
        pytest.skip("the front end is not built: make setup")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as starter:
        started = starter.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, loaded once into a home of its own and served.

    ``JIANNUO_BROWSER_HOME`` names a home that holds it already; a copy of that is served.
    """
    home = tmp_path_factory.mktemp("home")
    if loaded := os.environ.get("JIANNUO_BROWSER_HOME"):
        shutil.copytree(loaded, home, dirs_exist_ok=True)
    else:
        run(home, "demo", "--load-only")
    with served(home) as started:
        yield started


@pytest.fixture
def visitor(browser: Any, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; their windows are closed afterwards."""
    made: list[Visitor] = []

    def make(hand: type[Mouse] = Mouse, *, script: bool = True) -> Visitor:
        made.append(Visitor(browser, site, hand, script=script))
        return made[-1]

    yield make
    for each in made:
        each.close()
