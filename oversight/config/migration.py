"""首次使用: an empty home is migrated on first use, by one process at a time."""

from __future__ import annotations

import fcntl
import io
import logging

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

log = logging.getLogger("oversight.config")


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
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
