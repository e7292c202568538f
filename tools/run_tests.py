"""The whole suite: everything on SQLite, then what touches the database again on PostgreSQL.

With CI set nothing may be skipped; elsewhere a missing system package skips its tests by name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.with_postgres import postgres, server_binaries

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
# Whole files, in the order of collection: what takes longest, `tests`, comes first, and nobody waits at the end.
PARALLEL = ["--dist", "loadfile", "--no-loadscope-reorder"]
# Pages, and the walks through every state and role, ask PostgreSQL nothing that actions, queries and the API do
# not ask too: there every fourth is opened once, by ``tests/permissions/test_pages.py``. Rules have no database;
# commands run as processes with a home of their own, on SQLite whatever the tests run on. Figures are counted in the
# store, with DuckDB; who signs in and how many queries a list takes is the same on both.
ON_SQLITE_ALONE = (
    "oversight/ui",
    "oversight/*/tests/rules",
    "oversight/*/tests/layout",
    "oversight/*/tests/test_rules.py",
    "oversight/*/tests/test_*pages.py",
    "oversight/*/tests/test_every_act.py",
    "oversight/*/tests/test_*machine.py",
    "oversight/*/tests/test_commands*.py",
    "oversight/*/tests/test_list_queries.py",
    "oversight/accounts/tests/test_codes.py",
    "oversight/accounts/tests/test_sign_in.py",
    "oversight/hotline/tests/test_crashes.py",
    "oversight/hotline/tests/test_cubes.py",
    "oversight/hotline/tests/test_governing.py",
    "oversight/hotline/tests/test_real_files.py",
    "oversight/hotline/tests/test_simulations.py",
)
POSTGRESQL = [
    *("oversight", "tests/permissions/test_pages.py", "tests/test_migrations.py"),
    *("--deselect", "tests/permissions/test_pages.py::test_what_does_not_exist_and_wrong_methods"),
    *(
        "--deselect",
        "tests/permissions/test_pages.py::test_navigation_leads_only_to_pages_that_open",
    ),
    *(f"--ignore-glob={path}" for path in ON_SQLITE_ALONE),
]


SHORT = "not browser and not whole"
SQLITE = f"{SHORT} and not postgres"
COMPONENTS = "tests/browser/test_components.py"
JOURNEYS = ["-m", "browser and not long", "tests/browser", f"--ignore={COMPONENTS}"]


def command(arguments: list[str], environment: dict[str, str]) -> dict[str, Any]:
    return {
        "args": [*PYTEST, *arguments],
        "cwd": ROOT,
        "env": {**os.environ, **environment},
    }


def run(title: str, arguments: list[str], **environment: str) -> int:
    print(f"══ {title}", flush=True)
    return subprocess.run(**command(arguments, environment)).returncode


def in_the_browser(told: IO[str]) -> int:
    """The components, then the journeys; what they say goes to ``told``. One Playwright a process."""
    codes = []
    for arguments in (["-m", "browser", COMPONENTS], JOURNEYS):
        codes.append(subprocess.run(**command(arguments, {}), stdout=told, stderr=told).returncode)
    return max(codes)


def on_postgresql() -> int:
    if server_binaries() is None:
        print("PostgreSQL is not installed: its tests are skipped")
        return 1 if os.environ.get("CI") else 0
    with postgres() as url:
        arguments = ["-n", "3", *PARALLEL, "-m", f"{SHORT} and not long", *POSTGRESQL]
        return run("integration tests, PostgreSQL", arguments, DATABASE_URL=url)


def main() -> int:
    """Two workers and the journeys beside them, for a browser waits more than it works; then three on PostgreSQL."""
    with tempfile.TemporaryFile("w+") as told, ThreadPoolExecutor(1) as beside:
        journeys = beside.submit(in_the_browser, told)
        codes = [run("unit and integration tests, SQLite", ["-n", "2", *PARALLEL, "-m", SQLITE])]
        codes += [on_postgresql(), journeys.result()]
        told.seek(0)
        print("══ components and journeys in a browser", told.read(), sep="\n", flush=True)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
