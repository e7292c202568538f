"""A PostgreSQL as an office runs it: every commit on disk, its log of writes kept, killed and started again.

The one that tests use (``tools.with_postgres``) keeps nothing safe; this one does.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.with_postgres import server_binaries, server_user

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "wal_level": "replica",
    "wal_keep_size": "2GB",
    "max_wal_senders": "4",
}


class Database:
    """One cluster in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        binaries = server_binaries()
        if binaries is None:
            raise RuntimeError("PostgreSQL's server binaries are not installed")
        self.folder, self.binaries, self.user = folder, binaries, server_user()
        self.data = folder / "data"
        self.process: subprocess.Popen[bytes] | None = None
        if self.user:
            os.chown(folder, self.user["user"], self.user["group"])
        self._run(
            "initdb", "-D", self.data, "-U", "jiannuo", "--auth=trust", "-E", "UTF8", as_user=True
        )
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://jiannuo@/jiannuo?host={self.folder}"

    def start(self) -> None:
        """The server, once it answers."""
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [self.binaries / "postgres", "-D", self.data, "-k", self.folder, *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, **self.user
            )
        ready = [self.binaries / "pg_isready", "-q", "-h", self.folder, "-U", "jiannuo"]
        deadline = time.monotonic() + 60
        while subprocess.run(ready, check=False).returncode:
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text()[-500:])
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to the server and to everything it started."""
        assert self.process is not None
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = [int(pid) for pid in task.read_text().split()]
        for pid in (self.process.pid, *children):
            with_pid(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)

    def create(self) -> None:
        """An empty database in the place of any earlier one."""
        self._run("dropdb", *self.client, "--if-exists", "--force", "jiannuo")
        self._run("createdb", *self.client, "jiannuo")

    def dump(self, path: Path) -> None:
        self._run("pg_dump", *self.client, "-Fc", "-f", path, "jiannuo")

    def restore(self, path: Path) -> None:
        self.create()
        self._run("pg_restore", *self.client, "-d", "jiannuo", path)

    def ask(self, sql: str) -> list[list[str]]:
        """The rows of a question, as texts."""
        out = self._run("psql", *self.client, "-AtF", "\t", "-c", sql, "jiannuo")
        return [line.split("\t") for line in out.splitlines()]

    @property
    def client(self) -> list[str]:
        return ["-h", str(self.folder), "-U", "jiannuo"]

    def _run(self, name: str, *arguments: object, as_user: bool = False) -> str:
        command = [str(self.binaries / name), *map(str, arguments)]
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            cwd=self.folder,
            **(self.user if as_user else {}),
        )
        return done.stdout


def with_pid(pid: int, number: int) -> None:
    """A signal to a process that may have ended already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


@contextmanager
def durable_postgres() -> Iterator[Database]:
    """A cluster until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="jiannuo-pg-", dir="/tmp"))
    database = None
    try:
        database = Database(folder)
        yield database
    finally:
        if database is not None:
            database.stop()
        shutil.rmtree(folder, ignore_errors=True)
