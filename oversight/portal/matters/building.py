"""民生实事的到期事项: reports that are owed, plans, findings to answer, what waits for another's eyes, for the congress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions.building_support import work_url
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.work_acts import acts_for, url_of
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries import building as read
from oversight.projects.queries import changes, supervising
from oversight.projects.queries.inherited import looked_after
from oversight.projects.rules.stages import UNDER_WAY, WITH_RESULT
from oversight.ui import formats
from oversight.ui.page import Act, Due, Matter

SHOWN = 60
OPEN = UNDER_WAY | {"verified_done"}


def building_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """What waits in the projects under way, for the office or a unit; with those taken over from ended places."""
    for where in looked_after(place):
        yield from matters_of(actor, where, today)


def matters_of(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """The same of one place; nothing where there are none."""
    if not permissions.can_see(actor, place):
        return
    rows = read.chosen_in(place).filter(state__in=OPEN, project_year__state__in=WITH_RESULT)
    if permissions.can_read_own(actor, place):
        yield from for_unit(actor, place, today)
        return
    for row in rows_of(place, rows.order_by("project_year__year", "number")[:SHOWN], today):
        yield from of_project(actor, place, row)
    yield from findings(actor, place)
    yield from asked(actor, place)
    yield from from_the_site(actor, place)


def for_unit(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """The unit's own: a plan to write, a month to report, a finding to answer."""
    own = read.of_unit(place, actor.unit_id).filter(state__in=OPEN)
    own = own.filter(project_year__state__in=WITH_RESULT)
    for row in rows_of(place, own[:SHOWN], today):
        project = row.project
        if project.state == "chosen":
            act = Act(_("编制实施计划"), url_of(place, project, "write_plan"), main=True)
            what = _("%(title)s：还没有实施计划") % {"title": project.title}
            yield Due(Matter(what, row.unit_name, act, url_of(place, project)), None)
        elif row.owed_month:
            act = Act(_("报进展"), url_of(place, project, "report_progress"), main=True)
            yield Due(
                Matter(owed_words(row), row.unit_name, act, url_of(place, project)), row.owed_due
            )
    for one in supervising.findings_of_unit(place, actor.unit_id).filter(
        state__in=supervising.WITH_UNIT
    )[:SHOWN]:
        url = reverse("projects:answer_finding", args=[place.code, one.public_id])
        what = _("监督发现：%(text)s") % {"text": one.text[:40]}
        page = reverse("projects:finding", args=[place.code, one.public_id])
        matter = Matter(
            what, one.unit.name if one.unit else "", Act(_("答复"), url, main=True), page
        )
        yield Due(matter, one.due)


def owed_words(row: WorkRow) -> str:
    """路灯：6月还没有报进展."""
    values = {"title": row.project.title, "month": formats.month(row.owed_month)}
    return _("%(title)s：%(month)s还没有报进展") % values


def of_project(actor: Actor, place: Jurisdiction, row: WorkRow) -> Iterator[Due]:
    """One project for the office: to verify and to accept, for which no rule sets a day; a report that is late."""
    project, page = row.project, url_of(place, row.project)
    if project.state in {"self_reported_done", "verified_done"}:
        name = "verify_work" if project.state == "self_reported_done" else "accept_work"
        wanted = url_of(place, project, name)
        mine = any(act.url == wanted for act in acts_for(actor, place, row))
        words = (
            _("%(title)s自报完成，等核实") if name == "verify_work" else _("%(title)s等验收")
        ) % {"title": project.title}
        label = _("核实") if name == "verify_work" else _("登记验收")
        act = Act(label if mine else _("看进度"), wanted if mine else page, main=mine)
        yield Due(Matter(words, _("监督小组、办公室"), act, page), None)
    elif row.owed_month:
        yield Due(
            Matter(owed_words(row), row.unit_name, Act(_("看进度"), page), page), row.owed_due
        )


def findings(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Findings to hand over, to judge, and those whose unit is late."""
    if not building.can_supervise(actor, place):
        return
    words = {
        "found": (_("交办"), "hand_finding"),
        "answered": (_("确认是否解决"), "judge_finding"),
    }
    for one in supervising.findings_in(place).filter(state__in=supervising.OPEN)[:SHOWN]:
        page = reverse("projects:finding", args=[place.code, one.public_id])
        what = _("监督发现：%(text)s") % {"text": one.text[:40]}
        who = one.unit.name if one.unit else ""
        if one.state in words:
            label, name = words[one.state]
            url = reverse(f"projects:{name}", args=[place.code, one.public_id])
            act = Act(label, url, main=actor.role != "deputy")
            yield Due(Matter(what, _("监督小组、办公室"), act, page), None)
        else:
            yield Due(Matter(what, who, Act(_("看进度"), page), page), one.due)


def asked(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Applications that wait to be put on the congress's agenda; the next meeting has them, no rule sets a day."""
    may = building.can_run(actor, place)
    for one in changes.waiting(place).filter(item_id="")[:SHOWN]:
        project: LivelihoodProject = one.project
        values = {"title": project.title, "what": one.get_kind_display()}
        url = reverse("projects:place_change", args=[place.code, one.public_id])
        page = work_url(place, project)
        act = Act(_("提请列入大会议程"), url, main=True) if may else Act(_("看申请"), page)
        what = _("%(title)s：申请%(what)s，等大会决定") % values
        yield Due(Matter(what, _("经办人"), act, page), None)


def from_the_site(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """What passers-by sent and nobody has looked at."""
    if not building.can_handle_site_reports(actor, place):
        return
    rows = supervising.site_reports_in(place).filter(state__in=("held", "received"))
    for one in rows.order_by("at")[:SHOWN]:
        url = reverse("projects:site_report", args=[place.code, one.public_id])
        what = _("%(title)s：现场反映“%(text)s”")
        values = {"title": one.project.title, "text": one.text[:20]}
        act = Act(_("查看"), url, main=True)
        matter = Matter(what % values, _("办公室"), act)
        yield Due(matter, timezone.localtime(one.at).date())
