"""工作专班页面: who argues what, one group with its members, who joins and who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import Predicate, View, actor_of
from oversight.projects import permissions
from oversight.projects.actions import groups
from oversight.projects.forms import arguing as forms
from oversight.projects.models import (
    Argument,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
    TaskGroup,
)
from oversight.projects.pages.expert_rows import InvitedRow, invited_rows
from oversight.projects.pages.selecting import BADGES
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of
from oversight.projects.rules.selecting import CHECKS
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Act, Crumb, Page


def group_page(opens: Predicate) -> Any:
    """A work page of a task group: a ``year_page`` that gives its view the ``TaskGroup``; 404 unknown."""

    def decorate(view: View) -> View:
        @year_page(opens)
        def page(
            request: HttpRequest,
            place: Jurisdiction,
            year: ProjectYear,
            key: str,
            *args: Any,
            **kwargs: Any,
        ) -> HttpResponse:
            found = read.groups_of(year).filter(public_id=key).first()
            if found is None:
                raise Http404(key)
            return view(request, place, found, *args, **kwargs)

        return page

    return decorate


@dataclass(frozen=True)
class GroupRow:
    """专班清单的一行."""

    group: TaskGroup
    url: str
    members: list[GroupMember]
    gone: int
    running: int
    finished: int


@dataclass(frozen=True)
class ArguedRow:
    """论证中的项目的一行: its group and, by kind of check, the result so far."""

    project: LivelihoodProject
    badge: str
    argument: Argument | None
    checks: list[tuple[str, str]]
    visits: int


@dataclass(frozen=True)
class GroupsPage:
    """论证：专班和论证中的项目。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    rows: list[GroupRow]
    projects: list[ArguedRow]
    kinds: list[Any]
    may_form: bool


@require_safe
@year_page(permissions.can_see)
def groups_list(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """论证: who argues what, and what each project still waits for."""
    actor = actor_of(request)
    rows = projects_of(year).filter(state__in=["proposed", "returned", "argued", "set_aside"])
    rows = rows.prefetch_related("arguments__group", "arguments__checks")
    projects = [
        argued_row(one) for one in rows.annotate(visit_count=Count("visits")).order_by("number")
    ]
    open_ones = [one for one in projects if one.project.state in {"proposed", "returned"}]
    waiting, running = len(open_ones), [one for one in open_ones if one.argument]
    may = permissions.can_form_groups(actor, place)
    acts = []
    if may:
        acts.append(Act(_("成立专班"), url_of(place, year, "form_group"), "people"))
        if len(running) < waiting and read.groups_of(year).exists():
            acts.append(
                Act(_("开始论证"), url_of(place, year, "start_arguments"), "check-lg", main=True)
            )
    if permissions.can_argue(actor, place) and running:
        url, main = url_of(place, year, "record_checks"), len(running) == waiting
        acts.append(Act(_("登记核查"), url, "clipboard-check", main=main))
    values = {"waiting": waiting, "done": len(projects) - waiting}
    context = GroupsPage(
        page=Page(
            title=_("%(waiting)d 个项目论证中，%(done)d 个有结论") % values,
            lead=_("代表和行业专家核查资金、用地、环境影响、安全、合法性，到现场看"),
            crumbs=crumbs(place, year, _("论证")),
            window_title=_("%(year)s 论证") % {"year": year},
            acts=tuple(acts),
        ),
        place=place,
        year=year,
        rows=group_rows(place, year),
        projects=projects,
        kinds=[dict(forms.ArgumentCheck.KINDS)[kind] for kind in CHECKS],
        may_form=may,
    )
    return render(request, "projects/selecting/groups.html", vars(context))


def group_rows(place: Jurisdiction, year: ProjectYear) -> list[GroupRow]:
    """Every group with who is in it and what it argues."""
    today = institutions.today()
    deputies = read.mandated(place, today)
    over = Count("arguments", filter=~Q(arguments__finished_on=None))
    rows = []
    for group in read.groups_of(year).annotate(argued=Count("arguments"), over=over).order_by("pk"):
        members = read.sitting(group, today)
        held = [one for one in members if one.capacity == "deputy"]
        gone = sum(1 for one in held if one.person_id not in deputies)
        url = url_of(place, year, "group", group.public_id)
        rows.append(GroupRow(group, url, members, gone, group.argued - group.over, group.over))
    return rows


def argued_row(project: LivelihoodProject) -> ArguedRow:
    """One project with its newest argument."""
    newest = max(project.arguments.all(), key=lambda one: one.pk, default=None)
    if newest is not None and newest.finished_on and project.state in {"proposed", "returned"}:
        newest = None
    results = {one.kind: one.result for one in newest.checks.all()} if newest else {}
    words = dict(forms.ArgumentCheck.RESULTS)
    checks = [(results.get(kind, ""), str(words.get(results.get(kind, ""), ""))) for kind in CHECKS]
    visits = getattr(project, "visit_count", 0)
    return ArguedRow(project, BADGES[project.state], newest, checks, visits)


@dataclass(frozen=True)
class GroupPage:
    """一个专班。"""

    page: Page
    place: Jurisdiction
    group: TaskGroup
    members: list[tuple[GroupMember, bool]]
    arguments: list[Argument]
    experts: list[InvitedRow]
    may_form: bool


@require_safe
@group_page(permissions.can_see)
def group(request: HttpRequest, place: Jurisdiction, found: TaskGroup) -> HttpResponse:
    """一个专班: its members, those who are no deputies any more, and what it argues."""
    year, may = found.project_year, permissions.can_form_groups(actor_of(request), place)
    deputies = read.mandated(place, institutions.today())
    rows = found.members.select_related("person")
    keys = [place.code, year.year, found.public_id]
    add = Act(_("增加成员"), reverse("projects:add_member", args=keys), "plus-lg", main=True)
    begin = Act(_("开始论证"), url_of(place, year, "start_arguments"), "check-lg")
    context = GroupPage(
        page=Page(
            title=found.name,
            lead=found.note,
            crumbs=crumbs(place, year, Crumb(_("论证"), url_of(place, year, "groups")), found.name),
            acts=(begin, add) if may else (),
        ),
        place=place,
        group=found,
        members=[(m, m.capacity == "deputy" and m.person_id not in deputies) for m in rows],
        arguments=list(found.arguments.select_related("project").order_by("-pk")),
        experts=invited_rows(found),
        may_form=may,
    )
    return render(request, "projects/selecting/group.html", vars(context))


def group_act(
    request: HttpRequest,
    place: Jurisdiction,
    found: TaskGroup,
    form_class: Any,
    run: Any,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The form of one act on a group, then back to it."""
    year = found.project_year
    url = reverse("projects:group", args=[place.code, year.year, found.public_id])
    listed = Crumb(_("论证"), url_of(place, year, "groups"))
    trail = crumbs(place, year, listed, Crumb(found.name, url), title)
    page = ActPage(
        title, title, url, trail, lead=found.name, done=done, facts=more.pop("facts", ())
    )
    return form_act(request, place, page, form_class, run, **more)


@year_page(permissions.can_form_groups)
def form_group(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """成立工作专班."""
    return year_act(
        request, place, year, forms.GroupForm, groups.form_group,
        title=_("成立专班"), done=_("已成立。下一步增加成员。"),
        initial={"formed_on": institutions.today().isoformat()},
        back_url=url_of(place, year, "groups"),
        then=lambda made: reverse("projects:group", args=[place.code, year.year, made.public_id]),
    )  # fmt: skip


@group_page(permissions.can_form_groups)
def add_member(request: HttpRequest, place: Jurisdiction, found: TaskGroup) -> HttpResponse:
    """增加专班成员."""
    run = partial(groups.add_member, actor_of(request), place, found)
    return group_act(request, place, found, forms.MemberForm, run, _("增加成员"), _("已增加。"))


@group_page(permissions.can_form_groups)
def remove_member(
    request: HttpRequest, place: Jurisdiction, found: TaskGroup, member: str
) -> HttpResponse:
    """专班成员退出."""
    one = found.members.filter(public_id=member, left_on=None).first()
    if one is None:
        raise Http404(member)
    run = partial(groups.remove_member, actor_of(request), place, one)
    initial = {"on": institutions.today().isoformat()}
    return group_act(
        request, place, found, forms.LeaveForm, run, _("成员退出"), _("已退出。"),
        initial=initial, facts=[(one.get_capacity_display(), one.name)],
    )  # fmt: skip
