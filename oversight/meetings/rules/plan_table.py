"""工作要点的表格 (plan_table): a table in Word or Excel read by its heading row, wherever it stands. Pure.

Above the heading row stands the title; below it every row is a line. A part named once for several rows holds
for those below, a method of supervision for its own row alone; a row that says one thing only is a part or, where
it is a sentence, a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from oversight.meetings.rules.plan_text import (
    HEADING,
    LONGEST_HEADING,
    SENTENCE_ENDS,
    TITLE,
    PlanLine,
    PlanText,
    line_of,
    year_of,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "内容", "工作内容", "主要内容", "计划内容", "监督内容", "事项", "工作事项", "监督事项", "议题",
        "监督议题", "项目", "监督项目", "计划项目", "任务", "工作任务", "重点工作", "工作要点", "题目",
    ),
    "section": ("部分", "类别", "板块", "分类"),
    "method": ("监督方式", "监督形式", "工作方式", "方式", "形式"),
    "office": (
        "责任委室", "责任单位", "责任部门", "责任机构", "责任科室", "牵头委室", "牵头单位", "牵头部门",
        "承办委室", "承办单位", "承办部门", "承办机构", "负责委室", "负责部门", "组织实施",
    ),
    "when": (
        "时间安排", "时间", "完成时限", "完成时间", "时限", "安排时间", "计划时间", "拟安排时间", "月份",
        "会议时间", "审议时间",
    ),
    "note": ("备注", "说明"),
}  # fmt: skip
DEEPEST = 10
Row = Sequence[str]


def read_table(rows: Sequence[Row], part: str = "") -> PlanText | None:
    """The lines of a table under ``part``; None where no row names a column of contents."""
    cleaned = [[" ".join(cell.split()) for cell in row] for row in rows]
    for at, row in enumerate(cleaned[:DEEPEST]):
        columns = columns_of(row)
        if "text" in columns:
            title = next((text for one in cleaned[:at] if (text := titled(one))), "")
            lines = list(lines_of(cleaned[at + 1 :], columns, part))
            return PlanText(title[:200], year_of(title), tuple(lines))
    return None


def titled(row: Row) -> str:
    """A title above the table."""
    texts = distinct(row)
    return texts[0] if len(texts) == 1 and TITLE.search(texts[0]) else ""


def distinct(row: Row) -> list[str]:
    """What a row says, cells that are merged once."""
    return list(dict.fromkeys(cell for cell in row if cell))


def columns_of(row: Row) -> dict[str, int]:
    """Where each thing stands."""
    found: dict[str, int] = {}
    for at, heading in enumerate(row):
        name = re.sub(r"[\s*（(].*$|[:：]$", "", heading.replace(" ", ""))
        for key, names in COLUMNS.items():
            if name in names:
                found.setdefault(key, at)
    return found


def lines_of(rows: Sequence[Row], columns: Mapping[str, int], part: str) -> list[PlanLine]:
    """Every row as a line, or as the part of those below."""
    found = []
    for row in rows:
        texts = distinct(row)
        if (len(texts) == 1 and not cell(row, columns, "text")) or (
            len(texts) == 1 and len(row) > 2
        ):
            if is_part(texts[0]):
                part = HEADING.sub("", texts[0]).rstrip("：:")
            else:
                found.append(line_of(part, texts[0]))
            continue
        if not cell(row, columns, "text"):
            continue
        part = cell(row, columns, "section") or part
        found.append(line_in(row, columns, cell(row, columns, "method") or part))
    return found


def is_part(text: str) -> bool:
    """Whether the only words of a row name a part."""
    return len(text) <= LONGEST_HEADING and not text.endswith(SENTENCE_ENDS)


def cell(row: Row, columns: Mapping[str, int], key: str) -> str:
    """What stands in a column of the row."""
    at = columns.get(key)
    return row[at] if at is not None and at < len(row) else ""


def line_in(row: Row, columns: Mapping[str, int], part: str) -> PlanLine:
    """One row; a remark is kept behind the words it belongs to."""
    text, note = cell(row, columns, "text"), cell(row, columns, "note")
    office, when = cell(row, columns, "office"), cell(row, columns, "when")
    if note:
        text = f"{text}（{note}）"
    return PlanLine(part[:200], text[:1000], office[:200], when[:100])
