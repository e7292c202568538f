"""监票人的文件夹 (a trustee's folder): the seed, whether its backup was entered again, what was checked before.

Everything private of a scrutineer lies here and nowhere else. Files are made whole, so a command that was killed goes
on where it stood.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.private_files import read_lines, read_value, write_new, write_whole
from secret_ballot.v1.suites import Suite, suite_of

SEED, BACKUP, GROUP, SEEN = "seed.txt", "backup-checked.txt", "group.txt", "verified.txt"
CERTIFICATE, SHARE = "certificate.json", "share.json"
SEALED, TRUSTEES = "sealed.json", "trustees.json"
SIZES = (5, 6, 5, 6)


def grouped(seed: str) -> str:
    """The seed as it is written down."""
    parts, start = [], 0
    for size in SIZES:
        parts.append(seed[start : start + size])
        start += size
    return "-".join(parts)


def plain(entered: str) -> str:
    """The seed without what paper adds."""
    return "".join(entered.split()).replace("-", "")


def make_seed(folder: Path, suite: Suite, seed: str | None = None) -> tuple[str, str]:
    """A new seed, or one restored, and its certificate in a folder that has none; seed and fingerprint."""
    from secret_ballot.v1 import threshold as ceremony
    from secret_ballot.v1.canonical import dumps

    if (folder / SEED).exists():
        raise FileExistsError(17, "there is a seed already", str(folder / SEED))
    seed = seed or ceremony.new_seed()
    certificate = ceremony.make_certificate(suite, seed)
    write_whole(folder / GROUP, f"{suite.name}\n".encode(), private=False)
    write_whole(folder / CERTIFICATE, f"{dumps(certificate)}\n".encode(), private=False)
    write_whole(folder / SEED, f"{seed}\n".encode(), private=True)
    return seed, ceremony.fingerprint_of(suite, certificate)


def is_backup(folder: Path, entered: str) -> bool:
    """Whether the characters entered are the seed; if so, it may be used from now on."""
    if plain(entered) != read_seed(folder):
        return False
    if not (folder / BACKUP).exists():
        write_new(folder / BACKUP, "checked\n", private=False)
    return True


def read_seed(folder: Path) -> str:
    """The seed of a folder; raises ``BallotError``: private_key."""
    lines = read_lines(folder / SEED)
    if len(lines) != 1:
        raise BallotError("private_key", SEED)
    return lines[0]


def opened(folder: Path) -> tuple[Suite, str]:
    """Suite and seed of a folder whose backup was entered again; raises ``BallotError``: backup."""
    if not (folder / BACKUP).exists():
        raise BallotError("backup", str(folder))
    try:
        return suite_of(read_lines(folder / GROUP)[0]), read_seed(folder)
    except (KeyError, IndexError):
        raise BallotError("group", GROUP) from None


def single_key(suite: Suite, seed: str) -> int:
    """Apart from the keys of the channel, which have other prefixes."""
    return suite.scalar_of(f"single|{seed}")


def seen(folder: Path) -> set[str]:
    """The ballots checked before on this machine."""
    path = folder / SEEN
    return set(read_lines(path)) if path.exists() else set()


def remember(folder: Path, keys: set[str]) -> None:
    """Whole or not at all."""
    write_whole(folder / SEEN, "".join(f"{key}\n" for key in sorted(keys)).encode(), private=True)


def kept(path: Path, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What was made before, else made and kept before anybody hears of it."""
    from secret_ballot.v1.canonical import dumps

    if not path.exists():
        write_whole(path, f"{dumps(make())}\n".encode(), private=False)
    found: dict[str, Any] = read_value(path)
    return found
