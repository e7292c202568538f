"""断电之后: web, worker and import killed in the middle of a write; many writers at once. `make soak` runs longer.

A killed worker and a killed import have short forms of their own: `oversight/jobs/tests/test_worker_process.py` and
`oversight/hotline/tests/test_crashes.py`; those here go with `make walk`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.citizen_runs import run_in
from tools.kill_runs import Soak
from tools.killing import crowd
from tools.killing.citizens import PHOTOS
from tools.killing.runs import PLACE, copy_home
from tools.trial_home import TrialHome
from tools.with_postgres import postgres, server_binaries

pytestmark = pytest.mark.long


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def soak(tmp_path_factory: pytest.TempPathFactory) -> Soak:
    folder = tmp_path_factory.mktemp("soak")
    return Soak(folder, port=free_port(), rows=2_000, seed=1, quiet=True)


def faults(soak: Soak, part: str, count: int) -> list[str]:
    runs = [run for run in soak.runs if run.part == part]
    assert len(runs) == count
    assert all(run.line for run in runs), "a moment was not proved by its log line"
    return [f"{run.moment}: {text}" for run in runs for text in run.wrong]


def test_no_acknowledged_act_is_lost_with_the_web_process(soak):
    soak.web(1)
    assert not faults(soak, "web", 1)
    assert sum(run.found["acknowledged"] for run in soak.runs if run.part == "web") > 0


@pytest.mark.whole
def test_a_killed_workers_job_is_taken_up_again(soak):
    soak.worker(1)
    assert not faults(soak, "worker", 1)


@pytest.mark.whole
def test_a_killed_import_leaves_the_old_figures_or_the_new(soak):
    soak.imports(1)
    assert not faults(soak, "import", 1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.whole)])
def home(request: pytest.FixtureRequest, soak: Soak, tmp_path: Path) -> Iterator[TrialHome]:
    if request.param == "sqlite":
        yield copy_home(soak.template, tmp_path / "home")
        return
    if server_binaries() is None:
        pytest.skip("PostgreSQL's server binaries are not installed")
    with postgres() as url:
        other = TrialHome(tmp_path / "home", url, soak.template.port)
        other.root.mkdir()
        other.script("tools.trial_office", PLACE)
        yield other


def test_threads_and_processes_at_once_lose_no_act_and_meet_no_lock(home):
    run = crowd.crowd(home, 1, each=5)
    assert not run.wrong
    assert run.found == {"acts": 2 * crowd.THREADS * 5, "errors": 0}


def test_forty_citizens_sending_photos_at_once_lose_nothing(soak, tmp_path):
    found = run_in(copy_home(soak.template, tmp_path / "citizens"), 40)
    assert found.wrong() == []
    assert found.held["photos"] == 40 * PHOTOS
