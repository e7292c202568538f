"""表式: the columns of the duties workbook. The headings are part of the format, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as noop

from oversight.followups.models import Followup
from oversight.institutions.sheets.columns import Column, SheetSpec

PROBLEM = "问题"
HOW_TO = "填写说明"

DUTIES = SheetSpec(
    "duties",
    noop("事项"),
    (
        Column("public_id", noop("编号"), required=True, help=noop("系统给的编号，不要改。")),
        Column(
            "version", noop("版本"), "int", True, noop("导出时的版本，不要改；靠它看出有没有冲突。")
        ),
        Column("place", noop("地方"), help=noop("只供看，改了不算。")),
        Column("unit", noop("责任单位"), help=noop("只供看，改了不算。")),
        Column("code", noop("跟踪号"), help=noop("只供看，改了不算。")),
        Column("kind", noop("种类"), "choice", choices=tuple(Followup.KINDS)),
        Column("title", noop("事项"), help=noop("只供看，改了不算。")),
        Column("requirement", noop("要求"), help=noop("只供看，改了不算。")),
        Column("due", noop("期限"), "day", help=noop("只供看；要改期限，填“申请延期至”。")),
        Column("state", noop("状态"), "choice", choices=tuple(Followup.STATES)),
        Column("progress", noop("进展情况"), help=noop("可填。做了什么，还差什么；完成的写结果。")),
        Column("percent", noop("完成比例"), "int", help=noop("可填。0 至 100 的整数。")),
        Column("done", noop("自报完成"), "flag", help=noop("可填。是：报告完成，等另一人核实。")),
        Column("asked_due", noop("申请延期至"), "day", help=noop("可填。日期，如 2026-07-05。")),
        Column("asked_reason", noop("延期理由"), help=noop("申请延期的必填。")),
    ),
    noop("一行一件事。编号和版本不要改；只改可填的五列，空着的格表示不改。"),
)
EDITABLE = ("progress", "percent", "done", "asked_due", "asked_reason")
WIDE = ("title", "requirement", "progress", "asked_reason")
REPORTED = frozenset({"to_sign", "reported_done", "verified"})


@dataclass(frozen=True)
class Held:
    """系统里的值: what the editable cells of an item say at one version."""

    values: Mapping[str, Any]
    state: str

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Held:
        """From the content kept with a version."""
        asked = content.get("asked_due")
        return cls(
            {
                "progress": content.get("progress") or None,
                "percent": content.get("percent"),
                "done": True if content.get("state") in REPORTED else None,
                "asked_due": date.fromisoformat(asked) if asked else None,
                "asked_reason": content.get("asked_reason") or None,
            },
            content.get("state", ""),
        )
