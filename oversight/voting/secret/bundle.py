"""投票页 (booth page): one self-contained file under the address of its content, as the build left it.

The file's name is its SHA-256, so whoever has the address has the code; script and style are named by hash in the
policy that it is served with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "booth"
MANIFEST = FOLDER / "manifest.json"


@dataclass(frozen=True)
class Bundle:
    """The built page: SHA-256 of the file (hexadecimal), where it lies, its content security policy."""

    sha256: str
    path: Path
    csp: str


class NotBuiltError(RuntimeError):
    """The front end has not been built: ``make setup`` builds it."""


@lru_cache(maxsize=1)
def current() -> Bundle:
    """The page that new ballots are voted with; raises ``NotBuiltError``."""
    try:
        found = json.loads(MANIFEST.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotBuiltError(f"{MANIFEST.name} is missing: run make setup") from error
    sources = " ".join(f"'{each}'" for each in found["scripts"])
    styles = " ".join(f"'{each}'" for each in found["styles"])
    csp = (
        f"default-src 'none'; script-src {sources}; style-src {styles}; connect-src 'self'; "
        "img-src 'self' data: blob:; media-src 'self' blob:; form-action 'none'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return Bundle(found["sha256"], FOLDER / f"{found['sha256']}.html", csp)
