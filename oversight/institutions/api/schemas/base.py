"""共同的数据格式: what every subject's formats are made of."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import model_validator


class Given(Schema):
    """What a caller sends; text that no database keeps is refused."""

    @model_validator(mode="after")
    def has_no_nul(self) -> Given:
        for name, value in self:
            if isinstance(value, str) and "\x00" in value:
                raise ValueError(f"{name} holds a NUL character")
        return self


class Named(Schema):
    """A record named elsewhere: its id and name."""

    public_id: str
    name: str


class Made(Schema):
    """What an act made or changed."""

    public_id: str


class EndIn(Given):
    """终止: the last day, with the reason where the act needs one."""

    on: date
    reason: str = ""


class ReasonIn(Given):
    """The reason for an act."""

    reason: str
