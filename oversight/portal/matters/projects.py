"""民生实事的票决和报备: what a year's ballot waits for, the filing with its day, what a county has received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions, queries
from oversight.projects import permissions_voting as voting
from oversight.projects.models import ProjectYear
from oversight.projects.pages import ballot_steps
from oversight.projects.pages.ballots import standing_of
from oversight.projects.queries import delivery, filings
from oversight.projects.queries.ballots import frozen_list
from oversight.projects.rules.stages import STILL_VOTING, WITH_RESULT
from oversight.ui.page import Act, Due, Matter

BEFORE_THE_VOTE = ("candidate", "considered", "measure_adopted")
TO_SEND = frozenset({"draft", "returned"})
MOST = 20


def project_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """All of it."""
    yield from ballot_matters(actor, place)
    yield from delivery_matters(actor, place)
    yield from filing_matters(actor, place)
    yield from received_matters(actor, place)


def ballot_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """The next step of each year that is at its ballot, or has places left to a later meeting; no day is set."""
    if not permissions.can_read(actor, place):
        return
    at_ballot = ballot_steps.AT_THE_BALLOT | STILL_VOTING
    for year in queries.years_of(place).filter(state__in=at_ballot):
        at = standing_of(year)
        step = ballot_steps.next_step(actor, at)
        if step is None or ballot_steps.is_filing(at):
            continue
        url = reverse("projects:ballot", args=[place.code, year.year])
        what = _("%(year)d年民生实事：%(step)s") % {"year": year.year, "step": step.title}
        act = step.acts[0] if step.acts else Act(_("看进度"), url)
        who = dict(step.facts).get(_("由谁"), "")
        yield Due(Matter(what, who, Act(act.label, act.url, main=bool(step.acts)), url), None)


def delivery_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """候选项目表送代表: until so many days before the meeting that has the list, or the next one."""
    if not permissions.can_read(actor, place):
        return
    for year in queries.years_of(place).filter(state__in=BEFORE_THE_VOTE):
        found = frozen_list(year)
        meeting = delivery.meeting_for(found) if found is not None else None
        if found is None or meeting is None:
            continue
        url = reverse("projects:ballot", args=[place.code, year.year])
        for one in delivery.deliveries(found, meeting).steps:
            if one.code != "candidates" or one.on is not None:
                continue
            send = reverse("projects:send_candidates", args=[place.code, year.year])
            may = permissions.can_draft_list(actor, place)
            act = Act(_("登记送代表"), send, main=True) if may else Act(_("看进度"), url)
            what = _("%(year)d年候选项目表送代表") % {"year": year.year}
            yield Due(Matter(what, _("经办人"), act, url), one.deliver_by)


def filing_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """票决结果报备: until the day of the rulebook; again once it came back."""
    if place.level != "town" or not voting.can_read_filing(actor, place):
        return
    for year in queries.years_of(place).filter(state__in=WITH_RESULT)[:MOST]:
        found = filings.filing_of(year)
        if found is None or found.state in TO_SEND:
            yield filing_due(actor, place, year, returned=found is not None)
        elif found.state == "filed" and filings.unfiled(found) > 0:
            yield filing_due(actor, place, year, adds=True)


def filing_due(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    returned: bool = False,
    adds: bool = False,
) -> Due:
    """One filing that is to be sent, again after it came back, or for what a later meeting chose."""
    counted = filings.due_of(year)
    url = reverse("projects:filing", args=[place.code, year.year])
    text = _("%(year)d年票决结果：退回补正") if returned else _("%(year)d年票决结果报备案")
    if adds:
        text = _("%(year)d年另行票决的结果补充报备")
    may = voting.can_file_result(actor, place)
    send = reverse("projects:submit_filing", args=[place.code, year.year])
    act = Act(_("报送备案"), send, main=True) if may else Act(_("看进度"), url)
    day = counted.due if counted is not None else None
    return Due(Matter(text % {"year": year.year}, _("经办人"), act, url), day)


def received_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """What towns have filed and nobody has dealt with."""
    if not voting.can_receive(actor, place):
        return
    words = {"submitted": _("回执"), "received": _("备案或者退回补正")}
    for one in filings.received_by(place).filter(state__in=list(words))[:MOST]:
        url = reverse("projects:received_filing", args=[place.code, one.public_id])
        values = {"town": one.jurisdiction.name, "title": one.title}
        what = _("%(town)s：%(title)s") % values
        yield Due(Matter(what, _("经办人"), Act(words[one.state], url, main=True), url), None)
