"""接口的格式: the government's report, the ballot of the rating, its result."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from oversight.meetings.api.schemas.items import ScrutineerIn
from oversight.projects.api.fields import Text


class CompletionIn(Schema):
    """The government's report: text, a stored file, or both."""

    submitted_on: date
    text: Text = ""
    file: str | None = None
    submitted_label: Text = ""


class RatingVoteIn(Schema):
    """付测评; what is rated and by which rule comes from the year and the rulebook."""

    method: Literal["paper", "cards"] = "paper"
    measure: Text = ""
    chair: Text = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=30)] = []


class RatingOut(Schema):
    """The announced rating with raw counts; None before the chair has announced it."""

    state: str
    unverified: int
    unexplained: int
    reports: int
    rating: dict[str, Any] | None
