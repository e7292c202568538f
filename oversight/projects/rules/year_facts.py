"""年度的事实和条件: what the acts of a project year look at beside its state, each refused with its reason. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import LOCAL, MEASURE, ORGANIC_14, ORGANIC_25, SHAANXI_17


@dataclass(frozen=True)
class YearFacts:
    """年度此刻的情况. Counts are of projects or proposals of the year.

    collected_enough   the days of public collecting are over
    undecided          proposals without an outcome
    untold             rejected proposers who got no reason yet
    unargued           preliminary projects without an argument or a reason for setting them aside
    list_ready         the verdict of ``candidates.may_freeze``
    quorate, majority  of the meeting and of the vote on the measure
    poll_announced     the chair has declared and announced the count
    open_places, tied  what the count left, after what the measure accepts
    planned            every chosen project has a plan
    filing             "" | submitted | received | returned | filed
    unverified         chosen projects that are neither verified nor ended
    unexplained        of these, those without a written explanation
    rating_fixed       the rating rule was fixed beforehand
    """

    state: str
    collected_enough: bool = True
    undecided: int = 0
    untold: int = 0
    unargued: int = 0
    list_ready: Verdict = YES
    quorate: bool = True
    majority: bool = True
    poll_announced: bool = True
    open_places: int = 0
    tied: int = 0
    planned: bool = True
    filing: str = ""
    unverified: int = 0
    unexplained: int = 0
    rating_fixed: bool = True


def may_adopt_preliminary(facts: YearFacts) -> Verdict:
    """Collected long enough, every proposal decided, every rejected proposer told why."""
    if not facts.collected_enough:
        return no("collecting_too_short", gettext_noop("公开征集的天数还没有满。"), LOCAL)
    if facts.undecided:
        return no(
            "undecided_proposals", gettext_noop("还有建议没有初选结论，每一条都要有结论。"), LOCAL
        )
    if facts.untold:
        text = gettext_noop("还有未采纳的建议没有向提出人说明理由。")
        return no("proposers_untold", text, LOCAL)
    return YES


def may_adopt_proposed(facts: YearFacts) -> Verdict:
    """Every preliminary project was argued, or set aside with a reason."""
    if facts.unargued:
        return no("unargued", gettext_noop("还有初选项目没有论证意见，也没有说明不提出。"), LOCAL)
    return YES


def may_adopt_measure(facts: YearFacts) -> Verdict:
    """Two thirds attend, more than half of all are for it."""
    if not facts.quorate:
        return no("not_quorate", gettext_noop("出席不到全体代表的三分之二，不能表决。"), ORGANIC_14)
    if not facts.majority:
        text = gettext_noop("票决办法没有得到全体代表过半数的赞成。")
        return no("measure_not_passed", text, ORGANIC_25)
    return YES


def may_record_vote(facts: YearFacts) -> Verdict:
    """Only a count that the chair has announced."""
    if not facts.poll_announced:
        text = gettext_noop("主持人还没有宣布票决结果。")
        return no("not_announced", text, MEASURE)
    return YES


def may_vote_again(facts: YearFacts) -> Verdict:
    """Only for what the first vote left, with enough deputies again."""
    if not facts.open_places and not facts.tied:
        text = gettext_noop("没有并列，也没有空缺，不再票决。")
        return no("nothing_open", text, MEASURE)
    if not facts.quorate:
        text = gettext_noop("再次票决前出席不到全体代表的三分之二，不能表决。")
        return no("not_quorate", text, ORGANIC_14)
    return YES


def may_announce(facts: YearFacts) -> Verdict:
    """What is tied or open is voted on first, or accepted as the measure says."""
    if facts.tied:
        return no("still_tied", gettext_noop("最后一名并列，先按票决办法处理。"), MEASURE)
    if facts.open_places:
        text = gettext_noop("入选的不足应选数，先按票决办法另行表决或者决定少选。")
        return no("still_open", text, MEASURE)
    return YES


def may_file(facts: YearFacts) -> Verdict:
    """Filed once it was received and not returned."""
    if facts.filing == "filed":
        return no("already_filed", gettext_noop("已经备案。"), LOCAL)
    if facts.filing != "received":
        text = gettext_noop("备案报告还没有报出或者没有回执，不能记为已备案。")
        return no("not_received", text, LOCAL)
    return YES


def may_start_building(facts: YearFacts) -> Verdict:
    """Unit, goals, deadlines, money and guarantee of every chosen project."""
    if not facts.planned:
        text = gettext_noop("每个入选项目都要有实施计划：责任单位、目标、时限、资金。")
        return no("plans_missing", text, SHAANXI_17)
    return YES


def may_report_year(facts: YearFacts) -> Verdict:
    """What is unfinished is explained in writing first."""
    if facts.unexplained:
        text = gettext_noop("未完成的项目要先书面说明原因和新的时限。")
        return no("unexplained", text, LOCAL)
    return YES


def may_rate(facts: YearFacts) -> Verdict:
    """By a rule that was fixed beforehand, with a quorum."""
    if not facts.rating_fixed:
        text = gettext_noop("测评规则须在测评以前定下来。")
        return no("rating_rule_open", text, LOCAL)
    if not facts.quorate:
        return no("not_quorate", gettext_noop("出席不到全体代表的三分之二，不能测评。"), ORGANIC_14)
    return YES


CONDITIONS = {
    "adopt_preliminary": may_adopt_preliminary,
    "adopt_proposed": may_adopt_proposed,
    "fix_candidates": lambda facts: facts.list_ready,
    "adopt_measure": may_adopt_measure,
    "record_vote": may_record_vote,
    "vote_again": may_vote_again,
    "vote_open_places": may_vote_again,
    "announce_result": may_announce,
    "file_result": may_file,
    "start_building": may_start_building,
    "report_year": may_report_year,
    "record_rating": may_rate,
}
