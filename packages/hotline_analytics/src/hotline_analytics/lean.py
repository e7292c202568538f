"""Whether pyarrow brings pandas into a process: not into one that only imports tickets.

pyarrow looks for pandas once, when the first array is made, and works without it. Loading
it costs an import of tickets time and memory, and nothing here uses it.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import Any


def forgo_pandas() -> None:
    """Let pyarrow go without pandas (不加载 pandas) until this process ends.

    For a process of one command, before it has other threads. Where pandas is loaded
    already, nothing changes; whoever asks for pandas itself still gets it.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([None])
    finally:
        sys.meta_path.remove(hidden)


class _Hidden(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
