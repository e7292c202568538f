"""实施计划 (project_plan@1): what a plan must say before the work begins – monthly nodes that rise, money that holds.

Unit, goals, deadlines, money and guarantee of every chosen project are published before the work begins; from then
on only the congress changes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import SHAANXI_17, SHAANXI_18
from oversight.projects.rules.stages import WITH_RESULT

CODE = "project_plan@1"


@dataclass(frozen=True)
class Node:
    """计划节点: by which day how much of the whole is done, how much is spent by then, and what it is."""

    by: date
    percent: int
    yuan: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Plan:
    """计划要说的. ``estimate_yuan``: what the candidate list said the project costs."""

    starts_on: date
    due: date
    budget_yuan: int
    nodes: tuple[Node, ...]
    estimate_yuan: int | None = None
    guarantee: str = ""


def may_plan(project_state: str, year_state: str) -> Verdict:
    """Planned once it was chosen and announced, and until the work begins."""
    if project_state != "chosen":
        text = gettext_noop("已经开工的项目不再改计划；要调整的，由政府提出、大会决定。")
        return no("plan_fixed", text, SHAANXI_18)
    if year_state not in WITH_RESULT:
        text = gettext_noop("票决结果公告以后才能编制实施计划。")
        return no("not_announced", text, SHAANXI_17)
    return YES


def refusals(plan: Plan) -> list[tuple[str, str]]:
    """What keeps the plan from standing: the field and why."""
    found: list[tuple[str, str]] = []
    if plan.due < plan.starts_on:
        found.append(("due", gettext_noop("完工日期早于开工日期。")))
    if plan.budget_yuan <= 0:
        found.append(("budget_yuan", gettext_noop("写明预算。")))
    if not plan.nodes:
        found.append(("nodes", gettext_noop("至少写一个月度节点。")))
    found += node_refusals(plan)
    if plan.estimate_yuan and plan.budget_yuan > plan.estimate_yuan and not plan.guarantee.strip():
        text = gettext_noop("预算超出票决时的估算投资，在保障措施里写明多出的资金从哪里来。")
        found.append(("guarantee", text))
    return found


def node_refusals(plan: Plan) -> list[tuple[str, str]]:
    """Nodes lie inside the plan, and neither percent nor money falls."""
    found = []
    nodes = sorted(plan.nodes, key=lambda node: node.by)
    if any(not 0 <= node.percent <= 100 for node in nodes):
        found.append(("nodes", gettext_noop("累计进度写 0 至 100。")))
    if any(not plan.starts_on <= node.by <= plan.due for node in nodes):
        found.append(("nodes", gettext_noop("节点要在开工日期和完工日期之间。")))
    if len({node.by for node in nodes}) < len(nodes):
        found.append(("nodes", gettext_noop("同一天只写一个节点。")))
    if falls([node.percent for node in nodes]):
        found.append(("nodes", gettext_noop("累计进度只升不降。")))
    spent = [node.yuan for node in nodes if node.yuan is not None]
    if falls(spent):
        found.append(("nodes", gettext_noop("累计支出只升不降。")))
    if spent and max(spent) > plan.budget_yuan:
        found.append(("nodes", gettext_noop("累计支出超出预算。")))
    return found


def falls(numbers: Sequence[int]) -> bool:
    """Whether a later number is smaller than the one before."""
    return any(later < earlier for earlier, later in pairwise(numbers))
