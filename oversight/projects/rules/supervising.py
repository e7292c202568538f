"""监督 (project_supervising@1): what may be recorded when, and the way of a finding from the site to its solution.

年初确定选题、年中督导进度、年终询问效果 (procedures §4 c 11); what is found goes to unit or government, is answered
there and judged by who found it.
"""

from __future__ import annotations

from collections.abc import Mapping

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import LOCAL, TWO_PEOPLE
from oversight.projects.rules.stages import Step, step

CODE = "project_supervising@1"
UNDER_WAY = "implementing supervised completed unfinished rated"
RECORDS: Mapping[str, Step] = {
    "topic": step(
        "implementing supervised",
        "supervised",
        LOCAL,
        gettext_noop("有了实施计划才能确定监督选题。"),
    ),
    "midyear": step("supervised", "supervised", LOCAL, gettext_noop("先确定选题，再年中督导。")),
    "year_end": step(
        "supervised completed unfinished rated",
        "supervised",
        LOCAL,
        gettext_noop("先确定选题，再年终询问。"),
    ),
    "visit": step(UNDER_WAY, UNDER_WAY, LOCAL, gettext_noop("开工以后才登记踏看。")),
    "inspection": step(UNDER_WAY, UNDER_WAY, LOCAL, gettext_noop("开工以后才登记视察。")),
    "guidance": step(UNDER_WAY, UNDER_WAY, LOCAL, gettext_noop("开工以后才登记指导。")),
}
GROUP_STEPS = frozenset({"topic", "midyear", "year_end"})
FINDINGS: Mapping[str, Step] = {
    "hand": step("found", "handed", LOCAL, gettext_noop("已经交办的问题不再交办一次。")),
    "answer": step("handed open", "answered", LOCAL, gettext_noop("没有等待答复的问题。")),
    "judge": step("answered", "solved open", TWO_PEOPLE, gettext_noop("单位答复以后才能确认。")),
}


def permits(act: str, state: str, *, with_group: bool = True) -> Verdict:
    """Whether a record of the year, or a step of a finding, is possible in this state."""
    found = RECORDS.get(act) or FINDINGS.get(act)
    if found is None:
        return no("unknown_kind", gettext_noop("从列表里选。"), LOCAL)
    if state not in found.sources:
        return no("wrong_state", found.refusal, found.basis)
    if act in GROUP_STEPS and not with_group:
        return no("no_group", gettext_noop("选题、督导、询问由一个监督小组进行。"), LOCAL)
    return YES
