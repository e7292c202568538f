"""补选的数据格式: what programs put forward, and the free places, projects and applications that they read."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from oversight.projects.api.fields import Text


class ReserveIn(Schema):
    """Which project the government puts forward, and in whose place."""

    project: str
    replaces: str = ""
    text: Text


class ReserveRow(Schema):
    id: str
    code: str
    title: str
    state: str
    votes: list[int]


class ReserveChange(Schema):
    id: str
    project: str
    replaces: str
    state: str
    text: str
    meeting_name: str
    decided_on: date | None


class ReserveOut(Schema):
    """Places, what may take one, the applications."""

    places: int
    filled: int
    to_vote: int
    asked: int
    free: int
    projects: list[ReserveRow]
    ended: list[str]
    changes: list[ReserveChange]
