"""走遍各页: one example of every page that a role can reach by following links."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve

STARTS = {
    "anyone": ("/", "/p/yunchuan/", "/account/login/", "/account/code/", "/p/yunchuan/nowhere/"),
    "clerk": ("/w/yunchuan/", "/w/yunchuan/search/?q=物业", "/w/yunchuan/meetings/"),
    "reviewer": ("/w/yunchuan/publications/",),
    "chair": ("/w/yunchuan/",),
    "member": ("/w/yunchuan/", "/w/yunchuan/my-meetings/", "/w/yunchuan/my-questions/"),
    "office": ("/w/yunchuan/", "/w/yunchuan/cases/", "/w/yunchuan/papers/"),
    "liaison": ("/w/yunchuan/", "/w/yunchuan/duties/", "/w/yunchuan/received/"),
    "head": ("/w/yunchuan/", "/w/yunchuan/duties/unit/"),
    "auditor": ("/w/yunchuan/records/",),
    "admin": ("/w/yunchuan/",),
    "county": ("/w/linxi/", "/w/linxi/hotline/"),
    "town": ("/w/qingshi/", "/w/qingshi/meetings/"),
    "deputy": ("/w/yunchuan/",),
}
# Pages that are no pages: files, switches, the way out; and what another role's tour shows as well.
NO_PAGES = frozenset(
    {
        "institutions:template", "bundle", "components", "documents:paper_docx",
        "documents:paper_pdf", "language", "large_type", "old_browser", "sign_out",
        "cases:report_file", "meetings:appointment_letter", "meetings:inquiry_scan",
        "meetings:inquiry_signatures", "meetings:item_paper_file", "meetings:plan_minutes",
        "meetings:signed_slip", "voting:scan",
    }
)  # fmt: skip
FILES = (".csv", ".xlsx", ".json", ".docx", ".pdf", ".toml", ".ics")
LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"


def links(page: Any, address: str) -> list[str]:
    """Where the page leads on the same site, without fragments."""
    found = (urldefrag(url).url for url in page.evaluate(LINKS))
    return [url for url in found if url.startswith(address + "/")]


def name_of(url: str) -> str:
    """The name of the page at an address; empty where it is a file or a switch."""
    parts = urlsplit(url)
    if parts.path.endswith(FILES) or "export" in parts.path:
        return ""
    try:
        match = resolve(parts.path)
    except Resolver404:
        return "missing"
    if {match.url_name, match.view_name} & NO_PAGES or "api" in match.app_names:
        return ""
    return match.view_name.replace(":", "-")


def walk(
    page: Any, address: str, starts: tuple[str, ...], skip: Collection[str] = (), most: int = 400
) -> Iterator[str]:
    """Open one example of every page, breadth first; yields its name while it is open.

    The starts are always opened; of the rest those in ``skip`` are left out.
    """
    first = [address + path for path in starts]
    waiting, seen = list(first), set()
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        name = name_of(url)
        if not name or name in seen or (name in skip and url not in first):
            continue
        seen.add(name)
        answer = page.goto(url)
        if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        assert answer.status < 500, (url, answer.status)
        yield name
        waiting += links(page, address)
