"""民生实事的前半程: proposals without an answer, projects to screen and to argue, the list to study, determine, confirm."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.standing import may_screen
from oversight.projects.actions.support import may_handle
from oversight.projects.models import ProjectYear
from oversight.projects.pages.candidates import next_step as list_step
from oversight.projects.pages.selecting import people, screener
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of, years_of
from oversight.ui.page import Act, Due, Matter

BEFORE_THE_BALLOT = ("collecting", "preliminary", "proposed")


def selecting_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """What waits in the years whose list is not fixed, for whoever reads their pages."""
    if not permissions.can_see(actor, place):
        return
    for year in years_of(place).filter(state__in=BEFORE_THE_BALLOT):
        yield from proposal_matters(actor, place, year)
        yield from screening_matters(actor, place, year)
        yield from arguing_matters(actor, place, year)
        yield from list_matters(actor, place, year)


def proposal_matters(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Iterator[Due]:
    """Proposals without a conclusion, and those not taken whose proposer knows no reason."""
    url = reverse("projects:proposals", args=[place.code, year.year])
    may = may_handle(actor, place)
    counted = (
        (read.undecided(year).count(), _("%(year)s：%(n)d 条建议还没有结论"), "received"),
        (read.untold(year).count(), _("%(year)s：%(n)d 条未采纳的建议还没有答复"), "untold"),
    )
    for count, text, state in counted:
        if count:
            page = f"{url}?state={state}"
            act = Act(_("办理") if may else _("看建议"), page, main=may)
            what = text % {"year": year, "n": count}
            yield Due(
                Matter(what, people(place, "clerk") or _("经办人"), act, page), year.collecting_to
            )


def screening_matters(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Iterator[Due]:
    """Projects without a conclusion of the screening."""
    if count := len(read.unscreened(year)):
        url = reverse("projects:preliminary", args=[place.code, year.year])
        may = may_screen(actor, place)
        what = _("%(year)s：%(n)d 个项目等初选核对") % {"year": year, "n": count}
        act = Act(_("核对") if may else _("看初选"), url, main=may)
        yield Due(Matter(what, screener(place), act, url), None)


def arguing_matters(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Iterator[Due]:
    """Projects without a conclusion of their argument."""
    if year.state == "collecting":
        return
    if count := projects_of(year).filter(state__in=["proposed", "returned"]).count():
        url = reverse("projects:groups", args=[place.code, year.year])
        may = permissions.can_argue(actor, place)
        what = _("%(year)s：%(n)d 个项目等论证结论") % {"year": year, "n": count}
        act = Act(_("办理") if may else _("看论证"), url, main=may)
        yield Due(Matter(what, _("工作专班"), act, url), None)


def list_matters(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Iterator[Due]:
    """The candidate list: to be studied, determined, confirmed by the chair."""
    found = read.list_now(year)
    if found is None:
        return
    step = list_step(actor, place, year, found, read.entries_of(found))
    if step is None:
        return
    page = reverse("projects:candidates", args=[place.code, year.year])
    main = next((act for act in step.acts if act.main), None)
    what = _("%(year)s候选项目表：%(step)s") % {"year": year, "step": step.title}
    who = dict(step.facts).get(_("由谁"), "")
    yield Due(Matter(what, who, main or Act(_("看候选项目表"), page), page), found.party_on)
