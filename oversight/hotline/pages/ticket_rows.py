"""工单的样子: how stored columns of a ticket are shown – instants, words, late or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.hotline.pages import words
from oversight.ui import formats

MICROSECONDS = 1_000_000
INSTANTS = ("received_at", "first_response_at", "due_at", "closed_at")
DAY = 86_400
COLUMNS = (
    "ticket_id", "source", "month", "title", "received_at", "unit", "kind", "category",
    "due_at", "closed_at",
)  # fmt: skip
"""What a line of the list is made of."""


@dataclass(frozen=True)
class TicketRow:
    """一行: one ticket of a list."""

    url: str
    ticket_id: str
    title: str
    received: datetime | None
    unit: str
    kind: str
    category: str
    closed: datetime | None
    state: str
    state_words: str


@dataclass(frozen=True)
class Field:
    """一项: a column of a ticket with its value in words."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Change:
    """旧版: an earlier version and what the next one changed."""

    version: int
    fields: Sequence[tuple[str, str, str]]


def moment(micros: int | None) -> datetime | None:
    """An instant of the store."""
    if micros is None:
        return None
    try:
        return datetime.fromtimestamp(micros / MICROSECONDS, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def state_of(row: Mapping[str, Any], as_of: int) -> tuple[str, str]:
    """The badge of a ticket as of an instant, and its words."""
    closed, due = row["closed_at"], row["due_at"]
    if closed is not None and closed <= as_of:
        if due is not None and closed > due:
            return "late", ngettext(
                "逾期 %(days)d 天办结", "逾期 %(days)d 天办结", days(closed - due)
            ) % {"days": days(closed - due)}
        return "done", _("按期办结") if due is not None else _("已办结")
    if due is not None and due < as_of:
        return "late", ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", days(as_of - due)) % {
            "days": days(as_of - due)
        }
    return "running", _("办理中")


def days(micros: int) -> int:
    """Begun days of a delay."""
    return max(1, -(-micros // (DAY * MICROSECONDS)))


def ticket_row(row: Mapping[str, Any], url: str, as_of: int) -> TicketRow:
    """One line of the list."""
    state, text = state_of(row, as_of)
    return TicketRow(
        url=url,
        ticket_id=row["ticket_id"],
        title=row["title"] or _("（没有标题）"),
        received=moment(row["received_at"]),
        unit=row["unit"],
        kind=words.kind(row["kind"]),
        category=words.group(row["category"]),
        closed=moment(row["closed_at"]),
        state=state,
        state_words=text,
    )


def labels() -> dict[str, str]:
    """The columns in words, in the order of the page."""
    return {
        "ticket_id": _("工单编号"),
        "source": _("来源"),
        "received_at": _("受理时间"),
        "first_response_at": _("首次回复"),
        "due_at": _("办理期限"),
        "closed_at": _("办结时间"),
        "unit": _("承办单位"),
        "first_unit": _("首办单位"),
        "assisting_unit": _("协办单位"),
        "kind": _("类别"),
        "kind_at_intake": _("受理时类别"),
        "category": _("分类"),
        "title": _("标题"),
        "text": _("内容"),
        "channel": _("渠道"),
        "district": _("区域"),
        "address": _("地址"),
        "reopened": _("重开次数"),
        "satisfaction": _("满意度"),
        "resolved": _("是否解决"),
        "status": _("平台状态"),
    }


def value_words(name: str, value: Any) -> str:
    """A value of a column in words; nothing where it is empty."""
    if value is None or value == "":
        return ""
    if name in INSTANTS:
        return formats.moment(moment(value))
    tables = {
        "kind": words.KINDS,
        "kind_at_intake": words.KINDS,
        "satisfaction": words.SATISFACTIONS,
        "resolved": words.RESOLUTIONS,
    }
    if name in tables:
        return str(tables[name].get(value, value))
    return str(value)


def fields(row: Mapping[str, Any]) -> list[Field]:
    """Every column of a ticket that holds something, but its text."""
    return [
        Field(name, label, shown)
        for name, label in labels().items()
        if name not in ("text", "title") and (shown := value_words(name, row.get(name)))
    ]


def changes(now: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]]) -> list[Change]:
    """What changed from each earlier version, newest first, to the one after it."""
    found, after = [], now
    for before in earlier:
        found.append(Change(int(before["version"]), differences(before, after)))
        after = before
    return found


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Column, what it was, what it became."""
    return [
        (label, value_words(name, before.get(name)), value_words(name, after.get(name)))
        for name, label in labels().items()
        if before.get(name) != after.get(name)
    ]
