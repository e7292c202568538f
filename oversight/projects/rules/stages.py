"""项目年度的状态机 (project_stages@1): which act leads from where to where, and the states of a project (procedures §4 c).

The year goes from collecting to rating; the single project goes its own way (``project_steps``), for an unfinished
one outlives its year. What was fixed stays fixed: the list of candidates changes only by going back and repeating
the steps from there, and never once the voting measure is adopted. Who may act is a matter of permissions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import LOCAL, MEASURE, ORGANIC_14, ORGANIC_25, SHAANXI_17
from oversight.projects.rules.year_facts import CONDITIONS, YearFacts

CODE = "project_stages@1"

YEAR_STATES = (
    "prepared", "collecting", "preliminary", "proposed", "candidate", "considered",
    "measure_adopted", "voted", "announced", "filed", "implementing", "supervised",
    "completed", "unfinished", "rated",
)  # fmt: skip
"""年度的状态, in order; ``completed`` and ``unfinished`` are the two ways a year's work can stand when it is reported."""
FROZEN = frozenset(YEAR_STATES[YEAR_STATES.index("candidate") :])
"""The list of candidates is fixed from here on."""
WITH_RESULT = frozenset(YEAR_STATES[YEAR_STATES.index("announced") :])
FINISHED = frozenset({"completed", "unfinished"})
STILL_VOTING = frozenset({"announced", "filed", "implementing", "supervised"})
"""Places that the measure leaves to the next meeting are voted on while the chosen projects are built."""

PROJECT_STATES = (
    "preliminary", "rejected", "proposed", "argued", "set_aside", "candidate", "returned",
    "struck", "chosen", "reserve", "not_chosen", "implementing", "suspended", "terminated",
    "self_reported_done", "verified_done", "accepted", "unfinished_tracking",
)  # fmt: skip
ENDED = frozenset({"rejected", "set_aside", "struck", "not_chosen", "terminated", "accepted"})
DONE = frozenset({"verified_done", "accepted"})
UNDER_WAY = frozenset(
    {"chosen", "implementing", "suspended", "self_reported_done", "unfinished_tracking"}
)
"""Chosen and neither verified nor ended: what stays on every list."""


@dataclass(frozen=True)
class Step:
    """一项行为: the states it starts from, those it may lead to, its basis, and why not from elsewhere.

    years  the states of the year in which it is possible; empty where the year does not matter
    """

    sources: frozenset[str]
    targets: frozenset[str]
    basis: str
    refusal: str
    years: frozenset[str] = frozenset()


def step(sources: str, targets: str, basis: str, refusal: str, years: str = "") -> Step:
    return Step(
        frozenset(sources.split()),
        frozenset(targets.split()),
        basis,
        refusal,
        frozenset(years.split()),
    )


YEAR_STEPS: Mapping[str, Step] = {
    "open_collecting": step(
        "prepared", "collecting", LOCAL, gettext_noop("这一年的征集已经开始，不再开始一次。")
    ),
    "take_proposal": step(
        "collecting", "collecting", LOCAL, gettext_noop("不在征集期内，不能再收建议。")
    ),
    "adopt_preliminary": step(
        "collecting", "preliminary", LOCAL, gettext_noop("征集以后、论证以前才能定初选项目。")
    ),
    "adopt_proposed": step(
        "preliminary", "proposed", LOCAL, gettext_noop("初选以后才能论证、提出建议项目。")
    ),
    "fix_candidates": step(
        "proposed",
        "candidate",
        LOCAL,
        gettext_noop("论证以后、审议以前才能审定候选名单；已经审定的先退回再审定。"),
    ),
    "reopen_candidates": step(
        "candidate considered",
        "proposed",
        LOCAL,
        gettext_noop("候选名单审定以后、票决办法通过以前才能退回；退回后重新研究、审定。"),
    ),
    "consider": step(
        "candidate", "considered", ORGANIC_14, gettext_noop("候选名单审定以后才能提请大会审议。")
    ),
    "adopt_measure": step(
        "considered",
        "measure_adopted",
        ORGANIC_25,
        gettext_noop("大会审议候选项目以后、票决以前通过票决办法。"),
    ),
    "record_vote": step(
        "measure_adopted", "voted", MEASURE, gettext_noop("先通过票决办法，再票决。")
    ),
    "vote_again": step(
        "voted",
        "measure_adopted",
        MEASURE,
        gettext_noop("票决无效、并列或者有空缺，公告以前才能再次票决。"),
    ),
    "vote_open_places": step(
        " ".join(STILL_VOTING),
        " ".join(STILL_VOTING),
        MEASURE,
        gettext_noop("公告以后，只有票决办法留给下次会议的空缺才另行票决，完成情况报告以前办。"),
    ),
    "announce_result": step(
        "voted", "announced", MEASURE, gettext_noop("票决以后由主席团公告结果，公告一次。")
    ),
    "file_result": step(
        "announced filed implementing supervised completed unfinished rated",
        "filed implementing supervised completed unfinished rated",
        LOCAL,
        gettext_noop("公告以后才能向县级人大常委会备案。"),
    ),
    "start_building": step(
        "announced filed",
        "implementing",
        SHAANXI_17,
        gettext_noop("公告以后才能下达实施计划；备案不是批准，不必等备案。"),
    ),
    "start_supervision": step(
        "implementing", "supervised", LOCAL, gettext_noop("有了实施计划才能确定监督选题。")
    ),
    "report_year": step(
        "implementing supervised",
        "completed unfinished",
        LOCAL,
        gettext_noop("实施以后才能报告完成情况。"),
    ),
    "record_rating": step(
        "completed unfinished",
        "rated",
        LOCAL,
        gettext_noop("完成情况书面报告以后，在下一次大会会议上测评。"),
    ),
}


def permits(act: str, facts: YearFacts) -> Verdict:
    """Whether an act of the year is possible now; the article and the reason where it is not."""
    found = YEAR_STEPS[act]
    if facts.state not in found.sources:
        return no("wrong_stage", found.refusal, found.basis)
    return CONDITIONS[act](facts) if act in CONDITIONS else YES


def possible(facts: YearFacts) -> tuple[str, ...]:
    """The acts that may be done now, in their order."""
    return tuple(act for act in YEAR_STEPS if permits(act, facts).allowed)


def after(act: str, facts: YearFacts) -> str:
    """The state that an allowed act leads to."""
    if act == "report_year":
        return "unfinished" if facts.unverified else "completed"
    if act == "vote_open_places" or (act == "file_result" and facts.state != "announced"):
        return facts.state
    return "filed" if act == "file_result" else next(iter(YEAR_STEPS[act].targets))
