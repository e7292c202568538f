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
from oversight.projects.actions.announcing import issued_announcement, public_result
from oversight.projects.models import BallotMeasure, CandidateList, ProjectBallot, ProjectYear
from oversight.projects.papers_voting import result_words
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.queries.filings import filing_of
from oversight.projects.rules.balloting import Outcome, Round
from oversight.ui.page import Act, NextStep, Step
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


AT_THE_BALLOT = frozenset({"candidate", "considered", "measure_adopted", "voted", "announced"})


def year_step(actor: Actor, year: ProjectYear) -> NextStep | None:
    """What a year waits for between its list and the filing of its result; None before and after."""
    return next_step(actor, standing_of(year)) if year.state in AT_THE_BALLOT else None


def links_of(year: ProjectYear) -> list[Act]:
    """To the ballot, once there is a list."""
    if year.state in EARLIER:
        return []
    url = reverse("projects:ballot", args=[year.jurisdiction.code, year.year])
    return [Act(pgettext("chain", "票决"), url, "ui-checks-grid")]


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


def next_step(actor: Actor, at: Standing) -> NextStep | None:
    """The one step that comes now; whoever cannot take it reads who does."""
    may = permissions.can_run_ballot(actor, at.place)
    found = step_before_vote(at) or step_of_vote(at) or step_after_vote(at)
    if found is None:
        return None
    title, who, acts = found
    facts = [(_("由谁"), who)]
    if at.measure is not None:
        facts.append((_("依据"), at.measure.title))
    return NextStep(title=title, facts=facts, acts=acts if may else [])


Found = tuple[str, str, list[Act]]


def step_before_vote(at: Standing) -> Found | None:
    """List, consideration, measure."""
    clerk, state = _("经办人"), at.year.state
    if state in EARLIER:
        return _("先确定候选项目表"), clerk, [Act(_("看候选项目表"), url_of(at, "candidates"))]
    if at.measure is None and state in {"candidate", "considered"}:
        act = Act(_("起草票决办法"), url_of(at, "draft_measure"), main=True)
        return _("起草票决办法"), clerk, [act]
    if at.item is None and state in {"candidate", "considered"}:
        act = Act(_("候选项目提请大会"), url_of(at, "table_list"), main=True)
        return _("把候选项目提请大会审议"), clerk, [act]
    if at.measure is not None and at.measure.state == "drafted":
        act = Act(_("票决办法提请大会"), url_of(at, "table_measure"), main=True)
        return _("把票决办法提请大会"), clerk, [act]
    if state == "candidate" and at.item is not None:
        return _("大会审议候选项目"), _("大会"), [item_act(at.item, _("办理这项议题"))]
    if state == "considered" and at.measure_item is not None:
        act = item_act(at.measure_item, _("办理这项议题"))
        return _("大会表决票决办法"), _("大会，全体代表过半数通过"), [act]
    return None


def step_of_vote(at: Standing) -> Found | None:
    """The vote itself, and what the measure says of what it left."""
    hall = _("执行主席、监票人、计票人")
    if at.year.state not in {"measure_adopted", "voted"}:
        return None
    if at.running and at.poll is not None:
        return _("票决进行中，宣布以前不显示票数"), hall, [poll_act(at, at.poll)]
    follows = at.result.next if at.result is not None else ""
    void = bool(at.ballots) and at.ballots[-1].status == "void"
    if at.item is not None and at.item.state == "put_to_vote":
        if void or follows in {"revote_tied", "vote_again"}:
            act = Act(_("再次票决"), url_of(at, "vote_again"), main=True)
            word = _("重新投票") if void else result_words(follows)
            return word, _("大会，重新清点到会人数"), [act]
        act = Act(_("以现有结果为准"), url_of(at, "settle_ballot"), main=True)
        return _("按票决办法处理空缺或并列"), _("大会"), [act]
    if follows == "confirm":
        act = Act(_("名单整体付表决"), url_of(at, "table_chosen"), main=True)
        return _("按位次计分得出的名单付大会表决"), _("大会，全体代表过半数通过"), [act]
    if follows == "next_meeting" and (at.item is None or at.item.has_ended):
        act = Act(_("再提请大会"), url_of(at, "table_list"), main=True)
        return _("空缺的名额在下次会议上另行票决，或者先公告"), _("经办人"), [act, announce(at)]
    if at.result is None or follows == "next_meeting":
        act = Act(_("付票决"), url_of(at, "put_to_vote"), main=True)
        return _("付票决"), _("大会"), [act]
    return None


def announce(at: Standing) -> Act:
    return Act(_("登记已公告"), url_of(at, "announce_result"), main=True)


def step_after_vote(at: Standing) -> Found | None:
    """Papers, the public page, the filing."""
    if at.year.state == "voted":
        if issued_announcement(at.year) is None and public_result(at.year) is None:
            acts = [
                Act(_("起草公告"), url_of(at, "draft_announcement"), main=True),
                Act(_("拟公开票决结果"), url_of(at, "propose_result")),
            ]
            return _("公告票决结果"), _("主席团，经办人起草"), acts
        return _("登记已公告"), _("经办人"), [announce(at)]
    if at.year.state == "announced" and at.place.level == "town":
        sent = filing_of(at.year)
        if sent is not None and sent.state in {"submitted", "received"}:
            return (
                str(sent.get_state_display()),
                _("县级人大常委会"),
                [Act(_("看报备"), url_of(at, "filing"))],
            )
        word = _("退回补正") if sent is not None else _("报县级人大常委会备案")
        return word, _("经办人"), [Act(_("报送备案"), url_of(at, "filing"), main=True)]
    return None


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
    if at.measure is not None and at.measure.state == "drafted":
        found.append(Act(_("修改票决办法"), url_of(at, "change_measure"), "pencil"))
    if at.measure is not None and at.measure.state in {"drafted", "tabled"}:
        found.append(Act(_("票决办法成文"), url_of(at, "draft_measure_paper"), "file-earmark-text"))
    if at.result is not None and not at.running:
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
        return _("从 %(of)d 个候选项目中选定 %(n)d 项") % values
    if at.found is None:
        return _("票决：候选项目表还没有确定")
    count = len(on_ballot(at.found))
    if at.running:
        return _("%(count)d 个候选项目正在票决") % {"count": count}
    return _("%(count)d 个候选项目，等待票决") % {"count": count}
