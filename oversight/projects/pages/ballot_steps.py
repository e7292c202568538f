"""票决的下一步: the one step that comes now, from the frozen list to the filing, and again for places left open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions.announcing import (
    course_of,
    is_out,
    issued_announcement,
    public_result,
)
from oversight.projects.models import ProjectYear
from oversight.projects.pages.ballots import (
    EARLIER,
    Standing,
    item_act,
    poll_act,
    standing_of,
    url_of,
)
from oversight.projects.papers_voting import result_words
from oversight.projects.queries.ballots import LATER, TABLED_AGAIN
from oversight.projects.queries.filings import filing_of, unfiled
from oversight.projects.rules.stages import STILL_VOTING
from oversight.ui.page import Act, NextStep

AT_THE_BALLOT = frozenset({"candidate", "considered", "measure_adopted", "voted"})
Found = tuple[str, str, list[Act]]
"""What comes, who takes it, with what."""


def year_step(actor: Actor, year: ProjectYear) -> NextStep | None:
    """What a year waits for between its list and the filing of its result; None before and after."""
    return (
        next_step(actor, standing_of(year)) if year.state in AT_THE_BALLOT | STILL_VOTING else None
    )


def next_step(actor: Actor, at: Standing) -> NextStep | None:
    """The one step that comes now; whoever cannot take it reads who does."""
    may = permissions.can_run_ballot(actor, at.place)
    found = step_before_vote(at) or step_of_vote(at) or step_after_vote(at) or step_left_open(at)
    if found is None:
        return None
    title, who, acts = found
    facts = [(_("由谁"), who)]
    if at.measure is not None:
        facts.append((_("依据"), at.measure.title))
    return NextStep(title=title, facts=facts, acts=acts if may else [])


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
    """The vote itself, and what the measure says of what it left; of a later meeting after the announcement too."""
    hall = _("执行主席、监票人、计票人")
    if at.year.state not in {"measure_adopted", "voted"} | STILL_VOTING:
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
        act = Act(settling_word(follows), url_of(at, "settle_ballot"), main=True)
        return left_words(at), _("大会按票决办法决定，经办人登记"), [act]
    if follows == "confirm":
        act = Act(_("名单整体付表决"), url_of(at, "table_chosen"), main=True)
        return _("按位次计分得出的名单付大会表决"), _("大会，全体代表过半数通过"), [act]
    ended = at.item is None or at.item.has_ended
    if follows == "vote_again" and ended:
        return refused_list(at)
    if follows in LATER and ended:
        if at.year.state in STILL_VOTING:
            return None  # announced and filed first
        act = Act(_("再提请大会"), url_of(at, "table_list"), main=True)
        return _("空缺的名额在下次会议上另行票决，或者先公告"), _("经办人"), [act, announce(at)]
    if at.result is None or follows in TABLED_AGAIN:
        act = Act(_("付票决"), url_of(at, "put_to_vote"), main=True)
        return _("付票决"), _("大会"), [act]
    return None


def settling_word(follows: str) -> str:
    """The button: what the recording of it means under this measure."""
    return _("登记留到下次会议") if follows in LATER else _("以现有结果为准")


def left_words(at: Standing) -> str:
    """还缺 1 项：按票决办法少选，不再票决: what stays open, and what the measure says of it."""
    result = at.result
    if result is None or not result.open_places:
        return _("按票决办法处理得票相同的项目")
    values = {"n": result.open_places}
    if result.next in LATER:
        return _("还缺 %(n)d 项：按票决办法在下次会议上另行票决") % values
    return _("还缺 %(n)d 项：按票决办法少选，不再票决") % values


def step_left_open(at: Standing) -> Found | None:
    """After the announcement: the places that the measure leaves to the next meeting."""
    if at.year.state not in STILL_VOTING or at.result is None or at.result.next not in LATER:
        return None
    act = Act(_("再提请大会"), url_of(at, "table_list"), main=True)
    return _("空缺的名额在下次会议上另行票决"), _("经办人"), [act]


def refused_list(at: Standing) -> Found:
    """排序得出的名单没有通过: ranked again in the same sitting, else at the next meeting."""
    if at.item is not None and at.item.meeting.state == "in_session":
        act = Act(_("再次票决"), url_of(at, "vote_again"), main=True)
        return _("名单没有通过，候选项目重新排序票决"), _("大会，重新清点到会人数"), [act]
    act = Act(_("再提请大会"), url_of(at, "table_list"), main=True)
    return _("名单没有通过，候选项目再提请下次大会"), _("经办人"), [act]


def announce(at: Standing) -> Act:
    return Act(_("登记已公告"), url_of(at, "announce_result"), main=True)


def step_after_vote(at: Standing) -> Found | None:
    """Papers, the public page, the filing."""
    if at.year.state == "voted":
        if issued_announcement(at.year) is None and public_result(at.year) is None:
            return _("公告票决结果"), _("主席团，经办人起草"), announcing(at)
        return _("登记已公告"), _("经办人"), [announce(at)]
    if at.year.state in STILL_VOTING and at.result is not None:
        course = course_of(at.year)
        if course.adds and not is_out(at.year, course):
            return _("公告另行票决的结果"), _("主席团，经办人起草"), announcing(at)
    return step_of_filing(at)


def announcing(at: Standing) -> list[Act]:
    """The paper of the presidium, and the public page."""
    return [
        Act(_("起草公告"), url_of(at, "draft_announcement"), main=True),
        Act(_("拟公开票决结果"), url_of(at, "propose_result")),
    ]


def is_filing(at: Standing) -> bool:
    """Whether nothing is left but the filing."""
    if step_before_vote(at) or step_of_vote(at):
        return False
    found = step_after_vote(at)
    return found is not None and found == step_of_filing(at)


def step_of_filing(at: Standing) -> Found | None:
    """The town files; what a later meeting chose is filed too."""
    if at.place.level != "town" or at.year.state not in STILL_VOTING:
        return None
    sent = filing_of(at.year)
    if sent is not None and sent.state == "filed" and unfiled(sent) > 0:
        act = Act(_("补充报备"), url_of(at, "filing"), main=True)
        return _("把另行票决的结果补充报备"), _("经办人"), [act]
    if at.year.state == "announced":
        if sent is not None and sent.state in {"submitted", "received"}:
            return (
                str(sent.get_state_display()),
                _("县级人大常委会"),
                [Act(_("看报备"), url_of(at, "filing"))],
            )
        word = _("退回补正") if sent is not None else _("报县级人大常委会备案")
        return word, _("经办人"), [Act(_("报送备案"), url_of(at, "filing"), main=True)]
    return None
