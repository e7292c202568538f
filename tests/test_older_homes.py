"""更早的数据目录: a database from before the first release is taken on whole, or refused in words."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest

from oversight.config.cli import explained
from oversight.config.migration import UnfinishedHomeError, refuse_half_of_what_was_replaced

VOTES = import_module("oversight.voting.migrations.0001_tables").Migration("0001_tables", "voting")


def loader(applied: int) -> SimpleNamespace:
    """The migration of the votes on disk, and so many applied of those that it has replaced."""
    replaced = dict.fromkeys(VOTES.replaces[:applied])
    return SimpleNamespace(
        disk_migrations={("voting", VOTES.name): VOTES}, applied_migrations=replaced
    )


def test_a_new_home_and_one_that_was_brought_to_the_last_state_are_taken_on():
    refuse_half_of_what_was_replaced(loader(0))
    refuse_half_of_what_was_replaced(loader(8))


def test_a_home_in_between_is_refused_with_what_to_do():
    with pytest.raises(UnfinishedHomeError) as refused:
        refuse_half_of_what_was_replaced(loader(3))
    assert "先用旧版本升级" in explained(refused.value)


def test_the_first_migration_says_how_many_tables_it_makes():
    creating = VOTES.operations[0]
    assert "CountSheet" in creating.names()
    assert creating.describe() == f"Create {len(creating.names())} tables"
