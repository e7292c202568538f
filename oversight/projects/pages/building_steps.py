"""实施年的下一步: what the chosen projects wait for – plans, reports, verification – and by whom, with the list of it."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.projects.models import ProjectYear
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries.inherited import listed_in
from oversight.projects.rules.stages import WITH_RESULT
from oversight.ui.page import Act, NextStep


def year_step(place: Jurisdiction, year: ProjectYear) -> NextStep | None:
    """The first thing that projects of the year wait for; None before the result and once all is rated."""
    if year.state not in WITH_RESULT or year.state == "rated":
        return None
    works_url, rating_url = (
        reverse(f"projects:{name}", args=[place.code, year.year]) for name in ("works", "rating")
    )
    rows = rows_of(place, listed_in(year))
    for wanted, title, who, asked in waits():
        count = sum(wanted(row) for row in rows)
        if count:
            act = Act(_("看这些项目"), f"{works_url}?{urlencode(asked)}", main=True)
            return NextStep(title=title % {"n": count}, facts=[(_("由谁"), who)], acts=[act])
    if not rows:
        return None
    rating = Act(_("完成与测评"), rating_url, main=True)
    works = Act(_("实施的项目"), works_url)
    if any(row.group == "on_time" for row in rows):
        title, who, acts = _("按计划实施，按月报进展"), _("责任单位"), [works, rating]
    else:
        title, who, acts = _("报告完成情况，大会测评"), _("人民政府、大会"), [rating, works]
    return NextStep(title=title, facts=[(_("由谁"), who)], acts=acts)


Wait = tuple[Callable[[WorkRow], bool], str, str, dict[str, str]]


def waits() -> list[Wait]:
    """What comes first: whether a project waits for it, in words, by whom, and the filter of the list."""
    units, others = _("责任单位"), _("监督小组或办事机构，不是报告完成的人")
    return [
        (lambda row: row.built.plan is None, _("编制实施计划：还有 %(n)d 项没有"), units, {"only": "unplanned"}),
        (lambda row: row.group == "to_verify", _("核实自报完成的 %(n)d 项"), others, {"state": "self_reported_done"}),
        (lambda row: bool(row.owed_month), _("报进展：还有 %(n)d 项没有报"), units, {"only": "owed"}),
    ]  # fmt: skip
