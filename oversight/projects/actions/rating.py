"""测评的行为: the government's report, the agenda of the next meeting, one secret ballot over every project, what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import kept
from oversight.institutions.actions.place_ends import require_still_there
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings.models import AgendaItem, Meeting
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import on_behalf, require_government
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import (
    CompletionReport,
    LivelihoodProject,
    ProjectRating,
    ProjectYear,
    RatedProject,
)
from oversight.projects.queries import building as read
from oversight.projects.queries import rating as rated
from oversight.projects.queries.inherited import code_in, governments_of
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import stages
from oversight.projects.rules.year_facts import YearFacts

KEPT_IN = "zh-hans"
ABOUT = "project_rating"


def submit_completion_report(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    submitted_on: date,
    text: str = "",
    file: Any = None,
    submitted_label: str = "",
) -> CompletionReport:
    """报送完成情况报告: by the government or entered for it; what is unfinished has been explained before.

    The first version closes the year as completed or unfinished; a later one replaces it and both stay.
    """
    permitted = permissions.can_report(actor, place)
    with act(
        "projects.submit_completion_report",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=stages.CODE,
    ) as running:
        require_government(actor, _("完成情况报告由人民政府报送。"))
        year = locked_year(place, year)
        not_to_come(submitted_on, "submitted_on")
        if not text.strip() and not file:
            raise Invalid("no_report", _("写报告内容，或者附报告文件。"), where="text")
        if year.state not in stages.FINISHED:
            facts = facts_of(year)
            require(stages.permits("report_year", facts))
            year.state = stages.after("report_year", facts)
            year.save()
        made = CompletionReport(
            jurisdiction=place,
            project_year=year,
            version=rated.reports_of(year).count() + 1,
            text=text.strip(),
            submitted_on=submitted_on,
            submitted_label=(submitted_label.strip() or actor.label)[:100],
            entered=on_behalf(actor),
        )
        if file:
            made.file = kept(actor, place, file, _("完成情况报告"))
        put(made)
        running.facts = {"year": year.year, "version": made.version, "state": year.state}
    return made


def facts_of(year: ProjectYear) -> YearFacts:
    """How the year's work stands: what is not verified, and what of that is not explained."""
    own = read.chosen_in(year.jurisdiction).filter(project_year=year)
    totals = read.totals_of(read.built(year.jurisdiction, own))
    return YearFacts(year.state, unverified=totals.under_way, unexplained=totals.unexplained)


def place_rating(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, meeting: Meeting
) -> AgendaItem:
    """列入议程: the rating of the year's and the carried-over projects at a meeting of the congress."""
    with act(
        "projects.place_rating",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
        rule=stages.CODE,
    ) as running:
        require_still_there(place)
        year = locked_year(place, year)
        require(stages.permits("record_rating", YearFacts(year.state)))
        if meeting.body.kind != "congress":
            text = _("满意度测评在本级人民代表大会会议上进行。")
            raise Refused("congress_rates", text, where="meeting")
        with override(KEPT_IN):
            title = _("对%(year)d年民生实事项目进行满意度测评") % {"year": year.year}
        item = meetings.propose_item(
            actor,
            place,
            meeting=meeting,
            title=title,
            kind="appraisal",
            about=(ABOUT, year.public_id),
            proposer=_("主席团"),
            reporter=_("人民政府"),
        )
        running.facts = {"year": year.year, "item": item.public_id, "meeting": meeting.title}
    return item


def put_rating_to_vote(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    method: str = "paper",
    measure: str = "",
    chair: str = "",
    scrutineers: Sequence[Mapping[str, Any]] = (),
) -> ProjectRating:
    """付测评: one secret ballot with a row for every project, by the rule that the rulebook fixed beforehand.

    On paper, or by card under an adopted measure where nobody recuses. Each row has the unit whose work it is: who
    serves there recuses from it and scrutinises nothing (procedures §2.3 vi).
    """
    with act(
        "projects.put_rating_to_vote",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
        rule=stages.CODE,
    ) as running:
        year = locked_year(place, year)
        require(stages.permits("record_rating", YearFacts(year.state)))
        item = rated.item_of(year)
        if item is None:
            raise Refused("not_on_the_agenda", _("先把测评列入大会会议的议程。"))
        works = rated.to_rate(year)
        if not works:
            raise Refused("nothing_to_rate", _("没有可以测评的项目。"))
        options = {one.pk: option_of(place, one) for one in works}
        poll = meetings.put_to_vote(
            actor,
            place,
            item,
            kind="satisfaction",
            options=list(options.values()),
            rule=projects_rules(place)[1].rating_rule,
            method=method,
            secret=True,
            measure=measure,
            chair=chair,
            scrutineers=scrutineers,
            option_units={options[one.pk]: units_of(place, one) for one in works},
        )
        made = ProjectRating(
            jurisdiction=place,
            project_year=year,
            item_id=item.public_id,
            poll_id=poll.public_id,
            rule=poll.rule_version,
        )
        made.save()
        for one in works:
            RatedProject(jurisdiction=place, rating=made, project=one).save()
        running.facts = {"year": year.year, "poll": poll.public_id, "projects": len(works)}
    return made


def option_of(place: Jurisdiction, project: LivelihoodProject) -> str:
    """The row of the ballot: code and name; before them the ended place whose work it was."""
    return " ".join(f"{code_in(place, project)} {project.title}".split())[:100]


def units_of(place: Jurisdiction, project: LivelihoodProject) -> list[str]:
    """The unit that carries a project, and the one that answers for it today; of one taken over the government."""
    if project.jurisdiction_id != place.pk:
        return [one.public_id for one in governments_of(place)]
    found = (project.unit, read.unit_today(place, project))
    return list(dict.fromkeys(one.public_id for one in found if one is not None))


@dataclass(frozen=True)
class Announced:
    """宣布的测评结果, as the poll gives it."""

    poll_id: str
    rule: str
    grades: Mapping[str, str | None]
    figures: Mapping[str, Any]
    text: str
    on: date


def record_rating(
    actor: Actor, place: Jurisdiction, rating: ProjectRating, found: Announced
) -> ProjectRating:
    """登记测评结果: grade and counts of every project as the chair announced them; written once, by the worker."""
    with act(
        "projects.record_rating",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=found.rule,
    ) as running:
        year = locked_year(place, rating.project_year)
        rows = ProjectRating.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
        rating = rows.get(pk=rating.pk)
        if rating.announced_on is not None:
            return rating
        rating.poll_id, rating.rule = found.poll_id, found.rule
        rating.figures, rating.announcement = dict(found.figures), found.text
        rating.announced_on = found.on
        put(rating)
        counts = {row["name"]: dict(row) for row in found.figures.get("rows", ())}
        for one in rating.rows.select_related("project__jurisdiction"):
            option = option_of(place, one.project)
            one.grade = found.grades.get(option) or ""
            one.counts = counts.get(option, {}) | rates_of(found.figures, option)
            one.save()
        facts = YearFacts(year.state)
        if stages.permits("record_rating", facts).allowed:
            year.state = stages.after("record_rating", facts)
            year.save()
        running.facts = {"year": year.year, "poll": found.poll_id, "projects": len(counts)}
    return rating


def rates_of(figures: Mapping[str, Any], option: str) -> dict[str, Any]:
    """Both rates of a row, and the base that recusal left it."""
    found: dict[str, Any] = {}
    if option in figures.get("rates", {}):
        found["rates"] = figures["rates"][option]
    if option in figures.get("bases", {}):
        found["base"] = figures["bases"][option]
    return found


def rating_with_item(place: Jurisdiction, item_id: str) -> ProjectRating | None:
    """The newest rating whose agenda item this is."""
    rows = ProjectRating.objects.in_scope(Scope.of(place)).filter(item_id=item_id)
    return rows.select_related("project_year").last() if item_id else None
