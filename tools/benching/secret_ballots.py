"""Verifying secret ballots beside ``belenios-tool``: processor time of whole commands over the same archive.

Case (a) of the protocol summary: one question, none to ten of twenty. Where the tool is not installed its work is left
out and said so; Ed25519 is measured beside our own BELENIOS-2048, since Debian's tool does not know it.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.benching.processes import cost
from tools.benching.works import Work

LIMIT, ED25519_LIMIT = 0.8, 0.4
LINEAR_LIMIT = 0.6
TURNS = 3
PROGRAM = (sys.executable, "-m", "secret_ballot.cli")
CASE_A: dict[str, Any] = {
    "name": "case (a)",
    "description": "none to ten of twenty",
    "questions": [
        {"answers": [f"{n:02d}" for n in range(1, 21)], "min": 0, "max": 10, "question": "?"}
    ],
}


def verifying(folder: Path, ballots: int, *, limited: bool) -> list[Work]:
    """Both groups, and of each two processes beside one; both programs must accept the archive."""
    belenios = simulated(folder, "BELENIOS-2048", ballots)
    ed25519 = simulated(folder, "Ed25519", ballots)
    tool = shutil.which("belenios-tool")
    if tool is None:
        print("belenios-tool: not installed, left out (make test installs it)", file=sys.stderr)
    ours, curve, theirs = [], [], []
    for _ in range(TURNS):
        ours.append(cpu_seconds(verify_command(belenios)))
        curve.append(cpu_seconds(verify_command(ed25519)))
        if tool is not None:
            theirs.append(cpu_seconds((tool, "election", "verify", "--dir", str(belenios.parent))))
    what = f"verify {ballots} secret ballots, case (a)"
    own = f"{what}, BELENIOS-2048, CPU"
    works = []
    if theirs:
        limit = LIMIT if limited else None
        works.append(Work(own, min(ours), "belenios-tool 2.0, CPU", min(theirs), limit))
    limit = ED25519_LIMIT if limited else None
    works.append(
        Work(f"{what}, Ed25519, CPU", min(curve), "the same in BELENIOS-2048", min(ours), limit)
    )
    for archive in (belenios, ed25519):
        twice = simulated(folder / "twice", archive.parent.name, 2 * ballots)
        works += two_beside_one(archive, twice, ballots, limited=limited)
    return works


def two_beside_one(archive: Path, twice: Path, ballots: int, *, limited: bool) -> list[Work]:
    """Two processes beside one: what another ``ballots`` ballots take more of the longest way, and the whole.

    Half the longest way is what "linear in cores" means; the clock shows it only where two cores are free.
    """
    measured = {
        (file, workers): [cost(verify_command(file, workers)) for _ in range(TURNS)]
        for file in (archive, twice)
        for workers in (1, 2)
    }

    def least(file: Path, workers: int, name: str) -> float:
        return min(float(getattr(each, name)) for each in measured[file, workers])

    def more(workers: int) -> float:
        return least(twice, workers, "longest") - least(archive, workers, "longest")

    group = archive.parent.name
    limit = LINEAR_LIMIT if limited else None
    works = [
        Work(
            f"verify another {ballots} secret ballots, {group}, two processes, longest way",
            *(more(2), "one process", more(1), limit),
        )
    ]
    for name, words in (("cpu", "CPU"), ("wall", "wall clock")):
        works.append(
            Work(
                f"verify {2 * ballots} secret ballots, {group}, two processes, {words}",
                *(least(twice, 2, name), "one process", least(twice, 1, name)),
            )
        )
    return works


def simulated(folder: Path, group: str, ballots: int) -> Path:
    """An archive of invented votes; its path."""
    folder.mkdir(exist_ok=True)
    template, out = folder / "case-a.json", folder / group
    template.write_text(json.dumps(CASE_A), encoding="utf-8")
    numbers = (
        "--voters",
        str(ballots),
        "--ballots",
        str(ballots),
        "--trustees",
        "3",
        "--seed",
        "1",
    )
    command = [*PROGRAM, "simulate", *numbers, "--group", group]
    command += ["--questions", str(template), "--out", str(out)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Path(json.loads(done.stdout)["archive"])


def verify_command(archive: Path, workers: int = 1) -> Sequence[str]:
    return (*PROGRAM, "verify", str(archive), "--workers", str(workers))


def cpu_seconds(command: Sequence[str]) -> float:
    """Processor time of a command and its children, from its start to its exit."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
