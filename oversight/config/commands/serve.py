"""`jiannuo serve`: web server and worker in one process group, for one machine."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from typing import Any

NICE = 10
"""The worker gives way to the web: proofs of secret ballots never keep those waiting who still vote."""


def add_parsers(groups: Any) -> None:
    serve = groups.add_parser("serve", help="启动网站和后台 · web server and worker")
    serve.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("PORT", "8000")),
        help="default: PORT, else 8000",
    )
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; default: 127.0.0.1"
    )
    serve.add_argument(
        "--web-workers", type=int, default=1, metavar="N", help="needs PostgreSQL if above 1"
    )
    serve.add_argument(
        "--no-worker", action="store_true", help="web only; run `jiannuo worker` elsewhere"
    )
    serve.add_argument(
        "--vote-worker",
        action="store_true",
        help="a second worker for votes by card alone, so that no long import delays a proof",
    )
    serve.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Start all, stop all: when one ends or a signal comes, the others are ended too."""
    children = [subprocess.Popen(web_command(options))]
    for worker in worker_commands(options):
        children.append(subprocess.Popen(worker, preexec_fn=lambda: os.nice(NICE)))

    def stop(*_: Any) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop()
    codes = [child.wait(timeout=30) for child in children]
    return max(0, *codes)


def worker_commands(options: argparse.Namespace) -> list[list[str]]:
    """One worker for every kind of job, and one reserved for votes where it is asked for."""
    worker = [sys.executable, "-m", "oversight.config.cli", "worker"]
    found = [] if options.no_worker else [worker]
    return [*found, [*worker, "--kinds", "voting"]] if options.vote_worker else found


def web_command(options: argparse.Namespace) -> list[str]:
    """uvicorn without access log: addresses of citizens are not kept."""
    command = [sys.executable, "-m", "uvicorn", "oversight.config.asgi:application"]
    command += ["--host", options.host, "--port", str(options.port), "--no-access-log"]
    command += ["--log-level", "warning", "--timeout-graceful-shutdown", "5"]
    if options.web_workers > 1:
        command += ["--workers", str(options.web_workers)]
    return command
