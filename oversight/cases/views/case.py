"""一个案件: its file with chain and next step, the judgment, the comparison, followups, links, print form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.cases import origins, permissions, queries, queries_hearing
from oversight.cases.actions import deciding
from oversight.cases.models import Case
from oversight.cases.pages import file, judgment
from oversight.cases.pages.chain import chain_for
from oversight.cases.pages.course import Course
from oversight.cases.pages.next_card import next_card
from oversight.cases.pages.possible import ACTS, button, possible
from oversight.cases.views.shared import case_or_404, crumbs_to
from oversight.documents import permissions as documents_permissions
from oversight.followups import queries as followups
from oversight.followups.permissions import can_read_office as can_read_followups
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.links import permissions as link_permissions
from oversight.links import queries as links
from oversight.rulebooks import queries as rulebooks
from oversight.ui import formats
from oversight.ui.page import Act, Page

BESIDE = (
    "add_evidence",
    "draft_judgment_sheet",
    "draft_minutes_extract",
    "draft_report_up",
    "propose_publication",
    "reassign",
)
NOT_NOW = (
    "record_decision",
    "draft_notice",
    "draft_judgment_sheet",
    "place_hearing",
    "propose_closing",
    "propose_publication",
    "draft_report_up",
)


@dataclass(frozen=True)
class Tab:
    """标签: a page of the case with how many things are on it."""

    code: str
    label: str
    url: str
    count: int | None = None


def tabs(course: Course, actor: Actor) -> list[Tab]:
    """The pages of a case; a unit has only the file."""
    place, case = course.place, course.case
    keys = [place.code, case.public_id]
    found = [Tab("file", _("卷宗"), reverse("cases:case", args=keys))]
    office_reader = permissions.can_read(actor, place)
    if course.facts.notice:
        rows = queries_hearing.reports_of(case)
        handed = [one for one in rows if one.state != "drafted"]
        found.append(
            Tab("reports", _("报告与调研"), reverse("cases:reports", args=keys), len(handed))
        )
    if case.hearings.all() and office_reader:
        url = reverse("cases:hearings", args=keys)
        found.append(Tab("hearings", _("听取与表决"), url, len(case.hearings.all())))
    if course.opinions_sent is not None:
        found.append(Tab("outcome", _("审议意见与结案"), reverse("cases:outcome", args=keys)))
    if not office_reader:
        return found
    compared = case.origin_facts.get("comparison", {}).get("units", 0)
    made = followups.followups_about(place, "case", case.public_id).count()
    linked = len(links.links_of(actor, place, "case", case.public_id))
    return [
        *found,
        Tab("judgment", _("研判"), reverse("cases:judgment", args=keys), len(course.facts.signed)),
        Tab("followups", _("承诺与整改"), reverse("cases:case_followups", args=keys), made),
        Tab("comparison", _("未入选单位对照"), reverse("cases:comparison", args=keys), compared),
        Tab("links", _("关联"), reverse("cases:case_links", args=keys), linked),
    ]


def base(request: HttpRequest, place: Jurisdiction, key: str, tab: str) -> dict[str, Any]:
    """What every page of a case shows: head, chain, next step, tabs."""
    case, actor = case_or_404(request, place, key), actor_of(request)
    course = Course(place, case)
    office_reader = permissions.can_read(actor, place)
    return {
        "page": head(course, tab, actor),
        "place": place,
        "case": case,
        "course": course,
        "chain": chain_for(course, actor),
        "step": next_card(course, actor),
        "tabs": tabs(course, actor),
        "tab": tab,
        "office_reader": office_reader,
        "reads_papers": documents_permissions.can_read(actor, place),
        "origin_url": origin_url(course) if office_reader else "",
        "renamed": course.unit.pk != case.unit_id,
        "linked": links.links_of(actor, place, "case", case.public_id)[:3],
    }


def head(course: Course, tab: str, actor: Actor) -> Page:
    """Crumbs, title, print."""
    place, case = course.place, course.case
    words = {
        "judgment": _("研判"),
        "followups": _("承诺与整改"),
        "comparison": _("对照"),
        "links": _("关联"),
        "reports": _("报告与调研"),
        "hearings": _("听取与表决"),
        "outcome": _("审议意见与结案"),
    }
    last = (words[tab],) if tab in words else ()
    url = reverse("cases:case_print", args=[place.code, case.public_id])
    return Page(
        title=title_of(case),
        crumbs=crumbs_to(place, case, *last),
        window_title=case.code,
        acts=(Act(_("打印案卷"), url, "printer"),) if permissions.can_read(actor, place) else (),
    )


def title_of(case: Case) -> str:
    """市住房和城乡建设局：房屋渗漏投诉双升."""
    if case.unit.name in case.subject:
        return case.subject
    return _("%(unit)s：%(subject)s") % {"unit": case.unit.name, "subject": case.subject}


def origin_url(course: Course) -> str:
    """Where the case comes from, where it has a page."""
    facts = course.case.origin_facts
    if course.case.origin != "hotline_finding":
        return ""
    return reverse("hotline:month", kwargs={"place": course.place.code, "month": facts["month"]})


@require_safe
@place_page(permissions.can_see)
def case(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个案件的卷宗。"""
    context = base(request, place, key, "file")
    course, actor = context["course"], actor_of(request)
    reads = context["office_reader"]
    context |= {
        "papers": file.paper_rows(course, actor),
        "evidence": file.evidence_rows(course, reads, permissions.opens_tickets(actor, place)),
        "decisions": file.decision_rows(course, actor) if reads else [],
        "entries": file.record(course, actor) if reads else [],
        "beside": [button(course, act) for act in BESIDE if possible(course, actor, act)],
        "not_now": not_now(course, actor) if reads else [],
    }
    return render(request, "cases/case.html", context)


def not_now(course: Course, actor: Actor) -> Sequence[tuple[str, str, str]]:
    """What this reader could do at another time, and why not now."""
    if course.case.has_ended:
        return []
    from oversight.cases.pages.possible import labels

    found = []
    for act in NOT_NOW:
        if not ACTS[act](actor, course.place) or not permissions.works_on(actor, course.case):
            continue
        verdict = course.verdict(act, "action" if act == "record_decision" else "")
        if not verdict.allowed:
            found.append(
                (labels()[act], _(verdict.text), _(verdict.basis) if verdict.basis else "")
            )
    return found


@require_safe
@place_page(permissions.can_read)
def judgment_page(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """研判: both opinions, other matters of the unit, methods with and without basis."""
    context = base(request, place, key, "judgment")
    course, actor = context["course"], actor_of(request)
    context |= {
        "sides": judgment.sides(course, actor),
        "earlier": judgment.earlier(course),
        "others": judgment.other_matters(course, actor),
        "offers": course.rules.offers,
        "rules": course.rules,
        "sheet": button(course, "draft_judgment_sheet")
        if possible(course, actor, "draft_judgment_sheet")
        else None,
    }
    return render(request, "cases/judgment.html", context)


@require_safe
@place_page(permissions.can_read)
def comparison(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """未入选单位对照。"""
    context = base(request, place, key, "comparison")
    context["facts"] = context["case"].origin_facts
    return render(request, "cases/comparison.html", context)


@require_safe
@place_page(permissions.can_read)
def case_followups(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """承诺与整改。"""
    context = base(request, place, key, "followups")
    rows = followups.followups_about(place, "case", context["case"].public_id)
    context["rows"] = rows
    context["may_open"] = can_read_followups(actor_of(request), place)
    return render(request, "cases/case_followups.html", context)


@require_safe
@place_page(permissions.can_read)
def case_links(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """关联。"""
    context, actor = base(request, place, key, "links"), actor_of(request)
    context |= {
        "rows": links.links_of(actor, place, "case", context["case"].public_id),
        "kind": "case",
        "public_id": context["case"].public_id,
        "may_link": link_permissions.can_link(actor, place),
    }
    return render(request, "cases/case_links.html", context)


@require_safe
@place_page(permissions.can_read)
def case_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印案卷。"""
    context = base(request, place, key, "file")
    course, actor = context["course"], actor_of(request)
    context |= {
        "papers": file.paper_rows(course, actor),
        "evidence": file.evidence_rows(course, False),
        "decisions": file.decision_rows(course, actor),
        "opinions": judgment.sides(course, actor),
        "entries": file.record(course, actor),
        "origin": origins.words(context["case"]),
        "back_url": reverse("cases:case", args=[place.code, key]),
        "print_address": request.build_absolute_uri(request.path),
    }
    return render(request, "cases/case_print.html", context)


@require_safe
@place_page(permissions.can_read)
def replay(request: HttpRequest, place: Jurisdiction, key: str, decision_id: str) -> HttpResponse:
    """规则回放: the decision judged again by the rule and rulebook that it was made under."""
    found = case_or_404(request, place, key)
    decision = queries.decisions_of(found).filter(public_id=decision_id).first()
    if decision is None:
        raise Http404(decision_id)
    again = deciding.replay(place, decision)
    title = _("回放结果与当时一致") if again["same"] else _("回放结果与当时不一致")
    crumbs = (*crumbs_to(place, found, _("规则回放")),)
    context = {
        "page": Page(
            title=title,
            lead=f"{found.code} · {decision.meeting_name} · {formats.day(decision.on)}",
            crumbs=crumbs,
            window_title=_("规则回放"),
        ),
        "place": place,
        "case": found,
        "decision": decision,
        "again": again,
        "reasons": judgment.reason_words(again["reasons"]),
        "kept": judgment.reason_words(decision.reasons),
        "rulebook": rulebooks.at(decision.rulebook, place).label,
    }
    return render(request, "cases/replay.html", context)
