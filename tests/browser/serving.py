"""演示站点: loads the demonstration into a home of its own and serves it on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "oversight.config.cli")
LOAD_SECONDS = 1800
START_SECONDS = 180


@dataclass(frozen=True)
class Site:
    """A served demonstration: its address, its home and the deputy's printed code."""

    address: str
    home: Path

    @property
    def deputy_code(self) -> str:
        return (self.home / "demo-deputy-code").read_text(encoding="utf-8").strip()


def environment(home: Path) -> dict[str, str]:
    """The surroundings of every command: this home, no test settings, no database of another."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    kept.update(JIANNUO_HOME=str(home), DJANGO_SETTINGS_MODULE="oversight.config.settings")
    return kept


def run(home: Path, *arguments: str) -> str:
    """One command of `jiannuo` in the home; what it printed. It must succeed."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=CHECKOUT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    return done.stdout


def run_python(home: Path, module: str, *arguments: str) -> str:
    """One module of these tests in the home; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=CHECKOUT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    return done.stdout


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """The site while the block runs; web server and worker are ended together afterwards."""
    port = free_port()
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=CHECKOUT,
        env=environment(home),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(process, address, home)
        yield Site(address, home)
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(process: subprocess.Popen[bytes], address: str, home: Path) -> None:
    """Until /healthz answers; what the server wrote is shown where it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError((home / "serve.log").read_text(encoding="utf-8", errors="replace")[-3000:])
