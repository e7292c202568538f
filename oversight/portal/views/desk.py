"""工作首页: what is due, by whom, until when; a page of its own for each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.hotline import permissions as hotline_permissions
from oversight.inbox import queries as inbox
from oversight.inbox.models import Notice
from oversight.institutions import permissions
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page
from oversight.portal import matters, promises, published
from oversight.projects.pages.works import WorkRow
from oversight.projects.queries.years import collecting_year
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.ui.page import Act, NavItem, Page, Rung

CASES_SHOWN = 4


@dataclass(frozen=True)
class TodayContext:
    """What the first page of the office shows."""

    page: Page
    place: Jurisdiction
    rungs: Sequence[Rung]
    due_count: int
    watches_all: bool
    cases: Sequence[matters.CaseChain]
    cases_count: int
    months: Sequence[matters.MonthChain]
    hotline: bool
    reads_hotline: bool
    imports_hotline: bool
    notices: Sequence[Notice]
    unread: int
    quick: Sequence[NavItem]


@dataclass(frozen=True)
class DeputyContext:
    """What a deputy's first page shows."""

    page: Page
    place: Jurisdiction
    cards: Sequence[published.Card]
    notices: Sequence[Notice]
    works: promises.Own | None
    proposes: bool
    votes: Sequence[matters.OwnVote]


@dataclass(frozen=True)
class LiaisonContext:
    """What a liaison officer's first page shows."""

    page: Page
    place: Jurisdiction
    rungs: Sequence[Rung]
    due_count: int
    unit_url: str
    lines: Sequence[matters.UnitLine]
    works: Sequence[WorkRow]
    notices: Sequence[Notice]
    cards: Sequence[published.Card]


@require_safe
@login_required
def entrance(request: HttpRequest) -> HttpResponse:
    """/w/: on to the first page of the acting role; a word to those who hold none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.place:
        return redirect("portal:today", place=actor.place)
    page = Page(title=_("你的账号还没有授权"))
    return render(request, "portal/no_role.html", {"page": page}, status=403)


def has_a_role(actor: Actor, place: Jurisdiction) -> bool:
    """每个在本地任职的账号都有首页。 Everybody who holds a role here has a first page."""
    with_a_page = permissions.READERS | {"deputy", "liaison", "unit_head"}
    return permissions.holds(actor, place, with_a_page)


@require_safe
@place_page(has_a_role)
def today(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """今日."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.role == "deputy":
        return deputy(request, place, actor)
    if actor.role in {"liaison", "unit_head"}:
        return liaison(request, place, actor)
    return office(request, place, actor)


def office(request: HttpRequest, place: Jurisdiction, actor: Actor) -> HttpResponse:
    """The office's page: ladder, chains, inbox, quick acts; as a sheet to print with ``?form=print``."""
    now = timezone.localdate()
    cases = matters.running(actor, place)
    found = matters.due_matters(actor, place, now, cases)
    here = reverse("portal:today", kwargs={"place": place.code})
    page = Page(
        title=matters.headline(found, now),
        lead=" · ".join(lead_of(actor, place, now)),
        window_title=_("今日"),
        acts=(Act(_("打印今日清单"), f"{here}?form=print", icon="printer"),) if found else (),
    )
    rungs = matters.ladder(found, now)
    if request.GET.get("form") == "print":
        address = request.build_absolute_uri(here)
        sheet = {"page": page, "rungs": rungs, "back_url": here, "print_address": address}
        return render(request, "portal/today_print.html", sheet)
    context = TodayContext(
        page=page,
        place=place,
        rungs=rungs,
        due_count=len(found),
        watches_all=matters.watches_all(actor),
        cases=cases[:CASES_SHOWN],
        cases_count=len(cases),
        months=matters.recent_months(place, now),
        hotline="hotline" in institutions.profile_of(place).modules,
        reads_hotline=hotline_permissions.can_read_hotline(actor, place),
        imports_hotline=matters.may_import(actor, place),
        notices=inbox.latest(actor, 6),
        unread=inbox.unread_count(actor),
        quick=quick_acts(actor, place),
    )
    return render(request, "portal/today.html", vars(context))


def lead_of(actor: Actor, place: Jurisdiction, today: date) -> list[str]:
    """The day, and the next meeting where one is planned."""
    parts = [f"{formats.day(today)} {formats.weekday(today)}"]
    meeting = matters.next_meeting(place, actor)
    if meeting is not None:
        parts.append(matters.meeting_words(meeting, today))
    return parts


def quick_acts(actor: Actor, place: Jurisdiction) -> list[NavItem]:
    """At most four things that the role does often."""
    wanted: list[tuple[bool, str, str, str]] = [
        (matters.may_import(actor, place), _("导入热线数据"), "hotline:import_new", "upload"),
        (matters.may_import(actor, place), _("导入月度统计表"), "hotline:table_new", "table"),
        (
            permissions.can_manage_institutions(actor, place),
            _("登记单位"),
            "institutions:units",
            "building",
        ),
        (
            permissions.can_manage_accounts(actor, place),
            _("印发代表登录码"),
            "institutions:accounts",
            "qr-code",
        ),
    ]
    return [
        NavItem(label=label, url=reverse(name, kwargs={"place": place.code}), icon=icon)
        for allowed, label, name, icon in wanted
        if allowed
    ]


def deputy(request: HttpRequest, place: Jurisdiction, actor: Actor) -> HttpResponse:
    """A deputy's page: one column, large, few things."""
    now = timezone.localdate()
    unread = inbox.unread_count(actor)
    names = {"name": actor.label, "count": unread}
    title = (
        ngettext(
            "%(name)s代表，\n有 %(count)d 件通知没有看",
            "%(name)s代表，\n有 %(count)d 件通知没有看",
            unread,
        )
        if unread
        else _("%(name)s代表，\n通知都看过了")
    )
    context = DeputyContext(
        page=Page(
            title=title % names,
            lead=f"{formats.short_day(now)} {formats.weekday(now)}",
            window_title=_("代表首页"),
        ),
        place=place,
        cards=[published.card(place, each) for each in publications.latest_matters(place)[:3]],
        notices=inbox.latest(actor, 3),
        works=promises.deputys(place),
        votes=matters.own_votes(actor, place),
        proposes=place.level == "town" or collecting_year(place, now) is not None,
    )
    return render(request, "portal/deputy.html", vars(context))


def liaison(request: HttpRequest, place: Jurisdiction, actor: Actor) -> HttpResponse:
    """The page of whoever speaks for a unit: what is due, the figures of the unit, what was published."""
    now = timezone.localdate()
    found = matters.unit_matters(actor, place, now)
    unit = institutions.units_of(place).filter(pk=actor.unit_id).first()
    lines = matters.unit_lines(place, unit) if unit else []
    url = ""
    if unit:
        url = reverse("hotline:unit", kwargs={"place": place.code, "unit_id": unit.public_id})
    role = _("单位负责人") if actor.role == "unit_head" else _("联络员")
    context = LiaisonContext(
        page=Page(
            title=matters.headline(found, now) if found else matters.unit_headline(unit, lines),
            lead=" · ".join([*([unit.name] if unit else []), f"{role} {actor.label}"]),
            window_title=_("今日"),
        ),
        place=place,
        rungs=matters.ladder(found, now),
        due_count=len(found),
        unit_url=url,
        lines=lines,
        works=matters.unit_works(place, unit, now.year) if unit else [],
        notices=inbox.latest(actor, 6),
        cards=[published.card(place, each) for each in publications.latest_matters(place)[:5]],
    )
    return render(request, "portal/liaison.html", vars(context))
