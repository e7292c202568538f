"""收件页面: the list, one notice, marking as read, the choice of the digest."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oversight.inbox import actions, queries
from oversight.inbox.models import Notice
from oversight.institutions import queries as institutions
from oversight.institutions.web import actor_of
from oversight.ui.page import Act, Crumb, Page

PAGE_SIZE = 25
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NoticeRow:
    """One line of the list."""

    notice: Notice
    url: str
    read_url: str
    kind: str
    place: str


@dataclass(frozen=True)
class NoticeList:
    """What the list page is told."""

    page: Page
    rows: list[NoticeRow]
    paging: PaginatorPage[Notice]
    show: str
    kinds: Choices
    kind: str
    q: str
    filtered: bool
    unread: int
    total: int
    newest: str
    several_places: bool


@dataclass(frozen=True)
class NoticePage:
    """What the page of one notice is told."""

    page: Page
    notice: Notice
    kind: str
    place: str


@dataclass(frozen=True)
class DigestPage:
    """What the page of the digest is told."""

    page: Page
    wanted: bool
    address: str
    possible: bool


def kind_words() -> dict[str, str]:
    """The kinds as pages say them."""
    return {
        "matter": _("监督事项"),
        "deadline": _("期限提醒"),
        "paper": _("公文办理"),
        "job": _("后台任务"),
        "account": _("账号与授权"),
        "info": _("通报"),
    }


@require_GET
@login_required
def inbox_list(request: HttpRequest) -> HttpResponse:
    """收件清单: unread ones first asked for; all on request."""
    actor, words = actor_of(request), kind_words()
    show = "all" if request.GET.get("show") == "all" else ""
    kind = request.GET.get("kind", "") if request.GET.get("kind") in words else ""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = queries.filtered(actor, show=show, kind=kind, q=q)
    paging = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    unread, total = queries.unread_count(actor), queries.notices_of(actor).count()
    names = place_names(list(paging))
    context = NoticeList(
        page=Page(title=headline(unread), acts=(settings_act(),), crumbs=(Crumb(_("收件")),)),
        rows=[row_of(each, words, names) for each in paging],
        paging=paging,
        show=show,
        kinds=tuple(words.items()),
        kind=kind,
        q=q,
        filtered=bool(kind or q),
        unread=unread,
        total=total,
        newest=paging[0].public_id if paging.object_list and paging.number == 1 else "",
        several_places=len(names) > 1,
    )
    return render(request, "inbox/list.html", vars(context))


def settings_act() -> Act:
    return Act(_("邮件摘要"), reverse("inbox:settings"), icon="envelope")


def headline(unread: int) -> str:
    """The first line answers: is there something new?"""
    if not unread:
        return _("没有未读的通知")
    return ngettext("有 %(number)d 件通知未读", "有 %(number)d 件通知未读", unread) % {
        "number": unread
    }


def row_of(notice: Notice, words: dict[str, str], names: dict[str, str]) -> NoticeRow:
    where = {"public_id": notice.public_id}
    return NoticeRow(
        notice=notice,
        url=reverse("inbox:notice", kwargs=where),
        read_url="" if notice.read_at else reverse("inbox:read", kwargs=where),
        kind=words.get(notice.kind, ""),
        place=names.get(notice.place, ""),
    )


def place_names(notices: list[Notice]) -> dict[str, str]:
    """Names of the places that these notices come from."""
    codes = {each.place for each in notices if each.place}
    if not codes:
        return {}
    return dict(institutions.all_places().filter(code__in=codes).values_list("code", "name"))


def own_notice(request: HttpRequest, public_id: str) -> Notice:
    """The account's own notice; anybody else's is not there."""
    found = queries.notice_of(actor_of(request), public_id)
    if found is None:
        raise Http404(public_id)
    return found


@require_GET
@login_required
@never_cache
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """打开通知: reading it marks it as read; without a text of its own it leads straight on."""
    found = own_notice(request, public_id)
    actions.mark_read(actor_of(request), found)
    if found.url and not found.text:
        return HttpResponseRedirect(found.url)
    crumbs = (Crumb(_("收件"), reverse("inbox:list")), Crumb(found.title))
    context = NoticePage(
        page=Page(title=found.title, crumbs=crumbs),
        notice=found,
        kind=kind_words().get(found.kind, ""),
        place=place_names([found]).get(found.place, ""),
    )
    return render(request, "inbox/notice.html", vars(context))


@require_POST
@login_required
def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """标为已读, and back to the list as it was filtered."""
    actions.mark_read(actor_of(request), own_notice(request, public_id))
    return back_to_list(request)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """全部标为已读: those that were there when the list was shown."""
    newest = queries.notice_of(actor_of(request), request.POST.get("newest", "")[:12])
    actions.mark_all_read(actor_of(request), up_to=newest)
    return back_to_list(request)


def back_to_list(request: HttpRequest) -> HttpResponse:
    """Where the reader was; only addresses of this site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(wanted if safe else reverse("inbox:list"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings_page(request: HttpRequest) -> HttpResponse:
    """邮件摘要: on or off."""
    actor = actor_of(request)
    if request.method == "POST":
        actions.choose_digest(actor, wanted=request.POST.get("wanted") == "yes")
        return HttpResponseRedirect(reverse("inbox:settings"))
    wanted = queries.wants_digest(actor.account_id)
    title = _("每天收一封邮件摘要") if wanted else _("不收邮件摘要")
    crumbs = (Crumb(_("收件"), reverse("inbox:list")), Crumb(_("邮件摘要")))
    context = DigestPage(
        page=Page(title=title, crumbs=crumbs),
        wanted=wanted,
        address=request.user.email,  # type: ignore[union-attr]
        possible=bool(settings.EMAIL_HOST),
    )
    return render(request, "inbox/settings.html", vars(context))
