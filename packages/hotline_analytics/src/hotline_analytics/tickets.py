"""What one stored ticket (工单) is: the columns of the table, their types and their fixed values.

Everything that reads or writes ticket files agrees on this table. Times are int64
microseconds UTC, months are `year * 12 + (month - 1)` in the zone of the source's mapping.
"""

from __future__ import annotations

import re
from typing import Any, Final

KINDS: Final = ("complaint", "consultation", "suggestion", "help", "praise", "report", "unknown")
SATISFACTIONS: Final = ("satisfied", "basically_satisfied", "dissatisfied", "unknown")
RESOLUTIONS: Final = ("yes", "partly", "no", "unknown")

ENUMERATIONS: Final[dict[str, tuple[str, ...]]] = {
    "kind": KINDS,
    "kind_at_intake": KINDS,
    "satisfaction": SATISFACTIONS,
    "resolved": RESOLUTIONS,
}

# (name, type, may be empty), in the order of the stored files.
COLUMNS: Final[tuple[tuple[str, str, bool], ...]] = (
    ("ticket_id", "string", False),
    ("source", "string", False),
    ("received_at", "int64", False),
    ("received_date", "int32", False),
    ("month", "int32", False),
    ("closed_at", "int64", True),
    ("first_response_at", "int64", True),
    ("due_at", "int64", True),
    ("unit", "string", False),
    ("first_unit", "string", True),
    ("assisting_unit", "string", True),
    ("kind", "string", False),
    ("kind_at_intake", "string", True),
    ("category", "string", True),
    ("title", "string", True),
    ("text", "string", True),
    ("channel", "string", True),
    ("district", "string", True),
    ("address", "string", True),
    ("lat", "float64", True),
    ("lon", "float64", True),
    ("caller", "string", True),
    ("repeat_of", "string", True),
    ("reopened", "int32", True),
    ("satisfaction", "string", True),
    ("resolved", "string", True),
    ("status", "string", True),
    ("content_hash", "string", False),
    ("closed_month", "int32", True),
    ("version", "int32", False),
)
COLUMN_NAMES: Final = tuple(name for name, _, _ in COLUMNS)

# What a mapping may name; the rest of the columns are made at import.
REQUIRED: Final = ("ticket_id", "received_at", "unit")
INSTANTS: Final = ("received_at", "closed_at", "first_response_at", "due_at")
MASKED_TEXTS: Final = ("category", "title", "text", "channel", "district", "address", "status")
PLAIN_TEXTS: Final = ("ticket_id", "unit", "first_unit", "assisting_unit", "repeat_of")
NUMBERS: Final = ("lat", "lon", "reopened")
DISTINCT: Final = (  # columns in which hardly any value stands twice
    "ticket_id",
    *INSTANTS,
    "lat",
    "lon",
    "caller",
    "repeat_of",
    "content_hash",
)
REPEATING: Final = tuple(name for name in COLUMN_NAMES if name not in DISTINCT)
MAPPABLE: Final = (
    *REQUIRED,
    "first_unit",
    "assisting_unit",
    *INSTANTS[1:],
    *ENUMERATIONS,
    *MASKED_TEXTS,
    "lat",
    "lon",
    "caller",
    "repeat_of",
    "reopened",
)

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_index(year: int, month: int) -> int:
    """The number of a month: year * 12 + (month - 1)."""
    return year * 12 + month - 1


def parse_month(text: str) -> int:
    """Read "2026-06" as a month index."""
    found = _MONTH.fullmatch(text)
    if found is None:
        raise ValueError(f"月份应写作 YYYY-MM，例如 2026-06，而不是 {text!r}")
    return month_index(int(found[1]), int(found[2]))


def format_month(index: int) -> str:
    """Write a month index as "2026-06"."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def __getattr__(name: str) -> Any:
    """`SCHEMA`, the same table for pyarrow, made when first asked for (the web needs no pyarrow)."""
    if name != "SCHEMA":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "int32": pa.int32(),
        "float64": pa.float64(),
    }
    schema = pa.schema([pa.field(n, types[kind], nullable) for n, kind, nullable in COLUMNS])
    globals()["SCHEMA"] = schema
    return schema
