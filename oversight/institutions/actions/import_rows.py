"""导入一行的共同做法: compare what a row says with what is registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class RowResult:
    """What a row did: ``state`` and, field by field, before and after."""

    state: str
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def said(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """What the row says of these fields; an empty cell says nothing."""
    return {name: values[name] for name in names if values.get(name) is not None}


def differences(record: Any, wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Fields that the row would change, with before and after."""
    return {
        name: (getattr(record, name), value)
        for name, value in wanted.items()
        if getattr(record, name) != value
    }


def new_row(wanted: dict[str, Any]) -> RowResult:
    """A record that was not there."""
    return RowResult("new", {name: (None, value) for name, value in wanted.items()})


def settled(changes: dict[str, tuple[Any, Any]]) -> RowResult:
    """A record that was there, changed or not."""
    return RowResult("changed" if changes else "unchanged", changes)
