"""接口的共同做法: the place and the month of the address, what the token may do, pages of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import AfterValidator

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.hotline.questions import read_month
from oversight.institutions.models import Jurisdiction

PAGE_SIZE = 50
YEARS = range(1990, 2200)
Allowed = Callable[[Actor, Jurisdiction], bool]


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Short = Annotated[str, Query("", max_length=200), AfterValidator(without_nul)]
PageNumber = Annotated[int, Query(1, ge=1, le=1_000_000)]


def month_of(text: str) -> int:
    """The month of the address, of a year in which there may be data."""
    month = read_month(text)
    if month // 12 not in YEARS:
        raise Invalid("bad_month", _("没有这一年的数据。"), where="month")
    return month


def paged(rows: Any, page: int, show: Callable[[Any], Any]) -> dict[str, Any]:
    """A page of a list, newest first."""
    paginator = Paginator(rows, PAGE_SIZE)
    found = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": found.number,
        "pages": paginator.num_pages,
        "items": [show(row) for row in found],
    }
