"""议题的格式: an item of the agenda, its order, its vote."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from oversight.meetings.api.schemas.base import Number, Text


class LateOut(Schema):
    """A lead time that the item no longer keeps, or a paper that came late."""

    code: str
    text: str


class ItemOut(Schema):
    """An agenda item; ``polls`` are the votes on it, ``possible`` what this token's role may do now.

    ``late``: lead times before the meeting that it no longer keeps (监督法 art. 15); they warn and stop nothing.
    """

    id: str
    meeting: str
    order: int
    title: str
    kind: str
    basis: str
    about_kind: str
    about_id: str
    proposer: str
    reporter: str
    note: str
    units: list[str]
    state: str
    rule: str
    without_vote: bool
    placed_on: date | None
    placed_by: str
    result_text: str
    state_reason: str
    consent: str
    polls: list[str]
    late: list[LateOut]
    possible: list[str]


class ItemIn(Schema):
    """提出议题: ``about`` names a record by kind and public id, ``plan_item`` a line of the annual plan."""

    title: Text
    kind: Text
    about_kind: Annotated[Text, Field(max_length=20)] = ""
    about_id: Annotated[Text, Field(max_length=12)] = ""
    basis: Text = ""
    proposer: Text = ""
    reporter: Text = ""
    note: Text = ""
    units: Annotated[list[Text], Field(max_length=50)] = []
    plan_item: Annotated[Text, Field(max_length=12)] = ""


class ItemChange(Schema):
    """改议题: only what is given changes."""

    title: Text | None = None
    basis: Text | None = None
    proposer: Text | None = None
    reporter: Text | None = None
    note: Text | None = None
    units: Annotated[list[Text], Field(max_length=50)] | None = None


class OrderIn(Schema):
    """All items of the meeting in their new order."""

    order: Annotated[list[str], Field(max_length=500)]


class PlaceIn(Schema):
    """列入议程: ``placed_by`` is the body by public id, kind or name; empty: the one that usually decides."""

    placed_by: Text = ""


class PlaceManyIn(PlaceIn):
    """一并列入议程: items by public id, all or none."""

    items: Annotated[list[Text], Field(min_length=1, max_length=100)]


class ScrutineerIn(Schema):
    """监票人."""

    name: Text
    person: str = ""
    chief: bool = False
    units: list[str] = []


class VoteIn(Schema):
    """付表决; what is left out is as usual for the body and the item."""

    kind: Literal["vote", "satisfaction", "choose", "ranking"] = "vote"
    options: Annotated[list[Text], Field(max_length=100)] = []
    rule: Text = ""
    method: Literal["paper", "keypad", "hands", "mixed", "named", "cards"] = "paper"
    k: Number | None = None
    secret: bool | None = None
    measure: Text = ""
    chair: Text = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=30)] = []
    units: Annotated[list[Text], Field(max_length=50)] = []


class AgainIn(Schema):
    """再次表决; by the method of the earlier round where none is said."""

    method: Literal["", "paper", "keypad", "hands", "mixed", "named", "cards"] = ""


class PollMade(Schema):
    """The vote that was prepared."""

    poll: str
    base: int
    present: int


class DecideIn(Schema):
    """不经票决作出决定."""

    adopted: bool
    text: Text


class WithdrawIn(Schema):
    """撤回议题."""

    reason: Text
    consent: Text = ""
