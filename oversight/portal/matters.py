"""到期事项: what is due, by whom, until when – put together from the apps below for the first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline import permissions as hotline_permissions
from oversight.hotline import queries as hotline
from oversight.hotline import queries_months
from oversight.hotline.questions import Question
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.queries import profile_of
from oversight.jobs import queries as jobs
from oversight.publications import permissions as publication_permissions
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.ui.page import Act, Matter, Rung, Step

ANALYSIS_DAY = 5  # 每月5日前完成上月分析 (procedures §5, state 2)
SUMMARY = "hotline_summary"


@dataclass(frozen=True)
class Due:
    """One matter with its day; ``day`` None where no deadline is set."""

    matter: Matter
    day: date | None


@dataclass(frozen=True)
class MonthChain:
    """How far one month has come, for the chain on the first page."""

    month: int
    label: str
    url: str
    waits: str
    published: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class UnitLine:
    """One month of one unit: the row of the monthly analysis and where it opens."""

    month: int
    row: Mapping[str, Any]
    url: str


def last_complete_month(today: date) -> int:
    """The month index of the month before today's."""
    return today.year * 12 + today.month - 2


def analysis_due(month: int) -> date:
    """The 5th of the month after."""
    following = month + 1
    return date(following // 12, following % 12 + 1, ANALYSIS_DAY)


def due_matters(actor: Actor, place: Jurisdiction, today: date) -> list[Due]:
    """Everything that waits for the office, with its day."""
    found = [*month_matters(actor, place, today), *proposal_matters(actor, place)]
    found += job_matters(place)
    return found


def month_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """The last complete month: import, freeze, publish – whichever comes next."""
    month = last_complete_month(today)
    reads = hotline_permissions.can_read_hotline(actor, place)
    if not reads or "hotline" not in profile_of(place).modules:
        return
    may = may_import(actor, place)
    who = _("本人（经办人）") if may else _("经办人")
    name = formats.month(month)
    covered = hotline.covered_months(place)
    keys = {"place": place.code}
    month_keys = {**keys, "month": format_month(month)}
    if covered is None or covered[1] < month:
        act = Act(_("查看"), reverse("hotline:months", kwargs=keys))
        if may:
            act = Act(_("导入"), reverse("hotline:import_new", kwargs=keys), main=True)
        yield Due(
            Matter(_("%(month)s的热线工单还没有导入") % {"month": name}, who, act),
            analysis_due(month),
        )
    elif hotline.latest_freeze(place, month) is None:
        url = reverse("hotline:month", kwargs=month_keys)
        act = Act(_("查看并冻结") if may else _("查看"), url, main=may)
        yield Due(
            Matter(_("%(month)s的热线分析还没有冻结") % {"month": name}, who, act),
            analysis_due(month),
        )
    elif not summary_of(place, month):
        url = reverse("hotline:month", kwargs=month_keys)
        act = Act(_("拟稿") if may else _("查看"), url, main=may)
        yield Due(Matter(_("%(month)s的热线摘要还没有拟稿公开") % {"month": name}, who, act), None)


def summary_of(place: Jurisdiction, month: int) -> str:
    """How far the month's summary is: ``published``, ``proposed`` or empty."""
    key = format_month(month)
    if publications.published_under(place, SUMMARY, key):
        return "published"
    return "proposed" if publications.proposal_for(place, SUMMARY, key) else ""


def proposal_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Proposals that wait for a second person."""
    may = publication_permissions.can_approve(actor, place)
    if not (may or publication_permissions.can_read(actor, place)):
        return
    for version in publications.waiting(place)[:20]:
        url = reverse(
            "publications:review", kwargs={"place": place.code, "version_id": version.public_id}
        )
        what = _("公开稿《%(title)s》等审核") % {"title": version.publication.title}
        mine = may and version.prepared_by != actor.account_id
        act = Act(_("审核") if mine else _("看进度"), url, main=mine)
        who = _("本人审核") if mine else _("审核人或主任（主席）")
        yield Due(Matter(what, who, act), timezone.localtime(version.prepared_at).date())


def job_matters(place: Jurisdiction) -> Iterator[Due]:
    """Background work that ended without success in the last days."""
    for job in jobs.jobs_of(place.code, state="failed")[:5]:
        url = reverse("jobs:job", kwargs={"place": place.code, "public_id": job.public_id})
        yield Due(
            Matter(
                _("后台任务没有完成：%(title)s") % {"title": job.title},
                _("经办人"),
                Act(_("看原因"), url),
            ),
            job.ended_at.date() if job.ended_at else None,
        )


def ladder(found: list[Due], today: date) -> list[Rung]:
    """The deadline ladder: overdue, today, this week, later, without a day."""
    sunday = today + timedelta(days=6 - today.weekday())
    rungs: list[Rung] = []
    for day in sorted({due.day for due in found if due.day and due.day < today}):
        days = (today - day).days
        note = _("应于%(day)s") % {"day": formats.short_day(day)}
        matters = tuple(due.matter for due in found if due.day == day)
        rungs.append(Rung(_("逾期 %(days)d 天") % {"days": days}, note, "late", matters))
    for label, note, state, first, last in (
        (_("今天"), f"{formats.short_day(today)} {formats.weekday(today)}", "today", today, today),
        (
            _("本周"),
            _("至%(day)s") % {"day": formats.short_day(sunday)},
            "week",
            today + timedelta(days=1),
            sunday,
        ),
        (_("以后"), "", "later", sunday + timedelta(days=1), date.max),
    ):
        matters = tuple(due.matter for due in found if due.day and first <= due.day <= last)
        if matters:
            rungs.append(Rung(label, note, state, matters))
    without = tuple(due.matter for due in found if due.day is None)
    if without:
        rungs.append(Rung(_("没有期限"), _("办完上一步以后"), "later", without))
    return rungs


def headline(found: list[Due], today: date) -> str:
    """The first sentence of the page."""
    late = sum(1 for due in found if due.day and due.day < today)
    now = sum(1 for due in found if due.day == today)
    counts = {"now": now, "late": late}
    if late and now:
        return _("今天有 %(now)d 件事到期，%(late)d 件逾期") % counts
    if late:
        return _("有 %(late)d 件事逾期") % counts
    if now:
        return _("今天有 %(now)d 件事到期") % counts
    return _("今天没有到期的事")


def recent_months(place: Jurisdiction, today: date, limit: int = 3) -> list[MonthChain]:
    """The chains of the last months with data, newest first."""
    covered = hotline.covered_months(place)
    if covered is None:
        return []
    last = min(covered[1], last_complete_month(today))
    tickets = {line.month: line.tickets for line in queries_months.months_of(place)}
    return [
        month_chain(place, month, tickets.get(month, 0))
        for month in range(last, max(covered[0], last - limit + 1) - 1, -1)
    ]


def month_chain(place: Jurisdiction, month: int, tickets: int) -> MonthChain:
    """数据 → 冻结 → 拟稿 → 公开, each with its day and its page."""
    key = format_month(month)
    freeze = hotline.latest_freeze(place, month)
    public = publications.published_under(place, SUMMARY, key)
    proposal = publications.proposal_for(place, SUMMARY, key)
    done = [True, freeze is not None, bool(public or proposal), public is not None]
    current = done.index(False) if False in done else len(done)
    notes = [
        formats.count(freeze.tickets if freeze else tickets, _("件")),
        formats.short_day(freeze.frozen_at) if freeze else "",
        formats.short_day((public or proposal).prepared_at) if public or proposal else "",
        formats.short_day(public.published_at) if public else "",
    ]
    names = [_("数据"), _("冻结"), _("拟稿"), _("公开")]
    waits = ["", _("等经办人冻结"), _("等经办人拟稿"), _("等审核人审核"), _("已公开")]
    return MonthChain(
        month=month,
        label=_("%(month)s 热线月度分析") % {"month": formats.month(month)},
        url=reverse("hotline:month", kwargs={"place": place.code, "month": key}),
        waits=waits[current],
        published=public is not None,
        steps=tuple(
            Step(
                name,
                "done" if done[n] else "current" if n == current else "future",
                notes=(notes[n],) if notes[n] else (),
            )
            for n, name in enumerate(names)
        ),
    )


def unit_lines(place: Jurisdiction, unit: Unit, limit: int = 3) -> list[UnitLine]:
    """The last months of one unit, newest first."""
    keys = {"place": place.code, "unit_id": unit.public_id}
    address = reverse("hotline:unit", kwargs=keys)
    found = []
    for line in queries_months.months_of(place)[:limit]:
        answer = queries_months.month_view(place, Question(line.month)).answer
        row = next((row for row in answer["rows"] if row["name"] == unit.name), None)
        if row is not None:
            found.append(UnitLine(line.month, row, f"{address}?month={format_month(line.month)}"))
    return found


def unit_headline(unit: Unit | None, lines: Sequence[UnitLine]) -> str:
    """The first sentence for a liaison officer."""
    if unit is None:
        return _("你的账号没有对应的单位")
    if not lines:
        return _("还没有本单位的热线数据")
    row = lines[0].row
    values = {
        "month": formats.month(lines[0].month),
        "count": formats.figure(row["count"]),
        "late": formats.figure(row["overdue_open"]),
    }
    if row["overdue_open"]:
        return _("%(month)s受理 %(count)s 件，%(late)s 件逾期未办结") % values
    return _("%(month)s受理 %(count)s 件，没有逾期未办结的") % values


def may_import(actor: Actor, place: Jurisdiction) -> bool:
    """Whether the quick acts of a clerk are shown."""
    return hotline_permissions.can_import(actor, place)
