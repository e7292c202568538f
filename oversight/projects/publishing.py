"""公开的内容: the public notice of collecting as values; the page is rendered from the content alone."""

from __future__ import annotations

from typing import Any

from oversight.institutions.models import Jurisdiction
from oversight.projects.models import ProjectYear

NOTICE = "project_notice"
KEPT_IN = "zh-hans"


def head(place: Jurisdiction, year: ProjectYear) -> dict[str, Any]:
    """Whose publication it is and of which year: how every content of projects begins."""
    return {"place": place.code, "place_name": place.name, "year": year.year}


def titled(year: ProjectYear, what: str) -> str:
    """西湖镇2027年民生实事……: the title of a publication of a year."""
    return f"{year.jurisdiction.name}{year.year}年民生实事{what}"


def notice_title(year: ProjectYear) -> str:
    """The title under which the notice is published."""
    return (year.notice_title or f"{year.year}年民生实事项目征集公告")[:200]


def notice_content(year: ProjectYear) -> dict[str, Any]:
    """征集公告: what is asked, from when to when, where to propose and whom to call."""
    place = year.jurisdiction
    return {
        **head(place, year),
        "title": notice_title(year),
        "text": year.notice_text,
        "from": year.collecting_from.isoformat() if year.collecting_from else None,
        "to": year.collecting_to.isoformat() if year.collecting_to else None,
        "to_choose": year.to_choose,
        "phone": year.contact_phone,
        "address": f"/p/{place.code}/projects/{year.year}/propose/",
    }
