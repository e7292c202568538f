"""A home of its own for benchmarks and kill runs: how its processes are started, watched and ended.

Everything runs as a user would run it: ``jiannuo`` in a process of its own, pages over HTTP on this machine.
"""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = [str(path) for path in sorted((ROOT / "packages").glob("*/src"))]
SOURCES = os.pathsep.join([str(ROOT), *PACKAGES])
JIANNUO = (sys.executable, "-m", "oversight.config.cli")
HOST = "127.0.0.1"


class TrialError(RuntimeError):
    """A process of the trial did something else than it should."""


@dataclass
class TrialHome:
    """One home (and its database) with the environment of its processes."""

    root: Path
    database_url: str = ""
    port: int = 8108
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of every process of this home."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIANNUO_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        chosen = {"JIANNUO_HOME": str(self.root), "PYTHONPATH": SOURCES, **self.settings}
        if self.database_url:
            chosen["DATABASE_URL"] = self.database_url
        return {**kept, **chosen, **more}

    def run(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`jiannuo …` to its end."""
        command = [*JIANNUO, *map(str, arguments)]
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, cwd=self.root.parent
        )
        if check and done.returncode:
            raise TrialError(f"{' '.join(command[3:])}: exit {done.returncode}: {done.stderr}")
        return done

    def json(self, *arguments: str | Path) -> Any:
        """`jiannuo … --json`, its document."""
        return json.loads(self.run(*arguments, "--json").stdout)

    def start(self, *arguments: str | Path, log: str = "DEBUG") -> Watched:
        """`jiannuo …` in the background, its log lines watched."""
        command = [*JIANNUO, *map(str, arguments)]
        return Watched(command, self.environment(JIANNUO_LOG=log), self.root.parent)

    def script(self, module: str, *arguments: str) -> Any:
        """A helper that runs inside the project; what it prints as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment(),
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        if done.returncode:
            raise TrialError(f"{module} {' '.join(arguments)}: {done.stderr}")
        return json.loads(done.stdout)

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    @contextmanager
    def serving(self, log: str = "WARNING", workers: int = 1) -> Iterator[Watched]:
        """The web server until the block ends."""
        web = self.start_web(log, workers)
        try:
            yield web
        finally:
            web.end()

    def start_web(self, log: str = "WARNING", workers: int = 1) -> Watched:
        """The web server alone, once it answers."""
        command = [sys.executable, "-m", "uvicorn", "oversight.config.asgi:application"]
        command += ["--host", HOST, "--port", str(self.port), "--no-access-log"]
        command += ["--log-level", "warning", "--workers", str(workers)]
        web = Watched(command, self.environment(JIANNUO_LOG=log), ROOT)
        deadline = time.monotonic() + 60
        while not self.answers():
            if web.process.poll() is not None or time.monotonic() > deadline:
                web.kill()
                raise TrialError("the web server does not answer: " + "\n".join(web.lines[-5:]))
            time.sleep(0.05)
        return web

    def answers(self) -> bool:
        """Whether the server is up."""
        try:
            with urllib.request.urlopen(self.url("/healthz"), timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def get(self, path: str) -> Any:
        """A public read of the API."""
        with urllib.request.urlopen(self.url(path), timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())

    def post(self, path: str, body: dict[str, Any], token: str) -> Any:
        """A write over the API; an answer that is no success raises ``HTTPError``."""
        request = urllib.request.Request(  # noqa: S310
            self.url(path),
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.loads(answer.read())


class Watched:
    """A process in a group of its own whose log lines are read as they come."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self.process = subprocess.Popen(
            command,
            env={**environment, "PYTHONUNBUFFERED": "1"},
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self.output = ""
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._readers = [threading.Thread(target=read) for read in (self._read, self._drain)]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line.rstrip())
            self._queue.put(line)
        self._queue.put(None)

    def _drain(self) -> None:
        assert self.process.stdout is not None
        self.output = self.process.stdout.read()

    def wait_for(self, pattern: str, seconds: float = 60) -> str | None:
        """The next log line that matches; None where the process ended before."""
        deadline = time.monotonic() + seconds
        wanted = re.compile(pattern)
        while True:
            try:
                line = self._queue.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self.kill()
                shown = "\n".join(self.lines[-5:])
                raise TrialError(f"no log line {pattern!r} in {seconds} s:\n{shown}") from None
            if line is None or wanted.search(line):
                return line and line.rstrip()

    def kill(self) -> None:
        """SIGKILL to the whole group; nothing gets to clean up."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._join()

    def end(self, seconds: float = 15) -> int:
        """SIGTERM, and what it ended with."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            code = self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return -signal.SIGKILL
        self._join()
        return code

    def finish(self, seconds: float = 300) -> int:
        """Wait for its own end."""
        code = self.process.wait(timeout=seconds)
        self._join()
        return code

    def _join(self) -> None:
        for reader in self._readers:
            reader.join()
