"""单个项目的状态机 (project_steps@1): one table from the project that was made to an accepted work, or to its end with a reason.

What the list of candidates adds while it is drafted stands in ``selecting``.

自报完成 (self_reported_done), 核实完成 (verified_done) and 验收 (accepted) are three facts of three people. Adjusting,
suspending and ending a project, and taking one from the reserve, need a decision of the congress (procedures
§4 c 12, §4 e); nothing moves up by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import (
    LOCAL,
    MEASURE,
    ORGANIC_12,
    SHAANXI_17,
    SHAANXI_18,
    TWO_PEOPLE,
)
from oversight.projects.rules.stages import ENDED, Step, step

CODE = "project_steps@1"
NOT_NOW = gettext_noop("项目现在的状态不能这样办。")
BY_CONGRESS = frozenset({"adjust", "suspend", "resume", "terminate", "take_from_reserve"})
"""Acts that only a decision of the congress allows."""

SELECTING = "collecting preliminary proposed"
ARGUING = "preliminary proposed"
UNVOTED = "preliminary proposed returned argued candidate reserve"
ON_LIST = "candidate reserve"

BEFORE_THE_BALLOT: Mapping[str, Step] = {
    "change": step(
        UNVOTED, UNVOTED, LOCAL, gettext_noop("项目已经有了结论，内容不再改。"), SELECTING
    ),
    "merge": step(
        "preliminary proposed returned",
        "preliminary proposed returned",
        LOCAL,
        gettext_noop("论证结束以前才能并入建议。"),
        SELECTING,
    ),
    "undo_merger": step(
        "preliminary proposed returned",
        "preliminary proposed returned",
        LOCAL,
        gettext_noop("论证结束以前才能拆开归并。"),
        SELECTING,
    ),
    "screen": step(
        "preliminary", "preliminary", LOCAL, gettext_noop("这个项目已经初选。"), SELECTING
    ),
    "reopen": step(
        "rejected",
        "preliminary",
        LOCAL,
        gettext_noop("没有通过初选的项目才重新考虑。"),
        SELECTING,
    ),
    "argue": step(
        "proposed returned",
        "proposed returned",
        LOCAL,
        gettext_noop("初选清单确定以后，列为建议项目的才论证；论证有了结论的不再登记。"),
        ARGUING,
    ),
    "visit": step(
        UNVOTED, UNVOTED, LOCAL, gettext_noop("候选项目确定以后不再登记论证踏看。"), SELECTING
    ),
    "mark": step(
        "argued candidate reserve",
        "argued candidate reserve",
        LOCAL,
        gettext_noop("论证可行以后才能打分排序。"),
        ARGUING,
    ),
}
"""What is done with a project while it is screened, argued and listed; it stays where it is, but for one
rejected at the screening that is taken up again."""
CONCLUSIONS: Mapping[str, Step] = {
    "pass_screening": step("preliminary", "proposed", LOCAL, NOT_NOW),
    "reject": step("preliminary", "rejected", LOCAL, NOT_NOW),
    "find_feasible": step("proposed returned", "argued", LOCAL, NOT_NOW),
    "set_aside": step("proposed returned", "set_aside", LOCAL, NOT_NOW),
    "list": step("argued candidate reserve", "candidate", LOCAL, NOT_NOW),
    "list_in_reserve": step("argued candidate reserve", "reserve", LOCAL, NOT_NOW),
    "take_off_list": step(ON_LIST, "argued", LOCAL, NOT_NOW),
    "return_to_arguing": step(ON_LIST, "returned", LOCAL, NOT_NOW),
    "strike": step(ON_LIST, "struck", LOCAL, NOT_NOW),
}
"""Where screening, argument and Party committee lead it."""
STEPS: Mapping[str, Step] = {
    **BEFORE_THE_BALLOT,
    **CONCLUSIONS,
    "choose": step("candidate", "chosen", ORGANIC_12, gettext_noop("候选项目才能经票决入选。")),
    "hold_in_reserve": step(
        "candidate", "reserve", MEASURE, gettext_noop("候选项目才能列为备选。")
    ),
    "leave_unchosen": step(
        "candidate", "not_chosen", MEASURE, gettext_noop("候选项目才有票决结果。")
    ),
    "take_from_reserve": step(
        "reserve not_chosen",
        "chosen",
        SHAANXI_18,
        gettext_noop("备选或者未入选的候选项目，经大会另行决定才能补上。"),
    ),
    "start": step("chosen", "implementing", SHAANXI_17, gettext_noop("入选并有实施计划才能开工。")),
    "report_progress": step(
        "implementing unfinished_tracking",
        "implementing unfinished_tracking",
        LOCAL,
        gettext_noop("实施中的项目才报进展。"),
    ),
    "adjust": step(
        "implementing suspended unfinished_tracking",
        "implementing suspended unfinished_tracking",
        SHAANXI_18,
        gettext_noop("实施中的项目才能调整。"),
    ),
    "suspend": step(
        "implementing unfinished_tracking",
        "suspended",
        SHAANXI_18,
        gettext_noop("实施中的项目才能暂停。"),
    ),
    "resume": step("suspended", "implementing", SHAANXI_18, gettext_noop("项目没有暂停。")),
    "terminate": step(
        "chosen implementing suspended unfinished_tracking",
        "terminated",
        SHAANXI_18,
        gettext_noop("没有办完的项目才能终止。"),
    ),
    "report_done": step(
        "implementing unfinished_tracking",
        "self_reported_done",
        TWO_PEOPLE,
        gettext_noop("实施中的项目才能自报完成，等待核实的不再报。"),
    ),
    "return_report": step(
        "self_reported_done",
        "implementing unfinished_tracking",
        TWO_PEOPLE,
        gettext_noop("没有等待核实的完成报告。"),
    ),
    "verify": step(
        "self_reported_done",
        "verified_done",
        TWO_PEOPLE,
        gettext_noop("责任单位自报完成以后才能核实。"),
    ),
    "accept": step(
        "verified_done", "accepted", TWO_PEOPLE, gettext_noop("核实完成以后才能登记验收。")
    ),
    "find_undone": step(
        "verified_done",
        "implementing unfinished_tracking",
        TWO_PEOPLE,
        gettext_noop("核实以后、验收以前才能改为没有完成。"),
    ),
    "declare_unfinished": step(
        "chosen implementing suspended self_reported_done",
        "unfinished_tracking",
        LOCAL,
        gettext_noop("没有核实完成的项目才列为未完成、继续跟踪。"),
    ),
}


def permits(act: str, state: str, *, decided_by_congress: bool = False) -> Verdict:
    """Whether an act with one project is possible in its state; the article and the reason where it is not."""
    found = STEPS[act]
    if state not in found.sources:
        if state in ENDED:
            text = gettext_noop("这个项目已经有了结论，不再办理。")
            return no("project_ended", text, found.basis)
        return no("wrong_state", found.refusal, found.basis)
    if act in BY_CONGRESS and not decided_by_congress:
        text = gettext_noop("须由本级人民代表大会会议决定，政府提出，主席团公告。")
        return no("congress_decides", text, SHAANXI_18)
    return YES


def after(act: str, state: str, *, carried_over: bool = False) -> str:
    """The state that an allowed act leads to. ``carried_over``: the project outlived its year."""
    targets = STEPS[act].targets
    if len(targets) == 1:
        return next(iter(targets))
    if state in targets:
        return state
    return "unfinished_tracking" if carried_over else "implementing"


def possible(state: str, *, decided_by_congress: bool = True) -> tuple[str, ...]:
    """The acts that may be done with a project in this state."""
    return tuple(
        act for act in STEPS if permits(act, state, decided_by_congress=decided_by_congress).allowed
    )
