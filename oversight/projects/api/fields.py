"""接口的字段: text, sums and numbers as every schema of projects takes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ninja import Field
from pydantic import AfterValidator


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Yuan = Annotated[int, Field(ge=0, le=10**14)]
Mark = Annotated[int, Field(ge=1, le=5)]
Latitude = Annotated[Decimal, Field(ge=-90, le=90)]
Longitude = Annotated[Decimal, Field(ge=-180, le=180)]
Number = Annotated[int, Field(ge=1, le=9999)]
