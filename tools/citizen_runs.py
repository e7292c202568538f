"""`python tools/citizen_runs.py`: 200 citizens send proposals with photos to a town at once; nothing may be lost.

Writes docs/citizens.md. Exit 1 where a proposal, a photo, a contact or a number is missing.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.killing.citizens import PHOTOS, Outcome, send_at_once
from tools.trial_home import ROOT, TrialHome
from tools.with_postgres import postgres

REPORT = ROOT / "docs/citizens.md"


def run(count: int, port: int, database_url: str = "") -> Outcome:
    """One run in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = TrialHome(Path(folder) / "home", database_url, port)
        home.root.mkdir()
        return run_in(home, count)


def run_in(home: TrialHome, count: int) -> Outcome:
    """One run in this home, migrated or not."""
    year = home.script("tools.killing.citizens", "open")["year"]
    with home.serving():
        return send_at_once(home, count, year)


def line(name: str, found: Outcome) -> str:
    """A row of the report."""
    taken = sorted(one.seconds for one in found.citizens)
    slow = taken[int(len(taken) * 0.95)]
    whole = "nothing lost" if not found.wrong() else "; ".join(found.wrong())
    cells = (name, len(taken), found.held.get("photos", 0), f"{statistics.median(taken):.1f}")
    return (
        "| " + " | ".join(map(str, (*cells, f"{slow:.1f}", f"{found.seconds:.0f}", whole))) + " |"
    )


def report(rows: list[str]) -> str:
    """The page docs/citizens.md."""
    return "\n".join(
        (
            "# Many citizens at once",
            "",
            "Each citizen is a browser without an account: it opens the form; when all have it, all send it at the",
            f"same moment with {PHOTOS} photos of their own, name and telephone, and then look up the code they got.",
            "Afterwards rows, numbers (1 to n, none missing, none twice), photos (read whole under their check",
            "value), sealed contacts and the chain of acts are counted where they lie.",
            "",
            "| Database | Citizens | Photos | Median (s) | 95 % (s) | Whole run (s) | Found |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"Made by `python tools/citizen_runs.py` on {date.today().isoformat()}, Python {platform.python_version()},",
            "one web process; the short form with 40 citizens is in `tests/test_kill.py`.",
            "",
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=200)
    parser.add_argument("--port", type=int, default=8119)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL as well")
    parser.add_argument("--no-report", action="store_true")
    options = parser.parse_args()
    outcomes = [("SQLite", run(options.citizens, options.port))]
    if options.postgres:
        with postgres() as url:
            outcomes.append(("PostgreSQL", run(options.citizens, options.port, url)))
    rows = [line(name, found) for name, found in outcomes]
    print("\n".join(rows))
    if not options.no_report:
        REPORT.write_text(report(rows), encoding="utf-8")
    return 1 if any(found.wrong() for _name, found in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
