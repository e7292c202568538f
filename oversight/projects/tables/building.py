"""实施计划表、月进展表: all projects of a year in one sheet each, to be filled in and given back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet
from oversight.projects.forms.building import month_end
from oversight.projects.pages.works import WorkRow
from oversight.projects.queries.inherited import code_in
from oversight.projects.rules import plans
from oversight.projects.tables.reading import (
    Column,
    Row,
    day_of,
    percent_of,
    text_of,
    wan,
    yuan_of,
)

PLANS = "实施计划"
PROGRESS = "月进展"
DAY = gettext_noop("写成 2026-07-05 的样子。")
PERCENT = gettext_noop("写 0 至 100 的整数。")
MONEY = gettext_noop("写数，单位是万元。")
LONG = gettext_noop("不能空着，也不能太长。")
HEAD = (
    Column("code", "项目编号", text_of(40, needed=True), LONG),
    Column("title", "项目名称", text_of(200), LONG),
)


def plan_columns(year: int) -> tuple[Column, ...]:
    """The columns of the plans of a year: the head, then percent, money and node of every month."""
    fixed = (
        *HEAD,
        Column("unit", "责任单位", text_of(100), LONG),
        Column("leader", "分管领导", text_of(60), LONG),
        Column("contact", "现场负责人", text_of(60), LONG),
        Column("starts_on", "开工日期", day_of, DAY),
        Column("due", "完工日期", day_of, DAY),
        Column("budget_yuan", "预算（万元）", yuan_of, MONEY),
        Column("guarantee", "保障措施", text_of(500), LONG),
    )
    months = []
    for month in range(1, 13):
        code = f"{year}-{month:02d}"
        months += [
            Column(f"percent_{code}", f"{month}月进度%", percent_of, PERCENT),
            Column(f"money_{code}", f"{month}月累计支出（万元）", yuan_of, MONEY),
            Column(f"what_{code}", f"{month}月节点", text_of(120), LONG),
        ]
    return (*fixed, *months)


def plan_sheet(place: Jurisdiction, year: int, rows: Iterable[WorkRow]) -> Sheet:
    """The plans of a year as they stand, on the list of a place."""
    columns = plan_columns(year)
    lines = [plan_line(place, row, columns) for row in rows]
    return Sheet(PLANS, [one.heading for one in columns], lines, wide=frozenset({1, 8}))


def plan_line(place: Jurisdiction, row: WorkRow, columns: tuple[Column, ...]) -> list[Any]:
    """One project with its newest plan."""
    plan, project = row.built.plan, row.project
    found: dict[str, Any] = {
        "code": code_in(place, project),
        "title": project.title,
        "unit": row.unit_name,
        "leader": plan.leader if plan else project.leader,
        "contact": plan.contact if plan else "",
        "starts_on": plan.starts_on if plan else "",
        "due": plan.due if plan else project.due or "",
        "budget_yuan": wan(plan.budget_yuan if plan else project.cost_yuan),
        "guarantee": plan.guarantee if plan else "",
    }
    for node in plan.nodes.all() if plan else ():
        code = f"{node.by.year}-{node.by.month:02d}"
        found |= {f"percent_{code}": node.percent, f"what_{code}": node.title}
        found[f"money_{code}"] = wan(node.yuan)
    return [found.get(one.name, "") for one in columns]


def nodes_of(year: int, row: Row) -> list[plans.Node]:
    """The nodes that a row writes; the last month ends with the plan."""
    due, found = row.values["due"], []
    for month in range(1, 13):
        code = f"{year}-{month:02d}"
        percent = row.values[f"percent_{code}"]
        if percent is None:
            continue
        last = month_end(code)
        by = min(due, last) if (due.year, due.month) == (last.year, last.month) else last
        money, what = row.values[f"money_{code}"], row.values[f"what_{code}"]
        found.append(plans.Node(by, percent, money, what))
    return found


PROGRESS_COLUMNS = (
    *HEAD,
    Column("unit", "责任单位", text_of(100), LONG),
    Column("month", "报告月份", text_of(7), LONG),
    Column("percent", "累计进度%", percent_of, PERCENT),
    Column("yuan", "累计支出（万元）", yuan_of, MONEY),
    Column("text", "做了什么", text_of(2000), LONG),
    Column("late_reason", "晚于节点的原因", text_of(500), LONG),
    Column("cost_reason", "超出预算的原因", text_of(500), LONG),
)


def progress_sheet(place: Jurisdiction, month: str, rows: Iterable[WorkRow]) -> Sheet:
    """What is to be filled in for a month: the projects with how far they were; the text is left empty."""
    lines = []
    for row in rows:
        said = next((one for one in reversed(row.built.reports) if one.month == month), None)
        lines.append(
            [
                code_in(place, row.project),
                row.project.title,
                row.unit_name,
                month,
                said.percent if said else "",
                wan(said.yuan if said else None),
                said.text if said else "",
                said.late_reason if said else "",
                said.cost_reason if said else "",
            ]
        )
    headings = [one.heading for one in PROGRESS_COLUMNS]
    return Sheet(PROGRESS, headings, lines, wide=frozenset({1, 6, 7}))


LIST_HEADINGS = (
    "编号", "项目", "责任单位", "状态", "颜色", "完成%", "计划%", "迟几天", "原因", "完工日期",
    "单位说明的新时限", "预算（万元）", "已支出（万元）", "年度",
)  # fmt: skip
COLOUR_WORDS = {"red": "红", "orange": "橙", "yellow": "黄", "green": "绿", "blue": "蓝", "": ""}


def list_sheet(rows: Iterable[WorkRow]) -> Sheet:
    """The list as it is filtered."""
    lines = [
        [
            row.project.code,
            row.project.title,
            row.unit_name,
            row.state_word,
            COLOUR_WORDS[row.colour],
            row.percent,
            row.planned,
            row.late_days or "",
            row.built.late_reason,
            row.promised or "",
            row.own_due or "",
            wan(row.budget_yuan),
            wan(row.spent_yuan),
            row.year,
        ]
        for row in rows
    ]
    return Sheet("实施中的项目", LIST_HEADINGS, lines, wide=frozenset({1, 8}))
