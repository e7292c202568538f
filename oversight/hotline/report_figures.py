"""月报的数字: what the monthly report says, made of an answer's rows; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.figures import RATE_PARTS, Rate, rate
from hotline_analytics.periods import change

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Totals:
    """All groups together."""

    count: int
    previous: int | None
    last_year: int | None

    @property
    def mom(self) -> float | None:
        return change(self.count, self.previous)

    @property
    def yoy(self) -> float | None:
        return change(self.count, self.last_year)


def totals(rows: Sequence[Row]) -> Totals:
    """The sums of the month and of the bases that are known."""
    return Totals(
        sum(row.get("month_count", row["count"]) for row in rows),
        known_sum(rows, "previous"),
        known_sum(rows, "last_year"),
    )


def known_sum(rows: Sequence[Row], name: str) -> int | None:
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None


def place_rates(rows: Sequence[Row]) -> dict[str, Rate | None]:
    """The rates of the whole place with their intervals; None where the sources have no such column."""
    found: dict[str, Rate | None] = {}
    count = sum(row["count"] for row in rows)
    for name in RATE_PARTS:
        parts = [row["rates"][name] for row in rows]
        if not parts or any(part is None for part in parts):
            found[name] = None
            continue
        above = sum(part["numerator"] for part in parts)
        found[name] = rate(above, sum(part["denominator"] for part in parts), count)
    return found


def rate_title(name: str) -> str:
    """What a rate is called on paper and pages."""
    return {
        "closing": _("办结率"),
        "on_time": _("按时办结率"),
        "response": _("响应率"),
        "resolution": _("解决率"),
        "satisfaction": _("满意率"),
        "satisfaction_broad": _("满意和基本满意率"),
        "repeat": _("重复反映率"),
        "reopen": _("重开率"),
    }[name]


def grade_title(grade: str | None) -> str:
    """What a grade is called on paper and pages."""
    return {
        "strong": _("明显"),
        "weak": _("较弱"),
        "noise": _("波动之内"),
        None: "—",
    }[grade]


def percent(value: float | None) -> str:
    """A change with its sign, one decimal."""
    return "—" if value is None else f"{value:+.1%}"


def share(value: float | None) -> str:
    """A rate, one decimal."""
    return "—" if value is None else f"{value:.1%}"


def number(value: int | None) -> str:
    """A count with separators; a dash where it is not known."""
    return "—" if value is None else f"{value:,}"


def headline(answer: Mapping[str, Any]) -> str:
    """The sentence that answers the reader's question first."""
    rows = answer["rows"]
    whole = totals(rows)
    rises = [row for row in rows if row["double_rise"] == "yes"]
    strong = sum(row["grade"] == "strong" for row in rises)
    text = _(
        "本月受理 %(count)s 件，环比 %(mom)s，同比 %(yoy)s。可以比较的单位 %(tested)d 个，其中 %(rises)d 个"
        "双升（仅凭偶然约会有 %(expected)s 个），升幅明显的 %(strong)d 个。"
    )
    return text % {
        "count": number(whole.count),
        "mom": percent(whole.mom),
        "yoy": percent(whole.yoy),
        "tested": answer["units_tested"],
        "rises": len(rises),
        "expected": f"{answer['expected_by_chance']:.1f}",
        "strong": strong,
    }
