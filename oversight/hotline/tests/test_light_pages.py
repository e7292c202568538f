"""网页进程不带分析引擎: what pages import brings neither Ibis nor pyarrow nor DuckDB."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import django, importlib, sys
django.setup()
importlib.import_module("oversight.config.urls")
for name in ("actions", "queries", "queries_months", "queries_cells", "ticket_lists", "summaries", "reports"):
    importlib.import_module("oversight.hotline." + name)
print(*sorted({"ibis", "pyarrow", "duckdb", "pandas"} & set(sys.modules)))
"""


def test_what_pages_import_brings_no_engine(tmp_path):
    surroundings = {
        **os.environ,
        "JIANNUO_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "oversight.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=surroundings, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
