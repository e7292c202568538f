"""数据库: SQLite in the home, or PostgreSQL where DATABASE_URL says so (design §3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=60000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
)
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph"}


class UnsafeFileSystemError(RuntimeError):
    """SQLite with WAL loses data on network file systems."""


def file_system_of(path: Path) -> str:
    """The type of the file system that holds ``path``, from the kernel's mount table."""
    best, kind = "", "unknown"
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return kind
    while not path.exists():
        path = path.parent
    target = str(path.resolve())
    for line in mounts.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        mount = fields[1].replace("\\040", " ")
        inside = target == mount or target.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, fields[2]
    return kind


def sqlite(path: Path) -> dict[str, Any]:
    """Settings for SQLite: write-ahead log, every commit on disk, immediate transactions."""
    if file_system_of(path.parent) in NETWORK_FILE_SYSTEMS:
        raise UnsafeFileSystemError(
            f"{path.parent} lies on a network file system; SQLite would lose data there. "
            "Set JIANNUO_HOME to a local disk or DATABASE_URL to PostgreSQL."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def from_url(url: str) -> dict[str, Any]:
    """Settings for ``postgresql://user:password@host:port/name?option=value`` or ``sqlite:///path``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: unknown kind of database {parts.scheme!r}")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
