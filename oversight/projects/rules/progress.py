"""进度 (project_progress@1): five colours by the plan of the day, lateness against the published nodes, money.

Red, orange, yellow, green say how much of what the plan asks by today is done (limits of the rulebook, after Dazu);
blue is accepted (验收) and nothing else. Lateness is told from the nodes as published, never from a plan changed
since. A colour is a sign to look, never a consequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from oversight.calendar.rules.reasons import Reason, gettext_noop
from oversight.projects.rules.basis import SHAANXI_17
from oversight.projects.rules.stages import DONE, ENDED

CODE = "project_progress@1"
Colour = Literal["red", "orange", "yellow", "green", "blue", ""]
ORDER: tuple[Colour, ...] = ("red", "orange", "yellow", "green", "blue")
DAZU = gettext_noop("参照大足区双路街道 2025 年的做法；界限由规则簿定")

BY_PLAN = gettext_noop("到今天计划完成 %(planned)d%%，实际 %(done)d%%。")
NOTHING_DUE = gettext_noop("到今天没有计划节点，实际完成 %(done)d%%。")
ACCEPTED = gettext_noop("已经验收。")
NOT_BUILDING = gettext_noop("暂停、终止或者没有开工的项目不标颜色。")
LATE = gettext_noop("节点“%(node)s”应在 %(day)s完成到 %(percent)d%%，已经过了 %(days)d 天。")
OVER_BUDGET = gettext_noop("已经支出 %(spent)s 万元，超出预算 %(budget)s 万元。")
OVER_ESTIMATE = gettext_noop("合同 %(contract)s 万元，超出概算 %(budget)s 万元。")
LATE_REASON = gettext_noop("晚于节点的，写明原因。")
COST_REASON = gettext_noop("超出预算的，写明原因。")


@dataclass(frozen=True)
class Limits:
    """颜色的界限, percent of what the plan asks by the day; each colour lies below its own."""

    red_below: int = 30
    orange_below: int = 60
    yellow_below: int = 90


@dataclass(frozen=True)
class Node:
    """计划节点, as published: by which day how many percent of the whole are done."""

    day: date
    percent: int
    text: str = ""


@dataclass(frozen=True)
class Standing:
    """项目此刻的情况. Money in 万元; None where it is not known.

    due  the published day of completion; asks for all of it even where no node says so
    """

    state: str
    done_percent: int
    nodes: tuple[Node, ...]
    due: date | None
    today: date
    budget: Decimal | None = None
    spent: Decimal | None = None
    contract: Decimal | None = None
    late_reason: str = ""
    cost_reason: str = ""


@dataclass(frozen=True)
class Progress:
    """What the page shows; ``missing`` are reasons that must be given before a report is taken."""

    colour: Colour
    planned_percent: int
    ratio: Fraction | None
    late_days: int
    late_node: Node | None
    over_cost: Decimal
    paid: Fraction | None
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]


def progress(found: Standing, limits: Limits | None = None) -> Progress:
    """Colour, lateness and money of one project on a day."""
    plan = nodes_of(found)
    planned = planned_on(plan, found.today)
    colour, reason = colour_of(found, planned, limits or Limits())
    late = first_late(found, plan)
    late_days = (found.today - late.day).days if late else 0
    over = over_cost(found)
    reasons = [reason]
    if late:
        reasons.append(late_reason(late, late_days))
    reasons += cost_reasons(found)
    missing = []
    if late and not found.late_reason.strip():
        missing.append(Reason("late_reason_missing", LATE_REASON, {}, SHAANXI_17))
    if over and not found.cost_reason.strip():
        missing.append(Reason("cost_reason_missing", COST_REASON, {}, SHAANXI_17))
    return Progress(
        colour,
        planned,
        ratio_of(found.done_percent, planned),
        late_days,
        late,
        over,
        Fraction(found.spent) / Fraction(found.budget)
        if found.budget and found.spent is not None
        else None,
        tuple(reasons),
        tuple(missing),
    )


def nodes_of(found: Standing) -> tuple[Node, ...]:
    """The nodes in order; the day of completion asks for the whole."""
    nodes = sorted(found.nodes, key=lambda node: (node.day, node.percent))
    if found.due is not None and not any(n.percent >= 100 and n.day <= found.due for n in nodes):
        nodes.append(Node(found.due, 100))
    return tuple(sorted(nodes, key=lambda node: (node.day, node.percent)))


def planned_on(nodes: Sequence[Node], day: date) -> int:
    """What the plan asks by the end of a day: the most of the nodes that are due."""
    return max((node.percent for node in nodes if node.day <= day), default=0)


def ratio_of(done: int, planned: int) -> Fraction | None:
    """完成与计划之比; None while nothing is due."""
    return Fraction(done, planned) if planned else None


def colour_of(found: Standing, planned: int, limits: Limits) -> tuple[Colour, Reason]:
    """The colour and why. Less done never gives a better one."""
    if found.state == "accepted":
        return "blue", Reason("accepted", ACCEPTED, {}, DAZU)
    if found.state in ENDED | {"suspended", "chosen", "reserve"}:
        return "", Reason("not_building", NOT_BUILDING)
    done = 100 if found.state in DONE else found.done_percent
    values: dict[str, object] = {"planned": planned, "done": done}
    if not planned:
        return "green", Reason("nothing_due", NOTHING_DUE, values, DAZU)
    steps: tuple[tuple[Colour, int], ...] = (
        ("red", limits.red_below),
        ("orange", limits.orange_below),
        ("yellow", limits.yellow_below),
    )
    colour: Colour = "green"
    colour = next((name for name, below in steps if 100 * done < below * planned), colour)
    return colour, Reason("by_plan", BY_PLAN, values, DAZU)


def first_late(found: Standing, nodes: Sequence[Node]) -> Node | None:
    """The first node that has passed and is not reached; nothing is late that is verified, ended or suspended."""
    if found.state in DONE | ENDED | {"suspended"}:
        return None
    passed = (node for node in nodes if node.day < found.today)
    return next((node for node in passed if node.percent > found.done_percent), None)


def late_reason(node: Node, days: int) -> Reason:
    """By how many days which node was missed."""
    values: dict[str, object] = {
        "node": node.text or "—",
        "day": node.day,
        "percent": node.percent,
        "days": days,
    }
    return Reason("late", LATE, values, SHAANXI_17)


def over_cost(found: Standing) -> Decimal:
    """By how much the spending, or the contract, is above the budget; 0 where it is not."""
    if found.budget is None:
        return Decimal(0)
    most = max(found.spent or Decimal(0), found.contract or Decimal(0))
    return max(Decimal(0), most - found.budget)


def cost_reasons(found: Standing) -> list[Reason]:
    """Money spent or bound beyond the budget."""
    told: list[Reason] = []
    if found.budget is None:
        return told
    budget = f"{found.budget:f}"
    if found.spent is not None and found.spent > found.budget:
        values: dict[str, object] = {"spent": f"{found.spent:f}", "budget": budget}
        told.append(Reason("over_budget", OVER_BUDGET, values))
    if found.contract is not None and found.contract > found.budget:
        values = {"contract": f"{found.contract:f}", "budget": budget}
        told.append(Reason("over_estimate", OVER_ESTIMATE, values))
    return told
