"""docs/settings.md 与设置一致: every environment variable is described, and none that is not read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs/settings.md"
READERS = ("get", "setdefault", "flag")


def read_in(path: Path) -> set[str]:
    """Names read from the environment: ``os.environ[…]``, ``os.environ.get(…)``, ``flag(…)``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found |= constant(node.slice)
        if isinstance(node, ast.Call) and node.args:
            name = ast.unparse(node.func)
            if name == "flag" or (name.startswith("os.environ.") and name.endswith(READERS)):
                found |= constant(node.args[0])
    return found


def constant(node: ast.AST) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def read_by_the_project() -> set[str]:
    files = [path for path in (ROOT / "oversight").rglob("*.py") if "tests" not in path.parts]
    return set().union(*map(read_in, files)) - {"DJANGO_SETTINGS_MODULE"}


def documented() -> set[str]:
    rows = re.findall(r"^\| `([A-Z_]+)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(set(rows)), "a variable is described twice"
    return set(rows)


def test_every_variable_is_described_and_read():
    assert documented() == read_by_the_project()


def test_the_reader_of_this_test_sees_all_three_ways(tmp_path):
    source = tmp_path / "example.py"
    source.write_text("os.environ['A'] + os.environ.get('B', '') + flag('C')")
    assert read_in(source) == {"A", "B", "C"}
