"""The blank monthly table (月报表模板): an XLSX to hand to whoever reports, imported without a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from .reasons import gettext_noop
from .table_columns import BY_NAME

TEMPLATE_COLUMNS = (
    "unit", "month", "count", "carried_over", "due", "closed", "on_time", "overdue", "open",
    "visited", "satisfied", "basically_satisfied", "dissatisfied", "resolved", "unresolved",
    "previous", "last_year", "mom", "yoy", "closing_rate", "on_time_rate", "resolution_rate",
    "satisfaction_rate", "score", "note",
)  # fmt: skip
ROWS = 300
EXPLANATIONS: dict[str, str] = {
    "unit": gettext_noop("最终责任单位，每个单位每月一行；最后可加“合计”行。必填。"),
    "month": gettext_noop("写成 2026-06 的样式。必填。"),
    "count": gettext_noop("本月新受理的件数，不含上月结转。同比、环比都以它计算。必填。"),
    "carried_over": gettext_noop("上月未办结、转入本月的件数。"),
    "due": gettext_noop("办理期限在本月之内的件数。"),
    "closed": gettext_noop("已办结的件数。"),
    "on_time": gettext_noop("在期限之内办结的件数，不大于办结量。"),
    "overdue": gettext_noop("超过期限的件数（已办结的和仍在办的）。"),
    "open": gettext_noop("月末仍在办理的件数。"),
    "visited": gettext_noop("回访到并作了评价的件数。"),
    "satisfied": gettext_noop("评价为满意的件数。"),
    "basically_satisfied": gettext_noop("评价为基本满意的件数。"),
    "dissatisfied": gettext_noop("评价为不满意的件数。"),
    "resolved": gettext_noop("回访确认已解决的件数。"),
    "unresolved": gettext_noop("回访确认未解决的件数。"),
    "previous": gettext_noop("上月受理的件数（环比的基数）。"),
    "last_year": gettext_noop("去年同月受理的件数（同比的基数）。"),
    "mom": gettext_noop(
        "与上月相比：（本月 − 上月）÷ 上月。写百分数，1.3 即 1.3%；上月为 0 时留空。"
    ),
    "yoy": gettext_noop("与去年同月相比，不是与上月相比。写百分数；去年同月为 0 时留空。"),
    "closing_rate": gettext_noop("办结量 ÷ 应办结量。写百分数，98.53 即 98.53%。"),
    "on_time_rate": gettext_noop("按时办结量 ÷ 应办结量。写百分数。"),
    "resolution_rate": gettext_noop("已解决量 ÷（已解决量 + 未解决量）。写百分数。"),
    "satisfaction_rate": gettext_noop("满意量 ÷（满意量 + 基本满意量 + 不满意量）。写百分数。"),
    "score": gettext_noop("考核得分，没有就留空。"),
    "note": gettext_noop("需要说明的情况。不要写姓名、电话。"),
}
INTRODUCTION = (
    gettext_noop("没有的数请留空，不要填 0；0 表示确实是 0。"),
    gettext_noop("用不到的列可以删去；请不要改表头的文字。"),
    gettext_noop("比率由件数算出即可，可以不填；填了就会与件数核对。"),
    gettext_noop("导入时系统会列出不可能成立的数，不会改动任何数字。"),
)


def template_heading(name: str) -> str:
    """A heading of the template; percent columns say so."""
    percent = BY_NAME[name].kind in ("rate", "change")
    return BY_NAME[name].title + ("（%）" if percent else "")


def table_template(path: str | Path) -> None:
    """Write the blank table: a sheet to fill in and a sheet that explains every column."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
            ),
            "count": book.add_format({"num_format": "0"}),
            "percent": book.add_format({"num_format": "0.00"}),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }  # fmt: skip
        _fill_in(book.add_worksheet("月报表"), formats)
        _explain(book.add_worksheet("填写说明"), formats)


def _fill_in(sheet: Any, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 36)
    for column, name in enumerate(TEMPLATE_COLUMNS):
        sheet.write_string(0, column, template_heading(name), formats["head"])
        kind = BY_NAME[name].kind
        form = {"count": "count", "rate": "percent", "change": "percent", "score": "percent"}.get(
            kind, "text"
        )
        sheet.set_column(column, column, 18 if form == "text" else 11, formats[form])
        rule = _validation(kind)
        if rule:
            sheet.data_validation(1, column, ROWS, column, rule)


def _validation(kind: str) -> dict[str, Any] | None:
    rule: dict[str, Any] = {"error_title": "请检查", "error_type": "warning"}
    if kind == "count":
        return rule | {
            "validate": "integer", "criteria": ">=", "value": 0, "error_message": "件数应是不小于 0 的整数。",
        }  # fmt: skip
    if kind == "rate":
        return rule | {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
            "error_message": "比率写百分数，在 0 到 100 之间。",
        }  # fmt: skip
    return None


def _explain(sheet: Any, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)
    for line, sentence in enumerate(INTRODUCTION):
        sheet.merge_range(line, 0, line, 1, sentence, formats["wrap"])
    start = len(INTRODUCTION) + 1
    sheet.write_row(start, 0, ["列", "怎样填"], formats["head"])
    for offset, name in enumerate(TEMPLATE_COLUMNS, start + 1):
        sheet.write_string(offset, 0, template_heading(name), formats["wrap"])
        sheet.write_string(offset, 1, EXPLANATIONS[name], formats["wrap"])
