"""清单的共同做法: search, sorting and paging as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from oversight.institutions import queries

PER_PAGE = 50


def word(request: HttpRequest, name: str, allowed: Any = None) -> str:
    """A parameter of the address; empty where it is not among the allowed."""
    value = request.GET.get(name, "").strip()
    return value if allowed is None or value in allowed else ""


def chosen_day(request: HttpRequest) -> date:
    """The day the list is shown for; today where none or an impossible one is given."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return queries.today()


def sorted_by(
    request: HttpRequest, rows: QuerySet[Any], orders: Mapping[str, str], first: str
) -> QuerySet[Any]:
    """Order by the ``sort`` of the address where it is one of ours."""
    wanted = request.GET.get("sort", first)
    sign, name = ("-", wanted[1:]) if wanted.startswith("-") else ("", wanted)
    if name not in orders:
        sign, name = "", first
    return rows.order_by(f"{sign}{orders[name]}", "pk")


def paged(request: HttpRequest, rows: Any) -> Page[Any]:
    """One page of the rows; a page beyond the end is the last."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
