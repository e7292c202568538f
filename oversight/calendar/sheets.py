"""表格进出: a year's arrangement and the list of meetings out, an uploaded table of days in as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.errors import Invalid
from oversight.calendar.pages.meeting_page import MeetingRow
from oversight.calendar.queries import YearTable
from oversight.institutions.sheets.reading import read_tables
from oversight.institutions.sheets.workbook import Sheet
from oversight.ui.formats import weekday

LARGEST = 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = ",;\t"


def year_sheet(table: YearTable) -> Sheet:
    """The year as it can be imported again."""
    kinds = {"off": _("放假"), "on": _("上班")}
    headings = (_("日期"), _("安排"), _("名称"), _("星期"))
    rows = [(one.day, kinds[one.kind], one.name, weekday(one.day)) for one in table.days]
    return Sheet(str(table.year), headings, rows)


def meetings_sheet(rows: Iterable[MeetingRow]) -> Sheet:
    """The list of meetings with the days before them."""
    headings = (
        _("会议日期"),
        _("星期"),
        _("机构"),
        pgettext("field", "届"),
        pgettext("field", "次"),
        _("状态"),
        _("会前节点"),
        _("说明"),
        _("改期或取消的原因"),
    )
    return Sheet(_("会期"), headings, [_meeting(row) for row in rows])


def _meeting(row: MeetingRow) -> Sequence[Any]:
    meeting = row.meeting
    steps = row.plan.steps if row.plan else ()
    return (
        meeting.on,
        weekday(meeting.on),
        meeting.body.name,
        meeting.term_no,
        meeting.meeting_no,
        row.state,
        "；".join(f"{step.due} {_(step.lead.text)}" for step in steps),
        meeting.note,
        meeting.reason,
    )


def text_of(name: str, content: bytes) -> str:
    """An uploaded table as lines of text, one row a line, cells divided by tabs."""
    if len(content) > LARGEST:
        raise _unreadable(_("文件超过 1 MB。"))
    if name.lower().endswith(".xlsx"):
        tables = read_tables(content)
        found = next(iter(tables.values()), None)
        if found is None:
            raise _unreadable(_("表里没有内容。"))
        rows = [found.headings, *[cells for _number, cells in found.rows]]
        return "\n".join("\t".join(row).strip() for row in rows)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding).replace(",", "\t").replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise _unreadable(_("不是 UTF-8 或 GBK 的文字。"))


def _unreadable(why: str) -> Invalid:
    text = _("没有读取。读不了这个文件：%(why)s") % {"why": why}
    return Invalid("unreadable_file", text, where="file")
