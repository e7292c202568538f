"""Reads the licence of every locked package and fails on GPL or AGPL at run time (LGPL is fine as it is)."""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = re.compile(r"(?<![L])(?<!Lesser )\bA?GPL|(?<!Lesser )General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
# Packages whose metadata leaves the licence out, with what their own files say.
STATED = {"rfc8785": "Apache-2.0", "pyarrow-hotfix": "Apache-2.0"}


def locked(name: str) -> list[str]:
    """The names of the packages in a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", text, re.MULTILINE)


def licence_of(package: str) -> str | None:
    """What the installed package says of its licence; None where it is not for this platform."""
    try:
        info = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    trove = [c for c in info.get_all("Classifier", []) if c.startswith("License")]
    said = [info.get("License-Expression") or "", *trove]
    if not any(said):
        said = [(info.get("License") or "").strip()[:200]]
    return "; ".join(part for part in said if part) or STATED.get(package, "")


def is_forbidden(licence: str) -> bool:
    """GPL or AGPL without another licence to choose; ``A OR B`` is fine if one side is."""
    alternatives = re.split(r"\s+OR\s+", licence)
    return all(FORBIDDEN.search(LESSER.sub("", part)) for part in alternatives)


def npm_licences() -> dict[str, str]:
    """name → licence of the packages that are bundled into our pages."""
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    return {
        path.rpartition("node_modules/")[2]: str(entry.get("license", ""))
        for path, entry in lock["packages"].items()
        if path and not entry.get("dev")
    }


def main() -> int:
    found = {name: licence_of(name) for name in locked("requirements.txt")}
    found.update(npm_licences())
    wrong = []
    for name, licence in sorted(found.items()):
        if licence is None:
            continue
        if not licence:
            wrong.append(f"{name}: no licence stated")
        elif is_forbidden(licence):
            wrong.append(f"{name}: {licence}")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(found)} packages read, {len(wrong)} not allowed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
