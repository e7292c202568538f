"""The whole suite: everything on SQLite, then what touches the database again on PostgreSQL.

With CI set nothing may be skipped; elsewhere a missing system package skips its tests by name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.with_postgres import postgres, server_binaries

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
# Whole files, in the order of collection: what takes longest, `tests`, comes first, and nobody waits at the end.
PARALLEL = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# Pages, and the walks through every state and role, ask PostgreSQL nothing that actions, queries and the API do
# not ask too: there each page is opened once, by ``tests/permissions/test_pages.py``. Rules have no database.
ON_SQLITE_ALONE = (
    "oversight/ui",
    "oversight/*/tests/rules",
    "oversight/*/tests/layout",
    "oversight/*/tests/test_rules.py",
    "oversight/*/tests/test_*pages.py",
    "oversight/*/tests/test_every_act.py",
    "oversight/*/tests/test_*machine.py",
)
POSTGRESQL = [
    *("oversight", "tests/permissions/test_pages.py"),
    *(f"--ignore-glob={path}" for path in ON_SQLITE_ALONE),
]


def run(title: str, arguments: list[str], **environment: str) -> int:
    print(f"══ {title}", flush=True)
    command = [*PYTEST, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode


def main() -> int:
    codes = [run("unit and integration tests, SQLite", [*PARALLEL, "-m", "not browser"])]
    if server_binaries() is None:
        print("PostgreSQL is not installed: its tests are skipped")
        codes.append(1 if os.environ.get("CI") else 0)
    else:
        with postgres() as url:
            arguments = [*PARALLEL, "--migrations", "-m", "not browser and not long", *POSTGRESQL]
            codes.append(run("integration tests, PostgreSQL", arguments, DATABASE_URL=url))
    # One Playwright a process: the components bring their own.
    components = "tests/browser/test_components.py"
    codes.append(run("components in a browser", ["-m", "browser", components]))
    journeys = ["-m", "browser and not long", "tests/browser", f"--ignore={components}"]
    codes.append(run("browser journeys", journeys))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
