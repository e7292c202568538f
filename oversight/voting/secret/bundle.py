"""写票页 (the booth page): the one file that `frontend/build.py` makes, its content address and its policy.

A page of this file needs no other: script and style stand in it, and the policy names them by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from oversight.files import blobs

BUILT = Path(__file__).parent / "data" / "booth"


class NotBuilt(Exception):
    """The front end was not built here: ``make setup``."""


@dataclass(frozen=True)
class Bundle:
    """What is served at ``/<sha256>``."""

    sha256: str
    path: Path
    csp: str


def kept() -> str:
    """The page's check value, the page kept under it for as long as a ballot names it; raises ``NotBuilt``."""
    return blobs.put(current().path.read_bytes())


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


INLINE = re.compile(rb"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL)


def policy_of(page: bytes) -> str:
    """The policy of a page of an earlier build, from what stands in it."""
    hashes = {
        tag.decode(): "sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode()
        for tag, text in INLINE.findall(page)
    }
    return policy(hashes["script"], hashes["style"])


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
