"""热线测试共用: worlds built once a module; what a test writes is undone, and with it what pages remember."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oversight.hotline import queries_cells
from oversight.hotline.pages import remembered
from oversight.hotline.tests.pages import make_month
from oversight.institutions.models import Jurisdiction


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """A state that was undone comes again with other content."""
    yield
    for kept in (remembered.PAGES.contents, remembered.LISTS.contents, queries_cells.remembered):
        kept.clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files of a module."""
    return tmp_path_factory.mktemp("hotline")


@pytest.fixture(scope="module")
def place(module_db: None, folder: Path) -> Jurisdiction:
    """A place whose last month rose, with cubes."""
    return make_month(folder)
