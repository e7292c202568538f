"""文书的共同用字: time and place, cells of tables, boxes, names of those who meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.papers import day, days
from oversight.meetings.rules.matters import matter_of

WHOLE = {
    "congress": "全体代表",
    "standing_committee": "常务委员会全体组成人员",
}
GREETING = {"congress": "各位代表", "standing_committee": "各位组成人员、同志们"}


def whole_of(meeting: Meeting) -> str:
    """全体代表, 常务委员会全体组成人员, else 全体组成人员."""
    if meeting.kind == "presidium":
        return "主席团全体成员"
    return WHOLE.get(meeting.body.kind, "全体组成人员")


def greeting(meeting: Meeting) -> str:
    """How the chair addresses the hall."""
    return GREETING.get(meeting.body.kind, "同志们")


def half_day(meeting: Meeting) -> str:
    """上午9:00; nothing where the hour is not set."""
    at = meeting.starts_at
    if at is None:
        return ""
    return f"{'上午' if at.hour < 12 else '下午'}{at.hour if at.hour <= 12 else at.hour - 12}:{at.minute:02d}"


def when(meeting: Meeting) -> str:
    """2026年7月28日上午9:00, or 2026年7月28日至30日，28日上午9:00开会."""
    hour = half_day(meeting)
    if not hour or meeting.starts_on == meeting.ends_on:
        return days(meeting) + hour
    return f"{days(meeting)}，{meeting.starts_on.day}日{hour}开会"


def moment(at: datetime | None) -> str:
    """11月27日 10:41 in local time."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def local_day(at: datetime | None) -> str:
    return day(timezone.localtime(at).date()) if at else ""


def cell(text: object) -> str:
    """What may stand in a cell: no bar, no line break."""
    return " ".join(str(text or "").replace("|", "、").split())


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as the papers' plain text has it, columns without content left out (never a writing column)."""
    kept = [tuple(cell(each) for each in row) for row in rows]
    used = [n for n, _head in enumerate(heads) if heads[n] in WRITTEN or any(r[n] for r in kept)]
    lines = [[heads[n] for n in used], *([row[n] for n in used] for row in kept)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


WRITTEN = frozenset({"签到", "备注", "办理情况"})
"""Columns that are filled by hand and stand even when they are empty."""


def box(label: str, text: str = "") -> str:
    """One box of a sheet with the empty line that ends it."""
    return f"【{label}】{text}\n"


def sign(who: str, name: str = "") -> str:
    """A line to sign on."""
    return f"【签字】{who}：{name}\n"


def boxes(rows: Iterable[tuple[str, str]]) -> str:
    """The boxes that have something to say."""
    return "\n".join(box(label, text) for label, text in rows if text)


def title_of(item: AgendaItem) -> str:
    """The title without the stop at its end."""
    return item.title.rstrip("。；;")


def matter(item: AgendaItem) -> str:
    """What is voted on: ……的报告 of 听取和审议……的报告."""
    return matter_of(title_of(item))


def acted_on(item: AgendaItem, act: str) -> str:
    """对……进行表决; a title that begins with 对 says itself on what: 进行对……的满意度测评."""
    title = matter(item)
    return f"进行{title}" if title.startswith("对") else f"对{title}进行{act}"


def about(item: AgendaItem) -> str:
    """关于……, once."""
    return "关于" + matter(item).removeprefix("关于").removeprefix("对")


def opening_day(meeting: Meeting) -> str:
    """2026年7月28日上午9:00开会."""
    text = when(meeting)
    return text if text.endswith("开会") else f"{text}开会"
