"""校验值 (check values) as people compare them by eye: in groups of four, as wall, booth and pages show them."""

from __future__ import annotations


def in_fours(value: str) -> str:
    """The whole value."""
    return " ".join(_groups(value))


def brief(value: str) -> str:
    """9f3c 61d2 … a71e, as the wall abbreviates one."""
    groups = _groups(value)
    return f"{groups[0]} {groups[1]} … {groups[-1]}" if len(groups) > 4 else " ".join(groups)


def _groups(value: str) -> list[str]:
    return [value[start : start + 4] for start in range(0, len(value), 4)]
