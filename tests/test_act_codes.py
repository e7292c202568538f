"""行为名称齐全: every act of the source is registered with its words and described in docs/acts.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.utils.translation import override

from oversight.config.act_codes import ACTS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs/acts.md"
CODE = re.compile(r"[a-z]+\.[a-z_]+")


def acts_in(source: str) -> set[str]:
    """Codes given to ``act(…)`` or to an app's own ``…_act(…)``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = ast.unparse(node.func).rpartition(".")[2]
            if name == "act" or name.endswith("_act"):
                found |= {
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value))
                }
    return found


def acts_of_the_source() -> set[str]:
    files = [path for path in (ROOT / "oversight").rglob("*.py") if "tests" not in path.parts]
    return set().union(*(acts_in(path.read_text(encoding="utf-8")) for path in files))


def described() -> dict[str, list[str]]:
    """The rows of docs/acts.md by code."""
    rows: dict[str, list[str]] = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert cells[0] not in rows, f"{cells[0]} is described twice"
            rows[cells[0].strip("` ")] = cells[1:]
    return rows


def test_every_act_of_the_source_has_a_name():
    assert acts_of_the_source() - ACTS.keys() == set()


def test_every_name_is_described_with_input_effect_and_who_may(subtests):
    rows = described()
    for code in sorted(ACTS):
        with subtests.test(code), override("zh-hans"):
            cells = rows.get(code)
            assert cells is not None, f"docs/acts.md has no row for {code}"
            assert cells[0] == str(ACTS[code])
            assert len(cells) == 4 and all(cells), f"{code}: name, input, effect, who may"


def test_nothing_is_described_that_does_not_exist():
    assert described().keys() - ACTS.keys() == set()


def test_this_test_reads_codes_however_they_are_given():
    source = "with act('a.one', actor=x):\n pass\n_body_act('b.two')\nact('c.x' if y else 'c.z')"
    assert acts_in(source) == {"a.one", "b.two", "c.x", "c.z"}
