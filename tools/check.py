"""`make check`: linters, types, import contracts, licences, locks, migrations, translations. All run; any may fail."""

from __future__ import annotations

import subprocess
import sys
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
STEPS: tuple[tuple[str, list[str]], ...] = (
    ("lint", [f"{BIN}/ruff", "check", "."]),
    ("format", [f"{BIN}/ruff", "format", "--check", "."]),
    ("types", [f"{BIN}/mypy", *PACKAGES, *RULES]),
    ("imports", [f"{BIN}/lint-imports"]),
    ("licences", [PYTHON, "tools/licences.py"]),
    ("locks", [PYTHON, "tools/locks.py"]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("django", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
    ("translations", [PYTHON, "tools/translations.py"]),
    ("front end", [PYTHON, "frontend/build.py", "run", "check"]),
)


def main() -> int:
    failed = []
    for name, command in STEPS:
        print(f"── {name}", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        print(f"make check: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
