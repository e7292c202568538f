"""接口的数据格式: days off, periods, planned meetings."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema

from oversight.institutions.api.schemas import Given

Kind = Literal["off", "on"]


class ArrangedDay(Given):
    """一天的安排: ``off`` 放假 or ``on`` 调休上班."""

    day: date
    kind: Kind
    name: str = ""


class YearOut(Schema):
    """一年的安排; ``source`` is shipped, copied or entered, and empty where the notice is not entered.

    ``missing`` names the holidays for which no day off is written: the year may have been entered in part.
    """

    year: int
    source: str
    notice: str
    days: list[ArrangedDay]
    missing: list[str]


class YearIn(Given):
    """A whole year: these days and no others."""

    days: list[ArrangedDay]
    notice: str = ""


class DayIn(Given):
    """One day; an empty ``kind`` makes it a day like any other."""

    day: date
    kind: Literal["off", "on", ""]
    name: str = ""
    reason: str


class WorkingDayOut(Schema):
    """Whether offices work on a day; ``known`` False where only weekends could be told."""

    day: date
    working: bool
    known: bool
    name: str


class ReasonOut(Schema):
    """为什么: code, text and article."""

    code: str
    text: str
    basis: str


class DeadlineOut(Schema):
    """期限: the last day with its reasons; ``unknown_years`` were counted by weekends only."""

    start: date
    amount: int
    unit: str
    nominal: date
    due: date
    reasons: list[ReasonOut]
    unknown_years: list[int]


class LeadStepOut(Schema):
    """会前节点。"""

    code: str
    days: int
    text: str
    basis: str
    due: date
    deliver_by: date
    missed: bool


class MeetingOut(Schema):
    """会期 with what must arrive before it; ``feasible`` is null where the law sets no lead times."""

    public_id: str
    body: str
    body_name: str
    body_kind: str
    term_no: int
    meeting_no: int
    on: date
    state: str
    note: str
    reason: str
    feasible: bool | None
    earliest_meeting: date | None
    steps: list[LeadStepOut]


class MeetingIn(Given):
    """A meeting to plan; ``body`` by its public id."""

    body: str
    on: date
    meeting_no: int
    term_no: int | None = None
    note: str = ""


class MoveIn(Given):
    """The new day and the reason."""

    on: date
    reason: str


class CancelIn(Given):
    """The reason."""

    reason: str
