"""票决页的内容: where the vote stands, what comes next and who must take it, every round with its raw counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.models import AgendaItem
from oversight.projects import permissions_voting as permissions
from oversight.projects.models import BallotMeasure, CandidateList, ProjectBallot, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.rules.balloting import Outcome, Round
from oversight.projects.rules.stages import WITH_RESULT
from oversight.ui.page import Act, Step
from oversight.voting.models import Poll

STEPS = ("list", "considered", "measure", "vote", "announced", "filed")
DONE_BY = {
    "considered": {"list", "considered"},
    "measure_adopted": {"list", "considered", "measure"},
    "voted": {"list", "considered", "measure", "vote"},
    "announced": {"list", "considered", "measure", "vote", "announced"},
}
EARLIER = frozenset({"prepared", "collecting", "preliminary", "proposed"})
BEFORE_FILING = frozenset({"candidate", "considered", "measure_adopted", "voted"})


@dataclass(frozen=True)
class Standing:
    """票决此刻的情况: everything that the page and its next step look at, read once."""

    place: Jurisdiction
    year: ProjectYear
    measure: BallotMeasure | None
    found: CandidateList | None
    item: AgendaItem | None
    measure_item: AgendaItem | None
    ballots: tuple[ProjectBallot, ...]
    result: Outcome | None
    poll: Poll | None

    @property
    def held(self) -> Round | None:
        """What the next ballot is about; None where nothing is left to vote on."""
        if self.measure is None or self.found is None:
            return None
        return read.held_next(self.measure, self.found, self.ballots)

    @property
    def to_deliver(self) -> CandidateList | None:
        """The list that the deputies must have before a vote; None once nothing is left to vote on."""
        return self.found if self.measure is None or self.held is not None else None

    @property
    def running(self) -> bool:
        """Whether a vote is prepared or under way."""
        return self.poll is not None and not self.poll.has_ended


def standing_of(year: ProjectYear) -> Standing:
    """Read for the page of the year's ballot."""
    place, found, measure = year.jurisdiction, read.frozen_list(year), read.measure_now(year)
    ballots = tuple(read.ballots_of(year))
    last = read.last_valid(ballots)
    item = read.item_of_list(found) if found is not None else None
    polls = meetings.polls_of(item) if item is not None else []
    if measure is not None and (chosen := read.item_of_chosen(measure)) is not None:
        polls = [*polls, *meetings.polls_of(chosen)]
    return Standing(
        place=place,
        year=year,
        measure=measure,
        found=found,
        item=item,
        measure_item=meetings.item_by_id(place, measure.item_id)
        if measure is not None and measure.item_id
        else None,
        ballots=ballots,
        result=read.whole_of(last) if last is not None else None,
        poll=polls[-1] if polls else None,
    )


def links_of(year: ProjectYear) -> list[Act]:
    """To the ballot, once there is a list; to what is built and rated, once the result is announced."""
    if year.state in EARLIER:
        return []
    keys = [year.jurisdiction.code, year.year]
    found = [
        Act(pgettext("chain", "票决"), reverse("projects:ballot", args=keys), "ui-checks-grid")
    ]
    if year.state in WITH_RESULT:
        works = reverse("projects:works", args=keys)
        rating = reverse("projects:rating", args=keys)
        found += [Act(_("实施的项目"), works, "graph-up"), Act(_("完成与测评"), rating, "award")]
    return found


def chain_of(at: Standing) -> list[Step]:
    """候选表、审议、办法、票决、公告、备案."""
    words = {
        "list": _("候选项目表"),
        "considered": pgettext("chain", "大会审议"),
        "measure": _("票决办法"),
        "vote": pgettext("chain", "票决"),
        "announced": pgettext("chain", "公告"),
        "filed": pgettext("chain", "备案"),
    }
    done = DONE_BY.get(at.year.state, set(STEPS))
    if at.year.state in EARLIER:
        done = set()
    elif at.year.state == "candidate":
        done = {"list"}
    elif read.still_voting(at.year):
        done = done - {"vote"}
    open_ones = [one for one in STEPS if one not in done]
    current = open_ones[0] if open_ones else ""
    return [
        Step(words[one], "done" if one in done else "current" if one == current else "future")
        for one in STEPS
    ]


def url_of(at: Standing, name: str, *keys: Any) -> str:
    return reverse(f"projects:{name}", args=[at.place.code, at.year.year, *keys])


def item_url(item: AgendaItem) -> str:
    """The page of an agenda item."""
    place, meeting = item.jurisdiction.code, item.meeting.public_id
    return reverse("meetings:item", args=[place, meeting, item.public_id])


def item_act(item: AgendaItem, label: str) -> Act:
    """To the agenda item, where the meeting goes on."""
    return Act(label, item_url(item), main=True)


def poll_act(at: Standing, poll: Poll) -> Act:
    """To the count."""
    url = reverse("voting:poll", args=[at.place.code, poll.public_id])
    return Act(_("办理表决和计票"), url, main=True)


def others_of(actor: Actor, at: Standing) -> list[Act]:
    """What else may be done now."""
    found: list[Act] = []
    if permissions.can_draft_measure(actor, at.place):
        found += drafting_acts(at)
    adopted = at.measure is not None and at.measure.state == "adopted" and at.found is not None
    if adopted and at.held is not None and permissions.can_print_ballots(actor, at.place):
        found.append(Act(_("印选票"), url_of(at, "print_ballots"), "printer"))
    if at.result is not None and not at.running:
        poster = url_of(at, "result_poster")
        found.append(Act(_("结果海报（A3）"), poster, "download", download=True))
    after = at.year.state not in EARLIER | BEFORE_FILING
    if after and at.place.level == "town" and permissions.can_read_filing(actor, at.place):
        found.append(Act(_("看报备"), url_of(at, "filing"), "send"))
    return found


def drafting_acts(at: Standing) -> list[Act]:
    """What is drafted: the measure before the vote, the papers of the result after it."""
    found: list[Act] = []
    if at.to_deliver is not None and at.to_deliver.sent_on is None and at.result is None:
        found.append(Act(_("登记送代表"), url_of(at, "send_candidates"), "send"))
    if at.measure is not None and at.measure.state == "drafted":
        found.append(Act(_("修改票决办法"), url_of(at, "change_measure"), "pencil"))
    if at.measure is not None and at.measure.state in {"drafted", "tabled"}:
        found.append(Act(_("票决办法成文"), url_of(at, "draft_measure_paper"), "file-earmark-text"))
    undecided = at.item is not None and at.item.state == "put_to_vote"
    if at.result is not None and not at.running and not undecided:
        found += [
            Act(_("起草公告"), url_of(at, "draft_announcement"), "file-earmark-text"),
            Act(_("起草简报"), url_of(at, "draft_brief"), "file-earmark-text"),
            Act(_("拟公开票决结果"), url_of(at, "propose_result"), "broadcast"),
        ]
    return found


def title_of(at: Standing) -> str:
    """The first sentence of the page."""
    if at.result is not None:
        values = {"n": len(at.result.chosen), "of": len(on_ballot(at.ballots[-1].list))}
        if at.result.open_places:
            values["left"] = at.result.open_places
            return _("从 %(of)d 个候选项目中选定 %(n)d 项，缺 %(left)d 项") % values
        return _("从 %(of)d 个候选项目中选定 %(n)d 项") % values
    if at.found is None:
        return _("票决：候选项目表还没有确定")
    count = len(on_ballot(at.found))
    if at.running:
        return _("%(count)d 个候选项目正在票决") % {"count": count}
    return _("%(count)d 个候选项目，等待票决") % {"count": count}
