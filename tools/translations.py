"""译文检查: the English catalogue has every text, nothing fuzzy, and the same named placeholders.

With gettext installed the sources are extracted afresh, so a text added without its translation fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sdf]|\{[a-z_]*\}")


def catalogue_complaints(catalogue: polib.POFile) -> list[str]:
    """Gaps, fuzzy entries, unequal or nameless placeholders."""
    wrong = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        if not entry.translated():
            wrong.append(f"no English for: {entry.msgid[:60]}")
            continue
        texts = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        if "python-format" in entry.flags and any(not p.startswith("%(") for p in wanted):
            wrong.append(f"placeholder without a name: {entry.msgid[:60]}")
        wrong += [
            f"placeholders differ: {entry.msgid[:60]}"
            for text in texts
            if set(PLACEHOLDER.findall(text)) != wanted
        ]
    return wrong


def missing_from(catalogue: polib.POFile) -> list[str]:
    """Texts in the sources that the catalogue does not have. Works on a copy of the sources."""
    if shutil.which("xgettext") is None:
        print("gettext is not installed: the catalogue is checked, the sources are not extracted")
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        ignore = shutil.ignore_patterns("__pycache__", "static", "tests", "node_modules")
        shutil.copytree(ROOT / "oversight", copy / "oversight", ignore=ignore)
        shutil.copytree(ROOT / "packages", copy / "packages", ignore=ignore)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-wrap"]
        command += ["--no-location", "--extension", "html,txt,py"]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
        fresh = polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    return [
        f"not in the catalogue: {e.msgid[:60]}" for e in fresh if (e.msgctxt, e.msgid) not in known
    ]


def main() -> int:
    catalogue = polib.pofile(str(CATALOGUE))
    wrong = catalogue_complaints(catalogue) + missing_from(catalogue)
    for line in wrong[:40]:
        print(line, file=sys.stderr)
    print(f"{len(catalogue)} texts, {len(wrong)} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
