"""一次性的表单键: each rendering of a form carries a key of its own, by which a second sending is known."""

from __future__ import annotations

import secrets

FIELD = "form_key"


def new_key() -> str:
    """The key of one rendering of a form."""
    return secrets.token_urlsafe(16)
