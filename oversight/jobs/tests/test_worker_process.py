"""真实的后台进程: killed, ended politely, two at once. On PostgreSQL they use the tests' database."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from oversight.jobs.models import Job

LEASE = 2.0


FIELDS = ("public_id", "kind", "state", "attempts", "result", "error_code", "done", "text")


class Installation:
    """One home (or database) and the processes working on it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.mark = folder / "mark"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "JIANNUO_HOME": str(home),
            "JIANNUO_LOG": "INFO",
            "JIANNUO_JOB_LEASE": str(LEASE),
            "DJANGO_SETTINGS_MODULE": "oversight.jobs.tests.process_settings",
        }
        if connection.vendor == "postgresql":
            self.environment["DATABASE_URL"] = database_url()
        else:
            self.environment.pop("DATABASE_URL", None)
            if not (home / "db.sqlite3").exists():
                self.call("migrate")
            self.sqlite("DELETE FROM jobs_job")

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "oversight.jobs.tests.process", *arguments]

    def call(self, *arguments: str) -> str:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, timeout=120
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def enqueue(self, kind: str, *options: dict[str, Any]) -> list[str]:
        for each in options:
            each["payload"] = {"mark": str(self.mark)}
        return json.loads(self.call("enqueue", kind, json.dumps(options)))

    def sqlite(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.home / "db.sqlite3", timeout=20)) as database, database:
            return database.execute(statement).fetchall()

    def jobs(self) -> dict[str, dict[str, Any]]:
        if connection.vendor == "postgresql":
            return {each["public_id"]: each for each in Job.rows.order_by("pk").values(*FIELDS)}
        rows = self.sqlite(f"SELECT {', '.join(FIELDS)} FROM jobs_job ORDER BY id")
        found = [dict(zip(FIELDS, row, strict=True)) for row in rows]
        return {
            each["public_id"]: each | {"result": json.loads(each["result"] or "null")}
            for each in found
        }

    def start_worker(self) -> subprocess.Popen[bytes]:
        log = (self.folder / f"worker-{len(self.workers)}.log").open("wb")
        worker = subprocess.Popen(self.command("worker"), env=self.environment, stderr=log)
        self.workers.append(worker)
        return worker

    def log(self, number: int) -> str:
        return (self.folder / f"worker-{number}.log").read_text()


def database_url() -> str:
    """The address of the tests' database for another process."""
    given = connection.settings_dict
    account = f"{quote(given['USER'] or '')}:{quote(given['PASSWORD'] or '')}"
    port = f":{given['PORT']}" if given["PORT"] else ""
    query = urlencode({"host": given["HOST"]}) if given["HOST"] else ""
    return f"postgresql://{account}@localhost{port}/{quote(given['NAME'])}?{query}"


def wait_for(condition: Callable[[], Any], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def here(tmp_path, home, transactional_db) -> Iterator[Installation]:
    installation = Installation(tmp_path, home)
    yield installation
    for worker in installation.workers:
        if worker.poll() is None:
            worker.kill()
        worker.wait()


def test_a_killed_workers_job_is_taken_over_and_a_polite_end_loses_nothing(here):
    (job,) = here.enqueue("test.slow", {})
    first = here.start_worker()
    wait_for(here.mark.exists)
    wait_for(lambda: here.jobs()[job]["text"] == "第一步")
    assert f"job claimed id={job} kind=test.slow attempt=1" in here.log(0)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert "job finished id=" + job not in here.log(0)
    assert (here.jobs()[job]["state"], here.jobs()[job]["attempts"]) == ("running", 1)

    second = here.start_worker()
    wait_for(lambda: here.jobs()[job]["state"] == "done")
    assert here.jobs()[job]["result"] == {"attempt": 2}
    assert "after lost lease" in here.log(1)
    assert f"job finished id={job} kind=test.slow state=done" in here.log(1)
    assert [each.split()[0] for each in here.mark.read_text().splitlines()] == ["1", "2"]

    here.mark.unlink()
    (patient,) = here.enqueue("test.patient", {})
    wait_for(here.mark.exists)
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=15) == 0
    assert (here.jobs()[patient]["state"], here.jobs()[patient]["attempts"]) == ("waiting", 0)
    assert f"job given back id={patient}" in here.log(1)


def test_a_killed_job_without_attempts_left_is_shown_failed(here):
    (job,) = here.enqueue("test.slow", {"max_attempts": 1})
    first = here.start_worker()
    wait_for(here.mark.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    here.start_worker()
    wait_for(lambda: here.jobs()[job]["state"] == "failed")
    assert here.jobs()[job]["error_code"] == "worker_lost"
    assert len(here.mark.read_text().splitlines()) == 1


def test_two_workers_do_every_job_and_every_slot_exactly_once(here):
    for _ in range(2):
        here.start_worker()
    names = here.enqueue("test.line", *({} for _ in range(40)))
    wait_for(lambda: all(job["state"] == "done" for job in here.jobs().values()))
    assert sorted(here.mark.read_text().split()) == sorted(names)
    slots = [job for job in here.jobs().values() if job["kind"] == "jobs.clean"]
    assert len(slots) == 1
