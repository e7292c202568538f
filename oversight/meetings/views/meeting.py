"""一次会议: its page with agenda, quorum, next step; the agenda as a table and to print; who is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.documents import queries as documents
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.links import permissions as link_permissions
from oversight.links import queries as links
from oversight.meetings import permissions, queries
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.pages.next_card import item_button, next_card
from oversight.meetings.pages.words import Badge, badge_at_vote, meeting_badge, quorum_line
from oversight.meetings.rules import item_stages, stages
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.sheets.lists import agenda_sheet
from oversight.meetings.views.shared import crumbs_to, item_url, meeting_or_404
from oversight.ui.formats import day as day_text
from oversight.ui.formats import weekday
from oversight.ui.page import Act, Page


@dataclass(frozen=True)
class Tab:
    """标签: a page of the meeting with how many things are on it."""

    code: str
    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class ItemRow:
    """议程的一行; ``acts`` what this reader may do with it now, ``late`` whether it misses its lead times."""

    number: int
    item: AgendaItem
    kind: str
    url: str
    badge: Badge
    acts: tuple[Act, ...]
    papers: int
    late: bool


def papers_shown(actor: Actor, meeting: Meeting) -> models.QuerySet[Paper]:
    """The papers of the meeting and its items that this reader sees, the oldest first."""
    items = [one.public_id for one in meeting.items.all()]
    wanted = models.Q(about_kind="meeting", about_id=meeting.public_id)
    wanted |= models.Q(about_kind="agenda_item", about_id__in=items)
    rows = documents.papers_seen_by(actor, meeting.jurisdiction).filter(wanted)
    return rows.exclude(state="withdrawn").order_by("drafted_at", "pk")


def tabs(actor: Actor, meeting: Meeting) -> list[Tab]:
    """The pages of a meeting."""
    place = meeting.jurisdiction
    keys = [place.code, meeting.public_id]
    papers = papers_shown(actor, meeting).count()
    return [
        Tab("agenda", _("议程"), reverse("meetings:meeting", args=keys), meeting.items.count()),
        Tab(
            "people",
            _("与会人员"),
            reverse("meetings:people", args=keys),
            meeting.participants.count(),
        ),
        Tab(
            "groups",
            pgettext("heading", "审议小组"),
            reverse("meetings:groups", args=keys),
            meeting.groups.count(),
        ),
        Tab("papers", _("公文和归档"), reverse("meetings:papers", args=keys), papers),
    ]


def base(request: HttpRequest, place: Jurisdiction, key: str, tab: str) -> dict[str, Any]:
    """What every page of a meeting shows: head, quorum, next step, tabs."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    facts = queries.facts_of(meeting)
    words = {
        "people": _("与会人员"),
        "groups": pgettext("heading", "审议小组"),
        "papers": _("公文和归档"),
    }
    last = (words[tab],) if tab in words else ()
    return {
        "page": Page(
            title=meeting.title,
            lead=lead_of(meeting),
            crumbs=crumbs_to(request, place, meeting, *last),
            window_title=meeting.title,
            acts=head_acts(actor, place, meeting),
        ),
        "place": place,
        "meeting": meeting,
        "badge": meeting_badge(meeting),
        "quorum": quorum_line(queries.quorum_of(meeting), meeting),
        "step": next_card(actor, place, meeting, facts),
        "missing": queries.missing_of(meeting) if meeting.state in stages.SIGN_IN else [],
        "tabs": tabs(actor, meeting),
        "tab": tab,
    }


def lead_of(meeting: Meeting) -> str:
    """2026年7月28日 星期二 09:00 · 机关六楼会议厅 · 主持人 ……"""
    when = f"{day_text(meeting.starts_on)} {weekday(meeting.starts_on)}"
    if meeting.ends_on != meeting.starts_on:
        when = _("%(first)s至%(last)s") % {
            "first": day_text(meeting.starts_on),
            "last": day_text(meeting.ends_on),
        }
    if meeting.starts_at:
        when += f" {meeting.starts_at:%H:%M}"
    chair = _("主持人 %(name)s") % {"name": meeting.chair} if meeting.chair else ""
    return " · ".join(part for part in (when, meeting.place_text, chair) if part)


def head_acts(actor: Actor, place: Jurisdiction, meeting: Meeting) -> tuple[Act, ...]:
    """One's own receipt and leave, printing for everybody, changing for the clerk, the wall for the hall."""
    keys = [place.code, meeting.public_id]
    own = permissions.can_see_mine(actor, place) and queries.own_participation(actor, meeting)
    found = [Act(_("我的回执和请假"), reverse("meetings:own_meeting", args=keys))] if own else []
    found += [Act(_("打印议程"), reverse("meetings:agenda_print", args=keys), "printer")]
    if permissions.can_arrange(actor, place) and meeting.state not in {"archived", "cancelled"}:
        found.append(Act(_("改会议信息"), reverse("meetings:change_meeting", args=keys), "pencil"))
    if permissions.can_arrange(actor, place) and meeting.state in stages.SIGN_IN:
        found.append(Act(_("签到码大屏"), reverse("meetings:hall_code", args=keys), "qr-code"))
    if permissions.can_run(actor, place) and meeting.state not in {"archived", "cancelled"}:
        found.append(Act(_("会场大屏"), reverse("meetings:hall_control", args=keys), "broadcast"))
    return tuple(found)


@require_safe
@place_page(permissions.can_read)
def meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一次会议的议程。"""
    context, actor = base(request, place, key, "agenda"), actor_of(request)
    found = context["meeting"]
    rows = item_rows(actor, place, found)
    proposed = sum(row.item.state == "proposed" for row in rows)
    context |= {
        "rows": rows,
        "may_place": proposed > 1
        and permissions.can_run(actor, place)
        and found.state in stages.RUNNING,
        "linked": queries.linked_of(found),
        "sittings": [(one, meeting_badge(one)) for one in queries.sittings_of(found)],
        "more_sittings": more_sittings(actor, place, found),
        "may_link": permissions.can_arrange(actor, place)
        and found.state not in {"archived", "cancelled"},
        "may_propose": permissions.can_propose(actor, place) and found.state in stages.RUNNING,
        "may_order": permissions.can_arrange(actor, place) and found.state in stages.RUNNING,
        "may_cancel": permissions.can_arrange(actor, place) and found.state in stages.BEFORE,
        "entries": history(actor, place, found),
        "link_rows": links.links_of(actor, place, "meeting", found.public_id),
        "may_tie": link_permissions.can_link(actor, place),
    }
    return render(request, "meetings/meeting.html", context)


def more_sittings(actor: Actor, place: Jurisdiction, meeting: Meeting) -> list[Act]:
    """What else may be registered as part of this session, with its number filled in."""
    if meeting.kind != "session" or meeting.state not in stages.RUNNING:
        return []
    kinds = {
        "congress": (("preparatory", _("登记预备会议")), ("presidium", _("登记主席团会议"))),
        "standing_committee": (("joint_group", _("登记联组会议")),),
    }.get(meeting.body.kind, ())
    if not permissions.can_arrange(actor, place):
        return []
    known = {one.kind for one in queries.sittings_of(meeting)}
    url = reverse("meetings:plan_meeting", args=[place.code])
    return [
        Act(label, f"{url}?of={meeting.public_id}&kind={kind}", "plus-lg")
        for kind, label in kinds
        if kind != "preparatory" or kind not in known
    ]


def item_rows(actor: Actor, place: Jurisdiction, meeting: Meeting) -> list[ItemRow]:
    """The agenda with what may be done with each item now."""
    papers = documents.about_counts(place, "agenda_item")
    items = list(queries.items_of(meeting))
    missed = queries.missed_of(meeting, items)
    rows = []
    for number, item in enumerate(items, start=1):
        item.meeting = meeting
        acts = tuple(item_acts(actor, place, item))
        rows.append(
            ItemRow(
                number,
                item,
                _(kind_of(item.kind).title),
                item_url(place, item),
                badge_at_vote(item),
                acts,
                papers.get(item.public_id, 0),
                item.public_id in missed,
            )
        )
    return rows


STEPS = (
    ("place_item", permissions.can_run, lambda: _("列入议程")),
    ("start_consideration", permissions.can_run, lambda: _("开始审议")),
    ("put_to_vote", permissions.can_run, lambda: _("付表决")),
    ("vote_again", permissions.can_run, lambda: _("再次表决")),
    ("settle_item", permissions.can_run, lambda: _("以现有结果为准")),
    ("decide_item_without_vote", permissions.can_run, lambda: _("不经票决作出决定")),
    ("do_not_put", permissions.can_run, lambda: _("暂不付表决")),
    ("withdraw_item", permissions.can_propose, lambda: pgettext("act", "撤回议题")),
    ("change_item", permissions.can_propose, lambda: _("改议题")),
)


def item_acts(actor: Actor, place: Jurisdiction, item: AgendaItem) -> list[Act]:
    """What this reader may do with the item now."""
    wanted = [one for one in STEPS if one[1](actor, place)]
    if not wanted or item.has_ended:
        return []
    facts = queries.facts_of_item(item)
    found = [
        item_button(place, item, name, label(), main=False)
        for name, _may, label in wanted
        if item_stages.item_permits(name, facts).allowed
    ]
    again = any("/vote/again/" in act.url for act in found)
    return [act for act in found if not (again and act.url.endswith("/vote/"))]


@require_safe
@place_page(permissions.can_read)
def agenda_export(request: HttpRequest, place: Jurisdiction, key: str, form: str) -> HttpResponse:
    """导出议程。"""
    if form not in FORMS:
        raise Http404(form)
    found = meeting_or_404(request, place, key)
    name = _("%(meeting)s议程") % {"meeting": found.title}
    return table_response(agenda_sheet(queries.items_of(found)), form, name)


@require_safe
@place_page(permissions.can_see)
def agenda_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印议程。"""
    found = meeting_or_404(request, place, key)
    shown = queries.items_of(found).exclude(state__in=["proposed", "withdrawn"])
    context = {
        "page": Page(title=_("%(meeting)s议程") % {"meeting": found.title}),
        "place": place,
        "meeting": found,
        "items": shown,
        "lead": lead_of(found),
        "back_url": crumbs_to(request, place, found, "")[1].url,
        "print_address": request.build_absolute_uri(request.path),
    }
    return render(request, "meetings/agenda_print.html", context)
