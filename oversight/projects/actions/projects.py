"""形成项目: from proposals of citizens or by the government, and changing what it says until the list is studied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions.actions.writing import assign, check_place, put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.drafting import located
from oversight.projects.actions.merging import join
from oversight.projects.actions.standing import require_own, require_possible, require_screener
from oversight.projects.actions.support import locked_project, locked_year, next_number, require
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal
from oversight.projects.rules import selecting

CODE = "民{year}-{number:02d}"
FIELDS = frozenset(
    {
        "title", "requirement", "category", "where", "village", "beneficiaries", "cost_yuan",
        "money_sources", "unit", "leader", "due", "target", "latitude", "longitude",
    }
)  # fmt: skip


def make_project(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    title: str,
    requirement: str,
    proposals: Sequence[Proposal] = (),
    **fields: Any,
) -> LivelihoodProject:
    """形成项目: of one or more proposals; without any it is the government's own."""
    with act(
        "projects.make_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_handle_proposals(actor, place),
        rule=selecting.CODE,
    ) as running:
        year = locked_year(place, year)
        if proposals:
            require_screener(actor, place)
        require(selecting.may_make(year.state))
        number = next_number(year, "project")
        project = LivelihoodProject(
            jurisdiction=place,
            project_year=year,
            number=number,
            code=CODE.format(year=year.year, number=number),
            origin="proposals" if proposals else "government",
        )
        fill(place, project, {"title": title, "requirement": requirement, **fields})
        put(project)
        for proposal in proposals:
            join(actor, place, project, proposal)
        running.facts = {
            "project": project.code,
            "title": project.title,
            "proposals": [one.code for one in proposals],
        }
    return project


def change_project(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, **changes: Any
) -> LivelihoodProject:
    """修改项目: what it says, until the candidate list is studied; before and after stay in the record."""
    with act(
        "projects.change_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_handle_proposals(actor, place),
        rule=selecting.CODE,
    ) as running:
        project = locked_project(place, project)
        require_own(actor, place, project)
        require_possible("change", project)
        fill(place, project, changes)
        put(project)
        running.facts = {"project": project.code, "title": project.title}
    return project


def fill(place: Jurisdiction, project: LivelihoodProject, changes: Mapping[str, Any]) -> None:
    """Set the fields, each checked."""
    found = dict(changes)
    check_place(place, unit=found.get("unit"))
    if "title" in found:
        found["title"] = written(found["title"], "title", _("名称"), 80)
    if "requirement" in found:
        found["requirement"] = written(found["requirement"], "requirement", _("建设内容"), 2000)
    village = found.get("village")
    if village is not None and village.parent_id != place.pk:
        raise Invalid("other_place", _("所选的村（社区）不属于本地。"), where="village")
    if "latitude" in found or "longitude" in found:
        now = {name: getattr(project, name) for name in ("village", "latitude", "longitude")}
        found |= located(place, {**now, **found})
    if "money_sources" in found:
        found["money_sources"] = sources(found["money_sources"])
    assign(project, found, FIELDS)
    check_money(project)


def sources(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """资金来源 as they are kept: what it is, and how many yuan where that is known."""
    kept = []
    for one in given:
        name = written(str(one.get("source", "")), "money_sources", _("资金来源"), 60)
        yuan = one.get("yuan")
        if yuan is not None and yuan < 0:
            raise Invalid("bad_money", _("资金写成不小于 0 的整数元。"), where="money_sources")
        kept.append({"source": name, "yuan": yuan})
    return kept


def in_wan(yuan: int) -> str:
    """A sum as the form asks for it: 120000 is 12."""
    return f"{Decimal(yuan) / 10_000:f}"


def check_money(project: LivelihoodProject) -> None:
    """Sources that all name a sum add up to the cost."""
    sums = [one["yuan"] for one in project.money_sources]
    if project.cost_yuan is None or not sums or None in sums:
        return
    if (total := sum(sums)) != project.cost_yuan:
        text = _("资金来源合计 %(total)s 万元，与估算投资 %(cost)s 万元不同。")
        values = {"total": in_wan(total), "cost": in_wan(project.cost_yuan)}
        raise Invalid("sources_differ", text % values, where="money_sources")
