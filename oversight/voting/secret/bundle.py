"""写票页 (the booth page): the one file that `frontend/build.py` makes, its content address and its policy.

A page of this file needs no other: script and style stand in it, and the policy names them by their hashes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parent / "data" / "booth"


class NotBuilt(Exception):
    """The front end was not built here: ``make setup``."""


@dataclass(frozen=True)
class Bundle:
    """What is served at ``/<sha256>``."""

    sha256: str
    path: Path
    csp: str


@lru_cache
def current() -> Bundle:
    """The booth page of this installation; raises ``NotBuilt``."""
    return read(BUILT)


def read(folder: Path) -> Bundle:
    """The booth page that was built into a folder; raises ``NotBuilt``."""
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotBuilt(f"no booth page in {folder}: run `make setup`") from None
    return Bundle(told["sha256"], folder / told["file"], policy(told["script"], told["style"]))


def policy(script: str, style: str) -> str:
    """The content security policy of a page whose only script and style have these hashes."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{script}'",
            f"style-src '{style}'",
            "connect-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )
