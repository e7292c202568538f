"""Starts a throw-away PostgreSQL from the server's binaries, runs a command with DATABASE_URL, stops it.

``initdb`` refuses root, so as root the server runs as the user ``postgres`` (or ``nobody``).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing of it outlives the tests; compiling a query takes longer than running it once.
FOR_TESTS = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c jit=off"
)


def server_binaries() -> Path | None:
    """The newest folder with ``initdb``, or None."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = [str(path.parent) for path in candidates]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(str(Path(on_path).resolve().parent))
    return Path(found[0]) if found else None


def server_user() -> dict[str, int]:
    """Arguments for subprocess: another user when we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    raise RuntimeError("no unprivileged user to run PostgreSQL as")


@contextmanager
def postgres() -> Iterator[str]:
    """A running server; yields its DATABASE_URL."""
    binaries = server_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL's server binaries are not installed")
    user = server_user()
    folder = Path(tempfile.mkdtemp(prefix="jiannuo-pg-", dir="/tmp"))
    try:
        if user:
            os.chown(folder, user["user"], user["group"])
        data = folder / "data"
        quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **user}
        initdb = [binaries / "initdb", "-D", data, "-U", "jiannuo", "--auth=trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C.UTF-8", "--no-sync"], check=True, **quiet)
        options = f"-k {folder} -c listen_addresses= -c max_connections=60 {FOR_TESTS}"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*control, "-o", options, "start"], check=True, **quiet)
        try:
            create = [binaries / "createdb", "-h", folder, "-U", "jiannuo", "jiannuo"]
            subprocess.run(create, check=True, **quiet)
            yield f"postgresql://jiannuo@/jiannuo?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    with postgres() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
