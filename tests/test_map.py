"""docs/map.md 里的每个路径都在: every path of the map leads somewhere, every rule and page is on it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "docs/map.md"
TEXT = MAP.read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| --")
]
QUOTED = re.compile(r"`([^`]+)`")
PATHS = sorted(
    {
        quoted
        for row in ROWS
        for quoted in QUOTED.findall(" ".join(row[1:]))
        if "/" in quoted and " " not in quoted
    }
)


def test_every_path_leads_somewhere(subtests):
    for path in PATHS:
        file, _, name = path.partition(":")
        found = ROOT / file
        with subtests.test(path):
            assert found.exists(), f"{file} of docs/map.md is not there"
            if name:
                assert re.search(rf"\b{re.escape(name)}\b", found.read_text(encoding="utf-8"))


def rule_files() -> list[str]:
    """Every module that decides something, of the apps and of the package."""
    places = [*(ROOT / "oversight").glob("*/rules"), *(ROOT / "packages").glob("*/src")]
    found = [path for place in places for path in place.rglob("*.py")]
    return [str(path.relative_to(ROOT)) for path in found if not path.name.startswith("__")]


def test_every_rule_is_on_the_map():
    assert [path for path in sorted(rule_files()) if f"`{path}" not in TEXT] == []


def view_files() -> list[str]:
    """Every file with pages, by app."""
    views = [*(ROOT / "oversight").glob("*/views.py"), *(ROOT / "oversight").glob("*/views/*.py")]
    return [str(path.relative_to(ROOT)) for path in views if path.name != "__init__.py"]


def test_every_file_of_pages_is_on_the_map():
    assert [path for path in sorted(view_files()) if f"`{path}" not in TEXT] == []


def glossary_identifiers() -> list[str]:
    """The identifiers of the terms that exist; the last section names those to come."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split("## Later")[0]
    cells = [line.split("|")[3] for line in text.splitlines() if line.count("|") == 5]
    return sorted({name.strip("()") for cell in cells for name in QUOTED.findall(cell)})


def test_every_identifier_of_the_glossary_is_in_the_source():
    folders = (ROOT / "oversight", ROOT / "packages")
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    words = set(re.findall(r"\w+", text))  # a search for each of hundreds of names takes far longer
    missing = [name for name in glossary_identifiers() if name not in words and name not in text]
    assert missing == []
