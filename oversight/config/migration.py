"""首次使用: an empty home is migrated on first use, by one process at a time."""

from __future__ import annotations

import fcntl
import io
import logging

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

log = logging.getLogger("oversight.config")


class UnfinishedHomeError(OSError):
    """The home was made by a state of the program before its first release, and never brought to its last."""


def ensure_migrated() -> None:
    """Bring the database up to the code; waits where another process is doing it."""
    settings.HOME.prepare()
    if not pending():
        return
    with (settings.HOME.root / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if pending():
            call_command("migrate", interactive=False, verbosity=0, stdout=io.StringIO())


def pending() -> bool:
    """Whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    refuse_half_of_what_was_replaced(executor.loader)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_half_of_what_was_replaced(loader: MigrationLoader) -> None:
    """A database between two states that one migration has replaced cannot be brought up any more."""
    for migration in loader.disk_migrations.values():
        applied = [key in loader.applied_migrations for key in migration.replaces]
        if any(applied) and not all(applied):
            raise UnfinishedHomeError(
                f"{settings.HOME.root}: 这个数据目录是正式发布以前的旧版本建立的，新版本接不上。"
                "移走它再重新开始；还要用里面的内容，先用旧版本升级到最后一版。 · "
                "Made by a version before the first release: move it away, or bring it to that version's last state."
            )
