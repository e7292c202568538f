"""议题的说明 (AgendaItem.note) where there is little room: on the wall, in the booth, in a message."""

from __future__ import annotations

MORE = "…"


def within(note: str, limit: int) -> str:
    """A 说明 of so many characters: the longest line gives way, so that the days and sums in the others stay."""
    lines = note.splitlines()
    while len(text := "\n".join(lines)) > limit:
        at = max(range(len(lines)), key=lambda number: len(lines[number]))
        kept = lines[at].removesuffix(MORE)[:-1]
        if len(kept) < len(MORE) + 1:
            return text[:limit]
        lines[at] = kept[:-1] + MORE
    return text


def brief(note: str, lines: int, width: int) -> str:
    """The first lines, none wider than that; what is left out is shown by …"""
    found = [one.strip() for one in note.splitlines() if one.strip()]
    shown = [one if len(one) <= width else f"{one[: width - 1]}{MORE}" for one in found[:lines]]
    return "\n".join([*shown, *([MORE] if len(found) > lines else [])])
