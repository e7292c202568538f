"""放假安排的写: one day, a whole year as entered, copied from the upper place, or as shipped.

The first change of a year that the place did not hold itself stores that year first, in the same act, so
that later releases of the shipped table change nothing that an office has worked with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.calendar import permissions, queries, shipped
from oversight.calendar.models import CalendarYear, SpecialDay
from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.workdays import is_weekend
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.ui.formats import day as day_text

FIRST_YEAR, LAST_YEAR = 2004, 2100
KINDS = frozenset(dict(SpecialDay.KINDS))


def set_day(
    actor: Actor, place: Jurisdiction, *, day: date, kind: str, reason: str, name: str = ""
) -> CalendarYear:
    """改一天的安排: ``kind`` off, on, or "" for a day like any other; the rest of the year stays."""
    with _year_act("calendar.set_day", actor, place) as running:
        check_year(day.year)
        reason = said(reason, "reason", "no_reason", _("没有写依据或原因。"))
        if kind:
            check_arranged(Arranged(day, kind, name))
        table = queries.year_table(place, day.year)
        year = table.record or store(place, day.year, table.days, table.source or "entered")
        row = year.days.filter(day=day).first()
        before = row.kind if row else ""
        if (before, row.name if row else "") == (kind, name.strip() if kind else ""):
            raise Invalid("same_day", _("没有改动：这一天的安排本来就是这样。"), where="kind")
        write_day(place, year, day, kind, name, row)
        running.note = reason
        running.facts |= {"day": str(day), "before": before, "after": kind}
    return year


def enter_year(
    actor: Actor,
    place: Jurisdiction,
    *,
    year: int,
    days: Iterable[Arranged],
    notice: str = "",
) -> CalendarYear:
    """登记一年的安排: these days and no others; ``notice`` is the paper that announced them."""
    with _year_act("calendar.enter_year", actor, place) as running:
        found = checked_days(year, days)
        entered = store(place, year, found, "entered", notice.strip())
        running.facts |= {"year": year, "days": len(found)}
    return entered


def copy_year(actor: Actor, place: Jurisdiction, *, year: int) -> CalendarYear:
    """照上级登记: the year as the place above counts it; a later change above changes nothing here."""
    with _year_act("calendar.copy_year", actor, place) as running:
        check_year(year)
        if place.parent is None:
            raise Refused("no_upper_place", _("本地没有登记上级。"))
        table = queries.year_table(place.parent, year)
        if not table.known:
            text = _("%(place)s还没有登记 %(year)d 年的放假安排。")
            raise Refused("year_unknown", text % {"place": place.parent.name, "year": year})
        notice = table.record.notice if table.record else ""
        copied = store(place, year, table.days, "copied", notice)
        running.facts |= {"year": year, "from": place.parent.code, "source": table.source}
    return copied


def use_shipped_year(actor: Actor, place: Jurisdiction, *, year: int) -> CalendarYear:
    """改用随系统提供的表: the State Council's arrangement as it comes with the system."""
    with _year_act("calendar.use_shipped_year", actor, place) as running:
        days = shipped.years().get(year)
        if days is None:
            text = _("随系统提供的表没有 %(year)d 年。") % {"year": year}
            raise Refused("year_unknown", text)
        stored = store(place, year, days, "shipped")
        running.facts["year"] = year
    return stored


def check_year(year: int) -> None:
    """Refuse a year that no office counts with."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("年份要在 %(first)d 至 %(last)d 之间。") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise Invalid("bad_year", text, where="year")


def checked_days(year: int, days: Iterable[Arranged]) -> list[Arranged]:
    """The days in order, each once, each in the year."""
    check_year(year)
    found: dict[date, Arranged] = {}
    for one in days:
        if one.day.year != year:
            text = _("%(day)s不在 %(year)d 年。") % {"day": day_text(one.day), "year": year}
            raise Invalid("other_year", text, where="days")
        if one.day in found:
            text = _("%(day)s写了两次。") % {"day": day_text(one.day)}
            raise Invalid("day_twice", text, where="days")
        check_arranged(one)
        found[one.day] = one
    if not found:
        raise Invalid("no_days", _("没有写任何放假或上班的日期。"), where="days")
    return sorted(found.values())


def check_arranged(one: Arranged) -> None:
    """Refuse an arrangement that says nothing."""
    if one.kind not in KINDS:
        raise Invalid("unknown_kind", _("安排只能是放假或者上班。"), where="kind")
    if one.kind == "on" and not is_weekend(one.day):
        text = _("%(day)s本来就是工作日，不用写上班。") % {"day": day_text(one.day)}
        raise Invalid("works_anyway", text, where="kind")


def store(
    place: Jurisdiction, year: int, days: Iterable[Arranged], source: str, notice: str = ""
) -> CalendarYear:
    """Write the year with just these days; only what differs is touched."""
    record = queries.years_of(place).filter(year=year).first()
    record = record or CalendarYear(jurisdiction=place, year=year)
    record.source, record.notice = source, notice
    put(record)
    wanted = {one.day: one for one in days}
    stored = {row.day: row for row in record.days.all()}
    for day, row in stored.items():
        if day not in wanted:
            row.delete()
    for day, one in wanted.items():
        standing = stored.get(day)
        if standing is None or (standing.kind, standing.name) != (one.kind, one.name):
            write_day(place, record, day, one.kind, one.name, standing)
    return record


def write_day(
    place: Jurisdiction,
    year: CalendarYear,
    day: date,
    kind: str,
    name: str,
    row: SpecialDay | None,
) -> None:
    """Write, change or take away one day."""
    if not kind:
        if row is not None:
            row.delete()
        return
    row = row or SpecialDay(jurisdiction=place, year=year, day=day)
    row.kind, row.name = kind, name.strip()
    put(row)


def _year_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_change_calendar(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
