"""`make soak`: kills web, worker and import in the middle of a write, many times, and looks what is left.

Every moment is proved by a log line of the killed process. Exit 1 where an acknowledged act is missing or
anything is half done.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.killing import crowd, imports, web, worker
from tools.killing.files import write_files
from tools.killing.runs import PLACE, Run, copy_home
from tools.trial_home import TrialHome
from tools.with_postgres import postgres, server_binaries

PARTS = ("web", "worker", "import", "crowd")
ROWS = 30_000


class Soak:
    """One series: its folder, a migrated home with an office to copy, and the runs so far."""

    kept: Path | None = None  # where every run is noted as it ends

    def __init__(self, folder: Path, *, port: int, rows: int, seed: int, quiet: bool) -> None:
        self.folder, self.rows, self.quiet = folder, rows, quiet
        self.chance = random.Random(seed)  # noqa: S311 (moments, no secrets)
        self.runs: list[Run] = []
        self.template = TrialHome(folder / "template", port=port)
        self.template.root.mkdir()
        self.office = self.template.script("tools.trial_office", PLACE)
        self.files = write_files(folder / "files", rows)

    def series(self, count: int, one: Callable[[int], Run]) -> None:
        """``count`` runs of one part."""
        for number in range(count):
            run = one(number)
            self.runs.append(run)
            if self.kept is not None:
                with self.kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(run.as_dict(), ensure_ascii=False) + "\n")
            if not self.quiet:
                say(f"{run.part} {number + 1}/{count} {run.moment}: {run.wrong or 'whole'}")

    def web(self, count: int) -> None:
        """One home for all runs: what one kill left is where the next begins."""
        home = copy_home(self.template, self.folder / "web")
        token = self.office["token"]
        self.series(count, lambda number: web.kill_web(home, token, number, self.chance))

    def worker(self, count: int) -> None:
        ready = worker.prepare(self.template, self.files, self.folder)
        self.series(count, lambda n: worker.kill_worker(ready, self.folder, n, self.chance))

    def imports(self, count: int) -> None:
        ready = imports.prepare(self.template, self.files, self.folder)
        self.series(count, lambda n: imports.kill_import(ready, self.folder, n, self.chance))

    def crowd(self, count: int) -> None:
        """On SQLite, and on PostgreSQL where it is installed."""
        home = copy_home(self.template, self.folder / "crowd")
        self.series(count, lambda number: crowd.crowd(home, number))
        if server_binaries() is None:
            say("PostgreSQL is not installed: its runs are left out")
            return
        with ExitStack() as stack:
            url = stack.enter_context(postgres())
            other = TrialHome(self.folder / "crowd-postgresql", url, self.template.port)
            other.root.mkdir()
            other.script("tools.trial_office", PLACE)
            self.series(count, lambda number: crowd.crowd(other, number))


def soak(parts: list[str], count: int, **options: Any) -> dict[str, Any]:
    """All chosen parts, ``count`` runs each; the report."""
    scratch = options.pop("scratch", None)
    folder = Path(tempfile.mkdtemp(prefix="jiannuo-soak-", dir=scratch))
    started = time.perf_counter()
    try:
        series = Soak(folder, **options)
        steps = {
            "web": series.web,
            "worker": series.worker,
            "import": series.imports,
            "crowd": series.crowd,
        }
        for part in parts:
            steps[part](count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    runs = [run.as_dict() for run in series.runs]
    return {
        "rows": series.rows,
        "seconds": round(time.perf_counter() - started),
        "ok": all(run["ok"] for run in runs),
        "parts": {part: summary(runs, part) for part in parts},
        "runs": runs,
    }


def summary(runs: list[dict[str, Any]], part: str) -> dict[str, int]:
    """How many runs of a part, and how many of them were whole."""
    mine = [run for run in runs if run["part"] == part]
    return {"runs": len(mine), "whole": sum(run["ok"] for run in mine)}


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def print_report(report: dict[str, Any]) -> None:
    for part, found in report["parts"].items():
        print(f"{part}: {found['whole']} of {found['runs']} runs whole")
    for run in report["runs"]:
        for text in run["wrong"]:
            print(f"  {run['part']} {run['number']} ({run['moment']}): {text}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="of each part")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--rows", type=int, default=ROWS, help="tickets of the imports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8109, help="of the server that is killed")
    parser.add_argument("--scratch", type=Path, help="where the homes are made (default: /tmp)")
    parser.add_argument("--keep", type=Path, metavar="FILE.jsonl", help="every run as it ends")
    parser.add_argument("--json", action="store_true", help="the report as one JSON document")
    o = parser.parse_args()
    Soak.kept = o.keep
    report = soak(
        o.only, o.runs, port=o.port, rows=o.rows, seed=o.seed, quiet=False, scratch=o.scratch
    )
    if o.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=2)
    else:
        print_report(report)
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
