"""接口的分页: every list of projects by pages of fifty, with how many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator

PAGE_SIZE = 50


def page_of(rows: Any, page: int, shown: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """One page of rows, each as the interface says it; a page beyond the last is the last."""
    paginator = Paginator(rows, PAGE_SIZE)
    listing = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": listing.number,
        "pages": paginator.num_pages,
        "items": [shown(one) for one in listing],
    }
