"""异议: what stands against somebody or something in a vote, in one shape for scrutineers, cards and recorded votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Objection:
    """Why not: code, sentence to translate and what fills it; the field, and what it rests on where a text says so."""

    code: str
    text: str
    values: Mapping[str, int | str] = field(default_factory=dict)
    where: str = ""
    basis: str = ""
