"""断电以后 (recovering): a share of a box's journal key, opened for one who confirms, never for a closed box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.joining import KEPT
from secret_ballot.private_files import read_value
from secret_ballot.trustee_folder import opened
from secret_ballot.v1.contents import read_contents


def open_recovery(
    folder: Path, sealed: str, uuid: str, certificates: list[Any] | None = None
) -> str:
    """The share of a box's journal key; raises ``BallotError``: recovery where the copy here is closed already."""
    from secret_ballot.v1.sharing import open_share

    suite, seed = opened(folder)
    copy = folder / "boxes" / f"{uuid}.bel"
    if copy.exists() and read_contents(copy.read_bytes(), partial=True).state != "voting":
        raise BallotError("recovery", uuid)
    if certificates is None:
        certificates = read_value(folder / KEPT).get("certificates", [])
    return open_share(suite, seed, certificates, sealed, box=uuid)
