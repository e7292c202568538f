"""`jiannuo init`: sets up a real office by questions or an answers file."""

from typing import Any


def add_parsers(groups: Any) -> None:
    """Filled in by the set-up wizard."""
