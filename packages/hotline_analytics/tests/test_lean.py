"""A process that only imports tickets does without pandas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .import_cases import MAPPING, make_row, write_csv

SCRIPT = """
import sys
from pathlib import Path
from hotline_analytics.lean import forgo_pandas

forgo_pandas()
from hotline_analytics.ingest import run_import
from hotline_analytics.mapping import load_mapping

folder = Path(sys.argv[1])
result = run_import(folder / "a.csv", load_mapping(folder / "m.toml"), base=[],
                    store_root=folder / "store", secret=b"s", quarantine_dir=folder / "q")
print(result.accepted, "pandas" in sys.modules)
"""


def test_tickets_are_imported_without_loading_pandas(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [make_row(number) for number in range(3000)])
    mapping = MAPPING.format(name="热线", ticket_id="编号", policy="auto")
    (tmp_path / "m.toml").write_text(mapping, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["3000", "False"]


def test_pandas_itself_stays_at_hand() -> None:
    script = (
        "from hotline_analytics.lean import forgo_pandas; forgo_pandas();"
        "import pandas; print(pandas.Series([1, 2]).sum())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "3"
