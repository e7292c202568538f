"""Many acts at once: threads and processes write to one place; no act is lost, nobody meets a lock.

Run as a module under a trial home (`python -m tools.killing.crowd PLACE THREADS EACH MARK`) it is one of the
processes; ``crowd`` starts several of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import Any

from tools.killing.runs import PLACE, Run, state_of, verify
from tools.trial_home import ROOT, TrialHome

THREADS = 8


def crowd(home: TrialHome, number: int, *, processes: int = 2, each: int = 10) -> Run:
    """Eight threads in each of some processes register units of one place, all at once."""
    database = "PostgreSQL" if home.database_url else "SQLite"
    run = Run("crowd", number, f"{processes} × {THREADS} threads on {database}")
    before = set(state_of(home)["units"]["held"])
    started = [
        subprocess.Popen(
            [sys.executable, "-m", __spec__.name, PLACE, str(THREADS), str(each), f"{number}-{n}"],
            env=home.environment(),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for n in range(processes)
    ]
    answers = [json.loads(process.communicate(timeout=300)[0]) for process in started]
    errors = [error for answer in answers for error in answer["errors"]]
    made = {unit for answer in answers for unit in answer["made"]}
    state = state_of(home)
    run.expect(not errors, f"errors reached their users: {errors[:3]}")
    run.expect(len(made) == processes * THREADS * each, f"only {len(made)} acts were done")
    run.expect(set(state["units"]["held"]) - before == made, "acts lost, or not asked for")
    run.expect_whole(home, state)
    verify(run, home)
    run.found = {"acts": len(made), "errors": len(errors)}
    return run


def write(place_code: str, threads: int, each: int, mark: str) -> dict[str, Any]:
    """What the threads of this process made, and what they were told instead."""
    from django.db import connection

    from oversight.audit.actors import operator
    from oversight.institutions import actions, queries

    place = queries.place_by_code(place_code)
    made: list[str] = []
    errors: list[str] = []
    gate = threading.Barrier(threads)

    def work(number: int) -> None:
        gate.wait()
        try:
            for turn in range(each):
                unit = actions.create_unit(operator(), place, name=f"{mark}-{number}-{turn}局")
                made.append(unit.public_id)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {"made": made, "errors": errors}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    os.environ["JIANNUO_LOG"] = "WARNING"
    import django

    django.setup()
    place, threads, each, mark = sys.argv[1:]
    print(json.dumps(write(place, int(threads), int(each), mark)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
