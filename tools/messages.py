"""译文目录: extracts Chinese texts (needs gettext) and compiles the catalogues (needs only polib)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def compile_catalogues() -> None:
    """Write every .mo beside its .po."""
    for source in sorted((ROOT / "locale").rglob("*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


def extract() -> None:
    """Update the catalogues from the sources; removed texts leave, changed ones become fuzzy."""
    command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-obsolete"]
    command += ["--no-location", "--no-wrap", "--extension", "html,txt,py"]
    for folder in (".venv", "build", "frontend", "var", "*/tests/*", "tests"):
        command += ["--ignore", folder]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    {"compile": compile_catalogues, "extract": extract}[sys.argv[1]]()
