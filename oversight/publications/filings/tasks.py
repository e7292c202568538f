"""批示的任务: rows of text, unit and due day – checked before they are stored, read again with their units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.queries import units_of
from oversight.institutions.queries.searching import search_text
from oversight.publications.models import FilingReply

MOST = 30


@dataclass(frozen=True)
class Task:
    """一项任务; without unit or day it waits for somebody to say who and until when."""

    number: int
    text: str
    unit: Unit | None
    due: date | None


def checked(
    place: Jurisdiction, wanted: Iterable[Mapping[str, Any]], on: date
) -> list[dict[str, str]]:
    """The rows as JSON keeps them; empty rows are left out, wrong ones refused with their number."""
    found: list[dict[str, str]] = []
    units = {unit.public_id for unit in units_of(place).on(on)}
    for number, row in enumerate(wanted, start=1):
        text, unit = search_text(str(row.get("text") or "")), str(row.get("unit") or "")
        due = as_day(row.get("due"), number)
        if not (text or unit or due):
            continue
        if not text:
            raise refused("task_text", _("第 %(n)d 项任务没有写内容。"), number)
        if unit and unit not in units:
            raise refused("task_unit", _("第 %(n)d 项任务的单位不在本地的单位里。"), number)
        if due and due < on:
            raise refused("task_due", _("第 %(n)d 项任务的期限早于批示日期。"), number)
        found.append({"text": text[:500], "unit": unit, "due": due.isoformat() if due else ""})
    if len(found) > MOST:
        text = _("一件批示最多登记 %(most)d 项任务。") % {"most": MOST}
        raise Invalid("too_many_tasks", text, where="tasks")
    return found


def as_day(value: Any, number: int) -> date | None:
    """A day, given as such or as ISO text."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise refused(
            "task_due", _("第 %(n)d 项任务的期限写成 2026-07-05 的样子。"), number
        ) from error


def refused(code: str, text: str, number: int) -> Invalid:
    return Invalid(code, text % {"n": number}, where="tasks")


def tasks_of(reply: FilingReply, place: Jurisdiction) -> list[Task]:
    """The tasks of a reply with their units; numbers count from 1 and never change."""
    keys = {row["unit"] for row in reply.tasks if row["unit"]}
    units = {unit.public_id: unit for unit in units_of(place).filter(public_id__in=keys)}
    return [
        Task(
            number=number,
            text=row["text"],
            unit=units.get(row["unit"]),
            due=date.fromisoformat(row["due"]) if row["due"] else None,
        )
        for number, row in enumerate(reply.tasks, start=1)
    ]
