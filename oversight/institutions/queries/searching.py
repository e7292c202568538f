"""查找的文字: what a reader typed, without what no database accepts."""

from __future__ import annotations


def search_text(text: str) -> str:
    """The words to look for."""
    return text.replace("\x00", "").strip()
