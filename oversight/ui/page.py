"""页面数据。 What every page hands its template, as dataclasses; and the hook that fills the shell.

Two things reach a base template:

`page`   a `Page`, made by the view: title, crumbs, lead, stamp, acts. Required on every page.
`shell`  a `Shell`, made once a request by the function that `settings.UI_PAGE_CONTEXT` names
         ("package.module.function", called with the request): the body's name, navigation, who
         is signed in. `ui` imports no other app, so everything that depends on rights, counts
         or the jurisdiction comes in through that function. It is called only when a template
         asks for it; partial answers to htmx and the API never pay for it.

Besides these the context processor gives `large` (大字: the reader's cookie) and `here` (the
address to come back to). A function for UI_PAGE_CONTEXT looks like this:

    def page_context(request) -> Shell:
        return Shell(body_name="云川市人大监督工作平台", nav=(NavGroup("", (NavItem(...),)),))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy

TICKETS = gettext_lazy("件")

LARGE_COOKIE = "large"


@dataclass(frozen=True, slots=True)
class NavItem:
    """导航项. `icon` is a name of frontend/icons.txt; `count` is shown when it is not None."""

    label: str
    url: str
    icon: str = "circle"
    count: int | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """导航组. A group without label stands first, as 今日 does."""

    label: str
    items: Sequence[NavItem]


@dataclass(frozen=True, slots=True)
class Shell:
    """页面外壳: what surrounds every page of one request."""

    body_name: str = "××人大监督工作平台"  # 机关名称, red, at the top left
    home_url: str = "/"
    nav: Sequence[NavGroup] = ()  # side of the desk
    public_name: str = ""  # name on public pages; body_name where empty
    public_nav: Sequence[NavItem] = ()  # row under the name on public pages
    public_links: Sequence[NavItem] = ()  # beside 大字版, e.g. 开放数据
    phone_name: str = ""  # name on the deputy's pages; body_name where empty
    demo: bool = False  # 演示数据 badge and foot line on every page
    search_url: str = ""  # a GET form with `q`; no search field where empty
    search_label: str = ""  # its placeholder and label, e.g. 查案件、单位、公文、会议
    inbox_url: str = ""
    inbox_count: int | None = None
    account_label: str = ""  # 周砚清（经办人）; empty = nobody signed in
    account_url: str = ""  # the account's own page
    account_links: Sequence[NavItem] = ()  # menu under the account label
    sign_out_url: str = ""  # POST
    sign_in_url: str = ""
    foot_lines: Sequence[str] = ()  # under the content, e.g. 规则 double_rise@1
    gone: str = ""  # that the place of the page has ended, and in which one its matters go on
    gone_to: NavItem | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """面包屑. Without address: where the reader is."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """可按的: a link (default) or, with `post`, a one-button form."""

    label: str
    url: str
    icon: str = ""
    main: bool = False
    post: bool = False
    download: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """快照章. `fixed` False: dashed edge and 未冻结，数字会变."""

    fixed: bool
    version: int | None = None
    count: int | None = None
    unit: Any = TICKETS
    at: datetime | None = None
    check: str = ""  # full check value; shown in groups of four, shortened
    published: bool = False  # public pages: 自…发布后未改动
    compare: Act | None = None  # e.g. 与第1版比较
    versions: Act | None = None  # 看历次版本
    verify: Act | None = None  # 自己核对


@dataclass(frozen=True, slots=True)
class Page:
    """页面: what a view says about its page."""

    title: str  # the h1 and, with the body's name, the window's title; a sentence that answers
    lead: str = ""  # one line under the h1; parts are divided by " · "
    crumbs: Sequence[Crumb] = ()
    stamp: Stamp | None = None
    acts: Sequence[Act] = ()  # at the right of the h1 when there is no stamp
    window_title: str = ""  # when the h1 is too long for the window's title


@dataclass(frozen=True, slots=True)
class Step:
    """流程一步. `state`: done, current, late, stopped, future, today.

    word  what is wrong with a step that is behind and marked late: 未通过, 迟交; "" of the present one
    """

    name: str
    state: str = "future"
    url: str = ""
    notes: Sequence[str] = ()
    on: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """到期事项的一行: what, who, one button that names the act."""

    what: str
    who: str
    act: Act
    url: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """一件到期事项和它的日子; `day` None where no deadline is set; `own`: the reader answers for what others do."""

    matter: Matter
    day: date | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """期限梯的一级. `state`: late, today, week, later."""

    when: str  # 逾期 4 天 · 今天 · 本周 · 会前节点
    note: str  # 应于7月4日 · 7月8日 星期三
    state: str
    matters: Sequence[Matter]


@dataclass(frozen=True, slots=True)
class Segment:
    """签发进程的一段. `state`: done, current, future, skipped, stopped; who and when once done."""

    letter: str  # 起 核 会 签 印 发
    name: str
    state: str = "future"
    who: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """签发进程: six segments, and where the paper is in words (待签发：陆景行). `badge`: see ui/states.py."""

    segments: Sequence[Segment]
    badge: str
    words: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """办理记录的一条."""

    at: datetime | date
    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """下一步. One a page: what, who, until when, on what basis, one solid button."""

    title: str
    facts: Sequence[tuple[str, str]]  # (由谁, …), (期限, …), (依据, …)
    acts: Sequence[Act] = ()  # the first with main=True
    warning: str = ""  # consequence of what cannot be undone
    days: Sequence[Step] = ()  # the ladder of days at the right
    refusal: str = ""  # what is not yet possible, with the earliest day


@cache
def _shell_function(path: str) -> Any:
    return import_string(path)


def shell_of(request: HttpRequest) -> Shell:
    """The shell of a request; a plain one where the setting is missing."""
    path = getattr(settings, "UI_PAGE_CONTEXT", None)
    if not path:
        return Shell()
    shell: Shell = _shell_function(path)(request)
    return shell


def is_large(request: HttpRequest) -> bool:
    """Whether the reader asked for large type (大字)."""
    return request.COOKIES.get(LARGE_COOKIE) == "1"


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, `large`, `here`."""
    return {
        "shell": SimpleLazyObject(lambda: shell_of(request)),
        "large": is_large(request),
        "here": request.get_full_path() if request.method == "GET" else "",
    }
