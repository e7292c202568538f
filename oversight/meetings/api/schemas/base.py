"""共用的格式: names, reasons, what an act made."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul), Field(max_length=4000)]
Number = Annotated[int, Field(ge=1, le=999)]


class Named(Schema):
    """A record by its public id and name."""

    id: str
    name: str


class ReasonIn(Schema):
    """The reason of an act."""

    reason: Text


class Made(Schema):
    """What an act made."""

    id: str


class PaperMade(Schema):
    """The paper that was drafted."""

    paper: str


class Counted(Schema):
    """How many rows an act changed."""

    count: int
