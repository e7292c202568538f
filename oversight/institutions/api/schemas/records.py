"""留痕的数据格式。 Entries of the record of acts and the check of their chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema

from oversight.institutions.queries.record_changes import readable_changes, readable_facts
from oversight.institutions.queries.records import act_label


class EntryOut(Schema):
    """一条留痕。"""

    seq: int
    at: datetime
    code: str
    label: str
    actor_label: str
    actor_role: str
    basis: str
    rule: str
    note: str
    facts: dict[str, Any]
    changes: list[dict[str, Any]]
    previous_hash: str
    hash: str

    @staticmethod
    def resolve_facts(entry: Any) -> dict[str, Any]:
        return readable_facts(entry)

    @staticmethod
    def resolve_changes(entry: Any) -> list[dict[str, Any]]:
        return readable_changes(entry)

    @staticmethod
    def resolve_label(entry: Any) -> str:
        return act_label(entry.code)


class ChainOut(Schema):
    """核对的结果。"""

    place: str
    entries: int
    valid: bool
    reasons: list[dict[str, Any]]
