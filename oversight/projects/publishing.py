"""公开的内容: the public notice of collecting as values; the page is rendered from the content alone."""

from __future__ import annotations

from typing import Any

from oversight.projects.models import ProjectYear

NOTICE = "project_notice"


def notice_title(year: ProjectYear) -> str:
    """The title under which the notice is published."""
    return (year.notice_title or f"{year.year}年民生实事项目征集公告")[:200]


def notice_content(year: ProjectYear) -> dict[str, Any]:
    """征集公告: what is asked, from when to when, where to propose and whom to call."""
    place = year.jurisdiction
    return {
        "place": place.code,
        "place_name": place.name,
        "year": year.year,
        "title": notice_title(year),
        "text": year.notice_text,
        "from": year.collecting_from.isoformat() if year.collecting_from else None,
        "to": year.collecting_to.isoformat() if year.collecting_to else None,
        "to_choose": year.to_choose,
        "phone": year.contact_phone,
        "address": f"/p/{place.code}/projects/{year.year}/propose/",
    }
