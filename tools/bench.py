"""`make bench`: every work beside its reference in the same run; build/bench.json and a table.

``normal`` measures the analysis over 4.3 million tickets and the rest over one million; ``large`` all of it
over 4.3 million; ``tiny`` only shows that the tool works, and judges nothing. Exit 1 where a limit is not kept.

``--home`` keeps the home whose pages are measured, with its tickets taken in, and uses it again the next time:
for work on the pages themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.benching import analysis, ballots, booth, ceremony, importing, pages, secret_ballots
from tools.benching.store import Tickets, write_tickets
from tools.benching.works import Work, text_table
from tools.trial_home import TrialHome

ROOT = Path(__file__).resolve().parents[1]
MILLION = 1_000_000
WHOLE = 4_320_000  # 120,000 a month for 36 months
SIZES = {"tiny": (30_000, 20_000), "normal": (WHOLE, MILLION), "large": (WHOLE, WHOLE)}
PLACE = "synthetic"
BALLOTS = {"tiny": 2_000, "normal": 50_000, "large": 50_000}
SECRET = {"tiny": 8, "normal": 100, "large": 300}
PARTS = ("analysis", "engines", "ballots", "secret", "ceremony", "booth", "import", "pages")


class Bench:
    """One run: its sizes, its folder, what it has measured so far."""

    def __init__(self, size: str, folder: Path, port: int, kept_home: Path | None = None) -> None:
        self.size, self.folder, self.port = size, folder, port
        self.kept_home = kept_home
        self.limited = size != "tiny"
        self.whole, self.big = SIZES[size]
        self.written: dict[int, Tickets] = {}
        self.works: list[dict[str, Any]] = []

    def tickets(self, rows: int) -> Tickets:
        """Tickets of this number, written once."""
        if rows not in self.written:
            say(f"writing {rows:,} tickets")
            self.written[rows] = write_tickets(self.folder / str(rows), rows)
        return self.written[rows]

    def keep(self, works: list[Work]) -> None:
        for work in works:
            self.works.append(work.as_dict())
            say(f"{work.name}: {work.ratio:.2f} ×")

    def analysis(self) -> None:
        """Over as many tickets as the limit speaks of."""
        self.keep([analysis.monthly_analysis(self.tickets(self.whole), limited=self.limited)])

    def engines(self) -> None:
        """Over the big store of this size."""
        self.keep(analysis.other_engines(self.tickets(self.big)))

    def ballots(self) -> None:
        """Over the number of ballots that the limit speaks of."""
        count = BALLOTS[self.size]
        self.keep(ballots.greedy_count(self.folder, count, limited=self.limited))

    def secret(self) -> None:
        """Over secret ballots."""
        count = SECRET[self.size]
        self.keep(secret_ballots.verifying(self.folder, count, limited=self.limited))

    def ceremony(self) -> None:
        """Three scrutineers' tools against a server."""
        self.keep(ceremony.ceremonies(self.folder, self.port, limited=self.limited))

    def booth(self) -> None:
        """Ballots made in a browser."""
        self.keep(booth.ballots_in_the_browser(self.folder, limited=self.limited))

    def imports(self) -> None:
        """A million rows, whatever the size."""
        tickets = self.tickets(min(MILLION, self.big))
        home = self.home("import")
        home.run("audit", "verify")  # a home that is in use: its database is there
        importing.quiet_disk()
        self.keep(importing.import_beside_copy(home, tickets, limited=self.limited))

    def pages(self) -> None:
        """Over the big store, taken in as a user would."""
        home = self.home("pages", self.kept_home)
        office = home.script("tools.trial_office", PLACE)
        taken_in = home.root / f"{self.big}-tickets-taken-in"
        if not taken_in.exists():
            say(f"taking {self.big:,} tickets into the store of the pages")
            importing.import_all(home, self.tickets(self.big))
            taken_in.touch()
        each = pages.EACH if self.limited else 3
        works = pages.pages(home, PLACE, office["cookies"], self.big, each=each)
        self.keep(works if self.limited else list(unlimited(works)))

    def home(self, name: str, kept: Path | None = None) -> TrialHome:
        """A new home of this run, or one that is kept."""
        root = kept.resolve() if kept else self.folder / f"home-{name}"
        root.mkdir(parents=True, exist_ok=kept is not None)
        return TrialHome(root, port=self.port)


def unlimited(works: list[Work]) -> Iterator[Work]:
    """The works without their limits."""
    for work in works:
        yield Work(
            work.name, work.value, work.reference, work.reference_value, None, work.unit, work.note
        )


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def run(
    size: str, parts: list[str], port: int, scratch: Path | None, kept_home: Path | None = None
) -> dict[str, Any]:
    """All chosen parts; the document for build/bench.json."""
    folder = Path(tempfile.mkdtemp(prefix="jiannuo-bench-", dir=scratch))
    started = time.perf_counter()
    bench = Bench(size, folder, port, kept_home)
    steps = {
        "analysis": bench.analysis,
        "engines": bench.engines,
        "ballots": bench.ballots,
        "secret": bench.secret,
        "ceremony": bench.ceremony,
        "booth": bench.booth,
        "import": bench.imports,
        "pages": bench.pages,
    }
    try:
        for part in parts:
            steps[part]()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "size": size,
        "cores": len(os.sched_getaffinity(0)),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "seconds": round(time.perf_counter() - started),
        "ok": all(work["ok"] for work in bench.works),
        "works": bench.works,
    }


def keep(document: dict[str, Any], out: Path) -> None:
    """The document, and once more under its size, for docs/benchmarks.md."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    for path in (out, out.with_stem(f"{out.stem}-{document['size']}")):
        path.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="normal")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    parser.add_argument("--port", type=int, default=8109, help="of the server that is measured")
    parser.add_argument("--scratch", type=Path, help="where tickets are written (default: /tmp)")
    parser.add_argument("--note", default="", help="what else a reader of this run should know")
    parser.add_argument("--home", type=Path, help="of the pages; filled once, kept, used again")
    options = parser.parse_args()
    document = run(options.size, options.only, options.port, options.scratch, options.home)
    keep({**document, "note": options.note}, options.out)
    print(text_table(document["works"]))
    print(f"{document['size']}: {document['seconds']} s, {document['cores']} cores")
    if not document["ok"]:
        print("make bench: a limit is not kept", file=sys.stderr)
    return 0 if document["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
