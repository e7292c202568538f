"""数据目录 (JIANNUO_HOME): where database, ticket store, uploads and keys of one installation lie.

Two homes never touch each other. Nothing outside this module decides a path inside the home.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    """The folders and keys of one installation."""

    root: Path

    @classmethod
    def from_environment(cls) -> Home:
        return cls(Path(os.environ.get("JIANNUO_HOME") or CHECKOUT / "var").resolve())

    @property
    def database(self) -> Path:
        return self.root / "db.sqlite3"

    @property
    def store(self) -> Path:
        """Immutable Parquet files of the tickets."""
        return self.root / "store"

    @property
    def blobs(self) -> Path:
        """Uploads and published documents, named by content."""
        return self.root / "blobs"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    def prepare(self) -> None:
        """Make the folders, readable by the owner only."""
        for folder in (
            self.root,
            self.store,
            self.blobs,
            self.quarantine,
            self.scratch,
            self.root / "keys",
        ):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def key(self, name: str) -> bytes:
        """The secret of that name, 32 random bytes made at first use, file mode 0600."""
        path = self.root / "keys" / name
        if not path.exists():
            self.prepare()
            fresh = path.with_name(f".{name}.{secrets.token_hex(4)}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(secrets.token_bytes(32))
                handle.flush()
                os.fsync(handle.fileno())
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_bytes()
