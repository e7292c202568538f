"""初选: the four principles answered with reasons, what follows for the proposers, and the preliminary list fixed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import not_to_come, put, written
from oversight.institutions.models import Jurisdiction
from oversight.institutions.rules.verdicts import Verdict
from oversight.projects import permissions
from oversight.projects.actions.handling import not_taken, open_again
from oversight.projects.actions.merging import take
from oversight.projects.actions.standing import moved, require_possible, require_screener
from oversight.projects.actions.support import (
    locked_project,
    locked_proposal,
    locked_year,
    require,
)
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal, Screening
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of, window_of
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import project_steps, screening, selecting, stages

REASON_OF = {
    "needed": "not_needed",
    "affordable": "not_affordable",
    "small_and_broad": "too_narrow",
    "done_this_year": "not_this_year",
}


def screen_project(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    answers: Mapping[str, tuple[bool, str]],
    allowed_by: str = "",
    allowed_on: date | None = None,
    this_year_goal: str = "",
    reason: str = "",
    reason_text: str = "",
) -> Screening:
    """初选核对: the outcome follows from the four answers; rejected, every proposer of the project is given the reason.

    ``answers``: by principle whether it holds and why. ``allowed_by`` and what follows: the exception over several
    years. ``reason``: of ``Proposal.REASONS``, for the proposers; without it that of the first principle not met.
    """
    with act(
        "projects.screen_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_screen(actor, place),
        rule=screening.CODE,
        basis=_(screening.BASIS),
    ) as running:
        require_screener(actor, place)
        project = locked_project(place, project)
        require_possible("screen", project)
        over_years = None
        if allowed_by or allowed_on or this_year_goal:
            if allowed_on is not None:
                not_to_come(allowed_on, "allowed_on")
            on = allowed_on.isoformat() if allowed_on else ""
            over_years = screening.MultiYear(allowed_by.strip(), on, this_year_goal.strip())
        given = {code: screening.Answer(*one) for code, one in answers.items()}
        outcome = screening.screen(given, over_years)
        refuse_open(outcome)
        found = keep(actor, place, project, given, outcome)
        if outcome.outcome == "exception":
            project.multi_year, project.multi_year_allowed_by = True, allowed_by.strip()
            project.multi_year_allowed_on = allowed_on
            project.this_year_goal = this_year_goal.strip()
        follow(actor, place, project, given, outcome.outcome, reason, reason_text)
        put(project)
        running.facts = {"project": project.code, "outcome": outcome.outcome}
    return found


def refuse_open(outcome: screening.Screened) -> None:
    """Refuse a checklist that is not complete, with what is missing."""
    if outcome.outcome == "open":
        problem = outcome.problems[0]
        values = {name: _(str(value)) for name, value in problem.values.items()}
        where = {"no_allower": "allowed_by", "no_day": "allowed_on", "no_goal": "this_year_goal"}
        raise Invalid(
            problem.code,
            _(problem.text) % values,
            basis=_(problem.basis),
            where=where.get(problem.code, ""),
        )


def keep(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    answers: Mapping[str, screening.Answer],
    outcome: screening.Screened,
) -> Screening:
    """The row of this screening, with rule and rulebook."""
    found = Screening(
        jurisdiction=place,
        project=project,
        answers={c: {"met": one.holds, "reason": one.reason.strip()} for c, one in answers.items()},
        outcome=outcome.outcome,
        reasons=[{"code": one.code, "text": one.chinese} for one in outcome.reasons],
        rule=screening.CODE,
        by_label=actor.label[:100],
        at=timezone.now(),
        **projects_rules(place)[0].stored,
    )
    put(found)
    return found


def follow(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    answers: Mapping[str, screening.Answer],
    outcome: str,
    reason: str,
    reason_text: str,
) -> None:
    """What the outcome means for the project and for each of its proposals."""
    joined = [one.proposal for one in read.standing_links(project)]
    proposals = [one for one in joined if one.state == "received"]
    if outcome == "rejected":
        failing = next(code for code in screening.PRINCIPLES if not answers[code].holds)
        code = reason or REASON_OF[failing]
        if code not in dict(Proposal.REASONS):
            raise Invalid("unknown_reason", _("从列表里选。"), where="reason")
        why = (reason_text.strip() or answers[failing].reason.strip())[:500]
        for proposal in proposals:
            not_taken(actor, place, proposal, code, why)
        moved(project, "reject")
        project.state_reason = why
        return
    for proposal in proposals:
        take(proposal)
    if project.project_year.state in project_steps.ARGUING.split():
        moved(project, "pass_screening")


def reopen_project(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, *, reason: str
) -> LivelihoodProject:
    """重新考虑项目: one rejected is screened anew, and so are its proposals; screenings and answers stay."""
    with act(
        "projects.reopen_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_screen(actor, place),
        rule=selecting.CODE,
    ) as running:
        require_screener(actor, place)
        project = locked_project(place, project)
        require_possible("reopen", project)
        running.note = written(reason, "reason", _("重新考虑的原因"), 300)
        links = read.standing_links(project)
        if project.origin == "proposals" and not links:
            text = _("归入它的建议都已离开。要办的，用现有的建议另行形成项目。")
            raise Refused("no_proposal_left", text)
        again = [locked_proposal(place, one.proposal) for one in links]
        again = [one for one in again if one.state == "not_taken"]
        for proposal in again:
            open_again(proposal)
        moved(project, "reopen")
        project.state_reason = ""
        put(project)
        running.facts = {"project": project.code, "proposals": [one.code for one in again]}
    return project


def adopt_preliminary(actor: Actor, place: Jurisdiction, year: ProjectYear) -> ProjectYear:
    """确定初选清单: every proposal has its conclusion, every project passed becomes a proposed project to be argued."""
    with act(
        "projects.adopt_preliminary",
        actor=actor,
        place=place.code,
        permitted=permissions.can_screen(actor, place),
        rule=stages.CODE,
    ) as running:
        require_screener(actor, place)
        year = locked_year(place, year)
        require(preliminary_verdict(year))
        projects = list(projects_of(year).filter(state="preliminary"))
        for project in projects:
            moved(project, "pass_screening")
            put(project)
        year.state = "preliminary"
        put(year)
        running.facts = {"year": year.year, "projects": [one.code for one in projects]}
    return year


def preliminary_verdict(year: ProjectYear) -> Verdict:
    """Whether the preliminary list may be fixed now, and why not."""
    window = window_of(year)
    facts = stages.YearFacts(
        state=year.state,
        collected_enough=not window.running,
        undecided=read.undecided(year).count(),
        untold=read.untold(year).count(),
    )
    verdict = stages.permits("adopt_preliminary", facts)
    if not verdict.allowed:
        return verdict
    waiting = read.unscreened(year)
    count = projects_of(year).filter(state="preliminary").count()
    return selecting.may_adopt_preliminary(len(waiting), count - len(waiting))
