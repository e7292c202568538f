"""工单地址: which tickets an address asks for, read leniently, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.tickets import KINDS, RESOLUTIONS, SATISFACTIONS, format_month

from oversight.hotline.pages import words
from oversight.hotline.pages.addresses import (
    choice_of,
    kinds_of,
    month_of,
    number_of,
    text_of,
    with_query,
)
from oversight.hotline.ticket_filters import NO_CATEGORY, ORDERS, STATES, TicketFilter

MOST_MONTHS = 60
TEXTS = ("unit", "category", "first_unit", "district", "channel", "source", "q")


@dataclass(frozen=True)
class TicketAddress:
    """工单地址: ``month`` and ``version`` say on which state the list stands, ``first`` to ``last`` which months."""

    month: int
    first: int
    last: int
    version: int | None = None
    kinds: frozenset[str] | None = None
    kind_at_intake: str = ""
    state: str = ""
    satisfaction: str = ""
    resolved: str = ""
    repeat: bool = False
    no_category: bool = False
    sort: str = "-received"
    page: int = 1
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, month: int, values: Mapping[str, Any]) -> TicketAddress:
        """From the parameters of a request."""
        first, last = month_of(values, "from") or month, month_of(values, "to") or month
        last = max(first, min(last, first + MOST_MONTHS - 1))
        return cls(
            month=month,
            first=first,
            last=last,
            version=number_of(values, "version"),
            kinds=kinds_of(values),
            kind_at_intake=choice_of(values, "kind_at_intake", KINDS),
            state=choice_of(values, "state", STATES),
            satisfaction=choice_of(values, "satisfaction", SATISFACTIONS),
            resolved=choice_of(values, "resolved", RESOLUTIONS),
            repeat=text_of(values, "repeat") == "1",
            no_category=text_of(values, "no_category") == "1",
            sort=choice_of(values, "sort", ORDERS, "-received"),
            page=max(1, number_of(values, "page") or 1),
            texts={name: text_of(values, name) for name in TEXTS},
        )

    def chosen(self, units: frozenset[str] | None) -> TicketFilter:
        """The filter; ``units`` are the names under which the unit's tickets are stored."""
        text = self.texts
        return TicketFilter(
            months=tuple(range(self.first, self.last + 1)),
            units=units,
            category=NO_CATEGORY if self.no_category else text["category"] or None,
            kinds=self.kinds,
            sources=frozenset({text["source"]}) if text["source"] else None,
            first_unit=text["first_unit"] or None,
            kind_at_intake=self.kind_at_intake or None,
            district=text["district"] or None,
            channel=text["channel"] or None,
            satisfaction=self.satisfaction or None,
            resolved=self.resolved or None,
            state=self.state or None,
            repeat=self.repeat,
            q=text["q"],
        )

    @property
    def span(self) -> dict[str, str]:
        """The months, where they are others than the standing's."""
        if (self.first, self.last) == (self.month, self.month):
            return {}
        return {"from": format_month(self.first), "to": format_month(self.last)}

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.words())

    def words(self) -> list[str]:
        """The filters in words."""
        text = self.texts
        pairs = (
            (text["unit"], _("承办单位")),
            (text["first_unit"], _("首办单位")),
            (_("没有分类") if self.no_category else text["category"], _("分类")),
            (words.kinds(self.kinds) if self.kinds else "", _("类别")),
            (words.kind(self.kind_at_intake) if self.kind_at_intake else "", _("受理时类别")),
            (str(words.STATES[self.state]) if self.state else "", _("状态")),
            (
                str(words.SATISFACTIONS[self.satisfaction]) if self.satisfaction else "",
                _("满意度"),
            ),
            (str(words.RESOLUTIONS[self.resolved]) if self.resolved else "", _("是否解决")),
            (text["district"], _("区域")),
            (text["channel"], _("渠道")),
            (text["source"], _("来源")),
            (text["q"], _("标题含")),
        )
        found = [f"{label} {value}" for value, label in pairs if value]
        return [*found, _("90日内同人同类重复反映")] if self.repeat else found


def ticket_query(url: str, version: int | None, row: Mapping[str, Any]) -> str:
    """The page of one ticket of a list."""
    parameters = {"source": row["source"], "id": row["ticket_id"], "in": format_month(row["month"])}
    if version is not None:
        parameters["version"] = str(version)
    return with_query(url, parameters)
