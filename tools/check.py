"""`make check`: linters, types, import contracts, licences, locks, migrations, translations. All run; any may fail."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent

PACKAGES = tuple(
    f"packages/{name}/src" for name in ("hotline_analytics", "secret_ballot", "text_matching")
)
RULES = sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "oversight").glob("*/rules") if path.is_dir()
)
# What takes longest comes first; as many run side by side as there are processors.
STEPS: tuple[tuple[str, list[str]], ...] = (
    ("types", [f"{BIN}/mypy", *PACKAGES, *RULES]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("django", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
    ("translations", [PYTHON, "tools/translations.py"]),
    ("front end", [PYTHON, "frontend/build.py", "run", "check"]),
    ("lint", [f"{BIN}/ruff", "check", "."]),
    ("format", [f"{BIN}/ruff", "format", "--check", "."]),
    ("imports", [f"{BIN}/lint-imports"]),
    ("licences", [PYTHON, "tools/licences.py"]),
    ("locks", [PYTHON, "tools/locks.py"]),
)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """One step to its end, with all that it said."""
    return subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def main() -> int:
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as beside:
        ended = beside.map(run, [command for _name, command in STEPS])
        for (name, _command), done in zip(STEPS, ended, strict=True):
            print(f"── {name}\n{done.stdout}", end="", flush=True)
            if done.returncode:
                failed.append(name)
    if failed:
        print(f"make check: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
