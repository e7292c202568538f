"""命令行测试的工具: runs `jiannuo` as a process of its own, with a home of its own."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, level: str = "WARNING") -> dict[str, str]:
    """The surroundings of a command: SQLite in the home, whatever this test runs on; a new home has its tables."""
    database = home / "db.sqlite3"
    if not home.is_file() and not database.exists():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(migrated(), database)
    return surroundings(home, level)


def surroundings(home: Path, level: str = "WARNING") -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return {**kept, "JIANNUO_HOME": str(home), "JIANNUO_LOG": level}


@functools.cache
def migrated() -> Path:
    """A database as the first command in a new home makes it: the migrations of all apps take longest of all.

    The processes of one run of the tests share it.
    """
    home = Path(tempfile.mkdtemp(prefix="jiannuo-migrated-"))
    run_of_tests = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = home.parent / f"jiannuo-migrated-{run_of_tests}.sqlite3"
    if run_of_tests and shared.exists():
        return shared
    first = command("audit", "verify", "--json")
    subprocess.run(first, env=surroundings(home), capture_output=True, timeout=300, check=True)
    return (home / "db.sqlite3").replace(shared if run_of_tests else home / "migrated.sqlite3")


def command(*arguments: object) -> list[str]:
    """The command line of the module, which `jiannuo` is installed from."""
    return [sys.executable, "-m", "oversight.config.cli", *map(str, arguments)]


def run(home: Path, *arguments: object, timeout: int = 300) -> Ended:
    """Run one command to its end."""
    done = subprocess.run(
        command(*arguments),
        env=environment(home),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
