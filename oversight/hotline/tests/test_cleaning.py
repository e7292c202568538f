"""清理: what nothing refers to goes, what anything refers to stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hotline_analytics.tickets import parse_month

from oversight.audit.actors import system
from oversight.audit.errors import NotPermitted
from oversight.audit.scoping import Scope
from oversight.hotline import actions, queries, queries_imports
from oversight.hotline.locks import store_lock
from oversight.hotline.models import StoreFile
from oversight.hotline.tests.builders import clerk, make_import, make_place, ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path):
    place = make_place()
    make_import(place, tmp_path, [ticket(1, "2026-06-01 08:00"), ticket(2, "2026-06-03 08:00")])
    return place


def stray(place):
    """A file that a killed import left."""
    path = queries.store_root(place) / "2026-06" / f"{'0' * 64}.parquet"
    path.write_bytes(b"left")
    return path


def outdate(place):
    """Let every row that left the list have left it long ago."""
    for row in StoreFile.objects.in_scope(Scope.of(place)).filter(removed_in__isnull=False):
        row.removed_at = timezone.now() - timedelta(days=30)
        row.save()


def test_a_file_that_no_row_names_is_removed(place):
    path = stray(place)
    assert actions.clean_store(system(), place) == 1
    assert not path.exists()
    assert all((queries.store_root(place) / f.path).is_file() for f in queries.store_files(place))


def test_rows_set_aside_by_a_killed_import_are_removed_and_others_kept(place, tmp_path):
    batch = make_import(place, tmp_path, [ticket(12, "2026-06-01 08:00"), ticket(13, "no time")])
    kept = queries_imports.quarantine_path(batch)
    left = kept.with_name("quarantine-left.csv")
    left.write_text("138...", encoding="utf-8")
    assert actions.clean_store(system(), place) == 1
    assert kept.is_file() and not left.exists()


def test_nothing_is_removed_while_an_import_runs(place):
    path = stray(place)
    with store_lock(place.code):
        assert actions.clean_store(system(), place) == 0
    assert path.exists()


def test_an_old_list_is_kept_while_a_freeze_stands_on_it(place, tmp_path):
    actions.freeze_month(clerk(place), place, month=parse_month("2026-06"))
    frozen = [file.path for file in queries.files_at(place)]
    make_import(place, tmp_path, [ticket(1, "2026-06-02 08:00")])
    outdate(place)
    actions.clean_store(system(), place)
    assert [file.path for file in queries.files_at(place, 1)] == frozen
    assert all(Path(path).is_file() for path in frozen)


def test_an_old_list_that_nothing_stands_on_goes_after_a_while(place, tmp_path):
    make_import(place, tmp_path, [ticket(1, "2026-06-02 08:00")])
    assert actions.clean_store(system(), place) == 0
    outdate(place)
    assert actions.clean_store(system(), place) >= 1
    assert queries.files_at(place, 1) == []


def test_only_the_system_cleans(place):
    with pytest.raises(NotPermitted):
        actions.clean_store(clerk(place), place)
