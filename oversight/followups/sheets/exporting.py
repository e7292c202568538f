"""表格的内容: the duties to fill in with their explanations, the refused rows to mend, the office's list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.followups.actions.working import content_of
from oversight.followups.presenting import Row
from oversight.followups.sheets.layouts import DUTIES, HOW_TO, PROBLEM, WIDE, Held
from oversight.followups.sheets.outcome import DutyOutcome
from oversight.institutions.sheets.columns import cell_of, chinese, headings_of
from oversight.institutions.sheets.workbook import Sheet, write_workbook

AT = {column.key: number for number, column in enumerate(DUTIES.columns)}


def duties_workbook(rows: Iterable[Row]) -> bytes:
    """Every duty with its id and version, and the sheet that says how to fill it in."""
    lines = [duty_line(row) for row in rows]
    sheet = Sheet(
        DUTIES.title,
        headings_of(DUTIES.columns),
        lines,
        {AT["done"]: ["是", "否"]},
        frozenset(AT[key] for key in ("public_id", "version")),
        frozenset(AT[key] for key in WIDE),
    )
    return write_workbook([sheet, how_to()])


def duty_line(row: Row) -> list[Any]:
    """One row of the workbook."""
    followup = row.followup
    values: Mapping[str, Any] = {
        "public_id": followup.public_id,
        "version": followup.version,
        "place": row.place.name,
        "unit": row.unit,
        "code": followup.code,
        "kind": followup.kind,
        "title": followup.title,
        "requirement": followup.requirement,
        "due": followup.due,
        "state": followup.state,
        **Held.of(content_of(followup)).values,
    }
    return [cell_of(column, values[column.key]) for column in DUTIES.columns]


def how_to() -> Sheet:
    """The sheet that explains every column."""
    lines: list[list[Any]] = [
        [_("怎样填"), _(DUTIES.help)],
        ["", _("填好存盘，在“承办事项”页上传，先看预览，有错的格会指明位置；没有导入一半的情形。")],
        ["", _("导出以后系统里又改过的格，预览里并列两个值，由你选哪一个。")],
        ["", _("同一份表再传一次，什么也不改。")],
        ["", _("须由负责人签字的事项，自报完成后还要在页面上附签字的扫描件。")],
    ]
    for column in DUTIES.columns:
        note = _(column.help) if column.help else _("只供看，改了不算。")
        offered = "是、否" if column.key == "done" else ""
        lines.append([column.heading, "　".join(part for part in (note, offered) if part)])
    return Sheet(HOW_TO, [_("列"), HOW_TO], lines, wide=frozenset({1}))


def refused_workbook(outcome: DutyOutcome) -> bytes:
    """Only the rows that were not taken, as they were, with a last column that says why."""
    rows = [row for row in outcome.rows if row.problems or row.conflicts]
    width = max(len(row.cells) for row in rows)
    headings = [*rows[0].headings[:width], *[""] * (width - len(rows[0].headings))]
    keep = [at for at, heading in enumerate(headings) if heading != PROBLEM]
    lines = []
    for row in rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        why = [f"{each.cell} {each.heading}：{each.text}" for each in row.problems]
        why += [
            _("%(heading)s：表里是“%(mine)s”，系统里现在是“%(theirs)s”")
            % {"heading": each.heading, "mine": each.mine, "theirs": each.theirs}
            for each in row.conflicts
        ]
        lines.append([*(cells[at] for at in keep), "；".join(why)])
    kept = [headings[at] for at in keep]
    wide = frozenset(at for at, head in enumerate(kept) if head in WIDE_HEADINGS) | {len(kept)}
    return write_workbook([Sheet(DUTIES.title, [*kept, PROBLEM], lines, wide=wide), how_to()])


WIDE_HEADINGS = frozenset(column.heading for column in DUTIES.columns if column.key in WIDE)


def office_sheet(rows: Iterable[Row]) -> Sheet:
    """The office's list, every fact in a column of its own."""
    headings = (
        _("跟踪号"),
        _("种类"),
        _("事项"),
        _("责任单位"),
        _("交办时的单位"),
        _("要求"),
        _("目标"),
        _("来源"),
        _("依据"),
        _("分管领导"),
        _("跟踪委室"),
        _("交办日期"),
        _("期限"),
        _("原定期限"),
        _("期限状态"),
        _("状态"),
        _("自报完成比例"),
        _("进展情况"),
        _("自报完成日期"),
        _("办结日期"),
    )
    return Sheet(
        _("承诺与整改"), headings, [office_line(row) for row in rows], wide=frozenset({5, 17})
    )


def office_line(row: Row) -> list[Any]:
    item = row.followup
    return [
        item.code,
        chinese(item.get_kind_display()),
        item.title,
        row.unit,
        item.unit.name,
        item.requirement,
        item.target,
        item.about_label,
        item.basis,
        item.leader,
        item.office.name if item.office else "",
        item.starts_on,
        item.due,
        item.original_due,
        row.standing.word,
        row.badge.word,
        item.percent,
        item.progress,
        day_of(item.reported_at),
        day_of(item.closed_at),
    ]


def day_of(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment else None
