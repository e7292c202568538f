"""从建议到候选项目 (selecting@1): which act with a project or the list is possible now, and why not (procedures §4 c 2–4).

The states of a project stand in ``project_steps``. The candidate list that was fixed stands as it is: whoever wants another opens a new version, and study and
determination are repeated. Whose act it is stands in permissions and in the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import LOCAL
from oversight.projects.rules.project_steps import BEFORE_THE_BALLOT, SELECTING

CODE = "selecting@1"
FIXED = gettext_noop("候选项目由镇党委扩大会议逐项审定，审定以后要变的重复这一步")
CHECKS = ("money", "land", "environment", "safety", "legality")
LIST_OPEN = frozenset({"", "drafting", "replaced"})
AGAIN = frozenset({"", "determining", "determined", "frozen"})


WITH_LIST: Mapping[str, tuple[frozenset[str], str]] = {
    "arrange": (frozenset({"drafting", "studied"}), gettext_noop("审定开始以后次序不再改。")),
    "study": (frozenset({"drafting"}), gettext_noop("候选项目表起草中才登记主席团研究。")),
    "determine": (
        frozenset({"studied", "determining"}),
        gettext_noop("主席团研究以后，党委（扩大）会议才审定；已经审定的不再改。"),
    ),
    "freeze": (frozenset({"determined"}), gettext_noop("逐项审定以后才能确定候选项目表。")),
    "draft_paper": (frozenset({"frozen"}), gettext_noop("候选项目表确定以后才能成文。")),
    "send": (frozenset({"frozen"}), gettext_noop("候选项目表确定以后才能送代表。")),
    "publish": (frozenset({"frozen"}), gettext_noop("候选项目表确定以后才能公开。")),
}


def permits(act: str, project: str, year: str, list_state: str = "") -> Verdict:
    """Whether an act with one project is possible in its state, in its year, beside the list in force."""
    found = BEFORE_THE_BALLOT[act]
    if project in {"candidate", "reserve"} and list_state not in LIST_OPEN:
        text = gettext_noop("候选项目表已经研究或者审定。要改的，先退回起草，再重新研究、审定。")
        return no("list_fixed", text, FIXED)
    if project not in found.sources:
        return no("wrong_state", found.refusal, found.basis)
    if year not in found.years:
        return no("wrong_stage", gettext_noop("现在不是办理这件事的阶段。"), found.basis)
    return YES


def may_make(year: str) -> Verdict:
    """A project is made while proposals are collected, screened or argued."""
    if year in SELECTING.split():
        return YES
    return no("wrong_stage", gettext_noop("征集、初选和论证期间才能形成项目。"), LOCAL)


def list_permits(act: str, state: str) -> Verdict:
    """Whether an act with the list is possible in its state."""
    sources, refusal = WITH_LIST[act]
    return YES if state in sources else no("wrong_state", refusal, FIXED)


def may_adopt_preliminary(unscreened: int, passed: int) -> Verdict:
    """Every project is screened and something passed; what the year asks stands in ``stages``."""
    if unscreened:
        return no("unscreened", gettext_noop("还有项目没有初选结论。"), LOCAL)
    if not passed:
        return no("nothing_passed", gettext_noop("没有通过初选的项目。"), LOCAL)
    return YES


@dataclass(frozen=True)
class ArgumentFacts:
    """论证结束以前: results of the checks by kind, deputies who still sit in the group, the report."""

    checks: Mapping[str, str]
    sitting_deputies: int
    has_report: bool


def may_finish(conclusion: str, facts: ArgumentFacts) -> Verdict:
    """All five checks are recorded, a deputy still sits in the group, and the conclusion agrees with them."""
    if not facts.sitting_deputies:
        text = gettext_noop("专班里已经没有在任代表。先补充代表，再作结论。")
        return no("no_deputy_left", text, LOCAL)
    if any(kind not in facts.checks for kind in CHECKS):
        text = gettext_noop("资金、用地、环境影响、安全、合法性审查都要登记。")
        return no("checks_missing", text, LOCAL)
    if not facts.has_report:
        return no("no_report", gettext_noop("写明论证意见，或者附上论证报告。"), LOCAL)
    if conclusion == "feasible" and "problem" in facts.checks.values():
        text = gettext_noop("核查有问题的，结论写有条件可行或者不可行。")
        return no("problem_open", text, LOCAL)
    return YES


def may_open_list(argued: int, list_state: str) -> Verdict:
    """One list is drafted at a time, and there is something to list; what the year asks stands in ``stages``.

    A list that was determined, even in part, is changed by a new version alone.
    """
    if list_state not in AGAIN:
        return no("list_open", gettext_noop("已经有一版候选项目表在办理。"), FIXED)
    if not argued:
        return no("nothing_argued", gettext_noop("还没有论证可行的项目。"), LOCAL)
    return YES


def displaced(proposed: Sequence[tuple[str, int]], chosen: Sequence[str]) -> frozenset[str]:
    """Projects whose place in the chosen order is not among the places that equal marks share.

    ``proposed`` gives each id with its proposed place (1, 1, 3); ``chosen`` the ids in the order wanted.
    """
    place = {key: number for key, number in proposed if key in set(chosen)}
    ordered = sorted(place.values())
    return frozenset(
        key for index, key in enumerate(chosen) if key in place and ordered[index] != place[key]
    )
