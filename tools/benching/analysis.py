"""The monthly analysis by unit beside the same figures by hand, in pandas and on PostgreSQL."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.benching.store import Tickets
from tools.benching.works import Work

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.3
BY_HAND = "one hand-written DuckDB query"


def by_the_package() -> ModuleType:
    """The package's own benchmark, which checks that all ways give the same figures."""
    path = ROOT / "packages" / "hotline_analytics" / "bench" / "monthly_bench.py"
    spec = importlib.util.spec_from_file_location("monthly_bench", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def last_month() -> tuple[int, int]:
    """The month that is analysed, and the instant after it."""
    from hotline_analytics import synthetic

    return synthetic.LAST_MONTH, synthetic.as_of_month_end(synthetic.LAST_MONTH)


def monthly_analysis(tickets: Tickets, *, limited: bool) -> Work:
    """The analysis of one month, medians of five turns each, taken in turns."""
    month, as_of = last_month()
    found = by_the_package().run(tickets.files, month, as_of, repeats=5)
    return Work(
        f"monthly analysis by unit, {tickets.rows:,} tickets, {found['units']} units",
        found["seconds"]["analysis"],
        BY_HAND,
        found["seconds"]["duckdb_by_hand"],
        LIMIT if limited else None,
    )


def other_engines(tickets: Tickets) -> list[Work]:
    """The same in pandas, and by the measures compiled to PostgreSQL; each in a process of its own."""
    works = []
    for way, title in (("pandas", "pandas"), ("postgresql", "SQL on PostgreSQL")):
        seconds = in_a_process(way, tickets)
        if seconds is None:
            print(f"{title}: not installed, left out", file=sys.stderr)
            continue
        name = f"the same figures in {title}, {tickets.rows:,} tickets"
        works.append(Work(name, seconds["way"], BY_HAND, seconds["by_hand"]))
    return works


def in_a_process(way: str, tickets: Tickets) -> dict[str, float] | None:
    """Seconds of a way and of the query by hand, in a fresh interpreter; None where it cannot run."""
    import json

    command = [sys.executable, "-m", "tools.benching.analysis", way]
    given = json.dumps([[file.month, file.path] for file in tickets.files])
    done = subprocess.run(
        command, input=given, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] | None = json.loads(done.stdout)
    return found


def measure(way: str, files: list[Any]) -> dict[str, float] | None:
    """One way beside the query by hand, over the same files; the figures must agree."""
    from hotline_analytics import engines

    bench = by_the_package()
    month, as_of = last_month()
    with engines.open_duckdb() as con:
        expected = bench.by_hand(con, files, month, as_of)
        by_hand = timed(lambda: bench.by_hand(con, files, month, as_of), 3)[0]
    if way == "pandas":
        import pandas  # noqa: F401 (its import is not what is measured)

        seconds, figures = timed(lambda: bench.by_pandas(None, files, month, as_of), 1)
    else:
        from tools.benching import postgresql

        if not postgresql.available():
            return None
        seconds, figures = postgresql.measure(files, month, as_of, bench.FIGURES)
    if figures != expected:
        raise AssertionError(f"{way} gives other figures")
    return {"way": seconds, "by_hand": by_hand}


def timed(work: Any, turns: int) -> tuple[float, Any]:
    """The median of some turns, and the last result."""
    from statistics import median

    taken, result = [], None
    for _ in range(turns):
        started = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - started)
    return median(taken), result


def main() -> None:
    import json

    from tools.benching.store import StoredFile

    files = [StoredFile(month, path) for month, path in json.load(sys.stdin)]
    print(json.dumps(measure(sys.argv[1], files)))


if __name__ == "__main__":
    main()
