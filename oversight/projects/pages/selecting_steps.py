"""从初选到候选的下一步: what a year waits for between its collecting and its ballot, and who must act."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects.actions.arguing import argues
from oversight.projects.actions.screening import preliminary_verdict
from oversight.projects.actions.standing import may_screen
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.candidates import next_step as list_step
from oversight.projects.pages.selecting import people, screener, url_of
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of, window_of
from oversight.ui.page import Act, NextStep


def year_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep | None:
    """What the year waits for while projects are screened, argued and listed; None before and after."""
    if year.state == "collecting" and not window_of(year).running:
        return screening_step(actor, place, year)
    if year.state == "preliminary":
        return arguing_step(actor, place, year)
    if year.state == "proposed":
        found = read.list_now(year)
        entries = read.entries_of(found) if found else []
        return list_step(actor, place, year, found, entries)
    return None


def screening_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep:
    """Projects to screen, proposals to decide, then the list."""
    waiting, undecided = len(read.unscreened(year)), read.undecided(year).count()
    facts = [
        (_("由谁"), screener(place)),
        (_("待核对的项目"), str(waiting)),
        (_("没有结论的建议"), str(undecided)),
    ]
    verdict = preliminary_verdict(year)
    acts = [to(place, year, "preliminary", _("看初选"), "list-check")]
    if may_screen(actor, place) and verdict.allowed:
        acts.insert(0, to(place, year, "adopt_preliminary", _("确定初选清单"), "check-lg"))
    elif undecided and may_screen(actor, place):
        acts.append(to(place, year, "make_project", _("形成项目"), "plus-lg"))
    title = _("确定初选清单") if verdict.allowed else _("按四条原则核对，每条建议有结论")
    return shown(title, facts, acts, "" if verdict.allowed else _(verdict.text))


def arguing_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep:
    """Projects to argue, then the list is drafted."""
    waiting = projects_of(year).filter(state__in=["proposed", "returned"]).count()
    if not waiting:
        return list_step(actor, place, year, None, []) or shown("", [], [], "")
    text = ngettext("%(n)d 个项目等论证结论", "%(n)d 个项目等论证结论", waiting)
    facts = [(_("由谁"), _("工作专班；%(name)s") % {"name": people(place, "clerk") or _("经办人")})]
    return shown(
        text % {"n": waiting}, facts, [to(place, year, "groups", _("看论证"), "people")], ""
    )


def links_of(place: Jurisdiction, year: ProjectYear) -> list[Act]:
    """The pages of projects that a year has, from the moment there may be any."""
    if year.state == "prepared":
        return []
    wanted = [("items", _("项目"), "list-check"), ("preliminary", _("初选"), "clipboard-check")]
    if year.state != "collecting":
        wanted += [("groups", _("论证"), "people"), ("candidates", _("候选项目表"), "list-ol")]
    return [to(place, year, name, label, icon) for name, label, icon in wanted]


def to(place: Jurisdiction, year: ProjectYear, name: str, label: str, icon: str) -> Act:
    return Act(label, reverse(f"projects:{name}", args=[place.code, year.year]), icon)


def shown(title: str, facts: list[tuple[str, str]], acts: list[Act], refusal: str) -> NextStep:
    """The card, its first button solid."""
    marked = [Act(a.label, a.url, a.icon, main=n == 0) for n, a in enumerate(acts)]
    return NextStep(title=title, facts=facts, acts=marked, refusal=refusal)


@dataclass(frozen=True)
class OwnArgument:
    """代表所在专班论证的一个项目, with the way to record a visit."""

    project: LivelihoodProject
    group: str
    url: str
    visit_url: str


def own_arguments(actor: Actor, place: Jurisdiction, year: ProjectYear) -> list[OwnArgument]:
    """The projects that the reader's task groups argue now; none for the office, which records for every group."""
    if actor.role not in {"deputy", "member"}:
        return []
    own = {one.pk for one in read.groups_of(year) if argues(actor, place, one)}
    rows = read.running_in(year).filter(group__in=own).select_related("project__project_year")
    return [
        OwnArgument(
            one.project,
            one.group.name,
            url_of(place, one.project),
            url_of(place, one.project, "record_visit"),
        )
        for one in rows.order_by("project__number")
    ]
