"""docs/robustness.md from the reports of kill runs: `python -m tools.killing.report REPORT.json|RUNS.jsonl …`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HEAD = """\
# What is left when a process dies

**中文摘要**　网站、后台和导入在写到一半时被强行结束（kill -9），每次由被结束的进程自己的一行日志证明时刻。之后逐项核对：已答复的行为一件不少，记录链完整，没有半成品，热线数字要么是原来的、要么整个是新的；再导入一次得到同样的数字。

`make soak` starts real processes on homes of its own, kills them with SIGKILL while they write, and looks what is left. The moment of each kill is proved by a line that the killed process had just logged. `tests/test_kill.py` is the short form. This page is made from the reports of real runs by `python -m tools.killing.report`.

- **web**: four clients register units over the API with a token and note every answer; the server dies. Afterwards a new server must list every acknowledged unit, no unit may exist without its act or the reverse, and nothing beyond what the four clients had under way may have come in. All runs use one home, one after the other.
- **worker**: an import is handed to the worker as the page does it; the worker dies. A new one must take the job up after its lease and finish it, with the file list that an undisturbed import makes and cubes that stand on it; killed at all three attempts, the job must be shown failed with its reason and the list unchanged.
- **import**: `jiannuo hotline import` of a file that updates a third of the tickets and adds others; the import dies. `monthly --json` must equal the state before or the whole new one, as the catalogue says; every listed file must be there with the content its name says; the same import again must lead to the figures of an undisturbed one, and what was left unnamed must go with the nightly cleaning.
- **crowd**: nobody dies; two processes with eight threads each register units of one place at once, on SQLite and on PostgreSQL. No act may be lost, the chain must be valid, and nobody may be told of a locked database.

After every run `jiannuo audit verify` must find all chains valid.
"""


def document(runs: Sequence[dict[str, Any]]) -> str:
    """The whole page."""
    parts = list(dict.fromkeys(run["part"] for run in runs))
    mine = {part: [run for run in runs if run["part"] == part] for part in parts}
    lines = ["| part | runs | whole |", "|---|--:|--:|"]
    lines += [
        f"| {part} | {len(found)} | {sum(run['ok'] for run in found)} |"
        for part, found in mine.items()
    ]
    moments = [section(part, found) for part, found in mine.items()]
    return "\n".join([HEAD, "## Results", "", *lines, "", *moments])


def section(part: str, runs: Sequence[dict[str, Any]]) -> str:
    """The moments of a part, how often each was met, and one line that proves it."""
    lines = [
        f"### {part}",
        "",
        "| moment | runs | whole | seen afterwards | a line that proves it |",
    ]
    lines.append("|---|--:|--:|---|---|")
    for moment in dict.fromkeys(run["moment"] for run in runs):
        met = [run for run in runs if run["moment"] == moment]
        line = next((run["line"] for run in met if run["line"]), "")
        shown = f"`{line[:100]}`" if line else "–"
        whole = sum(run["ok"] for run in met)
        lines.append(f"| {moment} | {len(met)} | {whole} | {seen(met)} | {shown} |")
    wrong = [f"- {run['moment']}: {text}" for run in runs for text in run["wrong"]]
    return "\n".join([*lines, "", *wrong])


def seen(runs: Iterable[dict[str, Any]]) -> str:
    """What was found, counted: words as they are, numbers added up."""
    words: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for run in runs:
        for name, value in run["found"].items():
            if isinstance(value, int):
                sums[name] += value
            else:
                words[f"{name} {value}"] += 1
    told = [f"{word}: {times}" for word, times in words.items()]
    return "; ".join([*told, *(f"{name} {number}" for name, number in sums.items())])


def main(paths: Sequence[str]) -> None:
    runs = [run for path in paths for run in runs_in(Path(path))]
    sys.stdout.write(document(runs) + "\n")


def runs_in(path: Path) -> list[dict[str, Any]]:
    """The runs of a report, or of a file that got every run as it ended."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    runs: list[dict[str, Any]] = json.loads(text)["runs"]
    return runs


if __name__ == "__main__":
    main(sys.argv[1:])
