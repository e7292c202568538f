"""Reasons (理由): what a result says about itself, as a stable code and a plain Chinese sentence.

The sentence is kept as a template with named places, so that a caller may translate it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; the caller translates it."""
    return text


@dataclass(frozen=True)
class Reason:
    """One reason (理由): machine-facing code, sentence template, its values."""

    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.template % self.values

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "text": self.text}
