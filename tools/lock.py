"""Locks the dependencies: hashes, no addresses, one file for x86-64 and aarch64 (`make lock`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = (
    "requirements",
    "requirements-build",
    "requirements-dev",
    "requirements-boot",
    "requirements-bench",
)


def main() -> int:
    for name in FILES:
        command = [sys.executable, "-m", "uv", "pip", "compile", f"{name}.in", "-o", f"{name}.txt"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-emit-index-url", "--quiet", "--custom-compile-command", "make lock"]
        subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
