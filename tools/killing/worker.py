"""The worker killed in the middle of a job: the next one takes it up, or shows it failed with its reason."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.killing.files import Files
from tools.killing.runs import PLACE, Moment, Run, copy_home, state_of, verify
from tools.trial_home import TrialHome

CLAIMED = r"job claimed id=\S+ kind=hotline.import"
MOMENTS = (
    Moment("import job claimed", CLAIMED, pause=0.3),
    Moment("import job reading", r"import place=\S+ revision=\d+ reading", pause=0.3),
    Moment("import job wrote store files", r"store file written", times=4),
    Moment("import job before the swap", r"files written, swapping the list"),
    Moment("import job's act not yet kept", r"act hotline\.import_tickets .* not yet kept"),
    Moment("import job's act kept", r"act hotline\.import_tickets place=\S+ seq=\d+$"),
    Moment("cubes job claimed", r"job claimed id=\S+ kind=hotline.refresh_cubes", pause=0.5),
    Moment("cubes job wrote its cells", r"cubes place=\S+ generation=\d+ months"),
    Moment("cubes job's act not yet kept", r"act hotline\.refresh_cubes .* not yet kept"),
    Moment("import job claimed, three times", CLAIMED, pause=0.1),
)
LEASE_SECONDS = "2"
GIVEN_UP = len(MOMENTS) - 1


@dataclass(frozen=True)
class Expected:
    """The home before the jobs, and what they make of it when nothing disturbs them."""

    home: TrialHome
    files: Files
    old_list: str
    new_list: str


def prepare(template: TrialHome, files: Files, folder: Path) -> Expected:
    """Both states, undisturbed."""
    home = copy_home(template, folder / "worker-before")
    home.settings = {**template.settings, "JIANNUO_JOB_LEASE": LEASE_SECONDS}
    home.json("hotline", "import", files.first, "--mapping", files.mapping)
    home.run("worker", "--once")
    whole = copy_home(home, folder / "worker-after")
    whole.json("hotline", "import", files.second, "--mapping", files.mapping)
    lists = [state_of(each)["store"]["list"] for each in (home, whole)]
    return Expected(home, files, *lists)


def kill_worker(expected: Expected, folder: Path, number: int, chance: random.Random) -> Run:
    """One run: kill the worker once, or as often as the job may be tried."""
    moment = MOMENTS[number % len(MOMENTS)]
    run = Run("worker", number, moment.name)
    home = copy_home(expected.home, folder / "worker-run")
    given = (PLACE, str(expected.files.second), str(expected.files.mapping))
    job = home.script("tools.trial_state", "import", *given)["job"]
    kills = 3 if number % len(MOMENTS) == GIVEN_UP else 1
    for _ in range(kills):
        worker = home.start("worker")
        run.line = moment.wait(worker, chance)
        worker.kill()
        run.expect(bool(run.line), "the moment did not come")
    between = state_of(home)
    run.expect_whole(home, between)
    run.expect(
        between["store"]["list"] in (expected.old_list, expected.new_list), "a list of neither"
    )
    taken_up(run, home, job, gives_up=kills > 1)
    look(run, home, expected, job, gives_up=kills > 1)
    verify(run, home)
    return run


def taken_up(run: Run, home: TrialHome, job: str, *, gives_up: bool) -> None:
    """A new worker, until the jobs of the run have ended."""
    worker = home.start("worker")
    state = "failed" if gives_up else "done"
    if run.moment.startswith("cubes"):
        line = worker.wait_for(r"job finished id=\S+ kind=hotline\.refresh_cubes", 120)
    else:
        line = worker.wait_for(rf"job finished id={job} kind=hotline\.import", 120)
    run.found["end"] = (line or "").partition("state=")[2]
    run.expect(run.found["end"] == state, f"the job ended with {line}")
    if not gives_up and not run.moment.startswith("cubes"):
        worker.wait_for(r"job finished id=\S+ kind=hotline\.refresh_cubes", 120)
    run.expect(worker.end() == 0, "the worker did not end politely")


def look(run: Run, home: TrialHome, expected: Expected, job: str, *, gives_up: bool) -> None:
    """The job, the store and its cubes afterwards."""
    state = state_of(home)
    run.expect_whole(home, state)
    record: dict[str, Any] = state["jobs"][job]
    run.found["attempts"] = record["attempts"]
    if gives_up:
        run.expect(record["state"] == "failed", f"the job is {record['state']}")
        run.expect(record["error_code"] == "worker_lost", f"reason: {record['error_code']}")
        run.expect(bool(record["error"]), "no reason in words")
        run.expect(
            state["store"]["list"] == expected.old_list, "a given-up import changed the list"
        )
        return
    attempts = 1 if run.moment.startswith("cubes") else 2
    run.expect(record["state"] == "done", f"the job is {record['state']}")
    run.expect(record["attempts"] == attempts, f"attempts: {record['attempts']}")
    store = state["store"]
    run.expect(store["list"] == expected.new_list, "another list than an undisturbed import makes")
    run.expect(store["cube_revision"] == store["revision"], "the cubes do not stand on the list")
