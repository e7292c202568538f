"""命令行测试的工具: runs `jiannuo` as a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, level: str = "WARNING") -> dict[str, str]:
    """The surroundings of a command: SQLite in the home, whatever this test runs on."""
    kept = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return {**kept, "JIANNUO_HOME": str(home), "JIANNUO_LOG": level}


def command(*arguments: object) -> list[str]:
    """The command line of the module, which `jiannuo` is installed from."""
    return [sys.executable, "-m", "oversight.config.cli", *map(str, arguments)]


def run(home: Path, *arguments: object, timeout: int = 300) -> Ended:
    """Run one command to its end."""
    done = subprocess.run(
        command(*arguments),
        env=environment(home),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
