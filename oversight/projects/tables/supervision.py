"""监督记录表: what was seen through the year, and what became of each problem."""

from __future__ import annotations

from collections.abc import Iterable

from oversight.institutions.sheets.workbook import Sheet
from oversight.projects.models import SupervisionRecord

HEADINGS = ("日期", "种类", "监督小组", "项目", "参加人员", "看到的情况", "问题", "照片")


def records_sheet(rows: Iterable[SupervisionRecord]) -> Sheet:
    """One line a record."""
    lines = [
        [
            one.on,
            str(one.get_kind_display()),
            one.group.name if one.group else "",
            f"{one.project.code} {one.project.title}" if one.project else "",
            one.people,
            one.text,
            "；".join(f"{each.text}（{each.get_state_display()}）" for each in one.findings.all()),
            len(one.photos.all()),
        ]
        for one in rows
    ]
    return Sheet("监督记录", HEADINGS, lines, wide=frozenset({5, 6}))
