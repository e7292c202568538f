"""Runs that try to break the secret ballot's receiving: crowds, kills, races, garbage, and a search for who cast what.

`make soak` and `make bench` run them; `--only` chooses parts. Exit 1 where an acknowledged ballot is missing or there
twice, another result comes out, or a ballot is matched better than by chance. Prepared ballots are kept in `--cache`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.balloting import races
from tools.balloting.closing import close_and_open
from tools.balloting.database import Database, durable_postgres
from tools.balloting.preparing import Hall, prepared
from tools.balloting.receiving import receive
from tools.balloting.recovery import CUTS, own_hall, recovered
from tools.balloting.secrecy import secrecy
from tools.balloting.servers import load
from tools.balloting.worker_kills import EVERY, Kills, kill_worker
from tools.killing.runs import Run
from tools.trial_home import ROOT
from tools.with_postgres import server_binaries

PARTS = ("receive", "killed", "close", "recovery", "card", "race", "garbage", "secrecy", "worker")
REPEATED = ("card", "race", "secrecy")
DATABASES = ("sqlite", "postgresql")
WEB = {"sqlite": (), "postgresql": ("--web-workers", "2")}
CACHE = ROOT / "build" / "ballots"
SMALL = 60


@dataclass(frozen=True)
class Size:
    """Deputies of the rush, of the close, of the power cut, and the seconds in which those of the first two vote."""

    deputies: int
    watched: int
    cut: int
    over: float


SIZES = {"normal": Size(3_000, 300, 180, 45.0), "tiny": Size(60, 30, 30, 10.0)}
"""Of tiny no time is judged: it only shows that the tool works."""


class Series:
    """Runs in one folder, on one database or the other."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.limited = options.size != "tiny"
        self.runs: list[Run] = []
        self.number = 0

    @contextmanager
    def hall(self, database: str, deputies: int, case: str, group: str) -> Iterator[Hall]:
        """A new copy of a prepared hall; on PostgreSQL with a cluster of its own."""
        self.number += 1
        out = self.folder / str(self.number)
        port = self.options.port
        wanted = {"deputies": deputies, "case": case, "group": group}
        if database == "sqlite":
            yield prepared(self.options.cache, out, port, **wanted)
        else:
            with durable_postgres() as cluster:
                yield self.on(cluster, out, port, wanted)
        shutil.rmtree(out, ignore_errors=True)

    def on(self, cluster: Database, out: Path, port: int, wanted: dict[str, Any]) -> Hall:
        return prepared(self.options.cache, out, port, database=cluster, **wanted)

    def note(self, run: Run) -> None:
        run.found["load"] = load()
        self.runs.append(run)
        text = json.dumps({**run.as_dict(), "note": self.options.note}, ensure_ascii=False)
        if self.options.keep is not None:
            with self.options.keep.open("a", encoding="utf-8") as file:
                file.write(text + "\n")
        print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)

    def part(self, part: str, database: str, number: int) -> None:
        """One run of a part."""
        o, run = self.options, Run(part, number, database)
        web, group = WEB[database], o.group
        if part in {"receive", "killed"}:
            kills = 5 if part == "killed" else 0
            with self.hall(database, o.deputies, "b", group) as hall:
                how = {"over": o.over, "kills": kills, "verified": not o.unverified}
                how["limited"] = self.limited
                workers = 2 if database == "postgresql" else 1
                self.note(receive(hall, run, web_workers=workers, **how))
        elif part == "close":
            with self.hall(database, o.watched, "a", group) as hall:
                tools = self.folder / f"tools-{self.number}"
                self.note(close_and_open(hall, run, tools, over=o.over, limited=self.limited))
        elif part in {"card", "race", "garbage"}:
            step = {"card": races.one_card, "race": races.closes, "garbage": races.garbage}[part]
            with self.hall(database, SMALL, "b", group) as hall:
                self.note(step(hall, run, *web))
        elif part == "recovery":
            self.recovery(run)
        elif part == "secrecy":
            with self.hall(database, SMALL, "b", group) as hall:
                self.note(
                    secrecy(hall, run, self.folder / f"left-{self.number}", seed=o.seed + number)
                )

    def recovery(self, run: Run) -> None:
        """A power cut, in a hall whose scrutineers made their keys with their own tools."""
        self.number += 1
        out, o = self.folder / str(self.number), self.options
        wanted = {"deputies": o.cut, "case": "b", "group": o.group}
        with ExitStack() as stack:
            database = stack.enter_context(durable_postgres()) if run.moment != "sqlite" else None
            self.note(recovered(*own_hall(out, o.port, database, **wanted), run))
        shutil.rmtree(out, ignore_errors=True)

    def workers(self, count: int, moments: Sequence[str]) -> None:
        """Kills of the worker at these moments in turn: one box, copied for each."""
        chance = random.Random(self.options.seed)  # noqa: S311 (moments)
        with self.hall("sqlite", SMALL, "b", self.options.group) as hall:
            kills = Kills(hall, self.folder)
            for number in range(count):
                moment = EVERY[moments[number % len(moments)]]
                self.note(kill_worker(kills, number, moment, chance))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="of card, race, secrecy")
    parser.add_argument(
        "--moments", choices=EVERY, nargs="+", default=list(EVERY), help="of worker"
    )
    parser.add_argument("--size", choices=SIZES, default="normal")
    parser.add_argument("--deputies", type=int, help="of the rush (default: as the size says)")
    parser.add_argument("--watched", type=int, help="deputies of the close")
    parser.add_argument("--cut", type=int, help="deputies of the power cut")
    parser.add_argument("--over", type=float, help="seconds in which all vote")
    parser.add_argument(
        "--unverified", action="store_true", help="leave `verify` out: 3,000 take it minutes"
    )
    parser.add_argument("--group", default="BELENIOS-2048")
    parser.add_argument("--port", type=int, default=8129)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=CACHE, help="of prepared halls and ballots")
    parser.add_argument("--scratch", type=Path, help="where the homes are made (default: /tmp)")
    parser.add_argument("--keep", type=Path, metavar="FILE.jsonl", help="every run as it ends")
    parser.add_argument("--note", default="", help="what else a reader should know")
    o = parser.parse_args()
    for name, value in vars(SIZES[o.size]).items():
        if getattr(o, name) is None:
            setattr(o, name, value)
    if server_binaries() is None and "postgresql" in o.on:
        print("PostgreSQL is not installed: its runs are left out", file=sys.stderr)
        o.on.remove("postgresql")
    folder = Path(tempfile.mkdtemp(prefix="jiannuo-hall-", dir=o.scratch))
    series = Series(folder, o)
    try:
        for part in o.only:
            if part == "worker":
                series.workers(max(o.runs, len(o.moments)), o.moments)
                continue
            repeated = {"recovery": len(CUTS)}.get(part, 1) if part not in REPEATED else o.runs
            for database in o.on:
                for number in range(repeated):
                    series.part(part, database, number)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    wrong = [run for run in series.runs if run.wrong]
    for run in wrong:
        print(f"{run.part} {run.number} on {run.moment}: {run.wrong}", file=sys.stderr)
    print(f"{len(series.runs) - len(wrong)} of {len(series.runs)} runs whole")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
