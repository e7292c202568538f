"""docs/benchmarks.md from the documents of real runs: `python -m tools.benching.report build/bench-*.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.benching.works import markdown_table

HEAD = """\
# How fast it is

**中文摘要**　每项工作都同一个参照在同一次运行里比，只看倍数，不看秒数：月度分析比手写的一条 DuckDB 查询，导入比 DuckDB 直接转存同一个 CSV，页面比同一台服务器的登录页。超过限度，`make bench` 以 1 退出。

`make bench` measures every work beside a reference in the same run, because seconds say more about the machine than about the code; the ratio is what has a limit. `make bench` takes the sizes *normal*, `make bench BENCH=large` the big ones. The result is `build/bench.json`; this page is made from such files by `python -m tools.benching.report`.

- **Monthly analysis.** One month by unit with both bases, all quality counts, repeats and grades, over 36 months of tickets; beside it one hand-written DuckDB query over the same files with the same figures (they are compared). Medians of five, taken in turns.
- **Other engines.** The same figures in pandas, and the same Ibis expressions compiled for PostgreSQL over one table with an index on the month. They have no limit: they show why DuckDB is the engine.
- **Ballots.** A file of 50,000 invented approval ballots on 100 projects, from opening it to the greedy selection with its ties and mismatches; beside it `pabutools` reading the same file and selecting by the same rule (greedy by cost satisfaction), in an environment of its own because of its licence. Both must select the same projects.
- **Secret ballots.** `jiannuo-ballot verify` over an archive of case (a), one question with none to ten of twenty chosen, from its start to its exit; beside it `belenios-tool election verify` over the same file, both in processor time, the least of three turns. Ed25519, which Debian's tool does not know, is measured beside our own BELENIOS-2048. Why it is as fast as it is: `docs/decisions/0008-gmp-and-libsodium.md`. Whether it is linear in cores: what twice as many ballots take more with two processes, beside one. Counted is the *longest way*, the time of the first process and of the busiest of those it started; it takes so long where each has a core free, whatever else the machine does. Processor time tells what the second process costs on top, the clock only on an idle machine what is gained.
- **The key ceremony.** Three real `jiannuo-ballot trustee join` processes against a live server, 2 of 3, from the start of the first to the fingerprint on the last, the backup entered again at once; what people need to write 22 characters down comes on top. Beside it the three minutes that a hall may have to wait; all three must show the same fingerprint.
- **The booth.** From reading an election of case (a) to a signed ballot with ten of twenty chosen, in Chromium slowed down six times, the tables of powers included (the booth builds them while the deputy reads); the median of three new pages, beside the four seconds that a deputy may have to wait. The Python package must accept each ballot. Why it is built so: `docs/decisions/0009-booth-in-bigint.md`.
- **Import.** `jiannuo hotline import` from its start to its exit: reading, checking, masking, comparing with the store, writing durable files, the swap of the catalogue. Beside it one `COPY` of that CSV to Parquet by DuckDB with two threads, in a process that already runs. Its memory is the high-water mark of all its processes together.
- **Pages.** 16 clients fetch different months and differently filtered ticket lists from one server process over kept connections; beside it, before and after, the sign-in page of that server; the median of three rounds by their ratio. *For the first time* is each page right after the server's start, when nothing of it was kept yet; it informs only.
"""

BY_HAND = """\
## Verifying in the browser

Measured by hand, not by `make bench`: processor time of the page's process in Chromium 156 for each ballot, tables of powers built, on the 2 cores shared with other runs, and the same with the page slowed down six times. Workers share the ballots, so the time to wait is that divided by up to four cores; beside it, once, reading and the keys (0.3–0.5 s, slowed down 2–3 s) and adding up (0.1–0.3 s, slowed down 0.5–2 s).

| a ballot | BELENIOS-2048 | six times slowed | Ed25519 | six times slowed |
|---|--:|--:|--:|--:|
| case (a), none to ten of twenty | 0.11 s | 0.66 s | 0.11 s | 0.43 s |
| case (b), three questions of three answers | 0.09 s | 0.32 s | 0.05 s | 0.23 s |

RFC-3526-2048, one of two with a blank choice: 0.26 s, slowed down 1.2 s. So 300 ballots of case (a) take about 17 s of two cores, and about a minute of four cores of a phone. The page offers it up to `JIANNUO_VERIFY_MINUTES` (5) of two cores, counted at 3 ms (RFC-3526: 25 ms) a proof, and up to `JIANNUO_VERIFY_MEGABYTES` (64), which is about 1,800 ballots of case (a) or 3,700 of case (b) in BELENIOS-2048. Powers of one element to several exponents share their squarings, membership included, which halves the multiplications; Montgomery's multiplication in BigInt was no quicker than `%` (7 µs), and WebAssembly the site's policy forbids.
"""
"""Measured apart, by hand; changed here."""


def document(runs: Sequence[dict[str, Any]]) -> str:
    """The whole page."""
    return "\n".join([HEAD, BY_HAND, *(section(run) for run in runs)])


def section(run: dict[str, Any]) -> str:
    """One run and its table."""
    told = "every limit is kept" if run["ok"] else "**a limit is not kept**"
    return (
        f"## Size *{run['size']}*\n\n{run['cores']} cores ({run['machine']}), Python {run['python']}, "
        f"{run['seconds']} seconds in all; {told}. {run.get('note', '')}".rstrip()
        + f"\n\n{markdown_table(run['works'])}\n"
    )


def main(paths: Sequence[str]) -> None:
    runs = [json.loads(Path(path).read_text(encoding="utf-8")) for path in paths]
    sys.stdout.write(document(sorted(runs, key=lambda run: run["size"], reverse=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
