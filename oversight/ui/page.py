"""页面外壳。"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    icon: str = ""
    count: int | None = None
    active: bool = False


@dataclass(frozen=True)
class NavGroup:
    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True)
class Shell:
    body_name: str
    demo: bool = False
    inbox_count: int = 0
    inbox_url: str = ""
    account_label: str = ""
    account_url: str = ""
    nav: tuple[NavGroup, ...] = ()


def context(request):
    return {}
