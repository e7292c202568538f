"""接口的字段: text and counts as every schema of this app takes them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Count = Annotated[int, Field(ge=0, le=9999)]
