"""热线月份: the last complete month that waits for its next act, and the chains of the last months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline import findings, queries_months
from oversight.hotline import permissions as hotline_permissions
from oversight.hotline import queries as hotline
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of
from oversight.publications import queries as publications
from oversight.rulebooks import queries as rulebooks
from oversight.ui import formats
from oversight.ui.page import Act, Due, Matter, Step

SUMMARY = "hotline_summary"


@dataclass(frozen=True)
class MonthChain:
    """How far one month has come, for the chain on the first page."""

    month: int
    label: str
    url: str
    waits: str
    published: bool
    steps: tuple[Step, ...]


def last_complete_month(today: date) -> int:
    """The month index of the month before today's."""
    return today.year * 12 + today.month - 2


def analysis_due(place: Jurisdiction, month: int) -> date:
    """The day of the month after by which the rulebook wants the analysis (procedures §5, state 2)."""
    following = month + 1
    day = rulebooks.deadlines(place).of("analysis_day_of_month").amount
    return date(following // 12, following % 12 + 1, day)


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
            analysis_due(place, month),
        )
    elif hotline.latest_freeze(place, month) is None:
        url = reverse("hotline:month", kwargs=month_keys)
        act = Act(_("查看并冻结") if may else _("查看"), url, main=may)
        yield Due(
            Matter(_("%(month)s的热线分析还没有冻结") % {"month": name}, who, act),
            analysis_due(place, month),
        )
    elif not summary_of(place, month):
        url = reverse("hotline:month", kwargs=month_keys)
        act = Act(_("拟稿") if may else _("查看"), url, main=may)
        yield Due(Matter(_("%(month)s的热线摘要还没有拟稿公开") % {"month": name}, who, act), None)


def finding_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Units of the newest frozen month that rose on both counts and have no disposition yet."""
    if not hotline_permissions.can_read_hotline(actor, place):
        return
    may = hotline_permissions.can_dispose(actor, place)
    for found in findings.waiting_months(place, limit=1):
        month = found.freeze.month
        values = {"month": formats.month(month), "count": len(found.open)}
        what = (
            ngettext(
                "%(month)s有 %(count)d 个单位等处置：立案、先观察或者不列入",
                "%(month)s有 %(count)d 个单位等处置：立案、先观察或者不列入",
                values["count"],
            )
            % values
        )
        url = reverse(
            "hotline:findings", kwargs={"place": place.code, "month": format_month(month)}
        )
        act = Act(_("处置") if may else _("查看"), url, main=may)
        who = _("本人（经办人）") if may else _("经办人")
        yield Due(Matter(what, who, act, url), analysis_due(place, month))


def summary_of(place: Jurisdiction, month: int) -> str:
    """How far the month's summary is: ``published``, ``proposed`` or empty."""
    key = format_month(month)
    if publications.published_under(place, SUMMARY, key):
        return "published"
    return "proposed" if publications.proposal_for(place, SUMMARY, key) else ""


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


def may_import(actor: Actor, place: Jurisdiction) -> bool:
    """Whether the quick acts of a clerk are shown."""
    return hotline_permissions.can_import(actor, place)
