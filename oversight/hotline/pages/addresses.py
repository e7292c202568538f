"""页面地址: what the address of a month page asks, read leniently, and the addresses that pages link to.

A word that is not known falls back to the default; nothing here can fail on odd input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from hotline_analytics.tickets import KINDS, format_month, parse_month

from oversight.hotline.questions import GROUPINGS, Question

SHOWN = ("rising", "manual", "all")
LONGEST = 200


class MonthConverter:
    """The path part ``2026-06``; views get the month index, links may give either."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> int:
        return parse_month(value)

    def to_url(self, value: int | str) -> str:
        return value if isinstance(value, str) else format_month(value)


def text_of(values: Mapping[str, Any], name: str) -> str:
    """A parameter without what no name holds; cut where nobody types that much."""
    return str(values.get(name, "")).replace("\x00", "").strip()[:LONGEST]


def choice_of(values: Mapping[str, Any], name: str, allowed: Any, default: str = "") -> str:
    """A parameter out of a few words."""
    found = text_of(values, name)
    return found if found in allowed else default


def number_of(values: Mapping[str, Any], name: str) -> int | None:
    """A small positive number; None where there is none."""
    found = text_of(values, name)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 6 else None


def month_of(values: Mapping[str, Any], name: str) -> int | None:
    """A month written YYYY-MM; None where there is none."""
    try:
        return parse_month(text_of(values, name))
    except ValueError:
        return None


def kinds_of(values: Mapping[str, Any]) -> frozenset[str] | None:
    """The chosen kinds; None for all."""
    chosen = frozenset(text_of(values, "kinds").split(",")) & frozenset(KINDS)
    return chosen or None


@dataclass(frozen=True)
class MonthAddress:
    """月份页的地址: the question and how its answer is shown; ``version`` 0 asks for the present state."""

    place: str
    month: int
    by: str = "unit"
    window: str = "month"
    kinds: frozenset[str] | None = None
    source: str = ""
    version: int | None = None
    show: str = "rising"
    q: str = ""
    sort: str = ""
    page: str = "1"
    unit: str | None = None

    @classmethod
    def read(cls, place: str, month: int, values: Mapping[str, Any]) -> MonthAddress:
        """From the parameters of a request."""
        version = number_of(values, "version")
        return cls(
            place=place,
            month=month,
            by=choice_of(values, "by", GROUPINGS, "unit"),
            window=choice_of(values, "window", ("month", "ytd"), "month"),
            kinds=kinds_of(values),
            source=text_of(values, "source"),
            version=version,
            show=choice_of(values, "show", SHOWN, "rising"),
            q=text_of(values, "q"),
            sort=text_of(values, "sort"),
            page=text_of(values, "page") or "1",
            unit=text_of(values, "unit") if "unit" in values else None,
        )

    @property
    def question(self) -> Question:
        """What is asked of the figures."""
        sources = frozenset({self.source}) if self.source else None
        return Question(self.month, self.by, self.window, self.kinds, sources)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the default is shown."""
        changed = (self.by, self.window, self.show) != ("unit", "month", "rising")
        return changed or bool(self.kinds or self.source or self.q)

    @property
    def first_month(self) -> int:
        """Where the window begins."""
        return self.month if self.window == "month" else self.month - self.month % 12

    def carried(self) -> dict[str, str]:
        """The parameters that every page under this question carries on."""
        found = {
            "kinds": ",".join(sorted(self.kinds)) if self.kinds else "",
            "source": self.source,
            "version": "" if self.version is None else str(self.version),
        }
        return {name: value for name, value in found.items() if value}

    def asked(self) -> dict[str, str]:
        """All that says what is asked: carried parameters, grouping and window."""
        extra = {"by": self.by, "window": self.window}
        defaults = {"by": "unit", "window": "month"}
        return self.carried() | {k: v for k, v in extra.items() if v != defaults[k]}

    def group_filter(self, name: str | None) -> dict[str, str]:
        """The parameters that narrow tickets or a figure to one row of the ranking."""
        if self.by == "category":
            return {"category": name} if name is not None else {"no_category": "1"}
        return {"unit": name or ""}

    def url(self, view: str, parameters: Mapping[str, Any] | None = None, **kwargs: Any) -> str:
        """A page of this month."""
        keys = {"place": self.place, "month": self.month, **kwargs}
        return with_query(reverse(f"hotline:{view}", kwargs=keys), parameters)

    def tickets(self, *, first: int | None = None, last: int | None = None, **narrow: str) -> str:
        """The tickets of the window, or of other months as they stood for this month's answer."""
        first = self.first_month if first is None else first
        last = self.month if last is None else last
        span = {}
        if (first, last) != (self.month, self.month):
            span = {"from": format_month(first), "to": format_month(last)}
        return self.url("tickets", {**self.carried(), **span, **narrow})

    def figure(self, code: str, **narrow: str) -> str:
        """The page of one figure."""
        return self.url("figure", {**self.asked(), **narrow}, code=code)


def with_query(url: str, parameters: Mapping[str, Any] | None) -> str:
    """An address with its parameters, empty ones left out."""
    found = {name: value for name, value in (parameters or {}).items() if value not in ("", None)}
    return f"{url}?{urlencode(found)}" if found else url
