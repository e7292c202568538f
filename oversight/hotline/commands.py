"""`jiannuo hotline …`."""

from typing import Any


def add_parsers(groups: Any) -> None:
    """Filled in by the hotline app."""
