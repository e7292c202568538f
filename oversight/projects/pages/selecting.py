"""项目清单和项目页: rows with filters as the address says, the chain, the next step and who must take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.workbook import Sheet
from oversight.projects import permissions
from oversight.projects.actions.arguing import argues
from oversight.projects.actions.standing import may_change, may_screen
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.papers import money_words
from oversight.projects.queries import selecting as read
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import selecting
from oversight.ui import formats
from oversight.ui.page import Act, NextStep, Step

ORDERS = {
    "number": ("number",),
    "title": ("title",),
    "cost": ("cost_yuan",),
    "proposals": ("proposal_count",),
    "state": ("state",),
    "village": ("village__name",),
}
BADGES = {
    "preliminary": "new",
    "rejected": "returned",
    "proposed": "running",
    "argued": "passed",
    "set_aside": "returned",
    "candidate": "waiting",
    "reserve": "archived",
    "returned": "returned",
    "struck": "returned",
    "chosen": "passed",
    "not_chosen": "archived",
    "implementing": "running",
    "suspended": "waiting",
    "terminated": "returned",
    "self_reported_done": "to_verify",
    "verified_done": "verified",
    "accepted": "done",
    "unfinished_tracking": "continuing",
}
AT = {"preliminary": 1, "proposed": 2, "returned": 2, "argued": 3, "candidate": 3, "reserve": 3}
ENDED_AT = {"rejected": 1, "set_aside": 2, "struck": 3}


@dataclass(frozen=True)
class Filters:
    """筛选: what the address asks for."""

    q: str = ""
    state: str = ""
    category: str = ""
    village: str = ""
    origin: str = ""
    sort: str = "number"

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Filters:
        """From the parameters of a request; what is not known is left out."""

        def word(name: str, allowed: Any = None) -> str:
            found = search_text(str(values.get(name, "")))[:100]
            return found if allowed is None or found in allowed else ""

        return cls(
            q=word("q"),
            state=word("state", dict(LivelihoodProject.STATES)),
            category=word("category", dict(LivelihoodProject.CATEGORIES)),
            village=word("village"),
            origin=word("origin", dict(LivelihoodProject.ORIGINS)),
            sort=word("sort") or "number",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked."""
        return bool(self.q or self.state or self.category or self.village or self.origin)


def narrowed(year: ProjectYear, filters: Filters) -> QuerySet[LivelihoodProject]:
    """The projects that the filters leave, in their order."""
    rows = read.counted(year)
    for name in ("state", "category", "origin"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.village:
        rows = rows.filter(village__public_id=filters.village)
    if filters.q:
        rows = rows.filter(search(filters.q))
    sign, name = ("-", filters.sort[1:]) if filters.sort.startswith("-") else ("", filters.sort)
    fields = ORDERS.get(name, ORDERS["number"])
    return rows.order_by(*[f"{sign}{field}" for field in fields], "number")


def search(text: str) -> Q:
    """Number, name, content or place."""
    found = Q(title__icontains=text) | Q(requirement__icontains=text) | Q(where__icontains=text)
    found |= Q(code__icontains=text) | Q(unit__name__icontains=text)
    return found | Q(village__name__icontains=text)


def villages(year: ProjectYear) -> list[tuple[str, str]]:
    """The villages that occur among the projects."""
    rows = read.counted(year).exclude(village=None).order_by("village__name")
    return list(dict.fromkeys(rows.values_list("village__public_id", "village__name")))


def item_sheet(rows: QuerySet[LivelihoodProject]) -> Sheet:
    """The list as a sheet."""
    headings = [
        _("编号"), _("项目名称"), _("建设内容"), pgettext("field", "类别"), pgettext("field", "地点"),
        _("村（社区）"), _("受益群众"), _("估算投资（元）"), _("资金来源"), _("责任单位"), _("分管领导"),
        _("完成时限"), pgettext("field", "来源"), _("归并的建议"), pgettext("filter", "状态"), _("状态的原因"),
    ]  # fmt: skip
    body = [
        (
            one.code, one.title, one.requirement, str(one.get_category_display()), one.where,
            one.village.name if one.village else "", one.beneficiaries, one.cost_yuan,
            money_words(one.money_sources), one.unit.name if one.unit else "", one.leader, one.due,
            str(one.get_origin_display()), one.proposal_count, str(one.get_state_display()),
            one.state_reason,
        )
        for one in rows
    ]  # fmt: skip
    return Sheet(_("民生实事项目"), headings, body, wide=frozenset({1, 2}))


def chain_of(project: LivelihoodProject) -> list[Step]:
    """建议 → 初选 → 论证 → 候选 → 票决 → 实施."""
    names = (_("建议"), _("初选"), _("论证"), _("候选"), _("票决"), _("实施"))
    at = AT.get(project.state, ENDED_AT.get(project.state, 5))
    stopped = project.state in ENDED_AT
    notes = notes_of(project)
    steps = []
    for number, name in enumerate(names):
        state = "done" if number < at else "future"
        if number == at:
            state = "stopped" if stopped else "current"
        steps.append(Step(name, state, notes=(notes[number],) if notes.get(number) else ()))
    return steps


def notes_of(project: LivelihoodProject) -> dict[int, str]:
    """What stands under a step: how many proposals, and the days."""
    joined = len(read.standing_links(project))
    found = {0: _("%(n)d 条") % {"n": joined} if joined else str(project.get_origin_display())}
    if newest := project.screenings.order_by("-pk").first():
        found[1] = formats.short_day(timezone.localtime(newest.at).date())
    ended = project.arguments.exclude(finished_on=None).order_by("-pk").first()
    if ended is not None and ended.finished_on is not None:
        found[2] = formats.short_day(ended.finished_on)
    return found


def url_of(place: Jurisdiction, project: LivelihoodProject, name: str = "project") -> str:
    keys = [place.code, project.project_year.year, project.public_id]
    return reverse(f"projects:{name}", args=keys)


def people(place: Jurisdiction, *roles: str) -> str:
    """经办人 周砚清: who holds the roles here."""
    names = [name for role in roles for name in institutions.holders(place, role)]
    return "、".join(dict.fromkeys(names))


def screener(place: Jurisdiction) -> str:
    """Who screens, as the rulebook says, with names."""
    side = projects_rules(place)[1].screener
    if side == "government":
        return _("镇人民政府") + (f"　{names}" if (names := people(place, "liaison")) else "")
    office = _("镇人大") if side == "congress" else _("镇人大和镇人民政府")
    return office + (f"　{names}" if (names := people(place, "clerk")) else "")


def offers_of(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> list[Act]:
    """What the reader may do with the project now, the most likely first."""
    argument = read.running_argument(project)
    wanted = (
        ("screen", "screen_project", _("初选核对"), "clipboard-check",
         may_screen(actor, place)),
        ("reopen", "reopen_project", _("重新考虑"), "arrow-repeat", may_screen(actor, place)),
        ("argue", "finish_argument", _("完成论证"), "check-lg",
         argument is not None and permissions.can_argue(actor, place)
         and argues(actor, place, argument.group)),
        ("visit", "record_visit", _("登记踏看"), "geo-alt",
         permissions.can_argue(actor, place)
         and argues(actor, place, argument.group if argument else None)),
        ("mark", "mark_project", _("打分"), "list-ol", permissions.can_form_groups(actor, place)),
        ("merge", "merge_proposals", _("并入建议"), "plus-lg", may_screen(actor, place)),
        ("change", "change_project", _("修改内容"), "pencil",
         may_change(actor, place, project)),
    )  # fmt: skip
    year = project.project_year
    state = read.list_state(year)
    offers = [
        Act(label, url_of(place, project, name), icon)
        for code, name, label, icon, may in wanted
        if may and selecting.permits(code, project.state, year.state, state).allowed
    ]
    finishes = url_of(place, project, "finish_argument")
    at = next((n for n, one in enumerate(offers) if one.url == finishes), None)
    if argument is not None and at is not None:
        open_ones = len(argument.checks.all()) < len(selecting.CHECKS)
        offers.insert(at if open_ones else at + 1, checks_act(place, project))
    return offers


def checks_act(place: Jurisdiction, project: LivelihoodProject) -> Act:
    """The page of the five checks, with this project chosen and what is on record filled in."""
    url = reverse("projects:record_checks", args=[place.code, project.project_year.year])
    return Act(_("登记核查"), f"{url}?project={project.public_id}", "clipboard-check")


def next_step(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> NextStep | None:
    """What comes next for the project, by whom; None once it is voted on or ended."""
    offers = offers_of(actor, place, project)
    year_keys = [place.code, project.project_year.year]
    if project.state == "preliminary":
        if not read.passed(project):
            return card(_("按四条原则核对"), [(_("由谁"), screener(place))], offers)
        facts = [
            (_("由谁"), screener(place)),
            (pgettext("field", "要求"), _("每个项目、每条建议都有结论")),
        ]
        url = reverse("projects:preliminary", args=year_keys)
        return card(_("确定初选清单"), facts, [Act(_("看初选"), url, "list-check"), *offers])
    if project.state == "rejected" and offers:
        facts = [(_("由谁"), screener(place)), (_("没有通过的原因"), project.state_reason)]
        return card(_("没有通过初选，情况变了的可以重新考虑"), facts, offers)
    if project.state in {"proposed", "returned"}:
        return argument_step(place, project, offers)
    if project.state in {"argued", "candidate", "reserve"}:
        url = reverse("projects:candidates", args=year_keys)
        act = Act(_("看候选项目表"), url, "list-ol")
        return card(*list_step(place, project), [act, *offers])
    return None


def argument_step(place: Jurisdiction, project: LivelihoodProject, offers: list[Act]) -> NextStep:
    """The argument: to be begun, or what it still waits for."""
    argument = read.running_argument(project)
    keys = [place.code, project.project_year.year]
    if argument is None:
        facts = [(_("由谁"), people(place, "clerk") or _("经办人"))]
        if project.state == "returned":
            facts.append((_("退回的原因"), project.state_reason))
        url = reverse("projects:groups", args=keys)
        return card(_("交工作专班论证"), facts, [Act(_("看专班"), url, "people"), *offers])
    done = {one.kind for one in argument.checks.all()}
    kinds = dict(argument.checks.model.KINDS)
    missing = "、".join(str(kinds[kind]) for kind in selecting.CHECKS if kind not in done)
    leader = "、".join(one.name for one in read.sitting(argument.group, institutions.today())[:3])
    facts = [(_("由谁"), f"{argument.group.name}　{leader}".strip())]
    facts.append((_("还差"), missing or _("论证结论")))
    return card(_("登记核查，作出结论"), facts, offers)


def list_step(place: Jurisdiction, project: LivelihoodProject) -> tuple[str, list[tuple[str, str]]]:
    """Where the list stands that the project is on."""
    clerk = people(place, "clerk") or _("经办人")
    wanted = {
        "": (_("列入候选项目表"), clerk),
        "drafting": (_("主席团研究候选项目表"), _("主席团，%(name)s登记") % {"name": clerk}),
        "studied": (_("党委（扩大）会议逐项审定"), _("镇党委，%(name)s登记") % {"name": clerk}),
        "determining": (
            _("党委（扩大）会议审定其余各项"),
            _("镇党委，%(name)s登记") % {"name": clerk},
        ),
        "determined": (_("确认审定结果"), people(place, "chair") or place.leader),
        "frozen": (_("提请大会票决"), people(place, "chair") or place.leader),
    }
    title, who = wanted[read.list_state(project.project_year)]
    return title, [(_("由谁"), who)]


def card(title: str, facts: list[tuple[str, str]], offers: list[Act]) -> NextStep:
    """The card of the next step: one solid button, at most three."""
    acts = [Act(a.label, a.url, a.icon, main=n == 0) for n, a in enumerate(offers[:3])]
    return NextStep(title=title, facts=facts, acts=acts)
