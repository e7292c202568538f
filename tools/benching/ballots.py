"""The greedy count of a 50,000-ballot file beside ``pabutools``, from the file to the same selection.

``pabutools`` is under the GPL and stays out of the product: it runs in an environment of its own
(``requirements-bench.txt``, made by `make bench`), and where that is not there the work is left out and said so.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from tools.benching.works import Work

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build" / "bench-venv" / "bin" / "python"
LIMIT = 0.1
PROJECTS, MOST_CHOICES, SEED = 100, 10, 20260101
REFERENCE = "pabutools, greedy by cost satisfaction"

BY_PABUTOOLS = """
import json, sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare
started = time.perf_counter()
instance, profile = parse_pabulib(sys.argv[1])
chosen = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "selected": sorted(one.name for one in chosen)}))
"""


def write_ballots(path: Path, ballots: int) -> Path:
    """An invented approval file: 100 projects, 1 to 10 on a ballot, some liked more than others."""
    chance = random.Random(SEED)  # noqa: S311 invented ballots
    ids = [f"p{number:03d}" for number in range(1, PROJECTS + 1)]
    liking = [1 + PROJECTS // (1 + place) for place in range(PROJECTS)]
    meta = {
        "description": "invented", "country": "China", "unit": "invented", "instance": "2026",
        "num_projects": PROJECTS, "num_votes": ballots, "budget": 2_000_000, "vote_type": "approval",
        "rule": "greedy", "date_begin": "01.01.2026", "date_end": "02.01.2026",
        "max_length": MOST_CHOICES,
    }  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("META\nkey;value\n")
        out.writelines(f"{key};{value}\n" for key, value in meta.items())
        out.write("PROJECTS\nproject_id;cost;name\n")
        out.writelines(f"{key};{chance.randrange(10_000, 200_000)};{key}\n" for key in ids)
        out.write("VOTES\nvoter_id;vote\n")
        for number in range(ballots):
            drawn = chance.choices(ids, liking, k=chance.randint(1, MOST_CHOICES))
            out.write(f"{number};{','.join(dict.fromkeys(drawn))}\n")
    return path


def greedy_count(folder: Path, ballots: int, *, limited: bool) -> list[Work]:
    """Both ways over one file; the selections must agree. Empty where pabutools is not there."""
    path = write_ballots(folder / "ballots.pb", ballots)
    theirs = by_pabutools(path)
    if theirs is None:
        print("pabutools: not installed, left out (make bench installs it)", file=sys.stderr)
        return []
    turns = [by_us(path) for _ in range(5)]
    if any(selected != theirs["selected"] for _seconds, selected in turns):
        raise AssertionError("pabutools selects other projects")
    return [
        Work(
            f"greedy count of {ballots:,} ballots on {PROJECTS} projects, from the file",
            median(seconds for seconds, _selected in turns),
            REFERENCE,
            theirs["seconds"],
            LIMIT if limited else None,
        )
    ]


def by_us(path: Path) -> tuple[float, list[str]]:
    """Seconds and what is selected."""
    from oversight.projects.rules.instances import read
    from oversight.projects.rules.selection import GREEDY, tally

    started = time.perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        found = tally(read(lines), GREEDY)
    return time.perf_counter() - started, sorted(found.selected)


def by_pabutools(path: Path) -> dict[str, Any] | None:
    """The same in an environment of its own; its imports are not measured. None where it is not there."""
    if not PYTHON.is_file():
        return None
    probe = subprocess.run([PYTHON, "-c", "import pabutools"], capture_output=True)
    if probe.returncode:
        return None
    done = subprocess.run(
        [PYTHON, "-c", BY_PABUTOOLS, path], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
