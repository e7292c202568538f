"""监督的页面: groups and their three-step year, records with photos, findings and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.models import (
    ProjectYear,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionRecord,
)
from oversight.projects.pages.supervision import (
    OF_GROUPS,
    GroupRow,
    finding_rows,
    group_rows,
    may_answer,
    may_record,
    may_watch,
    three_steps,
)
from oversight.projects.queries import supervising
from oversight.projects.tables.supervision import records_sheet
from oversight.projects.views.work_pages import list_word, record_page, shown
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Crumb, Entry, Page, Step


def supervision_crumb(place: Jurisdiction, year: ProjectYear) -> Crumb:
    return Crumb(_("监督"), url_of(place, year, "supervision"))


def below(place: Jurisdiction, year: ProjectYear, *last: str) -> tuple[Crumb, ...]:
    """From the years over the supervision to this page."""
    listed = Crumb(list_word(), url_of(place, year, "works"))
    return crumbs(place, year, listed, supervision_crumb(place, year), *last)


@dataclass(frozen=True)
class SupervisionPage:
    """一年的监督。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    groups: list[GroupRow]
    listing: Any
    findings: Any
    kind: str
    kinds: Any
    q: str
    state: str
    states: Any
    may_form: bool
    outside: bool


@require_safe
@year_page(permissions.can_see)
def supervision(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """一年的监督: groups, what they saw, what they found."""
    actor = actor_of(request)
    kind = word(request, "kind", dict(SupervisionRecord.KINDS))
    state = word(request, "state", dict(SupervisionFinding.STATES))
    q = word(request, "q").replace("\x00", "")[:60]
    rows = records(year, kind, q)
    found = supervising.findings_in(place).filter(record__project_year=year).order_by("-pk")
    waiting = [one for one in found if one.state in supervising.OPEN]
    shown_rows = [one for one in found if one.state == state] if state else list(found)
    acts, any_group = [], supervising.groups_of(year).exists()
    if may_record(actor, place):
        url = url_of(place, year, "record_supervision")
        acts.append(Act(_("登记监督情况"), url, "plus-lg", main=any_group))
    if building.can_form_groups(actor, place):
        url = url_of(place, year, "form_supervision_group")
        acts.append(Act(_("成立监督小组"), url, "people", main=not any_group))
    title = _("%(groups)d 个监督小组，登记 %(records)d 次，%(open)d 个问题没有解决")
    values = {
        "groups": supervising.groups_of(year).count(),
        "records": supervising.records_of(year).count(),
        "open": len(waiting),
    }
    context = SupervisionPage(
        page=Page(
            title=title % values,
            lead=_("年初确定选题、年中督导进度、年终询问效果"),
            crumbs=crumbs(place, year, Crumb(list_word(), url_of(place, year, "works")), _("监督")),
            window_title=_("监督"),
            acts=tuple(acts),
        ),
        place=place,
        year=year,
        groups=group_rows(supervising.groups_of(year)),
        listing=paged(request, rows),
        findings=finding_rows(shown_rows[:100], today()),
        kind=kind,
        kinds=SupervisionRecord.KINDS,
        q=q,
        state=state,
        states=SupervisionFinding.STATES,
        may_form=building.can_form_groups(actor, place),
        outside=actor.role in OF_GROUPS and not may_record(actor, place),
    )
    return render(request, "projects/building/supervision.html", vars(context))


def records(year: ProjectYear, kind: str, q: str) -> Any:
    """The records that the address asks for."""
    rows = supervising.records_of(year)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(text__icontains=q) if q else rows


@require_safe
@year_page(permissions.can_see)
def supervision_export(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: str
) -> HttpResponse:
    """导出监督记录和发现的问题."""
    if form not in FORMS:
        raise Http404(form)
    kind = word(request, "kind", dict(SupervisionRecord.KINDS))
    rows = records(year, kind, word(request, "q").replace("\x00", "")[:60])
    name = _("%(place)s%(year)d年监督记录") % {"place": place.name, "year": year.year}
    return table_response(records_sheet(rows), form, name)


@dataclass(frozen=True)
class GroupPage:
    """一个监督小组。"""

    page: Page
    place: Jurisdiction
    group: SupervisionGroup
    chain: list[Step]
    people: Any
    projects: Any
    listing: Any
    entries: list[Entry]
    may_form: bool


@require_safe
@record_page(permissions.can_see, supervising.group_by_id)
def supervision_group(
    request: HttpRequest, place: Jurisdiction, found: SupervisionGroup
) -> HttpResponse:
    """一个监督小组: who is in it, what it watches, what it saw."""
    actor, year = actor_of(request), found.project_year
    rows = supervising.records_of(year).filter(group=found)
    acts, peopled = [], supervising.supervisors_in(place).filter(group=found).exists()
    if may_watch(actor, place, found):
        url = url_of(place, year, "record_supervision")
        url = f"{url}?group={found.public_id}"
        acts.append(Act(_("登记监督情况"), url, "plus-lg", main=peopled))
    if building.can_form_groups(actor, place):
        url = reverse("projects:add_supervisor", args=[place.code, found.public_id])
        acts.append(Act(_("增加监督员"), url, "people", main=not peopled))
    context = GroupPage(
        page=Page(
            title=found.name,
            lead=found.topic or _("还没有确定选题"),
            crumbs=below(place, year, found.name),
            acts=tuple(acts),
        ),
        place=place,
        group=found,
        chain=three_steps(list(rows)),
        people=found.supervisors.all(),
        projects=found.projects.all(),
        listing=paged(request, rows),
        entries=history(actor, place, found),
        may_form=building.can_form_groups(actor, place),
    )
    return render(request, "projects/building/group.html", vars(context))


@dataclass(frozen=True)
class RecordPage:
    """一次监督记录。"""

    page: Page
    place: Jurisdiction
    record: SupervisionRecord
    findings: Any
    may_hand: bool
    papers: bool


@require_safe
@record_page(permissions.can_see, supervising.record_by_id)
def supervision_record(
    request: HttpRequest, place: Jurisdiction, found: SupervisionRecord
) -> HttpResponse:
    """一次监督记录: what was seen, photos, problems."""
    actor = actor_of(request)
    what = found.project.title if found.project else found.project_year
    title = _("%(kind)s：%(what)s") % {"kind": found.get_kind_display(), "what": what}
    context = RecordPage(
        page=Page(
            title=title,
            lead=" · ".join(
                part for part in (found.group.name if found.group else "", found.people) if part
            ),
            crumbs=below(place, found.project_year, str(found.get_kind_display())),
        ),
        place=place,
        record=found,
        findings=finding_rows(found.findings.all(), today()),
        may_hand=may_watch(actor, place, found.group),
        papers=building.can_run(actor, place),
    )
    return render(request, "projects/building/record.html", vars(context))


@require_safe
@record_page(permissions.can_see, supervising.record_by_id)
def supervision_photo(
    request: HttpRequest, place: Jurisdiction, found: SupervisionRecord, file: str
) -> HttpResponse:
    """监督照片."""
    for one in found.photos.all():
        if one.file.public_id == file:
            return shown(one.file)
    raise Http404(file)


@dataclass(frozen=True)
class FindingPage:
    """一个发现的问题。"""

    page: Page
    place: Jurisdiction
    row: Any
    acts: list[Act]
    entries: list[Entry]


@require_safe
@record_page(permissions.can_see, supervising.finding_by_id)
def finding(request: HttpRequest, place: Jurisdiction, found: SupervisionFinding) -> HttpResponse:
    """一个发现的问题: handed to whom, answered how, solved or not."""
    actor = actor_of(request)
    row = finding_rows([found], today())[0]
    record = found.record
    context = FindingPage(
        page=Page(
            title=found.text[:60],
            lead=" · ".join(
                part
                for part in (
                    str(found.get_state_display()),
                    found.unit.name if found.unit else "",
                    found.project.title if found.project else "",
                )
                if part
            ),
            crumbs=below(place, record.project_year, _("发现的问题")),
            window_title=_("发现的问题"),
        ),
        place=place,
        row=row,
        acts=finding_acts(actor, place, found),
        entries=history(actor, place, found),
    )
    return render(request, "projects/building/finding.html", vars(context))


def finding_acts(actor: Actor, place: Jurisdiction, found: SupervisionFinding) -> list[Act]:
    """What this reader may do with the finding now."""

    def url(name: str) -> str:
        return reverse(f"projects:{name}", args=[place.code, found.public_id])

    acts = []
    if found.state == "found" and may_watch(actor, place, found.record.group):
        acts.append(Act(_("交办"), url("hand_finding"), "send", main=True))
    if may_answer(actor, place, found):
        acts.append(Act(_("答复"), url("answer_finding"), "pencil", main=True))
    if found.state == "answered" and may_watch(actor, place, found.record.group):
        acts.append(Act(_("确认是否解决"), url("judge_finding"), "check-lg", main=True))
    if found.state != "found" and building.can_run(actor, place):
        acts.append(Act(_("起草反馈单"), url("draft_feedback_slip"), "file-earmark-text"))
    return acts
