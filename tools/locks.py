"""Lock files carry hashes and no addresses; the npm lock says nothing of where packages came from."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def complaints() -> list[str]:
    """One line for each lock file that names an address or lacks a hash."""
    wrong = []
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text(encoding="utf-8")
        if "://" in text:
            wrong.append(f"{path.name}: names an address")
        for name in re.findall(r"^([A-Za-z0-9][^\s=]*==[^\s\\;]+)(?![^\n]*\\)", text, re.MULTILINE):
            wrong.append(f"{path.name}: {name} has no hash")
    npm = (ROOT / "frontend/package-lock.json").read_text(encoding="utf-8")
    if '"resolved"' in npm:
        wrong.append("frontend/package-lock.json: names addresses")
    return wrong


if __name__ == "__main__":
    found = complaints()
    print("\n".join(found) or "locks are clean")
    sys.exit(1 if found else 0)
